"""What charts claim, held against the ledger and against each other; and the waiver of a rule."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports import pipeline
from reports.problems import Problem

HEAD = """\
outline: 1
report: {title: A visit, as_of: {date: 2021-04}, status: final}
sources: {A: {title: Article A, kind: article}}
actors: {port: {name: Port company}}
facts:
  F-001: {value: 400, unit: loans, as_of: 2019, status: stated, source: A}
  F-002: {value: 500, unit: loans, as_of: 2020, status: stated, source: A, phrase: loans hit a record 500}
  F-003: {value: 500, unit: loans, as_of: 2020, status: stated, source: A, attribution: institution_statement, phrase: a record}
  F-005: {value: 300, unit: loans, as_of: 2017, status: stated, source: A}
  F-006: {value: 350, unit: loans, as_of: 2018, status: stated, source: A}
  F-004: {value: a message, as_of: 2020, status: reported_unverified, source: A, attribution: anonymous_source}
charts:
"""
CHART = """\
  {name}:
    kind: {kind}
    headline: {headline}
    subtitle: Loans a year
    unit: loans
    {more}
    rows:
      - {{label: "2017", value: F-005}}
      - {{label: "2018", value: F-006}}
      - {{label: "2019", value: F-001, note: a}}
      - {{label: "2020", value: {last}, note: b}}
"""


def chart(name: str = "loans", headline: str = "Loans rose to 500 in a year", last: str = "F-002", kind: str = "column",
          more: str = "note: Counted by hand.") -> str:
    return CHART.format(name=name, headline=headline, last=last, kind=kind, more=more)


def problems(folder: Path, text: str, body: str = "body:\n  - chart: loans\n") -> list[Problem]:
    (folder / "outline.yaml").write_text(HEAD + text + body, encoding="utf-8")
    return [p for p in pipeline.check(folder, pipeline.Options(only=("brief",))) if p.rule != "A1"]


def test_a_true_chart(tmp_path: Path) -> None:
    assert problems(tmp_path, chart()) == []


@pytest.mark.parametrize("headline, last, rules", [
    ("Loans rose to a record 500 in a year", "F-002", ["T6"]), ("Loans rose to a reported record in a year", "F-002", []),
    ("Loans rose to a record 500 in a year", "F-003", []), ("Loans rose as never ever before", "F-002", ["T6"]),
    ("Loans rose after {F-004|value}", "F-002", ["H23"])])
def test_superlatives_and_unnamed_sources(headline: str, last: str, rules: list[str], tmp_path: Path) -> None:
    assert sorted({p.rule for p in problems(tmp_path, chart(headline=headline, last=last))}) == rules


def test_a_source_line_covers_all_numbers_or_says_more(tmp_path: Path) -> None:
    assert [p.rule for p in problems(tmp_path, chart(last="500"))] == ["T11"]
    bare = chart().replace("F-005", "300").replace("F-006", "350").replace("F-001", "400").replace("F-002", "500")
    assert [p.rule for p in problems(tmp_path, bare)] == ["T11"]
    assert problems(tmp_path, bare.replace("note: Counted", "source_note: Own count.\n    note: Counted")) == []
    assert problems(tmp_path, chart(last="500", more="source_note: Own count.")) == []


THEME = """\
body:
  - theme:
      headline: Lending is on the rise again
      blocks:
        - chart: {use: loans, size: half}
        - chart: {use: more, size: half}
        - text: Words that cite both ({fig:loans}, {fig:more}).
"""


def test_figures_side_by_side(tmp_path: Path) -> None:
    far = chart("more", "Loans rose to 5,000 in a year", "5000", more="source_note: Own count.")
    assert "H11" in {p.rule for p in problems(tmp_path, chart() + far, THEME)}
    said = far.replace("source_note: Own count.", "source_note: Own count.\n    note: The scale differs from the one beside it.")
    assert "H11" not in {p.rule for p in problems(tmp_path, chart() + said, THEME)}


def test_figures_repeat_nothing_and_are_cited(tmp_path: Path) -> None:
    again = chart("more", last="F-003")
    assert [p.rule for p in problems(tmp_path, chart() + again, THEME)] == ["T8"]
    other = chart("more", "Loans grew by two thirds", "F-003")
    assert problems(tmp_path, chart() + other, THEME) == []
    assert [p.rule for p in problems(tmp_path, chart() + other, THEME.replace(", {fig:more}", ""))] == ["T10"]
    silent, text = THEME.replace("({fig:loans}, {fig:more})", "none"), "  - text: See {fig:loans} and {fig:more}.\n"
    assert [p.rule for p in problems(tmp_path, chart() + other, silent)] == ["T10"] * 2
    assert problems(tmp_path, chart() + other, silent.replace("body:\n", f"body:\n{text}")) == []
    after = silent + text
    assert [p.rule for p in problems(tmp_path, chart() + other, after)] == ["T10"] * 2


def test_a_waiver_prints_its_reason(tmp_path: Path) -> None:
    wrong = "Loans fell to 500 in a year"
    assert [p.level for p in problems(tmp_path, chart(headline=wrong))] == ["error"]
    note, = problems(tmp_path, chart(headline=wrong, more="waive: {T5: the count was changed}"))
    assert note.level == "warning" and note.rule == "T5" and "waived: the count was changed" in str(note)


def test_a_waiver_that_waives_nothing_is_told(tmp_path: Path) -> None:
    found, = problems(tmp_path, chart(more="waive: {H22: three years are all}"))
    assert found.level == "warning" and found.what == 'the waiver of "H22" waives nothing: the chart keeps that rule'


def test_rules_about_figures_together_are_waived_in_one_of_them(tmp_path: Path) -> None:
    again = chart("more", last="F-003", more="waive: {T8: said twice on purpose}")
    told, = problems(tmp_path, chart() + again, THEME)
    assert (told.rule, told.level, told.waived) == ("T8", "warning", True)
    far = chart("more", "Loans rose to 5,000 in a year", "5000", more="source_note: Own count.\n    waive: {H11: a far town}")
    assert [(p.rule, p.waived) for p in problems(tmp_path, chart() + far, THEME) if p.rule == "H11"] == [("H11", True)]


def test_what_a_kind_cannot_draw_is_not_waived(tmp_path: Path) -> None:
    line = chart(kind="line", more="waive: {H9: three are all}").replace("label:", "x:").replace(", note: a", "")
    short = line.replace(', note: b', "").replace('      - {x: "2017", value: F-005}\n', "")
    found, = [p for p in problems(tmp_path, short) if p.rule == "H9"]
    assert found.level == "error" and found.hint.endswith("so it is not waived")


@pytest.mark.parametrize("waive, what, hint", [
    ("{H22: a reason}", '"H22" cannot be waived here', "charts: {name: {waive: ...}}"),
    ("{A99: a reason}", '"waive" names no rule: "A99"', "a block waives rules about words: A1"),
    ('{A1: " "}', 'the waiver of "A1" gives no reason', "which is printed")])
def test_a_block_waives_rules_about_words_alone(waive: str, what: str, hint: str, tmp_path: Path) -> None:
    found, = problems(tmp_path, chart(), f"body:\n  - chart: {{use: loans, waive: {waive}}}\n")
    assert (found.what, found.level) == (what, "error") and hint in found.hint


def test_a_strict_build_heeds_the_waiver_of_a_block(tmp_path: Path) -> None:
    body = "body:\n  - text: {text: They met 14 times., waive: {A1: the clerk counted}}\n"
    (tmp_path / "outline.yaml").write_text(HEAD.replace("charts:\n", "") + body, encoding="utf-8")
    found, = pipeline.check(tmp_path, pipeline.Options(only=("brief",), strict=True))
    assert (found.rule, found.level, found.waived) == ("A1", "warning", True)


@pytest.mark.parametrize("waive, what", [('{rise: "no"}', "names no rule"), ('{T5: " "}', "gives no reason")])
def test_a_waiver_names_a_rule_and_a_reason(waive: str, what: str, tmp_path: Path) -> None:
    found = problems(tmp_path, chart(more=f"waive: {waive}"))
    assert [p.level for p in found] == ["error"] and what in found[0].what
