"""Paths, fills, strokes and textures as PDF operators."""
from __future__ import annotations

from math import ceil, floor, sqrt

from charts.drawing import Command, Fill, Path, Stroke, bounds, rectangle, segment
from reports.render.pdf_sheet import Sheet, number

# look.md: "Hatch: 45 degrees, line 0.9, gap 4 (print). Dots: radius 0.45, gap 4".
_HATCH_LINE = 0.9
_DOT = 0.9
_GAP = 4.0
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def draw_path(sheet: Sheet, path: Path, dx: float = 0.0, dy: float = 0.0) -> None:
    """A path, moved by (dx, dy)."""
    outline = _outline(sheet, path.commands, dx, dy)
    fill, stroke = path.fill, path.stroke
    if stroke and stroke.width <= 0:
        stroke = None
    if fill and fill.pattern != "solid":
        _texture(sheet, fill, outline, path, dx, dy)
        fill = None
    if fill:
        sheet.fill_colour(fill.colour)
    if stroke:
        _pen(sheet, stroke)
    if fill or stroke:
        sheet.put(f"{outline} {'B' if fill and stroke else 'f' if fill else 'S'}")


def draw_rectangle(sheet: Sheet, x: float, y: float, width: float, height: float, fill: Fill | None,
                   stroke: Stroke | None = None) -> None:
    """A rectangle; with no width or no height it is a line."""
    if width and height:
        draw_path(sheet, Path(rectangle(x, y, width, height), fill, stroke))
    elif width or height:
        draw_line(sheet, x, y, x + width, y + height, stroke or (Stroke(fill.colour, 0.5) if fill else None))


def draw_line(sheet: Sheet, x1: float, y1: float, x2: float, y2: float, stroke: Stroke | None) -> None:
    """A straight line."""
    draw_path(sheet, Path(segment(x1, y1, x2, y2), None, stroke))


def _outline(sheet: Sheet, commands: tuple[Command, ...], dx: float, dy: float) -> str:
    parts: list[str] = []
    for command in commands:
        points = command[1:]
        parts += [sheet.at(points[i] + dx, points[i + 1] + dy) for i in range(0, len(points), 2)]
        parts.append(_OPERATORS[command[0]])
    return " ".join(parts)


def _pen(sheet: Sheet, stroke: Stroke) -> None:
    sheet.stroke_colour(stroke.colour)
    sheet.set("w", number(stroke.width))
    sheet.set("d", f"[{' '.join(map(number, stroke.dash))}] 0")


def _texture(sheet: Sheet, fill: Fill, outline: str, path: Path, dx: float, dy: float) -> None:
    """Hatch or dots inside the outline. They start from its middle, so that equal shapes look equal wherever they stand."""
    if fill.ground:
        sheet.fill_colour(fill.ground)
        sheet.put(f"{outline} f")
    left, top, right, bottom = bounds(path)
    across, down = (right - left) / 2, (bottom - top) / 2
    x, y = (left + right) / 2 + dx, (top + bottom) / 2 + dy
    sheet.save()
    sheet.put(f"{outline} W n")
    sheet.stroke_colour(fill.colour)
    (_hatch if fill.pattern == "hatch" else _dots)(sheet, x, y, across, down)
    sheet.restore()


def _hatch(sheet: Sheet, x: float, y: float, across: float, down: float) -> None:
    """Lines that rise to the right, a gap apart, over a box of twice (across, down) around (x, y)."""
    sheet.set("w", number(_HATCH_LINE * sheet.texture))
    sheet.set("d", "[] 0")
    step = _GAP * sheet.texture * sqrt(2)  # along the horizontal
    count = ceil((across + down) / step)
    lines = (f"{sheet.at(x + i * step - down, y + down)} m {sheet.at(x + i * step + down, y - down)} l"
             for i in range(-count, count + 1))
    sheet.put(" ".join(lines) + " S")


def _dots(sheet: Sheet, x: float, y: float, across: float, down: float) -> None:
    """Rows of dots: dashes of no length with round ends."""
    gap = _GAP * sheet.texture
    sheet.set("w", number(_DOT * sheet.texture))
    sheet.set("J", "1")
    sheet.set("d", f"[0 {number(gap)}] 0")
    half, rows = ceil(across / gap) * gap, floor(down / gap)
    lines = (f"{sheet.at(x - half, y + i * gap)} m {sheet.at(x + half, y + i * gap)} l" for i in range(-rows, rows + 1))
    sheet.put(" ".join(lines) + " S")
