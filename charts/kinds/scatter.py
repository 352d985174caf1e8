"""Named points by two measures: where each stands, and which stand apart; every name is placed clear of all others."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charts import checks, columns, inputs, listed, placement, values
from charts.columns import Domain, tick_texts
from charts.drawing import Fill
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted
from charts.native import Native, NativeSeries
from charts.panels import Panel
from charts.sketch import Sketch, leading
from charts.spots import Point, Spot
from charts.style import Style
from charts.ties import Box
from charts.values import Item, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: scatter
headline: The old quay is busy, and ships wait there longest
subtitle: Quays by ships a week and hours of waiting
source_note: Invented for this example.
unit: hours
x_title: Ships a week
y_title: Hours of waiting
rows:
  - {label: Old quay, x: 34, y: 31, message: true}
  - {label: North terminal, x: 42, y: 12}
  - {label: South terminal, x: 28, y: 16}
  - {label: Oil jetty, x: 9, y: 18}
  - {label: Fish market, x: 17, y: 4}
"""

_MOST = 60
_SOME = 24  # more names are looked for in the small size at once where they crowd
_PLOT, _GROWN = 200.0, 2.0  # height of the plot in print, and how many times as high it may be where names find no place
_DOT = 3.2
_STEPS = 6
_FROM_ZERO = 0.4  # an axis starts at zero unless all values lie beyond this share of the largest
_LETTER, _WIDE, _HIGH = 10.5, 780.0, 240.0  # a letter of a name and the plot of an Office chart on a slide, about, in points


class Place(Node):
    """One point. `mark` defaults to the fill of the status of its values."""

    label: Prose
    x: Cell | None = None
    y: Cell | None = None
    mark: values.Shade | None = None
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Rows written out, or a data table: `label`, `x` and `y` name its columns. The titles say what each axis measures."""

    rows: list[Place] = []
    x_title: Prose
    y_title: Prose
    label: str | None = None
    x: str | None = None
    y: str | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Dot:
    """A point with both its values."""

    label: str
    x: float
    y: float
    shade: values.Shade
    message: bool


@dataclass(frozen=True)
class Plan:
    """The points, both axes, and the names that lack a value."""

    alt: str
    dots: tuple[Dot, ...]
    across: Domain
    up: Domain
    titles: tuple[str, str]
    missing: tuple[str, ...]
    numbers: tuple[float, ...]


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for fewer than two points (H22), too many to be named, mixed units or scopes along one axis (H17)."""
    found = _places(spec, rows)
    if len(found) > _MOST:
        raise Refused("M14", f"{len(found)} points are too many to be named", f"keep at most {_MOST}", spec.place)
    across = values.items([Row(label=p.label, value=p.x or Cell(), message=p.message) for p in found], None)
    up = values.items([Row(label=p.label, value=p.y or Cell()) for p in found], spec.unit)
    dots = tuple(Dot(p.label, a.number, b.number, p.mark or _shade(a, b), p.message)
                 for p, a, b in zip(found, across, up) if a.number is not None and b.number is not None)
    if len(dots) < 2:
        raise Refused("H22", f"{len(dots)} points with both values, at least 2 are needed",
                      'give each row an "x" and a "y", or use a chart of kind "bar"', spec.place)
    gone = tuple(f"{p.label} ({spec.x_title if a.number is None else spec.y_title})" for p, a, b in zip(found, across, up)
                 if a.number is None or b.number is None)
    scales = around([dot.x for dot in dots]), around([dot.y for dot in dots])
    said = "; ".join(f"{p.label}: {a.text}, {b.text}" for p, a, b in zip(found, across, up))
    alt = f"Scatter of {len(dots)} points by {spec.x_title} (across) and {spec.y_title} (up). {said}."
    return Plan(spec.alt or alt, dots, *scales, (spec.x_title, spec.y_title), gone,
                tuple(n for dot in dots for n in (dot.x, dot.y)))


def _places(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> list[Place]:
    if table is None:
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    label, x, y = (values.column(name, field, table, spec.place)
                   for name, field in ((spec.label, "label"), (spec.x, "x"), (spec.y, "y")))
    return [Place(label=Prose.at(str(r[label]), spec.place), x=Cell(number=values.number(r[x], x, spec.place)),
                  y=Cell(number=values.number(r[y], y, spec.place)),
                  message=spec.message is not None and str(r[label]) == spec.message) for r in table]


def _shade(one: Item, other: Item) -> values.Shade:
    return one.shade if one.shade != "solid" else other.shade


def around(stated: Sequence[float]) -> Domain:
    """A round axis about the values; from zero unless they all lie far from it. Places, not lengths, carry the message."""
    low, high = min(stated), max(stated)
    near, far = sorted((abs(low), abs(high)))
    if low * high <= 0 or near < _FROM_ZERO * far or high - low < 1e-6 * far:
        return columns.domain(stated, _STEPS)
    step = columns.domain([high - low], _STEPS).step
    return Domain(low // step * step, -(-high // step) * step, step)


@dataclass(frozen=True)
class _Room(Panel):
    """The plot's edges in points, the lines that name what is missing, and the height of the title of y."""

    gone: tuple[str, ...]


def _room(plan: Plan, width: float, height_: float, style: Style) -> _Room:
    axis, k = style.sizes["axis"], style.stroke
    left = columns.gutter(plan.up, style)
    aside = style.measure(tick_texts(plan.across)[-1], axis, False) / 2
    words = f"Not stated: {', '.join(plan.missing)}" if plan.missing else ""
    gone = fitted(words, width, axis, False, style)
    foot = (2 + len(gone)) * leading(style, axis) + 4 * k
    return _Room(left, width - aside, 1.5 * leading(style, axis), height_ - foot, gone)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points: higher where the names need it."""
    room, k = _room(plan, width, 0.0, style), style.stroke
    bare = room.top - room.bottom
    for grown, looks in ((1.0, 0), (1.0, 1 if len(plan.dots) <= _SOME else 0), (1.4, 0), (_GROWN, 2)):
        room = _room(plan, width, bare + grown * _PLOT * k, style)
        with suppress(Refused):
            _named(plan, [_at(plan, dot, room, k) for dot in plan.dots], room, style, looks)
            return bare + grown * _PLOT * k
    return bare + _PLOT * k


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks. Raises Refused (L4) where the names cannot all be placed."""
    drawn, room, k = Sketch(width, height_, style), _room(plan, width, height_, style), style.stroke
    if room.right - room.left < 80 * k or room.bottom - room.top < 40 * k:
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt leave no room for points", "give the chart more room")
    _axes(drawn, plan, room)
    places = [_at(plan, dot, room, k) for dot in plan.dots]
    lines, size, spots = _named(plan, places, room, style)
    for spot in spots:
        for line in spot.leader if spot else ():
            drawn.line(line.x1, line.y1, line.x2, line.y2, "g500", 0.6)
    for dot, (x, y) in sorted(zip(plan.dots, places), key=lambda pair: pair[0].message):
        listed.dot(drawn, x, y, _DOT * k, dot.shade, "orange" if dot.message else "navy")
    for words, spot, (x, _) in zip(lines, spots, places):
        if spot:
            _words(drawn, words, size, spot, x)
    drawn.lines(0, height_ - len(room.gone) * leading(style, style.sizes["axis"]), room.gone, style.sizes["axis"], "g500")
    return drawn


def _at(plan: Plan, dot: Dot, room: _Room, k: float) -> tuple[float, float]:
    """The place of a point; discs on the ends of an axis stay inside the plot."""
    pad = (_DOT + 1) * k
    x = room.right - pad - plan.across.share(dot.x) * (room.right - room.left - 2 * pad)
    return x, room.top + pad + plan.up.share(dot.y) * (room.bottom - room.top - 2 * pad)


_Names = tuple[list[tuple[str, ...]], float, list[Point]]  # lines, size, and the points with room for them


def _named(plan: Plan, places: Sequence[tuple[float, float]], room: _Room,
           style: Style, looks: int = 2) -> tuple[list[tuple[str, ...]], float, placement.Spots]:
    """The names as lines, their size, their spots: in one line if that can be, else in two, else smaller; at last with every way
    out of a crowd. `looks`: 0 without those, 1 without the closest look for them."""
    gap, box = 2 * style.stroke, Box(room.left + style.stroke, room.top - 2, room.right, room.bottom - style.stroke)
    ways = [_set(plan, places, share * (room.right - room.left), style.sizes[size], style)
            for size in ("label", "axis") for share in (0.6, 0.22)]
    crowded = (placement.in_a_crowd, ways[1::2] if len(places) <= _SOME else ways[3:]), (placement.closely, ways[3:])
    for find, tried in ((placement.loosely, ways), *crowded[:looks]):
        for lines, size, points in tried:
            if spots := find(tuple(points), box, gap):
                return lines, size, spots
    full = all(placement.no_room(points, box, gap) for *_, points in ways)
    raise Refused("L4", f"the names of {len(plan.dots)} points {'need more room than the plot has' if full else 'find no place'}",
                  "shorten them, show fewer points, or give the chart more room")


def _set(plan: Plan, places: Sequence[tuple[float, float]], width: float, size: float, style: Style) -> _Names:
    """The names in lines of some width, and how large they are beside their points."""
    lines = [fitted(dot.label, width, size, True, style) for dot in plan.dots]
    points = [Point(x, y, _DOT * style.stroke, max(style.measure(w, size, True) for w in some), len(some) * leading(style, size))
              for (x, y), some in zip(places, lines)]
    return lines, size, points


def _words(drawn: Sketch, words: Sequence[str], size: float, spot: Spot, x: float) -> None:
    """The lines of a name, set towards their point."""
    top = spot.box.top
    if spot.box.left >= x:
        drawn.lines(spot.box.left, top, words, size, "navy", True)
    elif spot.box.right <= x:
        drawn.lines(spot.box.right, top, words, size, "navy", True, "end")
    else:
        drawn.lines(spot.box.x, top, words, size, "navy", True, "middle")


def _axes(drawn: Sketch, plan: Plan, room: _Room) -> None:
    """Ticks with their numbers along both axes, and what each measures; no gridlines, which would run through names."""
    style, size, k = drawn.style, drawn.style.sizes["axis"], drawn.style.stroke
    pad = (_DOT + 1) * k
    drawn.line(room.left, room.top, room.left, room.bottom, "navy", 0.9)
    drawn.line(room.left, room.bottom, room.right, room.bottom, "navy", 0.9)
    for tick, text in zip(plan.up.ticks, tick_texts(plan.up)):
        y = room.top + pad + plan.up.share(tick) * (room.bottom - room.top - 2 * pad)
        drawn.line(room.left - 2.5 * k, y, room.left, y, "navy", 0.6)
        drawn.text(room.left - 5 * k, y - leading(style, size) / 2, text, size, anchor="end")
    end = float("-inf")
    for tick, text in zip(plan.across.ticks, tick_texts(plan.across)):
        x = room.right - pad - plan.across.share(tick) * (room.right - room.left - 2 * pad)
        half = style.measure(text, size, False) / 2
        drawn.line(x, room.bottom, x, room.bottom + 2.5 * k, "navy", 0.6)
        if x - half > end and x - half >= 0:
            drawn.text(x, room.bottom + 4 * k, text, size, anchor="middle")
            end = x + half + 4 * k
    drawn.text(0, 0, _fit(plan.titles[1], drawn.width, style), size, "g700", True)
    below = room.bottom + 4 * k + leading(style, size)
    drawn.text(room.right, below, _fit(plan.titles[0], room.right, style), size, "g700", True, "end")


def _fit(title: str, width: float, style: Style) -> str:
    if style.measure(title, style.sizes["axis"], True) > width:
        raise Refused("L4", f'the title "{title}" does not fit its axis', "shorten it")
    return title


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """A scatter in Office, its names at one side of their points; None where they would meet: a host moves none apart."""
    from charts import office, sides

    places = [((1 - plan.across.share(dot.x)) * _WIDE, plan.up.share(dot.y) * _HIGH) for dot in plan.dots]
    found = sides.find(places, [_LETTER * len(dot.label) for dot in plan.dots], (_WIDE, _HIGH))
    if found is None:
        return None
    points = tuple(replace(listed.marker("orange" if dot.message else "navy", dot.shade, dot.label, side), role="label")
                   for dot, side in zip(plan.dots, found))
    made = NativeSeries(plan.titles[1], tuple(dot.y for dot in plan.dots), Fill("navy"), points=points, labels=True, marker=True,
                        x=tuple(dot.x for dot in plan.dots))
    return Native("scatter", tuple(dot.label for dot in plan.dots), (made,), plan.up.low, plan.up.high, plan.up.step,
                  office.number_format(plan.up), value_axis=True, titles=plan.titles,
                  headers=("", plan.titles[0], plan.titles[1]), x_minimum=plan.across.low, x_maximum=plan.across.high,
                  x_major=plan.across.step, x_number_format=office.number_format(plan.across))
