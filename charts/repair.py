"""All labels of a crowd together: from a bad arrangement to one in which nothing meets, one label at a time.

Min-conflicts with breakout weights (Morris 1993): the label moved is one that meets another, its new place the one that costs
least; where nothing is better, what meets now weighs more from then on. The generator of choices has a fixed seed, so that the
same points give the same places.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from charts.spots import Spot
from charts.ties import Box

_SEED = 12345
_PASSES = 4  # of the improvement


@dataclass
class Repair:
    """`options[n]`: the places of label n, cheapest first; `now[n]`: the one that it has."""

    options: Sequence[Sequence[Spot]]
    gap: float
    now: list[int] = field(default_factory=list)
    _weights: dict[tuple[int, int], int] = field(default_factory=dict)
    _known: dict[tuple[int, int], list[bool]] = field(default_factory=dict)
    _state: int = _SEED

    def __post_init__(self) -> None:
        self._hulls = [[_hull(spot) for spot in own] for own in self.options]

    def run(self, steps: int) -> tuple[Spot, ...] | None:
        """One place a label; None where it has not come to an end within so many moves."""
        self.now = [0] * len(self.options)
        for _ in range(steps):
            meeting = list(self._meeting())
            if not meeting:
                return self._improved()
            self._move(meeting)
        return None

    def _meeting(self) -> Iterator[tuple[int, int]]:
        for n in range(len(self.now)):
            met = [self._met(m, self.now[m], n)[self.now[n]] for m in range(n)]
            yield from ((m, n) for m in range(n) if met[m])

    def _move(self, meeting: Sequence[tuple[int, int]]) -> None:
        """One label to a better place; or, where there is none, perhaps to an equal one, and the scales are changed."""
        n = self._pick(sorted({label for pair in meeting for label in pair}))
        costs = self._costs(n)
        before, costs[self.now[n]] = costs[self.now[n]], max(costs) + 1
        best = min(range(len(costs)), key=costs.__getitem__)
        if costs[best] >= before:
            for pair in meeting:
                self._weights[pair] = self._weights.get(pair, 1) + 1
        if costs[best] < before or self._draw(2):
            self.now[n] = best

    def _costs(self, n: int) -> list[int]:
        """What each place of a label costs beside all others as they are now."""
        costs = [0] * len(self.options[n])
        for m, place in enumerate(self.now):
            if m != n:
                weight = self._weights.get((min(m, n), max(m, n)), 1)
                costs = [cost + weight if met else cost for cost, met in zip(costs, self._met(m, place, n))]
        return costs

    def _met(self, m: int, place: int, n: int) -> list[bool]:
        """Which places of label n meet label m at one of its places."""
        key = (m * 100_000 + place, n)
        if key not in self._known:
            one, hull, hulls = self.options[m][place], self._hulls[m][place], self._hulls[n]
            self._known[key] = [hull.meets(near, self.gap) and one.meets(other, self.gap)
                                for near, other in zip(hulls, self.options[n])]
        return self._known[key]

    def _improved(self) -> tuple[Spot, ...]:
        """Each label moved to the cheapest place that the others leave, until nothing moves."""
        for _ in range(_PASSES):
            before = list(self.now)
            for n in range(len(self.now)):
                self.now[n] = self._costs(n).index(0)
            if self.now == before:
                break
        return tuple(own[place] for own, place in zip(self.options, self.now))

    def _draw(self, below: int) -> int:
        """A whole number from 0 up to `below`, from a linear congruential generator."""
        self._state = (1664525 * self._state + 1013904223) % 2**32
        return self._state * below >> 32

    def _pick(self, labels: Sequence[int]) -> int:
        return labels[self._draw(len(labels))]


def _hull(spot: Spot) -> Box:
    """The box around a label and its leader: labels whose hulls lie apart cannot meet."""
    xs = [spot.box.left, spot.box.right, *(x for line in spot.leader for x in (line.x1, line.x2))]
    ys = [spot.box.top, spot.box.bottom, *(y for line in spot.leader for y in (line.y1, line.y2))]
    return Box(min(xs), min(ys), max(xs), max(ys))
