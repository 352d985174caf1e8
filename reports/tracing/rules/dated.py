"""A6: a number past its `stale_after` shows its date in the text, not only in the note."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing import calendar, reading
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage

RULE, LEVEL = "A6", "error"
TITLE = "a fact older than its stale_after shows its date in the text"
SHOWN = ("", "value", "short")
SOURCED = ("chart", "timeline", "deliverables", "stance_matrix", "table", "key_numbers")  # a line under them says so


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    """In running text and under figures the date is printed without being asked for; other headlines have to name it."""
    for span in passage.spans if passage.kind not in SOURCED else ():
        if span.form not in SHOWN or span.fact not in context.aged:
            continue
        known = [reading.dated(d) for d in calendar.dates(context.fact(span.fact).as_of)]
        if not any(reading.alike(reading.dated(d), k) for d in calendar.dates(passage.text) for k in known):
            yield problem(RULE, "error", passage.at(span.start),
                          f'"{span.fact}" is of {context.ledger.date(span.fact)}, and prints without its date',
                          f"add it: {{{span.fact}|date}}")
