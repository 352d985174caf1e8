"""T5, third part: words for how values stand to one another, recomputed from the rows on every build.

Ranks, comparisons, shares, bounds and counts. What a word is about is the name nearest to it; a claim whose names or whose
predicate the rows do not have is left alone.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from charts.rules import amounts, comparing, counting, meant, ranks, shares
from charts.rules.amounts import VALUE
from charts.rules.chart import Book, Chart
from charts.rules.meant import HINT, Claim

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_ONLY = re.compile(rf"\bonly {VALUE}(?:\s(?:in|of|out of)(?:\sthe)?\s(?P<whole>[\d.,]+|[a-z]+))?", re.IGNORECASE)
_WORDS = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p.pattern) for p in (*ranks.WORDS, *shares.WORDS, counting.BOUND)),
                    re.IGNORECASE)
_READERS = (ranks.greatest, ranks.placed, comparing.compared, comparing.overtook, comparing.ratios, shares.shares,
            counting.bounds, counting.signs, counting.owned)


def claims(chart: Chart) -> Iterator[Claim]:
    """Everything that a headline says about how values stand."""
    if not chart.quantitative:
        return
    for part in meant.parts(chart.headline, _WORDS):
        for reader in _READERS:
            yield from reader(chart, part)


@_BOOK.rule("T5", "error")
def stands_as_said(chart: Chart) -> Found:
    """Highest, first, more than, twice, half, above, three of five: true of the values that the words name."""
    for claim in claims(chart) if chart.english else ():
        if claim.holds is False:
            yield f'the headline says "{claim.says}", but {claim.rows}', HINT, chart.spec.headline.place


@_BOOK.rule("T5", "error")
def is_the_larger_part(chart: Chart) -> Found:
    """Most: more than half, of each label's parts, or of all values."""
    most = counting.MOST.search(chart.headline) if chart.english and chart.quantitative else None
    values = [abs(n) for line in meant.meant(chart, chart.headline) for n in line.stated]
    counted = any(re.search(p, chart.headline) for p in (counting.BOUND, counting.BOUND_SHARE, counting.SIGN))
    if most and values and not counted and not shares.majority(chart, values):
        yield (f'the headline says "{most.group().lower()}", but it is no more than half', HINT, chart.spec.headline.place)


@_BOOK.rule("T5", "error")
def is_little(chart: Chart) -> Found:
    """Only: less than half of the whole that is named, and not the largest value."""
    for found in _ONLY.finditer(chart.headline) if chart.english else ():
        said, whole = amounts.value(found), counting.number(found.group("whole") or "")
        values = [n for s in chart.series for n in s.numbers]
        if whole is not None and 2 * said.value >= whole:
            yield f'the headline says "{found.group()}", which is half or more', HINT, chart.spec.headline.place
        elif whole is None and len(values) > 1 and (counting.limit(chart, found) or 0.0) >= max(values):
            yield f'the headline says "{found.group()}", but it is the largest value', HINT, chart.spec.headline.place


RULES = tuple(_BOOK.rules)
__all__ = ["RULES"]
