"""Flags drawn: leader, bold title, text under it; in rows above and below a line."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing import Anchor, Stroke
from charts.labels import Side, Spot, row_heights
from charts.sketch import Sketch, leading, second
from charts.style import Style

APART = 6.0  # between two rows, in print
_BEND, _SLOPE = 9.0, 0.17  # the height in which leaders bend, in print, and that beside the way that they go aside: the least


@dataclass(frozen=True, slots=True)
class Rows:
    """How far each row's outer edge is from the line it hangs on, in points; `above` and `below` are the outermost.

    `near`: where words without a leader stand. `bent`: where leaders begin to bend, and `bends`: over what height.
    """

    edges: dict[tuple[Side, int], float]
    heights: dict[tuple[Side, int], float]
    near: float
    above: float
    below: float
    bent: dict[Side, float]
    bends: dict[Side, float]


def stacked(spots: Sequence[Spot], above: float, below: float, near: float, style: Style) -> Rows:
    """Stacks the rows outward, beginning `above` and `below` from the line; the strip of row 0 begins at `near`.

    Between the strip and the first row leaders bend, where any does.
    """
    heights, gap, bends = row_heights(spots), APART * style.stroke, _bends(spots, style)
    edges: dict[tuple[Side, int], float] = {}
    starts: dict[Side, float] = {"above": near if ("above", 0) in heights else above, "below": below}
    bent: dict[Side, float] = {}
    for side, row in sorted(heights):
        if row and side not in bent:
            bent[side] = starts[side]
            starts[side] += bends[side]
        edges[side, row] = starts[side] + heights[side, row]
        starts[side] = edges[side, row] + gap
    outer = {side: max((e for (s, _), e in edges.items() if s == side), default=0.0) for side in starts}
    return Rows(edges, heights, near, outer["above"], outer["below"], bent, bends)


def _bends(spots: Sequence[Spot], style: Style) -> dict[Side, float]:
    """The height in which the leaders of a side bend."""
    return {side: bending(max((abs(s.bend) for s in spots if s.side == side), default=0.0), style) for side in ("above", "below")}


def bending(aside: float, style: Style) -> float:
    """The height in which leaders bend that go aside so far; none where all are straight."""
    return max(_BEND * style.stroke, _SLOPE * aside) if aside else 0.0


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
        _leader(drawn, spot, rows, top, y, -1)
    else:
        y = bottom + edge - rows.heights[spot.side, spot.row]
        _leader(drawn, spot, rows, bottom, y + high, 1)
    _words(drawn, spot, y, struck)


def _leader(drawn: Sketch, spot: Spot, rows: Rows, start: float, end: float, way: int) -> None:
    """From the line to the words' further end: straight, or bent before the first row. `way`: 1 downward, -1 upward."""
    if not spot.bend:
        drawn.line(spot.x, min(start, end), spot.x, max(start, end), "g500", 0.6)
        return
    bend = start + way * rows.bent[spot.side]
    on = bend + way * rows.bends[spot.side]
    ways = (("M", spot.foot, start), ("L", spot.foot, bend), ("L", spot.x, on), ("L", spot.x, end))
    drawn.path(ways, None, Stroke("g500", 0.6))


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
