"""Wordings of one matter as steps, from the weakest to the strongest: an order, not a measure."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import checks, inputs
from charts.inputs import Node, Prose
from charts.labels import fitted
from charts.sketch import Sketch, leading, second
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: ladder
headline: The minister offered help; the reports made it a promise
subtitle: Three wordings of one offer, from the most to the least guarded
source_note: Invented for this example.
steps:
  - {words: “we are ready to help”, who: "the minister, quoted", message: true}
  - {words: “pledges to help”, who: first report}
  - {words: “announced that help will come”, who: second report}
note: The steps are an order, not a measure.
"""

_SAID = "An order, not a measure"


class Step(Node):
    """One wording and who used it."""

    words: Prose
    who: Prose | None = None
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Steps from the lowest to the highest."""

    steps: list[Step]


@dataclass(frozen=True)
class Plan:
    """Steps as (words, who, message). `said`: the remark that this is no measure, where no note makes it."""

    alt: str
    steps: tuple[tuple[str, str, bool], ...]
    said: str
    numbers: tuple[float, ...] = ()


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused for fewer than two steps or a second message."""
    checks.no_table(rows, "ladder", "steps")
    checks.need(spec.steps, 2, "steps", "one wording alone is a quotation: use a quote block", spec.place)
    checks.one_message(spec.steps)
    said = "" if spec.note and "order" in spec.note.lower() else _SAID
    made = Plan("", tuple((s.words, s.who or "", s.message) for s in spec.steps), said)
    return replace(made, alt=spec.alt or _alt(made))


def _alt(made: Plan) -> str:
    steps = [checks.sentence(f"Step {n}: {words}{', ' + who if who else ''}") for n, (words, who, _) in enumerate(made.steps, 1)]
    return " ".join([f"Ladder of {len(made.steps)} steps, from the lowest to the highest; an order, not a measure.", *steps])


@dataclass(frozen=True)
class _Card:
    """A card's place and its broken words."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    who: tuple[str, ...]
    message: bool


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return max(c.y + c.height for c in _cards(plan, width, style, _rise(style)))


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height makes the stairs steeper (up to double), the rest goes around them.

    Stairs may be half as steep where height lacks: they show an order, not a measure.
    """
    drawn = Sketch(width, height_, style)
    rise, free = _rise(style), height_ - height(plan, width, style)
    if not _narrow(plan, width, style):
        rise += max(-rise / 2, min(rise, (0.6 if free > 0 else 1.0) * free / (len(plan.steps) - 1)))
    cards = _cards(plan, width, style, rise)
    top = checks.room_left(height_, max(c.y + c.height for c in cards)) / 2
    cards = [replace(card, y=card.y + top) for card in cards]
    for card in cards:
        _draw_card(drawn, card)
    _stairs(drawn, cards, _narrow(plan, width, style))
    drawn.text(0, top, plan.said, second(style), "g500")
    return drawn


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def _rise(style: Style) -> float:
    return 15.0 * style.stroke


def _narrow(plan: Plan, width: float, style: Style) -> bool:
    """Whether cards side by side would be narrower than their longest word, or than 9 characters."""
    count, k = len(plan.steps), style.stroke
    room = (width - 8 * k * (count - 1)) / count - 14 * k
    longest = max(style.measure(w, style.sizes["label"], True) for words, *_ in plan.steps for w in words.split(" "))
    return room < max(longest, 5 * style.sizes["label"])


def _cards(plan: Plan, width: float, style: Style, rise: float) -> list[_Card]:
    return (_stacked if _narrow(plan, width, style) else _rising)(plan, width, style, rise)


def _card(step: tuple[str, str, bool], x: float, y: float, width: float, style: Style) -> _Card:
    """A card as high as its words."""
    k, label, small = style.stroke, style.sizes["label"], second(style)
    words = fitted(step[0], width - 14 * k, label, True, style)
    who = fitted(step[1], width - 14 * k, small, False, style)
    high = 3 * k + 5 * k + len(words) * leading(style, label) + (2 * k + len(who) * leading(style, small) if who else 0) + 6 * k
    return _Card(x, y, width, high, words, who, step[2])


def _rising(plan: Plan, width: float, style: Style, rise: float) -> list[_Card]:
    """Side by side, each hanging from a tread one rise higher than the one before."""
    count, gap = len(plan.steps), 8 * style.stroke
    room = (width - gap * (count - 1)) / count
    head = leading(style, second(style)) + 3 * style.stroke if plan.said and count == 2 else 0.0
    return [_card(step, n * (room + gap), head + (count - 1 - n) * rise, room, style) for n, step in enumerate(plan.steps)]


def _stacked(plan: Plan, width: float, style: Style, rise: float) -> list[_Card]:
    """One below the other, each further in than the one before; for half a page."""
    step_in, gap = 9 * style.stroke, 5 * style.stroke
    y = leading(style, second(style)) + 3 * style.stroke if plan.said else 0.0
    room = width - step_in * (len(plan.steps) - 1)
    cards = []
    for n, step in enumerate(plan.steps):
        cards.append(_card(step, n * step_in, y, room, style))
        y += cards[-1].height + gap
    return cards


def _draw_card(drawn: Sketch, card: _Card) -> None:
    """Pale ground, cap bar, words, who said them."""
    k, style = drawn.style.stroke, drawn.style
    drawn.box(card.x, card.y, card.width, card.height, "peach" if card.message else "tint")
    drawn.box(card.x, card.y, card.width, 3 * k, "orange" if card.message else "navy")
    y = drawn.lines(card.x + 7 * k, card.y + 8 * k, card.words, style.sizes["label"], "navy", True)
    drawn.lines(card.x + 7 * k, y + 2 * k, card.who, second(style))


def _stairs(drawn: Sketch, cards: Sequence[_Card], narrow: bool) -> None:
    """The risers that join one tread to the next, so that the cards read as steps and not as bars."""
    k = drawn.style.stroke
    for low, high in pairwise(cards):
        if narrow:
            x = high.x - 4.5 * k
            drawn.line(x, low.y + low.height, x, high.y + 1.5 * k, "navy", 0.75)
            drawn.line(x, high.y + 1.5 * k, high.x, high.y + 1.5 * k, "navy", 0.75)
        else:
            x = high.x - 4 * k
            drawn.line(low.x + low.width, low.y + 1.5 * k, x, low.y + 1.5 * k, "navy", 0.75)
            drawn.line(x, low.y + 1.5 * k, x, high.y + 1.5 * k, "navy", 0.75)
            drawn.line(x, high.y + 1.5 * k, high.x, high.y + 1.5 * k, "navy", 0.75)
