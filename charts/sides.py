"""At which side of its point each name of an Office scatter stands: hosts know four, and move no name apart."""
from __future__ import annotations

from collections.abc import Sequence

from charts.native import Place
from charts.ties import Box

_DISC, _AWAY, _LINE = 11.0, 8.0, 25.0  # points: a disc, from its middle to its words, their height
_OVER = (4.0, 10.0, 20.0, 0.0)  # how far words may run over the plot: left, top, right, bottom
_TRIES = 5000  # steps of the search


def find(places: Sequence[tuple[float, float]], widths: Sequence[float], size: tuple[float, float]) -> tuple[Place, ...] | None:
    """For each point the first side at which its name meets no other name and no disc; None where no way is found.

    `places`: the points, from the top left of a plot of `size`; `widths`: of their names. A depth-first search.
    """
    ways = _ways(places, widths, size)
    taken: list[Box] = []
    tried = [0] * (len(ways) + 1)
    for _ in range(_TRIES):
        n = len(taken)
        if n == len(ways):
            return tuple(own[at - 1][0] for own, at in zip(ways, tried))
        free = (i for i in range(tried[n], len(ways[n])) if not any(ways[n][i][1].meets(box, 0) for box in taken))
        found = next(free, None)
        if found is None and not n:
            return None
        tried[n] = 0 if found is None else found + 1
        if found is None:
            taken.pop()
        else:
            taken.append(ways[n][found][1])
    return None


def _ways(places: Sequence[tuple[float, float]], widths: Sequence[float],
          size: tuple[float, float]) -> list[list[tuple[Place, Box]]]:
    """The sides of each point at which its name stands inside the plot and on no disc, the best first."""
    field = Box(-_OVER[0], -_OVER[1], size[0] + _OVER[2], size[1] + _OVER[3])
    discs = [Box.around(x, y, _DISC, _DISC) for x, y in places]
    return [[(side, box) for side, box in _around(x, y, wide) if _within(box, field)
             and not any(box.meets(disc, 0) for m, disc in enumerate(discs) if m != n)]
            for n, ((x, y), wide) in enumerate(zip(places, widths))]


def _within(box: Box, field: Box) -> bool:
    return box.left >= field.left and box.top >= field.top and box.right <= field.right and box.bottom <= field.bottom


def _around(x: float, y: float, wide: float) -> list[tuple[Place, Box]]:
    half, up = wide / 2, _LINE / 2
    beside: list[tuple[Place, float]] = [("r", x + _AWAY), ("l", x - _AWAY - wide)]
    over: list[tuple[Place, float]] = [("t", y - _AWAY - _LINE), ("b", y + _AWAY)]
    return [*((side, Box(left, y - up, left + wide, y + up)) for side, left in beside),
            *((side, Box(x - half, top, x + half, top + _LINE)) for side, top in over)]
