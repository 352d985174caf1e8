"""Items by how far they have come: a sign and a word each, from done to reported only; promises never look like deeds."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from charts import checks, inputs
from charts.inputs import Node, Prose, Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.symbols import moved, status_symbol

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: status
headline: One of three harbour works is finished
subtitle: Works named in the agreement, by status
source_note: Invented for this example.
rows:
  - {label: New quay, status: done, words: opened in March, message: true}
  - {label: Dredging, status: pledged, words: no date}
  - {label: Rail link, status: wanted}
"""

LADDER = {"done": "Done", "announced": "Announced", "pledged": "Pledged", "wanted": "Wanted", "hoped": "Hoped for",
          "reported": "Reported only"}
_MOST = 30


class Entry(Node):
    """An item; `status` is a rung of the ladder, `words` say more."""

    label: Prose
    status: str
    words: Prose | None = None
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Items in any order; they are drawn down the ladder, in their own order on each rung."""

    quantitative: ClassVar[bool] = False
    rows: list[Entry]


@dataclass(frozen=True)
class Plan:
    """Items as (label, status, words, message), down the ladder."""

    alt: str
    rows: tuple[tuple[str, str, str, bool], ...]
    numbers: tuple[float, ...] = ()


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused for a status that is not on the ladder, a second message, and too many items."""
    checks.no_table(rows, "status", "rows")
    checks.need(spec.rows, 1, "rows", 'write each item under "rows"', spec.place)
    checks.one_message(spec.rows)
    for row in spec.rows:
        if row.status not in LADDER:
            raise Refused("H14", f'status "{row.status}" is not on the ladder', f"statuses: {', '.join(LADDER)}", row.place)
    if len(spec.rows) > _MOST:
        raise Refused("M14", f"{len(spec.rows)} items are too many for one figure", "use a deliverables block", spec.place)
    order = sorted(spec.rows, key=lambda row: list(LADDER).index(row.status))
    made = tuple((str(row.label), row.status, str(row.words or ""), row.message) for row in order)
    return Plan(spec.alt or _alt(made), made)


def _alt(rows: Sequence[tuple[str, str, str, bool]]) -> str:
    said = [f"{label}: {LADDER[status].lower()}{f' ({words})' if words else ''}" for label, status, words, _ in rows]
    return f"List of {checks.counted(len(rows), 'item', 'items')} by status. {'; '.join(said)}."


@dataclass(frozen=True)
class _Layout:
    """Where the three columns begin, and each row's broken words and height."""

    middle: float
    right: float
    labels: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    """Sign and label, the status in a word, what there is to say; the last under the label where columns are narrow."""
    k, label, small = style.stroke, style.sizes["label"], style.sizes["axis"]
    status = max(style.measure(LADDER[s], small, True) for _, s, _, _ in plan.rows)
    narrow, inset = _narrow(width, style), _inset(style)
    longest = max(style.measure(row[0], label, True) for row in plan.rows)
    middle = width - status - 6 * k if narrow else min(inset + longest + 24 * k, 0.5 * width)
    right = middle + status + 14 * k
    labels = tuple(fitted(row[0], middle - inset - 6 * k, label, True, style) for row in plan.rows)
    room = middle - inset - 6 * k if narrow else width - right
    words = tuple(fitted(row[2], room, small, False, style) for row in plan.rows)
    heights = tuple(_tall(a, b, narrow, style) + 8 * k for a, b in zip(labels, words))
    if widest([part for row in plan.rows for part in row[0].split(" ")], label, True, style) > middle - inset - 6 * k:
        raise Refused("L4", f"{width:.0f} pt are too narrow for the items", "shorten the labels, or set the figure full width")
    return _Layout(middle, right, labels, words, heights)


def _tall(labels: Sequence[str], words: Sequence[str], narrow: bool, style: Style) -> float:
    high = len(labels) * leading(style, style.sizes["label"])
    low = len(words) * leading(style, style.sizes["axis"])
    return high + low if narrow else max(high, low)


def _narrow(width: float, style: Style) -> bool:
    return width < 36 * style.sizes["label"]


def _inset(style: Style) -> float:
    """The sign and the space after it, before the label."""
    return 8 * style.stroke + 1.2 * style.sizes["label"] + 6 * style.stroke


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return sum(_layout(plan, width, style).heights)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes evenly into the rows. Raises Refused (L4) where there is too little."""
    made, drawn = _layout(plan, width, style), Sketch(width, height_, style)
    free = min(checks.room_left(height_, sum(made.heights)) / len(plan.rows), 2 * leading(style, style.sizes["label"]))
    y = 0.0
    for n in range(len(plan.rows)):
        _row(drawn, plan, made, n, y, made.heights[n] + free)
        y += made.heights[n] + free
    return drawn


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, top: float, tall: float) -> None:
    style, k, (_, status, _, message) = drawn.style, drawn.style.stroke, plan.rows[n]
    label, small, narrow = style.sizes["label"], style.sizes["axis"], _narrow(drawn.width, style)
    if message:
        drawn.box(0, top, drawn.width, tall, "peach")
        drawn.box(0, top, 2.5 * k, tall, "orange")
    if n:
        drawn.line(0, top, drawn.width, top, "g300", 0.5)
    d, y = 1.2 * label, top + (tall - _tall(made.labels[n], made.words[n], narrow, style)) / 2
    drawn.marks.extend(moved(status_symbol(status, d), 8 * k, y + leading(style, label) / 2 - d / 2 + 0.015 * label))
    baseline = (leading(style, label) - leading(style, small)) / 2 + 0.33 * (label - small)
    drawn.text(made.middle, y + baseline, LADDER[status], small, "navy", True)
    under = drawn.lines(_inset(style), y, made.labels[n], label, "navy", True)
    if narrow:
        drawn.lines(_inset(style), under, made.words[n], small)
    else:
        drawn.lines(made.right, y + baseline, made.words[n], small)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
