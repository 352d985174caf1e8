"""Pages as text: items with rounded numbers, to be compared with what was looked at and found good."""
from __future__ import annotations

from collections.abc import Iterator

from charts.drawing import Drawing, Path, Text, bounds
from reports.page import Figure, Grid, GridCell, Item, Line, Page, Pages, Shape, TextBox


def dumped(pages: Pages) -> str:
    """All pages, an item a line and its lines of text below it."""
    return "".join(line + "\n" for number, page in enumerate(pages.pages, 1) for line in _page(number, page))


def _page(number: int, page: Page) -> Iterator[str]:
    layout = f" {page.layout}" if page.layout else ""
    yield f"PAGE {number}{layout} {n(page.width)} x {n(page.height)}" + (f" {page.title!r}" if page.title else "")
    for item in page.items:
        yield from _item(item)
    yield from (f"  notes: {note}" for note in page.notes)
    yield ""


def _item(item: Item) -> Iterator[str]:
    where = f"{n(item.x)} {n(item.y)} {n(item.width)} {n(item.height)}"
    name = f" [{item.name}]" if item.name else ""
    match item:
        case Shape():
            ink = item.fill.colour if item.fill else item.stroke.colour if item.stroke else "none"
            yield f"  shape {where} {ink}{name}"
        case TextBox():
            tags = ",".join(tag.role for tag in item.tags) or "furniture"
            yield f"  text {where} {tags}{' ' + item.placeholder if item.placeholder else ''}{name}"
            yield from (f"    {_line(line)}" for line in item.lines)
        case Figure():
            yield f"  figure {where}{' native ' + item.native.kind if item.native else ''}{name} {item.alt!r}"
            yield from (f"    {mark}" for mark in _drawing(item.drawing))
        case Grid():
            yield f"  grid {where} columns {' '.join(map(n, item.columns))}{name}"
            yield from (f"    row {i} {n(item.rows[i])}: {' | '.join(map(_cell, row))}" for i, row in enumerate(item.cells))
        case _:
            yield f"  {type(item).__name__} {where}{name}"


def _line(line: Line) -> str:
    """Baseline, left edge, sizes in use, words."""
    sizes = "/".join(dict.fromkeys(n(span.size) for _, span in line.spans))
    left = line.spans[0][0] if line.spans else 0.0
    return f"{n(line.y)} {n(left)} {sizes}pt {''.join(span.text for _, span in line.spans)!r}"


def _cell(cell: GridCell) -> str:
    return " / ".join("".join(s.text for _, s in line.spans) for line in cell.lines) + (" *" if cell.mark else "")


def _drawing(drawing: Drawing) -> Iterator[str]:
    for mark in drawing.marks:
        if isinstance(mark, Text):
            yield f"{n(mark.x)} {n(mark.y)} {n(mark.size)}pt {mark.colour} {mark.anchor} {mark.text!r}"
        elif isinstance(mark, Path):
            ink = "/".join(str(part.colour) for part in (mark.fill, mark.stroke) if part)
            yield f"path {' '.join(map(n, bounds(mark)))} {ink}"


def n(value: float) -> str:
    """A length to a tenth of a point, without a trailing zero or a minus before zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
