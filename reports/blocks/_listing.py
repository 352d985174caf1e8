"""Blocks that are a list: a number, a bold lead if there is one, a sentence. Both their forms."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.blocks._headed import heading, headline_of, kicker_of
from reports.document import Content, Rich, Run, tidied
from reports.layout.flow import Piece, Strip
from reports.layout.listing import listed
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page


@dataclass(frozen=True)
class Entry:
    """One item: its lead, in bold if it is `strong`, and what is said of it in the same paragraph."""

    lead: Rich
    remark: Rich = ()
    strong: bool = True

    @property
    def whole(self) -> Rich:
        """The paragraph."""
        lead = tuple(replace(run, strong=not run.notes) for run in self.lead) if self.strong else self.lead
        return tidied([*lead, *((Run(" "),) if self.remark else ()), *self.remark])


@dataclass(frozen=True)
class Listing:
    """The items in their order."""

    headline: Rich
    items: tuple[Entry, ...]


def place(content: Content, room: Room) -> list[Piece]:
    """Label or headline, then the items with their numerals hanging left, in the width of running text."""
    room = room.inside(room.width, room.tag.add("Sect"), rail=room.rail, half=room.half)
    width = room.width if room.rail or room.half else min(room.width, room.setter.theme.page.span(4))
    return [*heading(room, content), *strips(room, [item.whole for item in content.body.items], width)]


def strips(room: Room, items: Sequence[Rich], width: float, role: str = "body", *, hang: float = 18.0, gap: float = 4.0,
           strong: str = "lead") -> list[Strip]:
    """The items as strips that stay together; single lines stand close."""
    listing = room.tag.add("L")
    close = role == "body" and all(room.setter.width(words, role) < width - hang - 12 for words in items)
    made: list[Strip] = []
    for number, words in enumerate(items, 1):
        paragraph = replace(room.setter.paragraph(words, role, hang=hang, strong=strong), bullet=str(number))
        box = room.setter.box(0, 0, width, [paragraph], [listing.add("LI")])
        last = number == len(items)
        made.append(Strip(box.height, (box,), before=gap if number > 1 and not close else 0.0, after=16.0 if last else 0.0,
                          grid=role == "body", keep=not last))
    return made


def slides(content: Content, stage: Stage) -> list[Page]:
    """The items in their short form, four a slide at most."""
    return listed(content, stage, headline_of(content), [item.lead for item in content.body.items], numbered=True,
                  kicker=kicker_of(content))
