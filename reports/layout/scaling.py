"""Items at another size and place: a slide on a page of paper. Every length changes by the same factor, type and strokes too."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from charts.drawing import Command, Drawing, Mark, Path, Stroke
from reports.page import Figure, Grid, GridCell, Item, Line, Pages, Paragraph, Picture, Rule, Shape, Span, TextBox


def scaled(item: Item, factor: float, dx: float = 0.0, dy: float = 0.0) -> Item:
    """The item, `factor` times as large (about the origin), then moved by (dx, dy) points."""
    x, y = item.x * factor + dx, item.y * factor + dy
    match item:
        case Grid():
            return _grid(item, factor, x, y)
        case TextBox():
            return replace(item, x=x, y=y, width=item.width * factor, height=item.height * factor,
                           paragraphs=_paragraphs(item.paragraphs, factor), lines=_lines(item.lines, factor))
        case Figure():
            return replace(item, x=x, y=y, width=item.width * factor, height=item.height * factor,
                           drawing=drawing(item.drawing, factor))
        case Picture():
            return replace(item, x=x, y=y, width=item.width * factor, height=item.height * factor)
        case Shape():
            return replace(item, x=x, y=y, width=item.width * factor, height=item.height * factor,
                           stroke=_stroke(item.stroke, factor))


def resized(pages: Pages, factor: float) -> Pages:
    """All pages, `factor` times as large: slides from their canvas to the size of a template's own."""
    made = (replace(page, width=page.width * factor, height=page.height * factor,
                    items=tuple(scaled(item, factor) for item in page.items)) for page in pages.pages)
    return replace(pages, pages=tuple(made))


def drawing(source: Drawing, factor: float) -> Drawing:
    """A drawing, `factor` times as large."""
    return Drawing(source.width * factor, source.height * factor, tuple(_mark(m, factor) for m in source.marks), source.alt)


def _mark(mark: Mark, factor: float) -> Mark:
    if isinstance(mark, Path):
        return replace(mark, commands=tuple(_command(c, factor) for c in mark.commands), stroke=_stroke(mark.stroke, factor))
    return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor)


def _command(command: Command, factor: float) -> Command:
    name, *values = command
    return (name, *(value * factor for value in values))


def _stroke(stroke: Stroke | None, factor: float) -> Stroke | None:
    if stroke is None:
        return None
    return Stroke(stroke.colour, stroke.width * factor, tuple(length * factor for length in stroke.dash))


# ---------------------------------------------------------------- text
def _span(span: Span, factor: float) -> Span:
    return replace(span, size=span.size * factor, rise=span.rise * factor, tracking=span.tracking * factor)


def _paragraphs(paragraphs: Iterable[Paragraph], factor: float) -> tuple[Paragraph, ...]:
    return tuple(replace(p, spans=tuple(_span(s, factor) for s in p.spans), leading=p.leading * factor, indent=p.indent * factor,
                         hang=p.hang * factor, space_before=p.space_before * factor) for p in paragraphs)


def _lines(lines: Iterable[Line], factor: float) -> tuple[Line, ...]:
    return tuple(replace(line, y=line.y * factor, spans=tuple((x * factor, _span(s, factor)) for x, s in line.spans))
                 for line in lines)


# ---------------------------------------------------------------- tables
def _grid(grid: Grid, factor: float, x: float, y: float) -> Grid:
    rules = tuple(Rule(r.x1 * factor, r.y1 * factor, r.x2 * factor, r.y2 * factor, _stroke(r.stroke, factor) or r.stroke)
                  for r in grid.rules)
    return replace(grid, x=x, y=y, columns=tuple(w * factor for w in grid.columns), rows=tuple(h * factor for h in grid.rows),
                   cells=tuple(tuple(_cell(c, factor) for c in row) for row in grid.cells), rules=rules)


def _cell(cell: GridCell, factor: float) -> GridCell:
    left, top, right, bottom = (side * factor for side in cell.inset)
    at = (cell.mark_at[0] * factor, cell.mark_at[1] * factor)
    return replace(cell, paragraphs=_paragraphs(cell.paragraphs, factor), lines=_lines(cell.lines, factor),
                   mark=drawing(cell.mark, factor) if cell.mark else None, mark_at=at, inset=(left, top, right, bottom))
