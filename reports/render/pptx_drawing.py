"""A Drawing as native shapes that a person can edit: rectangles, ellipses, lines, freeforms with curves, text boxes."""
from __future__ import annotations

from math import hypot

from charts.drawing import Command, Drawing, Fill, Mark, Path, Stroke, Text, bounds, segment
from reports.page import Face, Paragraph, Span
from reports.render.pptx_ink import NO_LINE, emu
from reports.render.pptx_sheet import Sheet, box, frame
from reports.render.pptx_text import FREE, body_properties

# Where hosts put the first baseline below the top of a text box, in em. Calibri's own ascent is 0.952 (OS/2 usWinAscent);
# LibreOffice 7.4 was measured at 1.0 with Carlito. Between the two, both are within half a point at the sizes of labels.
ASCENT, LINE = 0.976, 1.2207
_SPARE = 1.04  # text boxes of single lines are this much wider than their words: hosts measure a little differently
_ALIGN = {"start": ("l", 0.0), "middle": ("ctr", 0.5), "end": ("r", 1.0)}
_CLOSE = 0.02  # points


def group(sheet: Sheet, drawing: Drawing, x: float, y: float, name: str, alt: str, *, decorative: bool = False) -> str:
    """All marks as one named group with the alternative text; the group's coordinates are the slide's."""
    return grouped(sheet, [(drawing, x, y)], name, alt, decorative=decorative)


def grouped(sheet: Sheet, drawings: list[tuple[Drawing, float, float]], name: str, alt: str, *, decorative: bool = False) -> str:
    """Several drawings, each with its top left corner, as one group."""
    head = sheet.identity(name, alt, decorative=decorative)
    made = "".join(mark(sheet, m, x, y) for drawing, x, y in drawings for m in drawing.marks)
    left, top = min(x for _, x, _ in drawings), min(y for _, _, y in drawings)
    right = max(x + drawing.width for drawing, x, _ in drawings)
    bottom = max(y + drawing.height for drawing, _, y in drawings)
    px, py, width, height = box(left, top, right - left, bottom - top)
    children = f'<a:chOff x="{px}" y="{py}"/><a:chExt cx="{width}" cy="{height}"/>'
    return (f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{px}" y="{py}"/><a:ext cx="{width}" cy="{height}"/>{children}</a:xfrm></p:grpSpPr>{made}</p:grpSp>')


def mark(sheet: Sheet, item: Mark, dx: float, dy: float) -> str:
    """One mark, moved to its place on the slide."""
    return _words(sheet, item, dx, dy) if isinstance(item, Text) else path(sheet, item, dx, dy)


def _words(sheet: Sheet, item: Text, dx: float, dy: float) -> str:
    """A line of text whose baseline stands where the drawing has it: single spacing puts it one ascent below the top."""
    if not item.text.strip():
        return ""
    face = Face(item.family, "bold" if item.bold else "regular", item.italic)
    width = sheet.width_of(item.text, item.size, face) * _SPARE
    align, part = _ALIGN[item.anchor]
    place = box(dx + item.x - part * width, dy + item.y - ASCENT * item.size, width, LINE * item.size)
    span = Span(item.text, face, item.size, item.colour)
    runs = "".join(sheet.writer.runs(Paragraph((span,), 0.0), FREE))
    return (f'<p:sp><p:nvSpPr>{sheet.identity("Label")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{frame(place)}'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{NO_LINE}</p:spPr>'
            f'<p:txBody>{body_properties(wrap=False)}<a:lstStyle/><a:p><a:pPr algn="{align}"><a:lnSpc>'
            f'<a:spcPct val="100000"/></a:lnSpc></a:pPr>{runs}</a:p></p:txBody></p:sp>')


def path(sheet: Sheet, item: Path, dx: float, dy: float) -> str:
    """A path as the simplest shape that is equal to it."""
    left, top, right, bottom = bounds(item)
    place = box(dx + left, dy + top, right - left, bottom - top)
    line = _straight(item)
    if line is not None:
        return _connector(sheet, item, frame(place, flip=' flipV="1"' if line else ""))
    if item.fill and item.fill.pattern == "dots" and _is_rectangle(item):
        ground = Fill(item.fill.ground) if item.fill.ground else None
        return path(sheet, Path(item.commands, ground, item.stroke, item.name), dx, dy) + dotted(
            sheet, [(dx + left, dy + top, right - left, bottom - top)], item.fill.colour, "Dots")
    preset = "rect" if _is_rectangle(item) else "ellipse" if _is_ellipse(item) else ""
    geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>' if preset else _freeform(item, left, top, place[2:])
    return (f'<p:sp><p:nvSpPr>{sheet.identity(item.name or "Shape")}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{frame(place)}'
            f"{geometry}{sheet.ink.fill(item.fill)}{sheet.ink.line(item.stroke)}</p:spPr></p:sp>")


def dotted(sheet: Sheet, areas: list[tuple[float, float, float, float]], colour: str, name: str) -> str:
    """Rows of dots over rectangles (x, y, width, height), as one decorative freeform of dotted lines.

    The pattern fills of Office have dots as well, but LibreOffice shows each of them as a hatch, and a hatch means "promised".
    """
    measures = sheet.ink.theme.measures["slide"]
    gap, dot = measures["hatch_gap"], measures["hatch_line"]
    lines = [segment(x + gap / 2, y + gap * (row + 0.5), x + width - gap / 2 + dot, y + gap * (row + 0.5))
             for x, y, width, height in areas for row in range(int(height / gap))]
    if not lines:
        return ""
    rows = Path(tuple(command for line in lines for command in line), None, Stroke(colour, dot, (dot, gap - dot)))
    left, top, right, bottom = bounds(rows)
    place = box(left, top, right - left, bottom - top)
    return (f"<p:sp><p:nvSpPr>{sheet.identity(name, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{frame(place)}"
            f"{_freeform(rows, left, top, place[2:])}<a:noFill/>{sheet.ink.line(rows.stroke)}</p:spPr></p:sp>")


def _connector(sheet: Sheet, item: Path, place: str) -> str:
    return (f'<p:cxnSp><p:nvCxnSpPr>{sheet.identity(item.name or "Line")}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{place}'
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{sheet.ink.line(item.stroke)}</p:spPr></p:cxnSp>')


def _straight(item: Path) -> bool | None:
    """None: not a single straight line. Else whether it rises to the right, so that its box must be flipped."""
    if item.fill is not None or len(item.commands) != 2 or item.commands[1][0] != "L":
        return None
    (_, x1, y1), (_, x2, y2) = item.commands  # type: ignore[misc]
    return bool((x2 - x1) * (y2 - y1) < 0)


def _is_rectangle(item: Path) -> bool:
    """Four corners, closed, every side level or upright."""
    points = [command[1:] for command in item.commands if command[0] in "ML"]
    if [c[0] for c in item.commands] not in (["M", "L", "L", "L", "Z"], ["M", "L", "L", "L", "L", "Z"]):
        return False
    if len(points) == 5 and not _near(points[4], points[0]):
        return False
    sides = list(zip(points[:4], [*points[1:4], points[0]], strict=True))
    level = [abs(a[1] - b[1]) < _CLOSE for a, b in sides]
    upright = [abs(a[0] - b[0]) < _CLOSE for a, b in sides]
    return level in ([True, False] * 2, [False, True] * 2) and all(a != b for a, b in zip(level, upright, strict=True))


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) < _CLOSE for a, b in zip(one, other, strict=True))


def _is_ellipse(item: Path) -> bool:
    """One closed outline of curves that all run on the ellipse in the path's box."""
    if len(item.commands) < 4 or [c[0] for c in item.commands] != ["M", *["C"] * (len(item.commands) - 2), "Z"]:
        return False
    left, top, right, bottom = bounds(item)
    half = ((right - left) / 2, (bottom - top) / 2)
    points = _samples(item)
    return min(half) > _CLOSE and _near(points[0], points[-1]) and all(
        abs(hypot((x - left) / half[0] - 1, (y - top) / half[1] - 1) - 1) < 0.005 for x, y in points)


def _samples(item: Path) -> list[tuple[float, float]]:
    """Points on the curves at every quarter of the parameter."""
    start = item.commands[0][1:]
    found: list[tuple[float, float]] = [(start[0], start[1])]
    for _, x1, y1, x2, y2, x3, y3 in item.commands[1:-1]:  # type: ignore[misc]
        x0, y0 = found[-1]
        for t in (0.25, 0.5, 0.75, 1.0):
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def _freeform(item: Path, left: float, top: float, size: tuple[int, int]) -> str:
    """A custom geometry whose units are English Metric Units from the corner of the shape."""
    fill = "" if item.fill else ' fill="none"'
    steps = "".join(_step(command, left, top) for command in item.commands)
    return ('<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{size[0]}" h="{size[1]}"{fill}>{steps}</a:path></a:pathLst></a:custGeom>')


_STEPS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def _step(command: Command, left: float, top: float) -> str:
    name, *values = command
    if name == "Z":
        return "<a:close/>"
    points = "".join(f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in zip(values[0::2], values[1::2], strict=True))
    return f"<a:{_STEPS[name]}>{points}</a:{_STEPS[name]}>"
