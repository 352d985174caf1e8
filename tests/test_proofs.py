"""The proofs of the printed page: each rule holds on the first report, and each finds the fault that it is there for."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from built import DATA, ROOT
from test_layout import HOUSE, made, page_with  # noqa: F401  (a fixture)

from charts.drawing import Drawing, Path, Stroke
from charts.drawing import Text as Label
from reports import compose, facts, outline, tables, theme
from reports.document import Document
from reports.layout import brief
from reports.layout.proofs import PROOFS, prove
from reports.layout.proofs.laid import Laid
from reports.layout.proofs.words import _sentences
from reports.outputs import Artist
from reports.page import Figure, Grid, Item, Page, Pages, TextBox
from reports.pipeline import Options
from reports.problems import Problem

RULES = {"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P16", "P17", "P18", "P19",
         "F1", "F2", "F3", "F4", "F5"}


@dataclass
class Case:
    pages: Pages
    document: Document
    theme: theme.Theme
    holes: dict[int, float]

    def found(self) -> list[Problem]:
        return prove(self.pages, self.document, self.theme, self.holes)


@pytest.fixture(scope="module")
def lavrov_case() -> Case:
    read, _ = outline.read(DATA / "lavrov-2021")
    assert read is not None
    house = theme.load(ROOT / "templates" / "chancery")
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "official", house)
    pages, _ = brief.lay_out(document, house, Artist(house, Options()))
    return Case(pages, document, house.on("A4"), {})


def test_the_first_report_has_no_fault_of_the_press(lavrov_case: Case) -> None:
    assert [str(p) for p in lavrov_case.found() if p.level == "error"] == []
    laid = Laid(lavrov_case.pages, lavrov_case.document, lavrov_case.theme, {})
    assert len(laid.running) > 25 and len(laid.tables) >= 3 and len(laid.texts) > 200, "the proofs saw the pages"


# ---------------------------------------------------------------- faults, one a rule
def every(pages: Pages, change: Callable[[Item], Item]) -> Pages:
    return replace(pages, pages=tuple(replace(page, items=tuple(map(change, page.items))) for page in pages.pages))


def body_only(change: Callable[[TextBox], TextBox]) -> Callable[[Item], Item]:
    return lambda item: change(item) if isinstance(item, TextBox) and item.paragraphs[0].role == "body" else item


def on_body(change: Callable[[TextBox], TextBox]) -> Callable[[Case], Case]:
    return lambda case: replace(case, pages=every(case.pages, body_only(change)))


def with_words(words: str) -> Callable[[Case], Case]:
    """All running text says these words."""
    def change(box: TextBox) -> TextBox:
        spans = (replace(box.paragraphs[0].spans[0], text=words),)
        line = replace(box.lines[0], spans=((0.0, spans[0]),))
        return replace(box, paragraphs=(replace(box.paragraphs[0], spans=spans),), lines=(line,))
    return on_body(change)


def scaled(role: str, size: float) -> Callable[[Case], Case]:
    """All text of a role in another size."""
    def change(item: Item) -> Item:
        if not isinstance(item, TextBox) or item.paragraphs[0].role != role:
            return item
        lines = tuple(replace(line, spans=tuple((x, replace(s, size=size)) for x, s in line.spans)) for line in item.lines)
        return replace(item, lines=lines)
    return lambda case: replace(case, pages=every(case.pages, change))


def renamed(old: str, new: str) -> Callable[[Case], Case]:
    def change(item: Item) -> Item:
        if not isinstance(item, TextBox) or item.paragraphs[0].role != old:
            return item
        return replace(item, paragraphs=tuple(replace(p, role=new) for p in item.paragraphs))
    return lambda case: replace(case, pages=every(case.pages, change))


def split_lines(box: TextBox, spans: list[str]) -> TextBox:
    span = box.paragraphs[0].spans[0]
    lines = tuple(replace(box.lines[0], y=box.lines[0].y + 14 * i, spans=((0.0, replace(span, text=words)),))
                  for i, words in enumerate(spans))
    return replace(box, lines=lines, paragraphs=(replace(box.paragraphs[0], spans=(replace(span, text=" ".join(spans)),)),))


def with_page(case: Case, change: Callable[[Page], Page], number: int = 2) -> Case:
    pages = list(case.pages.pages)
    pages[number - 1] = change(pages[number - 1])
    return replace(case, pages=replace(case.pages, pages=tuple(pages)))


def small_cells(grid: Grid) -> Grid:
    def small(cell: Any) -> Any:
        lines = tuple(replace(line, spans=tuple((x, replace(s, size=7.0)) for x, s in line.spans)) for line in cell.lines)
        return replace(cell, lines=lines)
    return replace(grid, cells=tuple(tuple(map(small, row)) for row in grid.cells))


def on_figures(change: Callable[[Figure], Figure]) -> Callable[[Case], Case]:
    return lambda case: replace(case, pages=every(case.pages, lambda i: change(i) if isinstance(i, Figure) and i.tag else i))


def narrowed(case: Case) -> Case:
    shape = replace(case.theme.page, left=40.0)
    return replace(case, theme=replace(case.theme, papers={"A4": shape}))


def moved_over(case: Case) -> Case:
    """A figure on another page than its words."""
    pages = [list(page.items) for page in case.pages.pages]
    number, figure = next((n, i) for n, items in enumerate(pages) for i in items if isinstance(i, Figure) and i.tag)
    pages[number].remove(figure)
    pages[number + 1].append(figure)
    again = tuple(replace(page, items=tuple(items)) for page, items in zip(case.pages.pages, pages))
    return replace(case, pages=replace(case.pages, pages=again))


def heading_low(case: Case) -> Case:
    def change(page: Page) -> Page:
        heading = next(i for i in page.items if isinstance(i, TextBox) and i.tags and i.tags[0].role == "H2")
        return replace(page, items=(replace(heading, y=case.theme.page.bottom - heading.height),))
    return with_page(case, change)


def deep(case: Case) -> Case:
    boxes = [b for p in case.pages.pages for b in p.items if isinstance(b, TextBox) and b.tags and b.tags[0].role == "H2"]
    for box, role in zip(boxes, ("H3", "H4")):
        box.tags[0].role = role
    return case


def undeep(case: Case) -> None:
    for page in case.pages.pages:
        for box in page.items:
            if isinstance(box, TextBox) and box.tags and box.tags[0].role in ("H3", "H4"):
                box.tags[0].role = "H2"


def on_tables(change: Callable[[Grid], Grid]) -> Callable[[Case], Case]:
    return lambda case: replace(case, pages=every(case.pages, lambda i: change(i) if isinstance(i, Grid) else i))


def left_numbers(grid: Grid) -> Grid:
    def number(cell: Any) -> Any:
        span = cell.paragraphs[0].spans[0] if cell.paragraphs else None
        if span is None:
            return cell
        five = replace(cell.paragraphs[0], align="left", spans=(replace(span, text="5.5"),))
        return replace(cell, mark=None, paragraphs=(five,))
    return replace(grid, cells=(grid.cells[0], *(tuple(map(number, row)) for row in grid.cells[1:])))


def ruled(grid: Grid) -> Grid:
    return replace(grid, rules=(*grid.rules, replace(grid.rules[-1], x1=50.0, x2=50.0, y1=0.0, stroke=Stroke("navy", 1.0))))


def twice(case: Case, headless: bool) -> Case:
    """The rows of the first table again on the next page."""
    pages = [list(page.items) for page in case.pages.pages]
    number, grid = next((n, i) for n, items in enumerate(pages) for i in items if isinstance(i, Grid))
    part = replace(grid, cells=grid.cells[1:], rows=grid.rows[1:], header_rows=0) if headless else replace(grid, repeated=True)
    pages[number + 1].append(part)
    again = tuple(replace(page, items=tuple(items)) for page, items in zip(case.pages.pages, pages))
    return replace(case, pages=replace(case.pages, pages=again))


LONG = "The board met the company and the council and the union and the port and the press and the state and all the rest at once"
FAINT = Path((("M", 0, 0), ("L", 9, 9)), stroke=Stroke("navy", 0.1))
FAULTS: list[tuple[str, Callable[[Case], Case]]] = [
    ("P1", on_body(lambda box: split_lines(box, ["x" * 95] * 4))),
    ("P2", on_body(lambda box: replace(box, paragraphs=(replace(box.paragraphs[0], leading=18.0),)))),
    ("P3", on_body(lambda box: replace(box, y=box.y + 3.0))),
    ("P4", narrowed),
    ("P5", lambda case: with_page(case, lambda page: orphaned(case), 3)),
    ("P6", on_body(lambda box: split_lines(box, ["a line of words", "it."]))),
    ("P7", moved_over), ("P7", heading_low), ("P7", lambda case: twice(case, False)), ("P8", deep),
    ("P9", with_words(f"{LONG}.")), ("P9", with_words("So it is. " * 6)),
    ("P10", with_words("The OPCW met.")), ("P11", with_words('The "port" met.')), ("P11", with_words("The port -- a small one.")),
    ("P11", with_words("It is the port's.")), ("P11", with_words("And so on...")), ("P11", with_words("Two  spaces.")),
    ("P12", lambda case: replace(case, holes={3: 300.0})),
    ("P12", lambda case: with_page(case, lambda page: replace(page, items=page.items[:1]), len(case.pages.pages))),
    ("P13", lambda case: with_page(case, lambda page: replace(page, items=page.items[:3]))),
    ("P16", on_figures(lambda f: replace(f, drawing=Drawing(9, 9, (FAINT,))))),
    ("P16", on_body(lambda box: replace(box, x=2.0))),
    ("P17", lambda case: replace(case, pages=replace(case.pages, properties=replace(case.pages.properties, title="")))),
    ("P18", on_body(lambda box: split_lines(box, ["it cost 5", "million dollars"]))),
    ("P18", on_body(lambda box: split_lines(box, ["so said Mr", "Smith of the port"]))),
    ("P19", on_tables(left_numbers)), ("P19", on_tables(ruled)), ("P19", lambda case: twice(case, True)),
    ("F1", scaled("body", 8.0)), ("F2", scaled("figure_head", 9.0)), ("F2", scaled("figure_sub", 8.0)),
    ("F3", on_figures(lambda f: replace(f, drawing=Drawing(9, 9, (Label(0, 0, "small", 6.0),))))),
    ("F4", scaled("source", 7.0)), ("F4", on_tables(small_cells)), ("F5", renamed("body", "talking")),
]


def orphaned(case: Case) -> Page:
    """Page three with the last line of page two's last paragraph."""
    page = case.pages.pages[1]
    box = next(i for i in page.items if isinstance(i, TextBox) and i.paragraphs[0].role == "body")
    third = case.pages.pages[2]
    return replace(third, items=(*third.items, replace(box, lines=box.lines[:1])))


@pytest.mark.parametrize(("rule", "spoil"), FAULTS, ids=[f"{rule}-{i}" for i, (rule, _) in enumerate(FAULTS)])
def test_a_fault_is_found(rule: str, spoil: Callable[[Case], Case], lavrov_case: Case) -> None:
    before = {str(p) for p in lavrov_case.found()}
    try:
        told = [p for p in spoil(lavrov_case).found() if str(p) not in before]
    finally:
        undeep(lavrov_case)
    assert rule in {p.rule for p in told}, sorted({p.rule for p in told})
    assert all(p.hint and p.place.file for p in told)


def test_every_rule_has_its_fault() -> None:
    assert {rule for rule, _ in FAULTS} == RULES
    assert len(PROOFS) >= 19


# ---------------------------------------------------------------- where it stands, and what is no fault
def test_a_problem_of_words_stands_at_its_block(made: Any) -> None:  # noqa: F811
    _, _, problems = made("body:\n  - theme:\n      headline: It is so\n      blocks:\n        - text: Short.\n"
                          f"        - text: {LONG}.\n")
    (long,) = [p for p in problems if p.rule == "P9"]
    source = long.place
    assert source.line > 0 and source.file.endswith("outline.yaml")


@pytest.mark.parametrize(("words", "count"), [
    ("It rose. It fell.", 2), ("Mr. Smith came. He left.", 2), ("He said: “It rose.” Then he left.", 2),
    ("S. Jaishankar met J. Kerry.", 1),
    ("It cost 3.5 million. Nobody paid", 2), ("", 0)])
def test_sentences_are_counted_as_a_reader_counts_them(words: str, count: int) -> None:
    assert len(_sentences(words)) == count


@pytest.mark.parametrize("words", ["The OPCW (Organisation for the Prohibition of Chemical Weapons) met.", "The UN met.", "S-400",
                                   "The Organisation for the Prohibition of Chemical Weapons (OPCW) met. The OPCW left."])
def test_an_acronym_that_is_spelled_out_or_common_is_no_fault(words: str, lavrov_case: Case) -> None:
    assert [p for p in with_words(words)(lavrov_case).found() if p.rule == "P10" and "OPCW" in p.what] == []


@pytest.mark.parametrize("words", [r'"\u00ad\u00ad\u00ad"', r'"\u200b"', '"{F-001|cite}"'])
def test_a_text_of_which_nothing_is_seen_is_not_too_small(made: Any, words: str) -> None:  # noqa: F811
    _, _, problems = made(f"body:\n  - text: {words}\n  - text: Words.\n")
    assert [str(p) for p in problems if p.rule.startswith("F")] == []


def test_a_hole_is_told_at_the_block_that_did_not_fit(made: Any) -> None:  # noqa: F811
    side = "{who: The board, says: '" + "word " * 40 + "'}"
    box = f"  - discrepancy: {{title: When it opens, wide: true, prints: both, sides: [{', '.join([side] * 16)}]}}\n"
    paper, _, problems = made("body:\n" + box * 5)
    holes = [p for p in problems if p.rule == "P12" and "white" in p.what]
    assert len(paper.pages) >= 4 and holes and all(p.place.line > 0 for p in holes)
