"""Short items in several balanced columns: endnotes, glossary. Each item stays whole; columns break over pages."""
from __future__ import annotations

from collections.abc import Sequence

from reports.layout.flow import Strip
from reports.page import Item, moved

COLUMNS = 3


def columned(boxes: Sequence[Strip], width: float, gutter: float, pad: float = 0.0) -> Strip:
    """The items down three columns of nearly equal height; splits at any height that takes at least one item a column."""
    height = balanced([b.height + pad for b in boxes])
    items = in_columns(boxes, height, width, gutter, pad)[0]

    def split(room: float) -> tuple[Strip, Strip] | None:
        placed, count = in_columns(boxes, room, width, gutter, pad)
        if count < COLUMNS or count >= len(boxes):
            return None
        first = Strip(room, tuple(placed))
        return first, columned(boxes[count:], width, gutter, pad)

    least = max((b.height for b in boxes[:COLUMNS]), default=0.0)
    return Strip(height, tuple(items), before=8, after=18, minimum=min(height, max(least, 60.0)), split=split)


def balanced(heights: Sequence[float], columns: int = COLUMNS) -> float:
    """The least column height at which the items, kept in order, fill no more than `columns` columns."""
    low, high = max(heights, default=0.0), sum(heights)
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (low, middle) if _needs(heights, middle) <= columns else (middle, high)
    return high


def _needs(heights: Sequence[float], room: float) -> int:
    columns, used = 1, 0.0
    for height in heights:
        if used + height > room + 0.001:
            columns, used = columns + 1, 0.0
        used += height
    return columns


def in_columns(boxes: Sequence[Strip], room: float, width: float, gutter: float, pad: float = 0.0) -> tuple[list[Item], int]:
    """Items placed in the columns of one page, and how many of the boxes they are."""
    placed: list[Item] = []
    column, y = 0, 0.0
    for count, box in enumerate(boxes):
        if y + box.height > room + 0.1:
            column, y = column + 1, 0.0
        if column == COLUMNS or box.height > room + 0.1:
            return placed, count
        placed += [moved(item, column * (width + gutter), y) for item in box.items]
        y += box.height + pad
    return placed, len(boxes)
