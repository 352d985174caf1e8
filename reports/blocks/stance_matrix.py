"""Who stands where: actors down, questions across; word, symbol and fill in every cell, "not stated" drawn as such."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from charts.drawing import Fill, Stroke
from charts.inputs import Node, Prose
from charts.symbols import stance_symbol
from reports.blocks import Block
from reports.blocks._headed import label_of
from reports.compose import Composer
from reports.counted import counted
from reports.document import Content, Rich, plain
from reports.layout.flow import Piece
from reports.layout.listing import shared_out
from reports.layout.parts import part_of
from reports.layout.room import Room
from reports.layout.setting import rich
from reports.layout.slide_table import fitted_grid, fitting
from reports.layout.stage import Sheet, Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_strip
from reports.layout.titled import titled
from reports.page import Page

EXAMPLE = """\
stance_matrix:
  headline: Both councils want the harbour, and one wants it cheaper
  questions: [Opening in spring, Paying for the quay]
  rows:
    - actor: North council
      message: true
      cells: [{stance: "yes", words: Wants it}, {stance: partly, words: "{=Half}"}]
    - actor: South council
      cells: [{stance: "yes", words: Wants it}, {stance: unstated, words: Not stated}]
"""

Stance = Literal["yes", "partly", "no", "unstated"]
FILLS: dict[str, Fill] = {"yes": Fill("tint_2"), "partly": Fill("tint"), "no": Fill("v_tint"),
                          "unstated": Fill("g300", "dots", "white")}


class Position(Node):
    """One cell; its facts are cited under the table."""

    stance: Stance
    words: Prose
    facts: list[str] = []


class Actor(Node):
    """One row; `message` marks the row that carries the headline."""

    actor: Prose
    cells: list[Position]
    message: bool = False


class Model(Block):
    """Every row has one cell a question."""

    headline: Prose
    subtitle: Prose | None = None
    kicker: Prose | None = None
    questions: list[Prose]
    rows: list[Actor]
    note: Prose | None = None


@dataclass(frozen=True)
class Stand:
    stance: str
    words: Rich


@dataclass(frozen=True)
class Matrix:
    headline: Rich
    subtitle: Rich
    kicker: str
    questions: tuple[Rich, ...]
    rows: tuple[tuple[Rich, bool, tuple[Stand, ...]], ...]
    source: Rich
    note: Rich


def compose(model: Model, composer: Composer) -> Matrix:
    rows = []
    facts: list[str] = []
    for row in model.rows:
        if len(row.cells) != len(model.questions):
            wrong = f"{counted(len(row.cells), 'cell')} for {counted(len(model.questions), 'question')}"
            composer.problem(row.place, f'"{row.actor}" has {wrong}',
                             "give one cell a question; say stance: unstated where nothing is known")
        cells = row.cells[:len(model.questions)] + [_UNSTATED] * (len(model.questions) - len(row.cells))
        facts += [f for c in cells for f in c.facts]
        rows.append((composer.rich(row.actor), row.message, tuple(Stand(c.stance, composer.unmarked(c.words)) for c in cells)))
    headline, subtitle = composer.unmarked(model.headline), composer.unmarked(model.subtitle)
    source = composer.source(list(dict.fromkeys(facts)))
    note = composer.rich(model.note) if model.note else ()
    return Matrix(headline, subtitle, composer.words(model.kicker) if model.kicker else "",
                  tuple(composer.unmarked(q) for q in model.questions), tuple(rows), source, note)


_UNSTATED = Position(stance="unstated", words=Prose("Not stated"))


def place(content: Content, room: Room) -> list[Piece]:
    matrix: Matrix = content.body
    tag = room.tag.add("Sect")
    look = TableLook(inset=(8.0, 4.0, 6.0, 4.0), head_height=36.0, row_height=25.0, row_rule=Stroke("white", 2.0),
                     column_gap=Stroke("white", 2.0))
    strip = table_strip(room.setter, _words(matrix, 98.0, room.width, 9.0), look, tag)
    return titled(room, tag, matrix.headline, matrix.subtitle, strip, matrix.source, matrix.note,
                  label=matrix.kicker, heading="h1")


def _words(matrix: Matrix, actor: float, width: float, symbol: float) -> TableWords:
    step = (width - actor) / len(matrix.questions)
    head = (TableCell("Actor", "th", header="Column", colour="white"),
            *(TableCell(q, "th", header="Column") for q in matrix.questions))
    rows = tuple((TableCell(name, "row_label", header="Row"), *(_cell(s, symbol) for s in stands))
                 for name, _, stands in matrix.rows)
    return TableWords((actor, *(step,) * len(matrix.questions)), head, rows, tuple(m for _, m, _ in matrix.rows),
                      plain(matrix.headline), "Stance matrix")


def _cell(stand: Stand, size: float) -> TableCell:
    """Word, symbol and fill: never colour alone."""
    unstated = stand.stance == "unstated"
    return TableCell(stand.words, "td", fill=FILLS[stand.stance], mark=stance_symbol(stand.stance, size * 1.2),
                     colour="g700" if unstated else "black")


def slides(content: Content, stage: Stage) -> list[Page]:
    """One slide; where the rows have no room on it, they go on: "2 of 2"."""
    matrix: Matrix = content.body
    for count in range(1, len(matrix.rows) + 1):
        parts = _parts(matrix, count)
        if all(fitting(stage.setter, *_table(part, stage)) for part in parts):
            break
    else:
        parts = [matrix]  # a single row is too high: the problem is told of the whole
    return [_slide(content, stage, part) for part in parts]


def _parts(matrix: Matrix, count: int) -> list[Matrix]:
    groups = shared_out(matrix.rows, -(-len(matrix.rows) // count))
    return [replace(matrix, headline=rich(part_of(matrix.headline, number, len(groups))), rows=tuple(rows))
            for number, rows in enumerate(groups, 1)]


def _table(matrix: Matrix, stage: Stage) -> tuple[TableWords, TableLook, Sheet]:
    sheet = stage.sheet(matrix.headline, subtitle=matrix.subtitle, table=True, note=bool(matrix.note))
    look = TableLook(inset=(10.0, 3.0, 6.0, 3.0), head_height=46.0, row_height=34.0, row_rule=Stroke("white", 2.5),
                     column_gap=Stroke("white", 2.5), bar=Stroke("orange", 5.0), mark_gap=8.0)
    return _words(matrix, min(176.0, 0.22 * sheet.width), sheet.width, 15.0), look, sheet


def _slide(content: Content, stage: Stage, matrix: Matrix) -> Page:
    grid = fitted_grid(stage, content, *_table(matrix, stage))
    return stage.slide(content, matrix.headline, [grid], subtitle=matrix.subtitle, source=content.source, note=matrix.note,
                       kicker=matrix.kicker or stage.kicker or label_of(content))
