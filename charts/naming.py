"""Where an Office chart has words that stand aside of their marks: series named beside a plot or over it, parts around a ring.

Plans say what is named at which mark; where the words stand follows from the size of the chart, as in the drawings, and so
does what the axes leave of it for the plot. Lengths in points; results in shares of the chart, as hosts want them.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from charts.labels import fitted, widest
from charts.native import Native, Point
from charts.series_marks import spread
from charts.sketch import leading
from charts.style import Style

RING = 0.6  # of a ring's diameter: its hole
_GAP = 6.0  # between a mark and its words, in print
_NAMES = 0.36  # of the width that the names of bars may take
_WORDS = 0.3  # of the width that words beside the plot may take
_INSET = 6.0  # points that hosts leave around a label


@dataclass(frozen=True, order=True)
class _Aside:
    """Words that stand aside: of which series and value, their size, whether they move (those at the end of a line do not),
    and the middle of where the host would put them."""

    m: int
    n: int
    width: float
    height: float
    moves: bool
    x: float = 0.0
    y: float = 0.0

    def at(self, x: float, y: float) -> _Moved:
        """Moved to a new middle."""
        return self.m, self.n, x - self.x, y - self.y


_Moved = tuple[int, int, float, float]


@dataclass(frozen=True)
class _Room:
    """A chart's size, its style, and what is inside its axes."""

    width: float
    height: float
    style: Style
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def plot(self) -> tuple[float, float, float, float]:
        return (self.left / self.width, self.top / self.height, (self.right - self.left) / self.width,
                (self.bottom - self.top) / self.height)

    def x(self, native: Native, value: float) -> float:
        """The place of a value on the axis of bars."""
        return self.left + _share(native, value) * (self.right - self.left)

    def y(self, native: Native, value: float) -> float:
        """The same on that of columns and areas."""
        return self.bottom - _share(native, value) * (self.bottom - self.top)


def _share(native: Native, value: float) -> float:
    high = 1.0 if native.kind.endswith("_100") else native.maximum or 1.0
    return (value - native.minimum) / (high - native.minimum)


def named(native: Native, width: float, height: float, style: Style) -> Native:
    """The chart at a size in points, with its plot and all words that stand aside in their places; others as they are."""
    runs = native.kind.startswith(("area", "line"))
    native = _broken(_noted(native, _WORDS * width, style) if runs else native, _WORDS * width, style)
    found = [_Aside(m, n, _wide(point, style), _tall(point, style), point.aside) for m, series in enumerate(native.series)
             for n, point in enumerate(series.points) if point and (point.aside or (runs and point.place == "r"))]
    if not found:
        return native
    room = _Room(width, height, style)
    if native.kind == "doughnut":
        return _around(native, found, room)
    return (_over if native.kind.startswith("bar") or native.kind == "column" else _beside)(native, found, room)


def _noted(native: Native, room: float, style: Style) -> Native:
    """Words at the end of a line that are too wide with the note that follows them stand aside, the note under them."""
    def point(p: Point) -> Point:
        far = p.place == "r" and p.note and _wide(p, style) > room
        return replace(p, label=p.label.lstrip("\u00a0"), place="", aside=True) if far else p

    series = tuple(replace(s, points=tuple(p and point(p) for p in s.points)) for s in native.series)
    return replace(native, series=series)


def _broken(native: Native, room: float, style: Style) -> Native:
    """Words aside that are wider than some width, in lines."""
    def set_(words: str, size: float, bold: bool) -> str:
        return words if style.measure(words, size, bold) <= room else "\n".join(fitted(words, room, size, bold, style))

    def lines(point: Point) -> Point:
        return replace(point, label=set_(point.label, style.sizes[point.role], True),
                       note=set_(point.note, style.sizes["axis"], False))

    def all_of(points: Sequence[Point | None]) -> tuple[Point | None, ...]:
        return tuple(lines(p) if p and p.aside else p for p in points)

    series = tuple(replace(s, points=all_of(s.points)) for s in native.series)
    return replace(native, series=series)


def _wide(point: Point, style: Style) -> float:
    """The width of words; a note stands under those that stand aside, else it follows them."""
    words = widest(point.label.split("\n"), style.sizes[point.role], True, style)
    note = widest(point.note.split("\n"), style.sizes["axis"], False, style)
    return max(words, note) if point.aside else words + note + style.measure("  ", style.sizes["axis"], False)


def _tall(point: Point, style: Style) -> float:
    lines, small = point.label.split("\n"), point.note.split("\n") if point.note else []
    return len(lines) * leading(style, style.sizes[point.role]) + len(small) * leading(style, style.sizes["axis"])


def _moved(native: Native, room: _Room, moves: Sequence[_Moved], leaders: bool) -> Native:
    shifts = {(m, n): (dx / room.width, dy / room.height) for m, n, dx, dy in moves}
    series = tuple(replace(s, points=tuple(p and replace(p, shift=shifts.get((m, n))) for n, p in enumerate(s.points)))
                   for m, s in enumerate(native.series))
    return replace(native, series=series, plot=room.plot, leaders=leaders)


# ---------------------------------------------------------------------- beside the last column, or the end of an area
def _beside(native: Native, found: Sequence[_Aside], room: _Room) -> Native:
    """At the right of the plot, each level with its part, moved apart where they would meet; words at the end of a line stay."""
    style, count = room.style, len(native.categories)
    gap, runs = _GAP * style.stroke, native.kind.startswith(("area", "line"))
    need = max(aside.width for aside in found) + gap + _INSET
    left = _gutter(native, style)
    if runs:
        left = max(left, style.measure(native.categories[0], style.sizes["axis"], False) / 2)
        right = end = room.width - need
        pitch = (right - left) / (count - 1)
    else:
        free = (1 - 1 / (1 + native.gap_width / 100)) / 2  # of the pitch, beside a column
        pitch = (room.width - left - need) / (count - free)
        right, end = left + count * pitch, left + (count - free) * pitch
    head = leading(style, style.sizes["axis"]) / 2 if native.value_axis else 0.0
    foot = _foot(native, pitch, not runs, style)
    room = replace(room, left=left, top=head, right=min(right, room.width), bottom=room.height - foot)
    placed = [replace(a, x=left + (a.n + 0.5 * (not runs)) * pitch, y=room.y(native, _middle(native, a.m, a.n)))
              for a in found if a.moves]
    placed.sort(key=lambda aside: aside.y)
    ys = spread([a.y for a in placed], [a.height for a in placed], 0.0, room.bottom)
    moves = [a.at(end + gap + a.width / 2, y) for a, y in zip(placed, ys)]
    apart = any(abs(a.y - y) > 0.6 * a.height for a, y in zip(placed, ys)) or any(a.n < count - 1 for a in placed)
    return _moved(native, room, moves, apart)


def _gutter(native: Native, style: Style) -> float:
    """The width of the numbers at the axis; their longest is one of its ends."""
    if not native.value_axis:
        return 2 * style.stroke
    ends = ["100%"] if native.kind.endswith("_100") else [f"{end:,.10g}" for end in (native.minimum, native.maximum or 0.0)]
    return max(style.measure(end, style.sizes["axis"], False) for end in ends) + 6 * style.stroke


def _foot(native: Native, pitch: float, bold: bool, style: Style) -> float:
    """The height of the categories' names under the plot."""
    size = style.sizes[native.names if bold else "axis"]
    room = pitch if bold else math.inf  # dates of a line that do not fit are left out by their host
    lines = max(sum(len(fitted(part, room, size, bold, style)) for part in name.split("\n")) for name in native.categories)
    return lines * leading(style, size) + 5 * style.stroke


def _edges(native: Native, n: int) -> list[float]:
    """Where the parts of a stack begin and end on the axis."""
    values = [series.values[n] or 0.0 for series in native.series]
    whole = sum(values) if native.kind.endswith("_100") else 1.0
    return [0.0, *accumulate(value / (whole or 1.0) for value in values)]


def _middle(native: Native, m: int, n: int) -> float:
    """The middle of a part of a stack, on the axis; of a point of a line the point itself."""
    series = native.series[m]
    if native.kind == "line" or (series.fill is None and series.stroke):
        return series.values[n] or 0.0
    edges = _edges(native, n)
    return (edges[m] + edges[m + 1]) / 2


# ---------------------------------------------------------------------- over the first row, or a group of columns
def _over(native: Native, found: Sequence[_Aside], room: _Room) -> Native:
    """Over the plot: side by side in one row over bars, where they fit; else each in a row of its own, from the left down.

    Over bars that lie over each other a name stands over what is seen of its bar, and needs no line that leads there.
    """
    style = room.style
    level, gap = native.kind.startswith("bar"), _GAP * style.stroke
    left = _names(native, room) if level else _gutter(native, style)
    room = replace(room, left=left, right=room.width)
    placed = sorted((replace(a, x=_across(native, a, room)) for a in found), key=lambda aside: aside.x)
    one_row = level and sum(a.width + gap for a in placed) <= room.width - left
    rows = [a.height for a in placed]
    top = (max(rows) if one_row else sum(rows)) + gap
    foot = 0.0 if level else _foot(native, (room.right - left) / len(native.categories), True, style)
    room = replace(room, top=top, bottom=room.height - foot)
    placed = [replace(a, y=_default(native, a, room)) for a in placed]
    if one_row:
        wanted = sorted((_seen(native, a, found, room), a) for a in placed) if _laid_over(native) else [(a.x, a) for a in placed]
        xs = spread([x for x, _ in wanted], [a.width + gap for _, a in wanted], left, room.right)
        return _moved(native, room, [a.at(x, max(rows) / 2) for (_, a), x in zip(wanted, xs)], not _laid_over(native))
    ys = [sum(rows[:i]) + high / 2 for i, high in enumerate(rows)]
    moves = [a.at(min(a.x + gap / 2 + a.width / 2, room.right - a.width / 2), y) for a, y in zip(placed, ys)]
    return _moved(native, room, moves, leaders=True)


def _laid_over(native: Native) -> bool:
    return native.overlap == 100 and "_stacked" not in native.kind


def _seen(native: Native, aside: _Aside, found: Sequence[_Aside], room: _Room) -> float:
    """The middle of what a bar shows beyond the next shorter one that is named."""
    own = native.series[aside.m].values[aside.n] or 0.0
    others = [native.series[a.m].values[a.n] or 0.0 for a in found]
    start = max((value for value in others if 0 < value < own), default=0.0) if own > 0 else 0.0
    return room.x(native, (start + own) / 2)


def _names(native: Native, room: _Room) -> float:
    """The width of the names of bars, at their left."""
    size, style = room.style.sizes[native.names], room.style
    lines = [line for name in native.categories for part in name.split("\n")
             for line in fitted(part, _NAMES * room.width, size, True, style)]
    return widest(lines, size, True, style) + 8 * style.stroke


def _across(native: Native, aside: _Aside, room: _Room) -> float:
    """The middle of a label where the host would put it, from the left: of its part or column, or just past its bar."""
    if not native.kind.startswith("bar"):
        return room.left + _along(native, aside, room.right - room.left)
    if "_stacked" in native.kind:
        return room.x(native, _middle(native, aside.m, aside.n))
    value = native.series[aside.m].values[aside.n] or 0.0
    return room.x(native, value) + (-aside.width / 2 if value < 0 else aside.width / 2)


def _default(native: Native, aside: _Aside, room: _Room) -> float:
    """The same from the top: of its bar, or just over its column (under one that hangs)."""
    if native.kind.startswith("bar"):
        return room.top + _along(native, aside, room.bottom - room.top)
    value = native.series[aside.m].values[aside.n] or 0.0
    return room.y(native, value) + (aside.height / 2 if value < 0 else -aside.height / 2)


def _along(native: Native, aside: _Aside, length: float) -> float:
    """The middle of a bar or column along the categories, which share a length; those of one may lie over each other."""
    stacked, pitch = "_stacked" in native.kind, length / len(native.categories)
    many = 1 if stacked else len(native.series)
    apart = 1 - native.overlap / 100  # of a bar's thickness, from one of a group to the next
    thick = pitch / (1 + (many - 1) * apart + native.gap_width / 100)
    return (aside.n + 0.5) * pitch + (0.0 if stacked else (aside.m - (many - 1) / 2) * thick * apart)


# ---------------------------------------------------------------------- around a ring
def _around(native: Native, found: Sequence[_Aside], room: _Room) -> Native:
    """At both sides of the ring, each level with the rim of its part, on a line that leads to it."""
    values, k = [value or 0.0 for value in native.series[0].values], room.style.stroke
    across = min(room.height - 4 * k, 0.4 * room.width)
    x, y, r = room.width / 2, room.height / 2, across / 2
    edges = [0.0, *accumulate(2 * math.pi * value / sum(values) for value in values)]
    angles = [(a + b) / 2 for a, b in pairwise(edges)]
    inner = r * (1 + RING) / 2
    placed = [replace(a, x=x + inner * math.sin(angles[a.n]), y=y - inner * math.cos(angles[a.n])) for a in found]
    moves: list[_Moved] = []
    for side in (1, -1):
        own = sorted((a for a in placed if (angles[a.n] < math.pi) == (side > 0)), key=lambda a: a.y)
        ys = spread([y - r * math.cos(angles[a.n]) for a in own], [a.height for a in own], 0.0, room.height)
        moves += [a.at(x + side * (r + 2 * _GAP * k + a.width / 2), middle) for a, middle in zip(own, ys)]
    room = replace(room, left=x - r, right=x + r, top=y - r, bottom=y + r)
    return _moved(native, room, moves, leaders=True)
