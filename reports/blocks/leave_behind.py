"""A page to leave behind, from blocks that stand elsewhere in the report: always one page, or it says what to shorten."""
from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reports.blocks import Block
from reports.blocks._body import Entry
from reports.blocks._gist import Lines, gist
from reports.blocks._headed import label_of
from reports.blocks._table import SLIDE
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.flow import Flow, Piece, Strip
from reports.layout.room import Room, rule
from reports.layout.slide_table import fitted_grid
from reports.layout.stage import Stage
from reports.layout.tables import TableCell, TableWords
from reports.page import Item, Page, Tag
from reports.problems import Problem, did_you_mean

EXAMPLE = """\
leave_behind:
  title: To leave with the mayor
  pick: [steps]
"""
LABEL = "Leave-behind"
UNFIT = ("cover", "page_break", "divider", "appendix_start", "sources", "leave_behind")


class Model(Block):
    """`pick`: ids of blocks, in the order in which they print; `sides`: one, or both of a sheet."""

    MAIN: ClassVar[str] = "pick"
    pick: Annotated[list[str], Field(min_length=1)]
    sides: Literal[1, 2] = 1


@dataclass(frozen=True)
class LeaveBehind:
    pick: tuple[str, ...]
    sides: int


def compose(model: Model, composer: Composer) -> LeaveBehind:
    known = {name: (kind, shown) for name, kind, shown in _named(composer.outline.body, composer.profile)}
    for name in model.pick:
        kind, shown = known.get(name, ("", False))
        if not kind:
            composer.problem(model.place, f'no block has the id "{name}"', did_you_mean(name, known, "ids"))
        elif kind in UNFIT:
            composer.problem(model.place, f'block "{name}" is a {kind}, which cannot be left behind', "pick others")
        elif not shown:
            composer.problem(model.place, f'block "{name}" is not in the profile "{composer.profile}"',
                             "add the profile to it, or keep this block out: profiles: [...]")
    return LeaveBehind(tuple(model.pick), model.sides)


def _named(entries: Iterable[Entry], profile: str, within: bool = True) -> Iterator[tuple[str, str, bool]]:
    """(id, kind, whether the profile shows it) of every block that has an id, those inside themes as well."""
    for entry in entries:
        shown = within and (not entry.model.profiles or profile in entry.model.profiles)
        if entry.model.id:
            yield entry.model.id, entry.kind, shown
        yield from _named(getattr(entry.model, "blocks", None) or [], profile, shown)


def picked(content: Content, contents: Iterable[Content]) -> list[Content]:
    """The composed blocks that it picks, in its order."""
    known = {c.id: c for top in contents for c in (top, *getattr(top.body, "contents", ())) if c.id and c is not content}
    return [known[name] for name in content.body.pick if name in known]


# ---------------------------------------------------------------- print
def place(content: Content, room: Room) -> list[Piece]:
    """On a sheet of its own; what is too long for it is a problem that names the longest block and how much to cut."""
    inner = room.inside(room.width, room.tag.add("Sect"))
    parts = [(c, _pieces(c, inner)) for c in picked(content, room.document.contents)]
    head = _head(content, inner)
    _fits(content, room, head, parts)
    return [*head, *(piece for _, pieces in parts for piece in pieces), Strip(0.0, new_page=True)]


def _head(content: Content, room: Room) -> list[Piece]:
    words = label_of(content)
    title = room.setter.text(0, 0, room.width, words, "h1", room.tag.add("H2", title=words))
    head = room.document.head
    state = f"{head.title}. As of {head.as_of}."
    line = room.setter.text(0, title.height + 2, room.width, state, "figure_sub", room.tag.add("P"))
    items: list[Item] = [title, line, rule(0, line.y + line.height + 6, room.width, 0.75, "navy")]
    return [Strip(line.y + line.height + 7, tuple(items), after=8, keep=True, new_page=True)]


def _pieces(content: Content, room: Room) -> list[Piece]:
    """The block set once more; its tags carry no anchors and no bookmarks, which the first setting has."""
    tag = room.tag.add("Sect")
    pieces = room.inside(room.width, tag).place(content)
    _unnamed(tag)
    return [replace(piece, new_page=False) for piece in pieces if not isinstance(piece, Strip) or piece.items]


def _unnamed(tag: Tag) -> None:
    tag.anchor = tag.title = ""
    for child in tag.children:
        _unnamed(child)


def _fits(content: Content, room: Room, head: Sequence[Piece], parts: Sequence[tuple[Content, list[Piece]]]) -> None:
    page = room.setter.theme.page
    flow = Flow(page.top, page.bottom, page.left, page.baseline)
    flow.put([*head, *(piece for _, pieces in parts for piece in pieces)])
    sides = content.body.sides
    if len(flow.pages) <= sides and not flow.overflows:
        return
    excess = _height(room, [*head, *(p for _, pieces in parts for p in pieces)]) - sides * (page.bottom - page.top)
    longest = max(parts, key=lambda part: _height(room, part[1]))[0]
    cut = max(excess, page.baseline)
    sheet = "one page" if sides == 1 else "both sides of a sheet"
    room.problems.append(Problem(
        content.place, f"the leave-behind is {cut:.0f} points too long for {sheet}",
        f'shorten block "{longest.id}", the longest, by {math.ceil(cut / page.baseline)} lines, or leave one out', rule="P12"))


def _height(room: Room, pieces: Sequence[Piece]) -> float:
    """How high some pieces stand on an endless page."""
    flow = Flow(0.0, math.inf, 0.0, room.grid)
    flow.put(pieces)
    return flow.y


# ---------------------------------------------------------------- slides
def slides(content: Content, stage: Stage) -> list[Page]:
    """The handout as a table: each block's name and what it comes to."""
    found = [(name, lines) for name, lines in map(gist, picked(content, stage.document.contents)) if lines]
    if not found:
        return []
    headline = label_of(content)
    sheet = stage.sheet(headline, table=True)
    rows = tuple((TableCell(name, "row_label", header="Row"), TableCell(_joined(lines), "td", colour="black"))
                 for name, lines in found)
    head = (TableCell("Block", "th", header="Column"), TableCell("What it comes to", "th", header="Column"))
    table = TableWords((0.24 * sheet.width, 0.76 * sheet.width), head, rows, name="Handout")
    grid = fitted_grid(stage, content, table, SLIDE, sheet)
    facts = tuple(dict.fromkeys(fact for c in picked(content, stage.document.contents) for fact in c.facts))
    return [stage.slide(content, headline, [grid], source=stage.source(facts) if facts else "",
                        kicker=LABEL if content.title else "", layout="table")]


def _joined(lines: Lines) -> Rich:
    """Lines one after the other, apart by semicolons where they are no sentences."""
    made: list[Run] = []
    for line in lines:
        if made:
            made.append(Run(" " if made[-1].text.rstrip().endswith((".", "!", "?")) else "; "))
        made += line
    return tuple(made)
