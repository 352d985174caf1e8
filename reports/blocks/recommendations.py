"""What somebody recommends or asks, five at most, each with who argues it."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.closing import closing
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, kicker, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page, Paragraph

EXAMPLE = """\
recommendations:
  title: The ask
  items:
    - {action: Sign the dredging contract, owner: harbour board}
    - {action: Fix the steel price}
"""
LIMIT = 5
CLOSING = True  # its slide ends the deck


class Action(Node):
    """`who` argues it; `owner` would do it, `by` when."""

    action: Prose
    who: Prose | None = None
    owner: Prose | None = None
    by: Prose | None = None
    facts: list[str] = []


class Model(Block):
    """The items, most important first."""

    MAIN: ClassVar[str] = "items"
    items: list[Action]
    headline: Prose | None = None


@dataclass(frozen=True)
class Recommendations:
    items: tuple[Rich, ...]
    headline: Rich


def compose(model: Model, composer: Composer) -> Recommendations:
    if len(model.items) > LIMIT:
        composer.problem(model.place, f"there are {len(model.items)} recommendations", f"{LIMIT} at most", level="warning",
                         rule="P15")
    return Recommendations(tuple(_item(i, composer) for i in model.items), composer.unmarked(model.headline))


def _item(item: Action, composer: Composer) -> Rich:
    words = list(composer.rich(item.action))
    parts = [composer.words(p) for p in (item.owner, item.by) if p]
    if parts:
        words.append(Run(f" ({', '.join(parts)})"))
    if item.who:
        words += [Run(" \N{EN DASH} "), *composer.rich(item.who)]
    return composer.cited(tuple(words), item.facts, item.place)


def band(content: Content, room: Room) -> list[Item]:
    """The items set for the band at the foot of page one."""
    boxes: list[Item] = [room.setter.text(0, 0, room.width, content.title or "Recommendations", "kicker", room.tag.add("H2"))]
    listing = room.tag.add("L")
    for number, words in enumerate(content.body.items, 1):
        boxes.append(room.setter.box(0, 0, room.width, [_numbered(room, number, words, "ask_text", 14.0)], [listing.add("LI")]))
    return stacked(boxes, 4.0)[0]


def _numbered(room: Room, number: int, words: Rich, role: str, hang: float) -> Paragraph:
    return replace(room.setter.paragraph(words, role, hang=hang), bullet=str(number))


def place(content: Content, room: Room) -> list[Piece]:
    pieces: list[Piece] = [kicker(room, content.title or "Recommendations", before=24, ruled=not content.body.headline)]
    if content.body.headline:
        tag = room.tag.add("H2", title=plain(content.body.headline))
        box = room.setter.text(0, 0, room.width, content.body.headline, "h1", tag)
        pieces.append(Strip(box.height, (box,), after=8, keep=True))
    width = room.width if room.rail or room.half else room.setter.theme.page.span(4)
    listing = room.tag.add("L")
    for i, words in enumerate(content.body.items, 1):
        box = room.setter.box(0, 0, width, [_numbered(room, i, words, "body", 18.0)], [listing.add("LI")])
        pieces.append(Strip(box.height, (box,), before=4 if i > 1 else 0, grid=True, keep=i < len(content.body.items)))
    return pieces


def slides(content: Content, stage: Stage) -> list[Page]:
    """The closing slide: what is asked on the left, what to watch on the right."""
    return closing(content, stage)
