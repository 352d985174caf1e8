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
_MANY = 24  # with more labels than so many there is no closer look
_TIGHT, _FINE = 150, 4  # a label with so few places is looked at so much more closely


def place(points: Sequence[Point], field_: Box, gap: float) -> Spots | None:
    """A spot for each point that has words (None for the others), all inside `field_`; None when no way was found.

    No label touches another label, a disc, or a leader; no leader runs through a foreign disc or crosses another leader.
    `gap` is the least distance between words, and between words and discs, in points.
    """
    asked = tuple(points), field_, gap
    return loosely(*asked) or in_a_crowd(*asked) or closely(*asked)


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
    """Ways out between the discs: at straight leaders, then at bent ones."""
    if no_room(points, field_, gap):
        return None
    for bends, moves in zip((False, True), _MOVES):
        options = _ways_out(points, field_, gap, bends)
        if all(options.values()) and (found := _repaired(options, gap, moves, points)):
            return found
    return None


@lru_cache(_KEPT)
def closely(points: Points, field_: Box, gap: float) -> Spots | None:
    """Bent ways out, with a closer look for the labels that have few places; not for many labels."""
    from charts.rays import Rays

    if sum(point.wide > 0 for point in points) > _MANY or no_room(points, field_, gap):
        return None
    options = _ways_out(points, field_, gap, True)
    if not all(options.values()):
        return None
    finer = {n: own if len(own) > _TIGHT else Rays(n, points, field_, gap, _FINE).spots(bends=True) for n, own in options.items()}
    return _repaired(finer, gap, _MOVES[-1], points)


@lru_cache(_KEPT)
def _ways_out(points: Points, field_: Box, gap: float, bends: bool) -> dict[int, list[Spot]]:
    """The places of each label in a crowd; none of any further one once a label has no way out even at bent leaders."""
    from charts.rays import Rays

    named = [n for n, point in enumerate(points) if point.wide]
    close_by = {n: len(near(n, points, field_, gap, _RINGS[0])) for n in named}
    options: dict[int, list[Spot]] = {n: [] for n in named}
    for n in sorted(named, key=lambda n: close_by[n]):  # first the ones that may have no way out at all
        options[n] = Rays(n, points, field_, gap).spots(bends)
        if bends and not options[n]:
            break
    return options


def _repaired(options: dict[int, list[Spot]], gap: float, moves: int, points: Points) -> Spots | None:
    from charts.repair import Repair

    found = Repair(list(options.values()), gap).run(moves)
    return found and _back(found, list(options), points)


def _back(found: Sequence[Spot], named: Sequence[int], points: Sequence[Point]) -> Spots:
    spots = dict(zip(named, found))
    return tuple(spots.get(n) for n in range(len(points)))
