"""How old the oldest figure of a report is, on every page beside the report's own date, so that no run makes old data look new.

A figure is as new as the newest of what it draws: a series that ends in 2020 is of 2020, in whatever year it starts.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from charts import dates
from reports import aged_tables
from reports.document import Exhibit
from reports.facts import Ledger

Dated = tuple[str, str]  # ISO 8601 of reduced precision; in words, starred where it is inferred


def words(exhibits: Iterable[Exhibit], ledger: Ledger, outline: Any) -> str:
    """"2016": the date of the figure with the oldest data; empty where none is older than the report's own date. A date is as
    old as its last day."""
    own = dates.read(outline.report.as_of.date).start
    newest = [max(drawn, key=_end) for exhibit in exhibits if (drawn := list(_drawn(exhibit, ledger, outline)))]
    return min((dated for dated in newest if _end(dated) <= own), key=_end, default=("", ""))[1]


def _drawn(exhibit: Exhibit, ledger: Ledger, outline: Any) -> Iterator[Dated]:
    """The dates of all facts behind a figure, and of its table."""
    for fact in (stated for name in exhibit.facts for stated in ledger.stated_inputs(name)):
        yield fact.as_of, ledger.date(fact.id)
    table = exhibit.spec.data
    if table and table in outline.data:
        yield outline.data[table].as_of, aged_tables.dated(outline, table)


def _end(dated: Dated) -> float:
    return dates.read(dated[0]).end
