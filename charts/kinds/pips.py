"""A count as pips on a line: the dated ones labelled, the others bracketed as undated; places on the line are not dates."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import checks, crowd, inputs
from charts.drawing import Fill, Stroke, circle, half_disc
from charts.flags import hang, stacked
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import Flag, Spot, fitted, place, widest
from charts.sketch import Sketch, second
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: pips
headline: The two navies have trained together five times since 2016
subtitle: Joint exercises, in order
source_note: Invented for this example.
count: 5
unit: exercises
labels:
  - {at: 1, text: "2016"}
rest: dates not in the sources
"""

_MOST = 20


class Label(Node):
    """`at`: which pip, counted from 1."""

    at: int
    text: Prose
    note: Prose | None = None


class Spec(inputs.Spec):
    """`rest` stands under the brackets that join the pips without a label."""

    count: Cell
    labels: list[Label] = []
    rest: Prose | None = None


@dataclass(frozen=True)
class Plan:
    """Labels as (pip, text, note) in order; `runs`: first and last pip of each stretch without labels."""

    alt: str
    count: int
    status: str
    labels: tuple[tuple[int, str, str], ...]
    runs: tuple[tuple[int, int], ...]
    rest: str
    numbers: tuple[float, ...]


def plan(spec: Spec, rows: Sequence[dict[str, Any]] | None = None) -> Plan:
    """Raises Refused for a count that is not whole, or too large, and for a label on a pip that is not there."""
    checks.no_table(rows, "pips", "labels")
    checks.attributed(spec.count, "the count")
    count = _whole(spec.count, spec)
    labels = tuple(sorted((label.at, str(label.text), str(label.note or "")) for label in spec.labels))
    for label in spec.labels:
        if not 1 <= label.at <= count or [at for at, *_ in labels].count(label.at) > 1:
            raise Refused("H15", f'the label "{label.text}" stands at pip {label.at}',
                          f"each pip from 1 to {count} has one label at most", label.place)
    runs = _runs(count, {at for at, *_ in labels})
    if runs and not spec.rest:
        raise Refused("H20", f"{sum(b - a + 1 for a, b in runs)} of {count} pips have no label",
                      'say what is missing under "rest", for example "dates not in the sources"', spec.place)
    status = "derived" if spec.count.derived else spec.count.status
    made = Plan("", count, status, labels, runs, spec.rest or "", (float(count),))
    return replace(made, alt=spec.alt or _alt(made, spec.unit or "pips"))


def _whole(cell: Cell, spec: Spec) -> int:
    value = cell.number
    if value is None or value != int(value) or not 1 <= value <= _MOST:
        said = "not stated" if value is None else f"{value:g}"
        raise Refused("H15", f'the count "{said}" is not a whole number from 1 to {_MOST}',
                      'pips are counted one by one; for more use a chart of kind "unit"', cell.place or spec.place)
    return int(value)


def _runs(count: int, labelled: set[int]) -> tuple[tuple[int, int], ...]:
    """Stretches of neighbouring pips without a label."""
    marks = [0, *sorted(labelled), count + 1]
    return tuple((a + 1, b - 1) for a, b in pairwise(marks) if b - a > 1)


def _alt(made: Plan, unit: str) -> str:
    said = [f"A line of {made.count} {unit}, in order; the distances are not dates."]
    said += [checks.sentence(f"Number {at}: {text}{', ' + note if note else ''}") for at, text, note in made.labels]
    said += [checks.sentence(f"{f'Numbers {a} to {b}' if b > a else f'Number {a}'}: {made.rest}") for a, b in made.runs]
    return " ".join(said)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points. Raises Refused (L4) when the labels do not fit the width."""
    spots, r = _spots(plan, width, style), _radius(plan, width, style)
    return stacked(spots, _off(style), 0, 0, style).above + 2 * r + _under(plan, Sketch(width, 0, style), 0.0)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks, centred in the height."""
    drawn = Sketch(width, height_, style)
    free = checks.room_left(height_, height(plan, width, style))
    spots, r = _spots(plan, width, style), _radius(plan, width, style)
    rows = stacked(spots, _off(style), 0, 0, style)
    top = free / 2 + rows.above
    xs = _places(plan, width, style)
    drawn.line(xs[0], top + r, xs[-1], top + r, "navy", 1.6)
    for spot in spots:
        hang(drawn, spot, rows, top, top)
    for x in xs:
        _pip(drawn, x, top + r, r, plan.status)
    _under(plan, drawn, top + 2 * r)
    return drawn


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def _off(style: Style) -> float:
    return 6.0 * style.stroke


def _radius(plan: Plan, width: float, style: Style) -> float:
    """Up to 9 pt (20 on slides), less where the pips are many: a third of their distance."""
    most = {"print": 9.0, "slide": 20.0}[style.medium]
    return min(most, 0.3 * width / plan.count)


def _places(plan: Plan, width: float, style: Style) -> list[float]:
    """Centres, evenly spaced over the width; a single pip stands at the left."""
    r = _radius(plan, width, style)
    return [r + n * (width - 2 * r) / max(plan.count - 1, 1) for n in range(plan.count)]


def _spots(plan: Plan, width: float, style: Style) -> tuple[Spot, ...]:
    xs = _places(plan, width, style)
    flags = [Flag((xs[at - 1],), text, note, "above") for at, text, note in plan.labels]
    spots = place(flags, width, style) or crowd.rising(flags, width, style)
    if spots is None and plan.labels:
        raise Refused("L4", f"the {len(plan.labels)} labels do not fit {width:.0f} pt side by side", "shorten labels")
    return spots or ()


def _under(plan: Plan, drawn: Sketch, top: float) -> float:
    """Brackets under the undated pips, and what is said of them under the longest; returns where they end."""
    if not plan.runs:
        return top
    style, k = drawn.style, drawn.style.stroke
    xs, r, small = _places(plan, drawn.width, style), _radius(plan, drawn.width, style), second(style)
    y = top + 9 * k
    for a, b in plan.runs:
        left, right = xs[a - 1] - r + 0.3 * k, xs[b - 1] + r - 0.3 * k
        drawn.path((("M", left, y - 4 * k), ("L", left, y), ("L", right, y), ("L", right, y - 4 * k)), None, Stroke("g500", 0.6))
    a, b = max(plan.runs, key=lambda run: run[1] - run[0])
    lines = fitted(plan.rest, drawn.width, small, False, style)
    half = widest(lines, small, False, style) / 2
    middle = min(max((xs[a - 1] + xs[b - 1]) / 2, half), drawn.width - half)
    return drawn.lines(middle, y + 3 * k, lines, small, anchor="middle")


def _pip(drawn: Sketch, x: float, y: float, r: float, status: str) -> None:
    """A pip in the fill of its status (look: status code)."""
    w = min(2.0, r / 4)
    inner = r - w * drawn.style.stroke / 2
    ring = circle(x, y, inner)
    if status in ("done", "stated"):
        drawn.disc(x, y, r, "navy")
    elif status == "derived":
        drawn.path(ring, Fill("tint_2"), Stroke("navy", w / 2, (2.5, 1.5)))
    elif status == "pledged":
        drawn.path(ring, Fill("navy", "hatch", "white"), Stroke("navy", w))
    else:
        drawn.path(ring, Fill("white"), Stroke("navy", w, (2.5, 1.5) if status == "hoped" else ()))
        if status == "announced":
            drawn.path(half_disc(x, y, inner), Fill("navy"))
        elif status == "reported":
            drawn.disc(x, y, r / 3, "navy")
