"""`facts` and `explain`: the ledger to look through, and one fact from its source to its last use."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from built import DATA, report
from click.testing import CliRunner, Result

from reports.command import cli
from reports.tracing.uses import by_fact, uses

REPORT = str(DATA / "lavrov-2021")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def test_all_facts_one_a_line() -> None:
    done = run("facts", REPORT)
    lines = done.output.splitlines()
    assert done.exit_code == 0 and len(lines) > 145 and lines[0].split()[:3] == ["id", "value", "as"]
    assert any(line.startswith("A-058  $790 million") and "A1, line 25" in line for line in lines)
    assert "\N{NO-BREAK SPACE}" not in done.output


def test_find_takes_all_words_in_any_field() -> None:
    ids = [line.split()[0] for line in run("facts", REPORT, "--find", "pipeline").output.splitlines()[1:]]
    assert {"A-051", "B-041", "A-081"} <= set(ids) and "A-058" not in ids
    fewer = [line.split()[0] for line in run("facts", REPORT, "--find", "PIPELINE miles").output.splitlines()[1:]]
    assert fewer == ["B-041", "D-04"]
    assert "A-058" in run("facts", REPORT, "--find", "$790m").output
    none = run("facts", REPORT, "--find", "zebra")
    assert none.exit_code == 1 and 'no fact holds "zebra"' in none.output


def test_where_names_file_line_block_and_figure() -> None:
    lines = run("facts", REPORT, "--where", "A-058").output.splitlines()
    assert any("theme trade, text" in line and "outline.yaml:" in line for line in lines)
    assert any("chart trade, figure" in line and "charts.yaml:" in line for line in lines)
    assert any("derived fact D-01: formula" in line for line in lines)
    assert any("conflict C-09: agree" in line for line in lines)


def test_where_finds_every_use_that_is_typed() -> None:
    """Each line that names the fact, or the row that such a line belongs to."""
    text = (DATA / "lavrov-2021" / "outline.yaml").read_text(encoding="utf-8")
    rows = json.loads(run("facts", REPORT, "--where", "A-027", "--json").output)
    typed = [n for n, line in enumerate(text.splitlines(), 1) if "A-027" in line]
    told = {row["line"] for row in rows if row["file"].endswith("outline.yaml")}
    assert typed and all(any(line - 6 <= at <= line for at in told) for line in typed)


def test_an_unknown_fact_gets_a_hint() -> None:
    for done in (run("facts", REPORT, "--where", "A-158"), run("explain", REPORT, "A-158")):
        assert done.exit_code == 1 and 'fact "A-158" is not in the ledger' in done.output and "hint: " in done.output


def test_json_and_unused() -> None:
    rows = json.loads(run("facts", REPORT, "--json").output)
    assert rows[0].keys() >= {"id", "value", "as_of", "status", "source", "used", "phrase"}
    unused = json.loads(run("facts", REPORT, "--unused", "--json").output)
    assert unused and {r["id"] for r in unused} == {r["id"] for r in rows if not r["used"]}


@pytest.mark.parametrize("fact, says", [
    ("A-058", ["$790 million", "short: $790m", "2020* (inferred", "writer", "article A1", "line 25", "all-time high",
               "D-01", "C-09 (agree with A-017, A-057)", "theme trade, text"]),
    ("D-01", ["about $540 million", "790 ÷ (1 + 46 ÷ 100) = 541.1", "rests on    A-058", "rests on    A-057",
              "gives       D-02"]),
    ("A-025", ["superseded", "replaced by A-027"]), ("D-06", ["not to be published", "nowhere"]), ("B-032", ["unnamed source"])])
def test_explain_tells_a_fact_from_source_to_use(fact: str, says: list[str]) -> None:
    done = run("explain", REPORT, fact)
    assert done.exit_code == 0
    assert [s for s in says if s not in done.output] == []


def test_help_has_examples() -> None:
    for name in ("facts", "explain"):
        text = run(name, "--help").output
        assert "Examples:" in text and f"make_report.py {name} data/lavrov-2021" in text


def test_a_report_with_problems_tells_them(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", "body:\n  - txt: Words.\n")
    done = run("facts", str(folder))
    assert done.exit_code == 1 and 'block kind "txt" is not known' in done.output


def test_uses_know_profiles(tmp_path: Path) -> None:
    from reports import outline

    body = "body:\n  - text: {text: 'It is {F-001}.', profiles: [analyst]}\n  - key_numbers: [F-002]\n"
    folder = report(tmp_path / "visit", body)
    read, _ = outline.read(folder)
    found = by_fact(uses(read))
    assert found["F-001"][0].profiles == ("analyst",) and found["F-001"][0].how == "value with its note"
    assert found["F-002"][0].block == "key_numbers"
