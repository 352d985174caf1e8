"""A ledger as a table: the same facts as typed in YAML, and every mistake told at its cell."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest
from built import HEAD, build, report
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))  # the benchmark makes the reports that are long
from reports import facts, ledger_file, outline, pipeline
from reports.options import Options
from reports.problems import Problem
from tests.bench import ledger as long

TABLE = """\
id,value,unit,as_of,said_by,attribution,status,source,locator,phrase,supersedes,round_to,formula,publish
F-001,12,percent,2020,author,author_assertion,stated,S1,page 1,,,,,
F-002,300,USD million,2020,board,institution_statement,stated,S1,page 2,"reached ""a good"" $300 million, at last",,,,
F-003,540,USD million,2019,author,author_assertion,pledged,S2,page 3,,,,,
F-004,opening in spring,,2020,board,author_assertion,stated,S2,page 3,,"F-001; F-003",,,
F-005,,USD million,,,,,,,,,10,F-002 / 7,false
"""
YAML = """\
facts:
  F-001: {value: 12, unit: percent, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S1,
          locator: page 1}
  F-002: {value: 300, unit: USD million, as_of: 2020, said_by: board, attribution: institution_statement, status: stated,
          source: S1, locator: page 2, phrase: 'reached "a good" $300 million, at last'}
  F-003: {value: 540, unit: USD million, as_of: 2019, said_by: author, attribution: author_assertion, status: pledged, source: S2,
          locator: page 3}
  F-004: {value: opening in spring, as_of: 2020, said_by: board, attribution: author_assertion, status: stated, source: S2,
          locator: page 3, supersedes: [F-001, F-003]}
  F-005: {formula: F-002 / 7, unit: USD million, round_to: 10, publish: false}
"""
BODY = "body:\n  - text: It reached {F-002}.\n  - sources\n"
BEFORE = HEAD[:HEAD.index("facts:")]


def with_table(folder: Path, table: str | bytes = TABLE, name: str = "ledger.csv", body: str = BODY) -> Path:
    report(folder, body, head=f"{BEFORE}facts: {name}\n")
    (folder / name).write_bytes(table if isinstance(table, bytes) else table.encode())
    return folder


def problems(folder: Path, table: str | bytes, name: str = "ledger.csv") -> list[Problem]:
    return [p for p in pipeline.check(with_table(folder, table, name), Options(only=("brief",))) if p.level == "error"]


def test_a_table_gives_the_same_report_as_yaml(tmp_path: Path) -> None:
    typed = report(tmp_path / "typed" / "visit", BODY, head=BEFORE + YAML)
    table = with_table(tmp_path / "table" / "visit")
    assert build(table, tmp_path / "a").bytes == build(typed, tmp_path / "b").bytes
    ledgers = [facts.ledger(outline.read(folder)[0])[0].facts for folder in (typed, table)]
    assert ledgers[0] == ledgers[1]


TABBED = TABLE.replace("million, at last", "million at last").replace(",", "\t")


@pytest.mark.parametrize("name, table", [
    ("ledger.tsv", TABBED), ("LEDGER.CSV", "\ufeff" + TABLE.replace("\n", "\r\n"))], ids=["tabs", "signature and CRLF"])
def test_tabs_a_signature_and_windows_lines_are_read(name: str, table: str, tmp_path: Path) -> None:
    assert problems(tmp_path, table, name) == []


@pytest.mark.parametrize("change, line, what", [
    (("id,value", "name,value"), 1, 'this ledger has no column "id"'),
    (("F-003,540", "F-001,540"), 4, 'fact "F-001" is in this ledger already, on line 2'),
    (("F-003,540", ",540"), 4, "this row has no id"),
    (("F-003,540,USD million", "F-003,540"), 4, "this row has 13 fields, the first row has 14"),
    (("page 3,,,,,\nF-004", "page 3,,,,,,\nF-004"), 4, "this row has 15 fields"),
    (("pledged", "plegded"), 4, '"status" cannot be "plegded"'),
    (("540,USD", "1_000,USD"), 4, '"1_000" looks like a number and is none'),
    (("stated,S1,page 1", "stated,S9,page 1"), 2, 'source "S9" is not in sources'),
    (("F-001; F-003", "F-001; F-033"), 5, 'fact "F-033" is not in facts'),
    (("round_to", "rounding"), 1, "rounding"),
    (("F-003,540", "F 3,540"), 4, "F 3"),
    (("page 1", "page\x071"), 2, "U+0007")])
def test_a_mistake_is_told_at_its_place(change: tuple[str, str], line: int, what: str, tmp_path: Path) -> None:
    assert change[0] in TABLE
    found = [p for p in problems(tmp_path, TABLE.replace(*change, 1)) if what in p.what]
    assert found, problems(tmp_path, TABLE.replace(*change, 1))
    assert found[0].place.file.endswith("ledger.csv")
    assert found[0].hint
    assert found[0].place.line in (line, 6 if what == "rounding" else line)


@pytest.mark.parametrize("table", [b"", b"\n\n", b"\xff\xfe\x00", b'id,value\n"F-001,12\n'],
                         ids=["empty", "blank", "no text", "open quote"])
def test_a_file_that_is_no_table_is_told(table: bytes, tmp_path: Path) -> None:
    found = problems(tmp_path, table)
    assert found and all(p.hint for p in found)


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = with_table(tmp_path)
    (folder / "ledger.csv").unlink()
    assert "ledger.csv" in pipeline.check(folder, Options())[0].what


NOTES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 99), NOTES), max_size=8))
def test_whatever_stands_in_the_fields_is_facts_or_problems(rows: list[tuple[int, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "ledger.csv"
        path.write_text("id,value,note\n" + "".join(f'F-{n:03},{n},"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in rows),
                        encoding="utf-8")
        made, found = ledger_file.read(path, "ledger.csv")
    assert made is not None
    assert set(made) == {f"F-{n:03}" for n, _ in rows}
    assert len(made) + len([p for p in found if "already" in p.what]) == len(rows)


def test_the_report_of_the_benchmark_has_no_error(tmp_path: Path) -> None:
    found = pipeline.check(long.written(tmp_path / "long", 800), Options(only=("brief",)))
    assert [p for p in found if p.level == "error"] == []
