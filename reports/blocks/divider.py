"""Opens a part of the report: its name over a rule in print, a navy slide in the deck."""
from __future__ import annotations

from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._opener import opener, opening_slide
from reports.compose import Composer
from reports.document import Content
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "divider: {name: What the harbour can do, label: Part two}\n"


class Model(Block):
    """`label` stands small over the name."""

    MAIN: ClassVar[str] = "name"
    name: Prose
    label: Prose | None = None


def compose(model: Model, composer: Composer) -> tuple[str, str]:
    return composer.words(model.label), composer.words(model.name)


def place(content: Content, room: Room) -> list[Piece]:
    return opener(room, *content.body)


def slides(content: Content, stage: Stage) -> list[Page]:
    return [opening_slide(content, stage, *content.body)]
