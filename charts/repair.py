"""All labels of a crowd together: from a bad arrangement to one in which nothing meets, one label at a time.

Min-conflicts with breakout weights (Morris 1993): the label moved is one that meets another, its new place the one that costs
least; where nothing is better, what meets now weighs more from then on. The generator of choices has a fixed seed, so that the
same points give the same places.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from charts.laid import Laid
from charts.spots import Spot

_SEED = 12345
_PASSES = 4  # of the improvement


class Repair:
    """`options[n]`: the places of label n, cheapest first. All places of all labels stand in one row, label after label.

    `now[n]`: where the place of label n is in that row; `costs`: what each place costs beside the others as they are now.
    """

    def __init__(self, options: Sequence[Sequence[Spot]], gap: float) -> None:
        self.spots, self.gap = [spot for own in options for spot in own], gap
        self.starts = np.cumsum([0, *(len(own) for own in options)])
        self.slices = [slice(int(a), int(b)) for a, b in pairwise(self.starts)]
        self.owner = np.repeat(np.arange(len(options)), [len(own) for own in options])
        self.weights = np.ones((len(options), len(options)), int)  # of two labels that meet
        self.now, self.costs = self.starts[:-1].copy(), np.zeros(len(self.spots), int)
        self._laid, self._known, self._state = Laid(self.spots), dict[int, Any](), _SEED

    def run(self, steps: int) -> tuple[Spot, ...] | None:
        """One place a label; None where it has not come to an end within so many moves."""
        for label in range(len(self.now)):
            self._count(label, 1)
        for _ in range(steps):
            meeting = np.flatnonzero(self.costs[self.now])
            if not len(meeting):
                return self._improved()
            self._move(int(meeting[self._draw(len(meeting))]))
        return None

    def _move(self, n: int) -> None:
        """One label to a better place; or, where there is none, perhaps to an equal one, and the scales are changed."""
        costs, own = self.costs[self.slices[n]].copy(), int(self.now[n] - self.starts[n])
        before, costs[own] = costs[own], costs.max() + 1
        best = int(costs.argmin())
        if costs[best] >= before:
            self._weigh()
        if costs[best] < before or self._draw(2):
            self._put(n, int(self.starts[n]) + best)

    def _put(self, n: int, place: int) -> None:
        self._count(n, -1)
        self.now[n] = place
        self._count(n, 1)

    def _count(self, n: int, sign: int) -> None:
        """What a label costs the places of the others is added, or taken back."""
        self.costs += sign * self.weights[n][self.owner] * self._met(int(self.now[n]))

    def _weigh(self) -> None:
        """What meets now weighs one more."""
        for n, place in enumerate(self.now.tolist()):
            met = self._met(place)
            for m in np.flatnonzero(met[self.now]):
                self.weights[n, m] += 1
                self.costs[self.slices[m]] += met[self.slices[m]]

    def _met(self, place: int) -> Any:
        """Which places of other labels meet a place."""
        if place not in self._known:
            met = self._laid.met(self.spots[place], self.gap)
            met[self.slices[self.owner[place]]] = False
            self._known[place] = met
        return self._known[place]

    def _improved(self) -> tuple[Spot, ...]:
        """Each label moved to the cheapest place that the others leave, until nothing moves."""
        for _ in range(_PASSES):
            before = self.now.copy()
            for n, own in enumerate(self.slices):
                self._put(n, own.start + int(self.costs[own].argmin()))
            if (self.now == before).all():
                break
        return tuple(self.spots[place] for place in self.now)

    def _draw(self, below: int) -> int:
        """A whole number from 0 up to `below`, from a linear congruential generator."""
        self._state = (1664525 * self._state + 1013904223) % 2**32
        return self._state * below >> 32
