"""Where the labels of loose points stand: a search over places around each point that lets nothing overlap.

Each label has places close to its point, best first, and places further out that need a leader. They are searched together
(`charts.search`). Where discs crowd, every way out between them is looked for (`charts.rays`), and an arrangement is repaired
until nothing meets (`charts.repair`). The same points give the same places. Lengths are points, y downward.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from charts.search import Search
from charts.spots import Point, Spot, near, rim_covered
from charts.ties import Box

Points = tuple[Point, ...]
Spots = tuple[Spot | None, ...]
_KEPT = 16  # answers that are remembered: a chart asks while it looks for its height, and again when it is drawn
_ATTEMPTS = (2, 2, 2, 6)  # as the leaders may reach further
_RINGS = ((1.2,), (1.2, 2.4), (0.6, 1.2, 2.4, 4.0, 6.0, 8.5))  # how far out leaders may reach, in heights of a label
_MOVES = (200, 1500, 4000)  # of the repair: with straight leaders, with bent ones, with a closer look
_MANY = 24  # with more labels than so many, the closer look is left out
_TIGHT, _FINE = 150, 4  # a label with so few places is looked at so much more closely


def place(points: Sequence[Point], field_: Box, gap: float) -> Spots | None:
    """A spot for each point that has words (None for the others), all inside `field_`; None when no way was found.

    No label touches another label, a disc, or a leader; no leader runs through a foreign disc or crosses another leader.
    `gap` is the least distance between words, and between words and discs, in points.
    """
    return loosely(tuple(points), field_, gap) or in_a_crowd(tuple(points), field_, gap)


def no_room(points: Sequence[Point], field_: Box, gap: float) -> bool:
    """Whether it is proven that there is no way: a label larger than the field, more label than field, a disc buried.

    No leader begins on a disc under others, so that its label must stand beside it, clear of all discs.
    Labels that keep `gap` stay apart when each grows by half of it all around; together they then fill no more than the field,
    grown as much.
    """
    named = [point for point in points if point.wide]
    if any(point.wide > field_.wide or point.high > field_.high for point in named):
        return True
    if any(not near(n, points, field_, gap, ()) and rim_covered(n, points, gap) for n, point in enumerate(points) if point.wide):
        return True
    return sum((p.wide + gap) * (p.high + gap) for p in named) > (field_.wide + gap) * (field_.high + gap)


@lru_cache(_KEPT)
def loosely(points: Points, field_: Box, gap: float) -> Spots | None:
    """Close places and short leaders straight outward: what nearly always will do, and looks plainest."""
    named = [n for n, point in enumerate(points) if point.wide]
    options, tried = [near(n, points, field_, gap, ()) for n in named], set[float]()
    for rings, attempts in zip(((), *_RINGS), _ATTEMPTS, strict=True):
        more = sorted(set(rings) - tried)
        options = [near(n, points, field_, gap, more, known) for n, known in zip(named, options)] if more else options
        tried.update(more)
        if all(options) and (found := Search(options, gap).run(attempts)) is not None:
            return _back(found, named, points)
    return None


@lru_cache(_KEPT)
def in_a_crowd(points: Points, field_: Box, gap: float) -> Spots | None:
    """Every way out between the discs, looked for ever more closely; of many labels less closely."""
    from charts.repair import Repair

    if no_room(points, field_, gap):
        return None
    named = [n for n, point in enumerate(points) if point.wide]
    options: dict[int, list[Spot]] = {n: near(n, points, field_, gap, _RINGS[0]) for n in named}
    walled = sorted(named, key=lambda n: len(options[n]))  # first the ones that may have no way out at all
    for looks, moves in enumerate(_MOVES if len(named) <= _MANY else _MOVES[:-1]):
        for n in walled:
            options[n] = _ways_out(n, points, field_, gap, looks, options[n])
            if not options[n] and looks:
                return None
        if all(options.values()) and (found := Repair([options[n] for n in named], gap).run(moves)) is not None:
            return _back(found, named, points)
    return None


def _back(found: Sequence[Spot], named: Sequence[int], points: Sequence[Point]) -> Spots:
    spots = dict(zip(named, found))
    return tuple(spots.get(n) for n in range(len(points)))


def _ways_out(n: int, points: Sequence[Point], field_: Box, gap: float, looks: int, before: list[Spot]) -> list[Spot]:
    """The places of one label in a crowd, the more of them the more `looks` were taken already."""
    from charts.rays import Rays

    if looks < 2:
        return Rays(n, points, field_, gap).spots(bends=looks > 0)
    return before if len(before) > _TIGHT else Rays(n, points, field_, gap, _FINE).spots(bends=True)
