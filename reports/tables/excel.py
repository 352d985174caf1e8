"""Excel workbooks (.xlsx): the values that a person sees in the cells.                              [home of openpyxl]

A cell that shows something else than it holds is not guessed at: a formula needs its stored result, an error is a problem,
a date is as exact as its format shows it (a cell that shows "Apr 2021" is a month), a percentage is the number that shows.
"""
from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from reports.problems import Place, Problem
from reports.tables import workbook
from reports.tables.model import COLUMNS, Bad, Grid, Limits, Raw, Unreadable, letters

NEEDS = ("openpyxl", "Excel files")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # parts of a number format that are shown as they are
_UNREADABLE = "this is not an Excel workbook that can be read"


def grid(data: bytes, name: str, limits: Limits, sheet: str | None = None, place: Place | None = None) -> Grid:
    """The cells of a sheet, by default of the only one that is visible. Raises Unreadable."""
    workbook.guarded(data, name, limits)
    try:
        shown, typed = _opened(data, name), _opened(data, name, formulas=True)
        values = _sheet(shown, sheet, name, place)
        shape = workbook.shape(data, str(getattr(values, "_worksheet_path", "")), name)
        formulas = typed[values.title]
        for one in (values, formulas):
            one.reset_dimensions()  # what a file says about its own extent may be wrong
        rows = list(_rows(values, formulas, limits))
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged workbook makes the library say
        raise Unreadable(_UNREADABLE, "save it anew with a spreadsheet program, or as CSV UTF-8", Place(name)) from error
    if not rows:
        raise Unreadable(f'sheet "{values.title}" has no rows', "write a row of headings, then the data", Place(name))
    return _grid(rows, name, values.title, shape)


def _opened(data: bytes, name: str, *, formulas: bool = False) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that it does not read
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)


def _sheet(book: Any, wanted: str | None, name: str, place: Place | None) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if wanted is not None:
        if wanted not in sheets:
            raise Unreadable(f'sheet "{wanted}" is not in "{name}"', f"sheets: {', '.join(sheets)}", place or Place(name))
        return sheets[wanted]
    visible = [s for s in sheets.values() if s.sheet_state == "visible"] or list(sheets.values())
    if len(visible) != 1:
        raise Unreadable(f"the workbook has {len(visible)} sheets: {', '.join(s.title for s in visible)}",
                         f"name one: sheet: {visible[0].title if visible else '...'}", place or Place(name))
    return visible[0]


# ---------------------------------------------------------------- cells
class _Percent(float):
    """A number whose cell shows it as a percentage; the value is the one that shows."""


def _rows(values: Any, formulas: Any, limits: Limits) -> Iterator[tuple[int, list[Raw]]]:
    """(row number, cells) of each row that is not blank, empty cells at its end left out."""
    found = 0
    for number, (row, typed) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=True), 1):
        cells = [_cell(cell, formula) for cell, formula in zip(row, typed, strict=True)]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            found += 1
            yield number, cells
        if found > limits.rows + 1:
            return


def _cell(cell: Any, formula: Any) -> Raw:
    value = cell.value
    if value is None:
        empty = formula.data_type != "f" or cell.data_type in ("s", "str")  # a formula may give an empty text
        return None if empty else Bad("the formula has no stored result", "open the file in a spreadsheet program and save it")
    if cell.data_type == "e":
        return Bad(f'the cell shows the error "{value}"', "mend the formula, or leave a missing value empty")
    if isinstance(value, datetime):
        return _day(value, cell.number_format)
    if isinstance(value, time | timedelta):
        return Bad(f'"{value}" is a time of day', "a table holds days, months or years")
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if isinstance(value, bool | date) else Bad("the cell holds no plain value", "write a number or a text")
    return _number(value, cell.number_format or "")


def _day(value: datetime, number_format: str) -> Raw:
    """A date as exact as it shows."""
    if value.time() != time(0):
        return Bad(f'"{value}" has a time of day', "a table holds days, months or years")
    letters_of_it = _QUOTED.sub("", number_format or "").lower()
    if "d" in letters_of_it or not letters_of_it:
        return value.date()
    return f"{value:%Y-%m}" if "m" in letters_of_it else value.year


def _number(value: float, number_format: str) -> Raw:
    """A number to the 15 digits that Excel holds; 0.46 in a cell that shows 46% is 46."""
    exact = Decimal(f"{value:.15g}")
    if "%" in _QUOTED.sub("", number_format):
        return _Percent(exact * 100)
    return int(value) if exact == int(exact) else float(exact)


# ---------------------------------------------------------------- the table
def _grid(rows: Sequence[tuple[int, list[Raw]]], name: str, sheet: str, shape: workbook.Shape) -> Grid:
    (head, first), *body = rows
    width = max(len(cells) for _, cells in rows)
    if width > COLUMNS:
        raise Unreadable(f'sheet "{sheet}" has cells in {width} columns', f"{COLUMNS} at most: delete what is not the table",
                         Place(name, next(n for n, cells in rows if len(cells) == width), width))
    headings = [_heading(first[i] if i < len(first) else None) for i in range(width)]
    whole = [(number, [*cells, *[None] * (width - len(cells))]) for number, cells in body]
    made = Grid(name, headings, whole, head, sheet=sheet)
    made.units = _percentages(whole, width)
    for area in shape.merged:
        made.problems.append(_merged(area, made))
    if shape.hidden:
        made.problems.append(Problem(Place(name), f'sheet "{sheet}" has hidden rows or columns',
                                     "they are read as the others are", level="warning"))
    return made


def _heading(value: Raw) -> str:
    if isinstance(value, Bad):
        return ""
    return "" if value is None else str(value)


def _percentages(rows: Sequence[tuple[int, list[Raw]]], width: int) -> dict[int, str]:
    """The columns whose numbers show as percentages; a number among them that does not becomes Bad."""
    units: dict[int, str] = {}
    for i in range(width):
        if any(isinstance(cells[i], _Percent) for _, cells in rows):
            units[i] = "percent"
            for _, cells in rows:
                if isinstance(cells[i], int | float) and not isinstance(cells[i], bool | _Percent):
                    cells[i] = Bad(f'"{cells[i]}" does not show as a percentage, but others in this column do',
                                   "give all cells of the column one format")
    return units


def _merged(area: str, made: Grid) -> Problem:
    found = re.match(r"([A-Z]+)(\d+)", area)
    column, row = (found.group(1), int(found.group(2))) if found else ("A", 0)
    number = next((i for i in range(1, COLUMNS + 1) if letters(i) == column), 0)
    return Problem(Place(made.name, row, number), f'sheet "{made.sheet}": cells {area} are merged',
                   "unmerge them, and write the value into each cell it holds for")
