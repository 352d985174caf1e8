"""A table of words and numbers: text left, numbers right, header repeated on every page."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.counted import counted
from reports.document import Content, Rich, plain
from reports.layout.continued import LongTable, table_slides
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.layout.table_rows import numeric
from reports.layout.tables import TableCell, TableLook, TableWords, table_strip
from reports.layout.titled import titled
from reports.page import Page

EXAMPLE = """\
table:
  headline: Two berths are ready and one is not
  columns: [{key: berth, label: Berth}, {key: state, label: State}, {key: metres, label: Quay}]
  rows:
    - group: The old harbour
    - [North, ready, "{=120} m"]
    - [South, ready, "{=90.5} m"]
    - group: The new harbour
    - [East, "no contract", "{=75} m"]
"""
Align = Literal["left", "right", "center", "decimal"]


class Column(Node):
    """`share` is the column's part of the width, by default equal parts. A column of numbers in one unit is aligned at the
    decimal marks, another one left, unless `align` says otherwise."""

    key: str
    label: Prose
    unit: str | None = None
    align: Literal["left", "right", "center", "decimal"] | None = None
    share: float = 1.0


class Model(Block):
    """Rows are lists in column order, or mappings by column key; `group: words` heads the rows below it."""

    headline: Prose
    subtitle: Prose | None = None
    columns: list[Column]
    rows: list[list[Prose] | dict[str, Prose]]
    note: Prose | None = None
    facts: list[str] = []


@dataclass(frozen=True)
class Table:
    headline: Rich
    subtitle: Rich
    columns: tuple[Column, ...]
    head: tuple[Rich, ...]
    rows: tuple[tuple[Rich, ...], ...]
    source: Rich
    note: Rich


def compose(model: Model, composer: Composer) -> Table:
    headline, subtitle = composer.unmarked(model.headline), composer.unmarked(model.subtitle)
    head = tuple(composer.rich(f"{c.label} ({c.unit})" if c.unit else c.label, traced=False) for c in model.columns)
    rows = tuple(_row(row, model, composer) for row in model.rows)
    note = composer.rich(model.note) if model.note else ()
    source = composer.source(model.facts) if model.facts else ()
    return Table(headline, subtitle, tuple(model.columns), head, rows, source, note)


def _row(row: list[Prose] | dict[str, Prose], model: Model, composer: Composer) -> tuple[Rich, ...]:
    keys = [c.key for c in model.columns]
    if isinstance(row, dict) and list(row) == ["group"] and "group" not in keys:
        return (composer.rich(row["group"]),)
    place = next((c.place for c in (row.values() if isinstance(row, dict) else row)), model.place)
    if isinstance(row, dict):
        for key in set(row) - set(keys):
            composer.problem(place, f'column "{key}" is not in this table', f"columns: {', '.join(keys)}")
        return tuple(composer.rich(row[k]) if k in row else () for k in keys)
    if len(row) != len(keys):
        composer.problem(place, f"this row has {counted(len(row), 'cell')}, the table has {counted(len(keys), 'column')}",
                         "give one cell a column")
    cells = [composer.rich(c) for c in row[:len(keys)]]
    return (*cells, *(() for _ in range(len(keys) - len(cells))))


def place(content: Content, room: Room) -> list[Piece]:
    table: Table = content.body
    tag = room.tag.add("Div")
    words = _words(table, room.width, table.rows)
    strip = table_strip(room.setter, words, TableLook(), tag)
    return titled(room, tag, table.headline, table.subtitle, strip, table.source, table.note)


def _words(table: Table, width: float, rows: tuple[tuple[Rich, ...], ...]) -> TableWords:
    total = sum(c.share for c in table.columns)
    aligns = [_alignment(table, i) for i in range(len(table.columns))]
    head = tuple(TableCell(w, "th", "right" if a == "decimal" else a, header="Column")
                 for w, a in zip(table.head, aligns, strict=True))
    return TableWords(tuple(width * c.share / total for c in table.columns), head, tuple(_cells(row, aligns) for row in rows),
                      name="Table")


def _cells(row: tuple[Rich, ...], aligns: list[Align]) -> tuple[TableCell, ...]:
    if len(row) == 1 < len(aligns):  # the heading of a group
        return (TableCell(row[0], "th", header="Row"),)
    return tuple(TableCell(words, "td" if i else "row_label", align, header="" if i else "Row")
                 for i, (words, align) in enumerate(zip(row, aligns, strict=True)))


def _alignment(table: Table, column: int) -> Align:
    """As asked for; else numbers at their decimal marks and words at the left (rule P19)."""
    asked = table.columns[column].align
    if asked or not column:
        return asked or "left"
    cells = [plain(row[column]) for row in table.rows if len(row) == len(table.columns)]
    return "decimal" if numeric(cells) else "left"


def slides(content: Content, stage: Stage) -> list[Page]:
    """Five rows and four columns; what a larger table has beyond them is in the appendix."""
    table: Table = content.body
    words = _words(table, 1.0, table.rows)
    whole = LongTable(words.widths, words.head, words.rows, alt=plain(table.headline), name="Table")
    look = TableLook(inset=(0.0, 6.0, 10.0, 6.0), head_height=34.0, row_height=36.0)
    return table_slides(content, stage, table.headline, whole, look, subtitle=table.subtitle, source=content.source,
                        note=table.note)
