"""Styled paragraphs as DrawingML text (ECMA-376-1, 21.1.2): exact leading, theme fonts, real lists, links, languages.

Inside a placeholder only what differs from the layout is written, so that the layout keeps its say.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.page import Face, Paragraph, Span
from reports.render.pptx_ink import ColourKey, Ink, attribute, emu, text

ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
_ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
_SCHEMES = ("http://", "https://", "mailto:")
_RAISED = 0.65  # hosts set raised characters at about two thirds of the size they are given
_KEEP_COLOUR = ('<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
                'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>')


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a placeholder of the layout already says about its first level; None: nothing."""

    size: float | None = None
    bold: bool = False
    italic: bool = False
    colour: ColourKey | None = None
    leading: float | None = None
    align: str | None = None
    heading: bool = False  # text in the theme's major font
    plain: bool = True     # no bullet
    sure: bool = True      # False: a template that is not ours may say more than is known here, so all is written
    own: bool = False      # keeps the colour and the alignment that the template gives it


FREE = Inherited()  # a text box: nothing to inherit


@dataclass(frozen=True)
class Writer:
    """Writes runs and paragraphs. `link` makes a relationship for an address and gives its id; `by_face` (the ruler's) tells
    which face a text was measured in."""

    ink: Ink
    language: str
    link: Callable[[str], str]
    by_face: Callable[[str, Face], list[tuple[Face, str]]]

    def body(self, paragraphs: Sequence[Paragraph], inherited: Inherited = FREE) -> str:
        """The paragraphs of one text body; an empty one keeps its place, since a body needs a paragraph."""
        starts = _starts(paragraphs)
        made = [self.paragraph(p, inherited, first=not i, start=starts[i]) for i, p in enumerate(paragraphs)]
        return "".join(made) or f'<a:p><a:endParaRPr lang="{self.language}"/></a:p>'

    def paragraph(self, paragraph: Paragraph, inherited: Inherited = FREE, *, first: bool = False, start: int = 0) -> str:
        """Space before the first paragraph of a box is never set: hosts differ in what they make of it."""
        runs = "".join(self.runs(paragraph, inherited))
        end = "" if runs else self._end(paragraph, inherited)
        return f"<a:p>{self.properties(paragraph, inherited, first, start)}{runs}{end}</a:p>"

    def runs(self, paragraph: Paragraph, inherited: Inherited) -> list[str]:
        return [f"<a:r>{self.run(replace(span, face=face), inherited, _unraised(span, paragraph), borrowed=face != span.face)}"
                f"<a:t>{text(part)}</a:t></a:r>"
                for span in paragraph.spans if span.text for face, part in self.by_face(span.text, span.face)]

    def _end(self, paragraph: Paragraph, inherited: Inherited) -> str:
        if not paragraph.spans:
            return ""
        return self.run(paragraph.spans[0], inherited, paragraph.spans[0].size, tag="a:endParaRPr")

    def properties(self, paragraph: Paragraph, inherited: Inherited, first: bool, start: int = 0) -> str:
        """a:pPr: indents, alignment, exact leading, space before, list label; `start`: where its numbered list begins."""
        before = 0.0 if first else paragraph.space_before
        inner = _spacing("lnSpc", paragraph.leading) if paragraph.leading != inherited.leading else ""
        inner += _spacing("spcBef", before) if before or not inherited.plain else ""
        inner += self._bullet(paragraph, inherited, start)
        return f"<a:pPr{_indents(paragraph, inherited)}{_alignment(paragraph, inherited)}>{inner}</a:pPr>"

    def _bullet(self, paragraph: Paragraph, inherited: Inherited, start: int) -> str:
        label = paragraph.bullet
        if not label:
            return "" if inherited.plain else "<a:buNone/>"
        colour = f"<a:buClr>{self.ink.colour(paragraph.bullet_colour)}</a:buClr>"
        if start:
            return f'{colour}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPlain" startAt="{start}"/>'
        return f'{colour}<a:buFont typeface="+mj-lt"/><a:buChar char={attribute(label)}/>'

    def run(self, span: Span, inherited: Inherited = FREE, size: float | None = None, tag: str = "a:rPr", *,
            borrowed: bool = False) -> str:
        """The properties of a run; `size` is what a raised span would have on the line, `borrowed`: of characters that the deck's
        own font lacks."""
        size = size or span.size
        bold, italic = span.face.weight != "regular", span.face.italic
        marks = "".join((
            f' sz="{round(size * 100)}"' if size != inherited.size else "",
            f' b="{int(bold)}"' if bold != inherited.bold or not inherited.sure else "",
            f' i="{int(italic)}"' if italic != inherited.italic or not inherited.sure else "",
            ' strike="sngStrike"' if span.strike else "",
            "" if inherited.sure else ' cap="none"',
            f' spc="{round(span.tracking * 100)}"' if span.tracking or not inherited.sure else "",
            f' baseline="{round(100_000 * span.rise / size)}"' if span.rise else ""))
        language = attribute(span.language or self.language)
        return f'<{tag} lang={language}{marks} dirty="0">{self._look(span, inherited, borrowed)}{self._link(span)}</{tag}>'

    def _look(self, span: Span, inherited: Inherited, borrowed: bool) -> str:
        known = self.ink.keys.get(span.colour, (span.colour, ()))
        colour = "" if known == inherited.colour or inherited.own else self.ink.solid(span.colour)
        if borrowed:
            return colour + typeface(self.ink.theme.names[span.face.family])
        if span.face.family != "sans":
            return f"{colour}<a:latin typeface={attribute(self.ink.theme.office_fonts[span.face.family])}/>"
        if inherited is FREE or not inherited.sure:
            return f'{colour}<a:latin typeface="{"+mj-lt" if inherited.heading else "+mn-lt"}"/>'
        return colour

    def _link(self, span: Span) -> str:
        """Addresses of other schemes, and jumps inside the printed brief, are plain text on a slide."""
        if not span.link.lower().startswith(_SCHEMES):
            return ""
        kept = "" if span.colour == self.ink.theme.office_links.get("hlink") else _KEEP_COLOUR
        return f'<a:hlinkClick r:id="{self.link(span.link)}">{kept}</a:hlinkClick>'


def body_properties(anchor: str = "top", wrap: bool = True, tag: str = "a:bodyPr") -> str:
    """No insets, no autofit: the layout has proven that the text fits."""
    return (f'<{tag} vert="horz" wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
            f'anchor="{_ANCHORS[anchor]}"><a:noAutofit/></{tag}>')


def typeface(name: str) -> str:
    """One font for whatever script a host takes the characters to be of (ECMA-376-1, 21.1.2.3)."""
    return "".join(f"<a:{script} typeface={attribute(name)}/>" for script in ("latin", "ea", "cs"))


def _starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """For each paragraph the first number of the list it belongs to; 0: it is not numbered.

    Numbers that follow on each other are one list, so that a host counts on when somebody adds an item.
    """
    starts: list[int] = []
    last = 0
    for label in (p.bullet for p in paragraphs):
        number = int(label) if label.isascii() and label.isdigit() and len(label) < 5 else 0
        starts.append(starts[-1] if number and last and number == last + 1 else number)
        last = number
    return starts


def _unraised(span: Span, paragraph: Paragraph) -> float:
    """The size to write: a raised span gets that of its neighbours, because the host makes it smaller by itself."""
    if not span.rise:
        return span.size
    return max((s.size for s in paragraph.spans if not s.rise), default=round(span.size / _RAISED, 1))


def _spacing(tag: str, points: float) -> str:
    return f'<a:{tag}><a:spcPts val="{round(points * 100)}"/></a:{tag}>'


def _indents(paragraph: Paragraph, inherited: Inherited) -> str:
    """A list label stands at the left edge; its text, all lines of it, at the hang."""
    first = -paragraph.hang if paragraph.bullet else paragraph.indent
    if not paragraph.hang and not first and inherited.plain:
        return ""
    return f' marL="{emu(paragraph.hang)}" indent="{emu(first)}"'


def _alignment(paragraph: Paragraph, inherited: Inherited) -> str:
    align = ALIGNMENTS[paragraph.align]
    if inherited.own:
        return ""
    return "" if align == (inherited.align or "l") else f' algn="{align}"'
