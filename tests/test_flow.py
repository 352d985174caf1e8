"""The flow of print: what stays together, what breaks, what floats."""
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout.flow import Columns, Flow, Strip, fill, stack_height
from reports.layout.notes import balanced
from reports.page import Shape


def strip(height: float, *, name: str = "", **fields: object) -> Strip:
    return Strip(height, (Shape(0, 0, 10, height, name=name),), **fields)  # type: ignore[arg-type]


def lines(count: int, leading: float = 10.0) -> Strip:
    def split(room: float) -> tuple[Strip, Strip] | None:
        fit = min(int((room + 0.01) // leading), count - 2)
        return None if fit < 2 else (lines(fit, leading), lines(count - fit, leading))

    whole = count * leading
    return strip(whole, name="lines", minimum=2 * leading if count >= 4 else whole, split=split if count >= 4 else None)


def flowed(*pieces: Strip | Columns, height: float = 100.0) -> Flow:
    flow = Flow(top=0.0, bottom=height, grid=1.0)
    flow.put(pieces)
    return flow


def tops(flow: Flow) -> list[list[tuple[float, float]]]:
    return [[(item.y, item.height) for item in page] for page in flow.pages]


def test_strips_stack_with_the_larger_of_two_meeting_spaces():
    assert tops(flowed(strip(10, after=8), strip(10, before=3))) == [[(0, 10), (18, 10)]]


def test_space_before_vanishes_at_the_top_of_a_page():
    assert tops(flowed(strip(90), strip(20, before=9))) == [[(0, 90)], [(0, 20)]]


def test_a_heading_stays_with_what_follows():
    assert tops(flowed(strip(75), strip(10, keep=True), strip(40))) == [[(0, 75)], [(0, 10), (10, 40)]]


def test_a_paragraph_leaves_two_lines_on_either_side():
    flow = flowed(strip(75), lines(6))
    assert tops(flow) == [[(0, 75), (75, 20)], [(0, 40)]]
    assert tops(flowed(strip(85), lines(4))) == [[(0, 85)], [(0, 40)]]


def test_a_figure_that_does_not_fit_lets_the_text_after_it_fill_the_page():
    flow = flowed(strip(50), strip(60, floats=True), lines(8))
    assert tops(flow) == [[(0, 50), (50, 50)], [(0, 60), (60, 30)]]


def test_a_figure_after_a_heading_floats_only_if_the_text_may_start_there():
    heading = strip(10, keep=True)
    assert tops(flowed(strip(50), heading, strip(60, floats=True), strip(45))) == [[(0, 50)], [(0, 10), (10, 60)], [(0, 45)]]


def test_the_side_stays_on_the_page_where_its_text_starts():
    columns = Columns((lines(12),), (strip(30), strip(40)), 0.0, 50.0, grid=False)
    assert tops(flowed(strip(85), columns)) == [[(0, 85)], [(0, 100), (0, 30), (30, 40)], [(0, 20)]]
    assert tops(flowed(strip(30), columns)) == [[(0, 30), (30, 70), (30, 30), (60, 40)], [(0, 50)]]


def test_the_side_waits_overleaf_where_a_page_would_else_stay_empty():
    columns = Columns((lines(12),), (strip(30), strip(40)), 0.0, 50.0, grid=False)
    assert tops(flowed(strip(40), columns)) == [[(0, 40), (40, 60)], [(0, 60), (0, 30), (30, 40)]]
    short = Columns((lines(3),), (strip(70),), 0.0, 50.0, grid=False)
    assert tops(flowed(strip(40), short)) == [[(0, 40)], [(0, 30), (0, 70)]], "a side without its text stays with it"


def test_figures_keep_their_order():
    flow = flowed(strip(50), strip(60, floats=True), lines(2), strip(10, floats=True), lines(2))
    assert [height for page in tops(flow) for _, height in page] == [50, 20, 20, 60, 10]


def test_a_figure_passes_the_next_heading_only_where_a_page_would_else_stay_empty():
    theme = strip(10, keep=True, section="Next")
    crowded = flowed(strip(85), strip(60, floats=True), theme, lines(8))
    assert tops(crowded)[0] == [(0, 85)]
    empty = flowed(strip(60), strip(60, floats=True), theme, lines(8))
    assert tops(empty) == [[(0, 60), (60, 10), (70, 30)], [(0, 60), (60, 30)], [(0, 20)]]
    assert empty.sections[0] == ["Next"]


@pytest.mark.parametrize("of", [{"section": "Sources"}, {}])
def test_a_heading_never_stands_over_another_while_its_figure_goes_overleaf(of: dict[str, str]) -> None:
    own, following = strip(10, keep=True, section="Demand"), strip(10, keep=True, **of)
    flow = flowed(strip(50), own, strip(60, floats=True), following, lines(2))
    assert tops(flow) == [[(0, 50)], [(0, 10), (10, 60), (70, 10), (80, 20)]]


def rows(count: int, **fields: object) -> Strip:
    return replace(lines(count), whole=True, **fields)  # type: ignore[arg-type]


def test_a_short_table_is_divided_only_where_a_page_would_else_stay_empty():
    assert tops(flowed(strip(85), rows(4))) == [[(0, 85)], [(0, 40)]]
    assert tops(flowed(strip(60), rows(8))) == [[(0, 60), (60, 40)], [(0, 40)]]


def test_a_table_that_is_kept_with_its_note_is_divided_over_it():
    """The note never stands on a page without a row above it."""
    assert tops(flowed(strip(60), rows(8, keep=True), strip(10))) == [[(0, 60), (60, 40)], [(0, 40), (40, 10)]]
    assert tops(flowed(strip(20), rows(8, keep=True), strip(10))) == [[(0, 20), (20, 60)], [(0, 20), (20, 10)]]


def test_words_and_table_of_an_exhibit_float_together():
    head, table = strip(10, keep=True, floats=True), rows(5, floats=True)
    assert tops(flowed(strip(50), head, table, lines(6))) == [[(0, 50), (50, 40)], [(0, 10), (10, 50), (60, 20)]]


def test_a_side_taller_than_a_page_goes_on_beside_the_text():
    columns = Columns((lines(12),), (strip(70), strip(60)), 0.0, 50.0, grid=False)
    assert tops(flowed(columns)) == [[(0, 100), (0, 70)], [(0, 20), (0, 60)]]


def test_what_fits_nowhere_is_placed_and_reported():
    flow = flowed(strip(130))
    assert [excess for excess, _ in flow.overflows] == [30.0]


def test_two_halves_that_are_read_together_start_on_one_page():
    """Text alone would begin at the foot of a page, its figure on top of the next."""
    halves = Columns((lines(9),), (strip(80),), 0.0, 50.0, grid=False)
    apart, together = (flowed(strip(50), replace(halves, together=both)) for both in (False, True))
    assert [len(page) for page in apart.pages] == [2, 2]
    assert tops(together) == [[(0, 50)], [(0, 90), (0, 80)]]


@given(st.lists(st.floats(1, 99).map(lambda h: strip(round(h, 1))), max_size=30))
def test_every_strip_is_placed_once_inside_its_page(strips):
    flow = flowed(*strips)
    placed = [item for page in flow.pages for item in page]
    assert [item.height for item in placed] == [s.height for s in strips]
    assert all(item.y + item.height <= 100.1 for item in placed)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(60, 200))
def test_no_line_is_lost_when_paragraphs_break(counts, height):
    flow = flowed(*(lines(n) for n in counts), height=float(height))
    assert round(sum(item.height for page in flow.pages for item in page)) == 10 * sum(counts)


@given(st.lists(st.floats(5, 60), min_size=1, max_size=40))
def test_balanced_columns_hold_everything_in_order(heights):
    room = balanced(heights)
    columns, used = 1, 0.0
    for height in heights:
        if used + height > room + 0.01:
            columns, used = columns + 1, 0.0
        used += height
    assert columns <= 3


def test_a_stack_is_as_high_as_its_parts():
    assert stack_height([strip(10, after=5), strip(20)]) == 35
    assert fill([strip(10), strip(20)], 15)[2] == (strip(20),)


# ---------------------------------------------------------------- holes
pieces = st.lists(st.one_of(
    st.integers(1, 14).map(lines),
    st.builds(lambda h, f: strip(float(h), floats=f), st.integers(5, 90), st.booleans()),
    st.builds(lambda h: strip(float(h), keep=True), st.integers(5, 20)),
    st.integers(3, 14).map(rows),
    st.builds(lambda n, side: Columns((lines(n),), (strip(float(side)),), 0.0, 50.0, grid=False),
              st.integers(2, 14), st.integers(5, 60)),
), min_size=1, max_size=30)


@given(pieces)
def test_no_page_ends_with_a_large_hole_that_what_follows_could_fill(given_pieces):
    """A page with a fifth of it empty is followed by something that makes no start in so much room."""
    flow = flowed(*given_pieces)
    for number, hole in flow.holes.items():
        if hole > 20:
            assert not could_start(flow, number, hole), (number, hole, tops(flow))


def could_start(flow: Flow, number: int, hole: float) -> bool:
    """Whether the first thing of the next page is divisible text of which two lines would have fitted here.

    Lines are 10 high; a paragraph may begin on a page with 20 of its points if 20 remain for the next."""
    first = min(flow.pages[number], key=lambda item: (item.y, item.x))
    text = first.height % 10 == 0 and first.height >= 40 and first.name == "lines"
    return text and len([item for item in flow.pages[number] if item.y == 0]) == 1 and hole >= 20


@given(pieces)
def test_everything_is_placed_once_and_nothing_overlaps(given_pieces):
    flow = flowed(*given_pieces)
    total = sum(p.height if isinstance(p, Strip) else sum(s.height for s in (*p.main, *p.side)) for p in given_pieces)
    placed = [item for page in flow.pages for item in page]
    assert round(sum(item.height for item in placed)) == round(total)
    for page in flow.pages:
        for i, a in enumerate(page):
            for b in page[i + 1:]:
                if a.x == b.x:
                    assert a.y + a.height <= b.y + 0.02 or b.y + b.height <= a.y + 0.02
