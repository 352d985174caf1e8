"""Rows of values: what column, bar, waterfall and unit charts are made of, and what all of them refuse.

A row comes from the outline or from a data table; either way it becomes an `Item`, plain and frozen: the number, the
words for it, and the fill that its status asks for.
"""
from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

from charts import checks, inputs
from charts.inputs import Cell, Node, Prose, Refused

Shade = Literal["solid", "hatch", "outline", "derived"]
MISSING = inputs.NOT_STATED
MOST = 1e15  # beyond it a double no longer holds every whole number

_SHADES: dict[str, Shade] = {
    **dict.fromkeys(("announced", "pledged", "intended", "planned", "promised", "offered", "forecast", "expected", "conditional"),
                    "hatch"),
    **dict.fromkeys(("wanted", "under_consideration", "hoped", "interest", "reported", "reported_unverified", "speculation"),
                    "outline"),
    "derived": "derived"}
_SPOKEN = {"hatch": "promised", "outline": "wanted or reported", "derived": "derived", "solid": ""}


class Row(Node):
    """One value. `mark` defaults to the fill of the value's status; `message`: the row that the headline is about."""

    label: Prose
    value: Cell
    note: Prose | None = None
    mark: Shade | None = None
    message: bool = False
    facts: list[str] = []


class RowSpec(inputs.Spec):
    """Rows written out, or columns of a data table: `x` holds the labels, `y` the values, `message` names a label."""

    rows: list[Row] = []
    x: str | None = None
    y: str | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Item:
    """A value as it will be drawn: `number` None is "not stated"; `text` is what stands beside the mark."""

    label: str
    number: float | None
    text: str
    note: str = ""
    shade: Shade = "solid"
    message: bool = False

    @property
    def said(self) -> str:
        """The item in words, for alternative text."""
        told = _SPOKEN[self.shade] if _SPOKEN[self.shade] not in self.note else ""
        more = ", ".join(part for part in (self.note, told) if part)
        return f"{self.label}: {self.text}" + (f" ({more})" if more else "")


@dataclass(frozen=True)
class Flag:
    """Something that the reader of the build's messages should look at; nothing is wrong for certain."""

    rule: str
    what: str
    hint: str
    place: Any = None


@dataclass(frozen=True)
class ItemPlan:
    """What the plans of charts of one value a row have alike: the words for those who cannot see it, items and unit."""

    alt: str
    items: tuple[Item, ...]
    unit: str
    flags: tuple[Flag, ...] = field(default=(), kw_only=True)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The stated values."""
        return tuple(item.number for item in self.items if item.number is not None)


def rows_of(spec: RowSpec, table: Sequence[Mapping[str, Any]] | None) -> list[Row]:
    """The rows of a spec, or of its data table. Raises Refused when there are none, or both, or a column is missing."""
    if table is None:
        checks.need(spec.rows, 1, "rows", 'write the values under "rows", or name a table with "data", "x" and "y"', spec.place)
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    x, y = column(spec.x, "x", table, spec.place), column(spec.y, "y", table, spec.place)
    labels = [Prose.at(str(record[x]), spec.place) for record in table]
    if spec.message is not None and spec.message not in labels:
        raise Refused("", f'the message "{spec.message}" is not a label of column "{x}"', f"labels: {', '.join(labels[:8])}",
                      spec.place)
    return [Row(label=label, value=Cell(number=number(record[y], y, spec.place)), message=label == spec.message)
            for label, record in zip(labels, table)]


def column(name: str | None, field: str, table: Sequence[Mapping[str, Any]], place: Any) -> str:
    """The name of a column that is there. Raises Refused otherwise."""
    known = list(table[0]) if table else []
    if name is None or name not in known:
        what = f'"{field}" names no column' if name is None else f'column "{name}" is not in the data'
        raise Refused("", what, f"columns: {', '.join(known) or 'none, the table is empty'}", place)
    return name


def number(value: Any, name: str, place: Any) -> float | None:
    """A value of a data table as a number; None where it is missing. Raises Refused for text, digits in a text too."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        raise Refused("", f'column "{name}" holds text: "{value}"',
                      f"name a column of numbers, or declare this one: columns: {{{name}: {{kind: number}}}}", place)
    return float(value)


def items(rows: Sequence[Row], unit: str | None) -> tuple[Item, ...]:
    """The rows as they will be drawn. Raises Refused for anything that must not stand in one chart."""
    checks.one_message(rows)
    for row in rows:
        checks.attributed(row.value, "the value")
        _bounded(row)
    same(rows)
    places = decimals([row.value.number for row in rows if row.value.number is not None])
    texts = unitless([written(row.value, unit, places) for row in rows], unit)
    return tuple(Item(row.label, row.value.number, text, row.note or "", row.mark or shade(row.value), row.message)
                 for row, text in zip(rows, texts))


def some(items: Sequence[Item], place: Any) -> None:
    """Raises Refused (H22) when none of the values is stated: a chart of nothing measured shows nothing."""
    if all(item.number is None for item in items):
        raise Refused("H22", "no value is stated", "say in the text that nothing is known", place)


def shade(cell: Cell) -> Shade:
    """The fill of a value's status: solid for what is done or stated."""
    return "derived" if cell.derived else _SHADES.get(cell.status, "solid")


def same(rows: Sequence[Row]) -> None:
    """Raises Refused (H17) when two values differ in unit or in scope, and so cannot share an axis."""
    for name in ("unit", "scope"):
        found = {getattr(row.value, name): row for row in reversed(rows) if getattr(row.value, name)}
        if len(found) > 1:
            first, other, *_ = reversed(found)
            raise Refused("H17", f'the {name} "{other}" stands beside "{first}" in one chart',
                          f"a chart compares values of one {name}: make two charts, or a table", found[other].value.place)


def near(rows: Sequence[Row]) -> tuple[Flag, ...]:
    """A flag (H18) for each two facts within 1 % of each other: they may be one fact told twice."""
    facts = [row for row in rows if row.value.ref and row.value.number]
    return tuple(Flag("H18", f'"{a.value.ref}" and "{b.value.ref}" differ by less than 1 per cent',
                      "if they are one fact told twice, draw it once", b.place)
                 for a, b in combinations(facts, 2) if _alike(a.value, b.value))


def decimals(numbers: Sequence[float]) -> int:
    """How many decimals all the numbers of a chart are written with: as many as the most exact one, at most 3."""
    return max((min(3, len(f"{n:.3f}".rstrip("0").partition(".")[2])) for n in numbers), default=0)


def written(cell: Cell, unit: str | None, places: int) -> str:
    """A value as it stands in the chart: as the ledger writes it, or a plain number (its unit is in the subtitle)."""
    if cell.number is None:
        return MISSING
    return cell.short or cell.text or plain(cell.number, places) + ("%" if unit in ("percent", "%") else "")


def unitless(texts: Sequence[str], unit: str | None) -> list[str]:
    """The texts without the unit's name, where the chart names it ("unit: loans") and every value repeats it."""
    for space in ("\u00a0", " "):
        end = f"{space}{unit}"
        if unit and all(text.endswith(end) or text == MISSING for text in texts):
            return [text.removesuffix(end) for text in texts]
    return list(texts)


def plain(value: float, places: int = 0) -> str:
    """A number with thousands commas and a true minus sign."""
    return f"{value:,.{places}f}".replace("-", "−")


def signed(text: str) -> str:
    """The words for an increase with its plus sign: "about $250m" becomes "about +$250m"."""
    return text if re.search(r"[+−-]\s?\W?\d", text) else re.sub(r"((?:\b[A-Z]{1,3})?[$£€¥₽₹]?\d)", r"+\1", text, count=1)


def _bounded(row: Row) -> None:
    value = row.value.number
    if value is not None and not (math.isfinite(value) and abs(value) <= MOST):
        raise Refused("H3", f'the value of "{row.label}" is too large to draw', "use a larger unit, such as million",
                      row.value.place)


def _alike(a: Cell, b: Cell) -> bool:
    x, y = a.number or 0.0, b.number or 0.0
    return a.ref != b.ref and x != y and abs(x - y) <= 0.01 * max(abs(x), abs(y))
