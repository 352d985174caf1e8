"""The deck as a whole: its sections, agenda and dividers, what continues, what is said, and what has no room."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from built import HEAD, problems_of, report
from hypothesis import given
from hypothesis import strategies as st
from test_layout import HOUSE, laid_out

from reports.layout import speaking
from reports.layout.deck import unique_titles
from reports.layout.listing import shared_out
from reports.layout.setting import Setter
from reports.layout.speaking import notes, words_said
from reports.page import Figure, Grid, Page, TextBox
from reports.text import shared

CHARTS = """\
charts:
""" + "".join(f"""\
  c{i}: {{kind: column, headline: Trade {verb} to a new low, subtitle: "Trade, US$ million",
    rows: [{{label: before, value: F-003}}, {{label: now, value: F-002}}, {{label: then, value: F-002}}]}}
""" for i, verb in enumerate(("fell", "sank", "dropped", "went", "slid"), 1))


@pytest.fixture
def slides(tmp_path: Path) -> Any:
    """The slides of a body and its problems: `slides(body)`."""
    def made(body: str, **more: Any) -> tuple[list[Page], list[Any]]:
        _, deck, problems = laid_out(report(tmp_path / "visit", CHARTS + "body:\n" + body, head=more.pop("head", HEAD)), **more)
        return list(deck.pages), [p for p in problems if p.rule not in ("H22", "T2", "S11")]

    return made


def theme(name: str, charts: str, words: str = "It is said so.") -> str:
    shown = "".join(f", {{chart: {c}}}" for c in charts.split())
    return f"  - theme: {{kicker: {name}, headline: The {name} is settled, blocks: [{{text: {words}}}{shown}]}}\n"


def table(rows: int, columns: int, words: str = "cell") -> str:
    heads = ", ".join(f"{{key: k{i}, label: Head {'abcdefghijkl'[i]}}}" for i in range(columns))
    body = ", ".join("[" + ", ".join(f"{words} {'abcdefghijkl'[i]}" for i in range(columns)) + "]" for _ in range(rows))
    return f"  - table: {{headline: The harbour has many berths, columns: [{heads}], rows: [{body}]}}\n"


# ---------------------------------------------------------------- the story
def test_sections_are_the_themes_between_an_opening_and_the_end(slides: Any) -> None:
    made, problems = slides("  - bottom_line: It opens.\n" + theme("harbour", "c1") + theme("money", "c2")
                            + "  - recommendations: {headline: Three things must be signed, items: [{action: Sign it}]}\n")
    assert problems == []
    assert list(dict.fromkeys(p.section for p in made)) == ["Opening", "harbour", "money", "What next"]
    assert all(p.place and p.place.line > HEAD.count("\n") for p in made[1:])


def test_a_theme_of_three_slides_gets_a_divider_and_three_themes_an_agenda(slides: Any) -> None:
    made, problems = slides(theme("harbour", "c1 c2 c3") + theme("money", "c4") + theme("people", "c5"))
    assert problems == []
    titles = [p.title for p in made]
    assert titles[1:3] == ["The briefing takes these themes in turn", "The harbour is settled"]
    assert "The money is settled" not in titles
    agenda = next(i for i in made[1].items if isinstance(i, Grid))
    assert len(agenda.rows) == 4 and agenda.header_rows == 1


def test_a_theme_opens_a_little_above_the_middle_of_its_slide(slides: Any) -> None:
    made, _ = slides(theme("harbour", "c1 c2 c3"))
    opening = next(p for p in made if p.key.startswith("divider-"))
    title = next(i for i in opening.items if isinstance(i, TextBox) and i.placeholder == "title")
    assert 0.35 < (title.y + title.height / 2) / opening.height < 0.48


@pytest.mark.parametrize("body", [theme("harbour", "c1 c2") + theme("money", "c4") + theme("people", "c5"),
                                  theme("harbour", "c1 c2 c3") + theme("money", "c4")])
def test_a_short_deck_has_no_agenda(body: str, slides: Any) -> None:
    assert not any("in turn" in page.title for page in slides(body)[0])


def test_a_minister_is_spared_dividers(slides: Any) -> None:
    made, _ = slides("".join(theme(n, "c1 c2 c3") for n in "abc"), profile="minister")
    assert [p.title for p in made] == ["A visit"]


def test_slides_are_counted(slides: Any) -> None:
    made, _ = slides(theme("harbour", "c1 c2"))
    numbers = [p.text for page in made for b in page.items if isinstance(b, TextBox) and b.placeholder == "number"
               for p in b.paragraphs]
    assert numbers == ["1 of 3", "2 of 3", "3 of 3"]


# ---------------------------------------------------------------- figures
def test_a_takeaway_stands_beside_its_chart(slides: Any) -> None:
    made, problems = slides("  - chart: {use: c1, takeaway: It is the lowest of the three.}\n")
    assert problems == []
    figure = next(i for i in made[1].items if isinstance(i, Figure))
    said = next(i for i in made[1].items if i.name == "Takeaway")
    assert said.x >= figure.x + figure.width + 20 and said.width >= 200


def test_a_takeaway_is_short(tmp_path: Path) -> None:
    long = "word " * 31
    found = problems_of(tmp_path, f"{CHARTS}body:\n  - chart: {{use: c1, takeaway: {long}}}\n")
    assert any(p.level == "error" and "the takeaway has 31 words" in p.what for p in found)


def test_a_repeated_title_is_counted_where_the_count_has_room(slides: Any) -> None:
    made, problems = slides("  - bottom_line: It opens.\n  - bottom_line: It opens.\n")
    assert problems == [] and [p.title for p in made[1:]] == ["It opens.", "It opens. (2)"]
    full = "Energieversorgungssicherheit Energieversorgungssicherheit"  # one line, with room for more in smaller type alone
    made, problems = slides(f"  - bottom_line: {full}\n  - bottom_line: {full}\n")
    first, second = (next(i for i in page.items if isinstance(i, TextBox) and i.placeholder == "title") for page in made[1:])
    assert problems == [] and made[2].title == f"{full} (2)"
    assert second.paragraphs[0].spans[0].size < first.paragraphs[0].spans[0].size


def test_a_repeated_title_stays_where_no_size_leaves_the_count_room() -> None:
    setter = Setter(HOUSE, shared(HOUSE), "slide")
    box = setter.text(0, 0, 60, "It opens", "headline", name="Title")
    page = Page(960, 540, (replace(box, placeholder="title", height=30.0),), title="It opens")
    assert [p.title for p in unique_titles([page, page], setter)] == ["It opens", "It opens"]
    assert [p.title for p in unique_titles([page, page])] == ["It opens", "It opens (2)"], "nobody asks whether there is room"


# ---------------------------------------------------------------- what continues
def test_a_small_table_is_one_slide(slides: Any) -> None:
    made, problems = slides(table(5, 4))
    assert problems == [] and [p.title for p in made[1:]] == ["The harbour has many berths"]


def test_a_long_table_continues_in_the_appendix(slides: Any) -> None:
    made, problems = slides(table(40, 4) + theme("money", "c1"))
    assert problems == []
    grids = [(p, next(i for i in p.items if isinstance(i, Grid))) for p in made if any(isinstance(i, Grid) for i in p.items)]
    assert sum(len(g.rows) - 1 for _, g in grids) == 40
    assert len(grids[0][1].rows) == 6 and grids[0][0].section == "Opening"
    assert {p.section for p, _ in grids[1:]} == {"Appendix"} and made[-1].section == "Appendix"
    count = len(grids)
    assert [p.title.replace("\N{NO-BREAK SPACE}", " ") for p, _ in grids] == [
        f"The harbour has many berths ({i} of {count})" for i in range(1, count + 1)]
    assert any("in the appendix" in p.text for b in grids[0][0].items if isinstance(b, TextBox) for p in b.paragraphs)


def test_a_wide_table_is_whole_in_the_appendix(slides: Any) -> None:
    made, problems = slides(table(3, 10))
    assert problems == []
    grids = [i for p in made for i in p.items if isinstance(i, Grid)]
    assert [len(g.columns) for g in grids] == [4, 6, 5]
    assert [g.cells[1][0].paragraphs[0].text for g in grids] == ["cell a"] * 3


def test_a_cell_that_fills_a_slide_is_a_problem_that_counts(slides: Any) -> None:
    _, problems = slides(table(1, 4, "word " * 200))
    assert [(p.rule, p.level) for p in problems if p.rule == "S5"] == [("S5", "error")]
    said = next(p for p in problems if p.rule == "S5")
    assert "characters too long for its slide" in said.what and said.place.line == HEAD.count("\n") + CHARTS.count("\n") + 2


@given(st.integers(0, 40), st.integers(1, 6))
def test_a_list_is_shared_out_evenly(count: int, most: int) -> None:
    groups = shared_out(["x"] * count, most)
    assert sum(map(len, groups)) == count
    assert max(map(len, groups)) <= most and max(map(len, groups)) - min(map(len, groups)) <= 1


# ---------------------------------------------------------------- what is said
def test_notes_are_completed_and_never_doubled() -> None:
    own = notes(("Say it.", "Caveat: none.", "Likely question: who pays?"), "article A", "a note", "April 2021", "TLP:CLEAR")
    assert own == ("TLP:CLEAR", "Say it.", "Source: article A", "Caveat: none.", "Likely question: who pays?")
    bare = notes(("Say it.",), "", "", "April 2021")
    assert bare[1].startswith("Caveat: ") and "April 2021" in bare[1] and bare[2].startswith("Likely question: ")
    assert "a note" in notes(("Say it.",), "", "a note", "April 2021")[1]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(1, 119))
def test_background_is_added_in_whole_sentences_up_to_the_limit(sentences: list[int], said: int) -> None:
    text = " ".join(" ".join(["word"] * (n - 1) + ["end."]) for n in sentences)
    before = notes((" ".join(["say"] * said),), "article A", "", "April 2021")
    after = speaking.background(before, text)
    assert words_said(after) <= speaking.SAY
    assert [p for p in after if p in before] == list(before)
    added = [p for p in after if p not in before]
    assert all(text.startswith(p) and p.endswith("end.") for p in added)


# ---------------------------------------------------------------- what has no room
@pytest.mark.parametrize(("body", "what"), [
    ("  - bottom_line: " + "Donaudampfschifffahrt " * 40 + "\n", "characters too long"),
    ("  - recommendations: {headline: It must be signed, items: [{action: " + "word " * 90 + "}]}\n", "characters too long"),
    (theme("harbour", "").replace("blocks: [", "blocks: [{table: {headline: " + "The headline is long and longer " * 9
                                  + ", columns: [{key: a, label: A}], rows: [[x]]}}, "), "characters too long"),
])
def test_what_has_no_room_is_a_problem_at_its_line(body: str, what: str, slides: Any) -> None:
    _, problems = slides(body)
    found = [p for p in problems if p.rule == "S5" and what in p.what]
    assert found and all(p.place.line > HEAD.count("\n") for p in found)
