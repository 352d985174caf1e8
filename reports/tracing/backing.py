"""Words from outside the outline, such as a slide edited by hand: which of their numbers no fact gives."""
from __future__ import annotations

import re

from reports.tracing import calendar, reading
from reports.tracing.context import Context
from reports.tracing.reading import Quantity

_FIGURE = re.compile(r"[$€£]?\d(?:[\d.,:/–-]*\d)?")


def unbacked(text: str, context: Context) -> list[str]:
    """The figures of a text that are no fact's value, date or words, nor the report's own date."""
    found = [q for q in reading.quantities(text, english=context.english) if not q.spelled and not own_date(q, context)]
    said = [known for name in context.ledger for known in context.said(name)] if found else []
    return [_FIGURE.search(q.text).group() for q in found  # type: ignore[union-attr]  # a figure is in it: it is not spelled
            if not any(reading.alike(q, known) for known in said)]


def own_date(q: Quantity, context: Context) -> bool:
    """Whether it is the date of the report itself; when that is inferred it must carry its star."""
    if q.form != "date" or not context.as_of:
        return False
    own = next(calendar.dates(context.as_of), None)
    return own is not None and reading.alike(q, reading.dated(own)) and (q.starred or not context.inferred or not q.year)
