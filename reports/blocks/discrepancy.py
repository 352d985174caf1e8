"""Accounts differ: what each source says, and what this brief prints."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from charts.inputs import Node, Prose
from charts.symbols import stance_symbol
from reports.blocks import Block
from reports.compose import Composer
from reports.counted import counted
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece
from reports.layout.room import Room, boxed, rule, stacked
from reports.layout.slide_table import fitted_grid
from reports.layout.stage import Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_strip
from reports.page import Item, Page, moved

EXAMPLE = """\
discrepancy:
  title: When the harbour opens
  sides:
    - {who: The board, says: in spring}
    - {who: The port company, says: not before summer}
  prints: both, and no date
"""
READINGS = {"agree": ("yes", "Agree"), "differ": ("no", "Differ"), "one": ("unstated", "One source")}


class Side(Node):
    """One account, with the facts it rests on."""

    who: Prose
    says: Prose
    facts: list[str] = []


class Compared(Node):
    """One row of the table form: a cell a column, and the reading."""

    label: Prose
    cells: list[Prose]
    reading: Literal["agree", "differ", "one"]


class Model(Block):
    """Either `sides` (a box, in the rail unless `wide`) or `columns` and `rows` (a table over the full width)."""

    MAIN: ClassVar[str] = "conflict"
    conflict: str = ""
    sides: list[Side] = []
    prints: Prose | None = None
    wide: bool = False
    columns: list[Prose] = []
    rows: list[Compared] = []
    slide: bool | Literal["only"] = False


@dataclass(frozen=True)
class Discrepancy:
    sides: tuple[tuple[Rich, Rich], ...]
    prints: Rich
    wide: bool
    columns: tuple[Rich, ...]
    rows: tuple[tuple[Rich, tuple[Rich, ...], str], ...]


def compose(model: Model, composer: Composer) -> Discrepancy:
    conflict = composer.outline.conflicts.get(model.conflict)
    prints = model.prints or (conflict.use if conflict else None)
    if not model.sides and not model.rows:
        composer.problem(model.place, "this discrepancy shows no accounts", "give sides, or columns and rows")
    sides = tuple((composer.rich(s.who), composer.cited(composer.rich(s.says), s.facts, s.place)) for s in model.sides)
    for row in model.rows:
        if len(row.cells) != len(model.columns):
            wrong = f"{counted(len(row.cells), 'cell')} for {counted(len(model.columns), 'column')}"
            composer.problem(row.place, f'"{row.label}" has {wrong}', "give one cell a column")
    whole = [row for row in model.rows if len(row.cells) == len(model.columns)]
    rows = tuple((composer.rich(r.label), tuple(composer.rich(c) for c in r.cells), r.reading) for r in whole)
    return Discrepancy(sides, composer.rich(prints) if prints else (), model.wide or bool(model.rows),
                       tuple(composer.rich(c) for c in model.columns), rows)


def place(content: Content, room: Room) -> list[Piece]:
    inset = (12, 10, 12) if content.body.wide else (10, 9, 10)
    tag = room.tag.add("Sect")

    def words(inner: Room) -> list[Item]:
        inner = inner.inside(inner.width, tag, rail=room.rail, half=room.half)
        head = _head(content, inner)
        return head + (_table(content.body, inner, head) if content.body.rows else _sides(content.body, inner, head))

    return [boxed(room, words, inset=inset)]


def _head(content: Content, room: Room) -> list[Item]:
    text = room.setter.text
    boxes: list[Item] = [text(0, 0, room.width, "Accounts differ", "box_kicker", room.tag.add("P"))]
    if content.title:
        boxes.append(text(0, 0, room.width, content.title, "box_title", room.tag.add("P")))
    return stacked(boxes, 2.0)[0]


def _bottom(items: list[Item]) -> float:
    return max(item.y + item.height for item in items)


def _sides(body: Discrepancy, room: Room, head: list[Item]) -> list[Item]:
    """One row an account, hairlines between; last what this brief prints. Over the full width they stand side by side."""
    rows = [((Run(plain(who), strong=True),), says) for who, says in body.sides]
    made: list[Item] = []
    y = _bottom(head) + 6
    count = 1 if room.rail else 2 if room.half else max(1, min(len(rows), 4))
    step = (room.width + 16) / count
    for start in range(0, len(rows), count):
        made.append(rule(0, y, room.width, 0.5, "g300"))
        boxes = [_side(room.inside(step - 16), who, says) for who, says in rows[start:start + count]]
        for i, box in enumerate(boxes):
            made += [moved(item, i * step, y + 3) for item in box]
        y += max(_bottom(box) for box in boxes) + 8
    if body.prints:
        line = (Run("This brief prints ", strong=True), *body.prints)
        made += [rule(0, y, room.width, 0.5, "g300"),
                 moved(room.setter.text(0, 0, room.width, line, "box_text", room.tag.add("P"), strong="box_label"), 0, y + 3)]
    return made


def _side(room: Room, who: Rich, says: Rich) -> list[Item]:
    boxes: list[Item] = [room.setter.text(0, 0, room.width, who, "box_text", room.tag.add("P"), strong="box_label"),
                         room.setter.text(0, 0, room.width, says, "box_text", room.tag.add("P"))]
    return stacked(boxes)[0]


def _table(body: Discrepancy, room: Room, head: list[Item]) -> list[Item]:
    y = _bottom(head) + 2
    look = TableLook(inset=(0, 3, 8, 3), row_height=18, end_rule=None)
    strip = table_strip(room.setter, _words(body, room.width, 10.2), look, room.tag)
    items = [moved(item, 0, y) for item in strip.items]
    if body.prints:
        line = (Run("This brief prints ", strong=True), *body.prints)
        items.append(moved(room.setter.text(0, 0, room.width, line, "box_text", room.tag.add("P"), strong="box_label"), 0,
                           y + strip.height + 5))
    return items


def _words(body: Discrepancy, width: float, symbol: float) -> TableWords:
    label, reading = width * 0.18, width * 0.2
    step = (width - label - reading) / max(len(body.columns), 1)
    head = (TableCell("Point", "th", header="Column"), *(TableCell(c, "th", header="Column") for c in body.columns),
            TableCell("Reading", "th", header="Column"))
    rows = tuple((TableCell(name, "row_label", header="Row"), *(TableCell(c, "td", colour="black") for c in cells),
                  TableCell(READINGS[r][1], "td", mark=stance_symbol(READINGS[r][0], symbol), colour="black"))
                 for name, cells, r in body.rows)
    return TableWords((label, *(step,) * len(body.columns), reading), head, rows, name="Accounts compared")


def slides(content: Content, stage: Stage) -> list[Page]:
    """The table form only, when asked for; the boxes travel in the speaker notes."""
    body: Discrepancy = content.body
    if not content.slide or not body.rows:
        return []
    headline = content.title or "The accounts differ on some points and agree on others"
    sheet = stage.sheet(headline)
    look = TableLook(inset=(0.0, 5.0, 10.0, 5.0), head_height=34.0, row_height=38.0, mark_gap=8.0)
    grid = fitted_grid(stage, content, _words(body, sheet.width, 18.0), look, sheet)
    note = (Run("this brief prints "), *body.prints) if body.prints else ""
    return [stage.slide(content, headline, [grid], source=content.source, note=note)]
