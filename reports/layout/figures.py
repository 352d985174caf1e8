"""Slides of figures: one beside what is to be taken from it, and two that are compared."""
from __future__ import annotations

from collections.abc import Sequence

from reports.document import Content, Exhibit, Rich, Run
from reports.layout.room import rule
from reports.layout.setting import Words, rich
from reports.layout.stage import Sheet, Stage
from reports.page import Item, Page

SIDE, GAP = 0.28, 32.0  # the share of the width that a takeaway has; points between the two
HEAD = 56.0             # rule and headline over each of two figures


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


def compared(content: Content, stage: Stage, headline: Words, exhibits: Sequence[Exhibit]) -> Page:
    """Two figures side by side under one headline, each under its own, at one size."""
    notes = _joined([exhibit.note for exhibit in exhibits if exhibit.note])
    sheet = stage.sheet(headline, note=bool(notes))
    wide = (sheet.width - GAP) / 2
    items: list[Item] = []
    for i, exhibit in enumerate(exhibits):
        x = sheet.x + i * (wide + GAP)
        items += [rule(x, sheet.y, wide, 1.0, "navy"),
                  stage.fitted(exhibit.headline, "row_label", x, sheet.y + 8, wide, HEAD - 14, content.place,
                               name=f"Subtitle {i + 1}"),
                  stage.figure(exhibit, Sheet(sheet.y + HEAD, sheet.height - HEAD, x, wide))]
    facts = tuple(dict.fromkeys(fact for exhibit in exhibits for fact in exhibit.facts))
    return stage.slide(content, headline, items, source=stage.source(facts) or content.source, note=notes, layout="compared")


def _joined(notes: Sequence[Rich]) -> Rich:
    made: list[Run] = []
    for note in notes:
        made += [Run(" "), *rich(note)] if made else rich(note)
    return tuple(made)
