"""The story of a deck: its sections in the order of the outline, the asks last, then the appendix.

A theme of three slides or more opens with a divider that states its message; when there are dividers and three themes to
follow, an agenda stands after the opening.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports import blocks
from reports.adopting.keys import slide_key
from reports.document import Content, plain
from reports.layout import speaking
from reports.layout.room import bar
from reports.layout.stage import Sheet, Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_grid
from reports.page import Page

OPENING, CLOSING, APPENDIX = "Opening", "What next", "Appendix"
DIVIDED = 3  # slides of a theme that deserve a divider; themes that deserve an agenda


@dataclass(frozen=True)
class Section:
    """Slides under one name, as slide programs show them beside their thumbnails. `theme`: what it is made from, if one."""

    name: str
    pages: tuple[Page, ...]
    theme: Content | None = None
    divided: bool = False


def in_slide_order(contents: Sequence[Content]) -> tuple[Content, ...]:
    """The outline's order, but closing blocks last and after them appendices, with all that follows the start of the annexes."""
    annexed = {id(content) for content in _annexed(contents)}
    return tuple(sorted(contents, key=lambda content: 2 if id(content) in annexed else _rank(content)))


def _annexed(contents: Sequence[Content]) -> Sequence[Content]:
    """The block that starts the annexes and all after it."""
    start = next((i for i, content in enumerate(contents) if content.kind == "appendix_start"), len(contents))
    return contents[start:]


def _rank(content: Content) -> int:
    module = blocks.kind(content.kind)
    return 2 if getattr(module, "APPENDIX", False) else 1 if getattr(module, "CLOSING", False) else 0


def told(stage: Stage) -> list[Page]:
    """All slides, each knowing its section."""
    sections = [_section(content, stage) for content in stage.contents]
    sections = [_opened(_divided(section, stage), sections[:i]) for i, section in enumerate(sections) if section.pages]
    if any(s.divided for s in sections) and sum(s.theme is not None for s in sections) >= DIVIDED:
        sections = _with_agenda(sections, stage)
    sections.append(Section(APPENDIX, tuple(stage.appendix)))
    return [replace(page, section=section.name) for section in sections for page in section.pages]


def _section(content: Content, stage: Stage) -> Section:
    pages = tuple(stage.slides_of(content))
    if any(content is other for other in _annexed(stage.contents)):
        return Section(APPENDIX, pages)
    if content.kind == "theme":
        return Section(content.body.kicker or plain(content.body.headline), pages, content)
    rank = _rank(content)
    return Section((plain(content.title) or content.kind.replace("_", " ").capitalize(), CLOSING, APPENDIX)[rank], pages)


def _opened(section: Section, before: Sequence[Section]) -> Section:
    """What stands before the first theme is the opening, whatever it is."""
    themed = section.theme is not None or any(s.theme is not None and s.pages for s in before)
    return section if themed or section.name in (CLOSING, APPENDIX) else replace(section, name=OPENING)


def _divided(section: Section, stage: Stage) -> Section:
    theme = section.theme
    if theme is None or len(section.pages) < DIVIDED or stage.document.profile == "minister":
        return section
    if any(child.kind == "divider" for child in theme.body.contents):
        return section
    return replace(section, pages=(_divider(theme, stage), *section.pages), divided=True)


def _divider(theme: Content, stage: Stage) -> Page:
    """The theme's message, large, before the slides that bear it out."""
    room, inset = stage.region("statement"), 22.0
    title = stage.fitted(theme.body.headline, "bottom_line", room.x + inset, room.y, room.width - inset, room.height,
                         theme.place, placeholder="title", name="Title")
    title = replace(title, height=stage.setter.high(title.paragraphs, title.width) + 6)
    mark = bar(room.x, title.y + 2, 5, stage.setter.set(title.paragraphs, title.width)[1] + 2, "orange")
    words = plain(theme.body.headline)
    said = Sheet(room.y, stage.region("source").y - 14 - room.y, room.x, room.width).settled([title, mark])
    items = (*stage.over(theme.body.kicker, theme.place), *said, *stage.footer())
    page = stage.page(items, "statement", words, stage.notes(theme, words, "", ""))
    return replace(page, place=theme.place, key=f"divider-{slide_key(theme)}")


def _with_agenda(sections: Sequence[Section], stage: Stage) -> list[Section]:
    """The agenda ends the opening."""
    themes = [s for s in sections if s.theme is not None]
    first = sections.index(themes[0])
    agenda = Section(OPENING, (_agenda([s.theme for s in themes if s.theme], stage),))
    return [*sections[:first], agenda, *sections[first:]]


def _agenda(themes: Sequence[Content], stage: Stage) -> Page:
    headline = "The briefing takes these themes in turn"
    sheet = stage.sheet(headline, table=True)
    height = min(36.0, (sheet.height - 34.0) / len(themes))
    rows = tuple((TableCell(t.body.kicker or str(i), "row_label", header="Row"), TableCell(t.body.headline, "td", colour="black"))
                 for i, t in enumerate(themes, 1))
    table = TableWords((0.24 * sheet.width, 0.76 * sheet.width),
                       (TableCell("Theme", "th", header="Column"), TableCell("What it says", "th", header="Column")), rows,
                       alt="The themes in order and their messages", name="Agenda")
    look = TableLook(inset=(0.0, 3.0, 10.0, 3.0), head_height=34.0, row_height=height)
    grid = table_grid(stage.setter, table, look, sheet.x, sheet.y)
    page = stage.slide(themes[0], headline, [grid], kicker="Agenda", layout="table")
    say = speaking.notes((headline + ".", "; ".join(plain(t.body.headline) for t in themes) + "."), "", "",
                         stage.document.head.as_of, stage.document.head.marking)
    return replace(page, notes=say, place=themes[0].place, key="agenda")
