"""Text that a person typed on a slide, as text boxes of a page (ECMA-376-1, 21.1.2): sizes, weights, colours, lists, anchors.

It is set in the font of the deck, broken and set down as a host would; nobody has proven that it fits.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reports.house.inks import Palette
from reports.house.model import Holder
from reports.house.reading import EMU, A, Node, P
from reports.page import Align, Face, Paragraph, Span, TextBox, Weight
from reports.text import Ruler, set_box

Anchor = Literal["top", "middle", "bottom"]
LINE = 1.2207  # em: single spacing of Calibri and of its twin
_FREE = Holder("", 0, "", None)  # what a text box has that is no placeholder
_ALIGNS: dict[str, Align] = {"l": "left", "ctr": "center", "r": "right"}
_ANCHORS: dict[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_WHOLE = 100_000  # per cent are thousandths there
_SIDES = ("lIns", "tIns", "rIns", "bIns")
_TITLES = ("title", "ctrTitle")


@dataclass(frozen=True)
class Writing:
    """What the texts of one slide share. `scale`: points of the canvas a point of the slide; `number`: the slide's."""

    palette: Palette
    ruler: Ruler
    scale: float
    number: int

    def box(self, shape: Node, held: Holder | None) -> TextBox | None:
        """The text of a shape in its place; None where it has none, or none that stands upright and level."""
        body, frame = shape.find(f"{P}txBody"), _frame(shape) or (held.frame if held else None)
        look = _Look(shape, body, held or _FREE) if body is not None else None
        if look is None or frame is None or look.turned:
            return None
        x, y, width, height = (v * self.scale for v in frame)
        left, top, right, bottom = (v * self.scale for v in look.insets)
        kind = held.kind if held else ""
        made = TextBox(x + left, y + top, max(width - left - right, 1.0), max(height - top - bottom, 1.0), tuple(self._all(look)),
                       anchor=look.anchor, placeholder="title" if kind in _TITLES else "", name=look.name)
        return (made if look.wraps else self._unwrapped(made)) if any(p.text.strip() for p in made.paragraphs) else None

    def _unwrapped(self, box: TextBox) -> TextBox:
        """As wide as its longest line, from the side, or the middle, that it is aligned at."""
        lines, _ = set_box(self.ruler, box.paragraphs, 1e5, optimum=False)
        ends = [x + self.ruler.width(s.text, s.face, s.size) for line in lines for x, s in line.spans if box.paragraphs[
            line.paragraph].align == "left"]
        wide = 1.01 * max(ends, default=box.width)
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[box.paragraphs[0].align]
        return replace(box, x=box.x + part * (box.width - wide), width=wide) if ends else box

    # ------------------------------------------------------------------ paragraphs
    def _all(self, look: _Look) -> Iterator[Paragraph]:
        numbered = 0
        for node in look.body.iterfind(f"{A}p"):
            says = node.find(f"{A}pPr")
            numbered = numbered + 1 if says is not None and says.find(f"{A}buAutoNum") is not None else 0
            for spans in self._lines(node, look):
                yield self._paragraph(spans, says, look, numbered)

    def _lines(self, paragraph: Node, look: _Look) -> Iterator[tuple[Span, ...]]:
        """The runs of a paragraph, anew after each line that was broken by hand; of an empty one a blank."""
        spans: list[Span] = []
        ends = paragraph.find(f"{A}endParaRPr")
        for node in paragraph:
            kind = node.tag.removeprefix(A)
            if kind == "br":
                yield tuple(spans) or (self._span("\u00a0", node.find(f"{A}rPr"), look),)
                spans = []
            elif kind in ("r", "fld"):
                words = str(self.number) if node.get("type") == "slidenum" else node.findtext(f"{A}t") or ""
                spans.append(self._span(words, node.find(f"{A}rPr"), look))
        yield tuple(spans) or (self._span("\u00a0", ends, look),)

    def _span(self, words: str, says: Node | None, look: _Look) -> Span:
        node = ElementOf(says)
        weight: Weight = "bold" if node.flag("b", look.held.bold) else "regular"
        size = node.number("sz", look.size * 100) / 100 * look.shrunk * self.scale
        colour = self.palette.colour(says.find(f"{A}solidFill")) if says is not None else ""
        return Span(words, Face("sans", weight, node.flag("i", False)), round(size, 2), colour or look.colour(self.palette))

    def _paragraph(self, spans: tuple[Span, ...], says: Node | None, look: _Look, numbered: int) -> Paragraph:
        node, size = ElementOf(says), max(span.size for span in spans)
        sign = says.find(f"{A}buChar") if says is not None else None
        bullet = str(numbered) if numbered else sign.get("char", "") if sign is not None else ""
        hang = node.number("marL", 0) / EMU * self.scale if bullet else 0.0
        exact = look.held.leading * self.scale
        return Paragraph(spans, self._spacing(says, "lnSpc", LINE * size) or exact or LINE * size,
                         _ALIGNS.get(node.text("algn", look.held.align), "left"), hang=hang, bullet=bullet,
                         bullet_colour=spans[0].colour, space_before=self._spacing(says, "spcBef", LINE * size))

    def _spacing(self, says: Node | None, name: str, line: float) -> float:
        """In points, or a part of a line."""
        points = says.find(f"{A}{name}/{A}spcPts") if says is not None else None
        part = says.find(f"{A}{name}/{A}spcPct") if says is not None else None
        return ElementOf(points).number("val", 0) / 100 * self.scale + ElementOf(part).number("val", 0) / _WHOLE * line


class _Look:
    """What a text body says of all its text, and the placeholder that it stands in."""

    def __init__(self, shape: Node, body: Node, held: Holder) -> None:
        self.shape, self.body, self.held = shape, body, held
        self.frame = ElementOf(body.find(f"{A}bodyPr"))
        named = shape.find(f"{P}nvSpPr/{P}cNvPr")
        self.name = named.get("name", "") if named is not None else ""
        level = body.find(f"{A}lstStyle/{A}lvl1pPr/{A}defRPr")
        self.size = ElementOf(level).number("sz", held.size * 100) / 100
        fit = body.find(f"{A}bodyPr/{A}normAutofit")
        self.shrunk = ElementOf(fit).number("fontScale", _WHOLE) / _WHOLE

    @property
    def turned(self) -> bool:
        place = ElementOf(self.shape.find(f"{P}spPr/{A}xfrm"))
        return bool(place.number("rot", 0)) or self.frame.text("vert", "horz") != "horz"

    @property
    def insets(self) -> tuple[float, ...]:
        return tuple(self.frame.number(side, usual * EMU) / EMU for side, usual in zip(_SIDES, self.held.inset, strict=True))

    @property
    def anchor(self) -> Anchor:
        return _ANCHORS.get(self.frame.text("anchor", self.held.anchor), "top")

    @property
    def wraps(self) -> bool:
        return self.frame.text("wrap", "square") != "none"

    def colour(self, palette: Palette) -> str:
        """Of text that says none: what the shape's style gives, else the placeholder."""
        styled, own = palette.colour(self.shape.find(f"{P}style/{A}fontRef")), self.held.colour
        return styled or (own if own.startswith("#") else palette.slots.get(own, "#000000"))


@dataclass(frozen=True)
class ElementOf:
    """The attributes of an element that may be missing; nonsense counts as not said."""

    node: Node | None

    def text(self, name: str, usual: str) -> str:
        return usual if self.node is None else self.node.get(name, usual)

    def flag(self, name: str, usual: bool) -> bool:
        return self.text(name, "1" if usual else "0") in ("1", "true")

    def number(self, name: str, usual: float) -> float:
        said = self.text(name, "")
        return float(said) if said.lstrip("-").isdecimal() and said.isascii() else usual


def _frame(shape: Node) -> tuple[float, float, float, float] | None:
    at, size = shape.find(f"{P}spPr/{A}xfrm/{A}off"), shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    if at is None or size is None:
        return None
    (x, y), (width, height) = ((ElementOf(n).number(a, 0) / EMU, ElementOf(n).number(b, 0) / EMU)
                               for n, a, b in ((at, "x", "y"), (size, "cx", "cy")))
    return x, y, width, height
