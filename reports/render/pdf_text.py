"""Set lines as PDF text: kerned strings, note marks, links, list labels, each in the structure element it belongs to."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from charts.drawing import Stroke, Text
from reports.page import Face, Line, Paragraph, Span
from reports.render.pdf_marks import draw_line
from reports.render.pdf_sheet import Sheet, number
from reports.render.pdf_tags import Area, Node, Structure
from reports.text import HYPHEN, Ruler

# (resource name of the font, elements of a TJ array) for a stretch of characters of one face
Encode = Callable[[Face, str], Sequence[tuple[str, str]]]
Placed = tuple[float, Span]

_SOFT = "\u00ad"
_ASCENT, _DESCENT = 0.8, 0.25  # of the size: how far a link's area reaches above and below its baseline
_STRIKE_AT, _STRIKE = 0.28, 0.06  # of the size: the height and the width of the rule through struck text


class Typist:
    """Writes text on sheets; `encode` knows the fonts' codes."""

    def __init__(self, ruler: Ruler, structure: Structure, encode: Encode) -> None:
        self.ruler, self.structure, self.encode = ruler, structure, encode

    def box(self, sheet: Sheet, x: float, y: float, paragraphs: Sequence[Paragraph], lines: Sequence[Line],
            nodes: Sequence[Node | None]) -> None:
        """The lines of a box at (x, y); `nodes[i]` holds paragraph i, beyond the last (or None) it is furniture."""
        for index, group in groupby(lines, key=lambda line: line.paragraph):
            node = nodes[index] if index < len(nodes) else None
            self._paragraph(sheet, x, y, paragraphs[index], list(group), node)

    def _paragraph(self, sheet: Sheet, x: float, y: float, paragraph: Paragraph, lines: list[Line], node: Node | None) -> None:
        body = _body(node, paragraph.bullet)
        continued = bool(body and body.own)
        for i, line in enumerate(lines):
            spans = list(line.spans)
            if body is not node and node is not None and spans and len(node.own) == 0:
                self._spans(sheet, x, y + line.y, [spans.pop(0)], node.add("Lbl"))
                assert body is not None, "a list item has a body"
                node.own.append(body)
            if spans and body is not None:
                spans = self._spaced(spans, before=continued and i == 0, after=i < len(lines) - 1)
            self._spans(sheet, x, y + line.y, spans, body)

    def _spaced(self, spans: list[Placed], *, before: bool, after: bool) -> list[Placed]:
        """With the space that a line break stands for, so that who reads the text aloud or copies it keeps words apart."""
        if before:
            x, first = spans[0]
            width = self.ruler.width(" ", first.face, first.size, first.tracking)
            spans = [(x - width, replace(first, text=" ", link="")), *spans]
        x, last = spans[-1]
        if after and not _breaks_inside(last.text):
            spans = [*spans[:-1], (x, replace(last, text=last.text + " "))]
        return spans

    def _spans(self, sheet: Sheet, x: float, y: float, spans: Iterable[Placed], base: Node | None) -> None:
        for (link, language), group in groupby(spans, key=lambda placed: (placed[1].link, placed[1].language)):
            run = list(group)
            node = base and self.structure.inline(base, link, language)
            sheet.inside(node, x + run[0][0], y - max(span.size for _, span in run))
            self._show(sheet, x, y, run)
            if node is not None:
                node.words.append("".join(span.text for _, span in run).strip().replace(HYPHEN, _SOFT))
                if node.link:
                    node.own.append(self._area(sheet, x, y, run))

    def _area(self, sheet: Sheet, x: float, y: float, run: list[Placed]) -> Area:
        (left, _), (right, last) = run[0], run[-1]
        base = sheet.height - y
        right += self.ruler.width(last.text.rstrip(), last.face, last.size, last.tracking)
        bottom = min(base + span.rise - _DESCENT * span.size for _, span in run)
        top = max(base + span.rise + _ASCENT * span.size for _, span in run)
        return Area(sheet.index, (x + left, bottom, x + right, top))

    def _show(self, sheet: Sheet, x: float, y: float, run: list[Placed]) -> None:
        """One text object for spans on one baseline."""
        sheet.put("BT")
        from_x, from_y = 0.0, 0.0
        for left, span in run:
            sheet.fill_colour(span.colour)
            sheet.set("Tc", number(span.tracking))
            sheet.set("Ts", number(span.rise))
            to_x, to_y = round(x + left, 3), round(sheet.height - y, 3)
            sheet.put(f"{number(to_x - from_x)} {number(to_y - from_y)} Td")
            from_x, from_y = to_x, to_y
            for face, part in self.ruler.parts(span.text, span.face):
                for resource, elements in self.encode(face, part):
                    sheet.set("Tf", f"{resource} {number(span.size)}")
                    sheet.put(f"[{elements}] TJ")
        sheet.put("ET")
        for left, span in run:
            if span.strike:
                self._strike(sheet, x + left, y - span.rise, span)

    def _strike(self, sheet: Sheet, x: float, y: float, span: Span) -> None:
        height = y - _STRIKE_AT * span.size
        width = self.ruler.width(span.text.rstrip(), span.face, span.size, span.tracking)
        draw_line(sheet, x, height, x + width, height, Stroke(span.colour, _STRIKE * span.size))

    def mark(self, sheet: Sheet, text: Text, dx: float, dy: float) -> None:
        """The text of a drawing, in the marked content that is open."""
        face = Face(text.family, "bold" if text.bold else "regular", text.italic)
        width = self.ruler.width(text.text, face, text.size) if text.anchor != "start" else 0.0
        x = text.x + dx - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
        self._show(sheet, x, text.y + dy, [(0.0, Span(text.text, face, text.size, text.colour))])


def _body(node: Node | None, bullet: str) -> Node | None:
    """Where a paragraph's words go: of a list item with a label, into its body."""
    if node is None or node.role != "LI" or not bullet:
        return node
    found = next((kid for kid in node.own if isinstance(kid, Node) and kid.role == "LBody"), None)
    return found or Node("LBody")


def _breaks_inside(text: str) -> bool:
    """Whether a line ends within a word: after a hyphen, or a dash or slash that follows a letter."""
    return text[-1:] == HYPHEN or (len(text) > 1 and text[-1] in "-/–—" and not text[-2].isspace())
