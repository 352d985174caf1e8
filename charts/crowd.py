"""Flags that crowd: in as many rows as it takes, or in as little height as there is.

`charts.labels.place` looks for what reads best in a few rows. Where that finds nothing, rows are tried in growing numbers, each
filled from left to right (`charts.sweep`). Where dates lie closer together than words can, leaders bend on their way from the
line to the rows. What is refused is proven: more words than the height holds, or no way at straight leaders where none was
found at bent ones.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from charts.flags import bending
from charts.inputs import Refused
from charts.labels import Flag, Side, Spot, clash, row_heights
from charts.style import Style
from charts.sweep import Lane, Sweep

_FEW, _SOME, _MOST = 8, 60, 5000  # arrangements that are kept: for a first look, for a second one, for a proof
_BENDS = (0, 1, 3, 8, 16)  # how far leaders may bend, in gaps between labels, tried in turn
_LOOKS = ((0, 150_000), (3, 250_000), (10, 400_000))  # within a height: bends, and how many places may be tried
_EACH, _PROOF = 80_000, 1_200_000  # the same of so many rows, and for a proof


@dataclass(frozen=True, slots=True)
class Room:
    """The height of a figure without the line itself, and the distance from the line to the first row on each side.

    `between`: between rows; `strip`: under words without a leader; `bare`: what stands under the line where no flag hangs.
    """

    height: float
    above: float
    below: float
    between: float
    strip: float
    bare: float

    def left(self, above: int, below: int, strip: bool, bends: float = 0.0) -> float:
        """The height left for the words in so many rows; `bends`: the height in which the leaders of a side bend."""
        start = self.strip if strip else self.above if above else 0.0
        under = self.below if below else self.bare
        bent = bends * ((above > 0) + (below > 0))
        return self.height - start - under - bent - self.between * (max(above + strip - 1, 0) + max(below - 1, 0))


def rising(flags: Sequence[Flag], width: float, style: Style) -> tuple[Spot, ...] | None:
    """Spots in as few rows as will do, whatever height they take; None when there is no way.

    Raises Refused (L4) where it cannot be told.
    """
    sweep, lanes = Sweep(flags, width, style), dict[Lane, float]()
    sides: tuple[Side, ...] = ("above", "below")
    heights, (*some, most) = sweep.heights, _rows(len(flags))
    low, high = heights[len(heights) // 2], heights[-1]
    caps = (low,) if sweep.alike(low, high) else (low, high)
    for bend, rows, cap in (*product(_BENDS, some, caps), *product(_BENDS, (most,), caps)):
        lanes = {("above", 0): cap, **{(side, row): cap for side in sides for row in range(1, rows + 1)}}
        if spots := sweep.arranged(lanes, bend, _FEW)[0]:
            return lowered(spots, sweep)
    spots, sure = sweep.arranged(dict.fromkeys(lanes, high), 0, _SOME)
    if not spots and not sure:
        raise _unproven(flags, width)
    return spots


def _rows(most: int) -> list[int]:
    """How many rows to try on each side of the line: as many as there are labels only where leaders that bend do not help."""
    return [rows for rows in (2, 3, 4, 6) if rows < most] + [max(2, most)]


def within(flags: Sequence[Flag], width: float, room: Room, style: Style) -> tuple[Spot, ...] | None:
    """Spots that keep to the room; None when there is none, or no way with straight leaders. Raises Refused as `rising` does."""
    sweep = Sweep(flags, width, style)
    if crammed(sweep, room):
        return None
    for bend, steps in _LOOKS:
        if spots := _Heights(sweep, room, bend, _FEW, _EACH, steps).run():
            return spots
    proof = _Heights(sweep, room, 0, _MOST)
    spots = proof.run()
    if not spots and not proof.sure:
        raise _unproven(flags, width)
    return spots


def crammed(sweep: Sweep, room: Room) -> bool:
    """Whether the words alone take more than the figure has, however their leaders run.

    What stands in a row has the gap between labels after it, the last one too when the row is longer by one; nothing is higher
    than its row.
    """
    taken = sum(min((way.width + sweep.gap) * way.height for way in ways) for ways in sweep.ways)
    high = max(room.left(1, 0, False), room.left(0, 1, False), room.left(0, 0, True), room.left(0, 1, True))
    return taken > (sweep.width + sweep.gap) * high


def lowered(spots: Sequence[Spot], sweep: Sweep) -> tuple[Spot, ...]:
    """Each label in as few lines as the others leave room for, the highest first."""
    now = list(spots)
    for n in sorted((n for n, spot in enumerate(now) if spot.row), key=lambda n: -now[n].setting.height):
        others = [spot for m, spot in enumerate(now) if m != n and spot.side == now[n].side]
        ways = sorted((way for way in sweep.ways[n] if way.height < now[n].setting.height), key=lambda way: way.height)
        wider = (_wider(now[n], replace(now[n], setting=way)) for way in ways)
        now[n] = next((spot for spot in wider if spot.left >= -0.01 and spot.right <= sweep.width + 0.01
                       and not any(clash(spot, other, sweep.gap) for other in others)), now[n])
    return tuple(now)


def _wider(now: Spot, spot: Spot) -> Spot:
    """The other words where those of now are: beside their leader, or about their middle."""
    if not now.leader:
        return replace(spot, left=now.x - spot.setting.width / 2)
    return replace(spot, left=now.right - spot.setting.width) if now.left < now.x else spot


def _unproven(flags: Sequence[Flag], width: float) -> Refused:
    return Refused("L4", f"no way was found to place {len(flags)} labels in {width:.0f} pt",
                   "shorten the texts, give the chart the full width, or leave some out")


@dataclass
class _Heights:
    """The search for rows that share a height: every way to share it is tried, or proven to be of no use (branch and bound).

    What has no way in rows as high as all others leave them has none in lower ones; what was found tells which row to divide.
    `most`: arrangements that are kept; `each`, `steps`: places that may be tried for one number of rows, and for all.
    `sure`: whether it is proven that there is no way.
    """

    sweep: Sweep
    room: Room
    bend: int
    most: int
    each: int = _PROOF
    steps: int = _PROOF
    sure: bool = True
    end: int = 0

    def run(self) -> tuple[Spot, ...] | None:
        """Spots in as few rows as will do."""
        end = self.sweep.steps + self.steps
        for lanes, height in self._rows():
            self.end = min(end, self.sweep.steps + self.each)
            if spots := self._shared(dict.fromkeys(lanes, self.sweep.heights[0]), {}, height):
                return spots
        return None

    def _rows(self) -> Iterator[tuple[list[Lane], float]]:
        """Every number of rows for which there is height, few rows first, and the height of their words."""
        low, most, free = self.sweep.heights[0], len(self.sweep.flags), any(not flag.leader for flag in self.sweep.flags)
        bends = bending(self.bend * self.sweep.gap, self.sweep.style)
        for above, below in sorted(product(range(most + 1), repeat=2), key=lambda rows: (sum(rows), abs(rows[0] - rows[1]))):
            for strip in (False, True)[:1 + free]:
                lanes: list[Lane] = [("above", 0)] * strip
                lanes += [("above", n + 1) for n in range(above)] + [("below", n + 1) for n in range(below)]
                height = self.room.left(above, below, strip, bends) + 0.01
                if lanes and len(lanes) * low <= height:
                    yield lanes, height

    def _shared(self, least: Mapping[Lane, float], most: Mapping[Lane, float], height: float) -> tuple[Spot, ...] | None:
        """Spots in rows at least and at most so high, that keep to a height together."""
        if self.sweep.steps > self.end:
            self.sure = False
            return None
        free = height - sum(least.values())
        caps = {lane: min(low + free, most.get(lane, low + free)) for lane, low in least.items()}
        spots, sure = self.sweep.arranged(caps, self.bend, self.most)
        if not spots:
            self.sure = self.sure and sure
            return None
        spots = lowered(spots, self.sweep)
        used = row_heights(spots)
        return spots if sum(used.values()) <= height else self._divided(least, most, height, used)

    def _divided(self, least: Mapping[Lane, float], most: Mapping[Lane, float], height: float,
                 used: Mapping[Lane, float]) -> tuple[Spot, ...] | None:
        """Spots in rows of which the one that takes most beyond its least is lower; else, in which it is not."""
        lane = max(used, key=lambda lane: used[lane] - least[lane])
        between = [own for own in self.sweep.heights if least[lane] <= own < used[lane] - 0.01]
        cut = between[len(between) // 2]
        if spots := self._shared(least, {**most, lane: cut}, height):
            return spots
        higher = {**least, lane: min(own for own in self.sweep.heights if own > cut)}
        return self._shared(higher, most, height) if sum(higher.values()) <= height else None
