"""Flags drawn: leader, bold title, text under it; in rows above and below a line."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing import Anchor
from charts.labels import Side, Spot, row_heights
from charts.sketch import Sketch, leading, second
from charts.style import Style


@dataclass(frozen=True, slots=True)
class Rows:
    """How far each row's outer edge is from the line it hangs on, in points; `above` and `below` are the outermost.

    `near`: where words without a leader stand.
    """

    edges: dict[tuple[Side, int], float]
    heights: dict[tuple[Side, int], float]
    near: float
    above: float
    below: float


def stacked(spots: Sequence[Spot], above: float, below: float, near: float, style: Style) -> Rows:
    """Stacks the rows outward, beginning `above` and `below` from the line; the strip of row 0 begins at `near`."""
    heights, gap = row_heights(spots), 6 * style.stroke
    edges: dict[tuple[Side, int], float] = {}
    starts: dict[Side, float] = {"above": near if ("above", 0) in heights else above, "below": below}
    for side, row in sorted(heights):
        edges[side, row] = starts[side] + heights[side, row]
        starts[side] = edges[side, row] + gap
    outer = {side: max((e for (s, _), e in edges.items() if s == side), default=0.0) for side in starts}
    return Rows(edges, heights, near, outer["above"], outer["below"])


def hang(drawn: Sketch, spot: Spot, rows: Rows, top: float, bottom: float, struck: bool = False) -> None:
    """One flag on the line whose box is `top`..`bottom`.

    The titles of a row share a baseline: above, they begin at the leaders' outer ends; below, the leaders end with the
    words. Words without a leader stand on the line.
    """
    edge, high = rows.edges[spot.side, spot.row], spot.setting.height
    if not spot.leader:
        y = top - rows.near - high
    elif spot.side == "above":
        y = top - edge
        drawn.line(spot.x, y, spot.x, top, "g500", 0.6)
    else:
        y = bottom + edge - rows.heights[spot.side, spot.row]
        drawn.line(spot.x, bottom, spot.x, y + high, "g500", 0.6)
    _words(drawn, spot, y, struck)


def _words(drawn: Sketch, spot: Spot, y: float, struck: bool) -> None:
    style = drawn.style
    big, small = style.sizes["label"], second(style)
    flip = spot.leader and spot.left < spot.x
    anchor: Anchor = "end" if flip else "start"
    x = spot.right if flip else spot.left
    for words in spot.setting.title:
        drawn_top, y = y, drawn.text(x, y, words, big, "navy", True, anchor)
        if struck:
            wide = style.measure(words, big, True)
            left, middle = x - (wide if flip else 0.0), drawn_top + leading(style, big) / 2 + 0.07 * big
            drawn.line(left - 1, middle, left + wide + 1, middle, "navy", 0.9)
    drawn.lines(x, y, spot.setting.text, small, "g700", False, anchor)
