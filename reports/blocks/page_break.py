"""The next block starts on a new page; nothing on slides."""
from __future__ import annotations

from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "page_break: {}\n"


class Model(Block):
    """Nothing to fill in."""


def compose(model: Model, composer: Composer) -> None:
    return None


def place(content: Content, room: Room) -> list[Piece]:
    return [Strip(0.0, new_page=True)]


def slides(content: Content, stage: Stage) -> list[Page]:
    return []
