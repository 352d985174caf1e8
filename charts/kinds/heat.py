"""A table of numbers whose cells are tinted in four steps of navy: every number is printed, and so is every gap."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import checks, inputs, tints, values
from charts.columns import Domain
from charts.drawing import Fill, Stroke, rectangle
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: heat
headline: The ferries fill the harbour in summer
subtitle: Ships by season and berth
source_note: Invented for this example.
unit: ships
series:
  - {name: Spring}
  - {name: Summer}
  - {name: Autumn}
rows:
  - {label: Ferry berth, values: [14, 48, 20], message: true}
  - {label: Fish quay, values: [9, 12, 11]}
  - {label: New quay, values: [null, 3, 8]}
"""

_MOST_ROWS, _MOST_COLUMNS = 40, 12
_NAMES = 0.4  # of the width that the row labels may take
_GAP = 2.0  # white between cells
_PAD = 4.0  # above and below a number, together


class Series(Node):
    """A column of the table."""

    name: Prose
    message: bool = False


class Row(Node):
    """Values in the order of the columns; null is "not stated"."""

    label: Prose
    values: list[Cell | None]
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Rows written out; or a data table: `x` is the column of labels, `y` lists the columns of values."""

    series: list[Series] = []
    rows: list[Row] = []
    x: str | None = None
    y: list[str] = []


@dataclass(frozen=True)
class Box:
    """A cell: its number (None: not stated), its text, and its tint."""

    number: float | None
    text: str
    tint: str


@dataclass(frozen=True)
class Plan:
    """`message`: the row or the column that the headline is about, as ("row", 2); ("", 0) when there is none."""

    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Box, ...]], ...]
    scale: Domain
    message: tuple[str, int] = ("", 0)
    flags: tuple[values.Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(box.number for _, boxes in self.rows for box in boxes if box.number is not None)


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for ragged rows, mixed units or scopes, anonymous numbers, a second message, too large a table, no value."""
    heads, found = _table(spec, rows)
    message = _message(heads, found)
    flat = [values.Row(label=row.label, value=cell or Cell()) for row in found for cell in row.values]
    items = values.items(flat, spec.unit)
    values.some(items, spec.place)
    scale = tints.domain([item.number for item in items if item.number is not None])
    wide = len(heads)
    boxes = [Box(item.number, item.text, tints.tint(item.number, scale)) for item in items]
    made = tuple((str(row.label), tuple(boxes[n * wide:(n + 1) * wide])) for n, row in enumerate(found))
    names = tuple(str(head.name) for head in heads)
    return Plan(spec.alt or _alt(names, made, spec.unit), names, made, scale, message, values.near(flat))


def _table(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> tuple[list[Series], list[Row]]:
    """Columns and rows, from the outline or from a data table; as many values in each row as there are columns."""
    heads, found = (spec.series, spec.rows) if table is None else _read(spec, table)
    checks.need(heads, 1, "columns", 'name the columns under "series"', spec.place)
    checks.need(found, 1, "rows", 'write each row under "rows"', spec.place)
    for row in found:
        if len(row.values) != len(heads):
            raise Refused("H20", f'the row "{row.label}" has {len(row.values)} values for {len(heads)} columns',
                          "write null for a value that is not stated", row.place)
    if len(found) > _MOST_ROWS or len(heads) > _MOST_COLUMNS:
        raise Refused("M14", f"{len(found)} rows by {len(heads)} columns are too many for one figure",
                      f"keep at most {_MOST_ROWS} by {_MOST_COLUMNS}", spec.place)
    return heads, found


def _read(spec: Spec, table: Sequence[Mapping[str, Any]]) -> tuple[list[Series], list[Row]]:
    checks.one_source(spec.rows, spec.place)
    x = values.column(spec.x, "x", table, spec.place)
    names = [values.column(name, "y", table, spec.place) for name in spec.y]
    heads = spec.series or [Series(name=Prose.at(name, spec.place)) for name in names]
    cells = [[values.number(record[name], name, spec.place) for name in names] for record in table]
    return heads, [Row(label=Prose.at(str(record[x]), spec.place), values=[None if v is None else Cell(number=v) for v in line])
                   for record, line in zip(table, cells)]


def _message(heads: Sequence[Series], rows: Sequence[Row]) -> tuple[str, int]:
    checks.one_message([*heads, *rows])
    marked = [("column", n) for n, head in enumerate(heads) if head.message]
    marked += [("row", n) for n, row in enumerate(rows) if row.message]
    return marked[0] if marked else ("", 0)


def _alt(heads: Sequence[str], rows: Sequence[tuple[str, tuple[Box, ...]]], unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    said = [f"{label}: {', '.join(f'{head} {box.text}' for head, box in zip(heads, boxes))}" for label, boxes in rows]
    return (f"Heat table of {checks.counted(len(rows), 'row', 'rows')} by {checks.counted(len(heads), 'column', 'columns')}{of}, "
            f"darker for more. {'; '.join(said)}.")


@dataclass(frozen=True)
class _Layout:
    """`left`: where the cells begin; `pitch`: from one cell to the next; `rows`: heights; `size`: of names and numbers."""

    size: float
    left: float
    pitch: float
    heads: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[tuple[str, ...], ...], ...]
    head: float
    rows: tuple[float, ...]
    key: float

    @property
    def high(self) -> float:
        return self.head + sum(self.rows) + self.key


def _layout(plan: Plan, width: float, style: Style, room: float | None = None) -> _Layout:
    """In the size of labels, or smaller and tighter where width or height (`room`) ask for it. Raises Refused (L4)."""
    for role, pad in (("label", _PAD), ("axis", _PAD), ("axis", 1.0), ("small", 1.0)):
        made = _set(plan, width, style.sizes[role], pad, style)
        if made and (room is None or made.high <= room + 0.5):
            return made
    high = f" by {room:.0f}" if room is not None else ""
    raise Refused("L4", f"{len(plan.rows)} rows by {len(plan.heads)} columns do not fit {width:.0f}{high} pt",
                  "shorten the names, or show fewer rows or columns")


def _set(plan: Plan, width: float, size: float, pad: float, style: Style) -> _Layout | None:
    """None when a word is wider than its column."""
    k, high = style.stroke, leading(style, size)
    room = _NAMES * width - 8 * k
    names = tuple(fitted(label, room, size, True, style) for label, _ in plan.rows)
    left = widest([line for name in names for line in name], size, True, style) + 8 * k + 8 * k
    pitch = min((width - left + _GAP * k) / len(plan.heads), 16 * size)
    inner = pitch - _GAP * k - 4 * k
    heads = tuple(fitted(head, inner, size, True, style) for head in plan.heads)
    texts = tuple(tuple(fitted(box.text, inner, _cell(box, size, style), box.number is not None, style) for box in boxes)
                  for _, boxes in plan.rows)
    stated = [(box.text, inner) for _, boxes in plan.rows for box in boxes if box.number is not None]
    words = [(word, inner) for head in plan.heads for word in head.split(" ")]
    words += [(word, room) for label, _ in plan.rows for word in label.split(" ")]
    gaps = any(box.number is None for _, boxes in plan.rows for box in boxes)
    small = widest(values.MISSING.split(" "), min(size, style.sizes["small"]), False, style) if gaps else 0.0
    if small > inner or any(style.measure(text, size, True) > wide for text, wide in [*stated, *words]):
        return None
    rows = tuple(max(len(name) * high, *(len(t) * leading(style, _cell(box, size, style)) for t, box in zip(line, boxes)))
                 + (pad + _GAP) * k for name, line, (_, boxes) in zip(names, texts, plan.rows))
    head = max(len(h) for h in heads) * high + 5 * k
    return _Layout(size, left, pitch, heads, names, texts, head, rows, leading(style, style.sizes["small"]) + 6 * k)


def _cell(box: Box, size: float, style: Style) -> float:
    """The type size of a cell: words for a gap are smaller than a number."""
    return size if box.number is not None else min(size, style.sizes["small"])


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return _layout(plan, width, style).high


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes into the rows, which may be twice as high. Raises Refused (L4) when there is too little."""
    made, drawn, k = _layout(plan, width, style, height_), Sketch(width, height_, style), style.stroke
    free = min((height_ - made.high) / len(made.rows), made.rows[0]) if height_ > made.high else 0.0
    kind, at = plan.message
    for n, lines in enumerate(made.heads):
        middle = made.left + n * made.pitch + (made.pitch - _GAP * k) / 2
        drawn.lines(middle, made.head - 5 * k - len(lines) * leading(style, made.size), lines, made.size, "navy", True, "middle")
    if kind == "column":
        drawn.box(made.left + at * made.pitch, made.head - 4 * k, made.pitch - _GAP * k, 2.5 * k, "orange")
    y = made.head
    for n, tall in enumerate(made.rows):
        _row(drawn, plan, made, n, y, tall + free, kind == "row" and n == at)
        y += tall + free
    tints.key(drawn, plan.scale, made.left, y + 4 * k)
    return drawn


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, top: float, tall: float, message: bool) -> None:
    """The label, and a cell a column."""
    style, k = drawn.style, drawn.style.stroke
    deep = tall - _GAP * k
    if message:
        drawn.box(0, top, made.left - _GAP * k, deep, "peach")
        drawn.box(0, top, 2.5 * k, deep, "orange")
    words = made.names[n]
    drawn.lines(8 * k, top + (deep - len(words) * leading(style, made.size)) / 2, words, made.size, "navy", True)
    for i, (box, text) in enumerate(zip(plan.rows[n][1], made.texts[n])):
        x, wide = made.left + i * made.pitch, made.pitch - _GAP * k
        _ground(drawn, box, x, top, wide, deep)
        size = _cell(box, made.size, style)
        if box.number is None:
            tints.clear(drawn, text, size, x + wide / 2, top + deep / 2)
        ink = "g700" if box.number is None else tints.INK[box.tint]
        drawn.lines(x + wide / 2, top + (deep - len(text) * leading(style, size)) / 2, text, size, ink, box.number is not None,
                    "middle")


def _ground(drawn: Sketch, box: Box, x: float, y: float, wide: float, deep: float) -> None:
    """Dotted where nothing is stated, outlined at zero, tinted otherwise."""
    if box.number is None:
        drawn.path(rectangle(x, y, wide, deep), Fill("g300", "dots", "white"))
    elif box.tint == "white":
        half = 0.25 * drawn.style.stroke
        drawn.path(rectangle(x + half, y + half, wide - 2 * half, deep - 2 * half), Fill("white"), Stroke("g300", 0.5))
    else:
        drawn.box(x, y, wide, deep, box.tint)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
