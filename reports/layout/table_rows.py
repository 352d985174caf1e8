"""The rows of a table: cells measured and placed, numbers aligned at their decimal marks, rules, a row too tall for a page."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from charts.drawing import Drawing, Fill, Stroke
from reports.layout.setting import Setter, Words
from reports.page import Align, GridCell, Line, Paragraph, Rule, Span, Tag
from reports.text.fitting import MARGIN

_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?")
_LONE = re.compile(r"(?:[a-z]{2,9} ){0,2}[−–+-]?[^\w\s]{0,2}\d[\d.,'’\u00a0\u202f]*\s?(?P<unit>\D{0,20})")
_DESCENT = 0.3  # of the size: what a line needs below its baseline
_CUT = Stroke("navy", 0.75, (3.0, 3.0))  # where a row goes on on another page


@dataclass(frozen=True, slots=True)
class TableCell:
    """What one cell holds before it is measured. `mark` is a symbol: before the words, or alone in the middle.
    `decimal` aligns numbers at their decimal marks (rule P19)."""

    words: Words = ""
    role: str = "td"
    align: Align | Literal["decimal"] = "left"
    fill: Fill | None = None
    mark: Drawing | None = None
    header: Literal["", "Row", "Column"] = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Measures of a table in points: insets, least heights, which rules it has and where an orange bar marks a row."""

    inset: tuple[float, float, float, float] = (0.0, 3.5, 8.0, 3.5)
    head_height: float = 20.0
    row_height: float = 18.0
    row_rule: Stroke | None = Stroke("g300", 0.5)  # noqa: RUF009 (frozen)
    head_rule: Stroke = Stroke("navy", 0.75)  # noqa: RUF009
    end_rule: Stroke | None = Stroke("navy", 0.75)  # noqa: RUF009
    column_gap: Stroke | None = None
    bar: Stroke = Stroke("orange", 3.0)  # noqa: RUF009
    mark_gap: float = 6.0
    top: bool = False  # words hang from the top of their row: for tables of sentences
    head_inset: tuple[float, float, float, float] | None = None  # where the rows have more air than the head

    @property
    def head(self) -> TableLook:
        """The look of the head."""
        return replace(self, inset=self.head_inset, row_height=0.0) if self.head_inset else self


@dataclass(frozen=True, slots=True)
class Row:
    """A measured row. `group`: it heads the rows below it; `cut_above`, `cut_below`: it is a part of a divided row."""

    height: float
    cells: tuple[GridCell, ...]
    message: bool = False
    group: bool = False
    cut_above: bool = False
    cut_below: bool = False


def numeric(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are numbers, in one unit or none, so that they are read downwards."""
    found = [_LONE.fullmatch(text.strip()) for text in texts if text.strip()]
    return bool(found) and all(found) and len({match["unit"].strip() for match in found if match}) == 1


def measured(setter: Setter, cells: Sequence[TableCell], widths: Sequence[float], look: TableLook, least: float,
             tag: Tag, tall: float) -> Row:
    """A row as high as its fullest cell; one taller than `tall`, which will be divided, starts its words at its top."""
    group = len(cells) == 1 < len(widths)
    wide = (sum(widths),) if group else widths
    made = [_set(setter, cell, width, look, tag) for cell, width in zip(cells, wide, strict=True)]
    height = max([least, *(_text_height(cell) + look.inset[1] + look.inset[3] for cell in made)])
    if group:
        made = [replace(made[0], span=len(widths))]
    placed = (_placed(cell, source, width, height, look, height > tall)
              for cell, source, width in zip(made, cells, wide, strict=True))
    return Row(height, tuple(placed), group=group)


def _set(setter: Setter, cell: TableCell, width: float, look: TableLook, row: Tag) -> GridCell:
    left, top, right, bottom = look.inset
    if cell.mark and cell.words:
        left += cell.mark.width + look.mark_gap
    if cell.align == "center":
        left = right = 1.0
    tag = row.add("TH", scope=cell.header) if cell.header else row.add("TD")
    align: Align = "right" if cell.align == "decimal" else cell.align
    paragraph = setter.paragraph(cell.words, cell.role, align=align, colour=cell.colour)
    words = bool(cell.words)
    lines = _lines(setter, paragraph, max(width - left - right, 1.0)) if words else ()
    return GridCell((paragraph,) if words else (), lines, tag, cell.fill, cell.mark, inset=(left, top, right, bottom),
                    anchor="bottom" if cell.header == "Column" else "top" if look.top else "middle")


def _lines(setter: Setter, paragraph: Paragraph, room: float) -> tuple[Line, ...]:
    """On slides with the margin for their hosts; or without it, if a word that must be cut takes more lines then."""
    if setter.medium == "print":
        return setter.set([paragraph], room)[0]
    lines, _ = setter.set([paragraph], max(room / MARGIN, 1.0))
    return max(lines, setter.set([paragraph], room)[0], key=len) if len(lines) > 1 else lines


def _text_height(cell: GridCell) -> float:
    return len(cell.lines) * cell.paragraphs[0].leading if cell.paragraphs else 0.0


def _placed(cell: GridCell, source: TableCell, width: float, height: float, look: TableLook, high: bool) -> GridCell:
    """Lines and symbol moved to where the row's height puts them."""
    left, top, _, bottom = cell.inset
    text = _text_height(cell)
    hangs = high or cell.anchor == "top"
    y = top if hangs else height - bottom - text if cell.anchor == "bottom" else (height - text) / 2
    at = (0.0, 0.0)
    if source.mark:
        x = look.inset[0] if source.words else (width - source.mark.width) / 2
        at = (x, top if hangs else (height - source.mark.height) / 2)
    return replace(cell, lines=_shifted(cell.lines, left, y), mark_at=at)


def _shifted(lines: Sequence[Line], dx: float, dy: float) -> tuple[Line, ...]:
    return tuple(replace(line, y=line.y + dy, spans=tuple((x + dx, span) for x, span in line.spans)) for line in lines)


# ---------------------------------------------------------------- numbers under numbers
def aligned(setter: Setter, rows: Sequence[Row], sources: Sequence[Sequence[TableCell]], widths: Sequence[float],
            look: TableLook) -> list[Row]:
    """Rows with the numbers of each decimal column aligned at their decimal marks, the column's widest at its right edge."""
    made = [list(row.cells) for row in rows]
    for column, width in enumerate(widths):
        found = {i: pivot for i, cells in enumerate(sources)
                 if len(cells) == len(widths) and cells[column].align == "decimal" and cells[column].header != "Column"
                 and (pivot := _pivot(setter, rows[i].cells[column])) is not None}
        edge = width - look.inset[2] - max((right for _, right in found.values()), default=0.0)
        if any(edge - (at - _left(rows[i].cells[column])) < look.inset[0] for i, (at, _) in found.items()):
            continue  # no room to align them: they stay at the right edge
        for i, (at, _) in found.items():
            cell = made[i][column]
            made[i][column] = replace(cell, lines=_shifted(cell.lines, edge - at, 0.0))
    return [replace(row, cells=tuple(cells)) for row, cells in zip(rows, made, strict=True)]


def _left(cell: GridCell) -> float:
    return cell.lines[0].spans[0][0]


def _pivot(setter: Setter, cell: GridCell) -> tuple[float, float] | None:
    """(where the decimal mark of a cell's one line stands or would stand, how much is right of it); None if there is none."""
    if len(cell.lines) != 1 or not cell.lines[0].spans:
        return None
    spans = cell.lines[0].spans
    text = "".join(span.text for _, span in spans)
    number = _NUMBER.search(text)
    if not number:
        return None
    mark = number.group().rfind(setter.decimal)
    place = number.start() + mark if mark >= 0 else number.end()
    last_x, last = spans[-1]
    return _x_of(setter, spans, place), last_x + _wide(setter, last, last.text) - _x_of(setter, spans, place)


def _x_of(setter: Setter, spans: Sequence[tuple[float, Span]], place: int) -> float:
    """The left edge of a character of a line."""
    for x, span in spans:
        if place <= len(span.text):
            return x + _wide(setter, span, span.text[:place])
        place -= len(span.text)
    raise ValueError("a line is shorter than its own text")


def _wide(setter: Setter, span: Span, text: str) -> float:
    return setter.ruler.width(text, span.face, span.size, span.tracking)


# ---------------------------------------------------------------- rules and breaks
def rules(widths: Sequence[float], rows: Sequence[Row], heads: int, look: TableLook) -> list[Rule]:
    """Horizontal rules, the bar of a row that carries the message, and the white gaps of a matrix."""
    right = sum(widths)
    made: list[Rule] = []
    y = 0.0
    for i, row in enumerate(rows):
        if row.message:
            made.append(Rule(look.bar.width / 2, y, look.bar.width / 2, y + row.height, look.bar))
        y += row.height
        last = i == len(rows) - 1
        stroke = look.head_rule if i == heads - 1 else look.end_rule if last else look.row_rule
        if row.group and i >= heads:
            stroke = look.head_rule
        if row.cut_below or (i == heads - 1 and not last and rows[heads].cut_above):
            stroke = _CUT
        if stroke:
            made.append(Rule(0, y, right, y, stroke))
    if look.column_gap:
        top = sum(row.height for row in rows[:heads])
        for i in range(1, len(widths)):
            x = sum(widths[:i])
            made.append(Rule(x, top, x, y, look.column_gap))
    return made


def divided(row: Row, room: float, look: TableLook) -> tuple[Row, Row] | None:
    """A row taller than a page, cut between lines at `room` points; None if no cell has a line above the cut."""
    limit = room - look.inset[3]
    counts = [sum(line.y + _DESCENT * _size(line) <= limit for line in cell.lines) for cell in row.cells]
    longest = max(range(len(counts)), key=lambda i: len(row.cells[i].lines))
    if counts[longest] < 2:
        return None
    first = tuple(replace(cell, lines=cell.lines[:n]) for cell, n in zip(row.cells, counts, strict=True))
    shift = max((_gone(cell, n) for cell, n in zip(row.cells, counts, strict=True) if n < len(cell.lines)), default=0.0)
    rest = tuple(replace(cell, lines=_shifted(cell.lines[n:], 0.0, -_gone(cell, n)), mark=None)
                 for cell, n in zip(row.cells, counts, strict=True))
    return (replace(row, height=room, cells=first, cut_below=True),
            replace(row, height=row.height - shift, cells=rest, cut_above=True))


def _size(line: Line) -> float:
    return max((span.size for _, span in line.spans), default=0.0)


def _gone(cell: GridCell, count: int) -> float:
    """How far the lines after the first `count` move up to start at the top."""
    return count * cell.paragraphs[0].leading if count < len(cell.lines) else 0.0
