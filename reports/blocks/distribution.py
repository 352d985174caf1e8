"""Who gets this brief, how many copies, and which copy this is."""
from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from reports.blocks._table import Column, Tabled, TableModel, tabled
from reports.blocks._table import place as table_place
from reports.compose import Composer
from reports.document import Content, Run, tidied
from reports.head import Recipient
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
distribution:
  items: [{to: Harbour board, copies: 3}, {to: Registry}]
"""
LABEL = "Distribution"
COLUMNS = (Column("Recipient", 2.4), Column("Copies", 0.5, "right"), Column("Numbers", 0.8, "right"))


class Model(TableModel):
    """Own lines, or those of the head's `distribution`."""

    MAIN: ClassVar[str] = "items"
    items: list[Recipient] = []


def compose(model: Model, composer: Composer) -> Tabled:
    lines = model.items or composer.outline.report.distribution
    if not lines:
        composer.problem(model.place, "there is nobody to distribute to",
                         "give the list here, or in the head: distribution: [...]", level="warning")
    rows, last = [], 0
    for line in lines:
        first, last = last + 1, last + line.copies
        rows.append((line.to, str(line.copies), str(first) if first == last else f"{first}\N{EN DASH}{last}"))
    return tabled(model, composer, COLUMNS, rows)


def place(content: Content, room: Room) -> list[Piece]:
    """The list, and under it which of the numbered copies this is."""
    table, copy = content.body, room.document.head.copy
    if copy:
        table = replace(table, note=tidied([*table.note, Run(f" This is {copy[:1].lower()}{copy[1:]}.")]))
    return table_place(replace(content, body=table), room)


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: the list belongs to the paper."""
    return []


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
