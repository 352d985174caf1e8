"""Where the label of one point may stand: close to its disc, or further out at the end of a leader.

A leader begins on the part of the rim that no other disc covers. It is straight, or bent once where every straight way is
barred. Lengths are points, y downward; the cheapest places come first.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.ties import Box, Spoke

_CLOSE = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))  # right, left, above, below, the corners
_DIRECTIONS = 16


@dataclass(frozen=True, slots=True)
class Point:
    """A disc, and the size of the words that belong to it; without a size it is only in the way."""

    x: float
    y: float
    r: float
    wide: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A label placed: its box, and the lines that lead to it from the edge of its disc (none where it stands close)."""

    box: Box
    leader: tuple[Spoke, ...] = ()
    cost: float = 0.0

    def meets(self, other: Spot, gap: float) -> bool:
        """Whether words meet words, a leader meets words, or two leaders cross."""
        if self.box.meets(other.box, gap):
            return True
        if any(other.box.crossed(line, gap / 2) for line in self.leader) \
                or any(self.box.crossed(line, gap / 2) for line in other.leader):
            return True
        return any(crossing(a, b) for a in self.leader for b in other.leader)


def crossing(one: Spoke, other: Spoke) -> bool:
    """Whether two straight lines have a point in common."""
    def side(line: Spoke, x: float, y: float) -> float:
        return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)

    return (side(one, other.x1, other.y1) * side(one, other.x2, other.y2) <= 0
            and side(other, one.x1, one.y1) * side(other, one.x2, one.y2) <= 0)


def near(n: int, points: Sequence[Point], field: Box, gap: float, rings: Sequence[float],
         known: Sequence[Spot] | None = None) -> list[Spot]:
    """The close places of a label and those on leaders of the lengths `rings` (in heights of the label), cheapest first.

    All are inside the field and clear of all discs. `known`: what was found before, to which those at `rings` are added.
    """
    point = points[n]
    most = point.r + gap + max(rings, default=0.0) * point.high + math.hypot(point.wide, point.high) + gap
    others = [(p, clearance(p, point, gap / 4)) for p in nearest(n, points)
              if math.hypot(p.x - point.x, p.y - point.y) < most + p.r]
    new = (*(close(point, gap) if known is None else ()), *_outward(point, gap, rings))
    free = [spot for spot in new if spot.box.inside(field) and not any(
        covered(disc, spot.box, gap / 2) or any(_struck(disc, line, reach) for line in spot.leader) for disc, reach in others)]
    return sorted([*(known or ()), *free], key=lambda spot: spot.cost)


def nearest(n: int, points: Sequence[Point]) -> list[Point]:
    """The other discs, the nearest first: what is barred mostly is by those."""
    own = points[n]
    return sorted((p for m, p in enumerate(points) if m != n), key=lambda p: math.hypot(p.x - own.x, p.y - own.y))


def close(point: Point, gap: float) -> Iterator[Spot]:
    """Beside, above, below and at the corners of the disc."""
    for rank, (dx, dy) in enumerate(_CLOSE):
        away = (0.7 if dx and dy else 1.0) * (point.r + gap)  # at a corner the disc is further away than its box
        box = Box.around(point.x + dx * (away + point.wide / 2), point.y + dy * (away + point.high / 2), point.wide, point.high)
        yield Spot(box, (), float(rank))


def covered(disc: Point, box: Box, gap: float) -> bool:
    """Whether less than `gap` lies between a disc and a box."""
    x, y, reach = disc.x, disc.y, disc.r + gap
    if x <= box.left - reach or x >= box.right + reach or y <= box.top - reach or y >= box.bottom + reach:
        return False
    dx, dy = max(box.left - x, x - box.right, 0.0), max(box.top - y, y - box.bottom, 0.0)
    return dx * dx + dy * dy < reach * reach


def clearance(disc: Point, own: Point, gap: float) -> float:
    """How near a leader of `own` may come to the middle of a foreign disc; one that overlaps its own is not entered."""
    apart = math.hypot(own.x - disc.x, own.y - disc.y) >= own.r + disc.r + gap
    return disc.r + (gap if apart else -1e-6)


def rim_covered(n: int, points: Sequence[Point], gap: float) -> bool:
    """Whether no part of a rim is free for a leader to begin on: other discs cover it from end to end."""
    own, arcs = points[n], []
    for disc in (p for m, p in enumerate(points) if m != n):
        away, reach = math.hypot(disc.x - own.x, disc.y - own.y), clearance(disc, own, gap / 4)
        if away + own.r <= reach:
            return True
        if away < own.r + reach and away + reach > own.r:
            middle = math.atan2(disc.y - own.y, disc.x - own.x)
            half = math.acos(max(-1.0, min(1.0, (own.r ** 2 + away ** 2 - reach ** 2) / (2 * own.r * away))))
            arcs += [(middle - half + turn, middle + half + turn) for turn in (-2 * math.pi, 0.0, 2 * math.pi)]
    end = -math.pi
    for low, high in sorted(arcs):
        if low > end:
            return False
        end = max(end, high)
    return end >= math.pi


def _struck(disc: Point, line: Spoke, reach: float) -> bool:
    """Whether a leader comes nearer than `reach` to the middle of a foreign disc."""
    wide, high = line.x2 - line.x1, line.y2 - line.y1
    along = ((disc.x - line.x1) * wide + (disc.y - line.y1) * high) / ((wide * wide + high * high) or 1.0)
    share = 0.0 if along < 0.0 else min(along, 1.0)
    return math.hypot(line.x1 + share * wide - disc.x, line.y1 + share * high - disc.y) < reach


def _outward(point: Point, gap: float, rings: Sequence[float]) -> Iterator[Spot]:
    """In sixteen directions; the leader ends at the middle of the side, or at the corner, that is nearest."""
    for ring in rings:
        for turn in range(_DIRECTIONS):
            angle = 2 * math.pi * turn / _DIRECTIONS
            dx, dy = math.cos(angle), math.sin(angle)
            away = point.r + gap + ring * point.high
            end = (point.x + dx * away, point.y + dy * away)
            box = Box.around(end[0] + _sign(dx) * point.wide / 2, end[1] + _sign(dy) * point.high / 2, point.wide, point.high)
            start = (point.x + dx * point.r, point.y + dy * point.r)
            yield Spot(box, (Spoke(*start, *end),), 20.0 + 10.0 * ring - abs(dx))


def _sign(share: float) -> int:
    return 0 if abs(share) < 0.3 else 1 if share > 0 else -1
