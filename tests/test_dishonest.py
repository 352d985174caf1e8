"""The charts that the ledger calls dishonest are refused, each with the stated reason.

A case holds four comments: the row of the ledger's table, why it is dishonest, the rule's id ("-": no rule, the fact is simply
not there) and a part of the message. A row may have several cases.
"""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports import outline, pipeline
from reports.problems import Problem, errors

CASES = sorted((Path(__file__).parent / "cases" / "dishonest").glob("*.yaml"))


def told(case: str, name: str) -> str:
    found = re.search(rf"^# {name}: (.*)$", case, re.MULTILINE)
    assert found, name
    return found.group(1)


def problems_of(folder: Path) -> list[Problem]:
    found = outline.read(folder)[1]
    return found if errors(found) else pipeline.check(folder, pipeline.Options())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_dishonest_chart_is_refused_for_its_reason(path: Path, tmp_path: Path) -> None:
    case = path.read_text(encoding="utf-8")
    (tmp_path / "outline.yaml").write_text(case, encoding="utf-8")
    rule = told(case, "RULE").removeprefix("-")
    refused = [p for p in errors(problems_of(tmp_path)) if p.rule == rule and told(case, "SAYS") in p.what + p.hint]
    assert refused, [str(p) for p in problems_of(tmp_path)]
    assert all(p.hint for p in refused)


def test_every_row_of_the_ledgers_table_is_here() -> None:
    """23 rows: 22 charts that would mislead, and the word cloud, which is not offered."""
    rows = {(path.stem[:2], told(path.read_text(encoding="utf-8"), "ROW")) for path in CASES}
    assert len(rows) == 23
    assert [number for number, _ in sorted(rows)] == [f"{n:02}" for n in range(1, 24)]
