"""Furniture of handling and state: the chip of the marking, and the tabs DRAFT, EMBARGOED and SUPERSEDED.

A chip stands at the right margin in head and foot (TLP 2.0: header and footer of each page, 12 points, right-justified). A tab
hangs from the rule under the running head, or from the upper edge of a page that has none, as the coloured tabs of the house do.
All of it is furniture: an artifact in the PDF, decorative on a slide.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.drawing import Fill
from reports import marking
from reports.document import Head, Stamp
from reports.layout.setting import Setter
from reports.page import Item, Page, Shape, TextBox

_GROUNDS = {"draft": "navy", "embargoed": "maroon", "superseded": "g700"}
_PAD, _GAP = 8.0, 4.0
_HANGING = 24.5  # height of a tab at the edge of the paper: its words stand 5 mm from it
_CHIP_PAD = 10.8
_SMALLER = (12.0, 10.0, 9.0)  # sizes of a long label; a TLP label is never below 12 points and never long
_WIDEST = 0.62  # of the room that a label may take


def chip(setter: Setter, label: str, right: float, y: float, room: float, pad: float = _CHIP_PAD, factor: float = 1.0) -> TextBox:
    """The marking on black, its right edge at `right`; a label that is long for the `room` is set smaller."""
    style = setter.style("chip")
    for size in _SMALLER if setter.medium == "print" else (style.size,):
        width = setter.width(label, "chip") * size / style.size * factor + pad
        if width <= room * _WIDEST:
            break
    paragraph = setter.paragraph(label, "chip", align="center", colour=marking.colour(label), size=size)
    return replace(setter.box(right - width, y, width, [paragraph]), fill="black")


def on_paper(setter: Setter, head: Head, covered: bool) -> list[Item]:
    """The tabs of a page; on one with a masthead they hang over the marking, their words 5 mm below the edge of the paper."""
    page = setter.theme.page
    if not covered:
        return _tabs(setter, head.stamps, page.left, page.header_rule_y, 14.0, 14.0)
    return _tabs(setter, head.stamps, page.right - _reach(setter, head.stamps, 1.0), 0.0, _HANGING, 14.0, inverse=True)


def on_slide(setter: Setter, head: Head, right: float, factor: float, dark: bool) -> list[Item]:
    """The tabs of a slide, hanging from its upper edge over the marking."""
    width = _reach(setter, head.stamps, factor)
    return _tabs(setter, head.stamps, right - width, 0.0, 20.0, 18.0, inverse=dark, factor=factor)


def _reach(setter: Setter, stamps: Sequence[Stamp], factor: float) -> float:
    """How wide the tabs are together."""
    return sum(setter.width(s.words, "kicker") * factor + 2 * _PAD for s in stamps) + _GAP * max(len(stamps) - 1, 0)


def _tabs(setter: Setter, stamps: Sequence[Stamp], x: float, top: float, height: float, line: float, *, inverse: bool = False,
          factor: float = 1.0) -> list[Item]:
    """One tab after the other; `inverse`: white tabs for a dark ground."""
    made: list[Item] = []
    for stamp in stamps:
        width = setter.width(stamp.words, "kicker") * factor + 2 * _PAD
        ground = _GROUNDS[stamp.kind]
        made.append(Shape(x, top, width, height, Fill("white" if inverse else ground), name=f"Marking ground, {stamp.kind}"))
        words = setter.text(x, top + height - line, width, stamp.words, "kicker", align="center",
                            colour=ground if inverse else "white", name=f"Marking, {stamp.kind}")
        made.append(replace(words, height=max(words.height, line), anchor="middle"))
        x += width + _GAP
    return made


def clear(page: Page) -> Page:
    """A slide whose furniture leaves room for a marking that is wider than usual: words narrower, the number further left."""
    chips = [i for i in page.items if isinstance(i, TextBox) and i.name.startswith("Marking")]
    items = page.items
    for row in (("Slide number",), ("Kicker", "Series", "Footer")):  # the footer keeps clear of the number as well
        items = tuple(_clear(item, [*chips, *_numbers(items)]) if item.name.startswith(row) else item for item in items)
    return replace(page, items=items)


def _numbers(items: Sequence[Item]) -> list[TextBox]:
    return [i for i in items if isinstance(i, TextBox) and i.placeholder == "number"]


def _clear(item: Item, others: Sequence[TextBox]) -> Item:
    """The item, moved (a number) or narrowed (words) so that it ends before what stands beside it to the right."""
    if not isinstance(item, TextBox):
        return item
    right = item.x + item.width
    level = [o for o in others if o.y < item.y + item.height and item.y < o.y + o.height]
    over = right - min([right, *(o.x - _PAD for o in level if o.x > item.x or o.x + o.width > right)])
    if over <= 0:
        return item
    return replace(item, x=item.x - over) if item.placeholder == "number" else replace(item, width=item.width - over)
