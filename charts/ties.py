"""Where the words of a network's lines stand: boxes, straight lines cut to boxes, and a search that lets nothing overlap.

Lengths are points, y downward. Nothing is random: choices are tried in the order given, cheapest first.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = 20_000  # of the search, before it takes the best way that it has found


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle; a point when it has no size."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, wide: float, high: float) -> Box:
        """The box with this centre and size."""
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def high(self) -> float:
        return self.bottom - self.top

    def meets(self, other: Box, gap: float) -> bool:
        """Whether less than `gap` lies between two boxes."""
        return (min(self.right, other.right) - max(self.left, other.left) > -gap
                and min(self.bottom, other.bottom) - max(self.top, other.top) > -gap)

    def crossed(self, spoke: Spoke, gap: float) -> bool:
        """Whether a line runs through the box, or nearer to it than `gap`."""
        if (max(spoke.x1, spoke.x2) < self.left - gap or min(spoke.x1, spoke.x2) > self.right + gap
                or max(spoke.y1, spoke.y2) < self.top - gap or min(spoke.y1, spoke.y2) > self.bottom + gap):
            return False
        return spoke.within(Box(self.left - gap, self.top - gap, self.right + gap, self.bottom + gap)) is not None

    def inside(self, other: Box) -> bool:
        """Whether the box lies within another."""
        return self.left >= other.left and self.top >= other.top and self.right <= other.right and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Spoke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def length(self) -> float:
        return math.hypot(self.x2 - self.x1, self.y2 - self.y1)

    @property
    def normal(self) -> tuple[float, float]:
        """The unit vector across the line."""
        length = self.length or 1.0
        return -(self.y2 - self.y1) / length, (self.x2 - self.x1) / length

    def at(self, share: float) -> tuple[float, float]:
        """The point at a share of the way: 0 is the first end."""
        return self.x1 + share * (self.x2 - self.x1), self.y1 + share * (self.y2 - self.y1)

    def within(self, box: Box) -> tuple[float, float] | None:
        """The shares of the way between which the line is inside a box (Liang and Barsky's clipping); None when it is not."""
        low, high = 0.0, 1.0
        for start, step, least, most in ((self.x1, self.x2 - self.x1, box.left, box.right),
                                         (self.y1, self.y2 - self.y1, box.top, box.bottom)):
            if abs(step) < 1e-9:
                if not least < start < most:
                    return None
                continue
            a, b = sorted(((least - start) / step, (most - start) / step))
            low, high = max(low, a), min(high, b)
        return (low, high) if low < high else None

    def pieces(self, box: Box) -> list[Spoke]:
        """The line without what is inside a box: none, one or two pieces."""
        cut = self.within(box)
        if cut is None:
            return [self]
        ends = [(0.0, cut[0]), (cut[1], 1.0)]
        return [Spoke(*self.at(a), *self.at(b)) for a, b in ends if (b - a) * self.length > 0.01]

    def outside(self, box: Box) -> tuple[float, float]:
        """How much of the line is left before and after a box."""
        cut = self.within(box) or (1.0, 1.0)
        return cut[0] * self.length, (1 - cut[1]) * self.length

    def marks(self, pitch: float) -> list[tuple[float, float]]:
        """Points along the line, about `pitch` apart and half as far from its ends; at least one."""
        count = max(1, round(self.length / pitch))
        return [self.at((n + 0.5) / count) for n in range(count)]


@dataclass(frozen=True, slots=True)
class Label:
    """Words that may stand somewhere."""

    box: Box
    lines: tuple[str, ...]
    cost: float = 0.0


def between(one: Box, other: Box) -> Spoke:
    """The line from centre to centre, cut where it leaves the one box and enters the other."""
    whole = Spoke(one.x, one.y, other.x, other.y)
    start, end = whole.within(one), whole.within(other)
    return Spoke(*whole.at(start[1] if start else 0.0), *whole.at(end[0] if end else 1.0))


def place(boxes: Sequence[Box], ends: Sequence[Sequence[int]], spokes: Sequence[Sequence[Spoke]],
          choices: Sequence[Sequence[Label]], gap: float) -> tuple[Label, ...] | None:
    """A label for each relation that touches no node, no other label and no line of another relation; None when there is none.

    `ends`: the boxes that each relation joins; `spokes`: its lines. Nodes must lie apart, and no line may run through one.
    """
    if any(a.meets(b, gap) for n, a in enumerate(boxes) for b in boxes[:n]):
        return None
    for own, lines in zip(ends, spokes):
        if any(box.crossed(line, 0.0) for n, box in enumerate(boxes) if n not in own for line in lines):
            return None
    return _search(free(boxes, spokes, choices, gap), gap)


def free(boxes: Sequence[Box], spokes: Sequence[Sequence[Spoke]], choices: Sequence[Sequence[Label]],
         gap: float) -> list[list[Label]]:
    """The choices of each relation that touch no node and no line of another relation, and lie within the field of the nodes."""
    field = Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))
    return [[label for label in options if label.box.inside(field) and not any(label.box.meets(box, gap) for box in boxes)
             and not any(label.box.crossed(line, 0.4 * gap) for m, lines in enumerate(spokes) if m != n for line in lines)]
            for n, options in enumerate(choices)]


def _search(choices: Sequence[Sequence[Label]], gap: float) -> tuple[Label, ...] | None:
    """Depth first, those with the fewest choices first, cutting what cannot beat the best way found."""
    if not all(choices):
        return None
    order = sorted(range(len(choices)), key=lambda n: (len(choices[n]), n))
    rest = [0.0]
    for n in reversed(order):
        rest.insert(0, rest[0] + choices[n][0].cost)
    best: tuple[float, tuple[Label, ...]] = (math.inf, ())
    steps = 0

    def go(taken: tuple[Label, ...], cost: float) -> None:
        nonlocal best, steps
        if len(taken) == len(order):
            best = (cost, taken)
            return
        for label in choices[order[len(taken)]]:
            steps += 1
            if steps > _STEPS or cost + label.cost + rest[len(taken) + 1] >= best[0] - 1e-9:
                return
            if not any(label.box.meets(other.box, gap) for other in taken):
                go((*taken, label), cost + label.cost)

    go((), 0.0)
    if not best[1]:
        return None
    back = dict(zip(order, best[1]))
    return tuple(back[n] for n in range(len(choices)))
