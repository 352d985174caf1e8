"""Events on a true time scale: days as points, months and years as bands, superseded dates struck through."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field

from charts import checks, dates, inputs
from charts.chronology import Item, Mark, Plan, height, sketch
from charts.dates import Span
from charts.inputs import Node, Prose, Refused, When
from charts.labels import Side
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: timeline
headline: The visit fell between the talks and the first exit date
subtitle: Calendar, March to September 2021. Bands where only the month is stated
source_note: Invented for this example.
events:
  - {at: 2021-03-18, label: 18 March, text: talks in the capital}
  - {at: 2021-04-01, until: 2021-04-10, label: "Early April: the visit", text: days not stated, message: true}
  - {at: 2021-05-01, label: 1 May, text: first exit date, mark: struck}
  - {at: 2021-09, label: September, text: "exit, day not stated", mark: hatched}
arrows:
  - {from: 1 May, to: September, label: exit date later moved}
"""

_MEANS = {"open": "about this date", "struck": "superseded", "hatched": "planned"}


class Event(Node):
    """`at` and `until` (inclusive): "2021-04-07", "2021-04" or 2021. `precision: about` draws open brackets."""

    at: When | None = None
    until: When | None = None
    precision: Literal["day", "month", "year", "about"] | None = None
    label: Prose
    text: Prose | None = None
    mark: Mark | None = None
    side: Side | None = None
    message: bool = False
    facts: list[str] = []


class Arrow(Node):
    """From one event to another; each is named by its label or its `at`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    from_: When = Field(alias="from")
    to: When
    label: Prose | None = None


class Spec(inputs.Spec):
    """`from` and `to` widen the axis; without them it is the months or years that the events fill."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    events: list[Event]
    arrows: list[Arrow] = []
    from_: When | None = Field(default=None, alias="from")
    to: When | None = None


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused for events without a date, ends before beginnings, dates outside the axis, a second message."""
    checks.no_table(rows, "timeline", "events")
    checks.need(spec.events, 2, "events", "one date is better said in the text", spec.place)
    checks.one_message(spec.events)
    pairs = sorted(((_item(e), e) for e in spec.events), key=lambda p: (p[0].span.start, p[0].span.end))
    items = tuple(item for item, _ in pairs)
    domain = _domain(spec, [item.span for item in items])
    for item, event in pairs:
        if not domain[0] <= item.span.start < item.span.end <= domain[1]:
            raise Refused("H9", f'"{event.at}" lies outside the axis', 'change "from" or "to", or leave both out', event.place)
    arrows = tuple(_arrow(a, [e for _, e in pairs]) for a in spec.arrows)
    made = Plan("", items, arrows, domain)
    return replace(made, alt=spec.alt or _alt(made))


def _read(text: str | None, event: Node, what: str) -> Span:
    try:
        return dates.read(text or "")
    except ValueError as error:
        said = f"{what} {error}" if text else f"{what} has no date"
        raise Refused("H9", said, 'write a day "2021-04-07", a month "2021-04" or a year 2021; leave out what has no date',
                      getattr(text, "place", None) or event.place) from error


def _item(event: Event) -> Item:
    span = _read(event.at, event, f'the event "{event.label}":')
    if event.until is not None:
        end = _read(event.until, event, f'the end of "{event.label}":')
        if end.end <= span.start:
            raise Refused("H9", f'"{event.until}" is before "{event.at}"', '"until" is the last day, month or year', event.place)
        span = replace(span, end=end.end)
    elif event.precision not in (None, "about"):
        span = _coarser(span, event)
    mark = event.mark or _mark(span, event)
    if mark == "band" and span.end - span.start == 1:
        raise Refused("H9", f'the band "{event.label}" has no end', 'add "until", or leave "mark" out for a point', event.place)
    return Item(span, mark, event.label, event.text or "", event.side, event.message)


def _coarser(span: Span, event: Event) -> Span:
    order = ("day", "month", "year")
    wanted = event.precision
    if wanted is None or wanted == "about":
        return span
    if order.index(wanted) < order.index(span.precision):
        raise Refused("H9", f'"{event.at}" does not say the {wanted}', "a date may be drawn less exactly, not more", event.place)
    return dates.widened(span, wanted)


def _mark(span: Span, event: Event) -> Mark:
    if event.precision == "about":
        return "open"
    return "point" if span.end - span.start == 1 else "band"


def _domain(spec: Spec, spans: Sequence[Span]) -> tuple[int, int]:
    """The stated ends, else the whole months (or years, past 18 months) around the events."""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    years = dates.unit_of(start, end) == "years"
    whole: dates.Precision = "year" if years else "month"
    first = _read(spec.from_, spec, '"from":').start if spec.from_ else dates.widened(Span(start, end, "day"), whole).start
    last = _read(spec.to, spec, '"to":').end if spec.to else dates.widened(Span(end - 1, end, "day"), whole).end
    if last - first < 2:
        raise Refused("H9", "the axis is shorter than two days", 'change "from" or "to"', spec.place)
    return first, last


def _arrow(arrow: Arrow, events: Sequence[Event]) -> tuple[int, int, str]:
    start, end = _find(arrow.from_, events, arrow), _find(arrow.to, events, arrow)
    if start == end:
        raise Refused("", f'the arrow "{arrow.label or arrow.to}" begins and ends at one event', "name two events", arrow.place)
    return start, end, arrow.label or ""


def _find(name: str, events: Sequence[Event], arrow: Arrow) -> int:
    """An event's position in time, by its label or its date as typed."""
    plain = name.replace("\u00a0", " ")
    for n, event in enumerate(events):
        if plain in (event.label.replace("\u00a0", " "), event.at):
            return n
    labels = ", ".join(f'"{event.label}"' for event in events)
    raise Refused("", f'the arrow names no event "{name}"', f"events: {labels}", arrow.place)


def _alt(made: Plan) -> str:
    first, last = made.domain
    unit: dates.Precision = "year" if dates.unit_of(first, last) == "years" else "month"
    ends = [dates.spoken(dates.widened(Span(day, day + 1, "day"), unit)) for day in (first, last - 1)]
    said = [f"Timeline on a true scale, {ends[0]} to {ends[1]}."]
    for item in made.items:
        means = f" ({_MEANS[item.mark]})" if item.mark in _MEANS else ""
        said.append(checks.sentence(f"{item.label}{means}: {item.text}" if item.text else f"{item.label}{means}"))
    said += [checks.sentence(f"An arrow leads from {made.items[a].label} to {made.items[b].label}{': ' + words if words else ''}")
             for a, b, words in made.arrows]
    return " ".join(said)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


__all__ = ["EXAMPLE", "Item", "Plan", "Spec", "draw", "height", "plan", "sketch"]
