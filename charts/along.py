"""Words along a line that rises and falls: over it or under it, where they meet neither the line nor the frame."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from charts.sketch import Sketch

Spot = tuple[float, float | None]  # x and y in points; no y where there is no value


def top(points: Sequence[Spot], reach: tuple[float, float], y: float, tall: float, gap: float, bottom: float,
        nought: float | None = None) -> float:
    """The top of words of height `tall` over or under the line, whichever is nearer to `y`: over it, if need be beyond the frame.

    `reach`: from where to where the words stand, with their margins; `gap`: between them and the line. `nought`: the height of a
    level line that does not run through them either.
    """
    heights = [y, *crossed(points, *reach)]
    above, below = min(heights) - gap - tall, max(heights) + gap
    if nought is not None:
        above = nought - tall - gap / 5 if above < nought + gap / 5 and nought < above + tall + gap / 5 else above
        below = nought + gap / 5 if below < nought + gap / 5 and nought < below + tall + gap / 5 else below
    under = below + tall <= bottom and (above < 0 or below < y or below - y < y - above - tall)
    return below if under else above


def far(top_: float, y: float, tall: float) -> float:
    """How far words whose top is at `top_` stand from the height `y`."""
    return top_ - y if top_ >= y else y - top_ - tall


def crossed(points: Sequence[Spot], left: float, right: float) -> list[float]:
    """The heights at which the line enters, leaves or turns between two x."""
    found = [y for x, y in points if y is not None and left <= x <= right]
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 is not None and y2 is not None:
            found += [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right) if x1 <= x <= x2]
    return found


def lead(drawn: Sketch, x: float, y: float, top_: float, tall: float) -> None:
    """A leader from the dot at (x, y) to words that stand far from it."""
    k = drawn.style.stroke
    if far(top_, y, tall) > 12 * k:
        near, end = (y + 5 * k, top_) if top_ > y else (y - 5 * k, top_ + tall)
        drawn.line(x, near, x, end, "g500", 0.6)
