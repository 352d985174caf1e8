"""Tables for both media: cells measured, rows made as high as their fullest cell, split between rows with the header repeated."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from charts.drawing import Drawing, Fill, Stroke
from reports.layout.flow import Strip
from reports.layout.setting import Setter, Words
from reports.page import Align, Grid, GridCell, Rule, Tag


@dataclass(frozen=True, slots=True)
class TableCell:
    """What one cell holds before it is measured. `mark` is a symbol: before the words, or alone in the middle."""

    words: Words = ""
    role: str = "td"
    align: Align = "left"
    fill: Fill | None = None
    mark: Drawing | None = None
    header: Literal["", "Row", "Column"] = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Measures of a table in points: insets, least heights, which rules it has and where an orange bar marks a row."""

    inset: tuple[float, float, float, float] = (0.0, 3.5, 8.0, 3.5)
    head_height: float = 20.0
    row_height: float = 18.0
    row_rule: Stroke | None = Stroke("g300", 0.5)  # noqa: RUF009 (frozen)
    head_rule: Stroke = Stroke("navy", 0.75)  # noqa: RUF009
    end_rule: Stroke | None = Stroke("navy", 0.75)  # noqa: RUF009
    column_gap: Stroke | None = None
    bar: Stroke = Stroke("orange", 3.0)  # noqa: RUF009
    mark_gap: float = 6.0


@dataclass(frozen=True)
class TableWords:
    """A whole table: relative column widths resolved to points, one header row, body rows, rows that carry the message."""

    widths: tuple[float, ...]
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    messages: tuple[bool, ...] = ()
    alt: str = ""
    name: str = "Table"


def table_strip(setter: Setter, table: TableWords, look: TableLook, parent: Tag) -> Strip:
    """The table as a strip of print that may split between rows."""
    tag = parent.add("Table")
    rows = [_measured(setter, row, table.widths, look, look.row_height, tag.add("TR")) for row in (table.head, *table.rows)]
    rows[0] = (max(rows[0][0], look.head_height), rows[0][1])
    messages = (False, *(table.messages or (False,) * len(table.rows)))
    return _strip(table, look, rows, messages, tag, repeated=False)


def table_grid(setter: Setter, table: TableWords, look: TableLook, x: float, y: float) -> Grid:
    """The table as one grid for a slide."""
    strip = table_strip(setter, table, look, Tag("Div"))
    grid = strip.items[0]
    assert isinstance(grid, Grid)
    return replace(grid, x=x, y=y)


_Row = tuple[float, tuple[GridCell, ...]]


def _strip(table: TableWords, look: TableLook, rows: Sequence[_Row], messages: Sequence[bool], tag: Tag, *,
           repeated: bool) -> Strip:
    grid = Grid(0, 0, table.widths, tuple(h for h, _ in rows), tuple(c for _, c in rows),
                tuple(_rules(table.widths, [h for h, _ in rows], messages, look)), tag=tag, alt=table.alt, name=table.name,
                repeated=repeated)

    def split(room: float) -> tuple[Strip, Strip] | None:
        fit, used = 0, 0.0
        while fit < len(rows) and used + rows[fit][0] <= room + 0.01:
            used += rows[fit][0]
            fit += 1
        fit = min(fit, len(rows) - 1)
        if fit < 3:
            return None
        return (_strip(table, look, rows[:fit], messages[:fit], tag, repeated=repeated),
                _strip(table, look, [rows[0], *rows[fit:]], [False, *messages[fit:]], tag, repeated=True))

    least = sum(h for h, _ in rows[:3]) if len(rows) > 4 else grid.height
    return Strip(grid.height, (grid,), minimum=least, split=split if len(rows) > 4 else None)


def _measured(setter: Setter, cells: Sequence[TableCell], widths: Sequence[float], look: TableLook, least: float,
              tag: Tag) -> _Row:
    set_cells = [_set(setter, cell, width, look, tag) for cell, width in zip(cells, widths, strict=True)]
    top, bottom = look.inset[1], look.inset[3]
    height = max([least, *(_text_height(cell) + top + bottom for cell in set_cells)])
    return height, tuple(_placed(cell, source, width, height, look)
                         for cell, source, width in zip(set_cells, cells, widths, strict=True))


def _set(setter: Setter, cell: TableCell, width: float, look: TableLook, row: Tag) -> GridCell:
    left, top, right, bottom = look.inset
    if cell.mark and cell.words:
        left += cell.mark.width + look.mark_gap
    if cell.align == "center":
        left = right = 1.0
    tag = row.add("TH", scope=cell.header) if cell.header else row.add("TD")
    paragraph = setter.paragraph(cell.words, cell.role, align=cell.align, colour=cell.colour)
    words = bool(cell.words)
    lines, _ = setter.set([paragraph], max(width - left - right, 1.0)) if words else ((), 0.0)
    return GridCell((paragraph,) if words else (), lines, tag, cell.fill, cell.mark, inset=(left, top, right, bottom),
                    anchor="bottom" if cell.header == "Column" else "middle")


def _text_height(cell: GridCell) -> float:
    return len(cell.lines) * cell.paragraphs[0].leading if cell.paragraphs else 0.0


def _placed(cell: GridCell, source: TableCell, width: float, height: float, look: TableLook) -> GridCell:
    """Lines and symbol moved to where the row's height puts them."""
    left, _, _, bottom = cell.inset
    text = _text_height(cell)
    y = height - bottom - text if cell.anchor == "bottom" else (height - text) / 2
    lines = tuple(replace(line, y=line.y + y, spans=tuple((x + left, s) for x, s in line.spans)) for line in cell.lines)
    at = (0.0, 0.0)
    if source.mark:
        x = look.inset[0] if source.words else (width - source.mark.width) / 2
        at = (x, (height - source.mark.height) / 2)
    return replace(cell, lines=lines, mark_at=at)


def _rules(widths: Sequence[float], heights: Sequence[float], messages: Sequence[bool], look: TableLook) -> list[Rule]:
    right = sum(widths)
    made: list[Rule] = []
    y = 0.0
    for i, height in enumerate(heights):
        if messages[i]:
            made.append(Rule(look.bar.width / 2, y, look.bar.width / 2, y + height, look.bar))
        y += height
        last = i == len(heights) - 1
        stroke = look.head_rule if i == 0 else look.end_rule if last else look.row_rule
        if stroke:
            made.append(Rule(0, y, right, y, stroke))
    if look.column_gap:
        x = 0.0
        for width in widths[:-1]:
            x += width
            made.append(Rule(x, heights[0], x, sum(heights), look.column_gap))
    return made
