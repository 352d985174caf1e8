"""Where the labels of loose points stand: a search over places around each point that lets nothing overlap.

Each label has places close to its point, best first, and places further out that need a leader. The search goes depth
first, always with the label that has the fewest places left, and strikes out what each choice makes impossible (forward
checking); a label that ran out of places goes first in the next attempt. What is found is then improved, one label at a
time. Where discs crowd, every way out between them is looked for (`charts.rays`), and an arrangement is repaired until
nothing meets (`charts.repair`). The same points give the same places. Lengths are points, y downward.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from charts.rays import Rays
from charts.repair import Repair
from charts.spots import Point, Spot, near
from charts.ties import Box

Spots = tuple[Spot | None, ...]
_STEPS = 300  # choices an attempt may make
_ATTEMPTS = (2, 2, 2, 6)  # as the leaders may reach further
_PASSES = 4  # of the improvement
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
        if all(options) and (found := _Search(options, gap).run(attempts)) is not None:
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


# ---------------------------------------------------------------------- all labels together
@dataclass
class _Search:
    """`options[n]`: the places of label n, cheapest first. A set of places is an integer, one bit a place of all labels."""

    options: Sequence[Sequence[Spot]]
    gap: float
    spots: list[Spot] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    clashes: dict[int, int] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    steps: int = 0

    def run(self, attempts: int) -> tuple[Spot, ...] | None:
        """One place a label; None when the search is exhausted or gives up."""
        starts: list[int] = []
        for n, own in enumerate(self.options):
            starts.append(((1 << len(own)) - 1) << len(self.spots))
            self.spots += own
            self.owner += [n] * len(own)
        self.weights = [1.0] * len(starts)
        for _ in range(attempts):
            self.steps = 0
            found = self._go(dict(enumerate(starts)), {})
            if found is not None:
                return self._improved(found, starts)
            if self.steps <= _STEPS:
                return None  # every way was tried
        return None

    def _go(self, left: dict[int, int], taken: dict[int, int]) -> dict[int, int] | None:
        """The rest of the labels in the places that are left to them."""
        if not left:
            return taken
        label = min(left, key=lambda n: (left[n].bit_count() / self.weights[n], n))
        for spot in _bits(left[label]):
            self.steps += 1
            if self.steps > _STEPS:
                return None
            bad = self._clash(spot)
            rest = {n: places & ~bad for n, places in left.items() if n != label}
            starved = [n for n, places in rest.items() if not places]
            for n in starved:
                self.weights[n] += 1.0
            if not starved and (found := self._go(rest, {**taken, label: spot})) is not None:
                return found
        return None

    def _clash(self, spot: int) -> int:
        """The places of other labels that cannot be taken beside this one."""
        known = self.clashes.get(spot)
        if known is None:
            one, own, known = self.spots[spot], self.owner[spot], 0
            for n, other in enumerate(self.spots):
                if self.owner[n] != own and one.meets(other, self.gap):
                    known |= 1 << n
            self.clashes[spot] = known
        return known

    def _improved(self, found: dict[int, int], starts: Sequence[int]) -> tuple[Spot, ...]:
        """Each label moved to the cheapest place that the others leave, until nothing moves."""
        for _ in range(_PASSES):
            before = dict(found)
            for label, own in enumerate(starts):
                for other, spot in found.items():
                    own &= ~(self._clash(spot) if other != label else 0)
                found[label] = next(_bits(own))
            if found == before:
                break
        return tuple(self.spots[found[n]] for n in range(len(starts)))


def _bits(places: int) -> Iterator[int]:
    """The numbers of the places in a set, lowest first."""
    while places:
        low = places & -places
        yield low.bit_length() - 1
        places ^= low
