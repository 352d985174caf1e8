"""A sentence large on a slide, with the orange bar that says: this is the message."""
from __future__ import annotations

from dataclasses import replace

from reports.layout.room import bar
from reports.layout.setting import Words
from reports.layout.stage import Stage
from reports.page import Item
from reports.problems import Place

INSET = 22.0


def statement(stage: Stage, words: Words, role: str, y: float, height: float, place: Place, *,
              name: str = "Statement") -> tuple[list[Item], float]:
    """The sentence and its bar from y down, `height` at most; and where it ends."""
    box = stage.fitted(words, role, stage.left + INSET, y, stage.width - 3 * INSET, height, place, name=name)
    used, high = stage.setter.set(box.paragraphs, box.width)[1], stage.setter.high(box.paragraphs, box.width)
    return [bar(stage.left, y + 4, 5, used - 6, "orange"), replace(box, height=high + 6)], y + high
