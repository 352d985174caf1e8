"""A figure from the report's charts, full width or half."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Exhibit
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.room import figure as figure_strip
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "chart: {use: example, size: full}\n"


class Model(Block):
    """`use` names a chart of the outline's `charts`."""

    MAIN: ClassVar[str] = "use"
    use: str
    size: Literal["full", "half"] = "full"


@dataclass(frozen=True)
class Chart:
    exhibit: Exhibit | None
    size: str


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return model.use


def compose(model: Model, composer: Composer) -> Chart:
    return Chart(composer.exhibit(model.use), model.size)


def place(content: Content, room: Room) -> list[Piece]:
    return [figure_strip(room, content.body.exhibit)] if content.body.exhibit else []


def slides(content: Content, stage: Stage) -> list[Page]:
    return [stage.exhibit(content, content.body.exhibit)] if content.body.exhibit else []
