"""Data files: what is read, what is refused with file, row and column, and that nothing is changed in silence."""
from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import tables
from reports.problems import Place
from reports.tables import Column, Table, read


def _good(text: str, name: str = "trade.csv") -> Table:
    table, problems = read(text.encode(), name)
    assert problems == []
    assert table is not None
    return table


def _told(data: str | bytes, name: str = "trade.csv") -> list[str]:
    return [str(p) for p in read(data.encode() if isinstance(data, str) else data, name)[1]]


def test_columns_have_types_units_and_missing_values() -> None:
    table = _good("year,trade (USD million),region,since\n2019,541,North,2019-04\n2020,790.5,NA,\n2021,,South,2021\n")
    assert table.columns == (Column("year", "number"), Column("trade", "number", "USD million"), Column("region", "text"),
                             Column("since", "date"))
    assert table.column("trade") == (541, 790.5, None)
    assert table.column("region") == ("North", "NA", "South")
    assert table.records()[1] == {"year": 2020, "trade": 790.5, "region": "NA", "since": None}
    assert table.lines == (2, 3, 4)
    with pytest.raises(KeyError):
        table.column("nowhere")


@pytest.mark.parametrize(("text", "name"), [
    ("a;b\n1;2,5 x\n", "t.csv"), ("a\tb\n1\t2,5 x\n", "t.csv"), ("a|b\n1|2,5 x\n", "t.csv"), ("a\tb, c\n1\t2,5 x\n", "t.tsv"),
    ('a,b\n1,"2,5 x"\n', "t.csv"), ("\ufeffa,b\r\n1,\"2,5 x\"\r\n", "t.csv"), ('\n\na,b\n\n1,"2,5 x"\n\n', "t.csv"),
])
def test_delimiters_quotes_marks_and_blank_lines(text: str, name: str) -> None:
    table = _good(text, name)
    assert table.columns[0] == Column("a", "number")
    assert table.rows == ((1, "2,5 x"),)


def test_codes_with_leading_zeros_stay_text() -> None:
    assert _good("code,n\n007,1\n120,2\n").column("code") == ("007", "120")


def test_a_declared_kind_wins() -> None:
    table, problems = read(b"code\n12\n13\n", "t.csv", {"code": "text"})
    assert problems == []
    assert table is not None and table.column("code") == ("12", "13")


@pytest.mark.parametrize("field", [
    "nan", "inf", "-Infinity", "1_000", "1e400", "１２", '"1,234"', "5%", "$5", "(5)", "−5", "+5", "1."])
def test_numbers_of_another_grammar_are_refused_not_guessed(field: str) -> None:
    shown = field.strip('"')
    table, problems = read(f"n,m\n1,1\n2,1\n{field},1\n".encode(), "t.csv")
    assert [str(p) for p in problems] == [f't.csv:4:1: column "n": "{shown}" is not a plain number\n'
                                          "    hint: write digits only, with a point before decimals: 1234.5"]
    assert table is not None and table.column("n") == (1, 2, None)


@pytest.mark.parametrize(("data", "told"), [
    ("", ["t.csv: the file has no rows\n    hint: write a row of headings, then the data"]),
    (b"\xff\xfea\x00", ["t.csv: the file is UTF-16, not UTF-8\n    hint: save it as CSV UTF-8"]),
    (b"a\ncaf\xe9\n", ["t.csv:2:1: byte 0xE9 is not UTF-8\n    hint: save the file as CSV UTF-8"]),
    (b"a;b\n1;2\n3;caf\xe9\n", ["t.csv:3:2: byte 0xE9 is not UTF-8\n    hint: save the file as CSV UTF-8"]),
    (b"a\n1\n\x002\n", ["t.csv:3:1: control character U+0000 is not allowed\n    hint: delete it"]),
    ('a,b\n1,"2\n3,4\n', ["t.csv:2:1: this row cannot be read: unexpected end of data\n"
                          '    hint: close the quotes, and write a quote inside quotes twice: "say ""yes"""']),
    ("a,b,a\n1,2,3\n", ['t.csv:1:3: column "a" is there twice\n    hint: give each column its own name']),
    ("a,,c\n1,2,3\n", ['t.csv:1:2: column 2 has no heading, and "2" stands in row 2\n'
                           "    hint: write its name in the first row, or take away what is not part of the table"]),
    ("a,,c\n1,,3\n", ["t.csv:1:2: column 2 has no heading\n    hint: write its name in the first row"]),
    ("a,b\n1,2,3\n4\n5,6\n", [
        "t.csv:2:1: this row has 3 fields, the first row has 2\n"
        "    hint: put quotes around a field with a delimiter in it; leave a missing value empty",
        "t.csv:3:1: this row has 1 field, the first row has 2\n"
        "    hint: put quotes around a field with a delimiter in it; leave a missing value empty"]),
    ("a,b\n1,x\n2,x\nNA,x\n", ['t.csv:4:1: column "a": "NA" is not a number, but most of this column is\n'
                               "    hint: leave a missing value empty"]),
    ("d\n2021-04\n2021-02-30\n", ['t.csv:3:1: column "d": "2021-02-30" is not in the calendar\n'
                                  "    hint: write 2021, 2021-04 or 2021-04-07"]),
    ("d\n2/3/2010\n2010\n2.4.2010\n", [
        f't.csv:{line}:1: column "d": "{day}" is not a date\n'
        "    hint: write 2021, 2021-04 or 2021-04-07, or declare the column: columns: {name: {kind: text}}"
        for line, day in ((2, "2/3/2010"), (4, "2.4.2010"))]),
    ("a,b\n1," + "x" * 1001 + "\n", ["t.csv:2:2: this field has 1001 characters\n"
                                     "    hint: 1000 at most; look for a quote that is not closed"]),
    ("a\n" + "1\n" * 501, ["t.csv:502:1: the table has 501 rows\n    hint: 500 at most: keep the rows that the report shows"]),
    ("a," * 50 + "a\n", ["t.csv:1:1: the table has 51 columns\n    hint: 50 at most"]),
    ("x" * 1_000_001, ["t.csv: the file has 1,000,001 bytes\n    hint: 1,000,000 at most"]),
])
def test_what_is_wrong_has_its_row_and_column(data: str | bytes, told: list[str]) -> None:
    assert _told(data, "t.csv") == told


def test_many_problems_are_counted() -> None:
    told = _told("a,b\n" + "1\n" * 30)
    assert len(told) == 21
    assert told[-1].startswith("trade.csv: there are 10 more problems")


def test_tables_of_an_outline(tmp_path: Any) -> None:
    (tmp_path / "trade.csv").write_text("a\n1\n")
    here = Place("outline.yaml", 9, 3)

    def outline(file: str) -> Any:
        return SimpleNamespace(folder=tmp_path, data={"trade": SimpleNamespace(file=file, place=here)})

    made, problems = tables.load(outline("trade.csv"))
    assert (made["trade"].rows, problems) == (((1,),), [])
    for file, what in (("none.csv", 'there is no file "none.csv"'), ("../x.csv", "leads out of the report's folder")):
        made, problems = tables.load(outline(file))
        assert made == {}
        assert problems[0].place == here
        assert what in problems[0].what


@given(st.binary(max_size=200) | st.text(alphabet='ab1,;\t|"\r\n .-0é', max_size=80).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_table_or_problems(data: bytes) -> None:
    table, problems = read(data, "t.csv")
    assert table is not None or problems
    if table:
        assert all(len(row) == len(table.columns) for row in table.rows)


WORDS = st.text(alphabet='ab ,;"\n', min_size=1, max_size=8)
ROWS = st.lists(st.tuples(st.integers(-10**12, 10**12), WORDS), min_size=1, max_size=12)


@given(ROWS)
@settings(max_examples=150, deadline=None)
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[int, str]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["n", "words"])
    writer.writerows(rows)
    table, problems = read(file.getvalue().encode(), "t.csv")
    assert problems == []
    assert table is not None
    assert table.column("n") == tuple(n for n, _ in rows)
    assert table.column("words") == tuple(words.strip() or None for _, words in rows)
