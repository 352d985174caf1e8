"""Items that a person moved or resized."""
from __future__ import annotations

from dataclasses import replace

from reports.adopting.seen import Box
from reports.layout.scaling import drawing
from reports.page import Figure, Grid, Item, Rule

_EVEN = 0.02  # what counts as one factor across and down


def placed(item: Item, was: Box, now: Box) -> Item:
    """The item after the change that took the box `was` to the box `now` (points): moved, and as much larger.

    A drawn figure keeps its proportions, since its words are drawn with it; an Office chart takes any size.
    """
    across = now[2] / was[2] if was[2] else 1.0
    down = now[3] / was[3] if was[3] else 1.0
    x, y = now[0] + (item.x - was[0]) * across, now[1] + (item.y - was[1]) * down
    if isinstance(item, Grid):
        return _grid(item, x, y, across, down)
    if isinstance(item, Figure):
        even = min(across, down)
        wide, high = (across, down) if item.native else (even, even)
        return replace(item, x=x, y=y, width=item.width * wide, height=item.height * high,
                       drawing=drawing(item.drawing, even) if abs(even - 1.0) > 1e-6 else item.drawing)
    return replace(item, x=x, y=y, width=item.width * across, height=item.height * down)


def uneven(item: Item, was: Box, now: Box) -> bool:
    """Whether a drawn figure was stretched in one direction, which is not kept."""
    if not isinstance(item, Figure) or item.native or not was[2] or not was[3]:
        return False
    return abs(now[2] / was[2] - now[3] / was[3]) > _EVEN


def _grid(grid: Grid, x: float, y: float, across: float, down: float) -> Grid:
    rules = tuple(Rule(r.x1 * across, r.y1 * down, r.x2 * across, r.y2 * down, r.stroke) for r in grid.rules)
    cells = tuple(tuple(replace(c, mark_at=(c.mark_at[0] * across, c.mark_at[1] * down)) for c in row) for row in grid.cells)
    return replace(grid, x=x, y=y, columns=tuple(w * across for w in grid.columns), rows=tuple(h * down for h in grid.rows),
                   rules=rules, cells=cells)
