"""The stops of a journey in order, with the people at each: met, met briefly, or not met."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from charts import checks, inputs
from charts.inputs import Node, Prose, Refused
from charts.labels import fitted
from charts.sketch import Sketch, leading, second
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: itinerary
headline: The envoy met the foreign minister, but not the president
subtitle: Meetings by city, in order of stops
source_note: Invented for this example.
stops:
  - city: Northam
    people:
      - {name: A. Keller, note: foreign minister, met: "yes"}
      - {name: B. Osei, note: president, met: "no", message: true}
  - city: Southport
    people:
      - {name: C. Marin, note: port authority, met: briefly}
"""

Met = Literal["yes", "briefly", "no"]
_WORDS: dict[Met, str] = {"yes": "Met", "briefly": "Met briefly", "no": "Not met"}
_REASON = re.compile(r"\b(because|due to|owing to|in protest|reasons?|so as to|in order to)\b", re.IGNORECASE)


class Person(Node):
    """Someone at a stop. `reason`: why a meeting did not take place; only with `facts` that attribute it."""

    name: Prose
    note: Prose | None = None
    met: Met
    reason: Prose | None = None
    message: bool = False
    facts: list[str] = []


class Stop(Node):
    """A city and the people there, in order."""

    city: Prose
    people: list[Person] = []


class Spec(inputs.Spec):
    """Stops in the order of travel."""

    stops: list[Stop]


@dataclass(frozen=True)
class Row:
    """A person as drawn; `about` follows the word for met or not met."""

    name: str
    met: Met
    about: str
    message: bool


@dataclass(frozen=True)
class Plan:
    """Cities with their rows."""

    alt: str
    stops: tuple[tuple[str, tuple[Row, ...]], ...]
    numbers: tuple[float, ...] = ()


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused for a reason without a fact, a second message, or no stops."""
    checks.no_table(rows, "itinerary", "stops")
    checks.need(spec.stops, 1, "stops", 'write each city under "stops"', spec.place)
    people = [person for stop in spec.stops for person in stop.people]
    checks.one_message(people)
    for person in people:
        _reasoned(person)
    made = Plan("", tuple((stop.city, tuple(map(_row, stop.people))) for stop in spec.stops))
    return replace(made, alt=spec.alt or _alt(made))


def _reasoned(person: Person) -> None:
    reason = person.reason or (person.note if person.met == "no" and person.note and _REASON.search(person.note) else None)
    if reason and not person.facts:
        raise Refused("A4", f'the reason "{reason}" for {person.name} has no fact',
                      'name the facts that give it under "facts", or leave the reason out', person.place)


def _row(person: Person) -> Row:
    return Row(person.name, person.met, ", ".join(p for p in (person.note, person.reason) if p), person.message)


def _alt(made: Plan) -> str:
    cities = [city for city, _ in made.stops]
    said = [f"Itinerary with {checks.counted(len(cities), 'stop', 'stops')}, in order: {', '.join(cities)}."]
    for city, rows in made.stops:
        said += [checks.sentence(f"{city}: {_WORDS[r.met].lower()} {r.name}{', ' + r.about if r.about else ''}") for r in rows]
    return " ".join(said)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return (_down if _narrow(plan, width, style) else _across)(plan, Sketch(width, 0, style), 0.0, 0.0)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the people's rows first, up to one row's half, then around the whole."""
    drawn = Sketch(width, height_, style)
    lay = _down if _narrow(plan, width, style) else _across
    free = checks.room_left(height_, height(plan, width, style))
    gaps = len(plan.stops) - 1 + sum(max(0, len(rows) - 1) for _, rows in plan.stops) if lay is _down else \
        max(len(rows) for _, rows in plan.stops)
    extra = min(0.8 * free / max(gaps, 1), 0.6 * _pitch(style))
    lay(plan, drawn, (free - extra * gaps) / 2, extra)
    return drawn


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def _pitch(style: Style) -> float:
    """Row of two lines and its padding: 26 in print."""
    return leading(style, style.sizes["label"]) + leading(style, second(style)) + 5 * style.stroke


def _gap(style: Style) -> float:
    return 16 * style.stroke


def _inset(style: Style) -> float:
    """From the column's edge to the words: bar, symbol and the space after it."""
    return 22.5 * style.stroke


def _narrow(plan: Plan, width: float, style: Style) -> bool:
    """Whether columns would be too narrow: a name would have to break, or a line hold fewer than 14 characters."""
    count = len(plan.stops)
    room = (width - _gap(style) * (count - 1)) / count - _inset(style)
    names = [r.name for _, rows in plan.stops for r in rows]
    return room < max((style.measure(n, style.sizes["label"], True) for n in names), default=0) or \
        room < 7 * second(style)


def _city(drawn: Sketch, number: int, city: str, x: float, top: float, room: float) -> float:
    """The stop's number and name; returns where they end."""
    style = drawn.style
    size = style.sizes["value"] * (1.1 if style.medium == "print" else 1.0)
    start = x + style.measure(f"{number}", size, False) + 0.45 * size
    drawn.text(x, top, f"{number}", size, "g500")
    return drawn.lines(start, top, fitted(city, room - (start - x), size, True, style), size, "navy", True)


def _across(plan: Plan, drawn: Sketch, top: float, extra: float) -> float:
    """One column a stop, the route as a line with rings above the columns; returns where the last row ends."""
    style, k, count = drawn.style, drawn.style.stroke, len(plan.stops)
    room = (drawn.width - _gap(style) * (count - 1)) / count
    lefts = [n * (room + _gap(style)) for n in range(count)]
    r = 5.5 * k
    edge = r + 1.1 * k
    y = max(_city(drawn, n + 1, city, x, top, room) for n, (x, (city, _)) in enumerate(zip(lefts, plan.stops))) + 4 * k + edge
    drawn.line(lefts[0] + edge, y, lefts[-1] + edge, y, "navy", 1.6)
    for x in lefts:
        drawn.ring(x + edge, y, r, 2.2)
    start, ends = y + edge + 6 * k + min(extra, 8 * k), [y + edge]
    for x, (_, rows) in zip(lefts, plan.stops):
        row_top = start
        for row in rows:
            bottom = _person(drawn, row, x, row_top, room)
            ends.append(bottom)
            row_top = bottom + extra
    return max(ends)


def _down(plan: Plan, drawn: Sketch, top: float, extra: float) -> float:
    """Stops one below the other, the route as a line down the left edge; returns where the last row ends."""
    style, k = drawn.style, drawn.style.stroke
    r, size = 5.5 * k, style.sizes["value"]
    edge, left, y = r + 1.1 * k, 18 * k, top
    rings = []
    for n, (city, rows) in enumerate(plan.stops):
        if n:
            y += 8 * k + extra
        rings.append(y + leading(style, size) / 2 + 0.6 * k)
        y = _city(drawn, n + 1, city, left, y, drawn.width - left) + 2 * k
        for m, row in enumerate(rows):
            y = _person(drawn, row, left, y + (extra if m else 0.0), drawn.width - left)
    if len(rings) > 1:
        drawn.line(edge, rings[0], edge, rings[-1], "navy", 1.6)
    for centre in rings:
        drawn.ring(edge, centre, r, 2.2)
    return y


def _person(drawn: Sketch, row: Row, x: float, top: float, room: float) -> float:
    """A person's row, at least one pitch high, with the ground of the message where it is the message."""
    style, k = drawn.style, drawn.style.stroke
    label, small, inset = style.sizes["label"], second(style), _inset(style)
    names = fitted(row.name, room - inset - 4 * k, label, True, style)
    word = _WORDS[row.met]
    first, *more = _about(word, row.about, room - inset - 4 * k, style)
    words_high = len(names) * leading(style, label) + (1 + len(more)) * leading(style, small)
    bottom = top + max(_pitch(style), words_high + 5 * k)
    if row.message:
        drawn.box(x, top, room, bottom - top, "peach")
        drawn.box(x, top, 2.5 * k, bottom - top, "orange")
    y = top + 2.5 * k
    symbol = drawn.not_met if row.met == "no" else drawn.met
    symbol(x + inset / 2 + 0.4 * k, y + leading(style, label) / 2 + 1.5 * k, 1.2 * label)
    y = drawn.lines(x + inset, y, names, label, "navy", True)
    drawn.text(x + inset + style.measure(word, small, True), y, first, small)
    y = drawn.text(x + inset, y, word, small, "navy", True)
    drawn.lines(x + inset, y, more, small)
    return bottom


def _about(word: str, about: str, room: float, style: Style) -> tuple[str, ...]:
    """What follows the bold word: the rest of its line, then further lines."""
    if not about:
        return ("",)
    small = second(style)
    used = style.measure(word, small, True) + style.measure(", ", small, False)
    parts = about.split(" ")
    taken = next((n for n in range(len(parts), 0, -1) if used + style.measure(" ".join(parts[:n]), small, False) <= room), 0)
    rest = " ".join(parts[taken:])
    lead = ", " + " ".join(parts[:taken]) if taken else ","
    return (lead, *fitted(rest, room, small, False, style)) if rest else (lead,)
