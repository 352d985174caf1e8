"""The rules of type on slides, F6 to F11: least sizes for a slide 540 pt high, and how many faces and sizes one slide may mix."""
from __future__ import annotations

from collections.abc import Iterator

from charts.drawing import Text
from reports.layout.finding import Deck, Finding
from reports.page import Figure, Grid, Page, Paragraph, TextBox

HEADLINE, BODY, CELL, FOOT, MARK = 24.0, 18.0, 14.0, 10.0, 12.0
FACES, SIZES = 2, 4  # of the content; the furniture's one size comes on top (look.md: five in all)
SMALL = ("Subtitle", "Note", "Status", "Asks", "Dates")          # the size of table cells
FOOTERS = ("Source", "Footer", "Slide number", "Kicker", "Series", "Meta")


def f6_headline(page: Page, deck: Deck) -> Iterator[Finding]:
    for box in _boxes(page):
        if box.placeholder == "title" and smallest(box.paragraphs) < HEADLINE:
            yield _too_small("F6", "the headline", box.paragraphs, HEADLINE)


def f7_body(page: Page, deck: Deck) -> Iterator[Finding]:
    for box in _boxes(page):
        body = box.placeholder != "title" and not box.name.startswith((*SMALL, *FOOTERS, "Marking"))
        if body and smallest(box.paragraphs) < BODY:
            yield _too_small("F7", f'"{box.name}"', box.paragraphs, BODY)


def f8_cells(page: Page, deck: Deck) -> Iterator[Finding]:
    for item in page.items:
        if isinstance(item, Grid):
            words = tuple(p for row in item.cells for cell in row for p in cell.paragraphs)
            if smallest(words) < CELL:
                yield _too_small("F8", f'the table "{item.name}"', words, CELL)
        if isinstance(item, Figure):
            sizes = [mark.size for mark in item.drawing.marks if isinstance(mark, Text) and mark.text.strip()]
            if min(sizes, default=CELL) < CELL - 0.01:
                yield Finding("F8", f'"{item.name}" has labels of {min(sizes):g} pt', f"{CELL:g} pt at least: show less")
    for box in _boxes(page):
        if box.name.startswith(SMALL) and smallest(box.paragraphs) < CELL:
            yield _too_small("F8", f'"{box.name}"', box.paragraphs, CELL)


def f9_foot(page: Page, deck: Deck) -> Iterator[Finding]:
    for box in _boxes(page):
        if box.name.startswith(FOOTERS) and smallest(box.paragraphs) < FOOT:
            yield _too_small("F9", f'"{box.name}"', box.paragraphs, FOOT)


def f10_marking(page: Page, deck: Deck) -> Iterator[Finding]:
    for box in _boxes(page):
        if box.name.startswith("Marking") and smallest(box.paragraphs) < MARK:
            yield _too_small("F10", "the marking", box.paragraphs, MARK)


def f11_variety(page: Page, deck: Deck) -> Iterator[Finding]:
    spans = [s for box in _boxes(page) if not box.name.startswith((*FOOTERS, "Marking"))
             for p in box.paragraphs for s in p.spans if s.text.strip()]
    spans += [s for i in page.items if isinstance(i, Grid) for row in i.cells for c in row for p in c.paragraphs for s in p.spans]
    faces, sizes = {s.face.family for s in spans}, {round(s.size, 1) for s in spans}
    if len(faces) > FACES:
        yield Finding("F11", f"the slide mixes {len(faces)} typefaces", f"{FACES} at most", "warning")
    if len(sizes) > SIZES:
        shown = ", ".join(f"{size:g}" for size in sorted(sizes))
        yield Finding("F11", f"the slide mixes {len(sizes)} sizes of type: {shown}", f"{SIZES} at most, the furniture apart",
                      "warning")


def smallest(paragraphs: tuple[Paragraph, ...]) -> float:
    """The least size of any words; large when there are none."""
    return min((s.size for p in paragraphs for s in p.spans if s.text.strip() and not s.rise), default=999.0) + 0.01


def _boxes(page: Page) -> list[TextBox]:
    return [i for i in page.items if isinstance(i, TextBox)]


def _too_small(rule: str, what: str, words: tuple[Paragraph, ...], least: float) -> Finding:
    return Finding(rule, f"{what} is set in {smallest(words):.3g} pt", f"{least:g} pt at least: shorten it")


RULES = (f6_headline, f7_body, f8_cells, f9_foot, f10_marking, f11_variety)
