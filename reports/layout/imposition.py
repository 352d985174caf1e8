"""Pages on the sheets of a press: left-hand pages mirrored, bleed beyond the trim, crop marks."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.drawing import Fill
from reports.page import Item, Page, Shape, moved
from reports.theme import PageShape

SLUG = 20.0               # points outside the bleed, for crop marks
MARK, THIN = 14.0, 0.25   # length and width of a crop mark
_EDGE = 0.05              # points from the trim: what reaches it bleeds


def mirrored(pages: Sequence[Page], shape: PageShape) -> tuple[Page, ...]:
    """Bound pages: the inner margin of even pages is at their right. What reaches the trim stays where it is."""
    if not shape.bound:
        return tuple(pages)
    away = (shape.width - shape.right) - shape.left
    return tuple(page if number % 2 else replace(page, items=tuple(
        item if isinstance(item, Shape) and _reaches(item, page) else moved(item, away, 0.0) for item in page.items))
        for number, page in enumerate(pages, 1))


def imposed(pages: Sequence[Page], bleed: float, crops: bool) -> tuple[Page, ...]:
    """Pages on sheets that leave room for bleed and marks; as they are if neither is asked for."""
    margin = bleed + (SLUG if crops else 0.0)
    if not margin:
        return tuple(pages)
    return tuple(_imposed(page, margin, bleed, crops) for page in pages)


def _imposed(page: Page, margin: float, bleed: float, crops: bool) -> Page:
    items = tuple(moved(_bled(item, page, bleed), margin, margin) for item in page.items)
    marks = _marks(page, margin, bleed) if crops else ()
    trim = (margin, margin, margin + page.width, margin + page.height)
    return replace(page, width=page.width + 2 * margin, height=page.height + 2 * margin, items=(*items, *marks), trim=trim,
                   bleed=bleed)


def _reaches(item: Shape, page: Page) -> bool:
    return item.x <= _EDGE or item.y <= _EDGE or item.x + item.width >= page.width - _EDGE


def _bled(item: Item, page: Page, bleed: float) -> Item:
    """Ink that reaches the trim goes on to the bleed."""
    if not isinstance(item, Shape) or not item.width or not item.height:
        return item
    left = bleed if item.x <= _EDGE else 0.0
    top = bleed if item.y <= _EDGE else 0.0
    right = bleed if item.x + item.width >= page.width - _EDGE else 0.0
    bottom = bleed if item.y + item.height >= page.height - _EDGE else 0.0
    return replace(item, x=item.x - left, y=item.y - top, width=item.width + left + right, height=item.height + top + bottom)


def _marks(page: Page, margin: float, bleed: float) -> tuple[Shape, ...]:
    """Two hairlines a corner, clear of the bleed."""
    ink, clear = Fill("black"), max(bleed, 3.0) + 1.0
    made: list[Shape] = []
    for x in (margin, margin + page.width):
        for y in (margin - clear - MARK, margin + page.height + clear):
            made.append(Shape(x - THIN / 2, y, THIN, MARK, ink, name="Crop mark"))
    for y in (margin, margin + page.height):
        for x in (margin - clear - MARK, margin + page.width + clear):
            made.append(Shape(x, y - THIN / 2, MARK, THIN, ink, name="Crop mark"))
    return tuple(made)
