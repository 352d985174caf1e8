"""Rules about what a chart claims: numbers of the headline (T5), notes on soft values (T12), values of days to come (H14)."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from charts import dates
from charts.inputs import Cell
from charts.rules import direction, meant, standing
from charts.rules.chart import Book, Chart
from charts.rules.english import NUMBERS, SCALES

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_SOFT = ("about", "around", "almost", "nearly", "more than", "less than", "over", "under", "up to", "at least", "some",
         "estimated")
_DIGITS = re.compile(r"(?<![\w.])[−-]?(\d[\d,]*(?:\.\d+)?)(?:\s?(" + "|".join(SCALES) + r")\b)?(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r"(?:\b(the|both|all|these|those|other|first|last|next)\s+)?\b(" + "|".join(list(NUMBERS)[2:])
                    + r")\b(?!-)(?:\s+(" + "|".join(SCALES) + r"))?(?:\s+(\w+))?", re.IGNORECASE)
_MEASURED = {"years", "months", "weeks", "days", "hours", "times", "of", "per", "percent", "km", "miles", "points", "decades"}


@_BOOK.rule("T5", "error")
def numbers_are_the_charts(chart: Chart) -> Found:
    """Every number of the headline is a value of the chart, stands in its words, or counts its rows."""
    known = frozenset(_known(chart))
    judged = _judged(chart)
    for found in _DIGITS.finditer(chart.headline):
        if any(start <= found.start() < end for start, end in judged):
            continue
        number = _scaled(found.group(1), found.group(2))
        if not _is_known(number, found.group(1), _before(chart.headline, found.start()), known):
            yield (f'the headline\'s "{found.group().strip()}" is no value of this chart',
                   "name a fact that the chart shows, or leave the number out", chart.spec.headline.place)
    for found in _WORDS.finditer(chart.headline) if chart.english else ():
        given, word, scale, after = found.groups()
        if any(start <= found.start(2) < end for start, end in judged):
            continue
        number = NUMBERS[word.lower()] * SCALES.get((scale or "").lower(), 1.0)
        if not given and not _is_known(number, word, _before(chart.headline, found.start()), known):
            level = "error" if scale or (after or "").lower() in _MEASURED else "warning"
            yield (f'the headline\'s "{word.lower()}" is no value of this chart',
                   "name a fact that the chart shows, or leave the number out", chart.spec.headline.place, level)


def _judged(chart: Chart) -> list[tuple[int, int]]:
    """Where in the headline numbers stand that are reckoned from the rows, by a rule of their own."""
    if not chart.english:
        return []
    return [(one.start, one.end) for one in (*direction.claims(chart), *standing.claims(chart)) if one.numbers]


@_BOOK.rule("T12", "error")
def soft_values_have_a_note(chart: Chart) -> Found:
    """A derived, estimated or approximate value says so in the note, or at its row."""
    if (chart.spec.note or "").strip():
        return
    rows = getattr(chart.spec, "rows", None) or []
    noted = {id(row.value) for row in rows if getattr(row, "note", None) and isinstance(getattr(row, "value", None), Cell)}
    for cell in chart.cells:
        if cell.ref and id(cell) not in noted and (cell.derived or cell.qualifier):
            said = "derived" if cell.derived else cell.qualifier
            yield (f'"{cell.ref}" is {said}, and the chart has no note', f"say so under the chart: note: ... {said} ...",
                   cell.place)
            return


@_BOOK.rule("H14", "error")
def no_value_before_its_day(chart: Chart) -> Found:
    """A value under a later date than its own is a projection, and needs a fact that is a forecast."""
    for series in chart.series:
        for label, cell in series:
            own = cell.date if cell.ref else chart.as_of
            if cell.number is None or not own or cell.status == "announced" or chart.kind == "fan":
                continue
            later, of = _span(label), _span(own)
            if later and of and later.start >= of.end:
                what = f'"{cell.ref}" is of {own}' if cell.ref else f"the report is of {own}"
                yield (f'the value of "{label}" lies in the future: {what}',
                       "a projection needs a fact with status: forecast and a range", cell.place)
                return


# ---------------------------------------------------------------- numbers that the chart holds
def _known(chart: Chart) -> Iterator[float]:
    """The values and their sums, with and without the scale of their unit; the numbers in its words; the counts of its rows."""
    for cell in chart.cells:
        yield from _of_cell(cell, chart)
    for series in chart.series:
        for number in (*series.numbers, sum(series.numbers)):
            yield from _both(abs(number), chart.spec.unit or "")
        for label in series.labels:
            yield from _in(label)
        years = [int(label[:4]) for label in series.labels if _span(label)]
        yield from (float(max(years) - min(years)) for _ in years[:1])
    yield from (d for number in _steps(chart) for d in _both(number, chart.spec.unit or ""))
    own = [n.stated[0] for n in meant.names(chart, chart.headline) if len(n.stated) == 1]
    yield from _both(abs(sum(own)), chart.spec.unit or "")
    for number in getattr(chart.plan, "numbers", ()):
        yield from _both(abs(number), chart.spec.unit or "")
    for text in (*chart.texts, *chart.backing):
        yield from _in(text)
    yield from _counts(chart.spec)


def _steps(chart: Chart) -> Iterator[float]:
    """By how much the lines that the headline names change, and the only one in a year that it names: "$90 million more"."""
    if not re.search(r"\b(?:by|more|fewer|less|faster|slower|up|down)\b", chart.headline, re.IGNORECASE):
        return
    for line in meant.meant(chart, chart.headline):
        window = meant.window(line, chart.headline)
        if window and (line.name or window.single) and (between := meant.ends(line, window)):
            yield abs(between[1] - between[0])


def _of_cell(cell: Cell, chart: Chart) -> Iterator[float]:
    if cell.number is not None:
        yield from _both(abs(cell.number), cell.unit or chart.spec.unit or "")
    yield from _in(cell.text)
    yield from _in(cell.date)


def _both(number: float, unit: str) -> Iterator[float]:
    yield number
    for part in unit.lower().split():
        if part in SCALES:
            yield number * SCALES[part]


def _in(text: str) -> Iterator[float]:
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    for found in _DIGITS.finditer(plain):
        yield _scaled(found.group(1), None)
        yield _scaled(found.group(1), found.group(2))
    for part in re.findall(r"\d+", plain):  # "2021-04", "2020*", "15-year"
        yield float(part)
    for found in _WORDS.finditer(plain):
        yield NUMBERS[found.group(2).lower()] * SCALES.get((found.group(3) or "").lower(), 1.0)


def _counts(model: Any) -> Iterator[float]:
    """How many items each list has, and how many of them share a word or a state; of nested lists together."""
    for name in type(model).model_fields:
        items = getattr(model, name)
        if isinstance(items, list) and items and hasattr(type(items[0]), "model_fields"):
            yield from _counted(items)
            for field in type(items[0]).model_fields:
                inner = [i for item in items if isinstance(held := getattr(item, field), list) for i in held]
                if inner and hasattr(type(inner[0]), "model_fields"):
                    yield from _counted(inner)


def _counted(items: Iterable[Any]) -> Iterator[float]:
    found = list(items)
    yield float(len(found))
    for field in type(found[0]).model_fields:
        states = Counter(v for item in found if isinstance(v := getattr(item, field), (str, bool)) or v is None)
        yield from (float(n) for n in states.values())
        cells = Counter(v.status for item in found if isinstance(v := getattr(item, field), Cell))
        yield from (float(n) for n in cells.values())


def _scaled(digits: str, scale: str | None) -> float:
    return float(digits.replace(",", "").rstrip(".")) * SCALES.get((scale or "").lower(), 1.0)


def _before(text: str, at: int) -> str:
    return text[:at].rstrip(" $€£").lower()


def _is_known(number: float, digits: str, before: str, known: frozenset[float]) -> bool:
    """Equal; or a known value rounded to two digits or more; or to fewer, where "about" or the like stands before it."""
    if any(abs(number - value) <= 1e-9 * max(1.0, abs(value)) for value in known):
        return True
    figures = len(re.sub(r"\D", "", digits).strip("0"))
    places = max(figures, 1) - 1
    soft = before.endswith(_SOFT)
    return (figures >= 2 or soft) and any(value and float(f"{value:.{places}e}") == number for value in known)


def _span(text: str) -> dates.Span | None:
    try:
        return dates.read(text.rstrip("*"))
    except ValueError:
        return None


RULES = tuple(_BOOK.rules)
