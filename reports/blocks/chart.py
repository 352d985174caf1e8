"""A figure from the report's charts, full width or half."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Exhibit, Rich, plain
from reports.layout.figures import exhibited, with_takeaway
from reports.layout.flow import Columns, Piece, Strip
from reports.layout.room import Room
from reports.layout.room import figure as figure_strip
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "chart: {use: example, size: full, takeaway: The last column is the message.}\n"
TAKEAWAY = 30  # words: look.md, section 6


class Model(Block):
    """`use` names a chart of the outline's `charts`; `takeaway` stands beside it on its slide."""

    MAIN: ClassVar[str] = "use"
    use: str
    size: Literal["full", "half", "third"] = "full"
    takeaway: Prose | None = None


@dataclass(frozen=True)
class Chart:
    exhibit: Exhibit | None
    size: str
    takeaway: Rich = ()


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return model.use


def compose(model: Model, composer: Composer) -> Chart:
    takeaway = composer.unmarked(model.takeaway)
    count = len(plain(takeaway).split())
    if count > TAKEAWAY:
        composer.problem(model.place, f"the takeaway has {count} words", f"{TAKEAWAY} at most: leave out {count - TAKEAWAY}",
                         rule="S1")
    return Chart(composer.exhibit(model.use), model.size, takeaway)


def place(content: Content, room: Room) -> list[Piece]:
    return [figure_strip(room, content.body.exhibit)] if content.body.exhibit else []


def beside(left: Content, right: Content) -> bool:
    """Whether two figures stand side by side: both ask for half the width."""
    return all(c.kind == "chart" and c.body.size == "half" and c.body.exhibit for c in (left, right))


def third(content: Content) -> bool:
    """Whether it stands beside the text of its theme, in a third of the width."""
    return content.kind == "chart" and content.body.size == "third"


def pair(left: Content, right: Content, room: Room) -> list[Piece]:
    """Two figures in one row, that floats as one."""
    shape = room.setter.theme.page
    half = room.inside(shape.span(3), half=True)
    stacks = [tuple(replace(strip, floats=False, before=0.0) for strip in half.place(content) if isinstance(strip, Strip))
              for content in (left, right)]
    return [Columns(stacks[0], stacks[1], 0.0, shape.span(3) + shape.gutter, before=14, after=12, floats=True, place=left.place)]


def slides(content: Content, stage: Stage) -> list[Page]:
    body: Chart = content.body
    if body.exhibit and body.takeaway:
        return with_takeaway(content, stage, body.exhibit, body.takeaway)
    return exhibited(content, stage, body.exhibit) if body.exhibit else []
