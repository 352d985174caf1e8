"""The places of a label among crowded discs: every way out that a straight or once bent leader finds between them.

Rays leave the free part of the rim in many directions; each is followed for as long as no disc and no edge stops it, and the
label may hang anywhere on it. Of places that nearly agree the one with the shortest leader is kept. All rays of a label are
followed at once, as arrays; a whole crowd takes a fraction of a second.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from charts.laid import crosses
from charts.spots import Point, Spot, clearance, close, covered, nearest
from charts.ties import Box, Spoke

_MOST = 600  # places of one label
_RIM, _STARTS = 64, 16  # points on a rim, and how many of the free ones rays begin on
_LEANS = np.radians([0, 20, -20, 40, -40, 60, -60, 80, -80])  # from straight outward
_REACH = np.array([0.3, 0.8, 1.4, 2.2, 3.2, 4.5, 6.0, 8.0, 10.5, 13.5, 17.0, 21.0])  # of a leader, in heights of the label
_BENDS = np.array([0.6, 0.9, 1.2, 2.5, 5.0, 10.0, 20.0])  # from the rim to the bend, in points
_TURNS = 2 * np.pi * np.arange(16) / 16
_CELLS = 2.0 ** 20  # more than there are places one under the other
_EDGE = 0.3  # that a bend keeps from the edge of the field
_STRAIGHT, _BENT, _EACH = 20.0, 60.0, 10.0  # what a leader costs, and each height of a label that it is long
Array = Any  # of floats, one a ray


@dataclass(frozen=True)
class _Beam:
    """Many rays: where they begin, which way they run, what the way so far costs, and from where they bent (or None)."""

    x: Array
    y: Array
    angle: Array
    cost: Array
    before: tuple[Array, Array] | None = None


class Rays:
    """The search for one label; `box`: where labels may stand. Places are told apart by a third of the label's width and half of
    its height, each way `fine` times finer."""

    def __init__(self, n: int, points: Sequence[Point], box: Box, gap: float, fine: int = 1) -> None:
        self.own, self.box, self.gap, self.fine = points[n], box, gap, fine
        self.others = nearest(n, points)
        self.rounds = [(p.x, p.y, clearance(p, self.own, gap / 4)) for p in self.others]

    def spots(self, bends: bool) -> list[Spot]:
        """All places, cheapest first; `bends`: also those at bent leaders."""
        near = [s for s in close(self.own, self.gap)
                if s.box.inside(self.box) and not any(covered(p, s.box, self.gap / 2) for p in self.others)]
        starts = self._starts()
        found = self._hung(self._straight(starts[::max(1, len(starts) // _STARTS)]), self.rounds)
        if bends:
            beam = self._bent(starts[::max(1, len(starts) // (12 * self.fine))])
            found += self._hung(beam, [*self.rounds, (self.own.x, self.own.y, self.own.r + _EDGE)])
        return sorted([*near, *self._apart(found)], key=lambda spot: spot.cost)[:_MOST]

    def _starts(self) -> Array:
        """The directions of the points of the rim that no other disc covers."""
        angles = 2 * np.pi * np.arange(_RIM) / _RIM
        x, y = self._rim(angles)
        free = np.ones(_RIM, bool)
        for a, b, r in self.rounds:
            free &= np.hypot(x - a, y - b) >= r - 1e-9
        return angles[free]

    def _rim(self, angles: Array) -> tuple[Array, Array]:
        return self.own.x + self.own.r * np.cos(angles), self.own.y + self.own.r * np.sin(angles)

    def _straight(self, angles: Array) -> _Beam:
        start, lean = (a.ravel() for a in np.meshgrid(angles, _LEANS, indexing="ij"))
        return _Beam(*self._rim(start), start + lean, _STRAIGHT + np.abs(lean))

    def _bent(self, angles: Array) -> _Beam:
        """A short way out, then any way on, but not back."""
        start, lean, away, turn = (a.ravel() for a in np.meshgrid(angles, _LEANS[:-2], _BENDS, _TURNS, indexing="ij"))
        x, y = self._rim(start)
        dx, dy = np.cos(start + lean), np.sin(start + lean)
        free = np.minimum(_clear(x, y, dx, dy, self.rounds), _inside(x, y, dx, dy, self.box))
        kept = (away <= free) & (np.cos(turn) * dx + np.sin(turn) * dy >= -0.8)
        x, y, dx, dy, away, lean, turn = (a[kept] for a in (x, y, dx, dy, away, lean, turn))
        return _Beam(x + dx * away, y + dy * away, turn, _BENT + away + np.abs(lean), (x, y))

    def _hung(self, beam: _Beam, rounds: Sequence[tuple[float, float, float]]) -> list[Array]:
        """The label at each length of each ray, by the corner or the middle of the side that is nearest, where it is free.

        Rows of: cost, middle of the label, end of the leader, its bend (or its start), its start.
        """
        wide, high = self.own.wide, self.own.high
        dx, dy = np.cos(beam.angle), np.sin(beam.angle)
        free = np.minimum(_clear(beam.x, beam.y, dx, dy, rounds), _inside(beam.x, beam.y, dx, dy, self.box) + 2 * _EDGE)
        ray, length = np.nonzero(_REACH * high <= free[:, None])
        reach, dx, dy = _REACH[length], dx[ray], dy[ray]
        x, y = beam.x[ray] + dx * reach * high, beam.y[ray] + dy * reach * high
        from_x, from_y = (beam.x, beam.y) if beam.before is None else beam.before
        made = []
        for across, down, valid in _hooks(dx, dy):
            some = np.flatnonzero(valid)
            middle = x[some] + across[some] * wide / 2, y[some] + down[some] * high / 2
            free = self._free(*middle)
            some, middle = some[free], (middle[0][free], middle[1][free])
            own = ray[some]
            rows = np.array([beam.cost[own] + _EACH * reach[some], *middle, x[some], y[some], beam.x[own], beam.y[own],
                             from_x[own], from_y[own]])
            made.append(rows if beam.before is None else rows[:, self._beside(rows)])
        return made

    def _free(self, x: Array, y: Array) -> Array:
        """Which labels, by their middles, lie inside the field and clear of all discs; what is out is not looked at again."""
        wide, high = self.own.wide / 2, self.own.high / 2
        inside = (x - wide >= self.box.left) & (x + wide <= self.box.right) & (y - high >= self.box.top) \
            & (y + high <= self.box.bottom)
        left = np.flatnonzero(inside)
        for disc in (self.own, *self.others):
            dx, dy = x[left], y[left]
            dx = np.maximum(np.maximum(dx - wide - disc.x, disc.x - (dx + wide)), 0.0)
            dy = np.maximum(np.maximum(dy - high - disc.y, disc.y - (dy + high)), 0.0)
            left = left[dx * dx + dy * dy >= (disc.r + self.gap / 2) ** 2]
        return left

    def _beside(self, rows: Array) -> Array:
        """Which labels are clear of the first part of their own bent leader."""
        wide, high = self.own.wide / 2, self.own.high / 2
        return ~crosses(rows[7], rows[8], rows[5], rows[6], rows[1] - wide, rows[2] - high, rows[1] + wide, rows[2] + high)

    def _apart(self, found: Sequence[Array]) -> list[Spot]:
        """Of places that nearly agree, the cheapest."""
        rows = np.concatenate(found, axis=1) if found else np.empty((9, 0))
        rows = rows[:, np.argsort(rows[0], kind="stable")]
        across, down = np.rint(self.fine * 3 * rows[1] / self.own.wide), np.rint(self.fine * 2 * rows[2] / self.own.high)
        _, first = np.unique(across * _CELLS + down, return_index=True)
        return [self._spot(*row) for row in rows[:, np.sort(first)[:_MOST]].T.tolist()]

    def _spot(self, cost: float, x: float, y: float, end_x: float, end_y: float, bend_x: float, bend_y: float,
              start_x: float, start_y: float) -> Spot:
        last = Spoke(bend_x, bend_y, end_x, end_y)
        before = () if (bend_x, bend_y) == (start_x, start_y) else (Spoke(start_x, start_y, bend_x, bend_y),)
        return Spot(Box.around(x, y, self.own.wide, self.own.high), (*before, last), cost)


def _hooks(dx: Array, dy: Array) -> list[tuple[Array, Array, Array]]:
    """Where a label hangs at the end of a ray: which of its corners, or the middle of which side, seen from the end; and for
    which rays."""
    across, down = (np.where(np.abs(share) < 1e-9, 0.0, np.sign(share)) for share in (dx, dy))
    level, none = (across == 0) | (down == 0), np.zeros_like(dx)
    corners = [(np.where(across == 0, side, across), np.where(down == 0, side, down)) for side in (1.0, -1.0)]
    return [(*corners[0], np.ones(len(dx), bool)), (*corners[1], level),
            (across, none, np.abs(dx) >= 0.3), (none, down, np.abs(dy) >= 0.3)]


def _clear(x: Array, y: Array, dx: Array, dy: Array, rounds: Sequence[tuple[float, float, float]]) -> Array:
    """How far rays run before they come too near to a disc."""
    free = np.full(len(x), np.inf)
    for a, b, r in rounds:
        along = (a - x) * dx + (b - y) * dy
        off = (a - x) ** 2 + (b - y) ** 2 - along * along
        hit = (along > 0) & (off < r * r)
        free[hit] = np.minimum(free[hit], along[hit] - np.sqrt(r * r - np.maximum(0.0, off[hit])))
    return free


def _inside(x: Array, y: Array, dx: Array, dy: Array, box: Box) -> Array:
    """How far rays run before they come to the edge of a field."""
    with np.errstate(divide="ignore", invalid="ignore"):
        across = np.where(np.abs(dx) > 1e-9, np.where(dx > 0, box.right - x, box.left - x) / dx, np.inf)
        down = np.where(np.abs(dy) > 1e-9, np.where(dy > 0, box.bottom - y, box.top - y) / dy, np.inf)
    return np.maximum(0.0, np.minimum(across, down) - _EDGE)
