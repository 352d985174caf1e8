"""Blocks that are a tinted box with a small label: what is apart from the running text."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.document import Rich
from reports.layout.flow import Strip
from reports.layout.room import Room, boxed, rule, stacked
from reports.layout.setting import Words
from reports.page import Item, moved


def box(room: Room, label: Words, title: Words, fill: Callable[[Room], list[Item]], *, ruled: bool = False) -> Strip:
    """Label and title in a box, and under them what `fill` sets in the room inside it."""
    tag = room.tag.add("Sect")

    def words(inner: Room) -> list[Item]:
        inner = inner.inside(inner.width, tag, rail=room.rail, half=room.half)
        head: list[Item] = [inner.setter.text(0, 0, inner.width, label, "box_kicker", tag.add("P"))] if label else []
        if title:
            head.append(inner.setter.text(0, 0, inner.width, title, "box_title", tag.add("P")))
        placed, bottom = stacked(head, 2.0)
        return placed + [moved(item, 0.0, bottom + (6.0 if head else 0.0)) for item in fill(inner)]

    return boxed(room, words, inset=(10, 9, 10) if room.rail else (12, 10, 12), ruled=ruled)


def paragraphs(room: Room, texts: Sequence[Rich], *, gap: float = 4.0, y: float = 0.0,
               role: str = "box_text") -> list[Item]:
    """Paragraphs of a box one under the other."""
    boxes: list[Item] = [room.setter.text(0, 0, room.width, words, role, room.tag.add("P"), strong="box_label")
                         for words in texts]
    return stacked(boxes, gap, y)[0]


def ruled_rows(room: Room, rows: Sequence[tuple[Words, Words]], label_width: float) -> list[Item]:
    """Label left, words right, hairlines between: for facts and dates."""
    made: list[Item] = []
    listing = room.tag.add("L")
    y = 0.0
    for i, (label, words) in enumerate(rows):
        if i:
            made.append(rule(0, y, room.width, 0.5, "g300"))
            y += 3.0
        entry = listing.add("LI")
        left = room.setter.text(0, y, label_width - 8, label, "box_label", entry.add("Lbl"))
        right = room.setter.text(label_width, y, room.width - label_width, words, "box_text", entry.add("LBody"),
                                 strong="box_label")
        made += [left, right]
        y += max(left.height, right.height) + 3.0
    return made


def bottom(items: Sequence[Item]) -> float:
    """Where the lowest of some items ends."""
    return max((item.y + item.height for item in items), default=0.0)
