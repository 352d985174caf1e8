"""A sentence large on a slide, with the orange bar that says: this is the message."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.layout.room import bar
from reports.layout.setting import Words
from reports.layout.stage import Sheet, Stage
from reports.page import Item, moved
from reports.problems import Place

INSET = 22.0
OPTICAL = 0.38  # of what is free goes above the words


def settled(items: Sequence[Item], sheet: Sheet) -> list[Item]:
    """A few words in the middle of what their slide leaves free, as the eye sees it: a little above the half."""
    spare = sheet.bottom - max(item.y + item.height for item in items)
    return [moved(item, 0.0, max(0.0, OPTICAL * spare)) for item in items]


def statement(stage: Stage, words: Words, role: str, y: float, height: float, place: Place, *,
              name: str = "Statement") -> tuple[list[Item], float]:
    """The sentence and its bar from y down, `height` at most; and where it ends."""
    box = stage.fitted(words, role, stage.left + INSET, y, stage.width - 3 * INSET, height, place, name=name)
    used, high = stage.setter.set(box.paragraphs, box.width)[1], stage.setter.high(box.paragraphs, box.width)
    return [bar(stage.left, y + 4, 5, used - 6, "orange"), replace(box, height=high + 6)], y + high
