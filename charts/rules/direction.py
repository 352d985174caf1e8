"""T5, second part: words for what changed over time, recomputed from the rows on every build."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from charts.rules import amounts, meant
from charts.rules.amounts import COUNT, FRACTION, HOW, VALUE, Amount
from charts.rules.chart import Book, Chart
from charts.rules.english import NUMBERS
from charts.rules.meant import HINT, Claim, Line, Part, Window

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_NOT = (r"(?:did not|didn[’']t|does not|doesn[’']t|do not|has not|have not|had not|hasn[’']t|haven[’']t|never|not|no longer|"
        r"failed to|without|without a|without an)")
_UP = r"rose|rises|risen|grew|grows|grown|increase[sd]|climbs|climbed|gained|soars|soared|surge[sd]|jumps|jumped|expanded"
_UP_BARE = r"rise|rising|grow|growing|increase|increasing|climb|climbing|soar|surge|jump|expand"
_DOWN = (r"fell|falls|fallen|decline[sd]|drops|dropped|shrank|shrinks|shrunk|decrease[sd]|plunge[sd]|slump(?:s|ed)|sank|"
         r"lost(?= (?:ground|[$€£0-9]))")
_DOWN_BARE = r"fall|falling|decline|declining|drop|dropping|shrink|shrinking|decrease|decreasing|plunge|slump|sink"
_ELSEWHERE = r"(?!\s(?:on|within|short|silent|ill|apart|behind)\b)"  # the visit fell on a Monday
_MOVE = re.compile(rf"\b(?:(?P<not>{_NOT})\s+(?:yet\s+|ever\s+|really\s+)?"
                   rf"(?:(?P<nup>{_UP}|{_UP_BARE})|(?P<ndown>{_DOWN}|{_DOWN_BARE}))|(?P<up>{_UP})|(?P<down>{_DOWN}))\b{_ELSEWHERE}",
                   re.IGNORECASE)
MOVED = rf"(?:{_UP}|{_DOWN})"
_EACH = re.compile(r"\b(?:in )?(?:each|every|any|all) (?:one )?(?:of the )?"
                   r"(?:years?|months?|quarters?|weeks?|days?|times?|rounds?)\b", re.IGNORECASE)
_MORE, _LESS = re.compile(r"\bmore\b", re.IGNORECASE), re.compile(r"\b(?:fewer|less)\b", re.IGNORECASE)
_BY = re.compile(rf"^(?:(?:\s(?!by\b|to\b|from\b)[a-z]+){{0,3}},?\sby\s(?:a\s)?|(?:\s\w+ly)?\s){HOW}(?:{VALUE})", re.IGNORECASE)
_BY_FRACTION = re.compile(rf"^(?:\s(?!by\b|to\b|from\b)[a-z]+){{0,3}},?\sby\s{HOW}{FRACTION}", re.IGNORECASE)
_YEAR = re.compile(r"[12]\d{3}")
_YEARLY = re.compile(r"^\s(?:a|per|each|every)\s(?:year|month|quarter|week|day)\b", re.IGNORECASE)
_FROM_TO = re.compile(rf"\bfrom\s{VALUE}\s", re.IGNORECASE)
_TO = re.compile(rf"\bto\s(?:(?!\d)[\w-]+\s){{0,4}}?{VALUE}", re.IGNORECASE)
_TIMES = re.compile(rf"\s(?:only\s)?(?:(?P<once>once|twice)|{COUNT}\stimes)\b(?!\sas\b)", re.IGNORECASE)
_FOR = re.compile(rf"\sfor\s{COUNT}\s(?:years|months|quarters|weeks)\b", re.IGNORECASE)
_OF = re.compile(rf"\bin\s(?:only\s|just\s)?{COUNT}(?:\s(?:of|out of)\s(?:the\s)?(?P<whole>\d+|\w+))?\s"
                 r"(?:years|months|quarters|weeks)\b", re.IGNORECASE)
_MULTIPLE = re.compile(rf"\b{HOW}(?:(?P<word>doubled|trebled|tripled|quadrupled|quintupled|halved)|(?P<fold>\w+)fold)\b",
                       re.IGNORECASE)
_FLAT = re.compile(r"\b(?:(?:is|was|were|are|be|been|remain(?:s|ed)?|stay(?:s|ed)?|held|holds|kept)\s(?:about |almost |nearly )?"
                   r"(?P<flat>stable|flat|steady|unchanged|constant|level)|(?P<stagnant>stagnate[sd]))\b(?!\s(?:of|with)\b)",
                   re.IGNORECASE)
_FACTORS = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0, "quintupled": 5.0, "halved": 0.5}
_LITTLE = frozenset("has have had was were been not never then later again also only even still they its the since from until "
                    "after before overall slightly sharply soon once more".split())
_STEADY, _SAME = 0.10, 0.02  # how far from their middle values may lie that are stable; how far ends that are unchanged
CLAIM = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p.pattern) for p in (_MOVE, _MULTIPLE, _FLAT)), re.IGNORECASE)


def claims(chart: Chart) -> Iterator[Claim]:
    """Everything that a headline says about change."""
    for part in meant.parts(chart.headline, CLAIM):
        for found in _MOVE.finditer(part.text):
            yield from _moves(chart, part, found)
        for found in _MULTIPLE.finditer(part.text):
            yield from _multiples(chart, part, found)
        for found in _FLAT.finditer(part.text):
            yield from _flat(chart, part, found)


@_BOOK.rule("T5", "error")
def moves_as_said(chart: Chart) -> Found:
    """Rose, fell, by how much, doubled, did not fall: over the stretch of time that the words name, else from first to last."""
    for claim in claims(chart) if chart.english else ():
        if claim.holds is False:
            yield f'the headline says "{claim.says}", but {claim.rows}', HINT, chart.spec.headline.place
        elif claim.holds is None and not _signed(chart):
            yield (f'the headline says "{claim.says}", which the rows cannot show',
                   "show the values in the order of time, or say it in the text", chart.spec.headline.place, "warning")


@_BOOK.rule("T5", "error")
def moves_each_time(chart: Chart) -> Found:
    """More, or fewer, in every year: not one step in the other direction."""
    found = _EACH.search(chart.headline) if chart.english else None
    up, down = bool(_MORE.search(chart.headline)), bool(_LESS.search(chart.headline))
    if not found or up == down or _MOVE.search(chart.headline):
        return
    for line in meant.meant(chart, chart.headline):
        window = meant.window(line, chart.headline)
        if window and (against := _against(line, window, 1 if up else -1)):
            yield f'the headline says "{found.group().strip()}", but {against}', HINT, chart.spec.headline.place


# ---------------------------------------------------------------- rose and fell
def _moves(chart: Chart, part: Part, found: re.Match[str]) -> Iterator[Claim]:
    """A word for a change and what stands after it; true of one of the lines that are meant."""
    after = part.text[found.end():]
    if re.match(r"\s(?:between|before|after)\b", after) and not _dated(chart, after):
        return  # the visit fell between two talks
    if _elsewhere(chart, part, found):
        return
    lines = meant.meant(chart, part.text) if chart.quantitative else []
    verdicts = [_foreign(chart, line, after) or _move(line, part, found) for line in lines]
    holds, rows = _best(verdicts)
    yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds, rows)
    if counted := _OF.search(part.text) or _TIMES.match(after) or _FOR.match(after):
        start = part.start + counted.start() + (0 if counted.re is _OF else found.end())
        yield Claim(start, start + len(counted.group()), counted.group().strip(), True, numbers=holds is not None)
    if holds and not found.group("not"):
        yield from _amounts(chart, part, found)


def _elsewhere(chart: Chart, part: Part, found: re.Match[str]) -> bool:
    """Whether a clause is about something else: "while other harbours shrank", "all goods but timber grew"."""
    before = chart.headline[:part.start]
    own = re.sub(r"^\W*(?:but|while|whereas|although|though|yet|and|then)\b", "", part.text[:found.start()], flags=re.IGNORECASE)
    excepted = part.text.lower().startswith("but") and re.match(r"(?:all|every|no)\b", before, re.IGNORECASE)
    if excepted and not _MOVE.search(before):
        return True
    words = {word for word in re.findall(r"[a-z]{3,}", own.lower()) if word not in _LITTLE}
    return bool(part.start and words and part.text[:1].islower() and not any(s.name for s in chart.series)
                and not words & set(re.findall(r"[a-z]{3,}", before.lower())) and not meant.names(chart, own))


def _foreign(chart: Chart, line: Line, after: str) -> tuple[bool, str] | None:
    """A verdict where a value that it is to rise from, or to, is another line's alone."""
    for found in (_FROM_TO.search(after), _TO.search(after)):
        if found and not any(_is(v, found) for v in line.values) and any(_is(v, found) for other in meant.lines(chart)
                                                                         for v in other.values):
            return False, f'"{line.name}" has no such value: the rows go {_from(line.stated[0], line.stated[-1])}'
    return None


def _dated(chart: Chart, text: str) -> bool:
    return any((at := meant.window(line, text)) and at.said for line in meant.lines(chart))


def _best(verdicts: list[tuple[bool | None, str]]) -> tuple[bool | None, str]:
    """True where it is true of any line, else false where it is false of one, else unknown."""
    for wanted in (True, False):
        for holds, rows in verdicts:
            if holds is wanted:
                return holds, rows
    return None, ""


def _move(line: Line, part: Part, found: re.Match[str]) -> tuple[bool | None, str]:
    window = meant.window(line, part.text)
    if not window:
        return None, ""
    sign = 1 if found.group("up") or found.group("nup") else -1
    if found.group("not"):
        return _not_moved(line, part, window, sign, found.group("not").lower())
    if times := _TIMES.match(part.text[found.end():]):
        wanted = {"once": 1, "twice": 2}.get((times.group("once") or "").lower()) or amounts.count(times)
        return _steps(line, Window(0, len(line.values) - 1), sign, (wanted,))
    if (lasted := _FOR.match(part.text[found.end():])) and not window.said:
        told = f"the rows {'rise' if sign > 0 else 'fall'} {_run(line, sign)} times in a row"
        return _run(line, sign) >= amounts.count(lasted), told
    if _EACH.search(part.text):
        against = _against(line, window if not window.single else Window(0, len(line.values) - 1), sign)
        return not against, against
    window = _valued(line, part.text[found.end():], window) or window
    if window.last < window.first:
        return False, f"the rows go {_from(line.values[window.last] or 0.0, line.values[window.first] or 0.0)}"
    between = meant.ends(line, window)
    if not between:
        return None, ""
    moved = sign * (between[1] - between[0]) > 0
    if (counted := _OF.search(part.text)) and not _lasts(line, counted):
        return _steps(line, window, sign, (amounts.count(counted),))
    return moved, f"the rows go {_from(*between)}"


def _not_moved(line: Line, part: Part, window: Window, sign: int, word: str) -> tuple[bool | None, str]:
    if word == "never" or _EACH.search(part.text):
        for a, b in pairwise(v for v in line.values[window.first:window.last + 1] if v is not None):
            if sign * (b - a) > 0:
                return False, f"the rows go {_from(a, b)}"
        return True, ""
    between = meant.ends(line, window)
    return (None, "") if not between else (sign * (between[1] - between[0]) <= 0, f"the rows go {_from(*between)}")


def _against(line: Line, window: Window, sign: int) -> str:
    """The first step that does not go up (1) or down (-1), or is not known; nothing where there is none."""
    inside = range(window.first, window.last + 1)
    for a, b in pairwise(line.values[n] for n in inside):
        if a is not None and b is not None and sign * (b - a) <= 0:
            return f"the rows go {_from(a, b)}"
    gone = next((line.labels[n] for n in inside if line.values[n] is None), "")
    return f'"{gone}" is not stated' if gone else ""


def _steps(line: Line, window: Window, sign: int, wanted: tuple[int, ...]) -> tuple[bool | None, str]:
    """Whether so many steps go that way."""
    stated = [v for v in line.values[window.first:window.last + 1] if v is not None]
    count = sum(sign * (b - a) > 0 for a, b in pairwise(stated))
    return count in wanted, f"the rows {'rise' if sign > 0 else 'fall'} {count} times"


def _run(line: Line, sign: int) -> int:
    """The most steps on end that go that way."""
    longest = run = 0
    for a, b in pairwise(line.stated):
        run = run + 1 if sign * (b - a) > 0 else 0
        longest = max(longest, run)
    return longest


def _lasts(line: Line, counted: re.Match[str]) -> bool:
    """Whether "in five years" is how long it took."""
    spans = [span for label in line.labels if (span := meant.moment(label))]
    years = round((spans[-1].start - spans[0].start) / 365.25) if len(spans) > 1 else -1
    return not counted.group("whole") and amounts.count(counted) in (years, years + 1, len(line.values))


def _valued(line: Line, after: str, window: Window) -> Window | None:
    """The stretch between the values that stand after the word: "from 100 to 300", "to 300"; None where they are none of it."""
    start, to = _FROM_TO.search(after), _TO.search(after)
    inside = range(window.first, window.last + 1)
    lows = [n for n in inside if _is(line.values[n], start)] if start else []
    highs = [n for n in inside if _is(line.values[n], to)] if to else []
    if start and to:
        return next((Window(a, b, True) for a in lows for b in reversed(highs) if a < b), None) or (
            Window(lows[0], highs[-1], True) if lows and highs and lows[0] != highs[-1] else None)
    if highs and not window.said and highs[-1] > window.first:
        return Window(window.first, highs[-1], True)
    return None


def _is(number: float | None, found: re.Match[str]) -> bool:
    """Whether a value is what was said, in its own unit or in a scale of it."""
    said = amounts.value(found)
    return number is not None and any(said.fits(abs(number) * scale) for scale in (1.0, 1e3, 1e6, 1e9, 1e12))


# ---------------------------------------------------------------- by how much
def _amounts(chart: Chart, part: Part, found: re.Match[str]) -> Iterator[Claim]:
    """The amount after a word for a change: "by a third", "46%", "by $200 million"; a year is none."""
    after = part.text[found.end():]
    if (by := _BY_FRACTION.match(after)) and (said := amounts.fraction(by)):
        yield from _by(chart, part, found, by, Amount(said.value * 100, "percent", said.how))
    elif (by := _BY.match(after)) and not _YEAR.fullmatch(by.group().split()[-1]) and (
            re.search(r"\bby\s", by.group()) or by.group("unit") or by.group("money")
            or found.group().lower() in ("gained", "lost")) and not re.match(r"\s(?:\w+ )?(?:above|below|under)\s", by.group()):
        yield from _by(chart, part, found, by, amounts.value(by))


def _by(chart: Chart, part: Part, found: re.Match[str], by: re.Match[str], said: Amount) -> Iterator[Claim]:
    """By so much, in percent of the first value, in points or in the unit; what the chart itself states is taken as said."""
    start, end = part.start + found.start(), part.start + found.end() + by.end()
    says = f"{found.group()}{by.group()}"
    if said.unit == "percent" and not part.text[found.end():].lstrip().startswith("by a") and _stated(chart, said.value):
        return
    yearly = bool(_YEARLY.match(part.text[found.end() + by.end():]))
    verdicts = [_by_line(chart, line, part, found, said, yearly) for line in meant.meant(chart, part.text)]
    holds, rows = _best(verdicts)
    if holds is not None:
        yield Claim(start, end, says.strip(), holds, rows, numbers=True)


def _by_line(chart: Chart, line: Line, part: Part, found: re.Match[str], said: Amount, yearly: bool) -> tuple[bool | None, str]:
    window = meant.window(line, part.text)
    window = window and (_valued(line, part.text[found.end():], window) or window)
    between = meant.ends(line, window) if window else None
    if not window or not between or _signed(chart):
        return None, ""
    a, b = between
    steps = window.last - window.first if yearly else 1
    percent = (chart.spec.unit or "").lower() in ("percent", "%", "per cent")
    if said.unit == "points":
        return (said.fits(abs(b - a) / steps) if percent else None), f"it is {abs(b - a) / steps:,.4g} points"
    if said.unit == "percent":
        if a <= 0:
            return None, ""
        change = abs(b - a) / a * 100
        compound = abs((b / a) ** (1 / steps) - 1) * 100 if b > 0 else change
        points = f" ({abs(b - a):,.4g} percentage points)" if percent else ""
        return said.fits(change / steps) or said.fits(compound), f"from {a:,g} to {b:,g} it is {compound:,.3g} per cent{points}"
    return any(said.fits(abs(b - a) / steps * scale) for scale in amounts.scales(chart.spec.unit or "")), (
        f"the rows go {_from(a, b)}")


def _stated(chart: Chart, percent: float) -> bool:
    """Whether the chart, or a fact behind it, says so many per cent itself, as the change that it is."""
    texts = (*(cell.text for cell in chart.cells), *chart.texts, *chart.backing)
    if (chart.spec.unit or "").lower() in ("percent", "%", "per cent"):
        texts = (*chart.texts, *chart.backing)
    return any(re.search(rf"(?<![\d.,]){percent:g}\s?(?:%|per ?cent)(?!\s?points?)", text.replace("\N{NO-BREAK SPACE}", " "))
               for text in texts)


def _signed(chart: Chart) -> bool:
    """Whether the values are changes themselves: their unit or subtitle says so."""
    return bool(chart.series and chart.quantitative
                and re.search(r"\b(change|growth|increase|rise|fall|decrease|difference)", chart.said, re.IGNORECASE))


# ---------------------------------------------------------------- so many times
def _multiples(chart: Chart, part: Part, found: re.Match[str]) -> Iterator[Claim]:
    word = (found.group("word") or "").lower()
    times = _FACTORS.get(word) or NUMBERS.get((found.group("fold") or "").lower())
    if not times:
        return
    said = Amount(float(times), "", (found.group("how") or "").lower())
    verdicts = []
    for line in meant.meant(chart, part.text) if chart.quantitative else ():
        window = meant.window(line, part.text)
        between = meant.ends(line, _valued(line, part.text[found.end():], window) or window) if window else None
        if between and between[0]:
            verdicts.append((said.fits(between[1] / between[0]), f"the rows go {_from(*between)}"))
    holds, rows = _best(list(verdicts))
    yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds, rows)


def _flat(chart: Chart, part: Part, found: re.Match[str]) -> Iterator[Claim]:
    """Stable: all values near their middle; unchanged: both ends alike."""
    verdicts = []
    for line in meant.meant(chart, part.text) if chart.quantitative else ():
        window = meant.window(line, part.text)
        between = meant.ends(line, window) if window else None
        if window and between:
            inside = [v for v in line.values[window.first:window.last + 1] if v is not None]
            middle = (max(inside) + min(inside)) / 2
            alike = abs(between[1] - between[0]) <= _SAME * max(map(abs, between))
            steady = max(inside) - middle <= _STEADY * abs(middle)
            verdicts.append((alike if (found.group("flat") or "").lower() == "unchanged" else steady,
                             f"the rows go from {min(inside):,g} to {max(inside):,g}"))
    holds, rows = _best(list(verdicts))
    if holds is not None:
        yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds, rows)


def _from(a: float, b: float) -> str:
    return f"from {a:,g} to {b:,g}"


RULES = tuple(_BOOK.rules)
__all__ = ["RULES"]
