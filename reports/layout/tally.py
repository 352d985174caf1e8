"""The tally: one symbol an item of the deliverables block, in ladder order, with what was done set apart."""
from __future__ import annotations

from charts.drawing import Command, Drawing, Mark, Path, Text
from charts.symbols import status_symbol
from reports.layout.room import rule
from reports.layout.stage import Stage
from reports.page import Figure, Item, Tag

SIZE, PITCH = 44.0, 68.0
_DONE = 108.0  # the width of the words under what was done


def tally(stage: Stage, y: float) -> list[Item]:
    """A row of status symbols with two labels; nothing when the report has no deliverables or too many for the row."""
    content = stage.find("deliverables")
    if content is None or not 0 < len(content.body.rows) <= 12:
        return []
    rows = content.body.rows
    pitch = min(PITCH, (stage.width - SIZE) / max(len(rows) - 1, 1))
    done = sum(row.status == "done" for row in rows)
    apart = max(0.0, _DONE - done * pitch) if 0 < done < len(rows) else 0.0
    marks: list[Mark] = []
    for i, row in enumerate(rows):
        marks += shifted(status_symbol(row.status, SIZE, accent=row.status == "done"), i * pitch + apart * (i >= done), 0.0)
    width = (len(rows) - 1) * pitch + SIZE + apart
    alt = f"{done} of {len(rows)} items were done; {len(rows) - done} were not."
    figure = Figure(stage.left, y, width, SIZE, Drawing(width, SIZE, tuple(marks), alt), Tag("Figure"), alt, name="Tally")
    return [figure, *_labels(stage, y + SIZE, (done, len(rows) - done), pitch, stage.left + done * pitch + apart)]


def _labels(stage: Stage, y: float, counts: tuple[int, int], pitch: float, edge: float) -> list[Item]:
    """What was done under its symbols, and from `edge` on what was not under its own."""
    made: list[Item] = []
    done, other = counts
    if done:
        made += [rule(stage.left, y + 12, (done - 1) * pitch + SIZE, 1.5, "orange"),
                 stage.label(f"{done} done", "list", stage.left, y + 18, max(done * pitch, 100), name="Done")]
    if other:
        made += [rule(edge, y + 12, (other - 1) * pitch + SIZE, 1.0, "navy"),
                 stage.label(f"{other} announced, promised, wanted or reported", "list", edge, y + 18,
                             stage.left + stage.width - edge, name="Not done")]
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
