"""Tables on paper: numbers under numbers, groups, breaks between rows, and a row taller than a page."""
from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_layout import HOUSE, made  # noqa: F401  (a fixture)

from reports.layout.flow import Flow
from reports.layout.setting import Setter
from reports.layout.strips import Strip
from reports.layout.table_rows import TableCell, TableLook, numeric
from reports.layout.tables import TableWords, table_strip
from reports.page import Grid, GridCell, Tag, TextBox
from reports.text import shared

SETTER = Setter(HOUSE, shared(HOUSE), "print")
TALL = HOUSE.page.bottom - HOUSE.page.top


def table(rows: list[list[str]], *, align: Any = "decimal", widths: tuple[float, ...] = (120.0, 120.0)) -> Strip:
    head = tuple(TableCell(word, "th", header="Column") for word in ("Item", "Value"))
    body = tuple((TableCell(row[0], "th", header="Row"),) if len(row) == 1
                 else (TableCell(row[0], "row_label", header="Row"), TableCell(row[1], "td", align)) for row in rows)
    return table_strip(SETTER, TableWords(widths, head, body), TableLook(), Tag("Div"))


def grids(strip: Strip) -> list[list[Grid]]:
    """The grids of each page on which the table comes to stand."""
    flow = Flow(HOUSE.page.top, HOUSE.page.bottom)
    flow.put([strip])
    assert flow.overflows == []
    assert all(item.y + item.height <= HOUSE.page.bottom + 0.1 for page in flow.pages for item in page)
    return [[item for item in page if isinstance(item, Grid)] for page in flow.pages]


def words(cell: GridCell) -> str:
    return " ".join("".join(span.text for _, span in line.spans) for line in cell.lines)


# ---------------------------------------------------------------- numbers under numbers
def mark_at(cell: GridCell, mark: str = ".") -> float:
    """Where the decimal mark of a cell stands, or would stand after its last digit."""
    (x, span), = cell.lines[0].spans
    end = span.text.find(mark) if mark in span.text else max(i for i, c in enumerate(span.text) if c.isdigit()) + 1
    return x + SETTER.ruler.width(span.text[:end], span.face, span.size)


@given(st.lists(st.decimals(0, 99999, places=2).map(str) | st.integers(0, 99999).map(str), min_size=1, max_size=8))
@settings(max_examples=30)
def test_decimal_marks_stand_under_each_other(numbers: list[str]) -> None:
    (grid,), = grids(table([["x", number] for number in numbers]))
    at = [mark_at(row[1]) for row in grid.cells[1:]]
    assert at == pytest.approx([at[0]] * len(at), abs=0.01)
    rights = [row[1].lines[0].spans[-1][0] + SETTER.width(words(row[1]), "td") for row in grid.cells[1:]]
    assert max(rights) == pytest.approx(120 - TableLook().inset[2], abs=0.05)


def test_a_comma_is_the_mark_where_the_language_says_so() -> None:
    setter = Setter(HOUSE, SETTER.ruler, "print", "de", decimal=",")
    body = tuple((TableCell("x", "td"), TableCell(number, "td", "decimal")) for number in ("1.200,5", "7", "33,25"))
    head = (TableCell("Posten", "th", header="Column"), TableCell("Wert", "th", header="Column"))
    grid = table_strip(setter, TableWords((100.0, 100.0), head, body), TableLook(), Tag("Div")).items[0]
    assert isinstance(grid, Grid)
    at = [mark_at(row[1], ",") for row in grid.cells[1:]]
    assert at == pytest.approx([at[0]] * 3, abs=0.01)


@pytest.mark.parametrize(("cells", "expected"), [
    (["12", "3.5", "1,200"], True), (["$790 million", "$1 million"], True), (["46%", "about 7%"], True), (["", "5"], True),
    (["7 April", "9 March"], False), (["April 2021", "May 2021"], False),
    (["12 km", "3 t"], False), (["North", "5"], False), ([], False), (["5", "none"], False)])
def test_a_column_of_numbers_is_known_by_its_cells(cells: list[str], expected: bool) -> None:
    assert numeric(cells) is expected


def test_numbers_of_the_outline_align_themselves(made: Any) -> None:  # noqa: F811
    paper, _, _ = made("body:\n  - table: {headline: It is so, columns: [{key: a, label: A}, {key: b, label: B}],"
                       " rows: [[one, '{=9.25}'], [two, '{=120}'], {group: Others}, [three, '{=3.5}']]}\n")
    grid = next(item for page in paper.pages for item in page.items if isinstance(item, Grid))
    at = [mark_at(row[1]) for row in grid.cells[1:] if len(row) == 2]
    assert at == pytest.approx([at[0]] * 3, abs=0.01)
    assert [row[0].span for row in grid.cells] == [1, 1, 1, 2, 1]


# ---------------------------------------------------------------- breaks
def test_a_long_table_repeats_its_header_and_loses_no_row() -> None:
    pages = grids(table([[f"row {i}", str(i)] for i in range(300)]))
    assert len(pages) > 5
    assert all(words(grid.cells[0][0]) == "Item" for page in pages for grid in page)
    assert [grid.repeated for page in pages for grid in page] == [False, *[True] * (len(pages) - 1)]
    assert [words(row[1]) for page in pages for grid in page for row in grid.cells[1:]] == [str(i) for i in range(300)]


def test_no_break_stands_under_the_heading_of_a_group_and_a_heading_is_said_again() -> None:
    rows = [[f"row {i}", "1"] if i % 20 else [f"group {i // 20}"] for i in range(200)]
    pages = [page[0] for page in grids(table(rows))]
    assert len(pages) > 3
    for before, after in pairwise(pages):
        assert len(before.cells[-1]) == 2, "a heading of a group ends the page"
        if len(after.cells[1]) == 1 and after.header_rows == 2:
            said = [words(row[0]) for row in before.cells if len(row) == 1]
            assert words(after.cells[1][0]) == said[-1], "a group that goes on says its heading again"
        else:
            assert len(after.cells[1]) == 1 and after.header_rows == 1, "or the next group starts there"


@given(st.lists(st.integers(1, 30), min_size=1, max_size=25), st.integers(0, 600))
@settings(max_examples=30, deadline=None)
def test_no_row_is_divided_that_a_page_can_hold(lengths: list[int], used: int) -> None:
    flow = Flow(HOUSE.page.top, HOUSE.page.bottom)
    strip = table([[f"row {i}", "word " * n * 10] for i, n in enumerate(lengths)], align="left")
    flow.put([Strip(float(used), (TextBox(0, 0, 10, used, ()),)), strip])
    assert flow.overflows == []
    seen: dict[int, int] = {}
    for page in flow.pages:
        for grid in (item for item in page if isinstance(item, Grid)):
            for row in grid.cells[grid.header_rows:]:
                seen[id(row[0].tag)] = seen.get(id(row[0].tag), 0) + 1
    assert len(seen) == len(lengths) and set(seen.values()) == {1}


def test_a_row_taller_than_a_page_is_divided_between_lines_and_says_so() -> None:
    long = " ".join(f"word{i}" for i in range(1500))
    strip = table([["short", "5"], ["tall", long], ["last", "6"]], align="left")
    pages = grids(strip)
    assert len(pages) >= 3
    text = " ".join(words(row[1]) for page in pages for grid in page for row in grid.cells[grid.header_rows:])
    assert text.split() == ["5", *long.split(), "6"]
    flow = Flow(HOUSE.page.top, HOUSE.page.bottom)
    flow.put([strip])
    said = [p.text for page in flow.pages for item in page if isinstance(item, TextBox) for p in item.paragraphs]
    assert said.count("This row goes on overleaf") == said.count("Continued") >= 2
    dashed = [rule for page in pages for grid in page for rule in grid.rules if rule.stroke.dash]
    assert len(dashed) >= 4
