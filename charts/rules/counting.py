"""Words for bounds and counts: above 200 million, three of five, no state; and whose value a number is."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from charts.rules import amounts, meant
from charts.rules.amounts import COUNT, FRACTION, VALUE, Amount
from charts.rules.chart import Chart
from charts.rules.english import NUMBERS
from charts.rules.meant import Claim, Line, Named, Part

_PLAIN = re.compile(rf"(?<![\w.])(?:{VALUE})", re.IGNORECASE)
BOUND = re.compile(rf"\b(?P<word>exceed(?:s|ed)?|pass(?:es|ed)|topp(?:s|ed)|surpass(?:es|ed)|cross(?:es|ed)|above|over|"
                   rf"more than|at least|below|under|less than|fewer than|at most|(?<=never )reached)\s{VALUE}", re.IGNORECASE)
BOUND_SHARE = re.compile(rf"\b(?P<word>over|more than|at least|under|less than|at most)\s{FRACTION}", re.IGNORECASE)
SIGN = re.compile(r"\b(?P<word>negative|positive|below zero|above zero|in deficit|in surplus)\b", re.IGNORECASE)
_NO_VALUE = re.compile(r"\b(?:by|than|over|under|above|below|least|only|of|in|exceed\w*|pass\w*)\s$", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:only\s|just\s)?{COUNT}(?:\s(?:of|out of|in)\s(?:the\s|all\s)?(?P<whole>\d+|[a-z]+))?"
                      r"\s(?P<noun>\w+)", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no(?! (?:more|less|fewer)\b)|none|nobody|nowhere|neither|never)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:every|each|(?<!in )all|both)\b", re.IGNORECASE)
_TIME = re.compile(r"(?:years|months|quarters|weeks|days|year|month|quarter|week|day)$", re.IGNORECASE)
_MONEY = {"dollar": "usd", "euro": "eur", "pound": "gbp", "rouble": "rub", "rupee": "rupee", "yuan": "cny", "yen": "jpy"}
_LITTLE = frozenset("in of at by for and or a an since from to between on the was is were are until after before during".split())
MOST = re.compile(r"(^most\b(?! \w+ are not)|\bmost of\b)", re.IGNORECASE)


def bounds(chart: Chart, part: Part) -> Iterator[Claim]:
    """Above 200 million, less than a third: of the names in the text, of so many rows, or of the last or any value."""
    for found in [*BOUND.finditer(part.text), *BOUND_SHARE.finditer(part.text)]:
        bound = limit(chart, found)
        if bound is None or meant.moment(found.group().split()[-1]) or not _of_the_unit(chart, part, found):
            continue
        low = re.match(r"below|under|less|fewer|at most", found.group("word"), re.IGNORECASE)
        least = found.group("word").lower() in ("at least", "at most", "reached")
        yield from _predicated(chart, part, found, lambda v, b=bound, e=least, d=bool(low): (  # type: ignore[misc]
            v < b or (e and v == b)) if d else (v > b or (e and v == b)))


def limit(chart: Chart, found: re.Match[str]) -> float | None:
    """A bound in the unit of the values; None where nothing tells that it is in it."""
    if "part" in found.groupdict():
        said = amounts.fraction(found)
        return said.value * wholes[0] if said and (wholes := meant.wholes(chart)) else None
    value = amounts.value(found)
    unit = (chart.spec.unit or "").lower()
    if value.unit == "points" or (value.unit == "percent" and not meant.percent(chart)):
        return None
    factor = max(amounts.scales(unit))
    return value.value / factor if found.group("scale") or value.value >= factor > 1 else value.value


def _of_the_unit(chart: Chart, part: Part, found: re.Match[str]) -> bool:
    """Whether a bound is one of values: what stands after it is the chart's unit, or no noun at all."""
    if "part" in found.groupdict() or found.group("money") or found.group("scale") or found.group("unit"):
        return True
    next_word = re.match(r"\s(\w+)", part.text[found.end():])
    noun, unit = next_word.group(1).lower() if next_word else "", (chart.spec.unit or "").lower()
    if not noun or noun in _LITTLE or not unit:
        return bool(found.group("digits"))
    return noun.rstrip("s") in unit or _MONEY.get(noun.rstrip("s"), unit + "?") in unit


def signs(chart: Chart, part: Part) -> Iterator[Claim]:
    """Negative, in surplus: the sign of the names in the text, of so many rows, or of any value."""
    for found in SIGN.finditer(part.text):
        below = found.group("word").lower() in ("negative", "below zero", "in deficit")
        yield from _predicated(chart, part, found, (lambda v: v < 0) if below else (lambda v: v > 0))


def _predicated(chart: Chart, part: Part, found: re.Match[str], true: Callable[[float], bool]) -> Iterator[Claim]:
    """Something that is said of values: of so many, of most, of none, of all, or of one at least."""
    lines = meant.meant(chart, part.text)
    start, end = part.start + found.start(), part.start + found.end()
    counted = next((c for c in _COUNTED.finditer(part.text) if not (c.start() < found.end() and found.start() < c.end())
                    and (c.group("whole") or _TIME.search(c.group("noun")))), None)
    if counted and len(lines) == 1:
        yield from _tallied(chart, part, found, counted, lines[0], true)
        return
    own = [n for n in meant.names(chart, part.text) if not meant.framing(part.text, n)]
    rows = [v for n in own if not n.series for v in n.stated] or _before(chart, part, found) or [
        v for line in lines for v in line.stated]
    if rows:
        holds, told = _quantified(part, found, rows, true)
        told = f"the value is {rows[0]:,g}" if own and len(rows) == 1 else told
        yield Claim(start, end, found.group(), holds, told, numbers=True)


def _before(chart: Chart, part: Part, found: re.Match[str]) -> list[float]:
    """For a part of the whole after a comma: the names before it, together."""
    there = meant.names(chart, chart.headline[:part.start], moments=False) if "part" in found.groupdict() else []
    return [sum(v for n in there if not n.series for v in n.stated)] if there and len(chart.series) == 1 else []


def _quantified(part: Part, found: re.Match[str], rows: list[float], true: Callable[[float], bool]) -> tuple[bool, str]:
    """Whether it is true of as many as the words around it say: most, none, all, or any."""
    right = [v for v in rows if true(v)]
    if MOST.search(part.text):
        return 2 * len(right) > len(rows), f"it holds of {len(right)} of {len(rows)}"
    if _NONE.search(part.text[:found.start()]):
        return not right, f"{next(iter(right), 0.0):,g} is"
    if _ALL.search(part.text):
        return len(right) == len(rows), f"{next((v for v in rows if not true(v)), 0.0):,g} is not"
    return bool(right), "no value is"


def _tallied(chart: Chart, part: Part, found: re.Match[str], counted: re.Match[str], line: Line,
             true: Callable[[float], bool]) -> Iterator[Claim]:
    """So many rows, of so many, for which something is true."""
    count, wanted = sum(map(true, line.stated)), amounts.count(counted)
    whole = number(counted.group("whole") or "")
    start, end = min(found.start(), counted.start()), max(found.end(), counted.end())
    holds = count == wanted and (whole is None or whole == len(line.values))
    yield Claim(part.start + start, part.start + end, part.text[start:end], holds, f"that holds of {count} of {len(line.values)}",
                numbers=True)


def counts(part: Part, at: int) -> bool:
    """Whether a bound is what counted rows have: "three of four states have less than a third"."""
    counted = _COUNTED.search(part.text)
    return bool(counted and counted.group("whole") and counted.end() <= at)


def owned(chart: Chart, part: Part) -> Iterator[Claim]:
    """A value beside a name is that name's: "Norway has 50", "300 in 2018"; where names and numbers take turns."""
    there = [n for n in meant.names(chart, part.text) if not meant.framing(part.text, n)]
    taken = [(n.start, n.end) for n in meant.names(chart, part.text)]
    values = [f for f in _PLAIN.finditer(part.text) if not any(a < f.end() and f.start() < b for a, b in taken)
              and (f.group("digits") or f.group("scale")) and not _NO_VALUE.search(part.text[:f.start()])]
    turns = sorted([*((n.start, n) for n in there), *((f.start(), f) for f in values)], key=lambda turn: turn[0])
    if len(there) != len(values) or any(isinstance(a[1], Named) == isinstance(b[1], Named) for a, b in pairwise(turns)):
        return
    for name, found in zip(there, values):
        said = amounts.value(found)
        mine, anybody = (any(_same(chart, said, v) for v in of) for of in (name.stated, _values(chart)))
        if anybody and not mine and name.stated:
            yield Claim(part.start + found.start(), part.start + found.end(), found.group().strip(), False,
                        f"{name.name} has {name.stated[0]:,g}")


def _values(chart: Chart) -> list[float]:
    return [n for s in chart.series for n in s.numbers]


def _same(chart: Chart, said: Amount, value: float) -> bool:
    """Whether a value is what was said, as it stands or rounded to the digits that were said."""
    for scale in amounts.scales(chart.spec.unit or ""):
        actual = abs(value) * scale
        figures = len(f"{abs(said.value):.15g}".replace(".", "").strip("0"))
        if said.fits(actual) or (figures >= 2 and actual and float(f"{actual:.{figures - 1}e}") == abs(said.value)):
            return True
    return False


def number(text: str) -> float | None:
    """A number in digits or in a word; None for anything else."""
    word = text.lower().strip(".,")
    if word in NUMBERS:
        return float(NUMBERS[word])
    digits = word.replace(",", "")
    return float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else None
