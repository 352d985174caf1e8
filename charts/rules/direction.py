"""T5, second half: words that say how values stand to one another, recomputed from the rows on every build."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations

from charts import dates
from charts.rules.chart import Book, Chart, Series
from charts.rules.english import NUMBERS

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_TIMED = ("line", "area", "slope", "waterfall", "fan")
_NEAR = 0.05  # how far a ratio may lie from the word for it
_UP = re.compile(r"\b(rose|rises|risen|grew|grows|grown|increase[sd]|climb(?:s|ed)|gained|soar(?:s|ed)|surge[sd]|"
                 r"jump(?:s|ed)|expanded)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b((?:fell|falls)(?! (?:between|on|within|short|silent|after|before))|fallen|decline[sd]|"
                   r"drop(?:s|ped)|shrank|shrinks|decrease[sd]|plunge[sd]|slump(?:s|ed)|sank|lost ground)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:in )?(?:each|every) (?:year|month|quarter|week|day|time|round)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\b(?P<how>more than |over |almost |nearly |about )?"
                       r"(?P<word>doubled|trebled|tripled|quadrupled|halved)\b",
                       re.IGNORECASE)
_RATIO = re.compile(r"\b(?P<how>more than |over |less than |almost |nearly |about )?"
                    r"(?P<word>twice|half|a third|a quarter|two thirds|three quarters)\b", re.IGNORECASE)
_MOST = re.compile(r"(^most|\bmost of)\b", re.IGNORECASE)
_GREATEST = re.compile(r"\b(the most|highest|largest|biggest|greatest|record|peak)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(the least|least|lowest|smallest|fewest)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly (?P<part>[\d.,]+|[a-z]+)(?: (?:in|of|out of)(?: the)? (?P<whole>[\d.,]+|[a-z]+))?", re.IGNORECASE)
_FACTORS = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5, "twice": 2.0, "half": 0.5,
            "a third": 1 / 3, "a quarter": 0.25, "two thirds": 2 / 3, "three quarters": 0.75}
_HINT = "say what the rows show, or correct the rows"


@_BOOK.rule("T5", "error")
def moves_as_said(chart: Chart) -> Found:
    """Rose, fell, doubled: from the first value to the last, in the order of time."""
    if not chart.english:
        return
    for pattern, sign in ((_UP, 1), (_DOWN, -1)):
        if found := pattern.search(chart.headline):
            yield from _moved(chart, found.group(), lambda a, b, s=sign: s * (b - a) > 0)  # type: ignore[misc]
    if found := _MULTIPLE.search(chart.headline):
        yield from _moved(chart, found.group(), _multiple(found))


def _moved(chart: Chart, word: str, true: Callable[[float, float], bool]) -> Found:
    """A word for a change is true of the series that the headline names, of the message, or else of any one."""
    ends = [(s, s.numbers[0], s.numbers[-1]) for s in _meant(chart) if len(s.numbers) > 1 and _timed(chart, s)]
    if not ends and not (chart.series and chart.quantitative and _signed(chart)):
        yield (f'the headline says "{word}", which the rows cannot show',
               "show the values in the order of time, or say it in the text", chart.spec.headline.place, "warning")
    elif ends and not any(true(first, last) for _, first, last in ends):
        first, last = ends[0][1:]
        yield f'the headline says "{word}", but the rows go from {first:,g} to {last:,g}', _HINT, chart.spec.headline.place


@_BOOK.rule("T5", "error")
def moves_each_time(chart: Chart) -> Found:
    """In every year: not one step in the other direction."""
    if not chart.english or not (found := _EACH.search(chart.headline)):
        return
    down = bool(_DOWN.search(chart.headline) or re.search(r"\b(fewer|less)\b", chart.headline, re.IGNORECASE))
    up = bool(_UP.search(chart.headline) or re.search(r"\bmore\b", chart.headline, re.IGNORECASE))
    for series in _meant(chart):
        against = [(a, b) for a, b in pairwise(series.numbers) if (b <= a if up else b >= a)]
        if up != down and against:
            a, b = against[0]
            yield (f'the headline says "{found.group().strip()}", but the rows go from {a:,g} to {b:,g}', _HINT,
                   chart.spec.headline.place)


@_BOOK.rule("T5", "error")
def stands_as_said(chart: Chart) -> Found:
    """Twice, half, most: true of two values, or of one and their sum."""
    if not chart.english or not chart.quantitative:
        return
    values = [abs(n) for s in _meant(chart) for n in s.numbers]
    place = chart.spec.headline.place
    for found in _RATIO.finditer(chart.headline):
        if not _counted(chart, found.group("word")) and not _some(values, _multiple(found)):
            yield f'the headline says "{found.group()}", but no two values stand so', _HINT, place
    most = _MOST.search(chart.headline)
    if most and values and not _majority(chart, values):
        yield f'the headline says "{most.group().lower()}", but it is no more than half', _HINT, place


@_BOOK.rule("T5", "error")
def is_the_greatest(chart: Chart) -> Found:
    """Highest, lowest, record: the value that the headline is about is the greatest, or the least, of its series."""
    if not chart.english:
        return
    for pattern, best, word in ((_GREATEST, max, "above"), (_LEAST, min, "below")):
        found, own = pattern.search(chart.headline), _subject(chart)
        values = [n for s in _meant(chart) for n in s.numbers]
        if found and own and chart.kind != "waterfall" and best([*own, best(values)]) not in own:
            yield (f'the headline says "{found.group().lower()}", but {best(values):,g} is {word} {best(own):,g}', _HINT,
                   chart.spec.headline.place)


@_BOOK.rule("T5", "error")
def is_little(chart: Chart) -> Found:
    """Only: less than half of the whole that is named, and not the largest value."""
    for found in _ONLY.finditer(chart.headline) if chart.english else ():
        part, whole = _read(found.group("part")), _read(found.group("whole") or "")
        values = [n for s in chart.series for n in s.numbers]
        if part is not None and whole is not None and 2 * part >= whole:
            yield f'the headline says "{found.group()}", which is half or more', _HINT, chart.spec.headline.place
        elif part is not None and whole is None and len(values) > 1 and part >= max(values):
            yield f'the headline says "{found.group()}", but it is the largest value', _HINT, chart.spec.headline.place


# ---------------------------------------------------------------- what a word is about
def _meant(chart: Chart) -> Sequence[Series]:
    """The series whose name is in the headline; else all."""
    named = [s for s in chart.series if s.name and s.name.lower() in chart.headline.lower()]
    return named or chart.series


def _subject(chart: Chart) -> list[float]:
    """The values that the headline is about: those whose label it names, else the message."""
    series = _meant(chart)
    headline = f" {chart.headline.lower()} "
    named = [cell.number for s in series for label, cell in s
             if label and cell.number is not None and re.search(rf"\b{re.escape(label.lower().rstrip('*'))}\b", headline)]
    marked = [s.cells[s.message].number for s in series if s.message is not None and not s.paired]
    return [n for n in (marked if any(n is not None for n in marked) else named) if n is not None]


def _timed(chart: Chart, series: Series) -> bool:
    """Whether the values stand in the order of time."""
    if chart.kind in _TIMED or series.paired:
        return True
    try:
        spans = [dates.read(label.rstrip("*")) for label in series.labels]
    except ValueError:
        return chart.kind == "column" and bool(re.search(r"before|after|then|now|ago|earlier|later", chart.said, re.IGNORECASE))
    return all(a.start < b.start for a, b in pairwise(spans))


def _signed(chart: Chart) -> bool:
    """Whether the values are changes themselves: their unit or subtitle says so."""
    return bool(re.search(r"\b(change|growth|increase|rise|fall|decrease|difference)", chart.said, re.IGNORECASE))


def _whole(chart: Chart, values: Sequence[float]) -> float:
    """What a share is a share of: 100 for percentages, else the sum."""
    percent = (chart.spec.unit or "").lower() in ("percent", "%", "per cent")
    return 100.0 if percent else sum(values)


def _majority(chart: Chart, values: Sequence[float]) -> bool:
    """Whether what the headline names is more than half: of each label's parts, or of all values."""
    named = _meant(chart)
    if len(chart.series) > 1 and not chart.series[0].paired:
        whole = [sum(cell.number or 0.0 for cell in at) for at in zip(*(s.cells for s in chart.series))]
        return any(all(2 * (cell.number or 0.0) > total for cell, total in zip(s.cells, whole) if total) for s in named)
    return max(_subject(chart) or values) * 2 > _whole(chart, values)


def _multiple(found: re.Match[str]) -> Callable[[float, float], bool]:
    """True for two values of which the second is the multiple of the first that a word says."""
    factor, how = _FACTORS[found.group("word").lower()], (found.group("how") or "").strip().lower()

    def true(first: float, last: float) -> bool:
        if not first:
            return False
        ratio = last / first
        if how in ("more than", "over"):
            return factor < ratio < factor * 1.5
        if how == "less than" or how in ("almost", "nearly"):
            return factor * (0.5 if how == "less than" else 0.85) < ratio < factor
        return abs(ratio - factor) <= (_NEAR if not how else 2 * _NEAR) * factor

    return true


def _some(values: Sequence[float], true: Callable[[float, float], bool]) -> bool:
    """Whether it is true of two values, or of one and the sum of all, or of percentages of a hundred."""
    pairs = [*permutations(values, 2), *((sum(values), v) for v in values), *((100.0, v) for v in values if v <= 100)]
    return any(true(a, b) for a, b in pairs)


def _counted(chart: Chart, word: str) -> bool:
    """"Twice" may count events instead: the chart then holds the number itself."""
    return word.lower() == "twice" and any(cell.number == 2 for cell in chart.cells)


def _read(text: str) -> float | None:
    """A number in digits or in a word; None for anything else."""
    word = text.lower().strip(".,")
    if word in NUMBERS:
        return float(NUMBERS[word])
    digits = word.replace(",", "")
    return float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else None


RULES = tuple(_BOOK.rules)
__all__ = ["RULES"]
