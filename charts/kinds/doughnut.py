"""At most three parts of a whole as a ring; the parts are per cent and add up to 100."""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import series_marks, values
from charts.drawing import Command, Path
from charts.inputs import Refused
from charts.labels import fitted
from charts.listed import marker
from charts.naming import RING
from charts.native import Native, NativeSeries
from charts.sketch import Sketch, leading
from charts.style import SERIES, Style
from charts.values import Item, ItemPlan, RowSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: doughnut
headline: More than half of the goods leave the harbour by rail
subtitle: Goods by way of onward transport, per cent of tonnes
source_note: Invented for this example.
unit: percent
rows:
  - {label: Rail, value: 54, message: true}
  - {label: Road, value: 37}
  - {label: Sea, value: 9, note: short hauls to other ports}
"""

_MOST = 3
_SLACK = 0.5  # per cent that rounding may take from the whole, or add to it
_SIZE = 132.0  # diameter in print
_SEAM = 1.6  # the white gap between parts, in print
_ASIDE = 10.0  # from the ring to its words


class Spec(RowSpec):
    """Two or three parts in per cent, each with a number; `unit` is percent."""


@dataclass(frozen=True)
class Plan(ItemPlan):
    """The parts, clockwise from the top; `roles`: their colours."""

    roles: tuple[str, ...]


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused (H6) for more than three parts, and for parts that are not per cent of one whole."""
    found = values.rows_of(spec, rows)
    if not 2 <= len(found) <= _MOST:
        raise Refused("H6", f"a ring of {len(found)} parts", 'give two or three, or use a chart of kind "bar"', spec.place)
    items = values.items(found, spec.unit or found[0].value.unit)
    _whole(items, spec)
    left = iter(SERIES)
    roles = tuple("orange" if item.message else next(left) for item in items)
    alt = f"Ring of {len(items)} parts of a whole. {'; '.join(item.said for item in items)}."
    return Plan(spec.alt or alt, items, spec.unit or "", roles, flags=values.near(found))


def _whole(items: Sequence[Item], spec: Spec) -> None:
    gone = next((item for item in items if item.number is None), None)
    if gone:
        raise Refused("H20", f'"{gone.label}" has no number', 'a whole needs all its parts: use a chart of kind "bar"',
                      spec.place)
    low = next((item for item in items if (item.number or 0.0) <= 0), None)
    if low:
        raise Refused("H6", f'"{low.label}" is {low.text}: it has no place on a ring', "leave it out, or say it in the note",
                      spec.place)
    if len({item.shade for item in items} - {"derived"}) > 1:
        raise Refused("H17", "the parts have different statuses", "what was done and what was promised make no whole", spec.place)
    total = sum(item.number or 0.0 for item in items)
    if abs(total - 100) > _SLACK:
        raise Refused("H6", f"the parts add up to {total:g}, not to 100",
                      'give all parts in per cent, or use a chart of kind "bar"', spec.place)


@dataclass(frozen=True)
class _Words:
    """The name of a part in lines, and the side of the ring on which it stands."""

    lines: tuple[str, ...]
    right: bool
    height: float


def _words(plan: Plan, room: float, style: Style) -> list[_Words]:
    """On each side the parts whose middle lies there; names break to `room`."""
    size, tall, made = style.sizes["label"], leading(style, style.sizes["value"]), []
    for item, angle in zip(plan.items, _middles(plan)):
        lines = fitted(item.label, room, size, True, style)
        note = fitted(item.note, room, style.sizes["small"], False, style)
        high = tall + len(lines) * leading(style, size) + len(note) * leading(style, style.sizes["small"])
        made.append(_Words(lines, angle < math.pi, high))
    return made


def _edges(plan: Plan) -> list[float]:
    """Angles from the top, clockwise, where the parts begin and end; the parts share the whole ring."""
    total, edges = sum(plan.numbers), [0.0]
    for number in plan.numbers:
        edges.append(edges[-1] + 2 * math.pi * number / total)
    return edges


def _middles(plan: Plan) -> list[float]:
    edges = _edges(plan)
    return [(a + b) / 2 for a, b in pairwise(edges)]


def _size(width: float, height_: float, style: Style) -> float:
    """The diameter: at most two fifths of the width, so that words have room at both sides."""
    return min(height_ - 4 * style.stroke, 0.4 * width, 2 * _SIZE * style.stroke)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    across = min(_SIZE * style.stroke, 0.4 * width)
    words = _words(plan, (width - across) / 2 - _ASIDE * style.stroke, style)
    tall = max(sum(w.height for w in words if w.right is side) for side in (True, False))
    return max(across + 4 * style.stroke, tall)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: the parts, and beside each its share and its name."""
    drawn, across = Sketch(width, height_, style), _size(width, height_, style)
    room = (width - across) / 2 - _ASIDE * style.stroke
    words = _words(plan, room, style)
    if across < 60 * style.stroke or any(" ".join(w.lines) != item.label for w, item in zip(words, plan.items)):
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt do not hold the ring and its names", "shorten the names")
    x, y, edges = width / 2, height_ / 2, _edges(plan)
    for n, item in enumerate(plan.items):
        _part(drawn, (x, y, across / 2), (edges[n], edges[n + 1]), item, plan.roles[n])
    for right in (True, False):
        own = [n for n, w in enumerate(words) if w.right is right]
        _beside(drawn, plan, words, own if right else own[::-1], (x, y, across / 2), room)
    return drawn


def _part(drawn: Sketch, ring: tuple[float, float, float], reach: tuple[float, float], item: Item, role: str) -> None:
    """One part, less half the white gap at both ends; its edge, where its status has one, follows its outline."""
    x, y, outer = ring
    inner, seam = RING * outer, _SEAM * drawn.style.stroke / 2
    a, b = reach
    cut = [min(math.asin(seam / r), (b - a) / 4) for r in (outer, inner)]
    commands = (*_arc(x, y, outer, a + cut[0], b - cut[0], "M"), *_arc(x, y, inner, b - cut[1], a + cut[1], "L"), ("Z",))
    line = series_marks.edge(role, item.shade)
    drawn.marks.append(Path(commands, series_marks.ground(role, item.shade)))
    if line:
        drawn.path(commands, None, line)


def _arc(x: float, y: float, r: float, start: float, end: float, first: str) -> list[Command]:
    """An arc as cubic curves of at most a sixteenth of a turn; angles from the top, clockwise."""
    count = max(1, math.ceil(abs(end - start) / (math.pi / 8)))
    step = (end - start) / count
    k = 4 / 3 * math.tan(step / 4) * r
    commands: list[Command] = [(first, x + r * math.sin(start), y - r * math.cos(start))]
    for n in range(count):
        a, b = start + n * step, start + (n + 1) * step
        x1, y1, x2, y2 = x + r * math.sin(a), y - r * math.cos(a), x + r * math.sin(b), y - r * math.cos(b)
        commands.append(("C", x1 + k * math.cos(a), y1 + k * math.sin(a), x2 - k * math.cos(b), y2 - k * math.sin(b), x2, y2))
    return commands


def _beside(drawn: Sketch, plan: Plan, words: Sequence[_Words], own: Sequence[int], ring: tuple[float, float, float],
            room: float) -> None:
    """The words of one side from the top down, level with their parts, and a line from each part to its words."""
    style, (x, y, r), middles = drawn.style, ring, _middles(plan)
    tall = leading(style, style.sizes["value"])
    wanted = [y - r * math.cos(middles[n]) + (words[n].height - tall) / 2 for n in own]
    places = series_marks.spread(wanted, [words[n].height for n in own], 0.0, drawn.height)
    for n, middle in zip(own, places):
        side, anchor = (1, "start") if words[n].right else (-1, "end")
        edge = x + side * (r + _ASIDE * style.stroke)
        start = (x + r * math.sin(middles[n]), y - r * math.cos(middles[n]))
        share = middle - (words[n].height - tall) / 2
        drawn.line(*start, edge - side * 3 * style.stroke, share, "g500", 0.6)
        _lines(drawn, plan.items[n], words[n], edge, middle, room, anchor == "end")


def _lines(drawn: Sketch, item: Item, words: _Words, x: float, middle: float, room: float, left: bool) -> None:
    """Share, name, note."""
    style, small = drawn.style, drawn.style.sizes["small"]
    top = drawn.text(x, middle - words.height / 2, item.text, style.sizes["value"], "navy", True, "end" if left else "start")
    top = drawn.lines(x, top, words.lines, style.sizes["label"], "navy", True, "end" if left else "start")
    drawn.lines(x, top, fitted(item.note, room, small, False, style), small, anchor="end" if left else "start")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """The same ring as an Office chart, each part with its share and its name at its side of the ring."""
    from charts import series_office

    points = tuple(replace(marker(role, item.shade, _side_by_side(item, angle < math.pi)), note=item.note, aside=True)
                   for role, item, angle in zip(plan.roles, plan.items, _middles(plan)))
    made = series_office.seamed(NativeSeries(plan.unit or "percent", plan.numbers, points=points, labels=True))
    return Native("doughnut", tuple(item.label for item in plan.items), (made,), 0.0, number_format="0.###")


def _side_by_side(item: Item, right: bool) -> str:
    """Share and name, the share next to the ring, with a space towards the line that leads there."""
    return f"\u00a0{item.text}  {item.label}" if right else f"{item.label}  {item.text}\u00a0"
