"""Level stacks: parts of wholes as bars that run to the right from zero, the series named over the first bar."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts import series_marks
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.series_marks import Over
from charts.sketch import Sketch, leading
from charts.stacks import Stacks
from charts.style import SEAM, Style

_BAR, _GAP, _NAMES = 17.0, 8.0, 0.36  # a bar, the space between rows, and the share of the width for labels


@dataclass(frozen=True)
class _Bars:
    size: float
    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    rows: tuple[float, ...]
    left: float
    right: float
    over: Over | None  # None: the names stand in one row, spread over their parts
    head: float


def height(stacks: Stacks, width: float, style: Style) -> float:
    """Natural height of bars in points."""
    made = _bars(stacks, width, style)
    return made.head + sum(made.rows) + _GAP * style.stroke * len(made.rows)


def _bars(stacks: Stacks, width: float, style: Style) -> _Bars:
    k, size, small = style.stroke, style.sizes["label"], style.sizes["axis"]
    names = tuple(fitted(label, _NAMES * width, size, True, style) for label in stacks.grid.labels)
    notes = tuple(fitted(note, _NAMES * width, small, False, style) for note in stacks.grid.notes)
    rows = tuple(max(len(n) * leading(style, size) + len(m) * leading(style, small), _BAR * k) for n, m in zip(names, notes))
    left = max(max(widest(n, size, True, style), widest(m, small, False, style)) for n, m in zip(names, notes)) + 8 * k
    right = width - max((style.measure(whole.total, size, True) + 5 * k for whole in stacks.wholes if whole.total), default=0.0)
    if right - left < 60 * k:
        raise Refused("L4", f"names and values leave {max(0.0, right - left):.0f} pt for the bars",
                      "shorten the names, or use a table")
    blank = _Bars(size, names, notes, rows, left, right, None, 0.0)
    titles = _titles(stacks, blank, style)
    if sum(style.measure(t, size, True) for t in titles) + 8 * k * (len(titles) - 1) <= width - left:
        return replace(blank, head=leading(style, size) + 7 * k)
    first = stacks.wholes[stacks.stated[0]]
    xs = [_x(stacks, blank, first.middle(m)) for m in range(len(titles))]
    above = series_marks.over(titles, xs, 0.0, width, style)
    return replace(blank, over=above, head=above.height)


def _titles(stacks: Stacks, made: _Bars, style: Style) -> list[str]:
    """The names of the series, with the value of the first bar's part where it does not fit inside."""
    first = stacks.wholes[stacks.stated[0]]
    return [one.name if _fits(stacks, made, stacks.stated[0], m, style) else f"{one.name} {first.texts[m]}"
            for m, one in enumerate(stacks.grid.series)]


def _fits(stacks: Stacks, made: _Bars, n: int, m: int, style: Style) -> bool:
    whole = stacks.wholes[n]
    long = _x(stacks, made, whole.edges[m + 1]) - _x(stacks, made, whole.edges[m])
    return stacks.holds(n, m) and style.measure(whole.texts[m], style.sizes["label"], True) <= long - 5 * style.stroke


def _x(stacks: Stacks, made: _Bars, value: float) -> float:
    """The longest bar ends where its total begins: no room is lost to a round axis, which is not drawn."""
    return made.left + value * (made.right - made.left) / max(whole.edges[-1] for whole in stacks.wholes if whole.edges)


def sketch(stacks: Stacks, width: float, height_: float, style: Style) -> Sketch:
    """Level stacks with their totals, the series named over the first. Raises Refused where there is no room."""
    made, drawn, k = _bars(stacks, width, style), Sketch(width, height_, style), style.stroke
    need = made.head + sum(made.rows) + _GAP * k * len(made.rows)
    gap, wider = series_marks.between(height_ - need, len(made.rows), _GAP * k, _BAR * k)
    thick = _BAR * k + wider
    y, tops = made.head, []
    for n in range(len(made.rows)):
        middle = y + (gap + made.rows[n]) / 2
        _bar(drawn, stacks, made, n, middle, thick)
        tops.append(middle - thick / 2)
        y += gap + made.rows[n]
    drawn.line(made.left, made.head, made.left, y, "navy", 0.9)
    _series_names(drawn, stacks, made, tops[stacks.stated[0]])
    return drawn


def _bar(drawn: Sketch, stacks: Stacks, made: _Bars, n: int, middle: float, thick: float) -> None:
    whole, style, size = stacks.wholes[n], drawn.style, made.size
    words = len(made.names[n]) * leading(style, size) + len(made.notes[n]) * leading(style, style.sizes["axis"])
    y = drawn.lines(0, middle - words / 2, made.names[n], size, "navy", True)
    drawn.lines(0, y, made.notes[n], style.sizes["axis"])
    xs = [_x(stacks, made, edge) for edge in whole.edges]
    top = middle - thick / 2
    for m, one in enumerate(stacks.grid.series if xs else ()):
        shade = one.items[n].shade
        series_marks.block(drawn, xs[m], top, xs[m + 1] - xs[m], thick, shade, one.role)
        if _fits(stacks, made, n, m, style):
            series_marks.inside(drawn, (xs[m] + xs[m + 1]) / 2, middle, whole.texts[m], size, shade, one.role)
    for m in range(len(xs) - 2):
        x = xs[m + 1] + series_marks.seam(xs[m + 1] - xs[m], xs[m + 2] - xs[m + 1], style)
        drawn.line(x, top, x, top + thick, "white", SEAM)
    end = (xs[-1] if xs else made.left) + 5 * style.stroke
    drawn.text(end, middle - leading(style, size) / 2, whole.total, size, "navy" if xs else "g500", bool(xs))


def _series_names(drawn: Sketch, stacks: Stacks, made: _Bars, top: float) -> None:
    """The names over the first bar: on leaders in rows, or spread in one row."""
    style, k, size = drawn.style, drawn.style.stroke, made.size
    first, titles = stacks.wholes[stacks.stated[0]], _titles(stacks, made, style)
    xs = [_x(stacks, made, first.middle(m)) for m in range(len(titles))]
    if made.over:
        series_marks.put_over(drawn, made.over, 0.0, [top - 1.5 * k] * len(xs))
        return
    widths = [style.measure(title, size, True) for title in titles]
    for title, x, middle in zip(titles, xs, _across(xs, widths, made.left, drawn.width, 8 * k)):
        drawn.text(middle, 0, title, size, "navy", True, "middle")
        drawn.line(middle, leading(style, size), x, top - 1.5 * k, "g500", 0.6)


def _across(xs: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float) -> list[float]:
    return series_marks.spread(xs, [wide + gap for wide in widths], left - gap / 2, right + gap / 2)
