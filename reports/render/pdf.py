"""Pages → PDF: tagged (PDF/UA-1), archival (PDF/A-3a), the same bytes for the same pages.     [home of reportlab]

ReportLab writes the pages, the fonts and the pictures; `pdf_finish` then adds the structure tree and what conformance
asks for. Text is drawn as strings only: nothing here, or behind it, reads markup.
"""
from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from charts.drawing import Drawing, Fill
from charts.drawing import Path as DrawnPath
from reports.page import Face, Figure, Grid, GridCell, Item, Page, Pages, Picture, Shape, TextBox
from reports.render.pdf_marks import draw_line, draw_path, draw_rectangle
from reports.render.pdf_sheet import Sheet
from reports.render.pdf_tags import Node, Structure
from reports.render.pdf_text import Typist
from reports.text import HYPHEN, Ruler
from reports.theme import Theme

_LITERALS = tuple(chr(code) if chr(code).isalnum() and code < 128 else f"\\{code:03o}" for code in range(256))  # in a PDF string
_SOFT = "\u00ad"
_PIECE = re.compile(r"( )")  # words and the spaces between them: what codes are remembered for


def render(pages: Pages, theme: Theme, ruler: Ruler | None = None) -> bytes:
    """The PDF file. Raises ValueError for pages that break a promise of the layout (a bug of ours, not of the writer)."""
    from reports.render.pdf_finish import finish

    ruler = ruler or Ruler(theme)
    structure = Structure(pages.root)
    press = _Press(theme, ruler)
    pen = _Pen(press, Typist(ruler, structure, press.encode), structure)
    sheets = [pen.sheet(index, page, theme) for index, page in enumerate(pages.pages)]
    structure.settle()
    return finish(press.pressed(), pages, structure, sheets)


class _Pen:
    """Writes items on sheets; one method a kind of item."""

    def __init__(self, press: _Press, typist: Typist, structure: Structure) -> None:
        self.press, self.typist, self.structure = press, typist, structure

    def sheet(self, index: int, page: Page, theme: Theme) -> Sheet:
        """A page, drawn."""
        sheet = Sheet(index, page.height, theme.colours, page.texture)
        self.press.open_page(page)
        self._ground(sheet, 0, 0, page.width, page.height, page.background)
        for item in page.items:
            self._item(sheet, item)
        sheet.close()
        self.press.close_page(sheet.operators)
        return sheet

    def _item(self, sheet: Sheet, item: Item) -> None:
        match item:
            case TextBox():
                self._ground(sheet, item.x, item.y, item.width, item.height, item.fill)
                nodes = [self.structure.of(tag) for tag in item.tags]
                self.typist.box(sheet, item.x, item.y, item.paragraphs, item.lines, nodes)
            case Grid():
                self._grid(sheet, item)
            case Figure():
                self._drawing(sheet, item.drawing, item.x, item.y, self._graphic(sheet, item))
            case Picture():
                sheet.inside(self._graphic(sheet, item), item.x, item.y)
                for operators in self.press.picture(item, sheet.height):
                    sheet.put(operators)
            case Shape():
                sheet.inside(None)
                draw_rectangle(sheet, item.x, item.y, item.width, item.height, item.fill, item.stroke)

    def _ground(self, sheet: Sheet, x: float, y: float, width: float, height: float, colour: str | None) -> None:
        if colour:
            sheet.inside(None)
            draw_rectangle(sheet, x, y, width, height, Fill(colour))

    def _graphic(self, sheet: Sheet, item: Figure | Picture) -> Node | None:
        """The node of a figure, with its alternative text and its box."""
        node = self.structure.of(item.tag)
        if node is not None:
            node.alt = node.alt or item.alt or (item.drawing.alt if isinstance(item, Figure) else "")
            node.box = _box(sheet, item.x, item.y, item.width, item.height)
        return node

    def _drawing(self, sheet: Sheet, drawing: Drawing, x: float, y: float, node: Node | None) -> None:
        if not drawing.marks:
            return
        sheet.inside(node, x, y)
        for mark in drawing.marks:
            if isinstance(mark, DrawnPath):
                draw_path(sheet, mark, x, y)
            elif mark.text:
                self.typist.mark(sheet, mark, x, y)

    def _grid(self, sheet: Sheet, grid: Grid) -> None:
        """Fills, then rules, then words, so that no fill covers a rule."""
        node = self.structure.of(grid.tag)
        if node is not None:
            node.summary = grid.alt
        for x, y, width, height, cell, _ in _cells(grid):
            if cell.fill:
                sheet.inside(None)
                draw_rectangle(sheet, x, y, width, height, cell.fill)
        for rule in grid.rules:
            sheet.inside(None)
            draw_line(sheet, grid.x + rule.x1, grid.y + rule.y1, grid.x + rule.x2, grid.y + rule.y2, rule.stroke)
        for x, y, _, _, cell, row in _cells(grid):
            self._cell(sheet, x, y, cell, grid.repeated and row < grid.header_rows)

    def _cell(self, sheet: Sheet, x: float, y: float, cell: GridCell, repeated: bool) -> None:
        node = None if repeated else self.structure.of(cell.tag)
        if node is not None:
            node.span = (max(cell.span, node.span[0]), node.span[1])
        if cell.mark:
            left, top = x + cell.mark_at[0], y + cell.mark_at[1]
            symbol = node.add("Figure") if node is not None and cell.mark.alt else None
            if symbol:
                symbol.alt, symbol.box = cell.mark.alt, _box(sheet, left, top, cell.mark.width, cell.mark.height)
            self._drawing(sheet, cell.mark, left, top, symbol)
        self.typist.box(sheet, x, y, cell.paragraphs, cell.lines, [node] * len(cell.paragraphs))


def _box(sheet: Sheet, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x, sheet.height - y - height, x + width, sheet.height - y


def _cells(grid: Grid) -> Iterator[tuple[float, float, float, float, GridCell, int]]:
    """Left, top, width, height of each cell, the cell, and the number of its row."""
    y = grid.y
    for row, (height, cells) in enumerate(zip(grid.rows, grid.cells, strict=True)):
        column, x = 0, grid.x
        for cell in cells:
            width = sum(grid.columns[column:column + cell.span])
            yield x, y, width, height, cell, row
            column, x = column + cell.span, x + width
        y += height


# ---------------------------------------------------------------------------------------------- reportlab
class _Press:
    """One document in ReportLab: pages, font codes, pictures."""

    def __init__(self, theme: Theme, ruler: Ruler) -> None:
        canvas_type = _canvas_type()
        self.theme, self.ruler, self._buffer = theme, ruler, BytesIO()
        self._canvas = canvas_type(self._buffer, pageCompression=1, invariant=1, pdfVersion=(1, 7), verbosity=0)
        self._pieces: dict[Face, dict[str, Sequence[tuple[str, str]]]] = {}

    def open_page(self, page: Page) -> None:
        self._canvas.setPageSize((page.width, page.height))

    def close_page(self, operators: list[str]) -> None:
        self._canvas._code = operators
        self._canvas.showPage()

    def pressed(self) -> bytes:
        """The file as ReportLab leaves it."""
        self._canvas.save()
        return self._buffer.getvalue()

    def picture(self, picture: Picture, page_height: float) -> list[str]:
        """The operators that paint a picture."""
        from reportlab.lib.utils import ImageReader

        canvas, before = self._canvas, len(self._canvas._code)
        canvas.drawImage(ImageReader(BytesIO(picture.data)), picture.x, page_height - picture.y - picture.height,
                         picture.width, picture.height)
        operators: list[str] = canvas._code[before:]
        del canvas._code[before:]
        return operators

    def encode(self, face: Face, text: str) -> Sequence[tuple[str, str]]:
        """Fonts and TJ elements for drawn characters of one face."""
        known = self._pieces.setdefault(face, {"": ()})
        runs: list[tuple[str, str]] = []
        for piece in _PIECE.split(text):
            found = known.get(piece)
            if found is None:
                found = known[piece] = self._encoded(face, piece)
            runs += found
        return [(resource, "".join(elements for _, elements in group).replace(")(", ""))
                for resource, group in groupby(runs, key=itemgetter(0))]

    def _encoded(self, face: Face, piece: str) -> Sequence[tuple[str, str]]:
        """Codes as ReportLab's subsets number them; each advance corrected to the one that the text engine measured."""
        font = _font(self.theme.fonts[face])
        measured, piece = piece, piece.replace(HYPHEN, _SOFT)
        lacking = [c for c in piece if ord(c) not in font.face.charToGlyph and c != "\u00a0"]
        if lacking:
            raise ValueError(f'no font has "{lacking[0]}" (U+{ord(lacking[0]):04X}); the text engine should have said so')
        advances = iter(self.ruler.advances(measured, face))
        widths = iter([font.face.getCharWidth(ord(c)) for c in piece])
        runs, error = [], 0.0
        for subset, codes in font.splitString(piece, self._canvas._doc):
            elements = ["("]
            for code in codes:
                error += next(widths) - 1000 * next(advances)
                adjustment = round(error)
                error -= adjustment
                elements.append(f"{_LITERALS[code]}){adjustment}(" if adjustment else _LITERALS[code])
            runs.append((font.getSubsetInternalName(subset, self._canvas._doc), ("".join(elements) + ")").replace("()", "")))
        return runs


@cache
def _font(path: Path) -> Any:
    """A font file, read once a process. It comes from the template's own folder."""
    from reportlab.pdfbase.ttfonts import TTFont

    font: Any = TTFont(path.stem, BytesIO(path.read_bytes()), asciiReadable=False)
    # Whole thousandths of an em: some readers cut off fractions, and then words would drift. TJ puts them right again.
    font.face.charWidths = {code: round(width) for code, width in font.face.charWidths.items()}
    font.face.defaultWidth = round(font.face.defaultWidth)
    # Glyphs at the end of a font may share one advance (OpenType, hmtx); ReportLab would write it in thousandths of an em.
    count = int.from_bytes(font.face.get_table("hhea")[34:36], "big")
    font.face.hmetrics[count:] = [(font.face.hmetrics[count - 1][0], bearing) for _, bearing in font.face.hmetrics[count:]]
    hyphen = ord("-")
    if hyphen in font.face.charToGlyph:  # a divided word's hyphen looks like one, and reads as none
        font.face.charToGlyph[ord(_SOFT)] = font.face.charToGlyph[hyphen]
        font.face.charWidths[ord(_SOFT)] = font.face.charWidths[hyphen]
    return font


@cache
def _canvas_type() -> Any:
    with _own_settings():
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

    # Nothing from outside may be fetched or believed, whatever a user's environment says (hardening.md, R10 and R12).
    rl_config.invariant, rl_config.useA85, rl_config.pageCompression = 1, 0, 1
    rl_config.trustedHosts, rl_config.trustedSchemes = None, ["data"]

    class Blank(Canvas):  # type: ignore[misc,unused-ignore]
        """A canvas whose pages begin empty: the usual preamble names a font that is not embedded."""

        def _make_preamble(self) -> None:
            self._preamble = ""

    return Blank


@contextmanager
def _own_settings() -> Iterator[None]:
    """ReportLab runs settings modules and a file of the home directory when it is first imported; here it finds empty ones."""
    names = ("reportlab_settings", "reportlab.local_rl_settings")
    hidden = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("RL_")}
    before = {name: sys.modules.get(name) for name in names}
    sys.modules.update({name: ModuleType(name) for name in names})
    try:
        yield
    finally:
        os.environ.update(hidden)
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
