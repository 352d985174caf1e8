"""Many places of labels at once, as arrays: which of them meet one label."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from charts.spots import Spot
from charts.ties import Spoke

_NO_PART = (float("nan"),) * 4
Array = Any  # of floats, one a place


class Laid:
    """Places as arrays: the edges of their boxes, and the ends of the two parts of their leaders (none: not a number)."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.box = np.array([(s.box.left, s.box.top, s.box.right, s.box.bottom) for s in spots]).T
        parts = [[*((p.x1, p.y1, p.x2, p.y2) for p in spot.leader), _NO_PART, _NO_PART][:2] for spot in spots]
        self.parts = np.array(parts).transpose(1, 2, 0)
        self.hulls = np.array([_hull(spot) for spot in spots]).T

    def bits(self, one: Spot, gap: float) -> bytes:
        """Those that meet a label, one bit a place, the first lowest."""
        return bytes(np.packbits(self.met(one, gap), bitorder="little"))

    def met(self, one: Spot, gap: float) -> Any:
        """Which places meet a label: words on words, a leader on words, or two leaders that cross."""
        low, high, far, deep = _hull(one)
        left, top, right, bottom = self.hulls
        near = np.flatnonzero((left <= far + gap) & (right >= low - gap) & (top <= deep + gap) & (bottom >= high - gap))
        found = np.zeros(len(left), bool)
        found[near] = self._meeting(one, gap, near)
        return found

    def _meeting(self, one: Spot, gap: float, near: Any) -> Any:
        """The same of some places alone."""
        left, top, right, bottom = self.box[:, near]
        box, half = one.box, gap / 2
        found = ((np.minimum(right, box.right) - np.maximum(left, box.left) > -gap)
                 & (np.minimum(bottom, box.bottom) - np.maximum(top, box.top) > -gap))
        grown = box.left - half, box.top - half, box.right + half, box.bottom + half
        for part in self.parts[:, :, near]:
            x1, y1, x2, y2 = part
            found |= crosses(x1, y1, x2, y2, *grown)
            for line in one.leader:
                found |= _cross(line, part)
        for line in one.leader:
            found |= crosses(line.x1, line.y1, line.x2, line.y2, left - half, top - half, right + half, bottom + half)
        return found


def _hull(spot: Spot) -> tuple[float, float, float, float]:
    """The edges of a label and its leader together."""
    box, ends = spot.box, [(x, y) for part in spot.leader for x, y in ((part.x1, part.y1), (part.x2, part.y2))]
    return (min([box.left, *(x for x, _ in ends)]), min([box.top, *(y for _, y in ends)]),
            max([box.right, *(x for x, _ in ends)]), max([box.bottom, *(y for _, y in ends)]))


def _cross(line: Spoke, part: Any) -> Any:
    """Which lines have a point in common with another."""
    x1, y1, x2, y2 = part
    wide, high = line.x2 - line.x1, line.y2 - line.y1
    here = (wide * (y1 - line.y1) - high * (x1 - line.x1)) * (wide * (y2 - line.y1) - high * (x2 - line.x1))
    wide, high = x2 - x1, y2 - y1
    there = (wide * (line.y1 - y1) - high * (line.x1 - x1)) * (wide * (line.y2 - y1) - high * (line.x2 - x1))
    return (here <= 0) & (there <= 0)


def crosses(x1: Array, y1: Array, x2: Array, y2: Array, left: Array, top: Array, right: Array, bottom: Array) -> Array:
    """Whether straight lines run through boxes, pair by pair (Liang and Barsky's clipping)."""
    low, high, out = np.zeros(np.broadcast(x1, left).shape), np.ones(np.broadcast(x1, left).shape), False
    for start, end, least, most in ((x1, x2, left, right), (y1, y2, top, bottom)):
        step = end - start
        still = np.abs(step) < 1e-9
        out |= still & ((start <= least) | (start >= most))
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (least - start) / step, (most - start) / step
        low = np.where(still, low, np.maximum(low, np.minimum(one, other)))
        high = np.where(still, high, np.minimum(high, np.maximum(one, other)))
    return (low < high) & ~out
