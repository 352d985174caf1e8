"""From words and facts to the document: marks, references, profiles, and every rule about words, each with its place."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import built
import pytest
from built import ROOT, report

from reports import compose, facts, outline, tables, theme
from reports.document import Content, Document, Rich, Run, plain
from reports.problems import Problem

HEAD = built.HEAD.replace("status: pledged", "status: stated")  # what is pledged has to be told as such: rule A5
CHARTS = """\
charts:
  trade: {kind: column, headline: Trade with the north is shown here, subtitle: "Trade, US$ million", note: The first is derived.,
          source_note: By hand.,
          rows: [{label: before, value: F-003}, {label: now, value: F-002}, {label: east, value: 40}, {label: west, value: 90}]}
  other: {kind: column, headline: Trade with the south is shown here, subtitle: "Trade, US$ million", note: The last is derived.,
          source_note: By hand.,
          rows: [{label: now, value: F-002}, {label: before, value: F-003}, {label: east, value: 41}, {label: west, value: 91}]}
"""
LINE = HEAD.count("\n")


def problems_of(folder: Path, body: str, *, head: str = HEAD, **options: Any) -> list[Problem]:
    return built.problems_of(folder, body, head=head, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "visit"


def document(folder: Path, body: str, *, head: str = HEAD, profile: str | None = None) -> Document:
    """A composed document that has no error."""
    read, found = outline.read(report(folder, body, head=head))
    assert read is not None, found
    ledger, _ = facts.ledger(read)
    data, _ = tables.load(read)
    made, problems = compose.compose(read, ledger, data, profile or read.report.profile,
                                     theme.load(ROOT / "templates" / "chancery"))
    assert [p for p in problems if p.level == "error"] == []
    return made


def runs(value: Any) -> Iterator[Run]:
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from runs(part)


def paragraph(folder: Path, text: str, **more: Any) -> Rich:
    """One paragraph of running text."""
    made: tuple[Rich, ...] = document(folder, f"body:\n  - text: |\n      {text}\n", **more).contents[-1].body.paragraphs
    return made[0]


def shown(rich: Rich) -> str:
    """The text with its marks in brackets."""
    parts = [f"[{','.join(map(str, run.notes))}]" if run.notes else run.text for run in rich]
    return "".join(parts).replace("\N{NO-BREAK SPACE}", " ")


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


def blocks_of(made: Document) -> list[Content]:
    return [c for top in made.contents for c in (top, *getattr(top.body, "contents", ()))]


# ---------------------------------------------------------------- note marks
@pytest.mark.parametrize("typed, printed", [
    ("It rose {F-001}, then {F-003}.", "It rose 12%,[1] then $540 million.[2]"),
    ("It rose {F-001} then.", "It rose 12%[1] then."),
    ("“It rose {F-001}”, he said.", "“It rose 12%”,[1] he said."),
    ("It rose ({F-001}).", "It rose (12%).[1]"),
    ("It rose {F-001}: so {F-001|cite}.", "It rose 12%:[1] so.[1]"),
    ("It rose.{F-003|cite} {F-001|cite}", "It rose.[1,2]"),
    ("It rose {F-003|cite}{F-001|cite}{F-003|cite}.", "It rose.[1,2]"),
    ("It rose {F-001|value}.", "It rose 12%."),
    ("In {F-001|date} it rose {F-001|short}", "In 2020 it rose 12%"),
    ("*It rose {F-001}*, **so**.", "It rose 12%,[1] so."),
])
def test_marks_stand_after_punctuation_and_merge(typed: str, printed: str, folder: Path) -> None:
    assert shown(paragraph(folder, typed)) == printed


def test_notes_are_numbered_by_first_mention(folder: Path) -> None:
    made = document(folder, "body:\n  - text: First {F-003}.\n  - text: Then {F-001} and {F-003} and {F-002}.\n")
    marks = [run.notes for c in made.contents if c.kind == "text" for run in runs(c.body.paragraphs) if run.notes]
    assert marks == [(1,), (2,), (1,), (3,)]
    assert [(n.number, n.facts) for n in made.notes] == [(1, ("F-003",)), (2, ("F-001",)), (3, ("F-002",))]
    assert "page 3" in made.notes[0].text and "page 1" in made.notes[1].text


def test_facts_of_one_place_share_a_note(folder: Path) -> None:
    head = HEAD.replace("locator: page 2, phrase", "locator: page 1, phrase")
    made = document(folder, "body:\n  - text: It is {F-001} and {F-002}.\n", head=head)
    assert [n.facts for n in made.notes] == [("F-001", "F-002")]
    assert made.notes[0].text.count("page 1") == 1


def test_headlines_carry_no_mark_and_number_no_note(folder: Path) -> None:
    made = document(folder, "body:\n  - theme: {headline: 'It rose {F-003} then', blocks: [{text: 'By {F-001}.'}]}\n")
    assert shown(made.contents[-1].body.headline) == "It rose $540 million then"
    assert [n.facts for n in made.notes] == [("F-001",)]


def test_a_run_knows_the_facts_behind_it(folder: Path) -> None:
    rich = paragraph(folder, "It rose {F-001} to {F-002|value} in all.")
    assert [(run.text, run.facts) for run in rich if run.facts and run.text] == [
        ("12%", ("F-001",)), ("$300\N{NO-BREAK SPACE}million", ("F-002",))]


# ---------------------------------------------------------------- figures
def test_figures_are_numbered_as_they_print_and_referred_to(folder: Path) -> None:
    body = CHARTS + ("body:\n  - text: See {fig:trade} and {fig:other}.\n"
                     "  - theme: {headline: A theme that says so, blocks: [{chart: other}, {chart: trade}]}\n")
    made = document(folder, body)
    assert shown(made.contents[1].body.paragraphs[0]) == "See Figure 2 and Figure 1."
    assert [c.body.exhibit.number for c in blocks_of(made) if c.kind == "chart"] == [1, 2]


def test_a_figure_that_is_not_there(folder: Path) -> None:
    found = only(problems_of(folder, CHARTS + "body:\n  - text: See {fig:trade}.\n  - chart: trade\n  - text: See {fig:trad}.\n"))
    assert found.what == 'figure "trad" is not in this report' and 'did you mean "trade"' in found.hint
    assert found.place.line == LINE + CHARTS.count("\n") + 4


def test_a_figure_of_another_profile_is_not_there(folder: Path) -> None:
    text = "  - text: See {fig:trade} and {fig:other}.\n"
    body = CHARTS + f"body:\n{text}  - chart: {{use: other, profiles: [analyst]}}\n  - chart: trade\n"
    assert "other" in only(problems_of(folder, body)).what
    assert problems_of(folder, body, profile="analyst") == []


# ---------------------------------------------------------------- references that lead nowhere
@pytest.mark.parametrize("typed, what, hint", [
    ("{F-009}", 'fact "F-009" is not in the ledger', "F-00"),
    ("{F-001|shrt}", 'form "shrt" of a reference is not known', 'did you mean "short"'),
    ("{f-001}", 'fact "f-001" is not in the ledger', "F-001"),
    ("{}", 'fact "" is not in the ledger', ""),
    ("{F-001|value|cite}", 'form "value|cite" of a reference is not known', "forms:"),
])
def test_a_reference_that_leads_nowhere(typed: str, what: str, hint: str, folder: Path) -> None:
    found = only(problems_of(folder, f"body:\n  - text: Words.\n  - text: It rose {typed} then.\n"))
    assert found.what == what and hint in found.hint and found.level == "error"
    assert found.place.line == LINE + 3


def test_a_reference_in_a_long_text_is_found_on_its_line(folder: Path) -> None:
    body = "body:\n  - text: |\n      First line.\n      Second line.\n\n      A new paragraph\n      with {F-009} in it.\n"
    assert only(problems_of(folder, body)).place.line == LINE + 7
    for wrong, line in (("First", 3), ("Second", 4), ("A new", 6)):
        found = problems_of(folder, body.replace("{F-009}", "it").replace(wrong, "{F-009}"))
        assert only(found).place.line == LINE + line or wrong == "First", wrong  # the first line counts as the text's own


def test_all_problems_of_a_text_come_at_once(folder: Path) -> None:
    found = problems_of(folder, "body:\n  - text: It is {F-008}, [x](ftp://a) and 17.\n  - chart: nowhere\n")
    if len(found) == 1:  # a chart that is not there is found first, by the outline itself
        assert "nowhere" in found[0].what
        found = problems_of(folder, "body:\n  - text: It is {F-008}, [x](ftp://a) and 17.\n")
    assert len(found) == 3


# ---------------------------------------------------------------- numbers without a source
def test_an_untraced_number_is_a_warning_with_its_place(folder: Path) -> None:
    found = problems_of(folder, "body:\n  - text: Words.\n  - text: They met 14 times and paid $2,000.\n")
    assert [(p.level, p.rule, p.place.line) for p in found] == [("warning", "A1", LINE + 3)] * 2
    assert sorted(p.what for p in found) == ['"$2,000" is not traced to a fact', '"14" is not traced to a fact']
    assert "{=14}" in found[1].hint + found[0].hint


@pytest.mark.parametrize("typed", ["{=14} times", "a B2B deal", "article A1", "the F-16", "[here](https://example.org/2020)",
                                   "{F-001|date}",
                                   "{=$2,000}"])
def test_what_needs_no_source(typed: str, folder: Path) -> None:
    assert problems_of(folder, f"body:\n  - text: 'It was {typed} then.'\n") == []


def test_the_date_of_the_report_needs_no_source_unless_it_is_inferred(folder: Path) -> None:
    body = "body:\n  - text: They met in April 2021 once.\n"
    day = HEAD.replace("date: 2021-04", "date: 2021-04-07")
    assert problems_of(folder, body) == []
    assert problems_of(folder, body.replace("April", "7 April"), head=day) == []
    assert len(problems_of(folder, body.replace("2021", "2022"))) == 1
    assert len(problems_of(folder, body.replace("April", "8 April"), head=day)) == 1
    assert len(problems_of(folder, body, head=HEAD.replace("date: 2021-04", "date: 2021-04, basis: inferred"))) == 1


@pytest.mark.parametrize("field", ["headline: Trade rose by 99 so it did", "subtitle: Up by 99 percent", "note: It was 99.",
                                   "source_note: Page 99."])
def test_numbers_are_traced_in_charts_too(field: str, folder: Path) -> None:
    key = field.split(":")[0]
    old = {"headline": "headline: Trade with the north is shown here", "subtitle": 'subtitle: "Trade, US$ million"',
           "note": "note: The first is derived.", "source_note": "source_note: By hand."}[key]
    charts = CHARTS.replace(old, field, 1)
    found = [p for p in problems_of(folder, charts + "body:\n  - chart: trade\n") if p.rule == "A1"]
    assert [p.what.replace(" percent", "") for p in found] == ['"99" is not traced to a fact']


# ---------------------------------------------------------------- profiles
BY_PROFILE = """\
body:
  - text: {text: "For all, {F-003}."}
  - text: {text: "For analysts, {F-001}.", profiles: [analyst]}
  - text: {text: "For both, {F-002}.", profiles: [official, analyst]}
"""


@pytest.mark.parametrize("profile, texts, notes", [("minister", 1, 1), ("official", 2, 2), ("analyst", 3, 3)])
def test_a_block_shows_to_its_readers_and_numbers_only_their_notes(profile: str, texts: int, notes: int, folder: Path) -> None:
    made = document(folder, BY_PROFILE, profile=profile)
    assert (made.profile, sum(c.kind == "text" for c in made.contents), len(made.notes)) == (profile, texts, notes)


# ---------------------------------------------------------------- quotations
def test_a_quotation_prints_the_phrase_or_a_part_of_it(folder: Path) -> None:
    for words in ("", ", words: a good $300 million", ", words: reached ... in the year", ", words: 'reached a good … the year'"):
        made = document(folder, f"body:\n  - quote: {{fact: F-002{words}, speaker: The board}}\n")
        assert "reached" in made.contents[-1].body.words or "good" in made.contents[-1].body.words


@pytest.mark.parametrize("words", ["a very good $300 million", "in the year ... reached", "reached a good $300 billion"])
def test_words_that_the_source_does_not_say_are_refused(words: str, folder: Path) -> None:
    found = only(problems_of(folder, f"body:\n  - quote: {{fact: F-002, words: {words}, speaker: The board}}\n"))
    assert (found.rule, found.level) == ("A2", "error") and "reached a good $300 million in the year" in found.hint


def test_an_assertion_is_no_quotation(folder: Path) -> None:
    found = problems_of(folder, "body:\n  - quote: {fact: F-001, speaker: The writer}\n")
    assert "A3" in {p.rule for p in found}


# ---------------------------------------------------------------- unnamed sources
@pytest.mark.parametrize("body", [
    "body:\n  - key_numbers: [F-002, F-004]\n",
    CHARTS.replace("value: F-002}", "value: F-004}", 1) + "body:\n  - chart: trade\n"])
def test_an_unnamed_source_is_barred_from_numbers_that_stand_out(body: str, folder: Path) -> None:
    found = problems_of(folder, body)
    assert "H23" in {p.rule for p in found} and all(p.level == "error" for p in found)


def test_an_unnamed_source_may_be_reported_in_a_text(folder: Path) -> None:
    assert problems_of(folder, "body:\n  - text: An official spoke of {F-004}.\n") == []


# ---------------------------------------------------------------- word budgets and counts
def words(count: int) -> str:
    return " ".join(["word"] * (count - 1) + ["end."])


@pytest.mark.parametrize("body, limit, rule", [
    ("body:\n  - bottom_line: {}\n", 45, "P14"),
    ("body:\n  - theme: {{headline: A theme that says so, blocks: [{{text: '{}'}}]}}\n", 180, "P14"),
])
def test_word_budgets_are_told_by_count(body: str, limit: int, rule: str, folder: Path) -> None:
    assert [p for p in problems_of(folder, body.format(words(limit))) if p.rule == rule] == []
    found = problems_of(folder, body.format(words(limit + 2)))
    told = next(p for p in found if p.rule == rule)
    assert f"{limit + 2} words" in told.what and told.level == "warning" and "leave out 2" in told.hint


def test_a_summary_has_120_to_250_words(folder: Path) -> None:
    for count, good in ((119, False), (120, True), (250, True), (251, False)):
        found = problems_of(folder, f"body:\n  - exec_summary: {words(count)}\n")
        assert ([p for p in found if p.rule == "P14"] == []) is good, (count, found)


def test_five_asks_are_enough(folder: Path) -> None:
    asks = ["Sign the contract", "Pay the bill", "Call the board", "Ask the port", "Read the notes", "Go home early"]
    bodies = [f"body:\n  - recommendations: [{', '.join(f'{{action: {ask}}}' for ask in asks[:n])}]\n" for n in (5, 6)]
    assert problems_of(folder, bodies[0]) == []
    assert "P15" in {p.rule for p in problems_of(folder, bodies[1])}


def test_six_numbers_are_enough(folder: Path) -> None:
    tiles = [f"{{fact: F-00{1 + i % 3}, label: number}}" for i in range(7)]
    assert problems_of(folder, f"body:\n  - key_numbers: [{', '.join(tiles[:6])}]\n") == []
    assert problems_of(folder, f"body:\n  - key_numbers: [{', '.join(tiles)}]\n") != []


# ---------------------------------------------------------------- what stands on every page
def test_the_head_is_the_reports(folder: Path) -> None:
    head = HEAD.replace("as_of: {date: 2021-04}", "as_of: {date: 2021-04, basis: inferred}").replace(
        "status: final", "status: draft, series: Visit brief, number: 3, edition: 2")
    made = document(folder, "body:\n  - text: Words.\n", head=head).head
    assert (made.as_of, made.series_line, made.edition, made.draft) == ("April 2021*", "Visit brief 3", "Edition 2", True)


def test_a_report_without_a_cover_gets_one_and_with_one_keeps_it(folder: Path) -> None:
    assert [c.kind for c in document(folder, "body:\n  - text: Words.\n").contents] == ["cover", "text"]
    assert [c.kind for c in document(folder, "body:\n  - cover\n  - text: Words.\n").contents] == ["cover", "text"]
    assert [c.kind for c in document(folder, "body:\n  - text: Words.\n  - cover\n").contents] == ["cover", "text"]


def test_plain_leaves_marks_out(folder: Path) -> None:
    assert plain(paragraph(folder, "It rose {F-001}.")) == "It rose 12%."


def test_what_a_plan_flags_is_a_warning_at_its_place(tmp_path: Path) -> None:
    """Three series side by side are hard to read (H8), and nothing worse."""
    body = """
    charts:
      three:
        kind: grouped
        headline: Three are shown side by side
        subtitle: Things, count
        unit: things
        series: [{name: one}, {name: two}, {name: three}]
        rows:
          - {label: a, values: [10, 20, 30]}
          - {label: b, values: [13, 22, 34]}
          - {label: c, values: [17, 25, 39]}
    body:
      - chart: three
    """
    found = [p for p in problems_of(tmp_path / "three", body) if p.rule == "H8"]
    assert found and all(p.level == "warning" and p.place.line > 1 for p in found)
