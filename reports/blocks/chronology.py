"""What happened when, in order of date: the long form of a timeline, for an annex."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from charts.inputs import Node, Prose
from reports import numbers
from reports.blocks._table import Column, Tabled, TableModel, place, slides, tabled
from reports.compose import Composer
from reports.document import Rich
from reports.leaves import Date

EXAMPLE = """\
chronology:
  headline: It took long from the survey to the vote
  events:
    - {at: 2019-06, when: "June {=2019}", what: The seabed is surveyed.}
    - {at: 2021-02-11, when: "{=11} February", what: Both councils vote the money., where: Northam}
"""
LABEL = "Chronology"
APPENDIX = True
COLUMNS = (Column("Date", 0.8), Column("What happened", 2.6), Column("Where", 0.7))


class Event(Node):
    """`at` (a year, 2021-04 or 2021-04-07) decides the order; `when` prints in its place."""

    at: Date
    when: Prose | None = None
    what: Prose
    where: Prose | None = None
    facts: list[str] = []


class Model(TableModel):
    """Events in any order; they print by date."""

    MAIN: ClassVar[str] = "events"
    events: Annotated[list[Event], Field(min_length=1)]


def compose(model: Model, composer: Composer) -> Tabled:
    rows = [(_when(event, composer), composer.cited(composer.rich(event.what), event.facts, event.place),
             composer.rich(event.where) if event.where else ()) for event in sorted(model.events, key=lambda e: e.at)]
    return tabled(model, composer, COLUMNS, rows)


def _when(event: Event, composer: Composer) -> Rich | str:
    return composer.rich(event.when) if event.when else numbers.write_date(event.at, locale=composer.outline.report.language)


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
