"""Stacks: parts of wholes, and how they lie on each other as upright columns; each part's length is its value, from zero.

The series are named once, beside the last column, each at its part. Level stacks are in `charts.stack_bars`.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts import series, series_marks, series_office, values
from charts.columns import FEW, PLOT, Domain, levels, tick_texts
from charts.inputs import Refused
from charts.labels import fitted, widest, wrap
from charts.series import Grid
from charts.series_marks import MARGIN, Beside
from charts.sketch import Sketch, leading
from charts.style import SEAM, Style
from charts.values import Item

_SHARE, _WIDEST = 0.646, 72.0  # of its pitch that a column is wide; at most, in print
_CLEAR = 4.0  # between a total and the names beside the last column, in print
_HIGH = 0.11  # of the axis that a line of words needs in an upright part
_LETTERS, _LETTERS_AT_MOST = 37, 12  # of a value that stand side by side over all columns, and over one


@dataclass(frozen=True)
class Stack:
    """One whole: `edges` has one value more than there are parts (empty: nothing is stated); `texts` what each part says."""

    edges: tuple[float, ...]
    texts: tuple[str, ...]
    total: str

    def middle(self, m: int) -> float:
        """The middle of a part, in data units."""
        return (self.edges[m] + self.edges[m + 1]) / 2


@dataclass(frozen=True)
class Stacks:
    """All wholes of a chart on their axis; `level`: they lie as bars."""

    grid: Grid
    wholes: tuple[Stack, ...]
    scale: Domain
    level: bool = False

    @property
    def stated(self) -> list[int]:
        return [n for n, whole in enumerate(self.wholes) if whole.edges]

    @property
    def many(self) -> bool:
        """Whether values are read from an axis: columns from the tenth on (L2)."""
        return not self.level and len(self.wholes) >= FEW

    def holds(self, n: int, m: int) -> bool:
        """Whether a part is large enough to carry its value, in print and in Office, which has no ruler to ask."""
        whole = self.wholes[n]
        if self.many or not whole.edges:
            return False
        share, words = (whole.edges[m + 1] - whole.edges[m]) / self.scale.high, whole.texts[m]
        if self.level:
            return series_office.fits(words, share)
        return share >= _HIGH and len(words) <= min(_LETTERS / len(self.wholes), _LETTERS_AT_MOST)


def whole(grid: Grid, n: int, place: Any) -> Stack:
    """The parts of one label on each other. Raises Refused for what cannot be added (H3, H17, H20)."""
    parts = grid.at(n)
    _summable(parts, grid.labels[n], [one.name for one in grid.series], place)
    if parts[0].number is None:
        return Stack((), ("",) * len(parts), values.MISSING)
    return Stack(edges([part.number or 0.0 for part in parts]), tuple(part.text for part in parts), series.total(parts))


def _summable(parts: Sequence[Item], label: str, names: Sequence[str], place: Any) -> None:
    gone = [name for name, part in zip(names, parts) if part.number is None]
    if gone and len(gone) < len(parts):
        raise Refused("H20", f'"{label}" has no number for "{gone[0]}"', "a sum needs every part: use a grouped chart", place)
    below = next((part for part in parts if (part.number or 0.0) < 0), None)
    if below:
        raise Refused("H3", f'"{label}" has a part below zero: {below.text}', 'use a chart of kind "grouped"', place)
    if len({part.shade for part in parts} - {"derived"}) > 1:
        raise Refused("H17", f'the parts of "{label}" have different statuses',
                      "what was done and what was promised cannot be added: group them", place)


def edges(numbers: Sequence[float]) -> tuple[float, ...]:
    edges = [0.0]
    for number in numbers:
        edges.append(edges[-1] + number)
    return tuple(edges)


@dataclass(frozen=True)
class _Columns:
    gutter: float
    pitch: float
    thick: float
    size: float  # of the totals
    totals: tuple[tuple[str, ...], ...]
    name_size: float
    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    head: float
    foot: float
    many: bool

    def x(self, n: int) -> float:
        return self.gutter + (n + 0.5) * self.pitch


def height(stacks: Stacks, width: float, style: Style) -> float:
    """Natural height of columns in points."""
    made = _columns(stacks, width, style, PLOT * style.stroke)[0]
    return made.head + PLOT * style.stroke + made.foot


def _columns(stacks: Stacks, width: float, style: Style, plot: float) -> tuple[_Columns, Beside]:
    k, axis = style.stroke, style.sizes["axis"]
    count, many = len(stacks.wholes), stacks.many
    last = stacks.wholes[stacks.stated[-1]]
    names = series_marks.beside([one.name for one in stacks.grid.series], ["" if many else text for text in last.texts],
                                0.3 * width, plot, style)
    gutter = max(style.measure(t, axis, False) for t in tick_texts(stacks.scale)) + 6 * k if many else 0.0
    pitch = min((width - gutter - names.width - MARGIN * k) / (count - (1 - _SHARE) / 2), (width - gutter) / count)
    thick = min(_SHARE * pitch, _WIDEST * k)
    if thick < 3 * k:
        raise Refused("M14", f"{count} columns are too narrow to be seen", "use an area chart, or fewer columns")
    size, totals = _totals(stacks, pitch, thick, style) if not many else (axis, ((),) * count)
    name_size, labels = series_marks.under(stacks.grid.labels, pitch, gutter, style, 'use "horizontal: true"')
    notes = tuple(fitted(note, pitch - 3, axis, False, style) for note in stacks.grid.notes)
    head = leading(style, axis) / 2 if many else max(map(len, totals)) * leading(style, size) + 1.5 * k
    foot = 3 * k + max(len(n) * leading(style, name_size) + len(m) * leading(style, axis) for n, m in zip(labels, notes))
    foot += leading(style, axis) if many and len(stacks.stated) < count else 0.0
    return _Columns(gutter, pitch, thick, size, totals, name_size, labels, notes, head, foot, many), names


def _totals(stacks: Stacks, pitch: float, thick: float, style: Style) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The totals as lines; that of the last column keeps clear of the names beside it."""
    rooms = [pitch - 3] * len(stacks.wholes)
    rooms[-1] = min(rooms[-1], thick + 2 * (MARGIN - _CLEAR) * style.stroke)
    for role in ("value", "label", "axis"):
        size = style.sizes[role]
        found = tuple(wrap(whole.total, room, size, True, style) for whole, room in zip(stacks.wholes, rooms))
        if all(len(t) <= 2 and " ".join(t) == whole.total for t, whole in zip(found, stacks.wholes)):
            return size, found
    raise Refused("L4", f"the totals of {len(stacks.wholes)} columns do not fit side by side", 'use "horizontal: true"')


def sketch(stacks: Stacks, width: float, height_: float, style: Style) -> Sketch:
    """Upright stacks with their totals, the series named beside the last. Raises Refused where there is no room."""
    made, _ = _columns(stacks, width, style, height_)
    plot = height_ - made.head - made.foot
    if plot < 40 * style.stroke:
        raise Refused("L4", f"the height of {height_:.0f} pt leaves no room for columns", "give the chart more room")
    made, names = _columns(stacks, width, style, plot)
    drawn = Sketch(width, height_, style)

    def y(value: float) -> float:
        return made.head + plot * stacks.scale.share(value)

    right, size = made.x(stacks.stated[-1]) + made.thick / 2, _inside(stacks, made, y, style)
    if made.many:
        levels(drawn, stacks.scale, y, made.gutter, made.x(len(stacks.wholes) - 1) + made.thick / 2)
    for n in range(len(stacks.wholes)):
        _column(drawn, stacks, made, n, y, size)
    drawn.line(made.gutter, y(0), made.x(len(stacks.wholes) - 1) + made.thick / 2, y(0), "navy", 0.9)
    if made.many and len(stacks.stated) < len(stacks.wholes):
        series_marks.explain_missing(drawn, made.gutter)
    last = stacks.wholes[stacks.stated[-1]]
    shown = [made.many or _fits(stacks, stacks.stated[-1], m, made, y, size, style) for m in range(len(last.texts))]
    said = replace(names, words=tuple("" if s else text for s, text in zip(shown, names.words)))
    said = replace(said, heights=tuple(h - (s and bool(w)) * leading(style, names.small)
                                       for h, s, w in zip(names.heights, shown, names.words)))
    wanted = [y(last.middle(m)) for m in range(len(last.texts))]
    series_marks.put_beside(drawn, said, [right] * len(wanted), made.x(len(stacks.wholes) - 1) + made.thick / 2, wanted,
                            made.head, made.head + plot)
    for n in range(len(stacks.wholes)):
        _total(drawn, stacks, made, n, y)
    return drawn


def _inside(stacks: Stacks, made: _Columns, y: Callable[[float], float], style: Style) -> float:
    """The size of the values inside the parts: the smaller one where not every part holds the larger."""
    size = style.sizes["label"]
    fit = all(_fits(stacks, n, m, made, y, size, style) for n in stacks.stated for m in range(len(stacks.grid.series)))
    return size if fit else style.sizes["axis"]


def _fits(stacks: Stacks, n: int, m: int, made: _Columns, y: Callable[[float], float], size: float, style: Style) -> bool:
    whole = stacks.wholes[n]
    tall, wide = y(whole.edges[m]) - y(whole.edges[m + 1]), style.measure(whole.texts[m], size, True)
    return stacks.holds(n, m) and tall >= leading(style, size) + SEAM * style.stroke and wide <= made.thick - 4


def _column(drawn: Sketch, stacks: Stacks, made: _Columns, n: int, y: Callable[[float], float], size: float) -> None:
    whole, style, x = stacks.wholes[n], drawn.style, made.x(n)
    left = made.x(n) - made.thick / 2
    for m, one in enumerate(stacks.grid.series if whole.edges else ()):
        low, high, shade = y(whole.edges[m]), y(whole.edges[m + 1]), one.items[n].shade
        series_marks.block(drawn, left, high, made.thick, low - high, shade, one.role)
        if _fits(stacks, n, m, made, y, size, style):
            series_marks.inside(drawn, x, (low + high) / 2, whole.texts[m], size, shade, one.role)
    lengths = [y(a) - y(b) for a, b in zip(whole.edges, whole.edges[1:])]
    for m in range(len(lengths) - 1):
        seam = series_marks.seam(lengths[m], lengths[m + 1], style)
        drawn.line(left, y(whole.edges[m + 1]) - seam, left + made.thick, y(whole.edges[m + 1]) - seam, "white", SEAM)
    if made.many and not whole.edges:
        series_marks.missing(drawn, left, left + made.thick, y(0))
    under = drawn.height - made.foot + 3 * style.stroke
    under = drawn.lines(x, under, made.names[n], made.name_size, "navy", True, "middle")
    drawn.lines(x, under, made.notes[n], style.sizes["axis"], "g700", False, "middle")


def _total(drawn: Sketch, stacks: Stacks, made: _Columns, n: int, y: Callable[[float], float]) -> None:
    """The total over its column; "not stated" on a white ground, since a name's leader may pass there."""
    whole, style, lines = stacks.wholes[n], drawn.style, made.totals[n]
    tall = len(lines) * leading(style, made.size)
    top = y(whole.edges[-1] if whole.edges else 0.0) - 1.5 * style.stroke - tall
    if not whole.edges and lines:
        wide = widest(lines, made.size, False, style)
        drawn.box(made.x(n) - wide / 2, top, wide, tall, "white")
    drawn.lines(made.x(n), top, lines, made.size, "navy" if whole.edges else "g500", bool(whole.edges), "middle")
