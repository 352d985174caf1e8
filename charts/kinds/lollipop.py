"""Values as dots at the end of thin stems from a common zero: a lighter bar chart, for many near values."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import listed, single, values
from charts.drawing import Fill, Stroke
from charts.inputs import Refused
from charts.listed import Listed
from charts.native import Native, NativeSeries
from charts.single import Ordered, Plan
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Item

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: lollipop
headline: The north quay has the longest waiting time
subtitle: Hours at anchor before a berth, average of a year
source_note: Invented for this example.
unit: hours
rows:
  - {label: North quay, value: 31, message: true}
  - {label: Container terminal, value: 27}
  - {label: South quay, value: 22}
  - {label: Oil jetty, value: 18, note: planned, mark: hatch}
"""

_MOST = 40
_STEM = 1.6


class Spec(Ordered):
    """Rows, or a data table."""


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for mixed units or scopes, anonymous numbers, and more rows than a page can hold."""
    found = values.rows_of(spec, rows)
    items = values.items(found, spec.unit)
    if not 0 < len(items) <= _MOST:
        raise Refused("M14", f"{len(items)} rows do not fit one chart", f"give 1 to {_MOST}, or use a table", spec.place)
    of = f" in {spec.unit}" if spec.unit else ""
    return single.plan(spec, found, items, "stems", f"Dots on stems from zero, {len(items)} rows{of}", spec.order == "value")


@dataclass(frozen=True)
class _Layout:
    """The rows' words, and the ends of the axis in points."""

    rows: Listed
    left: float
    right: float


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    k, size = style.stroke, style.sizes["value"]
    least = max(leading(style, size), 2 * listed.DOT * k)
    rows = listed.listed([i.label for i in plan.items], [i.note for i in plan.items], width, least, style)
    reach = [style.measure(item.text, size, True) + (listed.DOT + 4) * k for item in plan.items]
    after = max((room for room, item in zip(reach, plan.items) if (item.number or 0) >= 0), default=0.0)
    before = max((room for room, item in zip(reach, plan.items) if (item.number or 0) < 0), default=listed.DOT * k)
    left, right = rows.wide + 8 * k + before, width - after
    listed.roomy(left, right, style)
    return _Layout(rows, left, right)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return listed.natural(_layout(plan, width, style).rows, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: stems, dots, values, names, and the line of zero."""
    made, drawn = _layout(plan, width, style), Sketch(width, height_, style)
    zero = _x(plan, made, 0.0)
    for n, middle in enumerate(made.rows.middles(0.0, height_, style)):
        listed.put(drawn, made.rows, n, middle)
        _row(drawn, plan.items[n], zero, _x(plan, made, plan.items[n].number or 0.0), middle)
    drawn.line(zero, 0, zero, height_, "navy", 0.9)
    return drawn


def _x(plan: Plan, made: _Layout, value: float) -> float:
    return made.right - plan.scale.share(value) * (made.right - made.left)


def _row(drawn: Sketch, item: Item, zero: float, end: float, middle: float) -> None:
    """Stem, dot, value; the words "not stated" at zero where there is none."""
    style, size, k = drawn.style, drawn.style.sizes["value"], drawn.style.stroke
    top, role, r = middle - leading(style, size) / 2, "orange" if item.message else "navy", listed.DOT * k
    if item.number is None:
        drawn.text(zero + r + 4 * k, top, item.text, size, "g500")
        return
    drawn.line(zero, middle, end, middle, role, _STEM)
    listed.dot(drawn, end, middle, r, item.shade, role)
    side = 1 if item.number >= 0 else -1
    drawn.text(end + side * (r + 4 * k), top, item.text, size, "navy", True, "start" if side > 0 else "end")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """A scatter in Office: stems from zero, dots at their ends, and unseen points that carry the names."""
    from charts import listed_office, office

    count, stated = len(plan.items), [(n, item) for n, item in enumerate(plan.items) if item.number is not None]
    names = listed_office.names_series([_named(item) for item in plan.items], plan.scale)
    made = []
    for role, called in (("navy", "Stems"), ("orange", "Stem (message)")):
        own = [(float(count - n), 0.0, item.number or 0.0) for n, item in stated if item.message is (role == "orange")]
        made += [listed_office.runs(called, Stroke(role, _STEM * office.EDGE), own)] if own else []
    rows = tuple(float(count - n) if item.number is not None else None for n, item in enumerate(plan.items))
    points = tuple(listed.marker("orange" if item.message else "navy", item.shade, item.text,
                                 "l" if (item.number or 0) < 0 else "r") for item in plan.items)
    made.append(NativeSeries(plan.unit or "Value", rows, Fill("navy"), points=points, labels=True, marker=True,
                             x=tuple(item.number for item in plan.items), dot=listed_office.DOT))
    return listed_office.lying([item.label for item in plan.items], made, names, plan.scale)


def _named(item: Item) -> str:
    more = ", ".join(part for part in (item.note, item.text if item.number is None else "") if part)
    return f"{item.label} ({more})" if more else item.label
