"""Running text; a blank line starts a paragraph. On slides it becomes speaker notes."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.flow import Piece
from reports.layout.room import Room, kicker, running_text
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
text: |
  The board met {=twice}. It heard *both* councils and the [port company](https://example.org).

  No minutes were published.
"""


class Model(Block):
    """Paragraphs of inline text."""

    MAIN: ClassVar[str] = "text"
    text: Prose


@dataclass(frozen=True)
class Text:
    paragraphs: tuple[Rich, ...]


def compose(model: Model, composer: Composer) -> Text:
    return Text(composer.paragraphs(model.text))


def place(content: Content, room: Room) -> list[Piece]:
    head: list[Piece] = [kicker(room, content.title)] if content.title else []
    return [*head, *running_text(room, content.body.paragraphs, continues=room.continues and not content.title)]


def slides(content: Content, stage: Stage) -> list[Page]:
    return []
