"""The endnotes, numbered by first mention, and what the sources are."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Note, Rich
from reports.layout.flow import Piece, Strip
from reports.layout.notes import columned
from reports.layout.room import Room, boxed, kicker, stacked
from reports.layout.stage import LEFT, WIDTH, Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_grid
from reports.page import Item, Page, Tag

EXAMPLE = "sources: {about: Both sources are public.}\n"
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
    sources = tuple(Source(name, str(s.title), s.kind or "", " ".join(filter(None, (s.locator, s.note))))
                    for name, s in composer.outline.sources.items())
    return Sources(about, composer.unmarked(model.headline), sources)


def place(content: Content, room: Room) -> list[Piece]:
    tag = room.tag.add("Sect")
    room = room.inside(room.width, tag)
    pieces: list[Piece] = []
    if room.document.notes:
        step = (room.width - 2 * 16) / 3
        boxes = [_note(room, note, step, tag) for note in room.document.notes]
        words = f"All as of {room.document.head.as_of}, unless a note gives another date."
        remark = room.setter.text(0, 0, room.width, words, "note", tag.add("P"))
        pieces = [kicker(room, content.title or "Sources and endnotes", "H2", ruled=True, before=28),
                  Strip(remark.height, (remark,), before=4, keep=True), columned(boxes, step, 16.0)]
    if content.body.about:
        pieces.append(_about(content, room))
    return pieces


def _note(room: Room, note: Note, width: float, tag: Tag) -> Strip:
    """Numeral and text hanging beside it; the note's tag is the target of its marks."""
    own = tag.add("Note", anchor=f"note-{note.number}")
    number = room.setter.text(0, 0, 15, str(note.number), "note_no", own.add("Lbl"))
    words = room.setter.text(15, 0, width - 15, note.text, "note", own.add("P"))
    return Strip(words.height, (number, words))


def _about(content: Content, room: Room) -> Piece:
    def words(inner: Room) -> list[Item]:
        text = inner.setter.text
        head = text(0, 0, inner.width, "About the sources", "box_kicker", inner.tag.add("P"))
        paragraphs = [text(0, 0, inner.width, p, "box_text", inner.tag.add("P"), strong="box_label") for p in content.body.about]
        return stacked([head, *paragraphs], 2.0)[0]

    return boxed(room, words, inset=(12, 10, 12))


def slides(content: Content, stage: Stage) -> list[Page]:
    """An appendix slide that says what each source is."""
    if not content.body.sources:
        return []
    count = len(content.body.sources)
    headline = content.body.headline or f"The brief rests on {count} source{'' if count == 1 else 's'}"
    head = tuple(TableCell(w, "th", header="Column") for w in ("Source", "Title", "Kind", "What is known of it"))
    rows = tuple((TableCell(s.id, "row_label", header="Row"), TableCell(s.name, "td"), TableCell(s.kind, "td"),
                  TableCell(s.remark, "td")) for s in content.body.sources[:6])
    sheet = stage.sheet(headline)
    table = TableWords((80.0, 280.0, 110.0, WIDTH - 470.0), head, rows, name="Sources")
    look = TableLook(inset=(0.0, 6.0, 12.0, 6.0), head_height=34.0, row_height=40.0)
    grid = table_grid(stage.setter, table, look, LEFT, sheet.y)
    return [stage.slide(content, headline, [grid], kicker="Appendix")]


__all__ = ["APPENDIX", "EXAMPLE", "Model", "compose", "place", "slides"]
