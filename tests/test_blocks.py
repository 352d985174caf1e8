"""Block kinds in print and on slides: what stands where, what is left out, what breaks over pages, what does not fit."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from built import HEAD, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scale import often
from test_layout import HOUSE, boxes, laid_out, page_with, text_of

from reports import compose, facts, outline
from reports.issue import Change, Correction, Issue, Past
from reports.layout import brief
from reports.outputs import Artist
from reports.page import Grid, Page, Pages, Shape
from reports.pipeline import Options
from reports.problems import Problem
from reports.release.view import view

WORD = "word "


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Lay out a body: `made(body)` gives (brief, deck, problems)."""
    return lambda body, **more: laid_out(report(tmp_path / "visit", "body:\n" + body, head=more.pop("head", HEAD)), **more)


def printed(pages: Pages) -> str:
    return "\n".join(text_of(item) for page in pages.pages for item in page.items).replace("\N{NO-BREAK SPACE}", " ")


def titles(pages: Pages) -> list[str]:
    return [page.title.replace("\N{NO-BREAK SPACE}", " ") for page in pages.pages]


def grids(page: Page) -> Iterator[Grid]:
    yield from (item for item in page.items if isinstance(item, Grid))


def slide(pages: Pages, title: str) -> Page:
    return next(page for page, words in zip(pages.pages, titles(pages)) if words == title)


def composed(folder: Path, issue: Issue | None) -> Any:
    """The bodies of a report composed as an edition."""
    read, found = outline.read(folder, issue=issue)
    assert read is not None, found
    document, problems = compose.compose(read, facts.ledger(read)[0], {}, "official", HOUSE)
    assert problems == []
    return {content.kind: content.body for content in document.contents}


def cells_of(table: Any) -> list[list[str]]:
    return [[c if isinstance(c, str) else "".join(r.text for r in c) for c in row] for row in table.rows]


# ---------------------------------------------------------------- tables
def test_columns_that_no_row_fills_are_left_out(made: Any) -> None:
    body = "  - options: [{name: A, for: Yes., against: No.}, {name: B, for: Yes., against: No., risk: Rain}]\n"
    paper, slides, problems = made(body)
    assert problems == []
    heads = [cell.paragraphs[0].text for cell in next(grids(paper.pages[0])).cells[0]]
    assert heads == ["Option", "For", "Against", "Risk"]
    assert "Options" in titles(slides)


def test_a_recommended_option_is_marked(made: Any) -> None:
    body = "  - options: [{name: A, for: Yes., against: No., recommended: true}, {name: B, for: Yes., against: No.}]\n"
    paper, _, _ = made(body)
    strokes = [rule.stroke.colour for rule in next(grids(paper.pages[0])).rules]
    assert strokes.count("orange") == 1


def test_an_unassessed_risk_says_so(made: Any) -> None:
    paper, _, _ = made("  - risks: [{risk: Rain, impact: low}]\n")
    assert "Not assessed" in printed(paper)


def test_events_stand_in_order_of_date_whatever_their_precision(made: Any) -> None:
    body = ("  - chronology: [{at: 2021-04-07, what: Third}, {at: 2019, what: First}, {at: 2021-04, what: Second},"
            " {at: 2021-05, when: In May, what: Fourth}]\n")
    paper, _, problems = made(body)
    assert problems == []
    words = printed(paper)
    assert [words.index(w) for w in ("First", "Second", "Third", "Fourth")] == sorted(
        words.index(w) for w in ("First", "Second", "Third", "Fourth"))
    assert "In May" in words and "May 2021" not in words and "7 April 2021" in words


def test_a_long_table_continues_on_the_next_slide(made: Any) -> None:
    rows = "".join(f"      - {{at: {1990 + i}, what: Event number {i} of the long history of the harbour.}}\n" for i in range(30))
    _, slides, problems = made("  - chronology:\n" + rows)
    assert problems == []
    parts = [t for t in titles(slides) if t.startswith("Chronology")]
    assert parts == [f"Chronology ({i} of {len(parts)})" for i in range(1, len(parts) + 1)] and len(parts) > 1
    assert all(grid.y + grid.height <= 460 for page in slides.pages for grid in grids(page))


def test_a_row_higher_than_a_slide_is_a_problem(made: Any) -> None:
    _, _, problems = made(f"  - chronology: [{{at: 2019, what: {WORD * 400}}}]\n")
    found = [p for p in problems if p.rule == "S5"]
    assert len(found) == 1 and "characters too long for its slide" in found[0].what and WORD.strip() in found[0].what


CELL = st.text(st.sampled_from("abcdefghij "), min_size=1, max_size=150)


@settings(max_examples=often(12, 200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=40))
def test_no_row_is_lost_between_pages_or_slides(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    """Every row prints once in the brief and stands on one slide, in order; no table runs over its page."""
    typed = "".join(f"      - {{label: 'r{i}', value: 'v {a} {b}'}}\n" for i, (a, b) in enumerate(rows))
    paper, slides, problems = laid_out(report(tmp_path / "visit", "body:\n  - risks:\n" + typed.replace(
        "label:", "impact: low, risk:").replace("value:", "signal:"), head=HEAD))
    assert [p for p in problems if p.rule != "S5"] == []
    wanted = [f"r{i}" for i in range(len(rows))]
    for pages, bottom in ((paper, HOUSE.page.bottom), (slides, 461.0)):
        found = [row[0].paragraphs[0].text for page in pages.pages for grid in grids(page) for row in grid.cells[1:]]
        assert found == wanted
        assert all(grid.y + grid.height <= bottom + 0.1 for page in pages.pages for grid in grids(page))


# ---------------------------------------------------------------- editions
ISSUE = Issue("2", "2021-04-12T06:00:00Z", since="1.1", changes=(
    Change("text", "visit", "wording", "a", "b"),
    Change("fact", "F-002", "changed", "$290 million (stated)", "$300 million (stated)", "S1", ("value",)),
    Change("fact", "F-009", "removed", was="12 ships", material=True)),
    history=(Past("1", "2021-02", "2021-02-03", "First edition"), Past("1.1", "2021-02", "2021-02-03", "A slip")),
    correction=Correction("1", "the ships were counted again"))


def test_changes_that_the_archive_found_print_and_those_by_hand_go_before_them(tmp_path: Path) -> None:
    table = composed(report(tmp_path / "a", "body:\n  - what_changed\n"), ISSUE)["what_changed"]
    assert cells_of(table) == [["Fact F-009", "12 ships", "gone", ""],
                               ["Fact F-002", "$290 million (stated)", "$300 million (stated)", "S1"]]
    assert table.rows[1][0][-1].notes == (1,), "a fact of this ledger is cited"
    assert "".join(run.text for run in table.note).strip() == (
        "Compared with edition 1.1. This edition corrects edition 1: the ships were counted again")
    typed = composed(report(tmp_path / "b", "body:\n  - what_changed: [{what: By hand}]\n"), ISSUE)
    assert cells_of(typed["what_changed"]) == [["By hand"]]


def test_more_changes_than_a_reader_takes_are_counted(tmp_path: Path) -> None:
    many = Issue("2", changes=tuple(Change("figure", f"f{i}", "changed", "a", "b") for i in range(15)))
    table = composed(report(tmp_path, "body:\n  - what_changed\n"), many)["what_changed"]
    assert len(table.rows) == 12 and "3 smaller changes are not shown." in "".join(run.text for run in table.note)


def test_the_history_ends_with_this_edition(tmp_path: Path) -> None:
    table = composed(report(tmp_path, "body:\n  - edition_history\n"), ISSUE)["edition_history"]
    assert cells_of(table) == [["1", "February 2021", "3 February 2021", "First edition"],
                               ["1.1", "February 2021", "3 February 2021", "A slip"],
                               ["2", "April 2021", "12 April 2021", "This edition"]]


def test_a_first_edition_prints_no_changes_and_itself(made: Any) -> None:
    paper, slides, problems = made("  - text: Words.\n  - what_changed\n  - edition_history\n")
    assert problems == []
    assert "What changed" not in printed(paper) and "What changed" not in titles(slides)
    assert "First edition" in printed(paper)


def test_five_changes_make_the_slide(made: Any) -> None:
    rows = "".join(f"      - {{what: Change {'abcdefg'[i]}}}\n" for i in range(7))
    paper, slides, _ = made("  - what_changed:\n" + rows)
    assert "Change g" in printed(paper)
    shown = [text_of(item) for item in slide(slides, "What changed (1 of 2)").items if isinstance(item, Grid)]
    assert "Change e" in shown[0] and "Change f" not in shown[0]
    assert slide(slides, "What changed (2 of 2)").section == "Appendix"


# ---------------------------------------------------------------- lists and boxes
def test_a_list_stands_in_the_width_of_running_text(made: Any) -> None:
    paper, slides, problems = made(f"  - objectives: [{{objective: Sign, measure: {WORD * 20}}}, Talk]\n")
    assert problems == []
    box = next(b for b in boxes(paper.pages[0]) if text_of(b).startswith("Sign"))
    assert box.width == pytest.approx(HOUSE.page.span(4)) and "Sign. Reached when word" in text_of(box)
    assert [p.bullet for p in box.paragraphs] == ["1"]
    shown = next(b for b in boxes(slide(slides, "Objectives")) if b.name == "List")
    assert text_of(shown) == "Sign.\nTalk", "on the slide the leads alone"


def test_conditions_and_consequences_stand_side_by_side_on_the_slide(made: Any) -> None:
    paper, slides, problems = made("  - implications: [{if: it rains, then: It floods., facts: [F-001]},"
                                   " {if: not, then: It does not.}]\n")
    assert problems == []
    assert "If it rains: It floods." in printed(paper)
    cells = [[c.paragraphs[0].text for c in row] for grid in grids(slide(slides, "What it means")) for row in grid.cells]
    assert cells == [["If", "Then"], ["it rains", "It floods."], ["not", "It does not."]]


def test_an_item_has_one_portion_mark(made: Any) -> None:
    head = HEAD.replace("status: final}", 'status: final, marking: {scheme: us, label: UNCLASSIFIED}}')
    body = ("  - implications: [{if: it rains, then: It floods.}]\n  - objectives: [{objective: Sign, measure: it is done}]\n"
            "  - talking_points: {meeting: the mayor, points: [{say: Sign it., verb: ask}, Talk.]}\n")
    paper, slides, problems = made(body, head=head)
    assert problems == []
    words = [text_of(b).replace("\N{NO-BREAK SPACE}", " ") for page in paper.pages for b in boxes(page)]
    for item in ("If it rains: It floods.", "Sign. Reached when it is done", "Ask: Sign it.", "Talk."):
        assert f"(U) {item}" in words
    assert [c.paragraphs[0].text for grid in grids(slide(slides, "What it means")) for c in grid.cells[1]] == [
        "it rains", "It floods."]


def test_an_ask_stands_in_the_band_of_page_one_with_its_boxes(made: Any) -> None:
    paper, slides, problems = made("  - bottom_line: Sign it.\n  - ask: {decision: Sign the contract, by: Friday,"
                                   " choices: [Yes, No, Later]}\n  - theme: {headline: A theme, blocks: [{text: Words.}]}\n")
    assert problems == []
    ticks = [item for item in paper.pages[0].items if isinstance(item, Shape) and item.name == "Tick box"]
    assert len(ticks) == 3 and all(t.width == t.height for t in ticks)
    assert {b.y for b in ticks} and min(t.y for t in ticks) > 500
    last = slide(slides, "Decision wanted")
    assert last is slides.pages[-1], "a decision closes the deck"
    assert sum(isinstance(i, Shape) and i.name == "Tick box" for i in last.items) == 3


def test_reports_of_unnamed_sources_make_a_slide_for_analysts_alone(made: Any) -> None:
    body = "  - reported: {items: [{text: It is said., facts: [F-004]}], handling: Do not repeat it.}\n"
    for profile, shown in (("official", False), ("analyst", True)):
        paper, slides, problems = made(body, profile=profile)
        assert problems == []
        assert "REPORTED, NOT VERIFIED" in printed(paper).upper()
        assert ("Reported, not verified" in titles(slides)) is shown


def test_a_sidebar_stands_in_the_margin_of_its_theme(made: Any) -> None:
    paper, _, problems = made(f"  - theme:\n      headline: A theme with an aside\n      blocks:\n        - text: {WORD * 120}\n"
                              "        - sidebar: {title: Aside, text: Short.}\n")
    assert problems == []
    text, aside = (next(b for b in boxes(paper.pages[-1]) if words in text_of(b)) for words in ("word word", "Aside"))
    assert aside.x > text.x + text.width and aside.y < text.y + text.height


def test_a_claim_has_its_owner_beside_it(made: Any) -> None:
    paper, slides, problems = made("  - claim: {fact: F-002, wording: 'Trade reached {F-002|value}', so_what: It is a record.}\n")
    assert problems == []
    wording, owner = (next(b for b in boxes(paper.pages[0]) if words in text_of(b)) for words in ("Trade reached", "Board, inst"))
    assert owner.x >= wording.x + HOUSE.page.span(4)
    assert titles(slides)[-1] == "Trade reached $300 million"
    assert any("It is a record." in text_of(b) for b in boxes(slides.pages[-1]))


def test_a_value_of_country_facts_is_cited(made: Any) -> None:
    paper, _, problems = made("  - country_facts: [{label: Trade, value: '{F-002}'}]\n  - sources\n")
    assert problems == []
    spans = [span for b in boxes(paper.pages[0]) for p in b.paragraphs for span in p.spans if span.link]
    assert any(span.link == "#note-1" for span in spans)


# ---------------------------------------------------------------- for principals
TALK = "  - talking_points: {meeting: the mayor, points: [{say: Sign it., verb: ask}, Talk.], avoid: [The date]}\n"


def test_talking_points_have_a_page_and_large_type(made: Any) -> None:
    paper, slides, problems = made("  - text: Before.\n" + TALK + "  - text: After.\n")
    assert problems == []
    page = page_with(paper, "Meeting with the mayor")
    assert page_with(paper, "Before.") < page < page_with(paper, "After.")
    sizes = [s.size for b in boxes(paper.pages[page - 1]) for p in b.paragraphs if "Sign it" in p.text for s in p.spans]
    assert sizes and min(sizes) >= 12
    assert len(slides.pages) == 1, "points are not shown"
    assert "Ask: Sign it." in " ".join(slides.pages[0].notes) and "Avoid: The date" in " ".join(slides.pages[0].notes)


def test_a_page_of_points_at_the_end_leaves_no_empty_page(made: Any) -> None:
    paper, _, _ = made("  - text: Before.\n" + TALK)
    assert "Meeting with the mayor" in "".join(text_of(i) for i in paper.pages[-1].items)


def test_questions_stand_by_how_likely_they_are(made: Any) -> None:
    body = ('  - theme:\n      headline: The price is open\n      blocks:\n        - chart: trade\n        - qa: '
            '[{question: "Third?", answer: C., raised: unlikely}, {question: "First?", answer: A., raised: certain},'
            ' {question: "Second?", answer: B.}]\n')
    chart = ("charts:\n  trade: {kind: column, headline: Trade fell to a low, subtitle: 'Trade, US$ million', rows: "
             "[{label: before, value: F-003}, {label: now, value: F-002}]}\n")
    paper, slides, problems = made(body, head=HEAD + chart)
    assert problems == []
    words = printed(paper)
    assert words.index("First?") < words.index("Second?") < words.index("Third?")
    assert "Unlikely: if raised" in words
    assert "First? A." in " ".join(slides.pages[-1].notes), "answers are in the notes of the theme's first slide"


def test_a_day_is_a_table_and_a_slide(made: Any) -> None:
    steps = ("[{time: '09:00', day: Monday, what: Walk}, {time: '10:00', what: Talks},"
             " {time: '09:00', day: Tuesday, what: Signing}]")
    paper, slides, problems = made(f"  - scenario: {steps}\n")
    assert problems == []
    tables = list(grids(paper.pages[0]))
    assert [len(t.rows) - 1 for t in tables] == [2, 1]
    assert [t for t in titles(slides) if "Scenario" in t] == ["Scenario: Monday", "Scenario: Tuesday"]


def test_two_biographies_stand_side_by_side(made: Any) -> None:
    people = "".join(f"  - bio: {{name: Person {n}, text: {WORD * 61}}}\n" for n in ("One", "Two", "Three"))
    paper, slides, problems = made(people)
    assert problems == []
    one, two, three = (next(b for b in boxes(paper.pages[0]) if text_of(b) == f"Person {n}") for n in ("One", "Two", "Three"))
    assert (one.y, one.x < two.x) == (two.y, True) and three.y > one.y
    assert titles(slides)[1:] == ["Who is who"]
    assert [row[0].paragraphs[0].text for grid in grids(slides.pages[1]) for row in grid.cells[1:]] == [
        "Person One", "Person Two", "Person Three"]
    _, alone, _ = made(f"  - bio: {{name: Person One, role: mayor, text: {WORD * 61}}}\n")
    assert titles(alone)[1:] == ["Person One"] and any("Mayor" in text_of(b) for b in boxes(alone.pages[1]))


def test_an_actor_lends_name_role_and_words(made: Any) -> None:
    head = HEAD + f"actors:\n  holm: {{name: Ada Holm, role: chair, side: Northam, bio: {WORD * 70}}}\n"
    paper, _, problems = made("  - bio: holm\n", head=head)
    assert problems == []
    assert "Ada Holm\nChair, Northam" in printed(paper)


# ---------------------------------------------------------------- annexes
def test_the_annexes_begin_a_page_and_are_named_there(made: Any) -> None:
    body = ("  - text: Before.\n  - appendix_start\n  - ledger: {headline: What the brief rests on}\n"
            "  - glossary: [{term: quay, meaning: wall}]\n")
    paper, slides, problems = made(body)
    assert problems == []
    page = page_with(paper, "Annexes")
    assert page == page_with(paper, "Before.") + 1
    words = [text_of(i) for i in paper.pages[page - 1].items]
    assert "Ledger of facts" in words and "Glossary" in words
    assert titles(slides)[-2:] == ["Annexes", "Glossary"]


def test_annexes_that_print_nothing_are_not_named(made: Any) -> None:
    paper, _, problems = made("  - appendix_start\n  - conflicts\n  - ledger\n")
    assert problems == []
    assert "Where the accounts differ" not in printed(paper) and "Ledger of facts" in printed(paper)


def test_what_follows_the_annexes_is_shown_after_them(made: Any) -> None:
    body = ("  - appendix_start\n  - objectives: [Late]\n  - sources\n")
    closing = "  - recommendations: {headline: Two things to do now, items: [{action: Sign}]}\n"
    _, slides, _ = made(closing + body)
    assert titles(slides)[1:3] == ["Two things to do now", "Annexes"] and "Objectives" in titles(slides)[3:]


def test_the_ledger_lists_every_fact_that_may_print(made: Any) -> None:
    head = HEAD + ("  F-005: {formula: F-002 + F-003, unit: USD million}\n  F-006: {formula: F-002 - F-003, unit: USD million,"
                   " publish: false}\n")
    paper, slides, problems = made("  - ledger\n", head=head)
    assert problems == []
    rows = {row[0].paragraphs[0].text: " | ".join(c.paragraphs[0].text if c.paragraphs else "" for c in row[1:])
            for grid in grids(paper.pages[0]) for row in grid.cells[1:]}
    assert list(rows) == ["F-001", "F-002", "F-003", "F-004", "F-005"]
    assert "“reached a good" in rows["F-002"] and "S1, page 2" in rows["F-002"].replace("\N{NO-BREAK SPACE}", " ")
    assert "300 + 540 = 840" in rows["F-005"].replace("\N{NO-BREAK SPACE}", " ")
    assert len(slides.pages) == 1


def test_the_ledger_of_one_theme(made: Any) -> None:
    head = HEAD.replace("source: S1, locator: page 1}", "source: S1, locator: page 1, theme: T}")
    paper, _, _ = made("  - ledger: [T]\n", head=head)
    assert "F-001" in printed(paper) and "F-002" not in printed(paper)


def test_every_conflict_has_its_row(made: Any) -> None:
    head = HEAD + ("conflicts:\n  C-1: {items: [F-002, F-003], verdict: scope, use: both years}\n"
                   "  C-2: {items: [F-001], verdict: gap, use: reported}\n")
    paper, _, problems = made("  - conflicts\n", head=head)
    assert problems == []
    words = printed(paper)
    assert "F-002 $300m; F-003 $540m" in words and "speak of different things" in words and "reported" in words
    only, _, _ = made("  - conflicts: [C-2]\n", head=head)
    assert "C-1" not in printed(only) and "C-2" in printed(only)


def test_the_data_annex_holds_what_the_figures_plot(made: Any) -> None:
    chart = ("charts:\n  trade: {kind: column, headline: Trade fell to a low, subtitle: 'Trade, US$ million', rows: "
             "[{label: before, value: F-003}, {label: now, value: F-002}]}\n")
    paper, slides, problems = made("  - chart: trade\n  - data_annex\n", head=HEAD + chart)
    assert problems == []
    assert "Figure 1: Trade fell to a low" in printed(paper)
    cells = [cell.paragraphs[0].text.replace("\N{NO-BREAK SPACE}", " ") for page in paper.pages for grid in grids(page)
             for row in grid.cells for cell in row if cell.paragraphs]
    assert cells == ["Label", "Value", "before", "$540 million", "now", "$300 million"]
    assert len(slides.pages) == 2


def test_the_method_gives_its_limits_and_its_chart(made: Any) -> None:
    chart = ("charts:\n  base: {kind: bar, headline: Most facts are the writer’s own, subtitle: Facts by kind, unit: facts,"
             " rows: [{label: a, value: 1}, {label: b, value: 2}, {label: c, value: 3}]}\n")
    paper, slides, _ = made("  - method: {text: Both were read., limits: [No year.], use: base}\n", head=HEAD + chart)
    assert "Figure 1" in printed(paper) and "No year." in printed(paper)
    assert titles(slides)[1:] == ["Method", "Most facts are the writer’s own"]


def test_approvals_and_distribution_come_from_the_head(made: Any) -> None:
    head = HEAD.replace("status: final}", "status: final, approvals: [{role: Chair, name: Ada, at: 2021-04-06}, {role: Counsel}],"
                        " distribution: [{to: Board, copies: 3}, {to: Registry}]}")
    paper, slides, problems = made("  - approvals\n  - distribution\n", head=head)
    assert problems == []
    words = printed(paper)
    assert "6 April 2021" in words and "open" in words and "1\N{EN DASH}3" in words
    assert "This is copy" not in words and len(slides.pages) == 1


def test_a_numbered_copy_says_which_it_is(tmp_path: Path) -> None:
    read, _ = outline.read(report(tmp_path, "body:\n  - distribution: [{to: Board, copies: 4}]\n"))
    assert read is not None
    document, _ = compose.compose(read, facts.ledger(read)[0], {}, "official", HOUSE)
    numbered = replace(document, head=replace(document.head, copy="Copy 3 of 4"))
    assert "This is copy 3 of 4." in printed(brief.lay_out(numbered, HOUSE, Artist(HOUSE, Options()))[0])


def test_the_sources_end_with_whom_to_ask(made: Any) -> None:
    head = HEAD.replace("status: final}", "status: final, contact: the desk, disclaimer: Nothing is meant.}")
    paper, _, problems = made("  - text: Words.\n  - sources\n", head=head)
    assert problems == [] and "Nothing is meant. Contact: the desk." in printed(paper)
    assert "Contact" not in printed(made("  - text: Words.\n  - sources\n")[0])


def test_a_divider_opens_a_part_in_both(made: Any) -> None:
    paper, slides, problems = made("  - text: Before.\n  - divider: {name: The second part, label: Part two}\n  - text: After.\n")
    assert problems == []
    assert page_with(paper, "The second part") == page_with(paper, "After.")
    assert (slides.pages[-1].title, slides.pages[-1].background) == ("The second part", "navy")


# ---------------------------------------------------------------- the leave-behind
def leave(words: int, more: str = "") -> str:
    return (f"  - theme: {{id: quay, headline: The quay is ready, blocks: [{{text: {WORD * words}}}]}}\n"
            "  - objectives: {id: aims, items: [Sign, Talk]}\n"
            f"  - leave_behind: {{pick: [aims, quay]{more}}}\n  - text: After.\n")


def fits(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.rule == "P12" and "last page" not in p.what]


def test_a_leave_behind_is_one_page_of_its_own(made: Any) -> None:
    paper, slides, problems = made(leave(100))
    assert problems == []
    page = page_with(paper, "Leave-behind")
    words = "\n".join(text_of(i) for i in paper.pages[page - 1].items)
    assert words.index("Sign") < words.index("The quay is ready"), "in the order of the list"
    assert page_with(paper, "After.") == page + 1
    cells = [[c.paragraphs[0].text for c in row if c.paragraphs] for grid in grids(slide(slides, "Leave-behind"))
             for row in grid.cells[1:]]
    assert cells == [["Objectives", "Sign; Talk"], ["Theme", "The quay is ready"]]


def test_what_is_too_long_is_named_with_how_much_to_cut(made: Any) -> None:
    _, _, problems = made(leave(1200))
    found = fits(problems)
    assert len(found) == 1 and found[0].level == "error"
    assert 'block "quay"' in found[0].hint and "points too long for one page" in found[0].what
    assert fits(made(leave(700, ", sides: 2"))[2]) == []


@settings(max_examples=often(8, 120), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.integers(1, 1500), sides=st.sampled_from([1, 2]))
def test_it_fits_or_says_so(words: int, sides: int, tmp_path: Path) -> None:
    paper, _, problems = laid_out(report(tmp_path / "visit", "body:\n" + leave(words, f", sides: {sides}"), head=HEAD))
    pages = page_with(paper, "After.") - page_with(paper, "Leave-behind")
    assert (pages > sides) is bool(fits(problems))


def test_a_release_leaves_behind_what_is_left(tmp_path: Path) -> None:
    head = HEAD.replace("status: final}", 'status: final, marking: {scheme: tlp, label: "TLP:AMBER", unmarked: "TLP:GREEN"}}')
    body = ("body:\n  - text: {id: open, text: Words.}\n  - text: {id: hush, text: A secret., marking: 'TLP:AMBER'}\n"
            "  - leave_behind: [open, hush]\n  - leave_behind: [hush]\n")
    read, _ = outline.read(report(tmp_path, body, head=head))
    assert read is not None
    released = [(entry.kind, getattr(entry.model, "pick", None)) for entry in view(read, "TLP:GREEN").outline.body]
    assert released == [("text", None), ("leave_behind", ["open"])]


def test_its_second_setting_makes_no_second_bookmark_or_anchor(made: Any) -> None:
    paper, _, _ = made(leave(50))

    def walk(tag: Any) -> Iterator[Any]:
        yield tag
        for child in tag.children:
            yield from walk(child)

    found = list(walk(paper.root))
    assert [t.anchor for t in found if t.anchor == "theme-quay"] == ["theme-quay"]
    assert [t.title for t in found if t.title == "The quay is ready"] == ["The quay is ready"]


# ---------------------------------------------------------------- profiles
def test_the_official_brief_has_eight_pages_at_most(made: Any) -> None:
    themes = "".join(f"  - theme: {{headline: Theme {letter} says so, page_break: true, blocks: [{{text: Words.}}]}}\n"
                     for letter in "abcdefghij")
    for profile, wanted in (("official", 1), ("analyst", 0)):
        paper, _, problems = made(themes, profile=profile)
        found = fits(problems)
        assert len(found) == wanted and len(paper.pages) > 8
        assert not found or f"has {len(paper.pages)} pages" in found[0].what


def test_a_minister_hears_how_much_to_cut(made: Any) -> None:
    judgements = "".join(f"      - {{lead: It is so., text: {WORD * 160}}}\n" for _ in range(4))
    body = f"  - bottom_line: Trade fell.\n  - key_judgements:\n{judgements}  - watch_list: [{{date: Spring, what: Opening}}]\n"
    _, _, problems = made(body, profile="minister")
    (found,) = fits(problems)
    lines = int(found.hint.split("about ")[1].split()[0])
    assert found.level == "error" and lines > 5
    shorter = body.replace(WORD * 160, WORD * (160 - (lines + 4) * 11 // 4))
    assert fits(made(shorter, profile="minister")[2]) == [], "cut by about that, it fits"


def test_a_minister_who_gets_nothing_is_told(made: Any) -> None:
    _, _, problems = made("  - theme: {headline: A theme says so, blocks: [{text: Words.}]}\n", profile="minister")
    assert [(p.what, p.level) for p in fits(problems)] == [("the minister's page holds nothing but its title", "warning")]


def test_the_words_of_an_official_brief_are_counted(tmp_path: Path) -> None:
    from built import problems_of

    themes = "".join(f"  - theme: {{headline: Theme {letter} says so, blocks: [{{text: {WORD * 170}}}]}}\n"
                     for letter in "abcdefghi")
    found = [p for p in problems_of(tmp_path, "body:\n" + themes) if "running text" in p.what]
    assert [p.what for p in found] == ["the running text of this brief has 1,566 words"]
    assert found[0].rule == "P14" and "leave out 66" in found[0].hint
    annexed = "body:\n" + themes.replace("  - theme: {headline: Theme i", "  - appendix_start\n  - theme: {headline: Theme i")
    assert [p for p in problems_of(tmp_path, annexed) if "running text" in p.what] == [], "annexes do not count"


