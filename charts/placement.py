"""Where the labels of loose points stand: a search over places around each point that lets nothing overlap.

Each label has places close to its point, best first, and places further out that need a leader. They are searched together
(`charts.search`). Where discs crowd, every way out between them is looked for (`charts.rays`), and an arrangement is repaired
until nothing meets (`charts.repair`). The same points give the same places. Lengths are points, y downward.
"""
from __future__ import annotations

from collections.abc import Sequence

from charts.rays import Rays
from charts.repair import Repair
from charts.search import Search
from charts.spots import Point, Spot, near
from charts.ties import Box

Spots = tuple[Spot | None, ...]
_ATTEMPTS = (2, 2, 2, 6)  # as the leaders may reach further
_RINGS = ((1.2,), (1.2, 2.4), (0.6, 1.2, 2.4, 4.0, 6.0, 8.5))  # how far out leaders may reach, in heights of a label
_MOVES = (200, 1500, 4000)  # of the repair: with straight leaders, with bent ones, with a closer look
_MANY = 24
_TIGHT, _FINE = 150, 4  # a label with so few places is looked at so much more closely


def place(points: Sequence[Point], field_: Box, gap: float) -> Spots | None:
    """A spot for each point that has words (None for the others), all inside `field_`; None when no way was found.

    No label touches another label, a disc, or a leader; no leader runs through a foreign disc or crosses another leader.
    `gap` is the least distance between words, and between words and discs, in points.
    """
    return loosely(points, field_, gap) or in_a_crowd(points, field_, gap)


def no_room(points: Sequence[Point], field_: Box, gap: float) -> bool:
    """Whether it is proven that there is no way: a label larger than the field, or more label than field.

    Labels that keep `gap` stay apart when each grows by half of it all around; together they then fill no more than the field,
    grown as much.
    """
    named = [point for point in points if point.wide]
    if any(point.wide > field_.wide or point.high > field_.high for point in named):
        return True
    return sum((p.wide + gap) * (p.high + gap) for p in named) > (field_.wide + gap) * (field_.high + gap)


def loosely(points: Sequence[Point], field_: Box, gap: float) -> Spots | None:
    """Close places and short leaders straight outward: what nearly always will do, and looks plainest."""
    named = [n for n, point in enumerate(points) if point.wide]
    for rings, attempts in zip(((), *_RINGS), _ATTEMPTS, strict=True):
        options = [near(n, points, field_, gap, rings) for n in named]
        if all(options) and (found := Search(options, gap).run(attempts)) is not None:
            return _back(found, named, points)
    return None


def in_a_crowd(points: Sequence[Point], field_: Box, gap: float) -> Spots | None:
    """Every way out between the discs, looked for ever more closely; of many labels only the straight ways."""
    named = [n for n, point in enumerate(points) if point.wide]
    if no_room(points, field_, gap):
        return None
    options: list[list[Spot]] = []
    for looks, moves in enumerate(_MOVES if len(named) <= _MANY else _MOVES[:1]):
        options = [_ways_out(n, points, field_, gap, looks, options[at] if options else []) for at, n in enumerate(named)]
        if all(options) and (found := Repair(options, gap).run(moves)) is not None:
            return _back(found, named, points)
    return None


def _back(found: Sequence[Spot], named: Sequence[int], points: Sequence[Point]) -> Spots:
    spots = dict(zip(named, found))
    return tuple(spots.get(n) for n in range(len(points)))


def _ways_out(n: int, points: Sequence[Point], field_: Box, gap: float, looks: int, before: list[Spot]) -> list[Spot]:
    """The places of one label in a crowd, the more of them the more `looks` were taken already."""
    if looks < 2:
        return Rays(n, points, field_, gap).spots(bends=looks > 0)
    return before if len(before) > _TIGHT else Rays(n, points, field_, gap, _FINE).spots(bends=True)
