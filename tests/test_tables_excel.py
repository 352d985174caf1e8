"""Excel workbooks: what a person sees in the cells, and no workbook that could fill the memory."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.tables import Column, Table, excel, typed
from reports.tables.model import CHART, QUERY, Limits, Unreadable, letters

Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def book(*rows: list[Any], formats: dict[str, str] | None = None, change: Callable[[Any], None] = lambda w: None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Trade"
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def repacked(data: bytes, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = change({name: archive.read(name) for name in archive.namelist()})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def swapped(old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Change:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old in parts[part]
        return parts | {part: parts[part].replace(old, new)}

    return change


def read(data: bytes, sheet: str | None = None, limits: Limits = CHART) -> tuple[Table, list[str]]:
    table, problems = typed.table(excel.grid(data, "t.xlsx", limits, sheet), None, limits)
    assert table is not None
    return table, [str(p) for p in problems]


def refused(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        excel.grid(data, "t.xlsx", QUERY, sheet)
    return str(caught.value)


GOOD = book(["year", "trade (USD million)", "share", "region", "since"], [2019, 541, 0.07, "North", datetime(2019, 4, 1)],
            [2020, 790.5, 0.465, None, datetime(2020, 4, 1)], [None, None, None, None, None], [2021, None, None, "NA", None],
            formats={"C2": "0%", "C3": "0.0%", "E2": "mmm yyyy", "E3": "mmmm\\ yyyy"})


def test_values_are_those_that_a_person_sees() -> None:
    table, problems = read(GOOD)
    assert problems == []
    assert table.columns == (Column("year", "number"), Column("trade", "number", "USD million"),
                             Column("share", "number", "percent"), Column("region", "text"), Column("since", "date"))
    assert table.rows == ((2019, 541, 7, "North", "2019-04"), (2020, 790.5, 46.5, None, "2020-04"),
                          (2021, None, None, "NA", None))
    assert table.lines == (2, 3, 5)


@pytest.mark.parametrize(("number_format", "shown"), [
    ("yyyy-mm-dd", "2021-04-07"), ("d mmm yyyy", "2021-04-07"), ("mm/yy", "2021-04"), ('"year "yyyy', 2021), ("yyyy", 2021),
    ('[$-409]mmm" d "yyyy', "2021-04")])
def test_a_date_is_as_exact_as_it_shows(number_format: str, shown: str | int) -> None:
    table, problems = read(book(["since"], [datetime(2021, 4, 7)], formats={"A2": number_format}))
    assert (table.column("since"), problems) == ((shown,), [])


def test_the_epoch_of_1904() -> None:
    def old(made: Any) -> None:
        made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert read(book(["since"], [date(2021, 4, 7)], change=old))[0].column("since") == ("2021-04-07",)


@pytest.mark.parametrize(("cell", "what"), [
    ("=1/0", "the formula has no stored result"), ("#DIV/0!", 'the cell shows the error "#DIV/0!"'),
    (time(9, 30), '"09:30:00" is a time of day'), ("n/a", '"n/a" is not a number, but most of this column is'),
    ("12", '"12" is text that looks like a number'), (True, '"true" is not a number, but most of this column is'),
    (10**19, "this number is too large"), (datetime(2021, 4, 7), '"2021-04-07" is not a number, but most of this column is')])
def test_what_is_no_number_is_told_with_its_sheet_row_and_column(cell: Any, what: str) -> None:
    table, problems = read(book(["year", "trade"], [2019, 1], [2020, 2], [2021, cell]))
    assert len(problems) == 1
    assert problems[0].startswith(f't.xlsx:4:2: sheet "Trade", cell B4: column "trade": {what}')
    assert table.column("trade") == (1, 2, None)


def test_a_time_after_midnight_is_no_date() -> None:
    problems = read(book(["since"], [datetime(2021, 4, 7)], [datetime(2021, 4, 8, 9, 30)]))[1]
    assert 'cell A3: column "since": "2021-04-08 09:30:00" has a time of day' in problems[0]


def test_a_stored_result_of_a_formula_is_read_and_an_empty_text_is_missing() -> None:
    data = book(["trade", "n"], ["=1+1", 1], ['=""', 2], [5, 3])
    data = repacked(data, swapped(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    data = repacked(data, swapped(b'<c r="A3"><f>""</f><v></v>', b'<c r="A3" t="str"><f>""</f><v></v>'))
    table, problems = read(data)
    assert (table.column("trade"), problems) == ((2, None, 5), [])


def test_a_number_among_percentages_is_refused() -> None:
    table, problems = read(book(["share"], [0.5], [46], formats={"A2": "0%"}))
    assert len(problems) == 1 and '"46" does not show as a percentage, but others in this column do' in problems[0]
    assert table.column("share") == (50, None)


def test_a_percentage_under_another_unit_is_refused() -> None:
    problems = read(book(["share (ratio)"], [0.5], formats={"A2": "0%"}))[1]
    assert problems[0].startswith('t.xlsx:1:1: sheet "Trade", cell A1: column "share" has two units, "ratio" and "percent"')
    assert read(book(["share (%)"], [0.5], formats={"A2": "0%"}))[1] == []


def test_floats_are_read_to_the_digits_that_excel_holds() -> None:
    assert read(book(["a"], [0.1 + 0.2], [2.0]))[0].column("a") == (0.3, 2)


def test_merged_cells_and_hidden_rows_are_told() -> None:
    def change(made: Any) -> None:
        made.active.merge_cells("A2:A3")
        made.active.row_dimensions[4].hidden = True

    problems = read(book(["a", "b"], [1, 1], [None, 2], [3, 3], change=change))[1]
    assert problems[0].startswith('t.xlsx:2:1: sheet "Trade": cells A2:A3 are merged')
    assert problems[1].startswith('t.xlsx: warning: sheet "Trade" has hidden rows or columns')


def test_one_visible_sheet_needs_no_name() -> None:
    def add(made: Any, state: str) -> None:
        more = made.create_sheet("Notes")
        more.append(["b"])
        more.append([7])
        more.sheet_state = state

    hidden = book(["a"], [1], change=lambda made: add(made, "hidden"))
    assert read(hidden)[0].column("a") == (1,)
    assert read(hidden, "Notes")[0].column("b") == (7,)
    both = book(["a"], [1], change=lambda made: add(made, "visible"))
    assert refused(both) == "t.xlsx: the workbook has 2 sheets: Trade, Notes\n    hint: name one: sheet: Trade"
    assert refused(both, "Data") == 't.xlsx: sheet "Data" is not in "t.xlsx"\n    hint: sheets: Trade, Notes'


@pytest.mark.parametrize(("head", "what"), [
    (["a", None, "c"], "t.xlsx:1:2: sheet \"Trade\", cell B1: column 2 has no heading, and \"2\" stands in cell B2"),
    (["a", "b", "a"], 't.xlsx:1:3: sheet "Trade", cell C1: column "a" is there twice')])
def test_headings(head: list[Any], what: str) -> None:
    assert read(book(head, [1, 2, 3]))[1][0].startswith(what)


def test_a_wrong_dimension_hides_nothing() -> None:
    data = repacked(book(["a", "b"], [1, 2]), swapped(b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"'))
    assert read(data)[0].rows == ((1, 2),)


def test_too_many_rows_and_columns() -> None:
    table, problems = read(book(["a"], *([n] for n in range(501))))
    assert len(table.rows) == 500 and "the table has 501 rows" in problems[0]
    assert "cells in 51 columns" in refused(book(["a"] * 51))
    assert len(read(book(["a"], *([n] for n in range(501))), limits=QUERY)[0].rows) == 501


# ---------------------------------------------------------------- workbooks that must not be opened
def _grown(parts: dict[str, bytes]) -> dict[str, bytes]:
    return parts | {"xl/media/image1.png": b"\0" * 50_000_000}


def _many(parts: dict[str, bytes]) -> dict[str, bytes]:
    return parts | {f"xl/media/{n}.png": b"" for n in range(500)}


@pytest.mark.parametrize(("change", "what"), [
    (_grown, "the workbook unpacks to 50,0"), (_many, "the workbook unpacks to"),
    (lambda parts: parts | {"xl/media/a.bin": b"\0" * 2_000_000}, "the workbook unpacks to 2,0"),
    (swapped(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), 'part "xl/worksheets/sheet1.xml" is not plain XML'),
    (lambda parts: parts | {"xl/workbook.xml": parts["xl/workbook.xml"].decode().encode("utf-16")}, 'xl/workbook.xml" is not'),
    (swapped(b'r="A2"', b'r="XFD2"'), "cells in up to 16,384 columns"),
    (swapped(b'<row r="2"', b'<row r="9999999"'), "the sheet has"),
    (swapped(b'r="A2"', b'r="A99999999"'), "the sheet has"), (swapped(b"<sheetData>", b"<sheetData><row"), "that can be read"),
    (lambda parts: {k: v for k, v in parts.items() if k != "xl/workbook.xml"}, "that can be read"),
    (lambda parts: {"readme.txt": b"no workbook"}, "that can be read")])
def test_a_workbook_that_is_large_or_damaged_is_refused(change: Change, what: str) -> None:
    assert what in refused(repacked(book(["a"], [1]), change))


@pytest.mark.parametrize(("data", "what"), [
    (b"", "this is not an Excel workbook"), (b"PK\3\4", "this is not an Excel workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "an old .xls workbook, or one with a password"),
    (GOOD[:len(GOOD) // 2], "this is not an Excel workbook"), (b"x" * 20_000_001, "the file has 20,000,001 bytes")])
def test_what_is_no_workbook(data: bytes, what: str) -> None:
    assert what in refused(data)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_a_damaged_workbook_is_read_or_refused(at: int, noise: bytes) -> None:
    try:
        excel.grid(GOOD[:at] + noise + GOOD[at + len(noise):], "t.xlsx", CHART)
    except Unreadable as unreadable:
        assert unreadable.problem.what


CELLS = st.none() | st.integers(-10**15, 10**15) | st.floats(-1e9, 1e9).map(lambda x: float(f"{x:.12g}"))


@given(st.lists(st.tuples(CELLS, st.text("ab é,;=", min_size=1, max_size=6)), min_size=1, max_size=8))
@settings(max_examples=40)
def test_what_excel_holds_is_read_back(rows: list[tuple[Any, str]]) -> None:
    rows = [(n, f"x{words}") for n, words in rows]
    table, problems = read(book(["n", "words"], *map(list, rows)))
    assert problems == []
    assert table.column("n") == tuple(n for n, _ in rows)
    assert table.column("words") == tuple(words.strip() for _, words in rows)


def test_names_of_columns() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 703, 16384)] == ["A", "Z", "AA", "AZ", "AAA", "XFD"]
