"""Flags that crowd: in as many rows as it takes, or in as little height as there is.

`charts.labels.place` looks for what reads best in a few rows. Where that finds nothing, flags are taken from left to right, and
every place that one may have is tried beside every arrangement of those before it. Of an arrangement only this matters for what
follows: in each row, where its words end, and where the last leader runs that passes it. Of two arrangements, one that is nowhere
further right leaves no less room, so that the other is dropped (dominance). An end without an arrangement proves that there is
none. Where dates lie closer together than words can, leaders bend on their way from the line to the rows.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import le

from charts.inputs import Refused
from charts.labels import Flag, Setting, Side, Spot, gap, reach, settings, standing
from charts.style import Style

_MOST, _FEW = 400, 8  # arrangements that are kept: for a proof, and where one way is enough
_ROWS = 5  # on one side of the line, within a given height
_BENDS = (0, 1, 3, 8)  # how far leaders may bend, in gaps between labels, tried in turn
_HIGH = (0, 3)  # the same within a given height
_FAR = 3.0  # what a gap of a bend costs
Lane = tuple[Side, int]  # a row: its side and its number outward; row 0 is the strip beside the line
Lanes = dict[Lane, float]  # how high each may be


@dataclass(frozen=True, slots=True)
class Room:
    """The height of a figure without the line itself, and the distance from the line to the first row on each side.

    `between`: between rows; `strip`: under words without a leader; `bare`: what stands under the line where no flag hangs;
    `bend`: the height in which leaders bend.
    """

    height: float
    above: float
    below: float
    between: float
    strip: float
    bare: float
    bend: float

    def left(self, above: int, below: int, strip: bool, bent: bool) -> float:
        """The height left for the words in so many rows."""
        start = self.strip if strip else self.above if above else 0.0
        under = self.below if below else self.bare
        bends = self.bend * ((above > 0) + (below > 0)) * bent
        return self.height - start - under - bends - self.between * (max(above + strip - 1, 0) + max(below - 1, 0))


def rising(flags: Sequence[Flag], width: float, style: Style) -> tuple[Spot, ...] | None:
    """Spots in as few rows as will do, whatever height they take; None when there is no way.

    Raises Refused (L4) where it cannot be told: see `_Crowd.proven`.
    """
    crowd, lanes = _Crowd(flags, width, style), Lanes()
    sides: tuple[Side, ...] = ("above", "below")
    for bend, rows, cap in product(_BENDS, range(2, len(flags) + 1), (crowd.heights[len(crowd.heights) // 2], crowd.heights[-1])):
        lanes = {("above", 0): cap, **{(side, row): cap for side in sides for row in range(1, rows + 1)}}
        if spots := crowd.arranged(lanes, bend, _FEW)[0]:
            return spots
    return crowd.proven([dict.fromkeys(lanes, crowd.heights[-1])])


def within(flags: Sequence[Flag], width: float, room: Room, style: Style) -> tuple[Spot, ...] | None:
    """Spots that keep to the room; None when there is no way with straight leaders. Raises Refused as `_Crowd.proven` does."""
    crowd = _Crowd(flags, width, style)
    for bend in _HIGH:
        for lanes in crowd.profiles(room, bend):
            if spots := crowd.arranged(lanes, bend, _FEW)[0]:
                return spots
    return crowd.proven(crowd.profiles(room, 0))


def _shares(rows: int, height: float, heights: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """What rows may get of a height, in heights of labels: as much as there is."""
    if rows == 1:
        yield (max(own for own in heights if own <= height),)
        return
    for own in heights:
        if height - own >= (rows - 1) * heights[0]:
            yield from ((own, *rest) for rest in _shares(rows - 1, height - own, heights))


# ---------------------------------------------------------------------- from left to right
@dataclass(frozen=True, slots=True)
class _State:
    """An arrangement of the flags so far.

    `edges`: by row, where its words end; by row, where the last leader passes it; by side, the last leader.
    """

    edges: tuple[float, ...]
    cost: float = 0.0
    spots: tuple[Spot, ...] = ()

    def no_worse(self, other: _State) -> bool:
        """Whether it is nowhere further right than another."""
        return all(map(le, self.edges, other.edges))


class _Crowd:
    """The flags in the order of time, with the ways to break their words. `heights`: all heights that a label may have."""

    def __init__(self, flags: Sequence[Flag], width: float, style: Style) -> None:
        self.flags, self.width, self.style, self.gap = flags, width, style, gap(style)
        self.order = sorted(range(len(flags)), key=lambda n: (flags[n].anchors[0], n))
        self.ways = [settings(flag, style) for flag in flags]
        self.heights = sorted({round(way.height, 2) for ways in self.ways for way in ways})
        self._standing: dict[tuple[int, Lane, Setting, int], list[Spot]] = {}

    def profiles(self, room: Room, bend: int) -> Iterator[Lanes]:
        """Every way to share the height among rows, few rows first, that leaves none of them room for a higher label."""
        for above, below in sorted(product(range(_ROWS + 1), repeat=2), key=lambda rows: (sum(rows), abs(rows[0] - rows[1]))):
            for strip in (False, True) if any(not flag.leader for flag in self.flags) else (False,):
                left = room.left(above, below, strip, bend > 0) + 0.01
                lanes: list[Lane] = [("above", 0)] * strip
                lanes += [("above", n + 1) for n in range(above)] + [("below", n + 1) for n in range(below)]
                free = dict.fromkeys(lanes, self.heights[-1])
                if lanes and len(lanes) * self.heights[0] <= left and self.arranged(free, bend, _FEW) != (None, True):
                    yield from (dict(zip(lanes, shares)) for shares in _shares(len(lanes), left, self.heights))

    def proven(self, ways: Iterable[Lanes]) -> tuple[Spot, ...] | None:
        """Spots with straight leaders in some of these rows; None when it is proven that there is no way.

        Raises Refused (L4) where there were more arrangements than could be kept, so that nothing is proven.
        """
        for lanes in ways:
            found, sure = self.arranged(lanes, 0, _MOST)
            if found:
                return found
            if not sure:
                raise Refused("L4", f"no way was found to place {len(self.flags)} labels in {self.width:.0f} pt",
                              "shorten the texts, give the chart the full width, or leave some out")
        return None

    def arranged(self, lanes: Lanes, bend: int, most: int) -> tuple[tuple[Spot, ...] | None, bool]:
        """Spots in rows no higher than theirs, if any, and whether every way was tried; `most` arrangements are kept."""
        numbers = {lane: n for n, lane in enumerate(lanes)}
        states, whole = [_State((float("-inf"),) * (2 * len(lanes) + 2))], True
        for n in self.order:
            options = self._options(n, lanes, bend)
            found = [after for state in states for spot in options if (after := _with(state, spot, numbers, self.gap))]
            states = _undominated(found, most)
            whole, states = whole and len(states) <= most, states[:most]
        if not states:
            return None, whole
        best = dict(zip(self.order, min(states, key=lambda state: state.cost).spots))
        return tuple(best[n] for n in range(len(self.flags))), True

    def _options(self, n: int, lanes: Lanes, bend: int) -> list[Spot]:
        """Every spot that a flag may have: in each row its narrowest words that are low enough, which meet least."""
        made = []
        for lane, cap in lanes.items():
            low = [way for way in self.ways[n] if way.height <= cap + 0.01]
            if low and self.flags[n].side in (None, lane[0]):
                made += self._spots(n, lane, min(low, key=_narrowness), bend)
        return made

    def _spots(self, n: int, lane: Lane, way: Setting, bend: int) -> list[Spot]:
        """The spots of a flag in one row, at straight leaders and at bent ones."""
        key = (n, lane, way, bend)
        if key not in self._standing:
            flag, found = self.flags[n], []
            for step in range(-bend, bend + 1) if flag.leader else (0,):
                bent = replace(flag, anchors=(flag.anchors[0] + step * self.gap,)) if step else flag
                found += [replace(spot, bend=step * self.gap, cost=spot.cost + _FAR * abs(step))
                          for spot in standing(bent, *lane, way, self.width, self.style) if 0 <= spot.x <= self.width]
            self._standing[key] = found
        return self._standing[key]


def _with(state: _State, spot: Spot, numbers: dict[Lane, int], least: float) -> _State | None:
    """The arrangement with one flag more; None where it meets what is there."""
    rows, own, lead = len(numbers), numbers[spot.side, spot.row], -1 - (spot.side == "below")
    low, high = reach(spot)
    edges, passed = list(state.edges), state.edges[rows + own]
    if low < edges[own] + least or (low < passed + least / 2 and low != passed):
        return None
    edges[own] = high
    if spot.leader:
        if spot.x < edges[lead]:
            return None
        edges[lead] = spot.x
        for lane in (numbers[lane] for lane in numbers if lane[0] == spot.side and lane[1] < spot.row):
            x = spot.foot if not lane and spot.side == "above" and ("above", 0) in numbers else spot.x
            if x < edges[lane] + least / 2:
                return None
            edges[rows + lane] = max(edges[rows + lane], x)
    return _State(tuple(edges), state.cost + spot.cost, (*state.spots, spot))


def _undominated(found: Sequence[_State], most: int) -> list[_State]:
    """The arrangements that leave more room somewhere than any other, those that leave most first; one more than `most`."""
    best: dict[tuple[float, ...], _State] = {}
    for state in found:
        if state.edges not in best or state.cost < best[state.edges].cost:
            best[state.edges] = state
    kept: list[_State] = []
    for state in sorted(best.values(), key=lambda s: (sum(max(edge, -9e9) for edge in s.edges), s.cost)):
        if len(kept) > most:
            break
        if not any(other.no_worse(state) for other in kept):
            kept.append(state)
    return kept


def _narrowness(setting: Setting) -> tuple[float, float]:
    return setting.width, setting.height
