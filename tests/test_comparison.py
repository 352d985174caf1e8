"""Two charts compared: on one scale or with the word that they are not, side by side on paper and on one slide."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from built import HEAD, problems_of, report
from test_layout import laid_out

from reports.page import Figure, Page, Pages, TextBox

ROWS = "rows: [{label: first, value: F-002}, {label: second, value: %s}, {label: third, value: %s}, {label: last, value: %s}]"


def chart(name: str, high: bool, kind: str = "column", more: str = "") -> str:
    rows = ROWS % (("F-003",) * 3 if high else ("F-002", "F-005", "F-002"))
    headline = "The east took more in the end" if high else "The west took as much as before"
    return (f"  {name}: {{kind: {kind}, headline: {headline}, subtitle: \"{name.capitalize()}, US$ million\", unit: USD million,"
            f" {more}{rows}}}\n")


HERE = HEAD + """\
  F-005: {value: 30, unit: USD million, as_of: 2020, said_by: board, attribution: institution_statement, status: stated,
          source: S1, locator: page 5}
"""
PAIR = "charts:\n" + chart("east", True) + chart("west", False)
BODY = "body:\n  - text: \"See {fig:east} and {fig:west}.\"\n  - comparison: {headline: East and west took unlike sums, %s}\n"
BOTH = BODY % "charts: [east, west]"


def made(tmp_path: Path, body: str) -> tuple[Pages, Pages, list[Any]]:
    return laid_out(report(tmp_path / "visit", body, head=HERE))


def figures(page: Page) -> list[Figure]:
    return [item for item in page.items if isinstance(item, Figure)]


def shown(page: Page) -> str:
    return " ".join(p.text for item in page.items if isinstance(item, TextBox) for p in item.paragraphs)


def axes(page: Page) -> list[tuple[float | None, float | None]]:
    return [(f.native.minimum, f.native.maximum) for f in figures(page) if f.native]


def longest(figure: Figure) -> float:
    """The height of the tallest column, in points."""
    from charts.drawing import Path as Mark
    from charts.drawing import bounds

    boxes = [bounds(m) for m in figure.drawing.marks if isinstance(m, Mark) and m.fill]
    return max(bottom - top for _, top, _, bottom in boxes)


# ---------------------------------------------------------------- on one slide
def test_both_stand_on_one_slide_side_by_side(tmp_path: Path) -> None:
    _, slides, problems = made(tmp_path, PAIR + BOTH)
    assert [p for p in problems if p.rule not in ("H22", "T2")] == []
    page = slides.pages[1]
    one, other = figures(page)
    assert page.layout == "compared" and page.title == "East and west took unlike sums"
    assert other.x >= one.x + one.width + 20 and (one.width, one.y) == pytest.approx((other.width, other.y))
    assert "East, US$ million" in shown(page) and "West, US$ million" in shown(page)


def test_they_share_one_scale_where_they_can(tmp_path: Path) -> None:
    """The axis is one, and a dollar is equally high in both, in print and on the slide."""
    paper, slides, _ = made(tmp_path, PAIR + BOTH)
    one, other = axes(slides.pages[1])
    assert one == other and one[1] is not None and one[1] >= 540
    assert "do not share" not in shown(slides.pages[1])
    for east, west in (figures(slides.pages[1]), [f for page in paper.pages for f in figures(page)]):
        assert longest(east) / 540 == pytest.approx(longest(west) / 300, rel=0.02)


def test_plots_are_equally_high_whatever_stands_under_them(tmp_path: Path) -> None:
    noted = PAIR.replace("{label: last, value: F-003}", "{label: last, value: F-003, note: a record by far}")
    _, slides, _ = made(tmp_path, noted + BOTH)
    east, west = figures(slides.pages[1])
    assert west.height < east.height
    assert longest(east) / 540 == pytest.approx(longest(west) / 300, rel=0.02)


BARS = "charts:\n" + chart("east", True) + chart("west", False, "bar")


@pytest.mark.parametrize("charts, more", [(PAIR, ", scale: own"), (BARS, "")])
def test_else_they_say_so_in_both_files(charts: str, more: str, tmp_path: Path) -> None:
    paper, slides, _ = made(tmp_path, charts + BODY % f"charts: [east, west]{more}")
    words = "The two charts do not share one scale."
    assert words in shown(slides.pages[1])
    assert sum(shown(page).count(words) for page in paper.pages) == 1


def test_charts_of_two_units_need_no_word(tmp_path: Path) -> None:
    other = ("  west: {kind: column, headline: Ships came as before, subtitle: Ships, unit: ships, source_note: Own count.,\n"
             "    rows: [{label: a, value: 3}, {label: b, value: 4}, {label: c, value: 4}, {label: d, value: 3}]}\n")
    _, slides, _ = made(tmp_path, "charts:\n" + chart("east", True) + other + BOTH)
    assert "scale" not in shown(slides.pages[1])


# ---------------------------------------------------------------- on paper
def test_on_paper_they_stand_side_by_side_with_their_plots_at_one_height(tmp_path: Path) -> None:
    longer = PAIR.replace("The west took as much as before", "The west took as much as it had taken in each of the years before")
    paper, _, problems = made(tmp_path, longer + BOTH)
    east, west = (f for page in paper.pages for f in figures(page))
    assert west.x > east.x + east.width and east.y == pytest.approx(west.y)
    assert not [p for p in problems if p.level == "error"]


def test_in_a_narrow_room_one_stands_under_the_other(tmp_path: Path) -> None:
    half = PAIR + """\
body:
  - theme:
      headline: Who took what
      half: true
      blocks:
        - text: "See {fig:east} and {fig:west}."
        - comparison: {headline: East and west took unlike sums, charts: [east, west]}
  - theme: {headline: Who wants what, half: true, blocks: [{text: Nobody said.}]}
"""
    paper, _, _ = made(tmp_path, half)
    found = {f.name: (n, f) for n, page in enumerate(paper.pages) for f in figures(page)}
    (page, east), (after, west) = found["Figure 1"], found["Figure 2"]
    assert west.x == pytest.approx(east.x) and west.width < 300 and (after, west.y) > (page, east.y + east.height)


# ---------------------------------------------------------------- what else must know of them
def test_its_figures_are_numbered_and_cited_like_others(tmp_path: Path) -> None:
    found = problems_of(tmp_path, PAIR + BOTH.replace(" and {fig:west}", ""), head=HERE)
    assert [p.what for p in found if p.rule == "T10"] == ['no text cites figure 2, "west"']


def test_what_may_not_be_released_takes_the_comparison_along(tmp_path: Path) -> None:
    marked = PAIR.replace("west: {", 'west: {marking: "TLP:AMBER", ')
    scheme = '{scheme: tlp, label: "TLP:AMBER", unmarked: "TLP:CLEAR"}'
    head = HERE.replace("status: final}", f"status: final,\n         marking: {scheme}}}")
    body = BOTH.replace(" and {fig:west}", "")
    found = problems_of(tmp_path, marked + body, head=head)
    assert any("states what is marked" in p.what for p in found)
    from reports import outline
    from reports.release.view import view

    read, _ = outline.read(tmp_path)
    assert read is not None
    seen = view(read, "TLP:CLEAR")
    assert [entry.kind for entry in seen.outline.body if entry.kind == "comparison"] == []
    assert "west" not in seen.outline.charts
