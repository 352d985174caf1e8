"""The tables of an outline: files of every format, queries over them, what `columns` declares; from YAML to charts."""
from __future__ import annotations

import importlib.util
import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pytest
from built import ROOT, problems_of, report
from pyarrow import parquet

from reports import outline, tables
from reports.problems import Problem
from reports.tables import Table

HEAD = """\
outline: 1
report: {title: A visit, as_of: {date: 2021-04}, status: final}
sources:
  S1: {title: The harbour board}
"""
RECORDS = [{"region": "North", "trade (USD million)": 541}, {"region": "South", "trade (USD million)": 790},
           {"region": "East", "trade (USD million)": None}]
TEMPLATE = ROOT / "templates" / "chancery"
BODY = "body:\n  - text: Words.\n"


def write(folder: Path) -> None:
    """The same table in every format."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [list(RECORDS[0]), *(list(r.values()) for r in RECORDS)]
    for name, mark in (("trade.csv", ","), ("trade.tsv", "\t")):
        (folder / name).write_text("".join(mark.join("" if v is None else str(v) for v in row) + "\n" for row in rows))
    (folder / "trade.json").write_text(json.dumps(RECORDS))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "trade.xlsx")
    parquet.write_table(pyarrow.Table.from_pylist(RECORDS), folder / "trade.parquet")
    (folder / "trade.sqlite").unlink(missing_ok=True)
    base = sqlite3.connect(folder / "trade.sqlite")
    base.execute('create table trade (region text, "trade (USD million)" integer)')
    base.executemany("insert into trade values (?, ?)", [tuple(r.values()) for r in RECORDS])
    base.commit()
    base.close()


def loaded(folder: Path, data: str) -> tuple[dict[str, Table], list[str]]:
    write(folder)
    made, found = outline.read(report(folder, f"data:\n{data}{BODY}", head=HEAD), name="v")
    assert made is not None and found == []
    read, problems = tables.load(made)
    return read, [str(p) for p in problems]


@pytest.mark.parametrize("source", ["file: trade.csv", "file: trade.tsv", "file: trade.json", "file: trade.xlsx",
                                    "file: trade.parquet", "file: trade.sqlite, query: select * from trade",
                                    "file: trade.xlsx, query: select * from trade order by region = 'East'"])
def test_every_format_gives_the_same_table(source: str, tmp_path: Path) -> None:
    read, problems = loaded(tmp_path, f"  t: {{{source}, source: S1, as_of: 2020}}\n")
    assert problems == []
    assert read["t"].records() == [{"region": "North", "trade": 541}, {"region": "South", "trade": 790},
                                   {"region": "East", "trade": None}]
    if "query: select * from trade order" not in source:
        assert read["t"].unit("trade") == "USD million"


def test_a_query_asks_other_tables_and_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "ships.csv").write_text("region,ships\nNorth,3\nSouth,4\nEast,5\n")
    read, problems = loaded(tmp_path, """\
  all: {file: trade.parquet, source: S1, as_of: 2020}
  each:
    file: ships.csv
    query: select region, trade / ships as "trade a ship (USD million)" from ships join "all" using (region) order by trade
    source: S1
    as_of: 2020
""")
    assert problems == []
    assert read["each"].rows == (("North", 541 / 3), ("South", 197.5), ("East", None))
    assert read["each"].columns[1].unit == "USD million"


def test_a_query_may_read_more_rows_than_a_chart_shows(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("n\n" + "".join(f"{n}\n" for n in range(5000)))
    read, problems = loaded(tmp_path, "  sums: {file: long.csv, query: select sum(n) as s from long, source: S1, as_of: 2020}\n")
    assert (problems, read["sums"].rows) == ([], ((12497500,),))


def test_columns_declare_kind_and_unit(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("code,quay\n12,120\n13,90\n")
    given = "{code: {kind: text}, quay: {unit: m}}"
    read, problems = loaded(tmp_path, f"  c: {{file: codes.csv, source: S1, as_of: 2020, columns: {given}}}\n")
    assert problems == []
    assert read["c"].rows == (("12", 120), ("13", 90)) and read["c"].unit("quay") == "m"
    problems = loaded(tmp_path, "  c: {file: codes.csv, source: S1, as_of: 2020, columns: {cod: {kind: text}}}\n")[1]
    assert len(problems) == 1 and problems[0].startswith("v/outline.yaml:6:")
    assert 'column "cod" is not in the table\n    hint: did you mean "code"?' in problems[0]
    problems = loaded(tmp_path, '  c: {file: trade.csv, source: S1, as_of: 2020, columns: {trade: {unit: EUR}}}\n')[1]
    assert 'trade.csv:1:2: column "trade" has two units, "EUR" and "USD million"' in problems[0]


@pytest.mark.parametrize(("entry", "place", "what"), [
    ("file: none.xlsx", "6:3", 'there is no file "none.xlsx"'), ("file: ../x.parquet", "6:3", "leads out of the report's folder"),
    ("file: trade.xls", "6:3", "is in Excel's old format"), ("file: trade.ods", "6:3", "is in OpenDocument"),
    ("file: trade.csv, sheet: A", "6:3", '"trade.csv" has no sheets'),
    ("file: trade.xlsx, sheet: A", "6:3", 'sheet "A" is not in'),
    ("file: trade.sqlite", "6:3", '"trade.sqlite" is a database'), ("query: drop table t", "6:14", "the query is not one SELECT"),
    ("query: select * from nope", "6:14", 'table "nope" is not in data'),
    ("file: trade.csv, query: select * from trade where trade > 900 order by 1", "6:31", "the query finds no rows"),
    ("file: trade.csv, query: select * from '../secret.csv'", "6:31", 'table "../secret.csv" is not in data')])
def test_what_is_wrong_stands_where_it_was_typed(entry: str, place: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    read, problems = loaded(tmp_path / "visit", f"  t: {{{entry}, source: S1, as_of: 2020}}\n")
    assert read == {} and len(problems) == 1
    assert problems[0].startswith(f"v/outline.yaml:{place}: ") and what in problems[0]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "visit").mkdir()
    (tmp_path / "visit" / "far.parquet").symlink_to(tmp_path / "trade.parquet")
    problems = loaded(tmp_path / "visit", "  t: {file: far.parquet, source: S1, as_of: 2020}\n")[1]
    assert "leads out of the report's folder" in problems[0]


def test_rows_in_a_log_beside_a_database_are_not_missed(tmp_path: Path) -> None:
    (tmp_path / "trade.sqlite-wal").write_bytes(b"rows")
    entry = "  t: {file: trade.sqlite, query: select * from trade, source: S1, as_of: 2020}\n"
    write(tmp_path)
    (tmp_path / "trade.sqlite-wal").write_bytes(b"rows")
    made, _ = outline.read(report(tmp_path, f"data:\n{entry}{BODY}", head=HEAD))
    assert "has rows that are not yet in the file" in tables.load(made)[1][0].what


@pytest.mark.parametrize(("entry", "library", "what"), [
    ("file: trade.xlsx", "openpyxl", "Excel files"), ("file: trade.parquet", "pyarrow", "Parquet files"),
    ("file: trade.csv, query: select * from trade", "duckdb", "queries")])
def test_a_library_that_is_not_installed_is_told(entry: str, library: str, what: str, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == library else found(name, *rest))
    problems = loaded(tmp_path, f"  t: {{{entry}, source: S1, as_of: 2020}}\n")[1]
    assert len(problems) == 1 and f"{what} need the library {library}, which is not installed" in problems[0]
    assert "pip install -r requirements-data.txt" in problems[0]


def test_libraries_are_imported_only_for_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openpyxl", "pyarrow", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "plain.csv").write_text("a\n1\n")
    made, _ = outline.read(report(tmp_path, f"data:\n  t: {{file: plain.csv, source: S1, as_of: 2020}}\n{BODY}", head=HEAD))
    assert tables.load(made)[0]["t"].rows == ((1,),)


def test_a_table_needs_a_file_or_a_query(tmp_path: Path) -> None:
    found = outline.read(report(tmp_path, f"data:\n  t: {{source: S1, as_of: 2020}}\n{BODY}", head=HEAD), name="v")[1]
    assert [str(p) for p in found] == ["v/outline.yaml:6:3: this table has no file\n    hint: name one: file: trade.csv"]


CHART = """\
charts:
  trade: {kind: bar, headline: South trades more than North does, subtitle: Trade by region, data: t, x: region, y: trade}
"""


def built(folder: Path, entry: str) -> list[Problem]:
    write(folder)
    data = f"data:\n  t: {{{entry}, source: S1, as_of: 2020}}\n"
    return problems_of(folder, f"{data}{CHART}body:\n  - chart: trade\n  - sources\n", head=HEAD)


def test_a_chart_of_a_query_is_drawn(tmp_path: Path) -> None:
    found = built(tmp_path, "file: trade.xlsx, query: select * from trade order by region")
    assert [p for p in found if p.level == "error"] == []


def test_a_bad_cell_stops_the_build_with_its_cell(tmp_path: Path) -> None:
    write(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "trade.xlsx")
    book.active["B3"] = "#N/A"
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "bad.xlsx").write_bytes(file.getvalue())
    problems: list[Any] = [str(p) for p in built(tmp_path, "file: bad.xlsx") if p.level == "error"]
    told = 'bad.xlsx:3:2: sheet "Sheet", cell B3: column "trade": the cell shows the error "#N/A"'
    assert any(p.startswith(told) for p in problems)


def composed(folder: Path, data: str, charts: str) -> tuple[Any, list[Problem]]:
    from reports import compose, facts, theme

    write(folder)
    text = f"data:\n{data}charts:\n{charts}body:\n  - chart: trade\n"
    made, _ = outline.read(report(folder, text, head=HEAD))
    assert made is not None
    ledger, _ = facts.ledger(made)
    document, problems = compose.compose(made, ledger, tables.load(made)[0], "official", theme.load(TEMPLATE))
    return next((c.body for c in document.contents if c.kind == "chart"), None), problems


def test_the_unit_of_a_chart_is_that_of_its_column(tmp_path: Path) -> None:
    chart = CHART.partition("\n")[2]
    body, _ = composed(tmp_path, "  t: {file: trade.json, source: S1, as_of: 2020}\n", chart)
    assert body.exhibit.spec.unit == "USD million"
    body, _ = composed(tmp_path, "  t: {file: trade.json, source: S1, as_of: 2020}\n", chart.replace("bar,", "bar, unit: $m,"))
    assert body.exhibit.spec.unit == "$m"


def test_columns_of_different_units_share_no_chart(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("region,trade (USD million),ships (thousand)\nNorth,1,2\nSouth,3,4\n")
    chart = "  trade: {kind: grouped, headline: South does more, subtitle: Both, data: t, x: region, y: [trade, ships]}\n"
    _, problems = composed(tmp_path, "  t: {file: two.csv, source: S1, as_of: 2020}\n", chart)
    assert any(p.rule == "H17" and 'the chart shows "trade" in USD million and "ships" in thousand' in p.what for p in problems)


def test_a_table_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    assert [p.what for p in built(tmp_path, "file: none.csv") if p.level == "error"] == ['there is no file "none.csv"']


def test_headings_alone_and_other_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "bare.csv").write_text("year,trade\n")
    (tmp_path / "v" / "no.sqlite").write_text("year,trade\n")
    assert loaded(tmp_path / "v", "  t: {file: bare.csv, source: S1, as_of: 2020}\n") == (
        {}, ["bare.csv: the file has headings and no rows\n    hint: write the data below the headings"])
    read, told = loaded(tmp_path / "v", "  t: {file: no.sqlite, query: select 1, source: S1, as_of: 2020}\n")
    assert (read, told[0].partition("\n")[0]) == ({}, "no.sqlite: this is not an SQLite file")


def test_a_column_of_text_is_not_drawn(tmp_path: Path) -> None:
    """Digits that the outline declares to be text are codes."""
    (tmp_path / "codes.csv").write_text("year,code\n2017,12\n2018,13\n2019,14\n2020,15\n")
    chart = """\
data:
  c: {file: codes.csv, source: S1, as_of: 2020, columns: {code: {kind: %s}}}
charts:
  c: {kind: column, headline: Codes grew in every year, subtitle: Codes in number, data: c, x: year, y: code}
body:
  - chart: c
"""
    assert [p.what for p in problems_of(tmp_path, chart % "text", head=HEAD)] == ['column "code" holds text: "12"']
    assert [p.what for p in problems_of(tmp_path, chart % "number", head=HEAD)] == []
