"""How old facts may grow: limits, what prints with its date, what is warned of, held, printed as out of date or left out."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import HEAD, build, deck_text, problems_of, report, unmarked_text

from reports import pipeline
from reports.options import Options
from reports.problems import Problem

DAY = "2021-12-31"


def aged(limits: str, on_stale: str = "hold", more: str = "") -> str:
    """The tests' head with limits for F-002 (of 2020: 365 days old on DAY)."""
    head = HEAD.replace('phrase: "reached', f'{limits}phrase: "reached')
    head = head.replace("facts:\n", f"on_stale: {on_stale}\n{more}facts:\n", 1)
    assert head != HEAD
    return head


def stale(folder: Path, head: str, body: str = "body:\n  - text: It reached {F-002}.\n",
          today: str | None = DAY) -> list[Problem]:
    return [p for p in problems_of(folder, body, head=head, today=today, only=("brief",)) if p.rule in ("R2", "A6")]


def words(folder: Path, head: str, body: str, today: str = DAY) -> tuple[str, str]:
    made = build(report(folder / "visit", body, head=head), folder / "out", today=today)
    return unmarked_text(made.brief), deck_text(made.deck)


# ---------------------------------------------------------------- limits
@pytest.mark.parametrize("limits, level", [
    ("", None), ("warn_after: 365d, ", None), ("warn_after: 364d, ", "warning"), ("error_after: 364d, ", "error"),
    ("warn_after: 300d, error_after: 2y, ", "warning"), ("error_after: 11m, ", "error"), ("error_after: 1y, ", None),
    ("stale_after: 30d, ", None)])
def test_an_age_is_counted_from_the_last_day_of_a_date(limits: str, level: str | None, tmp_path: Path) -> None:
    found = stale(tmp_path, aged(limits))
    assert [p.level for p in found] == ([level] if level else [])
    if level:
        assert '"F-002" is of 2020, and 365 days old on 31 December 2021' in found[0].what
        assert found[0].place.line == HEAD[:HEAD.index("F-002")].count("\n") + 2 and found[0].hint


def test_a_limit_is_the_facts_own_or_its_sources_or_its_themes_or_the_default(tmp_path: Path) -> None:
    loose, tight = "error_after: 400d", "error_after: 30d"
    theme = aged("theme: TRA, ", more=f"freshness: {{TRA: {{{tight}}}, default: {{{loose}}}}}\n")
    assert [p.level for p in stale(tmp_path / "theme", theme)] == ["error"]
    assert stale(tmp_path / "default", aged("", more=f"freshness: {{default: {{{loose}}}}}\n")) == []
    assert stale(tmp_path / "own", theme.replace("theme: TRA, ", f"theme: TRA, {loose}, ")) == []
    source = theme.replace("kind: article, locator: page 1}", f"kind: article, locator: page 1, {loose}}}")
    assert source != theme and stale(tmp_path / "source", source) == []


def test_only_facts_that_print_count_and_today_is_the_reports_own_date_unless_given(tmp_path: Path) -> None:
    head = aged("error_after: 200d, ")
    assert stale(tmp_path / "a", head, "body:\n  - text: Words.\n") == []
    assert stale(tmp_path / "b", head, today=None) == []  # the report is of April 2021
    assert stale(tmp_path / "c", head.replace("{date: 2021-04}", "{date: 2021-12-31}"), today=None) != []


def test_a_derived_fact_is_as_old_as_its_oldest_input(tmp_path: Path) -> None:
    head = aged("stale_after: 30d, ") + '  D-001: {formula: "F-002 / 2", unit: USD million, round_to: 1}\n'
    brief, _ = words(tmp_path, head, "body:\n  - text: Half of it is {D-001}.\n")
    assert "about $150 million (as of 2020)" in brief


# ---------------------------------------------------------------- what prints
def test_past_stale_after_a_number_prints_with_its_date(tmp_path: Path) -> None:
    head = aged("stale_after: 30d, ")
    brief, _ = words(tmp_path / "a", head, "body:\n  - text: It reached {F-002|short}, up {F-001|value}, or {F-002|value}.\n")
    assert "It reached $300m (as of 2020), up 12%, or $300 million." in brief
    assert "(as of" not in words(tmp_path / "b", head, "body:\n  - text: In {F-002|date} it was {F-002|value}.\n")[0]
    assert "(as of" not in words(tmp_path / "c", aged(""), "body:\n  - text: It was {F-002|value}.\n")[0]


def test_a_headline_has_to_give_the_date(tmp_path: Path) -> None:
    body = "body:\n  - theme: {headline: 'Income reached {F-002|value} DATE', blocks: [{text: Words.}]}\n"
    (problem,) = stale(tmp_path / "a", aged("stale_after: 30d, "), body.replace(" DATE", ""))
    assert (problem.rule, problem.level) == ("A6", "error") and "{F-002|date}" in problem.hint
    assert stale(tmp_path / "b", aged("stale_after: 30d, "), body.replace("DATE", "in {F-002|date}")) == []


CHART = """\
charts:
  trade: {kind: column, headline: Trade with the north is shown here, subtitle: "Trade, US$ million", note: All stated.,
          source_note: By hand.,
          rows: [{label: before, value: F-003}, {label: now, value: F-002}, {label: east, value: 40}, {label: west, value: 90}]}
"""
BODY = CHART + """\
body:
  - key_numbers: {headline: Two numbers say how the year went, tiles: [F-002, F-003]}
  - theme:
      headline: Trade with the north was strong
      blocks: [{chart: trade}, {text: "It reached {F-002|value}, see {fig:trade}."}]
"""


def test_a_chart_and_its_slide_say_how_old_their_values_are(tmp_path: Path) -> None:
    for part in words(tmp_path, aged("stale_after: 30d, "), BODY):
        assert "Older values: as of 2020." in part


def test_hold_stops_the_build(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", BODY, head=aged("error_after: 30d, "))
    assert [p.rule for p in pipeline.check(folder, Options(today=DAY)) if p.level == "error"] == ["R2"]


def test_print_says_out_of_date_and_takes_it_out_of_the_key_numbers(tmp_path: Path) -> None:
    head = aged("error_after: 30d, ", "print")
    brief, deck = words(tmp_path, head, BODY)
    for part in (brief, deck):
        assert re.search(r"older than the report allows.*Nothing newer was found for Trade \(\$300 million, 2020\)\.", part)
        assert "as of 2020, out of date" in part
        assert "$540m" in part
    assert "$300m" not in deck.split("Two numbers say")[1].split("Trade with the north is")[0]
    assert [p.level for p in stale(tmp_path / "c", head, BODY)] == ["warning"]


def test_drop_leaves_out_what_rests_on_it_alone(tmp_path: Path) -> None:
    head = aged("error_after: 30d, ", "drop")
    body = BODY.replace('{text: "It reached {F-002|value}, see {fig:trade}."}', "{text: Words.}") + (
        "  - deliverables: {headline: One of the items was done, rows: [{item: Old one, status: done, facts: [F-002]}, "
        "{item: Both, status: done, facts: [F-002, F-001]}, {item: Free, status: done}]}\n")
    brief, deck = words(tmp_path / "a", head, body)
    for part in (brief, deck):
        assert "Old one" not in part and "Both" in part and "Free" in part
        assert "Trade with the north is shown here" not in part
    kept = stale(tmp_path / "b", head, body.replace("text: Words.", 'text: "It reached {F-002}."'))
    assert {p.level for p in kept} == {"error"}  # a sentence cannot be cut


@pytest.mark.parametrize("limits, word", [("error_after: 30, ", "must be text"), ("error_after: soon, ", "age")])
def test_an_age_that_is_none(limits: str, word: str, tmp_path: Path) -> None:
    assert word in "".join(p.what for p in problems_of(tmp_path, "body:\n  - text: Words.\n", head=aged(limits)))
