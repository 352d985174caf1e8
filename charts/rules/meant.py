"""What the words of a headline are about: its parts, the names in it, and the stretch of time that it speaks of."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from charts import dates
from charts.rules.chart import Chart

T = TypeVar("T")
TIMED = ("line", "lines", "area", "slope", "waterfall", "fan")
_THEN = re.compile(r"\b(before|after|then|now|ago|earlier|later|latest)\b", re.IGNORECASE)
_BREAK = re.compile(r"(?:[,;:–—]\s+(?!by\b)|\s+(?=(?:but|while|whereas|although|though|yet)\s))", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_LATELY = re.compile(r"\bin the (?:last|final|latest) (?:year|month|quarter)\b", re.IGNORECASE)
_SINCE, _UNTIL, _IN = r"(?:since|after|from)", r"(?:until|till|to|by|up to|through|before)", r"(?:in|during|over|for|of)"


HINT = "say what the rows show, or correct the rows"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a headline says from `start` to `end`, whether it holds (None: the rows cannot show it), and what the rows show."""

    start: int
    end: int
    says: str
    holds: bool | None
    rows: str = ""
    numbers: bool = False  # whether the numbers within it are judged as well


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a headline that says one thing; `start` is where it begins in the headline."""

    text: str
    start: int


@dataclass(frozen=True)
class Line:
    """Values in a row: over time where `timed`, else by name. `message`: the index of the row that the headline is about."""

    name: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    timed: bool
    message: int | None = None

    @property
    def stated(self) -> tuple[float, ...]:
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the chart where it stands in a text: a row's or a series', with its values."""

    start: int
    end: int
    name: str
    values: tuple[float | None, ...]
    series: bool

    @property
    def stated(self) -> tuple[float, ...]:
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class Window:
    """From the index `first` to `last` of a line; `said`: the words name it; `single`: as one moment, in which it happened."""

    first: int
    last: int
    said: bool = False
    single: bool = False


def parts(headline: str, claims: re.Pattern[str]) -> list[Part]:
    """The headline at its commas and conjunctions; at an "and" only where both sides have words for a claim."""
    cuts = [0]
    for found in _BREAK.finditer(headline):
        cuts.append(found.end())
    for found in _AND.finditer(headline):
        left, right = headline[max(c for c in cuts if c <= found.start()):found.start()], headline[found.end():]
        if claims.search(left) and claims.search(_BREAK.split(right)[0]):
            cuts.append(found.end())
    cuts = sorted(cuts)
    return [Part(headline[a:b], a) for a, b in zip(cuts, [*cuts[1:], len(headline)])]


# ---------------------------------------------------------------- lines of values
def lines(chart: Chart) -> list[Line]:
    """The values over time, a line a thing; where no time is, by name."""
    series = chart.series
    if _across(chart):
        names = tuple(s.name for s in series)
        rows = zip(series[0].labels, *(s.cells for s in series))
        return [Line(label, names, tuple(cell.number for cell in cells), True) for label, *cells in rows]
    return [Line(s.name, s.labels, tuple(cell.number for cell in s.cells), not s.paired and _timed(chart, s.labels), s.message)
            for s in series]


def _across(chart: Chart) -> bool:
    """Whether the series are moments, and each row is a thing with its values at them."""
    names = [s.name for s in chart.series]
    if len(names) < 2 or any(s.paired for s in chart.series):
        return False
    return chart.kind == "dumbbell" or (not _in_order(chart.series[0].labels) and (
        _in_order(names) or (len(names) == 2 and all(_THEN.search(name) or moment(name) for name in names))))


def _timed(chart: Chart, labels: Sequence[str]) -> bool:
    """Whether the values stand in the order of time."""
    if chart.kind in TIMED or _in_order(labels):
        return True
    return chart.kind == "column" and not any(moment(label) for label in labels) and bool(_THEN.search(chart.said))


def _in_order(labels: Sequence[str]) -> bool:
    spans = [moment(label) for label in labels]
    return bool(spans) and all(a and b and a.start < b.start for a, b in pairwise(spans)) and spans[0] is not None


def moment(label: str) -> dates.Span | None:
    """The date that a label is; None for a name."""
    try:
        return dates.read(label.rstrip("*"))
    except ValueError:
        return None


def meant(chart: Chart, text: str) -> list[Line]:
    """The lines whose name is in the text, else in the headline, else all."""
    every = lines(chart)
    for words in (text, chart.headline):
        named = [line for line in every if line.name and _pattern([line.name]).search(words)]
        if named:
            return named
    return every


# ---------------------------------------------------------------- names
def names(chart: Chart, text: str, *, moments: bool = True) -> list[Named]:
    """The rows and series that a text names, in their order; of two that overlap the longer. Without `moments`: no dates."""
    known: dict[str, tuple[tuple[float | None, ...], bool]] = {}
    for n, label in enumerate(chart.series[0].labels if chart.series and not chart.series[0].paired else ()):
        known[label] = tuple(s.cells[n].number for s in chart.series), False
    for s in chart.series:
        if s.name:
            known[s.name] = tuple(cell.number for cell in s.cells), True
    usable = {name.rstrip("*").strip(): at for name, at in known.items() if moments or not moment(name)}
    spelled = _once([(form, at) for name, at in usable.items() for form in _forms(name)])
    if not spelled:
        return []
    folded = {form.lower(): (form, at) for form, at in spelled.items()}
    return [Named(found.start(), found.end(), *_entry(folded[found.group().lower()]))
            for found in _pattern(list(spelled)).finditer(text)]


def _once(pairs: Sequence[tuple[str, T]]) -> dict[str, T]:
    """The forms that mean one thing: "March" does not where the chart has two."""
    counts = Counter(form for form, _ in pairs)
    return {form: of for form, of in pairs if counts[form] == 1}


def _entry(of: tuple[str, tuple[tuple[float | None, ...], bool]]) -> tuple[str, tuple[float | None, ...], bool]:
    name, (numbers, series) = of
    return name, numbers, series


def _forms(name: str) -> Iterator[str]:
    """How a name may stand in a sentence: as it is, and a date as a reader writes it. A single letter is no name."""
    if len(name) > 1 or name.isdigit():
        yield name
    span = moment(name)
    if span and span.precision != "year":
        year, month, *day = name.split("-")
        yield " ".join([*(str(int(d)) for d in day), dates.MONTHS[int(month) - 1], year])
        yield " ".join([*(str(int(d)) for d in day), dates.MONTHS[int(month) - 1]])


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def nearest(there: Sequence[Named], found: re.Match[str]) -> list[Named]:
    before = [n for n in there if n.end <= found.start()]
    return [before[-1]] if before else list(there[:1])


def framing(text: str, name: Named) -> bool:
    """Whether a date only says since when, or from when to when."""
    return bool(re.search(r"\b(?:since|after|before|until|from|between|to|and)\s(?:the\s)?$", text[:name.start], re.IGNORECASE)) \
        and moment(name.name) is not None


def at(chart: Chart, part: Part, name: Named) -> Named:
    """A series at the labels that the text names, where it names any."""
    rows = [n.name.lower() for n in names(chart, part.text) if not n.series]
    if not name.series or not rows:
        return name
    labels = [label.rstrip("*").strip().lower() for label in chart.series[0].labels]
    return replace(name, values=tuple(v if label in rows else None for label, v in zip(labels, name.values)))


def percent(chart: Chart) -> bool:
    return (chart.spec.unit or "").lower() in ("percent", "%", "per cent")


def wholes(chart: Chart) -> list[float]:
    """What a share may be a share of: a hundred for percentages, else the sum."""
    if percent(chart):
        return [100.0]
    values = [abs(n) for s in chart.series for n in s.numbers]
    return [sum(values)] if sum(values) else []


def totals(chart: Chart) -> list[float]:
    """The sum under each label."""
    return [sum(cell.number or 0.0 for cell in at) for at in zip(*(s.cells for s in chart.series))]


# ---------------------------------------------------------------- time
def window(line: Line, text: str) -> Window | None:
    """The stretch of a line that a text speaks of, by default all of it; None where it lies outside, or the line has no time."""
    if not line.timed or len(line.values) < 2:
        return None
    at = _indices(line)
    listed = "|".join(re.escape(form) for form in sorted(at, key=len, reverse=True))
    last = len(line.values) - 1
    if found := re.search(rf"(?<!in )(?<!both )(?<!\w)(?P<a>{listed})\s?(?:–|-|(?:to|and|until|till|through)\s(?:the\s)?)\s?"
                          rf"(?P<b>{listed})(?!\w)", text, re.IGNORECASE):
        return Window(at[found.group("a").lower()][0], at[found.group("b").lower()][1], True)
    first, said = 0, False
    if found := re.search(rf"\b{_SINCE}\s(?:the\s)?(?P<a>{listed})(?!\w)", text, re.IGNORECASE):
        first, said = at[found.group("a").lower()][0], True
    if found := re.search(rf"\b(?P<how>{_UNTIL})\s(?:the\s)?(?P<a>{listed})(?!\w)", text, re.IGNORECASE):
        i, j = at[found.group("a").lower()]
        return Window(first, i if found.group("how").lower() == "before" else j, True)
    if not said and _LATELY.search(text):
        return Window(last - 1, last, True, True)
    if not said and (found := re.search(rf"\b{_IN}\s(?:the\s)?(?P<a>{listed})(?!\w)", text, re.IGNORECASE)):
        i, j = at[found.group("a").lower()]
        return Window(max(i - 1, 0), j, True, True) if j > 0 else None
    return Window(first, last, said)


def _indices(line: Line) -> dict[str, tuple[int, int]]:
    """Where each form of each label stands; a year is all of its months."""
    bare = [label.rstrip("*").strip() for label in line.labels]
    found = _once([(form.lower(), (n, n)) for n, label in enumerate(bare) for form in _forms(label)])
    for n, label in enumerate(bare):
        if moment(label):
            found[label[:4]] = (found.get(label[:4], (n, n))[0], n)
    return found or {"\0": (0, 0)}


def ends(line: Line, of: Window) -> tuple[float, float] | None:
    """The values at both ends of a window; where the words name no end, the first and the last that are stated."""
    inside = line.values[of.first:of.last + 1] or (None,)
    if of.said and (inside[0] is None or inside[-1] is None):
        return None
    stated = [value for value in inside if value is not None]
    return (stated[0], stated[-1]) if len(stated) > 1 else None
