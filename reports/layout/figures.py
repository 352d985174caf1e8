"""A figure on a slide beside what is to be taken from it."""
from __future__ import annotations

from reports.document import Content, Exhibit
from reports.layout.room import rule
from reports.layout.setting import Words
from reports.layout.stage import Sheet, Stage
from reports.page import Item, Page

SIDE, GAP = 0.28, 32.0  # the share of the width that a takeaway has; points between the two


def with_takeaway(content: Content, stage: Stage, exhibit: Exhibit, takeaway: Words) -> Page:
    """The figure left, under a rule at its right what to take from it."""
    sheet = stage.sheet(exhibit.headline, subtitle=exhibit.subtitle, note=bool(exhibit.note))
    wide = SIDE * sheet.width
    left = Sheet(sheet.y, sheet.height, sheet.x, sheet.width - wide - GAP)
    x = left.x + left.width + GAP
    said = stage.fitted(takeaway, "list", x, sheet.y + 12, wide, sheet.height - 12, content.place, name="Takeaway")
    items: list[Item] = [stage.figure(exhibit, left), rule(x, sheet.y, wide, 1.0, "navy"), said]
    return stage.slide(content, exhibit.headline, items, subtitle=exhibit.subtitle, source=exhibit.slide_source,
                       note=exhibit.note)
