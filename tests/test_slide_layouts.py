"""The layouts of slides, one by one: which block gives it, and what stands where on it."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from built import report
from examples import block_example
from test_layout import laid_out

import charts
from reports import blocks
from reports.gallery import HEAD, PHOTOGRAPH, indented, item, photograph
from reports.page import Figure, Grid, Item, Page, Picture, Shape, TextBox

FIGURES = "charts:\n" + "".join(f"  {name}:\n" + indented(charts.kind(kind).EXAMPLE, 4)
                                for name, kind in (("example", "column"), ("line-example", "line")))
CHART = "  - chart: example\n"
LIST = "  - recommendations: {headline: Two things must be signed, items: [{action: Sign it}]}\n"


@pytest.fixture
def slides(tmp_path: Path) -> Any:
    """The slides of a body, its errors being none."""
    def made(body: str, profile: str = "official") -> list[Page]:
        folder = report(tmp_path / "visit", FIGURES + "body:\n" + body, head=HEAD)
        (folder / PHOTOGRAPH).write_bytes(photograph())
        _, deck, problems = laid_out(folder, profile=profile)
        assert [p for p in problems if p.level == "error"] == []
        return list(deck.pages)

    return made


def example(kind: str) -> str:
    """A block's EXAMPLE as an item of a body."""
    return item(blocks.kind(kind).EXAMPLE)


def named(page: Page, start: str) -> list[Item]:
    return [i for i in page.items if i.name.startswith(start)]


def words(items: Sequence[Item]) -> list[str]:
    return [p.text for i in items if isinstance(i, TextBox) for p in i.paragraphs]


def only(page: Page, kind: type) -> Any:
    """The one item of a kind."""
    found, = (i for i in page.items if isinstance(i, kind) and i.name not in ("Panel",))
    return found


def title(page: Page) -> TextBox:
    found, = (i for i in page.items if isinstance(i, TextBox) and i.placeholder == "title")
    return found


def test_title(slides: Any) -> None:
    page = slides(CHART)[0]
    assert page.layout == "cover" and page.background == "navy" and page.title == "Gallery"
    assert title(page).paragraphs[0].spans[0].size >= 48
    under = [i for i in page.items if isinstance(i, TextBox) and i.placeholder == "subtitle"]
    assert words(under) == ["Every kind of block and chart once, with invented facts"]


def test_statement(slides: Any) -> None:
    page = slides(example("bottom_line"))[1]
    assert page.layout == "statement" and title(page).paragraphs[0].spans[0].size >= 24
    assert page.title == "The harbour can open in spring, if the dredging contract is signed by 1 March."
    bar = min((i for i in page.items if isinstance(i, Shape) and i.fill and i.fill.colour == "orange"), key=lambda i: i.width)
    assert bar.x < title(page).x and bar.height > 3 * bar.width


def test_key_numbers(slides: Any) -> None:
    page = slides(example("key_numbers"))[1]
    values, labels = named(page, "Value"), named(page, "Label")
    assert words(values) == ["120\N{NO-BREAK SPACE}metres", "$90m"] and words(labels) == ["of quay", "of the money voted"]
    assert all(v.y < n.y and v.x == n.x for v, n in zip(values, labels)) and values[0].x < values[1].x
    assert min(s.size for v in values for p in v.paragraphs for s in p.spans) >= 28


def test_chart_full(slides: Any) -> None:
    page = slides(CHART)[1]
    figure = only(page, Figure)
    assert figure.native is not None and page.layout == "content"
    assert figure.width > 0.85 * page.width and figure.height > 0.5 * page.height
    assert page.title == str(block_headline("column"))


def block_headline(kind: str) -> str:
    return next(line.removeprefix("headline: ") for line in charts.kind(kind).EXAMPLE.splitlines() if line.startswith("headline"))


def test_chart_with_a_takeaway(slides: Any) -> None:
    page = slides("  - chart: {use: example, takeaway: The last column is the message.}\n")[1]
    figure, said = only(page, Figure), named(page, "Takeaway")[0]
    assert words([said]) == ["The last column is the message."]
    assert figure.x + figure.width + 20 <= said.x and 0.5 * page.width < figure.width < 0.75 * page.width


def test_two_charts_compared(slides: Any) -> None:
    page = slides(example("comparison"))[1]
    one, other = (i for i in page.items if isinstance(i, Figure))
    assert page.layout == "compared" and one.x + one.width < other.x and one.native and other.native


def test_table(slides: Any) -> None:
    page = slides(example("table"))[1]
    grid = only(page, Grid)
    assert page.layout == "table" and grid.header_rows == 1 and len(grid.columns) == 3
    assert words([title(page)]) == ["Two berths are ready and one is not"]


def test_timeline(slides: Any) -> None:
    page = slides(example("timeline"))[1]
    figure = only(page, Figure)
    assert figure.width > 0.85 * page.width
    said = " ".join(mark.text for mark in figure.drawing.marks if hasattr(mark, "text"))
    assert said.index("contract signed") < said.index("opening") and page.title == "The contract comes before the dredging"


def test_matrix(slides: Any) -> None:
    page = slides(example("stance_matrix"))[1]
    grid = only(page, Grid)
    assert len(grid.columns) == 3 and len(grid.rows) == 3 and grid.header_rows == 1
    assert sum(cell.mark is not None for row in grid.cells for cell in row) == 4


def test_quote(slides: Any) -> None:
    page = slides(example("quote"))[1]
    assert page.layout == "quote" and page.background == "navy"
    assert words([title(page)]) == ["“we will open in spring”"]
    assert all(span.face.italic for span in title(page).paragraphs[0].spans)
    assert "Ada Holm" in " ".join(words(list(page.items)))


def test_picture(slides: Any) -> None:
    page = slides(example("image"))[1]
    shot = only(page, Picture)
    assert shot.alt == "A long quay with one crane, and the sea behind it" and shot.height > 0.5 * page.height
    credit = named(page, "Source of the picture")[0]
    assert credit.y >= shot.y + shot.height and "The harbour board" in words([credit])[0]


@pytest.mark.parametrize("count, shares", [(2, [2]), (3, [3]), (4, [4]), (5, [2, 3]), (9, [3, 3, 3])])
def test_text_list(count: int, shares: list[int], slides: Any) -> None:
    """Two to four items a slide, real list items in the body placeholder; more go on: "2 of 3"."""
    kind, main = "objectives", block_example("objectives")["objectives"]
    assert main["headline"]
    items = ", ".join(f"{{objective: Sign contract {'abcdefghi'[n]} in spring}}" for n in range(count))
    made = slides(f"  - {kind}: {{headline: The visit should end with contracts, items: [{items}]}}\n")[1:]
    lists = [named(page, "List")[0] for page in made]
    assert [len(box.paragraphs) for box in lists] == shares
    assert all(p.bullet for box in lists for p in box.paragraphs) and all(box.placeholder == "body" for box in lists)
    parts = [f"The visit should end with contracts\N{NO-BREAK SPACE}({n}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{len(made)})"
             for n in range(1, len(made) + 1)]
    assert [page.title for page in made] == (parts if len(made) > 1 else ["The visit should end with contracts"])


def test_closing(slides: Any) -> None:
    """One slide ends the deck, asks at the left and dates at the right, wherever its blocks stand in the outline."""
    made = slides(LIST + "  - watch_list: [{date: Spring, what: Opening}, {date: No date, what: Signature}]\n" + CHART)
    page = made[-1]
    assert page.title == "Two things must be signed" and page.section == "What next"
    asks, dates = named(page, "Ask "), named(page, "Date ")
    assert words(asks) == ["Sign it"] and words(dates) == ["Spring", "Opening", "No date", "Signature"]
    assert max(i.x + i.width for i in asks) < min(i.x for i in dates)
    assert sum(bool(named(p, "Ask ")) for p in made) == 1


def test_asks_and_dates_stand_at_one_height(slides: Any) -> None:
    """Row by row, however many each list has."""
    asks = "items: [{action: Sign it}, {action: Fix the price}]"
    dates = "[{date: Spring, what: Opening}, {date: May, what: Signature}, {date: June, what: Work}, {date: No date, what: Rest}]"
    page = slides(f"  - recommendations: {{headline: Two things must be done, {asks}}}\n  - watch_list: {dates}\n")[-1]
    left, right = ([round(i.y, 2) for i in named(page, kind)] for kind in ("Ask ", "Date "))
    assert len(left) == 2 and len(right) == 4 and left == right[:2]


@pytest.mark.parametrize(("kind", "label"), [("deliverables", "DELIVERABLES"), ("stance_matrix", "STANCE MATRIX")])
def test_a_table_outside_a_theme_says_over_its_headline_what_it_is(kind: str, label: str, slides: Any) -> None:
    page = slides(example(kind))[1]
    assert [w.upper() for w in words(named(page, "Kicker"))] == [label]


def test_appendix(slides: Any) -> None:
    """What is evidence stands last, in a section of its own: the sources, and the rest of a table that is too long."""
    rows = ", ".join(f"[Berth {'abcdefghi'[n]}, ready]" for n in range(9))
    columns = "columns: [{key: a, label: Berth}, {key: b, label: State}]"
    long = f"  - table: {{headline: Nine berths are ready, {columns}, rows: [{rows}]}}\n"
    made = slides("  - sources: {about: Both sources are public.}\n" + long + CHART)
    sections = [page.section for page in made]
    assert sections == sorted(sections, key=lambda name: name == "Appendix") and sections.count("Appendix") >= 2
    rest = [page for page in made if page.section == "Appendix" and "Nine berths" in page.title]
    shown = [len(only(p, Grid).rows) - 1 for p in made if "Nine berths" in p.title]
    assert rest and sum(shown) == 9 and shown[0] <= 5
