"""Several series over the same labels: what grouped, stacked, area and small-multiple charts are made of.

The rows come from the outline or from a data table; either way they become a `Grid`, plain and frozen: names, roles of
colour, and an `Item` for each value. Colours follow the order of the series; orange belongs to the message alone.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from charts import checks, inputs, values
from charts.inputs import Cell, Node, Prose, Refused
from charts.style import MESSAGE, SERIES
from charts.values import Flag, Item, Row

_AMOUNT = re.compile(r"(\D*?)([+−-]?\d[\d,]*(?:\.\d+)?)(\D*)")


class Named(Node):
    """A series. `message`: the one that the headline is about."""

    name: Prose
    message: bool = False


class Group(Node):
    """The values of one label, in the order of the series; null is "not stated"."""

    label: Prose
    values: list[Cell | None]
    note: Prose | None = None
    facts: list[str] = []


class SeriesSpec(inputs.Spec):
    """Rows written out, or columns of a data table: `x` holds the labels, each of `y` a series, `message` names one."""

    series: list[Named] = []
    rows: list[Group] = []
    x: str | None = None
    y: list[str] = []
    message: Prose | None = None


@dataclass(frozen=True)
class Series:
    """`role`: its colour; `items`: one a label."""

    name: str
    role: str
    message: bool
    items: tuple[Item, ...]

    @property
    def numbers(self) -> tuple[float | None, ...]:
        return tuple(item.number for item in self.items)


@dataclass(frozen=True)
class Grid:
    """All values of a chart: `labels` and `notes` across, series down."""

    labels: tuple[str, ...]
    notes: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def numbers(self) -> tuple[float, ...]:
        """The stated values, series after series."""
        return tuple(n for series in self.series for n in series.numbers if n is not None)

    def at(self, n: int) -> tuple[Item, ...]:
        """The items of one label."""
        return tuple(series.items[n] for series in self.series)

    @property
    def fullest(self) -> int:
        """The first of the labels at which most values are stated: the series are named there."""
        return max(range(len(self.labels)), key=lambda n: sum(item.number is not None for item in self.at(n)))

    def category(self, n: int) -> str:
        """A label with its note on a line of its own, as an Office chart names it."""
        return f"{self.labels[n]}\n{self.notes[n]}" if self.notes[n] else self.labels[n]

    @property
    def said(self) -> str:
        """Every value in words, label after label."""
        rows = []
        for n, label in enumerate(self.labels):
            told = ", ".join(replace(item, label=series.name).said.replace(": ", " ", 1)
                             for series, item in zip(self.series, self.at(n)))
            rows.append(f"{label}{f' ({self.notes[n]})' if self.notes[n] else ''}: {told}")
        return "; ".join(rows)


@dataclass(frozen=True)
class GridPlan:
    """What the plans of charts of several series have alike: the words for those who cannot see it, values and unit."""

    alt: str
    grid: Grid
    unit: str
    flags: tuple[Flag, ...] = field(default=(), kw_only=True)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The stated values."""
        return self.grid.numbers


def read(spec: SeriesSpec, table: Sequence[Mapping[str, Any]] | None, least: int, most: int) -> tuple[Grid, tuple[Flag, ...]]:
    """The grid, and flags for near-equal facts. Raises Refused for all that must not stand in one chart (C7, H17, H23)."""
    named, groups = _typed(spec, table)
    checks.need(named, least, "series", "a value a label is a chart of kind \"column\", \"bar\" or \"line\"", spec.place)
    if len(named) > most:
        raise Refused("H7", f"{len(named)} series are more than colours can tell apart",
                      f"keep at most {most}, join the smallest, or make small multiples", spec.place)
    if len({one.name for one in named}) < len(named):
        raise Refused("", "two series have the same name", "give each a name of its own", spec.place)
    checks.one_message(named)
    for group in groups:
        if len(group.values) != len(named):
            raise Refused("H20", f'"{group.label}" has {len(group.values)} values for {len(named)} series',
                          "give one a series; null is a value that is not stated", group.place or spec.place)
    flat = [Row(label=group.label, value=cell or Cell()) for group in groups for cell in group.values]
    items = values.items(flat, spec.unit)
    values.some(items, spec.place)
    made = tuple(Series(one.name, role, one.message, tuple(replace(item, message=one.message) for item in items[n::len(named)]))
                 for n, (one, role) in enumerate(zip(named, roles(named))))
    return Grid(tuple(group.label for group in groups), tuple(group.note or "" for group in groups), made), values.near(flat)


def roles(named: Sequence[Named]) -> list[str]:
    """A colour a series, in order; the message takes no colour from the others."""
    left = iter(SERIES * (1 + len(named) // len(SERIES)))
    return [MESSAGE if one.message else next(left) for one in named]


def _typed(spec: SeriesSpec, table: Sequence[Mapping[str, Any]] | None) -> tuple[list[Named], list[Group]]:
    if table is None:
        checks.need(spec.rows, 1, "rows", 'write the values under "rows", or name a table with "data", "x" and "y"', spec.place)
        return spec.series, spec.rows
    checks.one_source([*spec.rows, *spec.series], spec.place)
    x = values.column(spec.x, "x", table, spec.place)
    names = [values.column(name, "y", table, spec.place) for name in spec.y] or [values.column(None, "y", table, spec.place)]
    if spec.message is not None and spec.message not in names:
        raise Refused("", f'the message "{spec.message}" is not one of the columns', f"columns: {', '.join(names)}", spec.place)
    groups = [Group(label=Prose.at(str(record[x]), spec.place),
                    values=[Cell(number=values.number(record[name], name, spec.place)) for name in names]) for record in table]
    return [Named(name=Prose.at(name, spec.place), message=name == spec.message) for name in names], groups


def flagged(grid: Grid, place: Any, most: int = 2) -> tuple[Flag, ...]:
    """H8: more than two bars side by side are hard to compare."""
    if len(grid.series) <= most:
        return ()
    return (Flag("H8", f"{len(grid.series)} series stand side by side", "compare two, or make small multiples", place),)


def total(parts: Sequence[Item]) -> str:
    """The sum of some values in the words that all of them share: "$790m" and "$10m" make "$800m"."""
    stated = [part for part in parts if part.number is not None]
    numbers = [part.number or 0.0 for part in stated]
    places = values.decimals(numbers)
    found = [_AMOUNT.fullmatch(part.text) for part in stated]
    around = {(m.group(1), m.group(3)) for m in found if m}
    same = all(m and _read(m.group(2)) == n for m, n in zip(found, numbers))
    before, after = around.pop() if len(around) == 1 and same else ("", "")
    return f"{before}{values.plain(sum(numbers), places)}{after}"


def _read(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))
