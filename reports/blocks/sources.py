"""The endnotes, numbered by first mention, and what the sources are."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.flow import Piece, Strip
from reports.layout.notes import columned
from reports.layout.room import Room, kicker, note_strip, rule, stacked
from reports.layout.slide_table import fitted_grid
from reports.layout.stage import Stage
from reports.layout.tables import TableCell, TableLook, TableWords
from reports.page import Item, Page

EXAMPLE = "sources: {about: Both sources are public.}\n"
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
APPENDIX = True  # its slide comes after the closing slide


class Model(Block):
    """`about`: a box on what kind of sources these are."""

    MAIN: ClassVar[str] = "style"
    style: Literal["endnotes"] = "endnotes"
    about: Prose | None = None
    headline: Prose | None = None


@dataclass(frozen=True)
class Source:
    id: str
    name: str
    kind: str
    remark: str


@dataclass(frozen=True)
class Sources:
    about: tuple[Rich, ...]
    headline: Rich
    sources: tuple[Source, ...]


def compose(model: Model, composer: Composer) -> Sources:
    about = composer.paragraphs(model.about) if model.about else ()
    sources = tuple(Source(name, str(s.title), s.kind or "", "; ".join(filter(None, (s.locator, s.note))))
                    for name, s in composer.outline.sources.items())
    return Sources(about, composer.unmarked(model.headline), sources)


def place(content: Content, room: Room) -> list[Piece]:
    tag = room.tag.add("Sect")
    room = room.inside(room.width, tag)
    usual = "Sources" if room.document.head.footnotes else "Sources and endnotes"
    label = kicker(room, content.title or usual, "H2", ruled=True, before=24)
    pieces: list[Piece] = [label, _head(content, room)]
    if room.document.notes and not room.document.head.footnotes:
        step = (room.width - 2 * 16) / 3
        pieces.append(columned([note_strip(room, note, step, tag) for note in room.document.notes], step, 16.0))
    return [*pieces, *_imprint(room)]


def _imprint(room: Room) -> list[Piece]:
    """What the report says of itself, and whom to ask."""
    head = room.document.head
    words = " ".join(filter(None, (head.disclaimer, f"Contact: {head.contact}." if head.contact else "")))
    if not words:
        return []
    box = room.setter.text(0, 5, room.width, words, "note", room.tag.add("P"))
    return [Strip(box.height + 5, (rule(0, 0, room.width, 0.5, "g300"), box), before=8)]


def _head(content: Content, room: Room) -> Strip:
    """What the sources are, and the date that holds for every note which gives no other."""
    notes = room.document.notes
    as_of: Rich = (Run(f"As of {room.document.head.as_of} unless a note gives a date."),) if notes else ()
    paragraphs = [*content.body.about[:-1], (*content.body.about[-1], Run(" "), *as_of)] if content.body.about else [as_of]
    boxes: list[Item] = [room.setter.text(0, 0, room.width, words, "note", room.tag.add("P"), strong="row_label")
                         for words in paragraphs if words]
    placed, height = stacked(boxes, 2.0)
    return Strip(height, tuple(placed), before=4, after=6, keep=bool(notes) and not room.document.head.footnotes)


def slides(content: Content, stage: Stage) -> list[Page]:
    """An appendix slide that says what each source is."""
    if not content.body.sources:
        return []
    count = len(content.body.sources)
    number = _SMALL[count] if count < len(_SMALL) else str(count)
    headline = content.body.headline or f"The brief rests on {number} source{'' if count == 1 else 's'}"
    head = tuple(TableCell(w, "th", header="Column") for w in ("Source", "Title", "Kind", "What is known of it"))
    rows = tuple((TableCell(s.id, "row_label", header="Row"), TableCell(s.name, "td"), TableCell(s.kind, "td"),
                  TableCell(s.remark, "td")) for s in content.body.sources[:6])
    sheet = stage.sheet(headline)
    table = TableWords(tuple(stage.width * part for part in (0.09, 0.32, 0.13, 0.46)), head, rows, name="Sources")
    look = TableLook(inset=(0.0, 6.0, 12.0, 6.0), head_height=34.0, row_height=40.0)
    grid = fitted_grid(stage, content, table, look, sheet)
    return [stage.slide(content, headline, [grid], kicker="Appendix")]


__all__ = ["APPENDIX", "EXAMPLE", "Model", "compose", "place", "slides"]
