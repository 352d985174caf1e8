"""The annexes begin: a new page that lists them, and in the deck a slide after which nothing is shown unasked."""
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._headed import label_of
from reports.blocks._opener import opener, opening_slide
from reports.compose import Composer
from reports.document import Content, plain
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "appendix_start: Annexes to the gallery\n"
APPENDIX = True
UNLISTED = ("page_break", "divider", "cover", "appendix_start")


class Model(Block):
    """`name`, if not "Annexes"."""

    MAIN: ClassVar[str] = "name"
    name: Prose = Prose("Annexes")


def compose(model: Model, composer: Composer) -> str:
    return composer.words(model.name)


def place(content: Content, room: Room) -> list[Piece]:
    listed = following(content, room.document.contents)
    return opener(room, "", content.body, [name for name, _ in listed], new_page=True)


def slides(content: Content, stage: Stage) -> list[Page]:
    """Lists the annexes, those that are on paper alone as well."""
    listed = [name for name, _ in following(content, stage.document.contents)]
    return [opening_slide(content, stage, "", content.body, listed)]


def following(content: Content, contents: Sequence[Content]) -> list[tuple[str, Content]]:
    """The blocks after this one by the name that stands over them, each name once."""
    at = next((i for i, c in enumerate(contents) if c is content), len(contents))
    named: dict[str, Content] = {}
    for later in contents[at + 1:]:
        if later.kind not in UNLISTED and getattr(later.body, "rows", True):  # a table without rows does not print
            named.setdefault(_name(later), later)
    return list(named.items())


def _name(content: Content) -> str:
    if content.kind == "theme":
        return content.body.kicker or plain(content.body.headline)
    return "Biographies" if content.kind == "bio" else label_of(content)
