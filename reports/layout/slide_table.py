"""A table that fits its part of a slide: rows closer, then smaller type, else a problem at the outline's line."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from reports.document import Content
from reports.layout.setting import Setter
from reports.layout.stage import Sheet, Stage
from reports.layout.tables import TableLook, TableWords, table_grid
from reports.page import Grid, GridCell
from reports.text.setting import cuts_words

ROLES = ("th", "row_label", "td")


def fitted_grid(stage: Stage, content: Content, table: TableWords, look: TableLook, sheet: Sheet) -> Grid:
    """The table at the largest type at which it fits; rows stand closer before the type gets smaller."""
    found = fitting(stage.setter, table, look, sheet)
    if found:
        return found
    *_, smallest = sizes(stage.setter)
    grid = _close(smallest, table, look, sheet)
    prove(stage, content, grid, sheet)
    return grid


def fitting(setter: Setter, table: TableWords, look: TableLook, sheet: Sheet) -> Grid | None:
    """The same where there is such a type."""
    second: Grid | None = None
    for smaller in sizes(setter):
        grid = table_grid(smaller, table, look, sheet.x, sheet.y)
        if grid.height > sheet.height:
            grid = _close(smaller, table, look, sheet)
        if grid.height <= sheet.height + 0.01:
            if not cut(smaller, grid):
                return grid
            second = second or grid  # a word is cut at every size: then rather a large one
    return second


def _close(setter: Setter, table: TableWords, look: TableLook, sheet: Sheet) -> Grid:
    """The table with its rows as close as the room asks for."""
    head = table_grid(setter, table, look, sheet.x, sheet.y).rows[0]
    close = (sheet.height - head) / max(len(table.rows), 1)
    return table_grid(setter, table, replace(look, row_height=min(look.row_height, max(close, 1.0))), sheet.x, sheet.y)


def cut(setter: Setter, grid: Grid) -> bool:
    """Whether a word is wider than its column."""
    return any(cuts_words(setter.ruler, paragraph, (width - cell.inset[0] - cell.inset[2]) / setter.margin)
               for cells in grid.cells if len(cells) == len(grid.columns)
               for cell, width in zip(cells, grid.columns) for paragraph in cell.paragraphs)


def sizes(setter: Setter) -> Iterator[Setter]:
    """The setter itself, then with the roles of tables one step smaller, and so on to their smallest."""
    for step in range(max(len(setter.style(role).steps) for role in ROLES)):
        yield _smaller(setter, step) if step else setter


def _smaller(setter: Setter, step: int) -> Setter:
    styles = {role: setter.style(role) for role in ROLES}
    types = {role: style.at(*style.steps[min(step, len(style.steps) - 1)]) for role, style in styles.items()}
    theme = setter.theme
    return replace(setter, theme=replace(theme, types={**theme.types, "slide": {**theme.types["slide"], **types}}))


def prove(stage: Stage, content: Content, grid: Grid, sheet: Sheet) -> None:
    """A table taller than its room is a problem: how many characters stand below it, most of them of which cell."""
    if grid.height <= sheet.height + 0.01:
        return
    below: list[tuple[int, str]] = []
    y = 0.0
    for height, cells in zip(grid.rows, grid.cells):
        below += [(_characters(cell, sheet.height - y), cell.paragraphs[0].text) for cell in cells if cell.paragraphs]
        y += height
    most, words = max(below, key=itemgetter(0))
    stage.too_long(words if most else grid.name, max(sum(count for count, _ in below), 1), content.place)


def _characters(cell: GridCell, room: float) -> int:
    """How many characters of a cell stand in lines below a height of its row."""
    return sum(len(span.text) for line in cell.lines if line.y > room for _, span in line.spans)
