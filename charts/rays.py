"""The places of a label among crowded discs: every way out that a straight or once bent leader finds between them.

Rays leave the free part of the rim in many directions; each is followed for as long as no disc and no edge stops it, and the
label may hang anywhere on it. Of places that nearly agree the one with the shortest leader is kept.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from charts.spots import Point, Spot, clearance, close, covered
from charts.ties import Box, Spoke

_MOST = 600  # places of one label
_RIM = 64  # points on a rim
_LEANS = tuple(math.radians(a) for a in (0, 20, -20, 40, -40, 60, -60, 80, -80))  # from straight outward
_REACH = (0.3, 0.8, 1.4, 2.2, 3.2, 4.5, 6.0, 8.0, 10.5, 13.5, 17.0, 21.0)  # lengths of a leader, in heights of the label
_BENDS = (0.6, 0.9, 1.2, 2.5, 5.0, 10.0, 20.0)  # from the rim to the bend, in points
_TURNS = tuple((math.cos(2 * math.pi * n / 16), math.sin(2 * math.pi * n / 16)) for n in range(16))
_EDGE = 0.3  # that a bend keeps from the edge of the field
_STRAIGHT, _BENT, _EACH = 20.0, 60.0, 10.0  # what a leader costs, and each height of a label that it is long
Start = tuple[float, float, float]  # a point on the rim, and the angle straight outward
Round = tuple[float, float, float]  # the middle of a disc, and how near a leader may come


@dataclass
class Rays:
    """The search for one label; `box`: where labels may stand; `found` by cell, a third of its width by half of its height,
    each way `fine` times finer."""

    n: int
    points: Sequence[Point]
    box: Box
    gap: float
    fine: int = 1
    found: dict[tuple[int, int], Spot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = self.points[self.n]
        self.rounds = [(p.x, p.y, clearance(p, self.own, self.gap / 4)) for m, p in enumerate(self.points) if m != self.n]

    def spots(self, bends: bool) -> list[Spot]:
        """All places, cheapest first; `bends`: also those at bent leaders."""
        others = [p for m, p in enumerate(self.points) if m != self.n]
        near = [s for s in close(self.own, self.gap)
                if s.box.inside(self.box) and not any(covered(p, s.box, self.gap / 2) for p in others)]
        starts = list(self._starts())
        for x, y, angle in starts[::2] if len(starts) > _RIM // 4 else starts:
            for lean in _LEANS:
                self._hang((), x, y, math.cos(angle + lean), math.sin(angle + lean), _STRAIGHT + abs(lean), self.rounds)
        if bends:
            for start in starts[::max(1, len(starts) // (12 * self.fine))]:
                self._bent(*start)
        return sorted([*near, *self.found.values()], key=lambda spot: spot.cost)[:_MOST]

    def _starts(self) -> Iterator[Start]:
        """The points of the rim that no other disc covers."""
        for n in range(_RIM):
            angle = 2 * math.pi * n / _RIM
            x, y = self.own.x + self.own.r * math.cos(angle), self.own.y + self.own.r * math.sin(angle)
            if all(math.hypot(x - a, y - b) >= r - 1e-9 for a, b, r in self.rounds):
                yield x, y, angle

    def _bent(self, x: float, y: float, angle: float) -> None:
        """A short way out, then any way on, but not back."""
        rounds = [*self.rounds, (self.own.x, self.own.y, self.own.r + _EDGE)]
        for lean in _LEANS[:-2]:
            dx, dy = math.cos(angle + lean), math.sin(angle + lean)
            free = min(_clear(x, y, dx, dy, self.rounds), _inside(x, y, dx, dy, self.box))
            for away in (bend for bend in _BENDS if bend <= free):
                first = Spoke(x, y, x + dx * away, y + dy * away)
                for ex, ey in _TURNS:
                    if ex * dx + ey * dy >= -0.8:
                        self._hang((first,), first.x2, first.y2, ex, ey, _BENT + away + abs(lean), rounds)

    def _hang(self, before: tuple[Spoke, ...], x: float, y: float, dx: float, dy: float, cost: float,
              rounds: Sequence[Round]) -> None:
        """The label at each length of one ray, by the corner or the middle of the side that is nearest."""
        free, wide, high = _clear(x, y, dx, dy, rounds), self.own.wide, self.own.high
        hooks = [(across * wide / 2, down * high / 2) for across, down in _hooks(dx, dy)]
        for reach in _REACH:
            away = reach * high
            if away > free:
                return
            for across, down in hooks:
                middle = x + dx * away + across, y + dy * away + down
                cell = round(self.fine * 3 * middle[0] / wide), round(self.fine * 2 * middle[1] / high)
                if cell not in self.found or self.found[cell].cost > cost + _EACH * reach:
                    line = Spoke(x, y, x + dx * away, y + dy * away)
                    self._keep(cell, Spot(Box.around(*middle, wide, high), (*before, line), cost + _EACH * reach))

    def _keep(self, cell: tuple[int, int], spot: Spot) -> None:
        if (spot.box.inside(self.box) and not any(covered(p, spot.box, self.gap / 2) for p in self.points)
                and not any(spot.box.crossed(line, 0.0) for line in spot.leader[:-1])):
            self.found[cell] = spot


def _hooks(dx: float, dy: float) -> Iterator[tuple[int, int]]:
    """Where a label hangs at the end of a ray: which of its corners, or the middle of which side, seen from the end."""
    across, down = _way(dx), _way(dy)
    if across and down:
        yield across, down
    else:
        yield from ((across or side, down or side) for side in (1, -1))
    if abs(dx) >= 0.3 and across:
        yield across, 0
    if abs(dy) >= 0.3 and down:
        yield 0, down


def _way(share: float) -> int:
    return 0 if abs(share) < 1e-9 else 1 if share > 0 else -1


def _clear(x: float, y: float, dx: float, dy: float, rounds: Sequence[Round]) -> float:
    """How far a ray runs before it comes too near to a disc."""
    free = math.inf
    for a, b, r in rounds:
        along = (a - x) * dx + (b - y) * dy
        if along > 0 and (off := (a - x) ** 2 + (b - y) ** 2 - along * along) < r * r:
            free = min(free, along - math.sqrt(r * r - max(0.0, off)))
    return free


def _inside(x: float, y: float, dx: float, dy: float, box: Box) -> float:
    """How far a ray runs before it comes to the edge of a field."""
    across = (box.right - x) / dx if dx > 1e-9 else (box.left - x) / dx if dx < -1e-9 else math.inf
    down = (box.bottom - y) / dy if dy > 1e-9 else (box.top - y) / dy if dy < -1e-9 else math.inf
    return max(0.0, min(across, down) - _EDGE)
