"""Where the labels of loose points stand: a search over places around each point that lets nothing overlap.

Each label has places close to its point, best first, and places further out that need a leader. The search goes depth
first, always with the label that has the fewest places left, and strikes out what each choice makes impossible (forward
checking); a label that ran out of places goes first in the next attempt. What is found is then improved, one label at a
time. Nothing is random: the same points give the same places. Lengths are points, y downward.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from charts.ties import Box, Spoke

_STEPS = 300  # choices an attempt may make
_ATTEMPTS = (2, 2, 2, 6)  # as the leaders may reach further
_PASSES = 4  # of the improvement
_CLOSE = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))  # right, left, above, below, the corners
_RINGS = ((1.2,), (1.2, 2.4), (0.6, 1.2, 2.4, 4.0, 6.0, 8.5))  # how far out leaders may reach, in heights of a label
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
    """A label placed: its box, and the line that leads from the edge of its disc to it (None where it stands close)."""

    box: Box
    leader: Spoke | None = None
    cost: float = 0.0

    def meets(self, other: Spot, gap: float) -> bool:
        """Whether words meet words, a leader meets words, or two leaders cross."""
        if self.box.meets(other.box, gap):
            return True
        for one, words in ((self, other), (other, self)):
            if one.leader and words.box.crossed(one.leader, gap / 2):
                return True
        return bool(self.leader and other.leader and crossing(self.leader, other.leader))


def place(points: Sequence[Point], field_: Box, gap: float) -> tuple[Spot | None, ...] | None:
    """A spot for each point that has words (None for the others), all inside `field_`; None when there is no way.

    No label touches another label, a disc, or a leader; no leader runs through a foreign disc or crosses another leader.
    `gap` is the least distance between words, and between words and discs, in points.
    """
    named = [n for n, point in enumerate(points) if point.wide]
    for rings, attempts in zip(((), *_RINGS), _ATTEMPTS, strict=True):
        options = [_options(n, points, field_, gap, rings) for n in named]
        if all(options) and (found := _Search(options, gap).run(attempts)):
            back = dict(zip(named, found))
            return tuple(back.get(n) for n in range(len(points)))
    return None


def crossing(one: Spoke, other: Spoke) -> bool:
    """Whether two straight lines have a point in common."""
    def side(line: Spoke, x: float, y: float) -> float:
        return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)

    return (side(one, other.x1, other.y1) * side(one, other.x2, other.y2) <= 0
            and side(other, one.x1, one.y1) * side(other, one.x2, one.y2) <= 0)


# ---------------------------------------------------------------------- where one label may stand
def _options(n: int, points: Sequence[Point], field_: Box, gap: float, rings: Sequence[float]) -> list[Spot]:
    """The places of one label that are inside the field and clear of all discs, cheapest first."""
    point, others = points[n], [p for m, p in enumerate(points) if m != n]
    free = [spot for spot in (*_close(point, gap), *_far(point, gap, rings))
            if spot.box.inside(field_) and not any(_covered(disc, spot.box, gap / 2) for disc in others)
            and not (spot.leader and any(_struck(disc, spot.leader, point, gap / 4) for disc in others))]
    return sorted(free, key=lambda spot: spot.cost)


def _covered(disc: Point, box: Box, gap: float) -> bool:
    """Whether less than `gap` lies between a disc and a box."""
    dx, dy, reach = max(box.left - disc.x, disc.x - box.right, 0.0), max(box.top - disc.y, disc.y - box.bottom, 0.0), disc.r + gap
    return dx * dx + dy * dy < reach * reach


def _struck(disc: Point, line: Spoke, own: Point, gap: float) -> bool:
    """Whether a leader comes nearer to a foreign disc than `gap`; to one that overlaps its own: whether it enters it."""
    wide, high = line.x2 - line.x1, line.y2 - line.y1
    along = ((disc.x - line.x1) * wide + (disc.y - line.y1) * high) / ((wide * wide + high * high) or 1.0)
    share = min(1.0, max(0.0, along))
    apart = math.hypot(own.x - disc.x, own.y - disc.y) >= own.r + disc.r + gap
    return math.hypot(line.x1 + share * wide - disc.x, line.y1 + share * high - disc.y) < disc.r + (gap if apart else -1e-6)


def _close(point: Point, gap: float) -> list[Spot]:
    """Beside, above, below and at the corners of the disc."""
    made = []
    for rank, (dx, dy) in enumerate(_CLOSE):
        near = 0.7 if dx and dy else 1.0  # at a corner the disc is further away than its box
        away = near * (point.r + gap)
        box = Box.around(point.x + dx * (away + point.wide / 2), point.y + dy * (away + point.high / 2), point.wide, point.high)
        made.append(Spot(box, None, float(rank)))
    return made


def _far(point: Point, gap: float, rings: Sequence[float]) -> list[Spot]:
    """Further out, in sixteen directions; the leader ends at the middle of the side, or at the corner, that is nearest."""
    made = []
    for ring in rings:
        for turn in range(_DIRECTIONS):
            angle = 2 * math.pi * turn / _DIRECTIONS
            dx, dy = math.cos(angle), math.sin(angle)
            away = point.r + gap + ring * point.high
            end = (point.x + dx * away, point.y + dy * away)
            box = Box.around(end[0] + _sign(dx) * point.wide / 2, end[1] + _sign(dy) * point.high / 2, point.wide, point.high)
            start = (point.x + dx * point.r, point.y + dy * point.r)
            made.append(Spot(box, Spoke(*start, *end), 20.0 + 10.0 * ring - abs(dx)))
    return made


def _sign(share: float) -> int:
    return 0 if abs(share) < 0.3 else 1 if share > 0 else -1


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
