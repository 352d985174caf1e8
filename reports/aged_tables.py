"""How old the data tables behind figures may grow: the limits of a table, its source or the report, as for facts."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from charts import dates
from reports import numbers
from reports.ages import Age, age_of, spoken
from reports.problems import Place, Problem

MARK = "data:"  # before a table's name, among the ids of facts


@dataclass(frozen=True, slots=True)
class AgedTable:
    """A table past a limit on the day of reading; `date` is its own in words, starred when it is inferred."""

    age: Age
    date: str
    place: Place

    @property
    def words(self) -> str:
        """"as of 2019", "as of 2019, out of date"."""
        return f"as of {self.date}" + (", out of date" if self.age.state == "expired" else "")


def aged(outline: Any, today: str) -> dict[str, AgedTable]:
    """The tables of a report that are past a limit on a day (ISO 8601, reduced precision: then its last day)."""
    day, made = dates.read(today).end - 1, {}
    for name, table in outline.data.items():
        holders = (table, outline.sources.get(table.source), outline.freshness.get("default"))
        age = age_of(table.as_of, holders, day)
        if age:
            made[name] = AgedTable(age, dated(outline, name), table.place)
    return made


def dated(outline: Any, name: str) -> str:
    """The date of a table in words."""
    table = outline.data[name]
    return numbers.write_date(table.as_of, locale=outline.report.language, inferred=table.as_of_basis == "inferred")


def problems(used: Iterable[str], tables: Mapping[str, AgedTable], on_stale: str, today: str) -> list[Problem]:
    """What the writer hears of the tables that figures draw from: as of facts."""
    made = []
    for name in dict.fromkeys(used):
        table = tables.get(name)
        if table is None or table.age.state == "dated":
            continue
        held = table.age.state == "expired" and on_stale != "print"
        what = (f'table "{name}" is of {table.date}, and {table.age.days} days old on {spoken(today)}: '
                f"more than {table.age.limit}")
        hint = ("bring the data up to date; or let it print as out of date: on_stale: print" if held
                else "bring the data up to date, or set a longer limit")
        made.append(Problem(table.place, what, hint, "error" if held else "warning", "R2"))
    return made
