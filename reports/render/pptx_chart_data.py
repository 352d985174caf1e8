"""The rows behind a native chart: which column of its sheet holds what, and how the chart points at them (ECMA-376-1, 21.2.2).

Most charts have a column of categories and one column a series. A scatter has the names of its points where every series
has one value a name, then one column of x for all series, or, where they differ, a pair of x and y a series.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isfinite

from charts.native import Native, NativeSeries
from reports.render.pptx_ink import text

SHEET = "Sheet1"
PLAIN = "General"
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet; `number_format` is that of its numbers."""

    header: str
    cells: tuple[Cell, ...]
    number_format: str = PLAIN


def rows(native: Native) -> list[list[Cell]]:
    """The workbook of a chart, a header row first. Raises ValueError for what no chart can hold: see `check`."""
    made = columns(native)
    return [[column.header for column in made], *(list(row) for row in zip_longest(*(column.cells for column in made)))]


def formats(native: Native) -> list[str]:
    """The number format of each column of the workbook."""
    return [column.number_format for column in columns(native)]


def columns(native: Native) -> list[Column]:
    """The columns from left to right. Raises ValueError as `check` does."""
    check(native)
    made = list(_scattered(native) if native.kind == "scatter" else _listed(native))
    own = native.headers
    return [Column(own[n] if len(own) == len(made) else column.header, column.cells, column.number_format)
            for n, column in enumerate(made)]


def places(native: Native) -> list[tuple[int, int]]:
    """For each series the columns, from 0, of what it is drawn over (categories or x) and of its values."""
    count, first = len(native.series), int(_named(native))
    if native.kind != "scatter":
        return [(0, 1 + n) for n in range(count)]
    return [(first, first + 1 + n) if _one_x(native) else (first + 2 * n, first + 2 * n + 1) for n in range(count)]


def check(native: Native) -> None:
    """Raises ValueError for a value that is not finite, a series without values or of another length than its categories or x."""
    if not native.series:
        raise ValueError("a chart has no series")
    for series in native.series:
        for value in (v for v in (*series.values, *series.x) if v is not None):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
                raise ValueError(f"a chart value is not a finite number: {value!r}")
        wanted = len(series.x if native.kind == "scatter" else native.categories)
        if not series.values or len(series.values) != wanted:
            raise ValueError(f"the series {series.name!r} has {len(series.values)} values over {wanted} places")


def _listed(native: Native) -> Iterator[Column]:
    yield Column(native.headers[0] if native.headers else "", native.categories)
    for series in native.series:
        yield Column(series.name, series.values, native.number_format)


def _scattered(native: Native) -> Iterator[Column]:
    shared = _one_x(native)
    if _named(native):
        yield Column(native.headers[0] if native.headers else "", native.categories)
    if shared:
        yield Column("x", native.series[0].x, native.x_number_format)
    for series in native.series:
        if not shared:
            yield Column(f"{series.name}: {'x' if native.base is None else 'value'}", series.x, native.x_number_format)
        yield Column(series.name, series.values, native.number_format)


def _named(native: Native) -> bool:
    return bool(native.categories) and all(len(series.values) == len(native.categories) for series in native.series)


def _one_x(native: Native) -> bool:
    return len({series.x for series in native.series}) == 1


# ---------------------------------------------------------------------- references with what they hold
def header(column: int, words: str) -> str:
    """The reference to a column's head."""
    return strings(f"{SHEET}!${letters(column)}$1", [words])


def area(column: int, count: int) -> str:
    """The cells of a column below its head."""
    return f"{SHEET}!${letters(column)}$2:${letters(column)}${count + 1}"


def strings(where: str, words: Sequence[str]) -> str:
    """A reference to cells of text."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{text(word)}</c:v></c:pt>' for i, word in enumerate(words))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache></c:strRef>'


def numbers(where: str, values: Sequence[float | None], number_format: str) -> str:
    """A reference to cells with numbers; a missing value has no point."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{number(v)}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
    return (f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{text(number_format)}</c:formatCode>"
            f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>')


def letters(column: int) -> str:
    """Spreadsheet column name, from 0 = A."""
    made = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def number(value: float) -> str:
    """The shortest text that reads back as the same number; whole numbers without a point."""
    exact = float(value)
    return str(int(exact)) if exact.is_integer() and abs(exact) < 1e15 else repr(exact)


def unseen(series: NativeSeries) -> bool:
    """Whether a series only holds a place: it has neither fill nor stroke, and none of its points has."""
    return series.fill is None and series.stroke is None and not any(p and (p.fill or p.stroke) for p in series.points)
