"""Values as bars that run to the right from a common zero: for long names; the largest first unless the order is given."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import checks, single, values
from charts.columns import shaded
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.native import Native
from charts.single import Ordered, Plan
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Item

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: bar
headline: Most of the harbour's income comes from containers
subtitle: Income in a year, million crowns
source_note: Invented for this example.
unit: million crowns
rows:
  - {label: Containers, value: 62, message: true}
  - {label: Ferries and day visitors, value: 31}
  - {label: Fish market, value: 12, note: without rents}
  - {label: Boat yard, value: 8}
"""

_MOST = 40
_BAR, _GAP = 13.0, 8.0  # thickness of a bar in print, and the space between rows
_NAMES = 0.44  # of the width that the names may take


class Spec(Ordered):
    """Rows, or a data table."""


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for mixed units or scopes, anonymous numbers, and more bars than a page can hold."""
    found = values.rows_of(spec, rows)
    items = values.items(found, spec.unit)
    if len(items) > _MOST:
        raise Refused("M14", f"{len(items)} bars are too many for one chart", f"keep at most {_MOST}, or use a table", spec.place)
    of = f" in {spec.unit}" if spec.unit else ""
    return single.plan(spec, found, items, "bars", f"Bar chart with {len(items)} bars{of}, axis from zero", spec.order == "value")


@dataclass(frozen=True)
class _Layout:
    """`left`, `right`: where the plot begins and ends; `rows`: the height of each row's words."""

    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    rows: tuple[float, ...]
    left: float
    right: float


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    label, small, value = style.sizes["label"], style.sizes["small"], style.sizes["value"]
    room = _NAMES * width
    names = tuple(fitted(item.label, room, label, True, style) for item in plan.items)
    notes = tuple(fitted(item.note, room, small, False, style) for item in plan.items)
    rows = tuple(max(len(n) * leading(style, label) + len(m) * leading(style, small), _BAR * style.stroke)
                 for n, m in zip(names, notes))
    wide = max(max(widest(n, label, True, style), widest(m, small, False, style)) for n, m in zip(names, notes))
    after = max((_text(item, value, style) for item in plan.items if (item.number or 0) >= 0), default=0.0)
    before = max((_text(item, value, style) for item in plan.items if (item.number or 0) < 0), default=0.0)
    left, right = wide + 8 * style.stroke + before, width - after
    if right - left < 50 * style.stroke:
        raise Refused("L4", f"names and values leave {max(0, right - left):.0f} pt for the bars",
                      "shorten the names, or use a table")
    return _Layout(names, notes, rows, left, right)


def _text(item: Item, size: float, style: Style) -> float:
    """The room of a value beside its bar."""
    return style.measure(item.text, size, True) + 5 * style.stroke


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    rows = _layout(plan, width, style).rows
    return sum(rows) + _GAP * style.stroke * len(rows)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the rows and, until they are twice as thick, into the bars.

    Raises Refused (L4) where the rows do not fit the height.
    """
    made, drawn = _layout(plan, width, style), Sketch(width, height_, style)
    free = checks.room_left(height_, height(plan, width, style)) / len(plan.items)
    gap, thick = _GAP * style.stroke + free, _BAR * style.stroke + min(free / 2, _BAR * style.stroke)
    zero = _x(plan, made, 0.0)
    y = 0.0
    for n in range(len(plan.items)):
        _row(drawn, plan, made, n, y + (gap + made.rows[n]) / 2, thick)
        y += gap + made.rows[n]
    drawn.line(zero, 0, zero, y, "navy", 0.9)
    return drawn


def _x(plan: Plan, made: _Layout, value: float) -> float:
    """The largest value ends where its label begins: no room is lost to a round axis, which is not drawn."""
    low, high = min(0.0, *plan.numbers, 0.0), max(0.0, *plan.numbers, 0.0)
    return made.left + (value - low) * (made.right - made.left) / ((high - low) or 1.0)


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, middle: float, thick: float) -> None:
    """Name and note at the left, the bar, its value at its end."""
    style, item = drawn.style, plan.items[n]
    label, small, size = style.sizes["label"], style.sizes["small"], style.sizes["value"]
    words = len(made.names[n]) * leading(style, label) + len(made.notes[n]) * leading(style, small)
    y = drawn.lines(0, middle - words / 2, made.names[n], label, "navy", True)
    drawn.lines(0, y, made.notes[n], small)
    zero, end = _x(plan, made, 0.0), _x(plan, made, item.number or 0.0)
    if item.number is not None:
        shaded(drawn, min(zero, end), middle - thick / 2, abs(end - zero), thick, item.shade, item.message,
               "left" if end >= zero else "right")
    top, gap = middle - leading(style, size) / 2, 5 * style.stroke
    if item.number is None:
        drawn.text(zero + gap, top, item.text, size, "g500")
    else:
        drawn.text(end + gap if end >= zero else end - gap, top, item.text, size, "navy", True, "start" if end >= zero else "end")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """The same bars as an Office chart."""
    from charts import office

    return office.simple("bar", plan.items, plan.scale, plan.unit)
