"""A value against its target, on bands that say what is weak and what is good; one row or several on one scale."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import checks, columns, inputs, listed, values
from charts.columns import Domain, shaded
from charts.drawing import Fill, Stroke
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted
from charts.lengths import Lengths
from charts.listed import Listed
from charts.native import Native, NativeSeries, Point
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Flag, Item, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: bullet
headline: The north terminal is the only one above its target
subtitle: Berths in use, per cent of the time, against the year's target
source_note: Invented for this example.
unit: percent
bands:
  - {name: slack, to: 50}
  - {name: busy, to: 80}
  - {name: full, to: 100}
rows:
  - {label: North terminal, value: 78, target: 70, message: true}
  - {label: South terminal, value: 64, target: 75}
  - {label: Old quay, value: 41, target: 45}
  - {label: Oil jetty, value: 35, target: 50}
"""

_MOST = 20
_BAND, _BAR = 20.0, 0.45  # thickness of a band in print; share of it that a bar takes
_TINTS = ("g200", "tint_2", "tint")
_SEAM = 1.2
_TICK = 2.2  # width of a target's stroke, in print
_SEEN = 0.003  # of the longest length: about a point


class Mark(Node):
    """One row: a value and its target; null is a target that is not stated."""

    label: Prose
    value: Cell
    target: Cell | None = None
    note: Prose | None = None
    mark: values.Shade | None = None
    message: bool = False
    facts: list[str] = []


class Band(Node):
    """A stretch of the scale, from the end of the band before it (or zero) to `to`."""

    name: Prose
    to: Cell


class Spec(inputs.Spec):
    """Rows written out, or a data table: `x` names the column of labels, `y` that of values, `target` that of targets."""

    rows: list[Mark] = []
    bands: list[Band] = []
    x: str | None = None
    y: str | None = None
    target: str | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Plan:
    """Values and targets from top to bottom; `bands`: (name, end), ascending."""

    alt: str
    items: tuple[Item, ...]
    targets: tuple[Item, ...]
    bands: tuple[tuple[str, float], ...]
    scale: Domain
    unit: str
    flags: tuple[Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(i.number for pair in zip(self.items, self.targets) for i in pair if i.number is not None)

    @property
    def lengths(self) -> Lengths:
        """What the bars promise; bands lie behind them."""
        return Lengths(tuple(item.number for item in self.items if item.number is not None), "width")


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for values below zero (H3), no value or no target at all (H22), bands out of order, mixed units (H17)."""
    found = _rows(spec, rows)
    if not 0 < len(found) <= _MOST:
        raise Refused("H22" if not found else "M14", f"{len(found)} rows do not make one chart", f"give 1 to {_MOST}", spec.place)
    measured = [Row(label=m.label, value=m.value, note=m.note, mark=m.mark, message=m.message) for m in found]
    aims = [Row(label=m.label, value=m.target or Cell()) for m in found]
    ends = [Row(label=band.name, value=band.to) for band in spec.bands]
    every = values.items([*measured, *aims, *ends], spec.unit)
    items, targets, bands = every[:len(found)], every[len(found):2 * len(found)], every[2 * len(found):]
    _checked(items, targets, bands, spec)
    scale = columns.domain([item.number for item in every if item.number is not None])
    named = tuple((band.label, band.number or 0.0) for band in bands)
    return Plan(spec.alt or _alt(items, targets, named, spec.unit), items, targets, named, scale, spec.unit or "",
                values.near(measured))


def _rows(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> list[Mark]:
    if table is None:
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    x, y, aim = (values.column(name, field, table, spec.place)
                 for name, field in ((spec.x, "x"), (spec.y, "y"), (spec.target, "target")))
    return [Mark(label=Prose.at(str(r[x]), spec.place), value=Cell(number=values.number(r[y], y, spec.place)),
                 target=Cell(number=values.number(r[aim], aim, spec.place)),
                 message=spec.message is not None and str(r[x]) == spec.message) for r in table]


def _checked(items: Sequence[Item], targets: Sequence[Item], bands: Sequence[Item], spec: Spec) -> None:
    values.some(items, spec.place)
    if all(target.number is None for target in targets):
        raise Refused("H22", "no row has a target", 'give each row its "target", or use a chart of kind "bar"', spec.place)
    below = next((item for item in (*items, *targets) if (item.number or 0.0) < 0), None)
    if below:
        raise Refused("H3", f'"{below.label}" has a value below zero: {below.text}', 'use a chart of kind "bar"', spec.place)
    ends = [0.0, *(band.number or 0.0 for band in bands)]
    if len(bands) > len(_TINTS):
        raise Refused("H7", f"{len(bands)} bands are more than tints can tell apart", f"keep at most {len(_TINTS)}", spec.place)
    if any(b <= a for a, b in pairwise(ends)):
        raise Refused("H3", "the bands do not rise from zero", "give each band a higher end than the one before it", spec.place)
    largest = max(number for i in (*items, *targets, *bands) if (number := i.number) is not None)
    if 0 < max((i.number or 0.0 for i in items), default=0.0) < _SEEN * largest:
        raise Refused("H3", "the values are so far below their targets that no bar would be seen",
                      "say it in a sentence, or give the rows in a table", spec.place)
    if bands and max(i.number or 0.0 for i in (*items, *targets)) > ends[-1]:
        raise Refused("H3", "a value or a target lies beyond the last band", "let the last band reach to the largest value",
                      spec.place)


def _alt(items: Sequence[Item], targets: Sequence[Item], bands: Sequence[tuple[str, float]], unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    told = "; ".join(f"{item.said}, target {target.text}" for item, target in zip(items, targets))
    steps = f" Bands: {', '.join(f'{name} to {end:,g}' for name, end in bands)}." if bands else ""
    return f"Bars against targets{of}, {len(items)} rows, axis from zero. {told}.{steps}"


@dataclass(frozen=True)
class _Layout:
    """`names`: the lines of each band's name, broken to its width; `head`: the height of the tallest."""

    rows: Listed
    left: float
    right: float
    names: tuple[tuple[str, ...], ...]
    head: float

    def x(self, plan: Plan, value: float) -> float:
        end = plan.bands[-1][1] if plan.bands else plan.scale.high
        return self.left + value * (self.right - self.left) / end


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    k, size, small = style.stroke, style.sizes["value"], style.sizes["small"]
    least = max(leading(style, size) + leading(style, small), _BAND * k)
    rows = listed.listed([i.label for i in plan.items], [i.note for i in plan.items], width, least, style)
    wide = max(max(style.measure(i.text, size, i.number is not None), style.measure(_aim(t), small, False))
               for i, t in zip(plan.items, plan.targets))
    made = _Layout(rows, rows.wide + 8 * k, width - wide - 6 * k, (), 0.0)
    listed.roomy(made.left, made.right, style)
    edges = [made.left, *(made.x(plan, end) for _, end in plan.bands)]
    names = tuple(fitted(name, b - a - 4 * k, small, False, style) for (name, _), (a, b) in zip(plan.bands, pairwise(edges)))
    if any(len(lines) > 2 or " ".join(lines) != name for lines, (name, _) in zip(names, plan.bands)):
        raise Refused("L4", "the names of the bands do not fit over them", "shorten them, or join the narrow bands")
    head = max(map(len, names), default=0) * leading(style, small)
    return _Layout(rows, made.left, made.right, names, head)


def _aim(target: Item) -> str:
    return f"target {target.text}"


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(plan, width, style)
    return made.head + listed.natural(made.rows, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: bands, bars, targets as strokes across, the words at both sides."""
    made, drawn, small = _layout(plan, width, style), Sketch(width, height_, style), style.sizes["small"]
    middles = made.rows.middles(made.head, height_, style)
    edges = [made.left, *(made.x(plan, end) for _, end in plan.bands)]
    for lines, (a, b) in zip(made.names, pairwise(edges)):
        drawn.lines((a + b) / 2, made.head - len(lines) * leading(style, small), lines, small, anchor="middle")
    thick = max(_BAND * style.stroke, min(0.55 * (height_ - made.head) / len(middles), 1.6 * _BAND * style.stroke))
    for n, middle in enumerate(middles):
        listed.put(drawn, made.rows, n, middle)
        _row(drawn, plan, made, n, (middle, thick), edges)
    drawn.line(made.left, made.head, made.left, height_, "navy", 0.9)
    return drawn


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, at: tuple[float, float], edges: Sequence[float]) -> None:
    """One row; `at`: its middle, and how thick its bands are."""
    (middle, high), style, k, item, target = at, drawn.style, drawn.style.stroke, plan.items[n], plan.targets[n]
    seam = _SEAM * k
    for m, (a, b) in enumerate(pairwise(edges)):
        a = a + seam if m else a
        drawn.box(a, middle - high / 2, b - a, high, _TINTS[m])
    if item.number is not None:
        bar = _BAR * high
        shaded(drawn, made.left, middle - bar / 2, made.x(plan, item.number) - made.left, bar, item.shade, item.message, "left")
    if target.number is not None:
        x, reach = made.x(plan, target.number), 0.42 * high
        drawn.line(x, middle - reach, x, middle + reach, "white", 2 * _TICK)
        drawn.line(x, middle - reach, x, middle + reach, "black", _TICK)
    size, small = style.sizes["value"], style.sizes["small"]
    y = middle - (leading(style, size) + leading(style, small)) / 2
    stated = item.number is not None
    y = drawn.text(made.right + 6 * k, y, item.text, size, "navy" if stated else "g500", stated)
    drawn.text(made.right + 6 * k, y, _aim(target), small)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """Bars over each other in Office: bands behind, the value, and the target as a stroke across; words at their end.

    The bands are named over the first row.
    """
    from charts import office

    count, scale = len(plan.items), plan.scale
    room = scale.step * max(1, round(0.35 * scale.high / scale.step))
    words = [f"{item.text} ({_aim(target)})" for item, target in zip(plan.items, plan.targets)]
    ends = tuple(plan.bands[-1][1] if plan.bands else max(i.number or 0.0, t.number or 0.0)
                 for i, t in zip(plan.items, plan.targets))
    back = [NativeSeries(f"Band: {name}", (end,) * count, Fill(tint), points=(Point(label=name, role="axis", aside=True),))
            for (name, end), tint in zip(plan.bands, _TINTS)][::-1]
    bars = NativeSeries(plan.unit or "Value", tuple(i.number for i in plan.items), Fill("navy"),
                        points=tuple(Point(p.fill, p.stroke) for p in map(office.point, plan.items)))
    aims = NativeSeries("Target", tuple(t.number for t in plan.targets), None, Stroke("black", _TICK * office.EDGE), tick=True)
    said = NativeSeries("Words (not shown)", ends, labels=True, points=tuple(Point(label=text) for text in words))
    return Native("bar", tuple(office.category(item) for item in plan.items), (*back, bars, aims, said), 0.0, scale.high + room,
                  scale.step, office.number_format(scale), office.GAP_WIDTH, 100)
