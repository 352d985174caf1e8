"""A mistake put right: of which edition, and what was wrong. Printed on page one and on the slide after the cover.

The head's `correction` puts it there by itself, in the edition that corrects; nobody need add the block to the body.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, gridded, kicker
from reports.layout.stage import Stage
from reports.page import Item, Page

EXAMPLE = """\
correction: {of_edition: 1, text: "The survey was said to be of {=2019}; it is of {=2020}."}
"""
BAR, INSET = 3.0, 12.0  # points: as beside the bottom line


class Model(Block):
    """What was wrong, in a sentence or two."""

    MAIN: ClassVar[str] = "text"
    text: Prose
    of_edition: int | float | str | None = None


@dataclass(frozen=True)
class Correction:
    text: Rich
    title: str


def compose(model: Model, composer: Composer) -> Correction:
    of = f"edition {model.of_edition}" if model.of_edition is not None else "an earlier edition"
    return Correction(composer.rich(model.text), f"This edition corrects {of}")


def place(content: Content, room: Room) -> list[Piece]:
    label = kicker(room, content.title or content.body.title, "H2")
    text = room.setter.text(INSET, 0, room.width - INSET, content.body.text, "body", room.tag.add("P"))
    items: tuple[Item, ...] = (bar(0, 2, BAR, text.height - 3, "maroon"), text)
    return [label, Strip(gridded(room, text.height), items, after=14, grid=True)]


def slides(content: Content, stage: Stage) -> list[Page]:
    sheet = stage.sheet(content.body.title)
    text = stage.fitted(content.body.text, "bottom_line", sheet.x + 22, sheet.y + 24, sheet.width - 44, sheet.height - 24,
                        content.place, name="Correction")
    height = stage.setter.set(text.paragraphs, text.width)[1]
    high = stage.setter.high(text.paragraphs, text.width) + 6
    marked: list[Item] = [bar(sheet.x, text.y + 2, 5, height, "maroon"), replace(text, height=high)]
    return [stage.slide(content, content.body.title, sheet.settled(marked), source=content.source)]
