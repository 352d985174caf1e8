"""A9: a date that no source states carries the star of an inferred date."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing import calendar
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage

RULE, LEVEL = "A9", "error"
TITLE = "inferred dates carry a star"


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    """A year given by {=...} that only inferred dates of its facts bear out; one typed bare is untraced (A1)."""
    inferred, stated = _years(passage, context)
    for found in calendar.dates(passage.text):
        typed = any(not s.fact and s.start <= found.start < s.end for s in passage.spans)
        if typed and not found.starred and found.year in inferred - stated:
            what = f'"{passage.text[found.start:found.end]}" is inferred and has no star'
            yield problem(RULE, "error", passage.at(found.start), what,
                          "write {A-058|date}, which prints the star, or type it: 2021*")


def _years(passage: Passage, context: Context) -> tuple[set[int], set[int]]:
    """(years of inferred dates, years that a fact states) beside a passage."""
    inferred: set[int] = {int(context.as_of[:4])} if context.inferred and context.as_of else set()
    stated: set[int] = set()
    for name in passage.near:
        if name in context.ledger:
            fact = context.fact(name)
            (inferred if fact.inferred else stated).update(int(y) for y in [fact.as_of[:4]] if y.isdecimal())
            stated |= {d.year for text in (fact.phrase, fact.text) for d in calendar.dates(text) if d.year}
            stated |= {int(fact.number)} if fact.unit == "year" and fact.number and not fact.inferred else set()
    return inferred, stated
