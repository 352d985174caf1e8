"""Every value that the figures plot, as tables: what a reader needs to check or draw them again."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from reports.blocks._headed import Headed, heading
from reports.blocks._table import Column, Tabled, strips
from reports.compose import Composer
from reports.document import Content, Exhibit, Rich, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.layout.table_rows import numeric
from reports.page import Page
from reports.plotted import Plotted, plotted

EXAMPLE = """\
data_annex:
  headline: The figure in numbers
  charts: [example]
"""
LABEL = "Data behind the figures"
APPENDIX = True
ENOUGH = 52.0  # points for ten characters of a cell


class Model(Headed):
    """`charts`: ids; without them, every figure that prints before this block."""

    MAIN: ClassVar[str] = "charts"
    charts: list[str] = []


@dataclass(frozen=True)
class Annex:
    headline: Rich
    tables: tuple[tuple[str, tuple[Tabled, ...]], ...]  # of each figure, under its title


def compose(model: Model, composer: Composer) -> Annex:
    exhibits = [made for name in model.charts if (made := composer.exhibit(name))] or list(composer.exhibits.values())
    exhibits.sort(key=lambda e: e.number)
    return Annex(composer.unmarked(model.headline),
                 tuple((_title(e), tuple(map(_table, plotted(e.spec, composer.rows(e.spec))))) for e in exhibits))


def _title(exhibit: Exhibit) -> str:
    number = f"Figure {exhibit.number}: " if exhibit.number else ""
    return f"{number}{plain(exhibit.headline)}"


def _table(data: Plotted) -> Tabled:
    numbers = [i > 0 and numeric([row[i] for row in data.rows]) for i in range(len(data.columns))]
    columns = tuple(Column(name, data.share(i), "decimal" if numbers[i] else "left") for i, name in enumerate(data.columns))
    return Tabled((), columns, data.rows)


def place(content: Content, room: Room) -> list[Piece]:
    """A table a figure, under the figure's number and headline."""
    room = room.inside(room.width, room.tag.add("Sect"))
    pieces = heading(room, content)
    for title, tables in content.body.tables:
        box = room.setter.text(0, 0, room.width, title, "row_label", room.tag.add("P"))
        pieces.append(Strip(box.height, (box,), before=18, after=5, keep=True))
        pieces += [replace(piece, before=8.0, after=8.0) for table in tables for piece in strips(table, _narrowed(room, table))]
    return pieces


def _narrowed(room: Room, table: Tabled) -> Room:
    """Half the width for a table of few short words, so that a value stands near its name."""
    half = room.setter.theme.page.span(3)
    return room.inside(half) if sum(column.share for column in table.columns) * ENOUGH < half else room


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: the deck's charts carry their data in their own workbooks."""
    return []
