"""A table that fits its part of a slide: larger type and higher rows where it has room to spare; rows closer, then smaller
type where it has too little; else a problem at the outline's line."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from reports.document import Content
from reports.layout.setting import Setter, with_types
from reports.layout.stage import Sheet, Stage
from reports.layout.tables import TableLook, TableWords, table_grid
from reports.page import Grid, GridCell
from reports.text.setting import cuts_words

ROLES = ("th", "row_label", "td")
BODY = ("row_label", "td")  # what grows: the head is a label, and stays one
AIR = 10.0  # points that room to spare puts over and under the words of a row, at most


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
    found = grown(setter, [table], look, sheet)
    if found:
        return found[0]
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


def grown(setter: Setter, tables: Sequence[TableWords], look: TableLook, sheet: Sheet, *, larger: bool = True
          ) -> list[Grid] | None:
    """The parts of a table alike, in the largest type and the highest rows in which each of them has room; None where one has
    too little, or a word is cut. `larger`: whether the type may be that of a list."""
    for trial in (*(_larger(setter) if larger else ()), setter):
        wide = look if trial is setter else _level(look, setter, trial)
        grids = [table_grid(trial, table, wide, sheet.x, sheet.y) for table in tables]
        spare = min((sheet.height - grid.height) / max(len(grid.rows) - 1, 1) for grid in grids)
        if spare > -0.001 and not any(cut(trial, grid) for grid in grids):
            wide = _padded(wide, min(spare / 2, AIR))
            return [table_grid(trial, table, wide, sheet.x, sheet.y) for table in tables]
    return None


def _level(look: TableLook, setter: Setter, trial: Setter) -> TableLook:
    """The look in the proportions of a larger type, a line of words in the middle of its row."""
    style = trial.style("td")
    high = look.row_height * style.size / setter.style("td").size
    return _padded(replace(look, row_height=high), max(0.0, (high - style.leading - look.inset[1] - look.inset[3]) / 2))


def _padded(look: TableLook, more: float) -> TableLook:
    left, top, right, bottom = look.inset
    return replace(look, inset=(left, top + more, right, bottom + more), head_inset=look.head_inset or look.inset)


def _larger(setter: Setter) -> Iterator[Setter]:
    """The setter with the words of tables in the sizes of a list, the largest first."""
    for size, leading in setter.style("list").steps:
        if size > max(setter.style(role).size for role in BODY):
            yield with_types(setter, {role: setter.style(role).at(size, leading) for role in BODY})


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
    return with_types(setter, {role: style.at(*style.steps[min(step, len(style.steps) - 1)]) for role, style in styles.items()})


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
