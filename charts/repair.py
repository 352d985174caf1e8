"""All labels of a crowd together: from a bad arrangement to one in which nothing meets, one label at a time.

Min-conflicts with breakout weights (Morris 1993): the label moved is one that meets another, its new place the one that costs
least; where nothing is better, what meets now weighs more from then on. The generator of choices has a fixed seed, so that the
same points give the same places.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from charts.rays import crosses
from charts.spots import Spot
from charts.ties import Spoke

_NO_PART = (float("nan"),) * 4
_SEED = 12345
_PASSES = 4  # of the improvement


@dataclass
class Repair:
    """`options[n]`: the places of label n, cheapest first; `now[n]`: the one that it has."""

    options: Sequence[Sequence[Spot]]
    gap: float
    now: list[int] = field(default_factory=list)
    _weights: dict[tuple[int, int], int] = field(default_factory=dict)
    _known: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    _state: int = _SEED

    def __post_init__(self) -> None:
        self._laid = [_Laid(own) for own in self.options]

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
        before, costs[self.now[n]] = costs[self.now[n]], costs.max() + 1
        best = int(costs.argmin())
        if costs[best] >= before:
            for pair in meeting:
                self._weights[pair] = self._weights.get(pair, 1) + 1
        if costs[best] < before or self._draw(2):
            self.now[n] = best

    def _costs(self, n: int) -> Any:
        """What each place of a label costs beside all others as they are now: an array of whole numbers."""
        costs = np.zeros(len(self.options[n]), int)
        for m, place in enumerate(self.now):
            if m != n:
                costs += self._weights.get((min(m, n), max(m, n)), 1) * self._met(m, place, n)
        return costs

    def _met(self, m: int, place: int, n: int) -> Any:
        """Which places of label n meet label m at one of its places."""
        key = m, place, n
        if key not in self._known:
            self._known[key] = self._laid[n].met(self.options[m][place], self.gap)
        return self._known[key]

    def _improved(self) -> tuple[Spot, ...]:
        """Each label moved to the cheapest place that the others leave, until nothing moves."""
        for _ in range(_PASSES):
            before = list(self.now)
            for n in range(len(self.now)):
                self.now[n] = int(self._costs(n).argmin())
            if self.now == before:
                break
        return tuple(own[place] for own, place in zip(self.options, self.now))

    def _draw(self, below: int) -> int:
        """A whole number from 0 up to `below`, from a linear congruential generator."""
        self._state = (1664525 * self._state + 1013904223) % 2**32
        return self._state * below >> 32

    def _pick(self, labels: Sequence[int]) -> int:
        return labels[self._draw(len(labels))]


class _Laid:
    """All places of a label as arrays: the edges of its box, and the ends of the two parts of its leader (none: not a number)."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.box = np.array([(s.box.left, s.box.top, s.box.right, s.box.bottom) for s in spots]).T
        parts = [[*((p.x1, p.y1, p.x2, p.y2) for p in spot.leader), _NO_PART, _NO_PART][:2] for spot in spots]
        self.parts = np.array(parts).transpose(1, 2, 0)

    def met(self, one: Spot, gap: float) -> Any:
        """Which places meet a label: words on words, a leader on words, or two leaders that cross."""
        left, top, right, bottom = self.box
        box, half = one.box, gap / 2
        found = ((np.minimum(right, box.right) - np.maximum(left, box.left) > -gap)
                 & (np.minimum(bottom, box.bottom) - np.maximum(top, box.top) > -gap))
        grown = box.left - half, box.top - half, box.right + half, box.bottom + half
        for part in self.parts:
            x1, y1, x2, y2 = part
            found |= crosses(x1, y1, x2, y2, *grown)
            for line in one.leader:
                found |= _cross(line, part)
        for line in one.leader:
            found |= crosses(line.x1, line.y1, line.x2, line.y2, left - half, top - half, right + half, bottom + half)
        return found


def _cross(line: Spoke, part: Any) -> Any:
    """Which lines have a point in common with another."""
    x1, y1, x2, y2 = part
    wide, high = line.x2 - line.x1, line.y2 - line.y1
    here = (wide * (y1 - line.y1) - high * (x1 - line.x1)) * (wide * (y2 - line.y1) - high * (x2 - line.x1))
    wide, high = x2 - x1, y2 - y1
    there = (wide * (line.y1 - y1) - high * (line.x1 - x1)) * (wide * (line.y2 - y1) - high * (line.x2 - x1))
    return (here <= 0) & (there <= 0)
