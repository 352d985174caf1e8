"""Slides of figures: one alone, one beside what is to be taken from it, and two that are compared."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import Content, Exhibit, Rich, Run
from reports.layout.continued import LongTable, table_slides
from reports.layout.room import rule
from reports.layout.setting import Words
from reports.layout.stage import Sheet, Stage
from reports.layout.table_rows import TableCell, TableLook
from reports.page import Item, Page
from reports.plotted import plotted
from reports.problems import Problem

SIDE, GAP = 0.28, 32.0  # the share of the width that a takeaway has; points between the two
MOST = 8      # rows of a table that stands for a figure
LABEL = 40.0  # what each of two figures shows, in two lines at most


def exhibited(content: Content, stage: Stage, exhibit: Exhibit, *, kicker: str = "") -> list[Page]:
    """A slide of one figure: sentence headline, the figure as wide as the slide, its source and note. `kicker`: as over the
    other slides of its block; by itself that of its theme.

    Where the figure has no room over its note, the note stands in the speaker notes alone. Where a template leaves no room for
    it at all, a table shows what it says, and a warning tells so.
    """
    head, subtitle, note = exhibit.headline, exhibit.subtitle, exhibit.note
    sheet, whole = stage.sheet(head, subtitle=subtitle, note=bool(note)), stage.sheet(head, subtitle=subtitle)
    roomy = note and not _held(stage, exhibit, sheet) and _held(stage, exhibit, whole)
    if not roomy and stage.setter.theme.house and not exhibit.spec.data and not _held(stage, exhibit, sheet):
        return _tabled(content, stage, exhibit)
    items = [stage.figure(exhibit, whole if roomy else sheet)]
    return [stage.slide(content, head, items, subtitle=subtitle, source=exhibit.slide_source, note=() if roomy else note,
                        caveat=note, kicker=kicker)]


def _held(stage: Stage, exhibit: Exhibit, sheet: Sheet) -> bool:
    return stage.draw.holds(exhibit, sheet.width, sheet.height, "slide")


def _tabled(content: Content, stage: Stage, exhibit: Exhibit) -> list[Page]:
    """What a figure shows, as a table of its rows."""
    tables = plotted(exhibit.spec)
    shown = max(tables, key=lambda table: len(table.rows))
    what = f'"{exhibit.id}" has no room on the slides of this template: a table stands in its place'
    hint = "a wider template, shorter words or fewer rows leave it room"
    stage.problems.append(Problem(exhibit.place, what, hint, level="warning", rule="L4"))
    head = tuple(TableCell(name, "th", header="Column") for name in shown.columns)
    rows = tuple(tuple(TableCell(words, "td" if i else "row_label", header="" if i else "Row") for i, words in enumerate(row))
                 for row in shown.rows)
    shares = tuple(shown.share(i) for i in range(len(head)))
    table = LongTable(shares, head, rows, alt=exhibit.alt, name=f"Table {exhibit.number}")
    look = TableLook(inset=(0.0, 5.0, 10.0, 5.0), head_height=30.0, row_height=30.0)
    return table_slides(content, stage, exhibit.headline, table, look, subtitle=exhibit.subtitle, source=exhibit.slide_source,
                        note=exhibit.note, most=MOST)


def with_takeaway(content: Content, stage: Stage, exhibit: Exhibit, takeaway: Rich) -> list[Page]:
    """The figure left, under a rule at its right what to take from it; on a template whose slides are too narrow for both, the
    figure alone with that as its note."""
    sheet = stage.sheet(exhibit.headline, subtitle=exhibit.subtitle, note=bool(exhibit.note))
    wide = SIDE * sheet.width
    left = Sheet(sheet.y, sheet.height, sheet.x, sheet.width - wide - GAP)
    if stage.setter.theme.house and not _held(stage, exhibit, left):
        return exhibited(content, stage, replace(exhibit, note=_joined([takeaway, exhibit.note])))
    x = left.x + left.width + GAP
    said = stage.fitted(takeaway, "list", x, sheet.y + 12, wide, sheet.height - 12, content.place, name="Takeaway")
    items: list[Item] = [stage.figure(exhibit, left), rule(x, sheet.y, wide, 1.0, "navy"), said]
    return [stage.slide(content, exhibit.headline, items, subtitle=exhibit.subtitle, source=exhibit.slide_source,
                        note=exhibit.note)]


def compared(content: Content, stage: Stage, headline: Words, exhibits: Sequence[Exhibit], shared: bool) -> Page:
    """Two figures side by side under one headline, each under a rule and the words that say what it shows.

    `shared`: on one scale, so that their plots are equally high, whatever stands around them.
    """
    notes = _joined([exhibit.note for exhibit in exhibits])
    sheet = stage.sheet(headline, note=bool(notes))
    wide, top = (sheet.width - GAP) / 2, sheet.y + 8 + LABEL + 8
    natural = [stage.draw(exhibit, wide, None, "slide").height if shared else 0.0 for exhibit in exhibits]
    items: list[Item] = []
    for i, exhibit in enumerate(exhibits):
        x, less = sheet.x + i * (wide + GAP), max(natural) - natural[i]
        figure = stage.figure(exhibit, Sheet(top, sheet.bottom - top - less, x, wide))
        label = stage.fitted(exhibit.subtitle or exhibit.headline, "subtitle", x, sheet.y + 8, wide, LABEL, content.place,
                             name=f"Subtitle {i + 1}")
        items += [rule(x, sheet.y, wide, 1.0, "navy"), label, figure]
    facts = tuple(dict.fromkeys(fact for exhibit in exhibits for fact in exhibit.facts))
    source = stage.source(facts) if facts else " ".join(dict.fromkeys(exhibit.slide_source for exhibit in exhibits))
    return stage.slide(content, headline, items, source=source, note=notes, layout="compared")


def _joined(notes: Sequence[Rich]) -> Rich:
    made: list[Run] = []
    for note in filter(None, notes):
        made += [Run(" "), *note] if made else note
    return tuple(made)
