"""The date of the oldest data that the figures of a report draw: beside its as-of date on every page, so that no run hides it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from charts import dates
from reports import aged_tables
from reports.document import Exhibit
from reports.facts import Ledger

Dated = tuple[str, str]  # ISO 8601 of reduced precision; in words, starred where it is inferred


def words(exhibits: Iterable[Exhibit], ledger: Ledger, outline: Any) -> str:
    """"Oldest data 2016": empty where nothing that is drawn is older than the report's own date. A derived value is as old as the
    oldest that it is made of, and a date is as old as its last day."""
    own = dates.read(outline.report.as_of.date).start
    older = [dated for exhibit in exhibits for dated in _drawn(exhibit, ledger, outline) if _end(dated) <= own]
    return f"Oldest data {min(older, key=_end)[1]}" if older else ""


def _drawn(exhibit: Exhibit, ledger: Ledger, outline: Any) -> Iterator[Dated]:
    """The dates of all facts behind a figure, and of its table."""
    for fact in (stated for name in exhibit.facts for stated in ledger.stated_inputs(name)):
        yield fact.as_of, ledger.date(fact.id)
    table = exhibit.spec.data
    if table and table in outline.data:
        yield outline.data[table].as_of, aged_tables.dated(outline, table)


def _end(dated: Dated) -> float:
    return dates.read(dated[0]).end
