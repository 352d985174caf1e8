"""JSON and Parquet: rows or columns, each doubt with its row and column."""
from __future__ import annotations

import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as written

from reports.tables import Column, Table, json_file, parquet, typed
from reports.tables.model import CHART, Limits, Unreadable


def from_json(data: str | bytes) -> tuple[Table, list[str]]:
    table, problems = typed.table(json_file.grid(data.encode() if isinstance(data, str) else data, "t.json", CHART))
    assert table is not None
    return table, [str(p) for p in problems]


def refused(data: str | bytes, limits: Limits = CHART) -> str:
    with pytest.raises(Unreadable) as caught:
        json_file.grid(data.encode() if isinstance(data, str) else data, "t.json", limits)
    return str(caught.value)


def test_rows_and_columns_make_the_same_table() -> None:
    rows = '[\n {"year": 2019, "trade (USD million)": 541.0, "since": "2019-04"},\n {"year": 2020, "since": null}\n]'
    columns = '{"year": [2019, 2020], "trade (USD million)": [541, null], "since": ["2019-04", ""]}'
    for text in (rows, columns):
        table, problems = from_json(text)
        assert problems == []
        assert table.columns == (Column("year", "number"), Column("trade", "number", "USD million"), Column("since", "date"))
        assert table.rows == ((2019, 541, "2019-04"), (2020, None, None))
    assert from_json(rows)[0].lines == (2, 3)


@pytest.mark.parametrize(("value", "what"), [
    ('"n/a"', '"n/a" is not a number, but most of this column is'), ('"12"', '"12" is text that looks like a number'),
    ("NaN", '"NaN" is not a number in JSON'), ("-Infinity", '"-Infinity" is not a number in JSON'),
    ("1e400", '"inf" is not a finite'), ("1" * 400, "this number is too large"),
    ("[1]", "a list or an object is no value of a table"), ("true", '"true" is not a number'),
    ("1" * 19, "this number is too large")])
def test_what_is_no_number_has_its_line_and_column(value: str, what: str) -> None:
    table, problems = from_json('[{"a": 1, "b": 1},\n{"a": 1, "b": 2},\n{"a": 1, "b": VALUE}]'.replace("VALUE", value))
    assert len(problems) == 1 and problems[0].startswith(f't.json:3:2: column "b": {what}')
    assert table.column("b") == (1, 2, None)


def test_a_bad_cell_of_a_column_has_its_row() -> None:
    problems = from_json('{"a": [1, 2, "x"]}')[1]
    assert problems[0].startswith('t.json:3:1: row 3: column "a": "x" is not a number')


def test_a_column_of_numbers_in_quotes_must_be_declared() -> None:
    text = b'[{"code": "12"}, {"code": "13"}]'
    grid = json_file.grid(text, "t.json", CHART)
    assert len(typed.table(grid)[1]) == 2
    table, problems = typed.table(grid, {"code": typed.Declared("text")})
    assert problems == [] and table is not None and table.column("code") == ("12", "13")
    table, problems = typed.table(grid, {"code": typed.Declared("number", "berths")})
    assert problems == [] and table is not None and table.column("code") == (12, 13)
    assert table.unit("code") == "berths"


@pytest.mark.parametrize(("text", "what"), [
    ("", "t.json: the file is empty"), (" \n", "t.json: the file is empty"),
    ("[", "t.json:1:2: this is not JSON: expecting value"),
    ('[{"a": 1}\n{"a": 2}]', "t.json:2:1: this is not JSON: expecting ',' delimiter"), ("[]", "t.json: the file has no rows"),
    ("3", "t.json: the file is not a table"), ('{"a": 1}', "t.json: the file is not a table"), ("{}", "the file is not a table"),
    ('{"a": [1], "b": []}', 't.json: the columns are not equally long: "a" 1, "b" 0'),
    ('[{"a": 1, "a": 2}]', 't.json:1:1: the key "a" is there twice in one object'),
    ('[{"a": 1},\n {"b": 1},\n {"a": 1, "a": 2}]', 't.json:3:1: the key "a" is there twice in one object'),
    ('{"a": [1], "a": [2]}', 't.json: the key "a" is there twice in one object'), ('[{"a": "', "unterminated string starting\n"),
    ('[{"a": 1}]\n[]', "t.json:2:1: there is more after"),
    ("[" * 100_000, "t.json: a number is too long, or lists stand too deep"),
    ("[{\"a\": " + "1" * 5000 + "}]", "a number is too long"),
    (b"[\n\xff]", "t.json:2:1: byte 0xFF is not UTF-8"), (b" " * 1_000_001, "t.json: the file has 1,000,001 bytes")])
def test_what_is_no_table(text: str | bytes, what: str) -> None:
    assert what in refused(text)


def test_a_row_that_is_none_and_a_character_that_must_not_be() -> None:
    table, problems = from_json('[{"a": "x"}, 3, {"a": "\\u0007"}]')
    assert problems[0].startswith("t.json:1:1: this row is not an object")
    assert 'column "a": control character U+0007 is not allowed' in problems[1]
    assert table.column("a") == ("x", None)


PLAIN = st.none() | st.integers(-10**17, 10**17)


@given(st.lists(st.fixed_dictionaries({"n": PLAIN, "w": st.text("ab c", min_size=1).map(lambda t: f"x{t}".strip())}), min_size=1),
       st.sampled_from([None, 1, "\t"]))
def test_what_is_written_is_read_back(rows: list[dict[str, Any]], indent: int | str | None) -> None:
    table, problems = from_json(json.dumps(rows, indent=indent))
    assert problems == [] and table.records() == rows


@given(st.text('[]{}":,1ab\\n -e.', max_size=40))
def test_any_text_is_a_table_or_a_problem(text: str) -> None:
    try:
        made, _ = typed.table(json_file.grid(text.encode(), "t.json", CHART))
    except Unreadable as unreadable:
        assert unreadable.problem.what
    else:
        assert made is not None and all(len(row) == len(made.columns) for row in made.rows)


# ---------------------------------------------------------------- Parquet
def packed(**columns: Any) -> bytes:
    file = io.BytesIO()
    written.write_table(pyarrow.table(columns), file)
    return file.getvalue()


def from_parquet(data: bytes) -> tuple[Table, list[str]]:
    table, problems = typed.table(parquet.grid(data, "t.parquet", CHART))
    assert table is not None
    return table, [str(p) for p in problems]


def test_types_of_parquet() -> None:
    table, problems = from_parquet(packed(**{
        "trade (USD million)": pyarrow.array([541, None, 790], pyarrow.int32()), "share": [0.5, 0.25, None],
        "price": [Decimal("1.50"), Decimal("2.00"), None], "since": [date(2019, 4, 1), None, date(2021, 4, 7)],
        "seen": [datetime(2019, 4, 1), datetime(2020, 1, 1), None],
        "region": pyarrow.array(["North", "", "NA"]).dictionary_encode()}))
    assert problems == []
    assert [c.kind for c in table.columns] == ["number", "number", "number", "date", "date", "text"]
    assert table.unit("trade") == "USD million"
    assert table.rows == ((541, 0.5, 1.5, "2019-04-01", "2019-04-01", "North"), (None, 0.25, 2, None, "2020-01-01", None),
                          (790, None, None, "2021-04-07", None, "NA"))


@pytest.mark.parametrize(("values", "what"), [
    ([1.0, 2.0, float("nan")], "NaN is not a number"), ([[1], [2], [3]], "this is no value that a table could show"),
    ([b"a", b"b", b"c"], "this is no value"), ([datetime(2020, 1, 1), None, datetime(2020, 1, 1, 9)], "has a time of day")])
def test_what_parquet_holds_beyond_tables(values: list[Any], what: str) -> None:
    problems = from_parquet(packed(a=["x", "y", "z"], b=values))[1]
    assert problems[-1].startswith('t.parquet:3:2: row 3: column "b": ') and what in problems[-1]


def test_large_or_damaged_parquet_is_refused() -> None:
    good = packed(a=[1, 2])
    wide = packed(**{f"c{n}": [1] for n in range(51)})
    for data, what in ((b"", "is not a Parquet file"), (good[:-10], "is not a Parquet file"), (wide, "has 51 columns"),
                       (packed(a=range(501)), "has 501 rows"), (b"x" * 1_000_001, "has 1,000,001 bytes")):
        with pytest.raises(Unreadable, match=what):
            parquet.grid(data, "t.parquet", CHART)


@given(st.integers(4, 300), st.binary(min_size=1, max_size=4))
def test_damaged_parquet_is_read_or_refused(at: int, noise: bytes) -> None:
    good = packed(a=[1, 2], b=["x", None])
    try:
        parquet.grid(good[:at] + noise + good[at + len(noise):], "t.parquet", CHART)
    except Unreadable as unreadable:
        assert unreadable.problem.what


# ---------------------------------------------------------------- boundaries
def ring(x: float, count: int = 4) -> list[list[float]]:
    return [[round(x + n / count / 10, 6), 55 + n % 2 / 10] for n in range(count)]


def collection(*features: Any) -> str:
    return '{"type": "FeatureCollection",\n "features": [\n' + ",\n".join(json.dumps(f) for f in features) + "\n]}"


def feature(name: str, geometry: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"ward": name, **more}, "geometry": geometry}


def area(x: float, count: int = 4) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring(x, count)]}


def test_the_features_of_a_collection_are_rows() -> None:
    table, problems = from_json(collection(feature("Quay", area(10, 500), rate=31), feature("Heath", area(11), rate=82.5)))
    assert problems == [] and table is not None
    assert [c.name for c in table.columns] == ["ward", "rate", "shape"] and table.lines == (3, 4)
    assert table.column("rate") == (31, 82.5)
    assert [json.loads(str(shape)) for shape in table.column("shape")] == [area(10, 500), area(11)]


@pytest.mark.parametrize(("broken", "what"), [
    (feature("Heath", {"type": "Point", "coordinates": [10, 55]}), 't.json:4:2: column "shape": the shape is a "Point"'),
    (feature("Heath", None), 't.json:4:2: column "shape": the feature has no geometry'),
    (feature("Heath", {"type": "Polygon", "coordinates": [[[10, 95], [11, 95], [11, 96]]]}), "in degrees"),
    ({"type": "Polygon"}, "t.json:4:1: this is not a GeoJSON feature"), (7, "t.json:4:1: this is not a GeoJSON feature")])
def test_a_broken_boundary_is_told_at_its_line(broken: Any, what: str) -> None:
    text = collection(feature("Quay", area(10)), broken)
    try:
        told = from_json(text)[1]
    except Unreadable as unreadable:
        told = [str(unreadable.problem)]
    assert len(told) == 1 and what in told[0]


def test_a_collection_that_breaks_off_is_told_where() -> None:
    assert refused(collection(feature("Quay", area(10)))[:-20]).startswith("t.json:3:")


def test_the_rows_of_a_list_may_hold_boundaries() -> None:
    table, problems = from_json(json.dumps([{"ward": "Quay", "rate": 3, "shape": area(10)}]))
    assert problems == [] and table is not None and json.loads(str(table.column("shape")[0])) == area(10)
