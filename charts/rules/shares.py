"""Words for a part of the whole: half, a third, 46% of, most of."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from charts.rules import amounts, counting, meant
from charts.rules.amounts import FRACTION, HOW, VALUE, Amount
from charts.rules.chart import Chart
from charts.rules.meant import Claim, Part

_SHARE = re.compile(rf"\b(?<!by )(?<!by a )(?<!second )(?<!first )(?<!other )(?<!in )(?<!for )(?<!last ){HOW}{FRACTION}"
                    r"(?!\s(?:as|more|less|fewer)\b)(?!\sa\s(?:million|billion|thousand|dozen)\b)"
                    r"(?!\sof (?:its|their) (?:level|value|size|height)\b)", re.IGNORECASE)
_PERCENT = re.compile(rf"\b(?<!by ){HOW}{VALUE}\s(?:of(?! (?:its|their|his|her)\b)|share)\b", re.IGNORECASE)
_EACH = re.compile(r"\beach\b", re.IGNORECASE)
WORDS = (_SHARE,)


def shares(chart: Chart, part: Part) -> Iterator[Claim]:
    """Half of, a third of, 46% of: but not where the part is a bound for rows that are counted."""
    for found in _SHARE.finditer(part.text):
        said = amounts.fraction(found)
        if said and not (counting.BOUND_SHARE.match(part.text[found.start():]) and counting.counts(part, found.start())):
            near = re.search(r"\b(?:nearly|almost) reached\s$", part.text[:found.start()], re.IGNORECASE)
            yield from _share(chart, part, found, replace(said, how="nearly") if near else said)
    for found in _PERCENT.finditer(part.text):
        said = amounts.value(found)
        if said.unit == "percent":
            yield from _share(chart, part, found, Amount(said.value / 100, "", said.how, said.step / 100), numbers=True)


def _share(chart: Chart, part: Part, found: re.Match[str], said: Amount, *, numbers: bool = False) -> Iterator[Claim]:
    """A part of the whole: of the names before it together, else of those after it, else of any value."""
    own = [n for n in meant.names(chart, part.text) if not meant.framing(part.text, n)]
    series, rows = [n for n in own if n.series], [n for n in own if not n.series]
    rows = [n for n in rows if n.end <= found.start()] or rows
    if numbers and (not own or (meant.percent(chart) and len(rows) < 2)):
        return  # a value of its own, which is held against the rows as a number
    if series and len(chart.series) > 1:
        totals = meant.totals(chart)
        shares = [v / w for n in series for v, w in zip(meant.at(chart, part, n).values, totals) if v is not None and w]
    elif own:
        held = [sum(n.stated) for n in rows or series]
        shares = [h / w for w in meant.wholes(chart) for h in ([sum(held)] if not _EACH.search(part.text) else held[:1])]
    else:
        values = [abs(n) for line in meant.meant(chart, part.text) for n in line.stated]
        shares = [v / w for v in values for w in meant.wholes(chart)] + [b / a for a, b in permutations(values, 2) if a]
    if shares:
        told = f"it is {shares[0] * 100:,.3g} per cent" if own else "no value has that part of the whole"
        yield Claim(part.start + found.start(), part.start + found.end(), found.group().strip(),
                    any(said.fits(abs(share)) for share in shares), told, numbers)


def majority(chart: Chart, values: Sequence[float]) -> bool:
    """Whether what the headline names is more than half: of each label's parts, or of all values."""
    if len(chart.series) > 1 and not chart.series[0].paired:
        named, totals = {line.name for line in meant.meant(chart, chart.headline)}, meant.totals(chart)
        parts = [s for s in chart.series if s.name in named] or list(chart.series)
        return any(all(2 * (cell.number or 0.0) > total for cell, total in zip(s.cells, totals) if total) for s in parts)
    named_values = [v for n in meant.names(chart, chart.headline) for v in n.stated]
    marked = [v for s in chart.series if s.message is not None and (v := s.cells[s.message].number) is not None]
    return max([*(named_values or marked or values)]) * 2 > next(iter(meant.wholes(chart)), 0.0)
