"""How the parts of a native chart look: lines, type, number formats, and the colour in which a label can be read."""
from __future__ import annotations

from charts.drawing import Fill, Stroke
from charts.style import Style
from reports.render.pptx_ink import NO_FILL, NO_LINE, Ink, text

_DASHES = ((1.5, "sysDot"), (3.5, "sysDash"), (6.0, "dash"))  # charts: named dashes only, by length of a dash in line widths
_READABLE = 4.5  # contrast of text on its ground, WCAG 2.2, 1.4.3


class Look:
    """One theme's colours at the type sizes of slides, as DrawingML."""

    def __init__(self, ink: Ink, style: Style, language: str) -> None:
        self.ink, self.style, self.language = ink, style, language

    def area(self, fill: Fill | None, stroke: Stroke | None) -> str:
        """The look of a bar, a slice, an area."""
        return f"<c:spPr>{self.ink.fill(fill)}{self.stroke(stroke)}</c:spPr>"

    def run(self, stroke: Stroke | None) -> str:
        """The look of a line through points."""
        return f"<c:spPr>{self.stroke(stroke)}</c:spPr>"

    def stroke(self, stroke: Stroke | None) -> str:
        """As elsewhere, but a dash by its name: not every host knows other dashes in charts."""
        if stroke is None or not stroke.dash:
            return self.ink.line(stroke)
        plain = self.ink.line(Stroke(stroke.colour, stroke.width))
        name = next((name for most, name in _DASHES if stroke.dash[0] / stroke.width < most), "lgDash")
        return plain.replace('prstDash val="solid"', f'prstDash val="{name}"')

    def type(self, role: str, colour: str, bold: bool = False) -> str:
        """The text of an axis, a legend or a series' labels."""
        look = self.characters("a:defRPr", role, colour, bold)
        return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="{self.language}"/></a:p></c:txPr>'

    def words(self, words: str, role: str, colour: str, note: str = "", under: bool = True) -> str:
        """Bold words of a label's own, a paragraph a line, and a quiet note under or after them."""
        bold, quiet = self.characters("a:rPr", role, colour, bold=True), self.characters("a:rPr", "axis", "g700")
        lines = [f"<a:r>{bold}<a:t>{text(line)}</a:t></a:r>" for line in words.split("\n")]
        notes = [f"<a:r>{quiet}<a:t>{text(line if under else f'  {line}')}</a:t></a:r>" for line in note.split("\n") if line]
        lines = [*lines, *notes] if under else [*lines[:-1], "".join((lines[-1], *notes))]
        said = "".join(f"<a:p>{line}</a:p>" for line in lines)
        return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{said}</c:rich></c:tx>'

    def title(self, words: str, place: tuple[float, float] | None) -> str:
        """The title of an axis, level, its top left corner at a place in shares of the chart (None: as the host likes it)."""
        look = self.characters("a:rPr", "axis", "g700", bold=True)
        at = "" if place is None else ('<c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
                                       f'<c:x val="{place[0]:.5f}"/><c:y val="{place[1]:.5f}"/></c:manualLayout>')
        said = f"<a:p><a:r>{look}<a:t>{text(words)}</a:t></a:r></a:p>"
        return (f'<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/>{said}</c:rich></c:tx>'
                f'<c:layout>{at}</c:layout><c:overlay val="0"/></c:title>')

    def characters(self, tag: str, role: str, colour: str, bold: bool = False) -> str:
        """The properties of a run of text."""
        language = f' lang="{self.language}"' if tag == "a:rPr" else ""
        return (f'<{tag}{language} sz="{round(self.style.sizes[role] * 100)}" b="{int(bold)}">{self.ink.solid(colour)}'
                f'<a:latin typeface="+mn-lt"/></{tag}>')

    def label_on(self, fill: Fill | None) -> tuple[str, str]:
        """The colour of words on a fill, and the ground that they need: a pattern would run through them."""
        if fill is None:
            return "navy", f"{NO_FILL}{NO_LINE}"
        if fill.pattern != "solid":
            return "navy", f"{self.ink.solid(fill.ground or 'white')}{NO_LINE}"
        colours = self.ink.theme.colours
        white = _contrast(colours["white"], colours[fill.colour])
        return ("white" if white >= _READABLE else "navy"), f"{NO_FILL}{NO_LINE}"


def number_format(code: str) -> str:
    """The element of an axis or of labels; never the one of the sheet's cells, which a host may lack."""
    quoted = text(code).replace('"', "&quot;")
    return f'<c:numFmt formatCode="{quoted}" sourceLinked="0"/>'


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two "#rrggbb" (WCAG 2.2, 1.4.3)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
