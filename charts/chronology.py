"""The geometry of a timeline: where each event, flag and arrow stands on the scale, and the marks that show them."""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from charts import crowd, flags
from charts.axis import Scale, ground
from charts.axis import depth as axis_depth
from charts.axis import names as axis_names
from charts.checks import room_left
from charts.dates import Span
from charts.drawing import Fill, Stroke, rectangle
from charts.flags import Rows, hang, stacked
from charts.inputs import Refused
from charts.labels import Flag, Side, Spot, place
from charts.sketch import Sketch
from charts.style import Style

_KEPT = 16  # answers that are remembered: a chart asks for its height, and again when it is drawn
Mark = Literal["point", "band", "open", "struck", "hatched"]


@dataclass(frozen=True)
class Item:
    """An event as decided: its span of days, its mark, its words."""

    span: Span
    mark: Mark
    label: str
    text: str
    side: Side | None
    message: bool


@dataclass(frozen=True)
class Plan:
    """Items in the order of time; arrows as (from, to, label) with positions of items; `domain` in days."""

    alt: str
    items: tuple[Item, ...]
    arrows: tuple[tuple[int, int, str], ...]
    domain: tuple[int, int]
    numbers: tuple[float, ...] = ()


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points, as many rows as it takes. Raises Refused (L4) where no way to place the labels is left."""
    scale = _scale(plan, width, style)
    return _tall(_stacked(_natural(plan, scale, width, style), scale, style, 0.0), style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; of free height a part lengthens the leaders, the rest stands around. Raises Refused as `height` does."""
    drawn, scale = Sketch(width, height_, style), _scale(plan, width, style)
    spots = _fitting(plan, scale, width, height_, style)
    free = room_left(height_, _tall(_stacked(spots, scale, style, 0.0), style))
    lift = min(free / 4, 14 * style.stroke)
    rows = _stacked(spots, scale, style, lift)
    top = (free - lift * len({spot.side for spot in spots})) / 2 + rows.above
    ground(drawn, scale, top, _band(style))
    _paint(plan, drawn, scale, spots, rows, top)
    return drawn


def _band(style: Style) -> float:
    return 12.0 * style.stroke


def _radius(style: Style) -> float:
    """The middle of the ring's stroke; the disc of a point is as large as the ring from outside."""
    return 5.0 * style.stroke


def _flags(plan: Plan, scale: Scale, style: Style) -> list[Flag]:
    """What is to be placed: the items first, then the words of arrows."""
    words = [_arrow_flag(plan, a, b, said, scale, style) for a, b, said in plan.arrows if said]
    return [_flag(item, scale, style) for item in plan.items] + words


def _natural(plan: Plan, scale: Scale, width: float, style: Style) -> tuple[Spot, ...]:
    """The places that read best; where labels crowd, as many rows as it takes."""
    spots = _placed(tuple(_flags(plan, scale, style)), width, style)
    if spots is None:
        raise Refused("L4", f"the labels of {len(plan.items)} events do not fit {width:.0f} pt side by side",
                      "shorten the texts, give the chart the full width, or leave events out")
    return spots


@lru_cache(_KEPT)
def _placed(wanted: tuple[Flag, ...], width: float, style: Style) -> tuple[Spot, ...] | None:
    return place(wanted, width, style) or crowd.rising(wanted, width, style)


def _fitting(plan: Plan, scale: Scale, width: float, height_: float, style: Style) -> tuple[Spot, ...]:
    """The places that read best, if they keep to a height; else places that do."""
    with suppress(Refused):
        best = _natural(plan, scale, width, style)
        if _tall(_stacked(best, scale, style, 0.0), style) <= height_ + 0.5:
            return best
    return _lowest(plan, scale, width, height_, style)


def _lowest(plan: Plan, scale: Scale, width: float, height_: float, style: Style) -> tuple[Spot, ...]:
    """Places that keep to a height that the best ones do not. Raises Refused (L4) where there are none."""
    near, k = axis_depth(scale, style), style.stroke
    room = crowd.Room(height_ - _band(style), 9 * k, near + 4 * k, flags.APART * k, 3 * k, near)
    spots = crowd.within(_flags(plan, scale, style), width, room, style)
    if spots is None:
        raise Refused("L4", f"the labels of {len(plan.items)} events do not fit {width:.0f} by {height_:.0f} pt of height",
                      "shorten the texts, give the chart more room, or leave events out")
    return spots


def _stacked(spots: Sequence[Spot], scale: Scale, style: Style, lift: float) -> Rows:
    """The rows, further from the line by `lift`."""
    k, near = style.stroke, axis_depth(scale, style)
    rows = stacked(spots, 9 * k + lift, near + 4 * k + lift, 3 * k, style)
    return replace(rows, below=max(rows.below, near))


def _tall(rows: Rows, style: Style) -> float:
    return rows.above + _band(style) + rows.below


def _scale(plan: Plan, width: float, style: Style) -> Scale:
    """The full width, less the half of a disc that would stand over an end."""
    reach = _radius(style) + style.stroke
    bare = [_extent(item, Scale(*plan.domain, 0.0, width), style) for item in plan.items]
    left = reach if any(edge < 0 for edge, _ in bare) else 0.0
    right = width - (reach if any(edge > width for _, edge in bare) else 0.0)
    return Scale(*plan.domain, left, right)


def _extent(item: Item, scale: Scale, style: Style) -> tuple[float, float]:
    """Left and right edge of an item's mark: its true span, or a disc around its middle where that would be a sliver."""
    left, right, middle = scale.x(item.span.start), scale.x(item.span.end), scale.x(item.span.middle)
    reach = _radius(style) + style.stroke
    if item.mark == "point" or right - left < (reach if item.mark == "band" else 2 * reach):
        return middle - reach, middle + reach
    return left, right


def _flag(item: Item, scale: Scale, style: Style) -> Flag:
    left, right = _extent(item, scale, style)
    middle, line = (left + right) / 2, 0.3 * style.stroke
    anchors: tuple[float, ...] = (middle,)
    if item.mark in ("band", "hatched") and right - left > 3 * _radius(style):
        anchors = (middle, left + line, right - line)
        anchors = anchors if right - left < 40 * style.stroke else (anchors[1], anchors[0], anchors[2])
    return Flag(anchors, item.label, item.text, item.side, "below" if item.message else "above")


def _shaft(plan: Plan, a: int, b: int, scale: Scale, style: Style) -> tuple[float, float]:
    """From where to where an arrow runs on the band; its head is at the second x. Raises Refused (L4) without room."""
    one, other = _extent(plan.items[a], scale, style), _extent(plan.items[b], scale, style)
    gap = 3 * style.stroke
    start, end = (one[1] + gap, other[0] - gap) if a < b else (one[0] - gap, other[1] + gap)
    if (end - start if a < b else start - end) < 3 * gap:
        raise Refused("L4", f'there is no room for an arrow from "{plan.items[a].label}" to "{plan.items[b].label}"',
                      "say it in an event's text, or give the chart the full width")
    return start, end


def _arrow_flag(plan: Plan, a: int, b: int, words: str, scale: Scale, style: Style) -> Flag:
    start, end = _shaft(plan, a, b, scale, style)
    return Flag(tuple(start + part * (end - start) for part in (0.5, 0.35, 0.65, 0.2, 0.8)), "", words, "above", leader=False)


def _paint(plan: Plan, drawn: Sketch, scale: Scale, spots: Sequence[Spot], rows: Rows, top: float) -> None:
    bottom = top + _band(drawn.style)
    for a, b, _ in plan.arrows:
        _arrow_line(drawn, *_shaft(plan, a, b, scale, drawn.style), (top + bottom) / 2)
    for n, spot in enumerate(spots):
        hang(drawn, spot, rows, top, bottom, n < len(plan.items) and plan.items[n].mark == "struck")
    for item in sorted(plan.items, key=lambda i: i.mark in ("point", "struck")):
        _mark_of(drawn, item, *_extent(item, scale, drawn.style), top, bottom)
    axis_names(drawn, scale, bottom, [s.x for s in spots if s.leader and s.side == "below"])


def _arrow_line(drawn: Sketch, start: float, end: float, y: float) -> None:
    k = drawn.style.stroke * (1 if end > start else -1)
    head = end - 5 * k
    drawn.line(start, y, head, y, "g700", 0.8)
    drawn.path((("M", head, y - 3 * abs(k)), ("L", end, y), ("L", head, y + 3 * abs(k)), ("Z",)), Fill("g700"))


def _mark_of(drawn: Sketch, item: Item, left: float, right: float, top: float, bottom: float) -> None:
    """Disc, ring, band, hatched band or brackets; orange for the message."""
    k, colour = drawn.style.stroke, "orange" if item.message else "navy"
    middle, y, r = (left + right) / 2, (top + bottom) / 2, _radius(drawn.style)
    small = abs(right - left - 2 * (r + k)) < 0.01
    if item.mark == "open":
        e = 0.9 * k
        for x, arm in ((left + e, 3 * k), (right - e, -3 * k)):
            drawn.path((("M", x + arm, top + e), ("L", x, top + e), ("L", x, bottom - e), ("L", x + arm, bottom - e)), None,
                       Stroke(colour, 1.8))
    elif small and item.mark in ("point", "band"):
        drawn.disc(middle, y, r + k, colour)
    elif small and item.mark == "struck":
        drawn.ring(middle, y, r, 2.0, colour)
    elif item.mark == "band":
        drawn.box(left, top, right - left, bottom - top, colour)
    else:
        fill = Fill(colour, "hatch", "white") if item.mark == "hatched" else Fill("white")
        e = 0.6 * k
        drawn.path(rectangle(left + e, top + e, right - left - 2 * e, bottom - top - 2 * e), fill, Stroke(colour, 1.2))
