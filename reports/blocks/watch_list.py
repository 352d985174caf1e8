"""Dates to watch, and things that have no date yet."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Node, Prose
from reports.blocks._headed import Headed, heading
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.closing import closing
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, rule
from reports.layout.stage import Stage
from reports.page import Item, Page, moved

EXAMPLE = """\
watch_list:
  - {date: No date, what: Signature of the contract}
  - {date: Spring, what: Opening}
"""
LABEL = "What to watch"
CLOSING = True  # its slide ends the deck


class Watched(Node):
    """`date` as words: "September 2021*", "No date"."""

    date: Prose
    what: Prose
    facts: list[str] = []


class Model(Headed):
    """In order of date; undated last."""

    MAIN: ClassVar[str] = "items"
    items: list[Watched]


@dataclass(frozen=True)
class Watch:
    items: tuple[tuple[Rich, Rich], ...]
    headline: Rich


def compose(model: Model, composer: Composer) -> Watch:
    items = tuple((composer.rich(i.date), composer.cited(composer.rich(i.what), i.facts, i.place)) for i in model.items)
    return Watch(items, composer.unmarked(model.headline))


def band(content: Content, room: Room) -> list[Item]:
    """The rows set for the band at the foot of page one: date, what, hairlines between."""
    head = room.setter.text(0, 0, room.width, content.title or "What to watch", "kicker", room.tag.add("H2"))
    return [head, *_rows(content, room, head.height + 4.0, 81.0)]


def _rows(content: Content, room: Room, y: float, column: float) -> list[Item]:
    made: list[Item] = []
    listing = room.tag.add("L")
    for i, (date, what) in enumerate(content.body.items):
        if i:
            made.append(rule(0, y, room.width, 0.5, "g300"))
            y += 4.0
        entry = listing.add("LI")
        left = room.setter.text(0, y, column, date, "watch_date", entry.add("Lbl"))
        right = room.setter.text(column, y, room.width - column, what, "watch_text", entry.add("LBody"))
        made += [left, right]
        y += max(left.height, right.height) + 4.0
    return made


def place(content: Content, room: Room) -> list[Piece]:
    rows = _rows(content, room, 0.0, 110.0)
    bottom = max((r.y + r.height for r in rows), default=0.0)
    return [*heading(room, content), Strip(bottom, tuple(moved(r, 0, 0) for r in rows), after=16)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """On the closing slide, beside the recommendations; alone when there are none."""
    return [] if stage.find("recommendations") else closing(content, stage)
