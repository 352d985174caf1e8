"""The rules about words and claims: each with words that break it and words that keep it, on a small invented ledger."""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from built import problems_of

from reports.problems import Problem
from reports.tracing.rules import all_rules

HEAD = """\
outline: 1
report: {title: A visit, as_of: {date: 2021-04}, status: final}
sources:
  S1: {title: The harbour gazette, kind: article}
  S2: {title: The port letter, kind: letter}
actors:
  holm: {name: Ada Holm, variants: [Mayor Holm], role: mayor}
  lindqvist: {name: Otto Lindqvist, role: pilot}
facts:
  F-001: {value: 12, unit: percent, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S1,
          phrase: "traffic grew by 12 percent, an all-time high"}
  F-002: {value: 300, unit: USD million, as_of: 2020, said_by: board, attribution: institution_statement, status: stated,
          source: S1,
          phrase: "reached a good $300 million in the year"}
  F-003: {value: 5, unit: rounds, as_of: 2019, said_by: author, attribution: author_assertion, status: done, source: S1,
          phrase: "Five rounds of talks have been held"}
  F-004: {value: 2, unit: USD billion, qualifier: about, as_of: 2021, as_of_basis: inferred, said_by: author,
          attribution: author_assertion, status: planned, source: S1, phrase: "plans to spend about $2 billion"}
  F-005: {value: the quay is safe, as_of: 2021-03, said_by: Ada Holm, attribution: direct_quote, status: stated, source: S1,
          phrase: "“The quay is safe, [and] it will stay so,” said Holm"}
  F-006: {value: she was content, as_of: 2021-03, said_by: Ada Holm, attribution: paraphrase, status: stated, source: S1,
          phrase: "Holm was content with the works"}
  F-007: {value: the quay is ugly, as_of: 2021-03, said_by: author, attribution: author_opinion, status: opinion, source: S2,
          phrase: "the quay is an eyesore"}
  F-008: {value: 1 May, as_of: 2021, as_of_basis: inferred, said_by: author, attribution: author_assertion, status: superseded,
          source: S1, phrase: "must open by May 1"}
  F-009: {value: September, as_of: 2021, as_of_basis: inferred, said_by: author, attribution: author_assertion, status: announced,
          source: S1, phrase: "postponed till September", supersedes: F-008}
  F-010: {value: 480, unit: km, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S1}
  F-011: {value: 298, unit: miles, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S2}
  F-012: {value: the board opened early, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S1}
  F-013: {value: the board opened late, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S2}
  F-014: {value: five talks, as_of: 2019, said_by: author, attribution: author_assertion, status: duplicate, source: S2}
  F-015: {value: 200, unit: USD million, as_of: 2019, said_by: board, attribution: institution_statement, status: stated,
          source: S1,
          phrase: "It was $200 million, a record"}
  F-016: {value: the ferry may stop, as_of: 2020, said_by: an official, attribution: anonymous_source,
          status: reported_unverified, source: S2, phrase: "the ferry may stop"}
  F-017: {value: the pilots went, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: S2,
          phrase: "the pilots left in a hurry"}
  F-018: {value: 9, unit: ships, as_of: 2015, said_by: author, attribution: author_assertion, status: stated, source: S1,
          stale_after: 2y}
conflicts:
  C-01: {items: [F-012, F-013], verdict: conflict, use: the accounts of the opening differ}
  C-02: {items: [F-003, F-014], verdict: dup, use: counted once}
  C-03: {items: [F-010, F-015], verdict: scope, use: never added}
  C-04: {items: [F-017], verdict: strength, use: the letter says so}
"""


def text(words: str) -> str:
    return f"body:\n  - text: |\n      {words}\n"


CASES: dict[str, list[tuple[str, str]]] = {  # rule: (what breaks it, what keeps it)
    "A1": [
        (text("They met 14 times."), text("They met {=14} times.")),
        (text("They met fourteen times."), text("They met {=fourteen} times.")),
        (text("There were six rounds of talks.{F-003|cite}"), text("There were five rounds of talks.{F-003|cite}")),
        (text("Half a million came."), text("{=Half a million} came.")),
        (text("A third of it was new."), text("A part of it was new.")),
        (text("Traffic grew by 12 per cent.{F-001|cite}"), text("Traffic grew by twelve per cent.{F-001|cite}")),
        (text("Traffic grew by thirteen per cent.{F-001|cite}"), text("Traffic grew by {F-001|value}.{F-001|cite}")),
        (text("Two dozen ships came."), text("{=Two dozen} ships came.")),
        (text("It opened in October.{F-009|cite}"), text("It is to open in September.{F-009|cite}")),
        (text("It was the fourth round.{F-003|cite}"), text("It was the fifth round.{F-003|cite}")),
        (text("Holm said that it was safe."), text("Holm said that it was safe.{F-005|cite}")),
        (text("Lindqvist said that it was safe.{F-005|cite}"), text("According to Ada Holm it was safe.{F-005|cite}")),
        (text("They spoke of “a new dawn”."), text("They spoke of {=“a new dawn”}.")),
        (text("They spoke of “Five rounds”."), text("They spoke of “Five rounds”.{F-003|cite}")),
        ("body:\n  - recommendations: {items: [{action: Two steps}]}\n",
         "body:\n  - recommendations: {title: Two steps, items: [{action: Sign it}, {action: Pay it}]}\n"),
        ("body:\n  - text: {text: Words., notes: They met 14 times.}\n",
         "body:\n  - text: {text: Words., notes: They met often.}\n"),
        ("body:\n  - sources: {headline: The brief rests on seven texts}\n",
         "body:\n  - sources: {headline: The brief rests on two texts}\n"),
    ],
    "A2": [
        (text("It “reached a very good $300 million”.{F-002|cite}"), text("It “reached a good $300 million”.{F-002|cite}")),
        (text("It “reached ... $300 million”, “in a year”.{F-002|cite}"), text("It “reached … $300 million”.{F-002|cite}")),
        (text("Holm said: “The quay is safe, and it will stay so”.{F-005|cite}"),
         text("Holm said: “The quay is safe, [and] it will stay so.”{F-005|cite}")),
        (text("Holm said: “the quay is safe”.{F-005|cite}"), text("Holm said: \"The quay   is safe\".{F-005|cite}")),
        (text("It “reached $300 million”.{F-002|cite}"), text("It “reached a good [sum] in the year”.{F-002|cite}")),
        ("body:\n  - quote: {fact: F-005, words: the quay was safe}\n",
         "body:\n  - quote: {fact: F-005, words: The quay is safe}\n"),
    ],
    "A3": [
        (text("Holm was “content with the works”.{F-006|cite}"),
         text("Holm, the article says, was “content with the works”.{F-006|cite}")),
        (text("Holm called it “a good $300 million”.{F-002|cite}"),
         text("The board called it “a good $300 million”.{F-002|cite}")),
        ("body:\n  - quote: {fact: F-006}\n", "body:\n  - quote: {fact: F-005}\n"),
    ],
    "A4": [
        (text("Holm confirmed that the quay is safe.{F-005|cite}"), text("Holm said that the quay is safe.{F-005|cite}")),
        (text("The quay is ugly.{F-007|cite}"), text("The letter argues that the quay is ugly.{F-007|cite}")),
    ],
    "A5": [
        (text("The port spends {F-004|value}.{F-004|cite}"), text("The port plans to spend {F-004|value}.{F-004|cite}")),
        (text("It plans to spend two billion dollars.{F-004|cite}"),
         text("It plans to spend about two billion dollars.{F-004|cite}")),
        (text("The ferry stops.{F-016|cite}"), text("The ferry stops, an unnamed official claimed.{F-016|cite}")),
        ("body:\n  - deliverables: {headline: One item was done, rows: [{item: Works, status: done, facts: [F-004]}]}\n",
         "body:\n  - deliverables: {headline: One item was planned, rows: [{item: Works, status: announced, facts: [F-004]}]}\n"),
    ],
    "A6": [
        ("body:\n  - theme: {headline: 'Income reached {F-018|value} then', blocks: [{text: Words.}]}\n",
         "body:\n  - theme: {headline: 'Income reached {F-018|value} in {F-018|date}', blocks: [{text: Words.}]}\n"),
    ],
    "A7": [
        (text("The board opened early.{F-012|cite}"), text("The board opened early, or late.{F-012|cite}{F-013|cite}")),
        (text("The board opened early.{F-012|cite}"), text("The accounts of the opening differ.{F-012|cite}")),
        (text("The board opened early.{F-012|cite}"),
         text("It opened.{F-012|cite}") + "  - discrepancy: {conflict: C-01, sides: [{who: A, says: early}]}\n"),
        (text("It must open by {F-008|value}.{F-008|cite}"),
         text("It was to open by {F-008|value}; that was moved to September.{F-008|cite}{F-009|cite}")),
        (text("The pilots fled.{F-017|cite}"), text("The pilots fled, says letter S2.{F-017|cite}")),
    ],
    "A8": [
        (text("Traffic grew last year."), text("Traffic grew in {F-001|date}.{F-001|cite}")),
        (text("The works will begin soon."), text("The works will begin as soon as the money is there.")),
        (text("They met two years ago."), text("The letter says {=“two years ago”}.")),
        (text("Today the port is full."), text("By April 2021 the port was full.")),
    ],
    "A9": [
        (text("It is planned for {=2021}.{F-004|cite}"), text("It is planned for {F-004|date}.{F-004|cite}")),
        (text("It is planned for {=2021}.{F-004|cite}"), text("It is planned for {=2021*}.{F-004|cite}")),
    ],
    "A10": [
        (text("Mayor Holm came."), text("Ada Holm came.")),
        (text("Otto Linqvist came."), text("Otto Lindqvist came, and Lindqvist’s brother.")),
    ],
    "A11": [
        (text("The regime fell."), text("The government fell.")),
        (text("They gave her a blank cheque."), text("They gave her {=“a blank cheque”}.")),
    ],
    "A12": [
        ("body:\n  - deliverables: {headline: Both items were done by then, rows: "
         "[{item: Talks, status: done, facts: [F-003]}, {item: More talks, status: done, facts: [F-014]}]}\n",
         "body:\n  - deliverables: {headline: One item was done by then, rows: "
         "[{item: Talks, status: done, facts: [F-003, F-014]}]}\n"),
        ("body:\n  - key_numbers: [F-003, F-014]\n", "body:\n  - key_numbers: [F-001, F-002]\n"),
    ],
    "A13": [
        (text("It is likely, with high confidence, to open."), text("It is likely to open. We say so with high confidence.")),
        ("body:\n  - bottom_line: The port could open.\n", "body:\n  - bottom_line: The port is likely to open.\n"),
    ],
    "H18": [(text("It is {F-010} or {F-011} long."), text("It is {F-010} long."))],
    "T5": [
        (text("Traffic fell {F-001|value}.{F-001|cite}"), text("Traffic rose {F-001|value}.{F-001|cite}")),
        (text("It fell from {F-015} to {F-002}."), text("It rose from {F-015} to {F-002}.")),
        (text("It made {F-015}, more than {F-002}."), text("It made {F-002}, more than {F-015}.")),
    ],
    "T6": [
        (text("Traffic hit an all-time high.{F-001|cite}"), text("Traffic hit a reported all-time high.{F-001|cite}")),
        (text("It was unprecedented.{F-003|cite}"), text("It was new.{F-003|cite}")),
        (text("It was a record.{F-003|cite}"), text("It was a record.{F-015|cite}")),
    ],
}
DERIVED = {"A12": "F-003 + F-014", "H17": "F-010 / F-015"}  # formulas that break a rule
TABLE = {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12"}


def found(folder: Path, body: str, head: str = HEAD) -> list[Problem]:
    return problems_of(folder, body, head=head, only=("brief",))


def of(rule: str, problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if p.rule == rule]


@pytest.mark.parametrize("rule, breaks, keeps", [(rule, *case) for rule, cases in CASES.items() for case in cases])
def test_a_rule_is_broken_and_kept(rule: str, breaks: str, keeps: str, tmp_path: Path) -> None:
    broken = of(rule, found(tmp_path / "broken", breaks))
    assert broken, [str(p) for p in found(tmp_path / "broken", breaks)]
    assert all(p.hint for p in broken)
    assert rule in ("A7", "A12") or all(p.place.line > HEAD.count("\n") for p in broken)
    assert of(rule, found(tmp_path / "kept", keeps)) == []


def test_what_keeps_the_rules_keeps_them_all(tmp_path: Path) -> None:
    """The good cases of running text break no other rule either."""
    for n, (rule, _, keeps) in enumerate((r, *c) for r, cases in CASES.items() for c in cases):
        more = [str(p) for p in found(tmp_path / str(n), keeps) if p.rule[:1] == "A"]
        assert "text: |" not in keeps or more == [], (rule, keeps)


@pytest.mark.parametrize("rule", DERIVED)
def test_formulas(rule: str, tmp_path: Path) -> None:
    whole = HEAD.replace("five talks,", "5, unit: rounds,")
    derived = f"  D-01: {{formula: {DERIVED[rule]}, unit: rounds, round_to: 1}}\nconflicts:"
    assert of(rule, found(tmp_path / "a", text("Words."), whole.replace("conflicts:", derived)))
    barred = derived.replace("round_to: 1", "publish: false")
    assert of(rule, found(tmp_path / "b", text("Words."), whole.replace("conflicts:", barred))) == []


def test_every_rule_of_the_table_has_a_check_and_cases() -> None:
    """The table of rules A1 to A12, and what else is checked in texts; no rule without words that break and keep it."""
    rules = {module.RULE for module in all_rules()}
    assert rules >= TABLE
    assert rules <= set(CASES) | set(DERIVED)
    for module in all_rules():
        assert module.TITLE and module.__doc__ and module.LEVEL in ("error", "warning")
        assert any(hasattr(module, name) for name in ("in_passage", "in_block", "in_report"))
    shared = Path(__file__).parents[2] / "shared" / "design" / "rules.md"
    if shared.is_file():
        assert set(re.findall(r"^\| (A\d+) \|", shared.read_text(encoding="utf-8"), re.MULTILINE)) == TABLE


def test_a_rule_is_waived_in_its_block_with_a_reason(tmp_path: Path) -> None:
    body = "body:\n  - text: {text: Traffic grew last year., waive: {A8: the gazette is quoted in full}}\n"
    (waived,) = of("A8", found(tmp_path, body))
    assert waived.level == "warning" and "waived: the gazette is quoted in full" in waived.what


def test_other_languages_are_spared_the_english_rules(tmp_path: Path) -> None:
    german = HEAD.replace("status: final", "status: final, language: de")
    assert {p.rule for p in found(tmp_path / "a", text("Das regime kam last year, zwei Mal."), german)} == set()
    assert {p.rule for p in found(tmp_path / "b", text("Es waren 14 Jahre."), german)} == {"A1"}


def test_a_problem_stands_at_its_line(tmp_path: Path) -> None:
    body = "body:\n  - text: |\n      A first line.\n\n      A second paragraph,\n      which says last year.\n"
    (problem,) = of("A8", found(tmp_path, body))
    assert problem.place.line == HEAD.count("\n") + 6
