"""Works as bars on a true time scale, each with both its ends; a month or a year without a day is drawn as the span it is."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import field_validator

from charts import axis, checks, dates, inputs
from charts.axis import Scale
from charts.columns import shaded
from charts.dates import Span
from charts.drawing import Drawing, Fill, Stroke, rectangle
from charts.inputs import Node, Prose, Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.symbols import moved
from charts.values import Shade

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: gantt
headline: The crane comes only after the quay is finished
subtitle: Works in the harbour; hatched where they are promised
source_note: Invented for this example.
rows:
  - {label: Dredging, start: "2020-10-05", end: "2020-12-18"}
  - {label: New quay, start: "2020-11", end: "2021-03-12", message: true}
  - {label: Crane, start: "2021-04", end: "2021-06", mark: hatch, note: promised}
"""

_MOST = 40
_BAR, _GAP = 12.0, 7.0  # thickness of a bar in print, and the space between rows
_NAMES = 0.4  # of the width that the words may take
_SPOKEN = {"solid": "", "hatch": "promised", "outline": "wanted or reported", "derived": "derived"}


def _written(value: Any) -> Any:
    """A year may be typed, or stand in a data table, as a number."""
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else value or None


class Work(Node):
    """One bar. `start` and `end` are "2021-04-07", "2021-04" or 2021; both are needed. `mark` is the fill of its status."""

    label: Prose
    start: str | None = None
    end: str | None = None
    mark: Shade = "solid"
    note: Prose | None = None
    message: bool = False
    facts: list[str] = []

    _years = field_validator("start", "end", mode="before", json_schema_input_type=str | int | None)(_written)


class Spec(inputs.Spec):
    """Works in the order given; or a data table: `x` names the column of labels, `start` and `end` those of the ends."""

    quantitative: ClassVar[bool] = False
    rows: list[Work] = []
    x: str | None = None
    start: str | None = None
    end: str | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Bar:
    """`first` and `last` are the spans of the dates as written: the ends lie somewhere within them."""

    label: str
    note: str
    first: Span
    last: Span
    shade: Shade
    message: bool

    @property
    def dates(self) -> str:
        """Both ends in words: "5 Oct to 18 Dec 2020"; the year once where it is the same."""
        a, b = _brief(self.first), _brief(self.last)
        if a == b:
            return a
        same = self.first.precision != "year" and a[-4:] == b[-4:]
        return f"{a[:-5] if same else a} to {b}"


@dataclass(frozen=True)
class Plan:
    """Bars from top to bottom; the axis runs from `start` up to, not including, `end` (ordinals of days)."""

    alt: str
    bars: tuple[Bar, ...]
    start: int
    end: int
    numbers: tuple[float, ...] = ()


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused (H9) for a work without both its ends, an end that is no date, and one before its start."""
    found = _works(spec, rows)
    checks.need(found, 1, "rows", 'write each work under "rows"', spec.place)
    checks.one_message(found)
    if len(found) > _MOST:
        raise Refused("M14", f"{len(found)} works are too many for one figure", f"keep at most {_MOST}, or use a table",
                      spec.place)
    bars = tuple(_bar(work) for work in found)
    start, end = min(bar.first.start for bar in bars), max(bar.last.end for bar in bars)
    return Plan(spec.alt or _alt(bars), bars, *_whole(start, end))


def _works(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> list[Work]:
    if table is None:
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    from charts import values

    label, start, end = (values.column(name, field, table, spec.place)
                         for name, field in ((spec.x, "x"), (spec.start, "start"), (spec.end, "end")))
    return [Work(label=Prose.at(str(r[label]), spec.place), start=r[start], end=r[end],
                 message=spec.message is not None and str(r[label]) == spec.message) for r in table]


def _bar(work: Work) -> Bar:
    first, last = _end(work, "start", work.start), _end(work, "end", work.end)
    if last.end <= first.start or last.start < first.start:
        raise Refused("H9", f'"{work.label}" ends on {dates.spoken(last)}, before its start on {dates.spoken(first)}',
                      "put the earlier date first", work.place)
    return Bar(str(work.label), str(work.note or ""), first, last, work.mark, work.message)


def _end(work: Work, field: str, text: str | None) -> Span:
    if text is None:
        raise Refused("H9", f'"{work.label}" has no {field}',
                      "a bar needs both its ends: without them, say it in a text, or use a timeline", work.place)
    try:
        return dates.read(text.rstrip("*"))
    except ValueError as error:
        raise Refused("H9", f'the {field} of "{work.label}" cannot be drawn: {error}',
                      'a bar needs both its ends: write "2021", "2021-04" or "2021-04-07"', work.place) from None


def _brief(span: Span) -> str:
    """A date in words with the month in three letters."""
    *day, year = dates.spoken(span).split(" ")
    return " ".join([word[:3] for word in day] + [year])


def _whole(start: int, end: int) -> tuple[int, int]:
    """The axis begins and ends with whole months, or with whole years where it is divided into years."""
    unit = dates.unit_of(start, end)
    if unit == "days":
        return start, end
    precision: dates.Precision = "month" if unit == "months" else "year"
    cut = 4 if precision == "year" else 7
    return (dates.read(date.fromordinal(start).isoformat()[:cut]).start,
            dates.read(date.fromordinal(end - 1).isoformat()[:cut]).end)


def _alt(bars: Sequence[Bar]) -> str:
    said = []
    for bar in bars:
        more = ", ".join(dict.fromkeys(part for part in (bar.note, _SPOKEN[bar.shade]) if part))
        said.append(f"{bar.label}: {bar.dates}" + (f" ({more})" if more else ""))
    return f"Bars over time for {checks.counted(len(bars), 'work', 'works')}, on a true time scale. {'; '.join(said)}."


@dataclass(frozen=True)
class _Layout:
    """`left`: where the plot begins; `rows`: the height of each row's words or bar, the larger."""

    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    rows: tuple[float, ...]
    left: float

    @property
    def high(self) -> float:
        return sum(self.rows)


def _layout(plan: Plan, width: float, style: Style, compact: bool = False) -> _Layout:
    """`compact`: all words in the small size, for a stage that is not high."""
    label, small = _sizes(style, compact)
    room = _NAMES * width
    under = [", ".join(part for part in (bar.dates, bar.note) if part) for bar in plan.bars]
    names = tuple(fitted(bar.label, room, label, True, style) for bar in plan.bars)
    notes = tuple(fitted(text, room, small, False, style) for text in under)
    for texts, size, bold in (([bar.label for bar in plan.bars], label, True), (under, small, False)):
        if widest([word for text in texts for word in text.split(" ")], size, bold, style) > room:
            raise Refused("L4", f"the words of a work are wider than {room:.0f} pt", "shorten them, or set the figure full width")
    rows = tuple(max(len(n) * leading(style, label) + len(m) * leading(style, small), _BAR * style.stroke)
                 for n, m in zip(names, notes))
    wide = max(max(widest(n, label, True, style), widest(m, small, False, style)) for n, m in zip(names, notes))
    return _Layout(names, notes, rows, wide + 10 * style.stroke)


def _sizes(style: Style, compact: bool) -> tuple[float, float]:
    return (style.sizes["axis"], style.sizes["small"]) if compact else (style.sizes["label"], style.sizes["axis"])


def _head(plan: Plan, made: _Layout, width: float, style: Style) -> float:
    return axis.depth(_scale(plan, made, width), style) + 4 * style.stroke


def _scale(plan: Plan, made: _Layout, width: float) -> Scale:
    return Scale(plan.start, plan.end, made.left, width)


def _gaps(plan: Plan, style: Style) -> float:
    return _GAP * style.stroke * len(plan.bars)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(plan, width, style)
    return _head(plan, made, width, style) + made.high + _gaps(plan, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the rows, up to their own height. Raises Refused (L4) when there is too little."""
    compact = height_ < height(plan, width, style) - 0.5
    made, drawn = _layout(plan, width, style, compact), Sketch(width, height_, style)
    head = _head(plan, made, width, style)
    free = checks.room_left(height_, head + made.high + _gaps(plan, style)) / len(plan.bars)
    gap = _GAP * style.stroke + min(free, made.rows[0])
    bottom = head + made.high + gap * len(plan.bars)
    scale = _scale(plan, made, width)
    _ground(drawn, scale, head, bottom)
    y = head + gap / 2
    for n, bar in enumerate(plan.bars):
        _row(drawn, bar, made, n, y, scale, compact)
        y += made.rows[n] + gap
    return drawn


def _ground(drawn: Sketch, scale: Scale, head: float, bottom: float) -> None:
    """The units named above a thin line, and a pale line down where each begins, while they are not too dense."""
    style, k = drawn.style, drawn.style.stroke
    starts = [scale.x(tick.at) for tick in dates.ticks(scale.first, scale.last)[1:]]
    if starts and (scale.right - scale.left) / len(starts) >= 8 * k:
        for x in starts:
            drawn.line(x, head, x, bottom, "g200", 0.4)
    inner = Sketch(scale.right - scale.left, head, style)
    axis.names(inner, Scale(scale.first, scale.last, 0.0, inner.width), 0.0, ())
    drawn.marks.extend(moved(Drawing(inner.width, head, tuple(inner.marks)), scale.left, 0.0))
    drawn.line(scale.left, head, scale.right, head, "navy", 0.9)


def _row(drawn: Sketch, bar: Bar, made: _Layout, n: int, top: float, scale: Scale, compact: bool) -> None:
    """Name and dates at the left, the bar."""
    style, tall = drawn.style, made.rows[n]
    label, small = _sizes(style, compact)
    words = len(made.names[n]) * leading(style, label) + len(made.notes[n]) * leading(style, small)
    y = drawn.lines(0, top + (tall - words) / 2, made.names[n], label, "navy", True)
    drawn.lines(0, y, made.notes[n], small)
    _bar_marks(drawn, bar, top + tall / 2, scale)


def _bar_marks(drawn: Sketch, bar: Bar, middle: float, scale: Scale) -> None:
    """The days that are certain in the fill of the status, over a pale bar where only the month or year is known."""
    thick = _BAR * drawn.style.stroke
    low, high = scale.x(bar.first.start), scale.x(bar.last.end)
    left = scale.x(bar.first.start if bar.first.precision == "day" else bar.first.end)
    right = scale.x(bar.last.end if bar.last.precision == "day" else bar.last.start)
    if right - left < high - low - 0.01:
        _vague(drawn, bar, low, middle - thick / 2, high - low, thick)
    if right > left:
        shaded(drawn, left, middle - thick / 2, right - left, thick, bar.shade, bar.message)


def _vague(drawn: Sketch, bar: Bar, x: float, y: float, width: float, height_: float) -> None:
    """A pale bar that still shows its status: lines when promised, an edge when wanted, a dashed one when derived."""
    colour, pale = ("orange", "peach_2") if bar.message else ("navy", "tint_2")
    half = min(0.55 * drawn.style.stroke, width / 2)
    edge = {"outline": Stroke(colour, 1.1), "derived": Stroke(colour, 1.1, (3.0, 2.0))}.get(bar.shade)
    fill = Fill(colour, "hatch", pale) if bar.shade == "hatch" else Fill(pale)
    drawn.path(rectangle(x + half, y + half, width - 2 * half, height_ - 2 * half), fill, edge)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
