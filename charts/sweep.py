"""Flags placed from left to right in rows of given heights: every way is tried, or as many as are kept.

The leaders are taken in the order in which they stand on the line; every place that a flag may have there is tried beside every
arrangement of those before it. Of an arrangement only this matters for what follows: which flags stand, in each row where its
words end, and where the last leader runs that passes it. Of two arrangements of the same flags, one that is nowhere further right
leaves no less room, so that the other is dropped (dominance). So is one that leaves less room than the words to come are wide. An
end without an arrangement proves that there is none. Leaders that share an x may share a row, back to back, and pass each other's
words.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import le
from typing import Any, NamedTuple

from charts.labels import Flag, Setting, Side, Spot, gap, indent, reach, settings, standing
from charts.style import Style

_FAR = 3.0  # what a gap of a bend costs
_NONE = float("-inf")
_ASIDE = 1e-6  # of a bend: tells leaders apart that come to the same x from elsewhere
Lane = tuple[Side, int]  # a row: its side and its number outward; row 0 is the strip beside the line
Lanes = Mapping[Lane, float]  # how high the words in each may be


@dataclass(frozen=True, slots=True)
class _Chance:
    """A moment of the sweep: flag `n` may take its anchor `x` now, its words on these sides; or wait, unless it is the last."""

    x: float
    n: int
    anchor: int
    flips: tuple[bool, ...]
    last: bool = False
    ends: bool = True  # whether the next leader stands elsewhere


class _State(NamedTuple):
    """An arrangement of the flags so far; `stand`: which, one bit a flag.

    `edges`: by row, where its words end; by row, where the last leader passes it; by side, the last leader. `same`: by row, the
    leader of its last words; by row, the last passing leader at another x than the last of all.
    """

    stand: int
    edges: tuple[float, ...]
    same: tuple[float, ...]
    cost: float = 0.0
    spots: tuple[tuple[int, Spot], ...] = ()


@dataclass
class Sweep:
    """The flags, with the ways to break their words.

    `heights`: all heights that a label may have; `steps`: how many places were tried so far.
    """

    flags: Sequence[Flag]
    width: float
    style: Style
    steps: int = 0
    _standing: dict[tuple[_Chance, Lane, Setting, int], list[Spot]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gap, own = gap(self.style), indent(self.style)
        self.ways = [settings(flag, self.style) for flag in self.flags]
        self.heights = sorted({round(way.height, 2) for ways in self.ways for way in ways})
        self.chances = _chances(self.flags)
        shared = {chance.n for chance in self.chances if len(chance.flips) == 1}
        self._least = [own * flag.leader + self.gap * (n not in shared) for n, flag in enumerate(self.flags)]

    def arranged(self, lanes: Lanes, bend: int, most: int) -> tuple[tuple[Spot, ...] | None, bool]:
        """Spots in rows no higher than theirs, if any, and whether every way was tried; `most` arrangements are kept.

        `bend`: by how many gaps between labels leaders may bend.
        """
        table = _Table(lanes, self.width, self.gap, self._needs(lanes), bend > 0)
        states, whole = [_State(0, (_NONE,) * (2 * len(lanes) + 2), (_NONE,) * (2 * len(lanes)))], True
        settled = False
        for chance in self.chances:
            options = table.taking(self._options(chance, lanes, bend))
            kept, made = self._on(states, chance, options, table)
            ends = chance.ends or bend > 0
            states, cut = _undominated(kept, made, table, most, ends, settled and ends)
            whole, settled = whole and not cut, ends
        if not states:
            return None, whole
        best = dict(min(states, key=lambda state: state.cost).spots)
        return tuple(best[n] for n in range(len(self.flags))), True

    def _on(self, states: Sequence[_State], chance: _Chance, options: Sequence[_Taking],
            table: _Table) -> tuple[list[_State], list[_State]]:
        """Every arrangement after one chance more: those that were there, and the new ones."""
        bit, n = 1 << chance.n, chance.n
        waiting = [state for state in states if not state.stand & bit]
        self.steps += len(waiting) * len(options)
        made = [after for state in waiting for taking in options
                if taking.low >= state.edges[taking.row] - 0.01 and (after := table.joined(state, n, taking)) is not None]
        return [state for state in states if state.stand & bit] if chance.last else list(states), made

    def alike(self, one: float, other: float) -> bool:
        """Whether rows of two heights hold the same words."""
        return all(self._narrowest(n, one) == self._narrowest(n, other) for n in range(len(self.flags)))

    def _narrowest(self, n: int, cap: float) -> Setting | None:
        """The narrowest words of a flag that are low enough for a row."""
        return min((way for way in self.ways[n] if way.height <= cap + 0.01), key=_narrowness, default=None)

    def _needs(self, lanes: Lanes) -> list[float]:
        """How much of a row each flag takes at least, with what must be free beside it."""
        caps = {side: max((cap for lane, cap in lanes.items() if side in (None, lane[0])), default=0.0)
                for side in (None, "above", "below")}
        return [least + min((way.width for way in ways if way.height <= caps[flag.side] + 0.01), default=float("inf"))
                for least, flag, ways in zip(self._least, self.flags, self.ways)]

    def _options(self, chance: _Chance, lanes: Lanes, bend: int) -> list[Spot]:
        """Every spot that a flag may have: in each row its narrowest words that are low enough."""
        made = []
        for lane, cap in lanes.items():
            way = self._narrowest(chance.n, cap)
            if way and self.flags[chance.n].side in (None, lane[0]):
                made += self._spots(chance, lane, way, bend)
        return made

    def _spots(self, chance: _Chance, lane: Lane, way: Setting, bend: int) -> list[Spot]:
        """The spots of a flag in one row, at straight leaders and at bent ones."""
        key = (chance, lane, way, bend)
        if key not in self._standing:
            flag, found = self.flags[chance.n], []
            for step in range(-bend, bend + 1) if flag.leader and not chance.anchor else (0,):
                bent = replace(flag, anchors=(chance.x + step * self.gap,))
                found += [replace(spot, bend=step * self.gap, cost=spot.cost + _FAR * abs(step) + 0.6 * chance.anchor)
                          for spot in standing(bent, *lane, way, self.width, self.style)
                          if 0 <= spot.x <= self.width and (spot.left < spot.x or not flag.leader) in chance.flips]
            self._standing[key] = found
        return self._standing[key]


def _chances(flags: Sequence[Flag]) -> list[_Chance]:
    """From left to right. Flags that share an x take their words to the left first, then those to the right."""
    feet = Counter(x for flag in flags for x in set(flag.anchors) if flag.leader)
    found = []
    for n, flag in enumerate(flags):
        for at, x in enumerate(flag.anchors):
            sides = ((True,), (False,)) if flag.leader and feet[x] > 1 else ((True, False),)
            found += [(x, order, n, at, flips) for order, flips in enumerate(sides)]
    found.sort()
    last = {n: at for at, (_, _, n, _, _) in enumerate(found)}
    nexts = [x for x, *_ in found[1:]] + [float("inf")]
    return [_Chance(x, n, at, flips, last[n] == place, x != after)
            for place, ((x, _, n, at, flips), after) in enumerate(zip(found, nexts))]


class _Taking(NamedTuple):
    """What a spot takes: its row, from where to where its words reach; `x`: its leader, told apart from one that came bent."""

    spot: Spot
    row: int
    low: float
    high: float
    x: float
    leader: bool


class _Table:
    """The rows of one sweep: which are nearer than which, and whether words fit in."""

    def __init__(self, lanes: Lanes, width: float, gap: float, needs: Sequence[float], bent: bool) -> None:
        self.numbers = {lane: n for n, lane in enumerate(lanes)}
        self.rows, self.width, self.gap, self.half, self.needs, self.bent = len(lanes), width, gap, gap / 2, needs, bent
        self.nearer = [[(m, other == ("above", 0)) for other, m in self.numbers.items() if other[0] == side and other[1] < row]
                       for side, row in lanes]
        self._left: dict[int, float] = {}

    def taking(self, spots: Sequence[Spot]) -> list[_Taking]:
        """Spots with what they take of the rows."""
        return [_Taking(spot, self.numbers[spot.side, spot.row], *reach(spot), spot.x + _ASIDE * spot.bend, spot.leader)
                for spot in spots]

    def joined(self, state: _State, n: int, taking: _Taking) -> _State | None:
        """The arrangement with one flag more; None where it meets what is there."""
        spot, own, low, high, mine, leader = taking
        edges, same = state.edges, state.same
        if low < (edges[own] - 0.01 if leader and same[own] == mine else edges[own] + self.gap):
            return None
        passed = self.rows + own
        if low < (same[passed] if leader and edges[passed] == mine else edges[passed]) + self.half:
            return None
        after, with_ = list(edges), list(same)
        after[own], with_[own] = high, mine if leader else _NONE
        if leader and not self._passes(taking, after, with_):
            return None
        return _State(state.stand | 1 << n, tuple(after), tuple(with_), state.cost + spot.cost, (*state.spots, (n, spot)))

    def _passes(self, taking: _Taking, edges: list[float], same: list[float]) -> bool:
        """Whether the leader finds a way through the nearer rows; it is put down there."""
        spot, rows = taking.spot, self.rows
        if self.bent:
            lead = 2 * rows + (spot.side == "below")
            if spot.x < edges[lead]:
                return False
            edges[lead] = spot.x
        for row, strip in self.nearer[taking.row]:
            x = spot.foot if strip else taking.x
            if x < edges[row] + self.half and same[row] != taking.x:
                return False
            if edges[rows + row] != x:
                edges[rows + row], same[rows + row] = x, edges[rows + row]
        return True

    def felt(self, state: _State) -> tuple[float, ...]:
        """The edges, without the leaders that no words could feel: those which end before the words there."""
        rows, edges = self.rows, state.edges
        return (*edges[:rows], *(max(passed, edge + self.half) for edge, passed in zip(edges, edges[rows:2 * rows])),
                *edges[2 * rows:])

    def slack(self, state: _State) -> float:
        """How much of the rows is left beyond what the words to come take at least."""
        if state.stand not in self._left:
            self._left[state.stand] = sum(need for n, need in enumerate(self.needs) if not state.stand >> n & 1)
        free, width, gap, edges, rows = 0.0, self.width, self.gap, state.edges, self.rows
        for row in range(rows):
            edge, passed = edges[row], edges[rows + row] - gap
            edge = passed if passed > edge else edge
            free += width - (edge if edge > -gap else -gap)
        return free - self._left[state.stand]


def _undominated(kept: Sequence[_State], made: Sequence[_State], table: _Table, most: int, ends: bool,
                 settled: bool) -> tuple[list[_State], bool]:
    """The arrangements that leave more room somewhere than any other of the same flags, at most `most` of these.

    Tells whether any were left out. `ends`: whether the next leader stands elsewhere; until then arrangements are told apart by
    what the last leaders share as well. `settled`: whether those kept were compared with each other like this before.
    """
    best: dict[Any, _State] = {}
    for state in (*kept, *made):
        key = (state.stand, state.edges) if ends else (state.stand, state.edges, state.same)
        if key not in best or state.cost < best[key].cost:
            best[key] = state
    groups: dict[Any, list[_State]] = defaultdict(list)
    for state in best.values():
        groups[state.stand if ends else (state.stand, state.same)].append(state)
    new, old = {state.stand for state in made}, set(map(id, kept)) if settled else set()
    fronts = [(group, False) if settled and key not in new else _front(group, table, most, ends, old)
              for key, group in groups.items()]
    return [state for front, _ in fronts for state in front], any(cut for _, cut in fronts)


def _front(group: Sequence[_State], table: _Table, most: int, ends: bool, old: Container[int]) -> tuple[list[_State], bool]:
    """Arrangements of the same flags of which none leaves less room everywhere than another, those that leave most first.

    `old`: those, by identity, of which none does beside another of them.
    """
    roomy = [(slack, state) for state in group if (slack := table.slack(state)) >= -0.01 or not ends]
    kept: list[_State] = []
    front: list[tuple[float, ...]] = []
    new: list[tuple[float, ...]] = []
    for _, state in sorted(roomy, key=lambda pair: (-pair[0], pair[1].cost)):
        edges = table.felt(state) if ends else state.edges
        known = id(state) in old
        if not any(all(map(le, other, edges)) for other in (new if known else front)):
            if len(front) == most:
                return kept, True
            front.append(edges)
            if not known:
                new.append(edges)
            kept.append(state)
    return kept, False


def _narrowness(setting: Setting) -> tuple[float, float]:
    return setting.width, setting.height
