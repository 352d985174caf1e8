"""Rates as tints of areas whose boundaries the writer supplies, together with the note that says whose boundaries they are."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import borders, checks, inputs, tints, values
from charts.borders import Ring
from charts.columns import Domain
from charts.drawing import Fill, Stroke
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.ties import Box
from charts.values import Item

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: choropleth
headline: Few homes near the quay are lived in all year
subtitle: Homes lived in all year, percent of homes in each ward
source_note: Invented for this example.
unit: percent
boundary_policy: Wards as drawn for this example; they are no real place
rows:
  - {label: Quayside, value: 31, message: true, shape: [[[10.0, 55.0], [10.6, 55.0], [10.5, 55.3], [10.0, 55.3]]]}
  - {label: Old town, value: 64, shape: [[[10.6, 55.0], [11.4, 55.0], [11.4, 55.3], [10.5, 55.3]]]}
  - {label: Heath, value: 82, shape: [[[10.0, 55.3], [10.5, 55.3], [10.6, 55.53], [10.2, 55.5]]]}
  - {label: Mill hill, value: 77, shape: [[[10.5, 55.3], [11.4, 55.3], [11.2, 55.55], [10.6, 55.53]]]}
"""

_MOST_AREAS, _MOST_POINTS = 80, 20_000
_RATE = re.compile(r"%|‰|\bper ?cent\b|\bshare\b|\brate\b|/|\bper\b(?! (?:year|month|week|day|hour|annum)\b)", re.IGNORECASE)
_TALLEST = 0.55  # of the width


class Area(Node):
    """An area and its rate. `shape`: rings of [longitude, latitude], or a GeoJSON Polygon or MultiPolygon."""

    label: Prose
    value: Cell | None
    shape: Any
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Areas written out; or a data table: `x` names the column of labels, `y` of rates, `shape` of GeoJSON geometries.

    `boundary_policy` is printed under the map: whose boundaries these are, and that drawing them endorses nothing.
    """

    boundary_policy: Prose | None = None
    rows: list[Area] = []
    x: str | None = None
    y: str | None = None
    shape: str | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Plan:
    """Areas with their rings in degrees; `policy`: the note on boundaries."""

    alt: str
    areas: tuple[tuple[Item, tuple[Ring, ...]], ...]
    scale: Domain
    policy: str
    flags: tuple[values.Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(item.number for item, _ in self.areas if item.number is not None)


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused (H16) without a note on boundaries and for totals; also for shapes that are none, and no values."""
    if not spec.boundary_policy or len(spec.boundary_policy.split()) < 3:
        raise Refused("H16", "the map does not say whose boundaries it draws",
                      'write it under "boundary_policy", or use a chart of kind "bar"', spec.place)
    found = _areas(spec, rows)
    checks.need(found, 1, "areas", 'write each area under "rows"', spec.place)
    if len(found) > _MOST_AREAS:
        raise Refused("M14", f"{len(found)} areas are too many for one map", f"keep at most {_MOST_AREAS}", spec.place)
    flat = [values.Row(label=area.label, value=area.value or Cell(), message=area.message) for area in found]
    items = values.items(flat, spec.unit)
    values.some(items, spec.place)
    _rates(found, spec)
    shapes = tuple(_shape(area) for area in found)
    if sum(len(ring) for shape in shapes for ring in shape) > _MOST_POINTS:
        raise Refused("M14", "the boundaries have too many positions", f"simplify them to {_MOST_POINTS:,} at most", spec.place)
    scale = tints.domain([item.number for item in items if item.number is not None])
    return Plan(spec.alt or _alt(items, spec), tuple(zip(items, shapes)), scale, checks.sentence(spec.boundary_policy),
                values.near(flat))


def _areas(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> list[Area]:
    if table is None:
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    x, y, shape = (values.column(name, field, table, spec.place)
                   for name, field in ((spec.x, "x"), (spec.y, "y"), (spec.shape, "shape")))
    return [Area(label=Prose.at(str(record[x]), spec.place), value=Cell(number=values.number(record[y], y, spec.place)),
                 shape=record[shape], message=spec.message is not None and str(record[x]) == spec.message) for record in table]


def _rates(found: Sequence[Area], spec: Spec) -> None:
    """Raises Refused (H16) unless the unit is that of a rate: a total would make large areas look like much."""
    units = {area.value.unit for area in found if area.value and area.value.unit} or {spec.unit or ""}
    for unit in sorted(units):
        if not _RATE.search(unit):
            what = f'"{unit}" is not the unit of a rate' if unit else "the map has no unit, so its values are no rates"
            raise Refused("H16", what, 'areas are tinted by rates, such as percent or a number per head; use a "bar" for totals',
                          spec.place)


def _shape(area: Area) -> tuple[Ring, ...]:
    try:
        return borders.rings(area.shape)
    except ValueError as error:
        raise Refused("", f'"{area.label}": {error}', "give rings of [longitude, latitude], or a GeoJSON Polygon or MultiPolygon",
                      area.place) from None


def _alt(items: Sequence[Item], spec: Spec) -> str:
    of = f" in {spec.unit}" if spec.unit else ""
    return (f"Map of {checks.counted(len(items), 'area', 'areas')}{of}, darker for more. {'; '.join(i.said for i in items)}. "
            f"{checks.sentence(str(spec.boundary_policy))}")


# ---------------------------------------------------------------------------------------------------- layout
def _field(plan: Plan) -> Box:
    return borders.extent([ring for _, shape in plan.areas for ring in shape])


def _foot(plan: Plan, width: float, style: Style, listed: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """The words under the map: areas too small for their words, the projection, the boundaries; and their height with the key."""
    size, k = style.sizes["small"], style.stroke
    said = [f"Too small for words: {'; '.join(listed)}."] if listed else []
    said.append(f"Equirectangular projection. Boundaries: {plan.policy}")
    lines = tuple(line for text in said for line in fitted(text, width, size, False, style))
    if widest(lines, size, False, style) > width + 0.01:
        raise Refused("L4", f"the words under the map do not fit {width:.0f} pt", "set the figure full width")
    return lines, (len(lines) + 1) * leading(style, size) + 14 * k


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points: the map at full width, but not much higher than half of it."""
    tall = _natural(plan, width, style)
    _, listed = _seats(plan, width, tall, style)
    return tall + _foot(plan, width, style, listed)[1]


def _natural(plan: Plan, width: float, style: Style) -> float:
    """The height of the map alone."""
    field, inset = _field(plan), _inset(style)
    ratio = field.high / (field.wide * borders.shrink(field) or 1e-9)
    return max(60 * style.stroke, min(_TALLEST, ratio) * (width - 2 * inset) + 2 * inset)


def _inset(style: Style) -> float:
    """Half the widest boundary line, so that none leaves the figure."""
    return 1.25 * style.stroke


Seat = tuple[tuple[tuple[str, bool, float], ...], float, float]  # lines as (text, bold, size), centre


def _shapes(plan: Plan, width: float, tall: float, style: Style) -> list[tuple[Ring, ...]]:
    """All rings in points, the map in the middle of its room."""
    field, inset = _field(plan), _inset(style)
    made = borders.project(field, width - 2 * inset, tall - 2 * inset)
    dx, dy = (width - field.wide * made.shrink * made.scale) / 2, (tall - field.high * made.scale) / 2
    return [tuple(tuple((x + dx, y + dy) for x, y in made.page(ring)) for ring in shape) for _, shape in plan.areas]


def _seats(plan: Plan, width: float, tall: float, style: Style) -> tuple[list[Seat | None], list[str]]:
    """Name and value inside each area, or the value alone, or neither; and what is then to be listed."""
    seats: list[Seat | None] = []
    listed: list[str] = []
    for (item, _), shape in zip(plan.areas, _shapes(plan, width, tall, style)):
        value = (item.text, item.number is not None, style.sizes["label" if item.number is not None else "small"])
        ways = [((item.label, False, style.sizes["axis"]), value), (value,)]
        found: Seat | None = None
        for lines in ways:
            wide = max(style.measure(text, size, bold) for text, bold, size in lines)
            place = borders.seat(shape, wide, sum(leading(style, size) for _, _, size in lines), 2 * style.stroke)
            if place:
                found = (lines, *place)
                break
        seats.append(found)
        if found is None or len(found[0]) == 1:
            listed.append(f"{item.label} {item.text}")
    return seats, listed


def _settled(plan: Plan, width: float, height_: float, style: Style) -> tuple[tuple[str, ...], float, list[Seat | None]]:
    """The words under the map, its height, and the words on it. A larger map has fewer words under it: settled in a few steps."""
    listed = [f"{item.label} {item.text}" for item, _ in plan.areas]
    made: tuple[tuple[str, ...], float, list[Seat | None]] | None = None
    for _ in range(4):
        lines, foot = _foot(plan, width, style, listed)
        tall = min(height_ - foot, _natural(plan, width, style))
        if tall < 60 * style.stroke - 0.5:
            break
        seats, listed = _seats(plan, width, tall, style)
        lines, needed = _foot(plan, width, style, listed)
        if tall + needed <= height_ + 0.5:
            made = lines, tall, seats
    if made is None:
        raise Refused("L4", f"the words leave too little of {height_:.0f} pt for the map", "set the figure larger")
    return made


# ---------------------------------------------------------------------------------------------------- marks
def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks. Raises Refused (L4) when the words leave too little height for the map."""
    drawn = Sketch(width, height_, style)
    lines, tall, seats = _settled(plan, width, height_, style)
    _areas_drawn(drawn, plan, _shapes(plan, width, tall, style))
    for (item, _), seat in zip(plan.areas, seats):
        if seat:
            _words(drawn, item, seat, tints.tint(item.number, plan.scale))
    tints.key(drawn, plan.scale, 0.0, tall + 6 * style.stroke)
    drawn.lines(0, tall + 8 * style.stroke + leading(style, style.sizes["small"]), lines, style.sizes["small"])
    return drawn


def _areas_drawn(drawn: Sketch, plan: Plan, shapes: Sequence[tuple[Ring, ...]]) -> None:
    """Pale areas with grey boundaries, dark ones with white; the boundary of the message over its neighbours'."""
    edges = {"navy": Stroke("white", 0.9), "navy_rule": Stroke("white", 0.9)}
    both = sorted(zip(plan.areas, shapes), key=lambda pair: tints.tint(pair[0][0].number, plan.scale) in edges)
    for (item, _), shape in both:
        tint = tints.tint(item.number, plan.scale)
        fill = Fill("g300", "dots", "white") if item.number is None else Fill(tint)
        drawn.path(borders.outline(shape), fill, edges.get(tint, Stroke("g500", 0.6)))
    for (item, _), shape in both:
        if item.message:
            drawn.path(borders.outline(shape), None, Stroke("orange", 2.4))


def _words(drawn: Sketch, item: Item, seat: Seat, tint: str) -> None:
    lines, x, y = seat
    top = y - sum(leading(drawn.style, size) for _, _, size in lines) / 2
    for text, bold, size in lines:
        if item.number is None:
            tints.clear(drawn, [text], size, x, top + leading(drawn.style, size) / 2)
        top = drawn.text(x, top, text, size, tints.INK[tint], bold, "middle")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
