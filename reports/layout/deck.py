"""Document → slides: one message a slide, in the order of the outline; the asks close the deck, appendices follow."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports import blocks
from reports.document import Content, Document
from reports.layout.brief import properties
from reports.layout.room import Draw
from reports.layout.setting import Setter
from reports.layout.stage import Stage
from reports.page import Page, Pages, TextBox
from reports.problems import Problem
from reports.text import shared
from reports.theme import Theme


def lay_out(document: Document, theme: Theme, draw: Draw) -> tuple[Pages, list[Problem]]:
    """The slides of a profile, and what does not fit on them."""
    setter = Setter(theme, shared(theme), "slide", document.head.language)
    contents = in_slide_order(document.contents)
    stage = Stage(setter, document, draw, contents)
    pages = [page for content in contents for page in stage.slides_of(content)]
    return Pages(tuple(unique_titles(pages)), properties(document)), stage.problems


def in_slide_order(contents: Sequence[Content]) -> tuple[Content, ...]:
    """The outline's order, but closing blocks last and appendices after them."""
    def rank(content: Content) -> int:
        module = blocks.kind(content.kind)
        return 2 if getattr(module, "APPENDIX", False) else 1 if getattr(module, "CLOSING", False) else 0

    return tuple(sorted(contents, key=rank))


def unique_titles(pages: Sequence[Page]) -> list[Page]:
    """Titles are the deck's navigation, so each must differ (rule S6); a repeated one says which it is."""
    seen: dict[str, int] = {}
    made: list[Page] = []
    for page in pages:
        count = seen[page.title] = seen.get(page.title, 0) + 1
        made.append(page if count == 1 else _numbered(page, f" ({count})"))
    return made


def _numbered(page: Page, suffix: str) -> Page:
    items = tuple(_with_suffix(i, suffix) if isinstance(i, TextBox) and i.placeholder == "title" else i for i in page.items)
    return replace(page, title=page.title + suffix, items=items)


def _with_suffix(box: TextBox, suffix: str) -> TextBox:
    *before, last = box.paragraphs
    spans = (*last.spans[:-1], replace(last.spans[-1], text=last.spans[-1].text + suffix))
    return replace(box, paragraphs=(*before, replace(last, spans=spans)))
