"""An aside in the margin, 120 words at most: what a reader may want and can do without."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._box import box, paragraphs
from reports.blocks._limits import within, words_in
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
sidebar:
  title: Why the basin silts up
  text: The river brings sand with every flood, and the old mole keeps it inside. Dredging helps for some years.
"""
LABEL = "Background"
LIMIT = 120  # words: P14


class Model(Block):
    """Paragraphs of inline text."""

    MAIN: ClassVar[str] = "text"
    text: Prose
    kicker: Prose | None = None


@dataclass(frozen=True)
class Sidebar:
    paragraphs: tuple[Rich, ...]
    kicker: str


def compose(model: Model, composer: Composer) -> Sidebar:
    texts = composer.paragraphs(model.text)
    within(composer, model.text.place, "the sidebar", words_in(texts), LIMIT)
    return Sidebar(texts, composer.words(model.kicker) or LABEL)


def place(content: Content, room: Room) -> list[Piece]:
    return [box(room, content.body.kicker, content.title or "", lambda inner: paragraphs(inner, content.body.paragraphs))]


def slides(content: Content, stage: Stage) -> list[Page]:
    return []
