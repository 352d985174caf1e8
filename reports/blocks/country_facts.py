"""A country at a glance: a label and a value a row, in the margin."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks._box import box, ruled_rows
from reports.blocks._table import Column, Tabled, TableModel, slides, tabled
from reports.compose import Composer
from reports.document import Content
from reports.layout.flow import Piece
from reports.layout.room import Room

EXAMPLE = """\
country_facts:
  title: Northam in figures
  rows:
    - {label: Quay, value: "{X-1}"}
    - {label: Seat of the board, value: The old customs house}
"""
LABEL = "Country facts"
APPENDIX = True
COLUMNS = (Column("Fact", 1.0), Column("Value", 2.0))


class Row(Node):
    """`value` may be a fact reference or words."""

    label: Prose
    value: Prose
    facts: list[str] = []


class Model(TableModel):
    """In the order of reading."""

    MAIN: ClassVar[str] = "rows"
    rows: Annotated[list[Row], Field(min_length=1)]


def compose(model: Model, composer: Composer) -> Tabled:
    rows = [(composer.rich(r.label), composer.cited(composer.rich(r.value), r.facts, r.place)) for r in model.rows]
    return tabled(model, composer, COLUMNS, rows)


def place(content: Content, room: Room) -> list[Piece]:
    table: Tabled = content.body
    rows = [(row[0], row[1]) for row in table.rows]
    title = content.title or table.headline or ""
    return [box(room, LABEL, title, lambda inner: ruled_rows(inner, rows, min(inner.width * 0.45, 120.0)), ruled=True)]


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
