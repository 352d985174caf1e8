"""A straight-line schematic of a route between two ends: its length above, facts below; not to scale, not a map."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import checks, inputs
from charts.drawing import Anchor, Fill, Path, rectangle
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted
from charts.sketch import Sketch, leading, second
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: route
headline: The planned pipeline would run from the port to the northern city
subtitle: Schematic, not to scale, not a map
source_note: Invented for this example.
ends:
  - {name: Southport, note: southern end}
  - {name: Northam, note: northern end}
length: 1100
unit: km
length_note: about 680 miles
planned: true
cells:
  - {value: Up to 12.4 bcm, label: "a year: a ceiling, not a throughput"}
  - {value: Estimated $2bn, label: cost; estimator not named}
note: Dashed because planned.
"""

_FACT = {"print": 14.0, "slide": 24.0}  # the value of a fact below the line, in pt
_PROMISED = ("announced", "pledged", "wanted", "hoped")


class End(Node):
    """One end of the route."""

    name: Prose
    note: Prose | None = None


class Fact(Node):
    """A fact below the line: a value and what it is."""

    value: Prose
    label: Prose


class Spec(inputs.Spec):
    """`planned`: dashed; taken from the length's status when it is not said. `length_note` is printed in brackets."""

    ends: list[End]
    length: Cell
    length_note: Prose | None = None
    cells: list[Fact] = []
    planned: bool | None = None


@dataclass(frozen=True)
class Plan:
    """All words, in order of appearance."""

    alt: str
    ends: tuple[tuple[str, str], ...]
    length: str
    note: str
    cells: tuple[tuple[str, str], ...]
    planned: bool
    numbers: tuple[float, ...]


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused unless there are exactly two ends (no waypoints) and the length has a named source."""
    checks.no_table(rows, "route", "ends")
    if len(spec.ends) != 2:
        raise Refused("H4", f"a route has two ends, {len(spec.ends)} are given", "leave waypoints out: the line is not a map",
                      spec.place)
    checks.attributed(spec.length, "the length")
    planned = spec.length.status in _PROMISED if spec.planned is None else spec.planned
    note = f"({spec.length_note.strip('()')})" if spec.length_note else ""
    made = Plan("", tuple((e.name, e.note or "") for e in spec.ends), checks.printed(spec.length, spec.unit), note,
                tuple((c.value, c.label) for c in spec.cells), planned,
                () if spec.length.number is None else (spec.length.number,))
    return Plan(**{**made.__dict__, "alt": spec.alt or _alt(made)})


def _alt(made: Plan) -> str:
    ends = [f"{name} ({note})" if note else name for name, note in made.ends]
    line = "a line, dashed because planned," if made.planned else "a line"
    said = [f"Straight-line schematic, not to scale and not a map: {line} from {ends[0]} to {ends[1]}.",
            checks.sentence(f"Length: {made.length} {made.note}".strip())]
    return " ".join(said + [checks.sentence(f"{value}, {label}") for value, label in made.cells])


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    top = _line(plan, Sketch(width, 0, style), 0)
    return top if not plan.cells else top + _gap(style) + _cells(plan, Sketch(width, 0, style), 0)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks, spread over the height: a share of what is free above, most of it between the line and the facts."""
    drawn = Sketch(width, height_, style)
    free = checks.room_left(height_, height(plan, width, style))
    between = min(0.4 * free, 2 * _gap(style)) if plan.cells else 0.0
    end = _line(plan, drawn, (free - between) / 2)
    if plan.cells:
        _cells(plan, drawn, end + _gap(style) + between)
    return drawn


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def _gap(style: Style) -> float:
    return 18.0 * style.stroke


def _line(plan: Plan, drawn: Sketch, top: float) -> float:
    """Dimension line, route and the names of its ends; returns where it ends."""
    width, k = drawn.width, drawn.style.stroke
    r, stroke = 6.0 * k, 2.4
    left, right = r + stroke * k / 2, width - r - stroke * k / 2
    y = _dimension(plan, drawn, top, left, right) + 14.0 * k
    _dashes(drawn, left + r, right - r, y, plan.planned)
    for x in (left, right):
        drawn.ring(x, y, r, stroke)
    below = y + r + stroke * k / 2 + 2 * k
    room = (width - 12 * k) / 2
    return max(_end(drawn, name, note, below, room, last) for last, (name, note) in enumerate(plan.ends))


def _dashes(drawn: Sketch, x1: float, x2: float, y: float, planned: bool) -> None:
    """Whole dashes of about 11 on, 5 off, begun and ended with a dash; one bar when the route exists.

    Drawn as rectangles, so that the rhythm is exact in every renderer and no dash is cut at an end.
    """
    k = drawn.style.stroke
    on, off, thick = 11.0 * k, 5.0 * k, 4.5 * k
    count = max(1, round((x2 - x1 + off) / (on + off))) if planned else 1
    factor = (x2 - x1) / (count * on + (count - 1) * off)
    commands = [c for n in range(count) for c in
                rectangle(x1 + n * (on + off) * factor, y - thick / 2, on * factor, thick)]
    drawn.marks.append(Path(tuple(commands), Fill("orange")))


def _dimension(plan: Plan, drawn: Sketch, top: float, left: float, right: float) -> float:
    """The length over a thin line with end ticks, its note beside it or, without room, above it; returns the line's y."""
    style, k = drawn.style, drawn.style.stroke
    big, small = style.sizes["big"], style.sizes["label"]
    wide, aside, gap = style.measure(plan.length, big, True), style.measure(plan.note, small, False), 4.0 * k
    beside = wide + gap + aside + 60 * k <= right - left
    if plan.note and not beside:
        for words in fitted(plan.note, drawn.width, small, False, style):
            top = drawn.text((left + right) / 2, top, words, small, "g700", anchor="middle")
    total = wide + (gap + aside if plan.note and beside else 0.0)
    start = (left + right - total) / 2
    y = top + leading(style, big) / 2
    drawn.text(start, top, plan.length, big, "navy", True)
    if plan.note and beside:
        baseline = y + 0.33 * big
        drawn.text(start + wide + gap, baseline - 0.33 * small - leading(style, small) / 2, plan.note, small)
    for x1, x2 in ((left, start - 6 * k), (start + total + 6 * k, right)):
        if x2 - x1 > 2 * k:
            drawn.line(x1, y, x2, y, "g500", 0.6)
    for x in (left, right):
        drawn.line(x, y - 4 * k, x, y + 4 * k, "g500", 0.6)
    return y


def _end(drawn: Sketch, name: str, note: str, top: float, room: float, last: int) -> float:
    """An end's name and note, set to the figure's edge."""
    style = drawn.style
    x = drawn.width if last else 0.0
    anchor: Anchor = "end" if last else "start"
    for words, size, bold in ((name, style.sizes["label"], True), (note, second(style), False)):
        top = drawn.lines(x, top, fitted(words, room, size, bold, style), size, "navy" if bold else "g700", bold, anchor)
    return top


def _columns(plan: Plan, width: float, style: Style) -> int:
    """As many columns as there are facts, fewer when a value would not fit on one line."""
    gap, size = 16.0 * style.stroke, _FACT[style.medium]
    wide = max(style.measure(value, size, True) for value, _ in plan.cells)
    return next((n for n in range(len(plan.cells), 1, -1) if (width - (n - 1) * gap) / n >= wide), 1)


def _cells(plan: Plan, drawn: Sketch, top: float) -> float:
    """The facts under hairlines, in as many rows as needed; returns where they end."""
    style, k = drawn.style, drawn.style.stroke
    columns, gap, size, small = _columns(plan, drawn.width, style), 16.0 * k, _FACT[style.medium], second(style)
    room = (drawn.width - (columns - 1) * gap) / columns
    for first in range(0, len(plan.cells), columns):
        ends = []
        for n, (value, label) in enumerate(plan.cells[first:first + columns]):
            x = n * (room + gap)
            drawn.line(x, top, x + room, top, "g300", 0.5)
            y = drawn.lines(x, top + 3 * k, fitted(value, room, size, True, style), size, "navy", True)
            ends.append(drawn.lines(x, y, fitted(label, room, small, False, style), small))
        top = max(ends) + (10 * k if first + columns < len(plan.cells) else 0)
    return top
