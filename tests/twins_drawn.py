"""Measuring a drawing against the Office chart of the same exhibit: its words, their order, its numbers, lengths and places."""
from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import pptx_sample as sample
from twins import Series, Twin, filled, ink, lined, printed

from charts.columns import Domain
from charts.drawing import Drawing, Text, bounds
from charts.drawing import Path as Shape

SLACK = 0.75  # points by which a drawn edge may miss its value


def disagreements(chart: Twin, drawing: Drawing, plan: Any) -> list[str]:
    """Each part in which a chart and the brief's figure do not say the same."""
    checks = (_words, _order, _numbers, _formats, _scale, geometry)
    return [f"{check.__name__.lstrip('_')}: {what}" for check in checks for what in check(chart, drawing, plan)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).replace("−", "-")


def texts(drawing: Drawing) -> list[Text]:
    return [mark for mark in drawing.marks if isinstance(mark, Text)]


def _words(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """Categories, labels and what a legend names are words of the drawing too; one may gather what stands apart there."""
    there = squeezed("".join(mark.text for mark in texts(drawing)))
    apart = {word for mark in texts(drawing) for word in _parts(mark.text)}
    said = [part for s in chart.series for label in s.labels for part in re.split(r"\n|  ", label)]
    names = [s.name for s in chart.series if s.seen]
    said += [c.partition("\n")[0] for c in _categories(chart, drawing)] + (names if chart.legend and len(names) > 1 else [])
    yield from (f"{words!r} is not in the drawing" for words in said if squeezed(words) not in there and _parts(words) - apart)


def _categories(chart: Twin, drawing: Drawing) -> list[str]:
    """The categories without those dates along a line that are left out for want of room between those that stand there."""
    if not chart.kind.startswith(("line", "area")):
        return list(chart.categories)
    marks = {mark.text: mark for mark in texts(drawing)}
    there = [n for n, name in enumerate(chart.categories) if name in marks]
    wide = {n: sample.theme().style("print").measure(chart.categories[n], marks[chart.categories[n]].size, False) for n in there}
    gone = {n for a, b in pairwise(there) for n in range(a + 1, b)
            if _middle(marks[chart.categories[b]]) - _middle(marks[chart.categories[a]]) < 1.5 * (wide[a] + wide[b]) + 18}
    return [name for n, name in enumerate(chart.categories) if n not in gone]


def _parts(words: str) -> set[str]:
    return {word.strip("(),;:") for word in words.split()}


def _order(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """Categories run as in the chart: down the page beside bars, else to the right. A ring's have no one direction."""
    if chart.kind in ("doughnut", "scatter"):
        return
    last = -math.inf
    for category in filter(None, _categories(chart, drawing)):  # a row without a name has room for words over the first
        name = squeezed(category.partition("\n")[0])
        level = chart.kind.startswith("bar")
        at = [m.y if level else _middle(m) for m in texts(drawing) if name.startswith(squeezed(m.text) or "\n")]
        after = [place for place in at if place > last + 1]
        if not after:
            yield f"{category!r} does not come after the one before it"
            return
        last = min(after)


def _middle(mark: Text) -> float:
    width = sample.theme().style("print").measure(mark.text, mark.size, mark.bold)
    return mark.x + {"start": 0.5, "middle": 0.0, "end": -0.5}[mark.anchor] * width


def _numbers(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """The plan's numbers are the chart's; where parts are stacked, also what they reach."""
    seen = [s for s in chart.series if s.seen]
    shown = Counter(round(abs(v), 6) for s in seen for v in s.values if v is not None)
    planned = Counter(round(abs(v), 6) for v in plan.numbers)
    if chart.kind.endswith("_100"):
        return  # shares of what the plan has; labels and geometry say whether they are right
    if chart.kind == "scatter" or "_stacked" in chart.kind:
        reached = {round(abs(end), 6) for *_, low, high, _ in _stacks(chart) for end in (low, high)}
        reached |= {round(abs(x or 0), 6) for s in seen for x in s.x}
        yield from (f"{v:g} of the plan is not in the chart" for v in planned if v not in shown and v not in reached)
    elif _laid_over(chart):  # bands and targets may lie under the values
        yield from (f"{v:g} of the plan is not in the chart" for v in planned - shown)
    elif shown != planned:
        yield f"{sorted((shown - planned).elements())} for {sorted((planned - shown).elements())}"


def _formats(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """A number in the format of the cells reads as the words beside it, but for rounding and for thousands as k, m, bn."""
    for series in (s for s in chart.series if s.seen and chart.kind != "scatter"):
        for value, label in zip(series.values, series.labels):
            told = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", label)]
            shown = re.search(r"\d[\d,]*(?:\.\d+)?", printed(value or 0.0, chart.number_format))
            alike = shown and any(math.isclose(t * 1000.0 ** k, float(shown.group().replace(",", "")), rel_tol=0.03, abs_tol=0.5)
                                  for t in told for k in range(-3, 4))
            if value is not None and told and not alike:
                yield f"{label!r} is {printed(value, chart.number_format)!r} in {chart.number_format!r}"


def domains(value: Any) -> Iterator[Domain]:
    """The axes that a plan decided on, at any depth."""
    if isinstance(value, Domain):
        yield value
    elif is_dataclass(value):
        yield from (found for f in fields(value) for found in domains(getattr(value, f.name)))
    elif isinstance(value, tuple | list):
        yield from (found for one in value for found in domains(one))


def _scale(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """The axis is the plan's, but for whole steps of room for labels; its numbers, where shown, are those of the drawing."""
    planned, (low, high, step) = list(domains(plan)), chart.axis
    if planned and chart.kind not in ("doughnut", "scatter") and not chart.kind.endswith("_100"):
        more = {(d.low, d.step) for d in planned if high is not None and round((high - d.high) / d.step, 9).is_integer()
                and 0 <= high - d.high <= max(2 * d.step, 0.4 * d.high)}
        if (low, step) not in more:
            yield f"{chart.axis} for {planned}"
    if chart.axis_shown and chart.kind != "scatter" and None not in chart.axis:
        code = "0%" if chart.kind.endswith("_100") else chart.number_format
        ticks = [printed(low + n * step, code) for n in range(round((high - low) / step) + 1)]  # type: ignore[operator]
        there = {mark.text.replace("−", "-") for mark in texts(drawing)}
        if chart.series[-1].seen:  # the room over stacked columns has steps that paper does not need
            yield from (f"the axis has {tick}, the drawing has not" for tick in ticks if tick not in there)


# ---------------------------------------------------------------- lengths
Bar = tuple[float, float, float, str]  # from, to, its middle across, and its paint
Stack = tuple[int, int, float, float, str]  # category, series, from, to, fill (or the line of a bar without)


def _laid_over(chart: Twin) -> bool:
    """Whether the bars of a category lie over each other from a common foot."""
    return chart.spacing[1:] == (100,) and "_stacked" not in chart.kind


def _stacks(chart: Twin) -> list[Stack]:
    """Where each visible part of a bar or an area begins and ends, in values (in shares of a 100 % chart)."""
    made: list[Stack] = []
    count = max(len(s.values) for s in chart.series)
    for n in range(count):
        column = [(m, s.values[n] or 0.0, s) for m, s in enumerate(chart.series) if n < len(s.values) and not _over(chart, s)]
        whole = sum(abs(v) for _, v, _ in column) if chart.kind.endswith("_100") else 1.0
        ends = {True: 0.0, False: 0.0}
        for m, value, series in column:
            start = ends[value >= 0] if "_stacked" in chart.kind else 0.0
            end = start + value / (whole or 1.0)
            ends[value >= 0] = end
            if (value or series.across) and any(series.points[n]):
                fill, line = series.points[n]
                made.append((n, m, end if series.across else start, end, fill or f"line {line}"))
    return made


def _over(chart: Twin, series: Series) -> bool:
    """Whether a series is a line over columns."""
    return chart.kind.startswith("column") and bool(series.ways)


def _joints(chart: Twin, drawing: Drawing) -> bool:
    """Whether as many level lines join the drawing's columns as the chart's, in one colour, at heights in one proportion."""
    lines = [s for s in chart.series if _over(chart, s)]
    pairs = [(a, s.paint[1]) for s in lines for a, b in pairwise(s.values) if a is not None and a == b]
    level = [(m.commands[0][-1], lined(m.stroke)) for m in drawing.marks if isinstance(m, Shape) and not m.fill
             and len(m.commands) == 2 and m.commands[0][-1] == m.commands[1][-1] and lined(m.stroke) in {c for _, c in pairs}]
    if sorted(colour for _, colour in pairs) != sorted(colour for _, colour in level):
        return False
    values, heights = sorted(value for value, _ in pairs), sorted((float(y) for y, _ in level), reverse=True)
    per = (heights[0] - heights[-1]) / ((values[-1] - values[0]) or math.inf) if values else 0.0
    return all(abs(heights[0] - y - (value - values[0]) * per) < SLACK for value, y in zip(values, heights))


def geometry(chart: Twin, drawing: Drawing, plan: Any) -> Iterator[str]:
    """Bars, lines, areas and dots stand in the drawing in the chart's colours, and in one proportion to the values."""
    if chart.kind.startswith(("bar", "column")):
        if not _bars_fit(chart, drawing):
            yield "no one scale on which every value has its bar, in its colour and order"
        if not _joints(chart, drawing):
            yield "the lines between the columns are not those of the drawing"
    elif chart.kind == "doughnut":
        if not _slices_fit(chart, drawing):
            yield "the slices are not in the proportion and the order of the values"
    elif not _runs_fit(chart, drawing, plan):
        yield "no one scale on which every value has its point, in its colour and order"


def _bars_fit(chart: Twin, drawing: Drawing) -> bool:
    level, wanted = chart.kind.startswith("bar"), _stacks(chart)
    bars: list[Bar] = []
    for mark in (m for m in drawing.marks if isinstance(m, Shape) and all(c[0] in "MLZ" for c in m.commands)):
        a, b, c, d = bounds(mark)
        paint = filled(mark.fill) if mark.fill else f"line {lined(mark.stroke)}"
        bars.append((a, c, (b + d) / 2, paint) if level else (-d, -b, (a + c) / 2, paint))
    scales = _scales(wanted, bars)
    return not wanted or any(_bars_on(wanted, bars, scale, start - low * scale, chart) for scale, start, low in scales)


def _scales(wanted: Sequence[Stack], bars: Sequence[Bar]) -> Iterator[tuple[float, float, float]]:
    """Points a unit, and a place with its value: by bars of some length, and by mere lines that stand off others, as an axis."""
    for *_, foot, to, paint in wanted:
        foot = 0.0 if foot == to else foot  # a stroke across
        for start, end, _, _ in (bar for bar in bars if bar[3] == paint):
            starts = {start} if end - start > SLACK else {bar[0] for bar in bars} if paint.startswith("line") else set()
            yield from (((end - own) / abs(to - foot), own, min(foot, to)) for own in starts if end - own > SLACK and foot != to)


def _bars_on(wanted: Sequence[Stack], bars: Sequence[Bar], scale: float, zero: float, chart: Twin) -> bool:
    """Whether on this scale each part has a bar of its own; those of a category beside each other, or in one row."""
    last, category, left, one_row = -math.inf, -1, list(bars), chart.spacing[1] == 100
    for n, _, start, end, paint in wanted:
        foot, top = scale * start + zero, scale * end + zero
        floor = last - SLACK if one_row and n == category else last + SLACK
        fits = [bar for bar in left if bar[3] == paint and bar[2] > floor and _spans(bar, foot, top, _laid_over(chart))]
        if not fits:
            return False
        best = min(fits, key=lambda bar: bar[2])
        left.remove(best)
        last, category = best[2], n
    return True


def _spans(bar: Bar, foot: float, top: float, laid_over: bool) -> bool:
    """From foot to top; of bars that lie over each other the foot may be hidden, and of a mere line only its end be drawn."""
    near, far = (bar[0], bar[1]) if top >= foot else (bar[1], bar[0])
    hidden = laid_over and min(foot, top) - SLACK < near < max(foot, top) + SLACK
    return abs(far - top) < SLACK and (abs(near - foot) < SLACK or hidden)


Spot = tuple[float, float]


def _spots(drawing: Drawing, colour: str, kind: str) -> list[Spot]:
    """Corners of lines and areas in a colour, and the middles of its discs. A line may be the edge of a hatched area."""
    found: list[Spot] = []
    for mark in (m for m in drawing.marks if isinstance(m, Shape)):
        line, round_ = lined(mark.stroke), any(c[0] == "C" for c in mark.commands)
        if round_ and colour in (filled(mark.fill), line):
            a, b, c, d = bounds(mark)
            found.append(((a + c) / 2, (b + d) / 2))
        elif (mark.fill is None and line == colour) or (
                kind.startswith("area") and mark.fill and colour in (filled(mark.fill), ink(mark.fill.colour))):
            found += [(c[-2], c[-1]) for c in mark.commands if len(c) > 2]
    return found


def _runs_fit(chart: Twin, drawing: Drawing, plan: Any) -> bool:
    """Lines, areas and dots. A scatter with shown axes is exact both ways; else a way that the plan's numbers may run."""
    runs: list[tuple[list[Spot], list[Spot]]] = []
    tops = {(n, m): end for n, m, _, end, _ in _stacks(chart)} if chart.kind == "area_stacked" else {}
    for m, series in enumerate(chart.series):
        if not series.seen:
            continue
        over = series.x or tuple(float(n) for n in range(len(series.values)))
        band = chart.kind.startswith("area") and bool(series.paint[0])
        wanted = [(x or 0.0, tops.get((n, m), v) if band else v) for n, (x, v) in enumerate(zip(over, series.values))
                  if v is not None and (v or not band or not tops)]  # a band that is no wider than nought is not drawn there
        colours = {c for paint in (series.paint, *series.points) for c in paint if c}
        runs.append((wanted, [spot for colour in colours for spot in _spots(drawing, colour, chart.kind)]))
    if chart.kind != "scatter":
        return _fits(runs, 1, -1.0)
    numbers = set() if chart.axis_shown else {round(v, 6) for v in plan.numbers}
    ways = [way for way in (0, 1) if numbers <= {round(w[way], 6) for wanted, _ in runs for w in wanted}]
    fit = [_fits(runs, way, (1.0, -1.0)[way]) for way in ways]
    return all(fit) if chart.axis_shown else any(fit)  # the rows' own places, 1 to n, may be the values of some plan


def _fits(runs: Sequence[tuple[list[Spot], list[Spot]]], way: int, sign: float) -> bool:
    """Whether one straight scale puts every point of every run on a spot, with the other direction in its order."""
    every = [(w[way], n) for n, (wanted, _) in enumerate(runs) for w in wanted]
    if not every:
        return True
    (low, a), (high, b) = min(every), max(every)
    if low == high:
        return True
    starts, ends = {round(s[way], 2) for s in runs[a][1]}, {round(s[way], 2) for s in runs[b][1]}
    scales = (((to - start) / (high - low), start) for start in starts for to in ends if sign * (to - start) > SLACK)
    return any(all(_run_on(*run, way, scale, start - low * scale) for run in runs) for scale, start in scales)


def _run_on(wanted: Sequence[Spot], spots: Sequence[Spot], way: int, scale: float, zero: float) -> bool:
    other, last, before = 1 - way, -math.inf, -math.inf
    for point in sorted(wanted, key=lambda w: w[other] * (1 if way else -1)):
        key = point[other] * (1 if way else -1)
        floor = last + 0.1 if key > before else last - SLACK
        fits = [s[other] for s in spots if abs(s[way] - scale * point[way] - zero) < SLACK and s[other] > floor]
        if not fits:
            return False
        last, before = min(fits), key
    return True


def _slices_fit(chart: Twin, drawing: Drawing) -> bool:
    """Each value's slice ends on the rim where the sum so far says, clockwise from the top; 4 degrees for white gaps."""
    series = chart.series[0]
    rings = [m for m in drawing.marks if isinstance(m, Shape) and m.fill and any(c[0] == "C" for c in m.commands)
             and filled(m.fill) in {p[0] for p in series.points}]
    if not rings:
        return False
    ends = [(c[-2], c[-1]) for m in rings for c in m.commands if len(c) > 2]
    x, y = ((min(way) + max(way)) / 2 for way in zip(*ends))
    whole, sofar = sum(v or 0.0 for v in series.values), 0.0
    for value, (fill, _) in zip(series.values, series.points):
        edges = [360 * sofar / whole, 360 * (sofar + (value or 0.0)) / whole]
        sofar += value or 0.0
        angles = [math.degrees(math.atan2(c[-2] - x, y - c[-1])) for m in rings if filled(m.fill) == fill
                  for c in m.commands if len(c) > 2]
        if any(min((abs((angle - edge + 180) % 360 - 180) for angle in angles), default=360) > 4 for edge in edges):
            return False
    return True
