"""Blocks that are a table of words: columns with their shares of the width, rows of cells, and both their forms.

A kind composes `Tabled` and takes `place` and `slides` from here.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from charts.drawing import Drawing
from charts.inputs import Prose
from reports import blocks
from reports.blocks._headed import Headed, heading, headline_of, kicker_of
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout import continued
from reports.layout.continued import LongTable
from reports.layout.flow import Piece, Strip
from reports.layout.parts import part_of
from reports.layout.room import Room, source_lines
from reports.layout.slide_table import grown, prove
from reports.layout.stage import Sheet, Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_grid, table_strip
from reports.page import Align, Grid, Page

PRINT = TableLook(top=True)
SLIDE = TableLook(inset=(0.0, 6.0, 12.0, 6.0), head_height=30.0, row_height=34.0, top=True)
Cells = Sequence[Rich | str]


@dataclass(frozen=True)
class Column:
    """`share` of the width, relative to the others'."""

    label: str
    share: float = 1.0
    align: Align | Literal["decimal"] = "left"


@dataclass(frozen=True)
class Tabled:
    """A table's words. The first cell of a row is its heading; `marks[i]` stands before the words of one column in row i."""

    headline: Rich
    columns: tuple[Column, ...]
    rows: tuple[tuple[Rich | str, ...], ...]
    source: Rich = ()
    note: Rich = ()
    messages: tuple[bool, ...] = ()
    marks: tuple[tuple[int, Drawing], ...] = ()
    about: tuple[Rich, ...] = ()


class TableModel(Headed):
    """`note`: a remark under the table."""

    note: Prose | None = None


def tabled(model: TableModel, composer: Composer, columns: Sequence[Column], rows: Sequence[Cells], *,
           messages: Sequence[bool] = (), facts: Sequence[str] = ()) -> Tabled:
    """The table of a model's rows; columns that no row fills are left out, except the first."""
    kept = [i for i in range(len(columns)) if i == 0 or any(row[i] for row in rows)]
    return Tabled(composer.unmarked(model.headline), tuple(columns[i] for i in kept),
                  tuple(tuple(row[i] for i in kept) for row in rows), composer.source(facts) if facts else (),
                  composer.rich(model.note) if model.note else (), tuple(messages))


# ---------------------------------------------------------------- print
def place(content: Content, room: Room) -> list[Piece]:
    """Label or headline, the table, its source and note. It breaks between rows."""
    room = room.inside(room.width, room.tag.add("Sect"), rail=room.rail, half=room.half)
    table: Tabled = content.body
    if not table.rows:
        return []
    return [*heading(room, content), *strips(table, room)]


def strips(table: Tabled, room: Room) -> list[Piece]:
    """The table alone, with its source and note."""
    tag = room.tag.add("Div")
    foot, bottom = source_lines(room, table.source, table.note, tag, 0.0)
    grid = table_strip(room.setter, worded(table, table.rows, room.width), PRINT, tag)
    tag.children.sort(key=lambda child: child.role != "Table")
    pieces: list[Piece] = [replace(grid, after=6 if foot else 18, keep=bool(foot))]
    return [*pieces, Strip(bottom, tuple(foot), before=5, after=18)] if foot else pieces


def worded(table: Tabled, rows: Sequence[Cells], width: float, first: int = 0) -> TableWords:
    """Some of a table's rows, the first of which is row `first`, in a width."""
    total = sum(c.share for c in table.columns)
    head = tuple(TableCell(c.label, "th", "right" if c.align == "decimal" else c.align, header="Column") for c in table.columns)
    made = tuple(tuple(_cell(table, i, words, first + number) for i, words in enumerate(row)) for number, row in enumerate(rows))
    shown = table.messages[first:first + len(rows)]
    return TableWords(tuple(width * c.share / total for c in table.columns), head, made, shown, name="Table")


def _cell(table: Tabled, column: int, words: Rich | str, row: int) -> TableCell:
    header: Literal["", "Row"] = "Row" if column == 0 else ""
    at, mark = table.marks[row] if row < len(table.marks) else (-1, None)
    return TableCell(words, "row_label" if header else "td", table.columns[column].align, header=header,
                     mark=mark if at == column else None, colour="" if header else "black")


# ---------------------------------------------------------------- slides
def slides(content: Content, stage: Stage) -> list[Page]:
    """In the deck five rows and four columns, the rest in the appendix; a table of the annexes stands there whole."""
    return table_slides(content, stage, content.body, headline_of(content))


def table_slides(content: Content, stage: Stage, table: Tabled, headline: Rich | str) -> list[Page]:
    """The slides of a table."""
    if not table.rows:
        return []
    if getattr(blocks.kind(content.kind), "APPENDIX", False):
        return _whole(content, stage, table, headline)
    words = worded(table, table.rows, 1.0)
    long = LongTable(words.widths, words.head, words.rows, words.messages)
    return continued.table_slides(content, stage, headline, long, SLIDE, source=content.source, note=table.note,
                                  kicker=kicker_of(content))


def _whole(content: Content, stage: Stage, table: Tabled, headline: Rich | str) -> list[Page]:
    """As many rows a slide as it holds; more continue on the next, and the title says which part it is."""
    sheet = stage.sheet(part_of(headline, 2, 2), table=True, note=bool(table.note))
    grids = _grids(stage, table, sheet, content)
    return [stage.slide(content, part_of(headline, number, len(grids)), [grid], source=content.source, note=table.note,
                        kicker=kicker_of(content, "Appendix"), layout="table") for number, grid in enumerate(grids, 1)]


def _grids(stage: Stage, table: Tabled, sheet: Sheet, content: Content) -> list[Grid]:
    """The rows as grids that fit a slide each; a row that is higher than a slide is a problem."""
    def words(start: int, end: int) -> TableWords:
        return worded(table, table.rows[start:end], sheet.width, start)

    heights = table_grid(stage.setter, words(0, len(table.rows)), SLIDE, sheet.x, sheet.y).rows
    parts = [words(group[0], group[-1] + 1) for group in continued.evenly(heights, sheet.height)]
    made = grown(stage.setter, parts, SLIDE, sheet) or [table_grid(stage.setter, part, SLIDE, sheet.x, sheet.y) for part in parts]
    for grid in made:
        prove(stage, content, grid, sheet)
    return made
