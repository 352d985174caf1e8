"""Slides that leave room: tables, lists and drawn figures larger, parts of a table alike and about equally full."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_dense import ladder, sizes, slides_on

from charts import roomy
from charts.drawing import Text
from charts.style import Style
from reports.layout.continued import evenly, filled
from reports.layout.listing import APART, BETWEEN, LARGE
from reports.page import Figure, Grid, Page, TextBox

USUAL = 16.0  # points: the words of a table
BOTTOM = 470.0  # where the source line begins


def chronology(count: int, words: str = "something happens in the harbour") -> str:
    events = "".join(f"      - {{at: {1900 + n}, when: early, what: {words}}}\n" for n in range(count))
    return f"body:\n  - chronology:\n      headline: It took long\n      events:\n{events}"


def objectives(*items: str) -> str:
    listed = "".join(f"        - {{objective: {item}}}\n" for item in items)
    return f"body:\n  - objectives:\n      headline: The visit should end well\n      items:\n{listed}"


def grids(pages: list[Page]) -> list[Grid]:
    return [item for page in pages for item in page.items if isinstance(item, Grid)]


def body_size(grid: Grid) -> float:
    return {s.size for row in grid.cells[1:] for cell in row for p in cell.paragraphs for s in p.spans}.pop()


def the_list(pages: list[Page]) -> TextBox:
    return next(i for page in pages for i in page.items if isinstance(i, TextBox) and i.name == "List")


# ---------------------------------------------------------------- tables
def test_a_short_table_is_set_larger_and_a_long_one_as_ever(tmp_path: Path) -> None:
    short, _ = slides_on(tmp_path / "short", chronology(2), None)
    long, _ = slides_on(tmp_path / "long", chronology(9), None)
    (few,), (many,) = grids(short), grids(long)
    assert body_size(few) > USUAL == body_size(many)
    assert few.rows[1] > many.rows[1] > 0
    assert all(grid.y + grid.height <= BOTTOM for grid in (few, many))


def test_words_stand_in_the_middle_of_a_row_that_grew(tmp_path: Path) -> None:
    pages, _ = slides_on(tmp_path, chronology(2), None)
    (grid,) = grids(pages)
    cell = grid.cells[1][0]
    text = len(cell.lines) * cell.paragraphs[0].leading
    assert cell.inset[1] + text + cell.inset[3] == pytest.approx(grid.rows[1], abs=0.1)
    assert cell.inset[1] == pytest.approx(cell.inset[3], abs=0.1)


def test_the_head_of_a_table_does_not_grow_with_its_rows(tmp_path: Path) -> None:
    pages, _ = slides_on(tmp_path, chronology(2), None)
    (grid,) = grids(pages)
    head = {s.size for cell in grid.cells[0] for p in cell.paragraphs for s in p.spans}
    assert head == {USUAL} and grid.rows[0] < grid.rows[1]


def test_the_parts_of_a_table_are_alike_and_none_is_left_with_a_row(tmp_path: Path) -> None:
    pages, _ = slides_on(tmp_path, chronology(11), None)
    made = grids(pages)
    assert [len(grid.rows) - 1 for grid in made] == [6, 5]
    assert len({body_size(grid) for grid in made}) == 1
    assert len({grid.rows[1] for grid in made}) == 1


@given(st.lists(st.floats(20, 120), min_size=1, max_size=40), st.floats(150, 400))
def test_rows_are_shared_out_on_as_few_slides_as_hold_them(rows: list[float], room: float) -> None:
    heights = [30.0, *rows]
    made = evenly(heights, room)
    assert [row for group in made for row in group] == list(range(len(rows)))
    assert len(made) == len(filled(heights, room, ()))
    fullest = max(30.0 + sum(rows[i] for i in group) for group in made)
    greedy = max(30.0 + sum(rows[i] for i in group) for group in filled(heights, room, ()))
    assert fullest <= max(room, 30.0 + max(rows)) + 0.02
    assert fullest <= greedy + 0.02


# ---------------------------------------------------------------- lists
def test_a_short_list_is_set_larger_and_further_apart(tmp_path: Path) -> None:
    pages, problems = slides_on(tmp_path, objectives("A date", "A price", "A name"), None)
    box = the_list(pages)
    assert {s.size for p in box.paragraphs for s in p.spans} == {LARGE[0]}
    assert all(BETWEEN <= p.space_before <= APART for p in box.paragraphs[1:])
    assert [p for p in problems if p.rule == "S5"] == []


def test_a_single_item_has_no_number(tmp_path: Path) -> None:
    one, _ = slides_on(tmp_path / "one", objectives("A date"), None)
    two, _ = slides_on(tmp_path / "two", objectives("A date", "A price"), None)
    assert [[p.bullet for p in the_list(pages).paragraphs] for pages in (one, two)] == [[""], ["1", "2"]]


def test_a_list_of_long_items_keeps_its_size(tmp_path: Path) -> None:
    long = ("a date on which both sides sign and on which neither of them asks for more than what was agreed in the first talks "
            "nor for less than both of the councils have voted")
    pages, _ = slides_on(tmp_path, objectives(*[f"{long} {n}" for n in ("one", "two", "three", "four")]), None)
    assert max(s.size for p in the_list(pages).paragraphs for s in p.spans) < LARGE[0]


# ---------------------------------------------------------------- figures
def labels(page: Page) -> list[str]:
    return [m.text for i in page.items if isinstance(i, Figure) for m in i.drawing.marks if isinstance(m, Text) and m.bold]


READY = "we are ready to help with all that was asked for"


def test_a_drawn_figure_with_room_to_spare_is_larger(tmp_path: Path) -> None:
    short, _ = slides_on(tmp_path / "short", ladder(2, "we help"), None)
    long, _ = slides_on(tmp_path / "long", ladder(5, READY), None)
    assert max(sizes(short[1])) == 24 and max(sizes(long[1])) == 20


def test_a_figure_is_not_larger_where_that_breaks_a_label(tmp_path: Path) -> None:
    """There is room for all of them; three cards side by side hold their words in two lines at the usual size alone."""
    two, _ = slides_on(tmp_path / "two", ladder(2, READY), None)
    three, _ = slides_on(tmp_path / "three", ladder(3, READY), None)
    four, _ = slides_on(tmp_path / "four", ladder(4, READY), None)
    assert [max(sizes(pages[1])) for pages in (two, three, four)] == [24, 20, 24]
    assert len(labels(three[1])) == 2 * 3


def style(size: float, wide: float = 0.5) -> Style:
    return Style("slide", {"navy": "#000080"}, {"label": size}, lambda text, size, bold: wide * size * len(text))


def test_room_is_weighed_once_and_anew_when_a_style_or_its_entry_is_another(tmp_path: Path,
                                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[float] = []
    monkeypatch.setattr(roomy, "roomy", lambda *asked: bool(weighed.append(asked[-1].sizes["label"]) or len(weighed) % 2))

    def ask(usual: Style, larger: Style) -> bool:
        return roomy.known_roomy(tmp_path, "ladder", ("a plan",), 800.0, 300.0, usual, larger)

    assert [ask(style(14), style(18)) for _ in range(3)] == [True] * 3 and weighed == [18]
    assert [ask(style(14), style(20)) for _ in range(2)] == [False] * 2 and weighed == [18, 20]
    assert ask(style(14), style(18, wide=0.6)) and ask(style(13), style(18)) is False and weighed == [18, 20, 18, 18]
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-9])
    assert ask(style(14), style(18)) and len(weighed) == 5
