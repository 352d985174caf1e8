"""Document → slides: one message a slide, in the order of the outline; titles that differ, numbers, and the rules of slides."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.adopting.keys import keyed
from reports.document import Document, Head
from reports.layout import slide_rules, stamps, story
from reports.layout.brief import properties
from reports.layout.setting import Setter
from reports.layout.stage import Draw, Stage
from reports.page import Item, Page, Pages, TextBox
from reports.problems import Problem
from reports.text import shared
from reports.theme import Theme


def lay_out(document: Document, theme: Theme, draw: Draw,
            headlines: Mapping[str, str] | None = None) -> tuple[Pages, list[Problem]]:
    """The slides of a profile, and what does not fit on them or breaks a rule. `headlines`: see Stage."""
    setter = Setter(theme, shared(theme), "slide", document.head.language)
    stage = Stage(setter, document=document, draw=draw, contents=story.in_slide_order(document.contents),
                  headlines=headlines or {})
    pages = [stamps.clear(page) for page in numbered(unique_titles(story.told(stage), setter))]
    told = {p.place for p in stage.problems}  # a text that is too long meets its neighbours as well: that is said once
    judged = [p for p in slide_rules.judged(pages, document, theme) if p.rule not in ("S4", "S5") or p.place not in told]
    handled = tuple(keyed(_handled(page, document.head) for page in pages))
    return Pages(handled, properties(document)), [*stage.problems, *judged]


def _handled(page: Page, head: Head) -> Page:
    """The slide with its state and its copy on the page of notes as well, after the marking."""
    state = stated(head)
    marked = 1 if head.marking else 0
    return replace(page, notes=(*page.notes[:marked], state, *page.notes[marked:])) if state else page


def stated(head: Head) -> str:
    """How a copy is to be handled, as its notes say it."""
    return " \N{EN SPACE}".join(words for words in head.handled if words != head.marking)


def unique_titles(pages: Sequence[Page], setter: Setter | None = None) -> list[Page]:
    """Titles are the deck's navigation, so each must differ (rule S6); a repeated one says which it is, where that has room
    (`setter` proves it): else it stays, and the rule reports it."""
    seen: dict[str, int] = {}
    made: list[Page] = []
    for page in pages:
        count = seen[page.title] = seen.get(page.title, 0) + 1
        made.append(page if count == 1 else _suffixed(page, f" ({count})", setter))
    return made


def _suffixed(page: Page, suffix: str, setter: Setter | None) -> Page:
    titles = {i: _with_suffix(i, suffix) for i in page.items if isinstance(i, TextBox) and i.placeholder == "title"}
    if setter:
        found = {old: _fitting(new, setter) for old, new in titles.items()}
        if None in found.values():
            return page
        titles = {old: new for old, new in found.items() if new}
    items = tuple(titles.get(i, i) if isinstance(i, TextBox) else i for i in page.items)
    return replace(page, title=page.title + suffix, items=items)


def _fitting(box: TextBox, setter: Setter) -> TextBox | None:
    """The box at the first size of its role, from its own down, at which its words fit it."""
    first = box.paragraphs[0]
    own = first.spans[0].size
    for size, leading in ((own, first.leading), *(s for s in setter.style(first.role).steps if s[0] < own)):
        made = tuple(replace(p, leading=leading, spans=tuple(replace(s, size=size) for s in p.spans)) for p in box.paragraphs)
        if setter.set(made, box.width / setter.margin)[1] <= box.height + 0.01:
            return replace(box, paragraphs=made)
    return None


def _with_suffix(box: TextBox, suffix: str) -> TextBox:
    *before, last = box.paragraphs
    spans = (*last.spans[:-1], replace(last.spans[-1], text=last.spans[-1].text + suffix))
    return replace(box, paragraphs=(*before, replace(last, spans=spans)))


def numbered(pages: Sequence[Page]) -> list[Page]:
    """Every slide says which of how many it is (rule S12)."""
    return [counted(replace(page, label=str(number)), len(pages)) for number, page in enumerate(pages, 1)]


def counted(page: Page, total: int) -> Page:
    """The slide whose label is its number, with that number of so many in its foot."""
    return replace(page, items=tuple(_counted(item, f"{page.label} of {total}") for item in page.items))


def _counted(item: Item, words: str) -> Item:
    if not isinstance(item, TextBox) or item.placeholder != "number":
        return item
    first, *rest = item.paragraphs
    return replace(item, paragraphs=(replace(first, spans=(replace(first.spans[0], text=words),)), *rest))
