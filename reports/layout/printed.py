"""Slides as pages of a PDF: what a host does when it opens the deck is done here, on the same Pages.

A host draws the master's furniture, breaks lines, sets them down from the top, the middle or the foot of their box, and numbers
the slides. Lines are broken by first fit at the box's own width, with the kerning that the master asks for; `fit` has proven that
they need no more room than the box has, since it measured them wider. The baseline is where hosts put it under exact leading.
Slides carry few tags, since the deck's structure lies in its shapes; a tagged PDF (ISO 14289-1) needs all, so each slide becomes
a section with its title as a heading, and its furniture becomes artifacts.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.drawing import Fill, Stroke
from charts.style import Medium
from reports.house.artwork import Artwork
from reports.house.artwork import artwork as drawn
from reports.page import Figure, Grid, GridCell, Item, Line, Page, Pages, Paragraph, Picture, Shape, Span, Tag, TextBox
from reports.text import Ruler, first_baseline, set_box
from reports.theme import House, Theme

SLIDE: Medium = "slide"
_DESCENT = 0.2  # em below the baseline: under exact leading hosts take what is spare from above the line; in cells LibreOffice
# leaves as much as the deepest font of the line asks for
_SHORTER = 1.003  # LibreOffice's lines are that much shorter than ours, since it rounds each advance: they hold a word more
_OPENING = ("“", "‘")
_FURNITURE = ("footer", "number")


def printed(pages: Pages, theme: Theme, ruler: Ruler) -> Pages:
    """The deck's pages for the PDF renderer, with lines, tags and page labels."""
    root = Tag("Document")
    texture = theme.style(SLIDE).stroke
    made = [replace(page, items=(*_master(theme, page), *_items(page, number, root.add("Sect"), ruler)),
                    label=page.label or str(number), texture=texture) for number, page in enumerate(pages.pages, 1)]
    return Pages(tuple(made), pages.properties, root)


def _master(theme: Theme, page: Page) -> Sequence[Item]:
    """What the slide master draws on every slide: the tab at the upper edge and the rule over the footer; or the artwork of a
    house's own template."""
    if theme.house:
        return artwork(theme.house, page.layout).items
    dark, region = bool(page.background), theme.slide.region
    tab, foot = region("tab_cover" if dark else "tab"), region("footer_rule")
    hairline = Stroke("navy_rule" if dark else "g300", theme.measures[SLIDE]["hairline"])
    return [Shape(tab.x, tab.y, tab.width, tab.height, Fill("orange" if dark else "navy"), name="Tab"),
            Shape(foot.x, foot.y, foot.width, 0.0, stroke=hairline, name="Footer rule")]


def artwork(house: House, layout: str) -> Artwork:
    """What the template draws behind a slide."""
    wanted = house.layouts.get(layout, house.layouts["content"])
    return drawn(house.data, wanted.part, 1 / house.factor)


def inked(pages: Pages, theme: Theme) -> tuple[Theme, int]:
    """The theme with the colours of the template's artwork, each under its own value; how many things prints cannot show."""
    if not theme.house:
        return theme, 0
    found = {page.layout: artwork(theme.house, page.layout) for page in pages.pages}
    colours = {colour: colour for art in found.values() for colour in art.colours}
    return replace(theme, colours={**theme.colours, **colours}), sum(found[page.layout].missing for page in pages.pages)


def _items(page: Page, number: int, section: Tag, ruler: Ruler) -> tuple[Item, ...]:
    return tuple(_item(item, number, section, ruler) for item in page.items)


def _item(item: Item, number: int, section: Tag, ruler: Ruler) -> Item:
    match item:
        case TextBox():
            return _box(item, number, section, ruler)
        case Grid():
            return _grid(item, section, ruler)
        case Figure():
            alt = item.alt or item.drawing.alt
            return replace(item, tag=section.add("Figure", alt=alt) if alt else None)
        case Picture():
            return replace(item, tag=section.add("Figure", alt=item.alt) if item.tag and item.alt else None)
    return item


# ---------------------------------------------------------------- text
def _box(box: TextBox, number: int, section: Tag, ruler: Ruler) -> TextBox:
    if box.placeholder == "number":
        box = replace(box, paragraphs=tuple(_numbered(p, number) for p in box.paragraphs))
    lines, height = _lines(ruler, box.paragraphs, box.width)
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[box.anchor] * (box.height - height)
    tags = () if _is_furniture(box) else tuple(_tags(box, section))
    return replace(box, lines=_moved(lines, 0.0, down), tags=tags)


def _is_furniture(box: TextBox) -> bool:
    """The foot of the slide, and the marking in its chip: on every slide the same."""
    return box.placeholder in _FURNITURE or box.name.startswith("Marking")


def _numbered(paragraph: Paragraph, number: int) -> Paragraph:
    """An empty number field says the number of its slide."""
    if paragraph.text or not paragraph.spans:
        return paragraph
    return replace(paragraph, spans=(replace(paragraph.spans[0], text=str(number)),))


def _lines(ruler: Ruler, paragraphs: Sequence[Paragraph], width: float, cell: bool = False) -> tuple[tuple[Line, ...], float]:
    paragraphs = [replace(p, spans=(*_opened(p.spans[0]), *p.spans[1:])) if p.spans else p for p in paragraphs]
    slack = _SHORTER if all(p.align == "left" for p in paragraphs) else 1.0
    lines, height = set_box(ruler, paragraphs, width * slack, optimum=False)
    return tuple(replace(line, y=line.y + _drop(paragraphs[line.paragraph], _deep(ruler, line) if cell else 0.0))
                 for line in lines), height


def _opened(span: Span) -> list[Span]:
    """The beginning of a paragraph: LibreOffice sets a quotation mark that opens it as a run of its own, so that it is not kerned
    with the letter after it."""
    if span.text[:1] not in _OPENING or len(span.text) < 2:
        return [span]
    return [replace(span, text=span.text[0]), replace(span, text=span.text[1:])]


def _drop(paragraph: Paragraph, deep: float) -> float:
    """From the house's baseline to that of a host, which leaves `deep` points below it (0: as it does by rule)."""
    size = max((span.size for span in paragraph.spans if not span.rise), default=0.0)
    return paragraph.leading - (deep or _DESCENT * size) - first_baseline(size, paragraph.leading)


def _deep(ruler: Ruler, line: Line) -> float:
    """How far the fonts of a line reach below its baseline, points."""
    return max((ruler.descent(span.face) * span.size for _, span in line.spans if not span.rise), default=0.0)


def _moved(lines: Sequence[Line], dx: float, dy: float) -> tuple[Line, ...]:
    return tuple(replace(line, y=line.y + dy, spans=tuple((x + dx, span) for x, span in line.spans)) for line in lines)


def _tags(box: TextBox, section: Tag) -> list[Tag]:
    """One a paragraph: headings for the title, items of one list for labelled paragraphs that follow on each other."""
    made: list[Tag] = []
    listing: Tag | None = None
    for index, paragraph in enumerate(box.paragraphs):
        listing = (listing or section.add("L")) if paragraph.bullet else None
        if listing:
            made.append(listing.add("LI"))
        elif box.placeholder == "title" and not index:
            made.append(section.add("H1", title=" ".join(p.text for p in box.paragraphs)))
        else:
            made.append(section.add("P"))
    return made


# ---------------------------------------------------------------- tables
def _grid(grid: Grid, section: Tag, ruler: Ruler) -> Grid:
    table = section.add("Table")
    rows = [_row(grid, row, table.add("TR"), ruler) for row in range(len(grid.rows))]
    return replace(grid, cells=tuple(rows), tag=table, repeated=False)


def _row(grid: Grid, row: int, tag: Tag, ruler: Ruler) -> tuple[GridCell, ...]:
    made: list[GridCell] = []
    column = 0
    for cell in grid.cells[row]:
        width = sum(grid.columns[column:column + cell.span])
        scope = "Column" if row < grid.header_rows else "Row" if grid.header_column and not column else ""
        made.append(_cell(cell, width, grid.rows[row], tag.add("TH", scope=scope) if scope else tag.add("TD"), ruler))
        column += cell.span
    return tuple(made)


def _cell(cell: GridCell, width: float, height: float, tag: Tag, ruler: Ruler) -> GridCell:
    left, top, right, bottom = cell.inset
    lines, used = _lines(ruler, cell.paragraphs, max(width - left - right, 1.0), cell=True)
    spare = height - top - bottom - used
    down = top + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[cell.anchor] * spare
    return replace(cell, tag=tag, lines=_moved(lines, left, down))
