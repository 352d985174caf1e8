"""Rules about how values become marks: H1, H4, H7, H8, H12 to H14, H17 to H19, H21, H22, L2 and L7, on specs and plans."""
from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from charts import dates, values
from charts.checks import counted
from charts.inputs import Cell
from charts.rules.chart import Book, Chart
from charts.style import PALE

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_COLOURS, _COLOURS_AT_MOST = 4, 6
_NAME = 12  # characters under a column
_FEW, _MANY = 3, 10
_STEPS = 8
_FEW_SERIES = 3
_FIRM = {"outline": 1, "hatch": 2, "solid": 3}
_SCALES = {"thousand", "million", "billion", "trillion", "hundred", "a", "per", "of", "the", "in", "year"}
_SAME = {"%": "percent", "us$": "usd", "$": "usd", "dollars": "usd", "dollar": "usd", "€": "eur", "euros": "eur", "£": "gbp"}
_MONEY = re.compile(r"\b(usd|eur|gbp|rub|pkr|inr|cny|jpy|crowns?|dollars?|euros?|pounds?|roubles?|rupees?)\b|[$€£¥₽₹]",
                    re.IGNORECASE)
_PRICES = re.compile(r"current prices|constant|real terms|deflated|inflation|prices of", re.IGNORECASE)


@_BOOK.rule("H1", "error")
def starts_at_zero(chart: Chart) -> Found:
    """The axis of bars and columns holds zero."""
    native = chart.native
    if native and native.kind.startswith(("column", "bar")) and (native.minimum > 0 or (native.maximum or 0.0) < 0):
        yield f"the axis of the bars starts at {native.minimum:g}", "a bar's length is its value: start at zero"


@_BOOK.rule("H4", "error")
def rests_on_numbers(chart: Chart) -> Found:
    """A fact that holds words is no length: opinion turned into a number."""
    for cell in chart.cells:
        if cell.ref and cell.number is None and cell.text not in ("", "?"):
            yield (f'fact "{cell.ref}" has no number: it says "{_cut(cell.text)}"',
                   "an axis needs numbers: quote the words in the text instead", cell.place)


@_BOOK.rule("H7", "warning")
def has_few_colours(chart: Chart) -> Found:
    """At most four categories by colour; more than six cannot be told apart at all."""
    count = len(_colours(chart))
    if count > _COLOURS:
        yield (f"{count} series are told apart by colour", "keep four, join the rest, or make small multiples", None,
               "error" if count > _COLOURS_AT_MOST else "warning")


@_BOOK.rule("H8", "warning")
def pairs_only(chart: Chart) -> Found:
    """Bars side by side in twos; four coloured lines."""
    native, count = chart.native, len(chart.series)
    if native and native.kind in ("column", "bar") and len(_shown(chart)) > 2:
        yield f"{len(_shown(chart))} bars stand side by side for each name", "two can be compared: make small multiples"
    elif chart.kind in ("line", "area") and count > 4:
        yield f"{count} lines cross in one chart", "colour four at most, or make small multiples"


@_BOOK.rule("H12", "warning")
def names_have_room(chart: Chart) -> Found:
    """Long names stand beside bars, not under columns."""
    native = chart.native
    if not native or native.kind not in ("column", "column_stacked", "column_stacked_100") or chart.kind == "waterfall":
        return
    long = [label for s in chart.series[:1] for label in s.labels if _breadth(label) > _NAME and not _dated([label])]
    if long:
        yield f'the name "{long[0]}" is long for a column', 'use a chart of kind "bar", or "horizontal: true"'


@_BOOK.rule("H13", "warning")
def is_sorted(chart: Chart) -> Found:
    """Bars by size, unless the writer's order has a reason."""
    series = chart.lone
    if getattr(chart.spec, "order", "") != "given" or not series or re.search(r"\b(order|sort|rank)", chart.said, re.IGNORECASE):
        return
    if list(series.numbers) != sorted(series.numbers, reverse=True) and not _dated(series.labels):
        yield "the bars stand in an order of their own", "say the reason in the note, or leave out order: given"


@_BOOK.rule("H14", "error")
def fill_is_status(chart: Chart) -> Found:
    """No mark is firmer than the status of its value."""
    for row in getattr(chart.spec, "rows", None) or ():
        cell, mark = getattr(row, "value", None), getattr(row, "mark", None)
        if not isinstance(cell, Cell) or not cell.ref or mark not in _FIRM:
            continue
        own = values.shade(cell)
        if (own == "derived" and mark == "solid") or _FIRM[mark] > _FIRM.get(own, 3):
            said = "derived" if own == "derived" else cell.status
            yield f'"{row.label}" is {said}, but its mark is {mark}', "leave the mark out: the fill follows the status", row.place


@_BOOK.rule("H17", "error")
def keeps_its_unit(chart: Chart) -> Found:
    """Doses are not people: the chart's unit is that of its facts."""
    own = _unit(chart.spec.unit)
    for cell in chart.cells:
        if own and cell.ref and _unit(cell.unit) and not own & _unit(cell.unit):
            yield (f'the chart counts {chart.spec.unit}, but "{cell.ref}" is in {cell.unit}',
                   "a change of unit needs a fact of its own", cell.place)
            return


@_BOOK.rule("H18", "warning")
def plans_flags(chart: Chart) -> Found:
    """What the kind itself found worth a look: two facts that may be one."""
    for flag in getattr(chart.plan, "flags", ()):
        if flag.rule == "H18":
            yield flag.what, flag.hint, flag.place


@_BOOK.rule("H10", "warning")
def plans_other_flags(chart: Chart) -> Found:
    """A line that does not start at zero, and what else a kind flags."""
    for flag in getattr(chart.plan, "flags", ()):
        if flag.rule == "H10":
            yield flag.what, flag.hint, flag.place


@_BOOK.rule("H19", "warning")
def money_keeps_its_worth(chart: Chart) -> Found:
    """Money over more than three years says in which prices."""
    units = " ".join([chart.spec.unit or "", chart.spec.subtitle or "", *(cell.unit for cell in chart.cells)])
    years = [span.start for s in chart.series for label in s.labels for span in _spans([label])]
    if _MONEY.search(units) and years and max(years) - min(years) > 3 * 366 and not _PRICES.search(chart.said):
        yield "money over more than three years", 'deflate it, or say "current prices" in the subtitle'


@_BOOK.rule("H22", "warning")
def is_worth_a_chart(chart: Chart) -> Found:
    """Three numbers or fewer are better said. A ring may have no more (H6), and tiles are what is offered instead."""
    count = sum(len(series.numbers) for series in chart.series)
    if chart.quantitative and count <= _FEW and chart.kind not in ("doughnut", "tiles"):
        yield f"the chart shows {counted(count, 'number', 'numbers')}", "use a sentence, a tile or a table"


@_BOOK.rule("H21", "warning")
def has_round_steps(chart: Chart) -> Found:
    """At most eight steps of 1, 2, 2.5 or 5 times a power of ten."""
    native = chart.native
    if not native or not native.value_axis or native.maximum is None or not native.major:
        return
    steps = (native.maximum - native.minimum) / native.major
    lead = native.major / 10 ** math.floor(math.log10(native.major) + 1e-9)
    if steps > _STEPS + 0.01:
        yield f"the axis has {steps:.0f} steps", f"{_STEPS} at most"
    elif not any(abs(lead - round_) < 1e-6 for round_ in (1.0, 2.0, 2.5, 5.0, 10.0)):
        yield f"the axis goes in steps of {native.major:g}", "a round step is read more easily: 1, 2, 2.5 or 5"


@_BOOK.rule("L1", "error")
def named_where_they_stand(chart: Chart) -> Found:
    """Series of an Office chart, and parts of a ring, are named at their marks; a legend only for more than three."""
    native = chart.native
    if not native:
        return
    ring = native.kind == "doughnut"
    names = list(native.categories) if ring else [one.name for one in chart.series if one.name and not one.paired]
    said = " ".join(p.label.replace("\n", " ") for series in native.series for p in series.points if p and p.label)
    if native.legend and len(names) <= _FEW_SERIES:
        yield f"a legend names {len(names)} series", "name them at their marks"
    for name in names if len(names) > 1 and not native.legend else ():
        if " ".join(name.split()) not in " ".join(said.split()):
            yield f'"{name}" is told by its colour alone in the Office chart', "name it at its marks"


@_BOOK.rule("L2", "warning")
def labels_or_grid(chart: Chart) -> Found:
    """Values at fewer than ten columns, and then no gridlines."""
    native = chart.native
    if not native or native.kind not in ("column", "bar"):
        return
    labelled = any(series.labels for series in native.series)
    if labelled and native.kind == "column" and len(native.categories) >= _MANY:  # a name has its row, and a value beside it
        yield f"{len(native.categories)} columns carry their values", "from ten columns on an axis is read more easily"
    elif labelled and native.gridlines:
        yield "values and gridlines say the same twice", "keep the values"


@_BOOK.rule("L3", "warning")
def legend_follows_the_data(chart: Chart) -> Found:
    """A legend (it stands above the plot) names the series in their order."""
    order = [series.name for series in chart.series]
    named = [s.name for s in _shown(chart) if s.name in order]
    if chart.native and chart.native.legend and named != sorted(named, key=order.index):
        yield "the legend is not in the order of the data", "put the series in one order"


@_BOOK.rule("L7", "error")
def same_decimals(chart: Chart) -> Found:
    """Values of one unit are written with equally many decimals."""
    for series in chart.series:
        found: dict[tuple[str, int], Cell] = {}
        for _, cell in series:
            if cell.ref and cell.number is not None and (number := re.search(r"\d[\d,]*(\.\d+)?", cell.short or cell.text)):
                found.setdefault((cell.unit, len(number.group(1) or "")), cell)
        units = [unit for unit, _ in found]
        if len(units) > len(set(units)):
            first, *_, last = found.values()
            yield (f'"{first.short or first.text}" and "{last.short or last.text}" have different decimals',
                   "round both facts alike", last.place)


# ---------------------------------------------------------------- helpers
def _shown(chart: Chart) -> list[Any]:
    """The series of the Office chart that carry values: not invisible ones, nor bands behind the bars."""
    found = chart.native.series if chart.native else ()
    return [s for s in found if (paint := s.fill or s.stroke) and paint.colour not in PALE]


def _colours(chart: Chart) -> set[str]:
    return {paint.colour for s in _shown(chart) if (paint := s.fill or s.stroke)} if len(_shown(chart)) > 1 else set()


def _unit(unit: str | None) -> set[str]:
    """The words of a unit that say what is counted, without scales and plurals."""
    parts = re.findall(r"[^\s,()]+", (unit or "").lower())
    return {_SAME.get(part, part).rstrip("s") for part in parts if part not in _SCALES}


def _spans(labels: Sequence[str]) -> list[dates.Span]:
    """The dates that labels are; none where one is no date."""
    try:
        return [dates.read(label.rstrip("*")) for label in labels]
    except ValueError:
        return []


def _dated(labels: Sequence[str]) -> bool:
    return bool(_spans(labels))


def _breadth(label: str) -> int:
    """Characters of the longer line when a name is broken in two as evenly as its spaces allow."""
    parts = label.split()
    return min(max(len(" ".join(parts[:n])), len(" ".join(parts[n:]))) for n in range(1, len(parts) + 1)) if parts else 0


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:37].rstrip() + "..."


RULES = tuple(_BOOK.rules)
