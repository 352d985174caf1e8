"""A ledger as a table: `facts: ledger.csv`, one fact a row, one field a column, for ledgers that no one types as YAML.

    id,value,unit,as_of,status,source,locator,phrase
    A-001,300,USD million,2020,stated,S1,page 2,reached $300 million

Empty fields are left out; `supersedes` may hold several ids with spaces between; a row with a `formula` is a derived fact.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

from reports import cleaning
from reports.cleaning import Unfit
from reports.placed import PlacedDict, PlacedList, PlacedStr
from reports.problems import Place, Problem, did_you_mean
from reports.tables import csv_file
from reports.tables.model import Grid, Limits, Unreadable

LIMITS = Limits(50_000_000, 200_000, "split the report")
SUFFIXES = (".csv", ".tsv")
_NUMBERS = frozenset(("value", "round_to"))


def is_table(name: str) -> bool:
    """Whether a file's name says that it is a ledger as a table."""
    return name.lower().endswith(SUFFIXES)


def read(path: Path, name: str) -> tuple[PlacedDict | None, list[Problem]]:
    """The facts of a file by id, as typed; None when there is no table in it. Raises Unfit for a file that cannot be read."""
    try:
        grid = csv_file.grid(cleaning.read_file(path, LIMITS.bytes), name, LIMITS)
    except Unreadable as unreadable:
        return None, [unreadable.problem]
    if "id" not in grid.headings:
        hint = did_you_mean("id", grid.headings, "columns")
        return None, [Problem(grid.at(grid.head, 1), 'this ledger has no column "id"', hint)]
    return _facts(grid)


def _facts(grid: Grid) -> tuple[PlacedDict, list[Problem]]:
    made = PlacedDict(grid.at(grid.head, 1))
    problems = list(grid.problems)
    own = grid.headings.index("id")
    for line, fields in grid.rows:
        place, name = grid.at(line, 1), str(fields[own] or "")
        if not name or name in made:
            what = f'fact "{name}" is in this ledger already, on line {made.keys_at[name].line}' if name else "this row has no id"
            problems.append(Problem(grid.at(line, own + 1), what, "give every fact an id of its own"))
        else:
            made.put(name, _fact(grid, fields, line, problems), place, place)
    return made, problems


def _fact(grid: Grid, fields: Any, line: int, problems: list[Problem]) -> PlacedDict:
    fact = PlacedDict(grid.at(line, 1))
    for column, (heading, text) in enumerate(zip(grid.headings, fields), 1):
        if text is None or heading == "id":
            continue
        place = grid.at(line, column)
        try:
            fact.put(heading, _typed(heading, str(text), place), place, place)
        except Unfit as unfit:
            problems.append(Problem(place, unfit.what, unfit.hint))
    return fact


def _typed(heading: str, text: str, place: Place) -> Any:
    """A field as the models want it: numbers in the columns of numbers, a list for `supersedes`, true and false."""
    if heading in _NUMBERS and cleaning.is_number(text):
        return cleaning.number(text)
    if heading == "supersedes":
        several = PlacedList(place)
        for name in text.replace(",", " ").replace(";", " ").split():
            several.put(PlacedStr.at(name, place), place)
        return several
    if heading == "publish" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return PlacedStr.at(text, place)
