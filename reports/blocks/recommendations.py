"""What somebody recommends or asks, five at most, each with who argues it."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Node, Prose
from reports.blocks._headed import Headed, heading
from reports.blocks._limits import within
from reports.blocks._listing import strips
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.closing import closing
from reports.layout.flow import Piece
from reports.layout.room import Room, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page

EXAMPLE = """\
recommendations:
  title: The ask
  items:
    - {action: Sign the dredging contract, owner: harbour board}
    - {action: Fix the steel price}
"""
LABEL = "Recommendations"
LIMIT = 5
CLOSING = True  # its slide ends the deck


class Action(Node):
    """`who` argues it; `owner` would do it, `by` when."""

    action: Prose
    who: Prose | None = None
    owner: Prose | None = None
    by: Prose | None = None
    facts: list[str] = []


class Model(Headed):
    """The items, most important first."""

    MAIN: ClassVar[str] = "items"
    items: list[Action]


@dataclass(frozen=True)
class Recommendations:
    items: tuple[Rich, ...]
    headline: Rich


def compose(model: Model, composer: Composer) -> Recommendations:
    within(composer, model.place, "this block", len(model.items), LIMIT, unit="recommendations", rule="P15")
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
        paragraph = replace(room.setter.paragraph(words, "ask_text", hang=14.0), bullet=str(number))
        boxes.append(room.setter.box(0, 0, room.width, [paragraph], [listing.add("LI")]))
    return stacked(boxes, 4.0)[0]


def place(content: Content, room: Room) -> list[Piece]:
    width = room.width if room.rail or room.half else room.setter.theme.page.span(4)
    return [*heading(room, content), *strips(room, content.body.items, width)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """The closing slide: what is asked on the left, what to watch on the right."""
    return closing(content, stage)
