"""A Grid as a native table (ECMA-376-1, 21.1.3): fills and borders cell by cell, no style of the host's; symbols over it."""
from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from charts.drawing import Stroke
from reports.page import Grid, GridCell, Rule, Shape
from reports.render.pptx_drawing import dotted, grouped
from reports.render.pptx_ink import emu
from reports.render.pptx_shapes import shape
from reports.render.pptx_sheet import Sheet, box, frame

_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built into every PowerPoint
_ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}

Borders = dict[tuple[int, int, str], Stroke]  # row, column, side (L R T B)


@dataclass
class _Ruled:
    """Which rules became borders, and which fit no edge of a cell and are drawn over the table."""

    borders: Borders = field(default_factory=dict)
    loose: list[Rule] = field(default_factory=list)


def grid(sheet: Sheet, item: Grid) -> str:
    """The table, then its symbols as one group, then rules that are no cell's edge."""
    ruled = _ruled(item)
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in _lengths(item.columns))
    rows = "".join(_row(sheet, item, r, height, ruled.borders) for r, height in enumerate(_lengths(item.rows)))
    flags = f' firstRow="{int(item.header_rows > 0)}" firstCol="{int(item.header_column)}"'
    name = item.name or "Table"
    head = sheet.identity(name, item.alt)
    under = _dots(sheet, item, name)
    place = frame(box(item.x, item.y, item.width, item.height), "p:xfrm")
    table = (f"<a:tbl><a:tblPr{flags}><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>"
             f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>")
    return (f'{under}<p:graphicFrame><p:nvGraphicFramePr>{head}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f'</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place}'
            f'<a:graphic><a:graphicData uri="{_URI}">{table}</a:graphicData></a:graphic>'
            f"</p:graphicFrame>{_symbols(sheet, item, name)}{_loose(sheet, item, ruled.loose)}")


def _lengths(points: tuple[float, ...]) -> list[int]:
    """Sizes in English Metric Units whose sum does not drift."""
    edges = _edges(points)
    return [emu(b) - emu(a) for a, b in pairwise(edges)]


def _edges(points: tuple[float, ...]) -> list[float]:
    edges = [0.0]
    for size in points:
        edges.append(edges[-1] + size)
    return edges


def _row(sheet: Sheet, item: Grid, row: int, height: int, borders: Borders) -> str:
    cells, column = "", 0
    for cell in item.cells[row]:
        cells += _cell(sheet, cell, row, column, borders)
        cells += '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>' * (cell.span - 1)
        column += cell.span
    return f'<a:tr h="{height}">{cells}</a:tr>'


def _cell(sheet: Sheet, cell: GridCell, row: int, column: int, borders: Borders) -> str:
    left, top, right, bottom = map(emu, cell.inset)
    span = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    ends = {"L": column, "R": column + cell.span - 1, "T": column, "B": column}
    lines = "".join(sheet.ink.line(borders[row, at, side], f"a:ln{side}") for side, at in ends.items()
                    if (row, at, side) in borders)
    words = sheet.writer.body(cell.paragraphs) if cell.paragraphs else _blank(sheet)
    return (f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
            f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{_ANCHORS[cell.anchor]}">'
            f"{lines}{sheet.ink.fill(None if _is_dotted(cell) else cell.fill)}</a:tcPr></a:tc>")


def _blank(sheet: Sheet) -> str:
    """An empty cell in the smallest type, so that it never makes its row taller."""
    return f'<a:p><a:endParaRPr lang="{sheet.language}" sz="100"/></a:p>'


def _ruled(item: Grid) -> _Ruled:
    made = _Ruled()
    xs, ys = _edges(item.columns), _edges(item.rows)
    for rule in item.rules:
        sides = _level(rule, xs, ys) if rule.y1 == rule.y2 else _upright(rule, xs, ys) if rule.x1 == rule.x2 else []
        made.borders.update((side, rule.stroke) for side in sides)
        if not sides:
            made.loose.append(rule)
    return made


def _level(rule: Rule, xs: list[float], ys: list[float]) -> list[tuple[int, int, str]]:
    """The cell sides along a horizontal rule: below one row and above the next, so that no host has to choose."""
    edge, columns = _edge(rule.y1, ys, rule.stroke), _between(rule.x1, rule.x2, xs)
    if edge is None or not columns:
        return []
    above = [(edge - 1, c, "B") for c in columns if edge > 0]
    return above + [(edge, c, "T") for c in columns if edge < len(ys) - 1]


def _upright(rule: Rule, xs: list[float], ys: list[float]) -> list[tuple[int, int, str]]:
    edge, rows = _edge(rule.x1, xs, rule.stroke), _between(rule.y1, rule.y2, ys)
    if edge is None or not rows:
        return []
    before = [(r, edge - 1, "R") for r in rows if edge > 0]
    return before + [(r, edge, "L") for r in rows if edge < len(xs) - 1]


def _edge(at: float, edges: list[float], stroke: Stroke) -> int | None:
    """The edge of cells that a rule lies on: nearer than half its own width."""
    near = min(range(len(edges)), key=lambda i: abs(edges[i] - at))
    return near if abs(edges[near] - at) <= stroke.width / 2 + 0.05 else None


def _between(start: float, end: float, edges: list[float]) -> list[int]:
    """The columns (or rows) that a rule covers in full; none when it ends inside one."""
    low, high = sorted((start, end))
    inside = [i for i, (a, b) in enumerate(pairwise(edges)) if min(b, high) - max(a, low) > 0.5]
    whole = bool(inside) and abs(edges[inside[0]] - low) <= 0.5 and abs(edges[inside[-1] + 1] - high) <= 0.5
    return inside if whole else []


def _is_dotted(cell: GridCell) -> bool:
    return cell.fill is not None and cell.fill.pattern == "dots"


def _dots(sheet: Sheet, item: Grid, name: str) -> str:
    """Dots lie under the table, whose dotted cells are see-through."""
    colours = dict.fromkeys(cell.fill.colour for _, cell in _cells(item) if cell.fill and _is_dotted(cell))
    return "".join(dotted(sheet, [area for area, cell in _cells(item) if _is_dotted(cell) and cell.fill and
                                  cell.fill.colour == colour], colour, f"{name}, dots") for colour in colours)


def _symbols(sheet: Sheet, item: Grid, name: str) -> str:
    """The words beside a symbol say what it means; a symbol alone in its cell has its own alternative text."""
    placed = [(cell.mark, area[0] + cell.mark_at[0], area[1] + cell.mark_at[1]) for area, cell in _cells(item) if cell.mark]
    if not placed:
        return ""
    alone = dict.fromkeys(drawing.alt for drawing, _, _ in placed if drawing.alt)
    return grouped(sheet, placed, f"{name}, symbols", "; ".join(alone), decorative=True)


def _cells(item: Grid) -> list[tuple[tuple[float, float, float, float], GridCell]]:
    """Every cell with its place on the slide: x, y, width, height."""
    xs, ys = _edges(item.columns), _edges(item.rows)
    made: list[tuple[tuple[float, float, float, float], GridCell]] = []
    for row, cells in enumerate(item.cells):
        column = 0
        for cell in cells:
            end = column + cell.span
            made.append(((item.x + xs[column], item.y + ys[row], xs[end] - xs[column], item.rows[row]), cell))
            column = end
    return made


def _loose(sheet: Sheet, item: Grid, rules: list[Rule]) -> str:
    return "".join(shape(sheet, Shape(item.x + min(r.x1, r.x2), item.y + min(r.y1, r.y2), abs(r.x2 - r.x1), abs(r.y2 - r.y1),
                                      stroke=r.stroke, name=f"{item.name or 'Table'}, rule")) for r in rules)
