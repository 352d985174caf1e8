"""Tables for both media: rows as high as their fullest cell, in groups, split between rows with the header repeated.

A row is divided only when it is taller than a page; both parts then say so.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.layout.setting import Setter
from reports.layout.strips import SLACK, Strip
from reports.layout.table_rows import Row, TableCell, TableLook, aligned, divided, measured, rules
from reports.page import Grid, Item, Tag, TextBox

WHOLE = 0.4        # of the text area: a table shorter than this is divided only where a page would else stay empty
_FEWEST = 2        # rows on either side of a break
_TALL = 60.0       # points: a row of this height may stand alone before a break
_GROUP = 0.8       # of what fits: a break before a group is taken if it leaves no more white than this
_SAID = 14.0       # points for the words at the edge of a divided row
_CONTINUES, _CONTINUED = "This row goes on overleaf", "Continued"


@dataclass(frozen=True)
class TableWords:
    """A whole table: column widths in points, one header row, body rows, rows that carry the message. A body row of one cell
    over all columns is the heading of a group."""

    widths: tuple[float, ...]
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    messages: tuple[bool, ...] = ()
    alt: str = ""
    name: str = "Table"


def table_strip(setter: Setter, table: TableWords, look: TableLook, parent: Tag) -> Strip:
    """The table as a strip of print that may split between rows."""
    tag = parent.add("Table")
    page = setter.theme.page
    tall = page.bottom - page.top
    messages = (False, *(table.messages or (False,) * len(table.rows)))
    head = measured(setter, table.head, table.widths, look.head, max(look.head.row_height, look.head_height), tag.add("TR"), tall)
    rows = [head, *(measured(setter, cells, table.widths, look, look.row_height, tag.add("TR"), tall) for cells in table.rows)]
    rows = aligned(setter, [replace(row, message=m) for row, m in zip(rows, messages, strict=True)],
                   (table.head, *table.rows), table.widths, look)
    return _Table(setter, table, look, tag, tall).strip(rows, 1)


def table_grid(setter: Setter, table: TableWords, look: TableLook, x: float, y: float) -> Grid:
    """The table as one grid for a slide."""
    strip = table_strip(setter, table, look, Tag("Div"))
    grid = strip.items[0]
    assert isinstance(grid, Grid)
    return replace(grid, x=x, y=y)


@dataclass(frozen=True)
class _Table:
    """What the parts of one table share. `tall`: the height of a page's text area."""

    setter: Setter
    words: TableWords
    look: TableLook
    tag: Tag
    tall: float

    def strip(self, rows: Sequence[Row], heads: int, *, repeated: bool = False) -> Strip:
        """Rows as a strip; the first `heads` are the header, which a later part repeats."""
        grid = Grid(0, 0, self.words.widths, tuple(row.height for row in rows), tuple(row.cells for row in rows),
                    tuple(rules(self.words.widths, rows, heads, self.look)), header_rows=heads, tag=self.tag, alt=self.words.alt,
                    name=self.words.name, repeated=repeated)
        items: list[Item] = [grid, *self._words(rows, heads, grid.height)]
        height = max(item.y + item.height for item in items)
        divisible = len(rows) - heads > 3 or height > self.tall
        return Strip(height, tuple(items), minimum=_least(rows, heads, self.tall) if divisible else None,
                     split=(lambda room: self._split(rows, heads, repeated, room)) if divisible else None,
                     whole=not repeated and height < WHOLE * self.tall)

    def _words(self, rows: Sequence[Row], heads: int, y: float) -> list[TextBox]:
        """What is said at the edges of a divided row; furniture."""
        made = []
        width = sum(self.words.widths)
        if rows[-1].cut_below:
            made.append(self.setter.text(0, y + 2, width, _CONTINUES, "source", align="right"))
        if heads < len(rows) and rows[heads].cut_above:
            top = sum(row.height for row in rows[:heads])
            box = self.setter.text(0, 0, width, _CONTINUED, "source", align="right")
            made.append(replace(box, y=top - box.height - 2))
        return made

    def _split(self, rows: Sequence[Row], heads: int, repeated: bool, room: float) -> tuple[Strip, Strip] | None:
        fit = _fitting(rows, room)
        if heads <= fit < len(rows) and rows[fit].height + _used(rows[:heads]) > self.tall:
            parts = divided(rows[fit], room - _used(rows[:fit]) - _SAID, self.look)
            first, rest = ([*rows[:fit], parts[0]], [parts[1], *rows[fit + 1:]]) if parts else ([*rows[:fit]], [*rows[fit:]])
        else:
            fit = _break(rows, heads, fit)
            first, rest = [*rows[:fit]], [*rows[fit:]]
        if len(first) <= heads:
            return None
        again = [rows[0], *_open_group(rows[1:fit], rest[0])]
        return self.strip(first, heads, repeated=repeated), self.strip([*again, *rest], len(again), repeated=True)


def _open_group(before: Sequence[Row], following: Row) -> list[Row]:
    """The heading of the group that a break divides; none if the next group starts there."""
    return [] if following.group else [row for row in before if row.group][-1:]


def _used(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _least(rows: Sequence[Row], heads: int, tall: float) -> float:
    """The height of the header with the rows that must follow it."""
    body = rows[heads:heads + _FEWEST + (1 if heads < len(rows) and rows[heads].group else 0)]
    if body and (body[0].height > _TALL or body[0].height > tall):
        body = body[:1]
    return _used(rows[:heads]) + min(_used(body), tall / 4)


def _fitting(rows: Sequence[Row], room: float) -> int:
    """How many rows find room."""
    fit, used = 0, 0.0
    while fit < len(rows) and used + rows[fit].height <= room + SLACK:
        used += rows[fit].height
        fit += 1
    return fit


def _break(rows: Sequence[Row], heads: int, fit: int) -> int:
    """Before which of the rows that fit a table breaks; 0 if it may not. Never under a group's heading."""
    fit = min(fit, len(rows) - 1)
    if fit == len(rows) - 1 and fit - 1 >= heads + _FEWEST and rows[-1].height < _TALL:
        fit -= 1
    while fit > heads and rows[fit - 1].group:
        fit -= 1
    starts = [i for i in range(heads + _FEWEST, fit) if rows[i].group and _used(rows[:i]) >= _GROUP * _used(rows[:fit])]
    fit = starts[-1] if starts else fit
    alone = fit == heads + 1 and rows[heads].height >= _TALL
    return fit if fit >= heads + _FEWEST or alone else 0


__all__ = ["TableCell", "TableLook", "TableWords", "table_grid", "table_strip"]
