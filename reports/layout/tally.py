"""The tally: one symbol an item of the deliverables block, in ladder order, with what was done set apart."""
from __future__ import annotations

from charts.drawing import Command, Drawing, Mark, Path, Text
from charts.symbols import status_symbol
from reports.layout.room import rule
from reports.layout.stage import Stage
from reports.page import Figure, Item, Tag

SIZE, PITCH = 44.0, 68.0


def tally(stage: Stage, y: float) -> list[Item]:
    """A row of status symbols with two labels; nothing when the report has no deliverables or too many for the row."""
    content = stage.find("deliverables")
    if content is None or not 0 < len(content.body.rows) <= 12:
        return []
    rows = content.body.rows
    pitch = min(PITCH, (stage.width - SIZE) / max(len(rows) - 1, 1))
    done = sum(row.status == "done" for row in rows)
    marks: list[Mark] = []
    for i, row in enumerate(rows):
        marks += shifted(status_symbol(row.status, SIZE, accent=row.status == "done"), i * pitch, 0.0)
    width = (len(rows) - 1) * pitch + SIZE
    alt = f"{done} of {len(rows)} items were done; {len(rows) - done} were not."
    figure = Figure(stage.left, y, width, SIZE, Drawing(width, SIZE, tuple(marks), alt), Tag("Figure"), alt, name="Tally")
    return [figure, *_labels(stage, y + SIZE, done, len(rows) - done, pitch)]


def _labels(stage: Stage, y: float, done: int, other: int, pitch: float) -> list[Item]:
    made: list[Item] = []
    edge = stage.left + done * pitch
    if done:
        made += [rule(stage.left, y + 12, (done - 1) * pitch + SIZE, 1.5, "orange"),
                 stage.label(f"{done} done", "list", stage.left, y + 18, max(done * pitch, 100), name="Done")]
    if other:
        start = max(edge, stage.left + 108) if done else edge
        made += [rule(edge, y + 12, (other - 1) * pitch + SIZE, 1.0, "navy"),
                 stage.label(f"{other} announced, promised, wanted or reported", "list", start, y + 18,
                             stage.left + stage.width - start, name="Not done")]
    return made


def shifted(drawing: Drawing, dx: float, dy: float) -> list[Mark]:
    return [_moved(mark, dx, dy) for mark in drawing.marks]


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Text):
        return Text(mark.x + dx, mark.y + dy, mark.text, mark.size, mark.colour, mark.bold, mark.italic, mark.anchor, mark.family)
    return Path(tuple(_command(c, dx, dy) for c in mark.commands), mark.fill, mark.stroke, mark.name)


def _command(command: Command, dx: float, dy: float) -> Command:
    name, *values = command
    return (name, *(v + (dy if i % 2 else dx) for i, v in enumerate(values)))
