"""Rules about the picture itself, read from its marks: L4, H3, F3 and F8, C1 to C3, and C5 and C6 on its series.

Boxes of text are as wide as the text engine says and as high as small and capital letters are; two boxes may touch by 1 pt.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from charts import vision
from charts.drawing import Command, Mark, Path, Text, bounds, parts, rectangular
from charts.rules import palette
from charts.rules.chart import Chart, Finding
from charts.rules.measured import lie_factor
from charts.style import PALE, SMALLEST, Style

SLACK = 1.0  # pt that boxes may share
_ASCENT, _DESCENT = 0.70, 0.20  # of the size: capitals and small letters, without the room for accents


class Picture(Protocol):
    """A drawing, or a sketch."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def marks(self) -> Sequence[Mark]: ...


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; `what` is a text, or the colour of a fill; `at` is its place in the order of painting."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    at: int = 0

    def meets(self, other: Box, slack: float = SLACK) -> bool:
        """Whether two boxes share more than `slack` both ways."""
        return (min(self.right, other.right) - max(self.left, other.left) > slack
                and min(self.bottom, other.bottom) - max(self.top, other.top) > slack)

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside, to within 1 pt."""
        return (self.left - SLACK <= other.left and other.right <= self.right + SLACK
                and self.top - SLACK <= other.top and other.bottom <= self.bottom + SLACK)


def judge(picture: Picture, style: Style, chart: Chart | None = None) -> Iterator[Finding]:
    """What is wrong with a picture. With the chart, its lengths and its series colours are judged too."""
    texts, fills = _texts(picture, style), _fills(picture)
    yield from _collisions(picture, texts, fills)
    yield from _sizes(picture, style)
    yield from _contrasts(picture, style, texts)
    yield from _touching(picture, fills, style)
    if chart:
        yield from _named(picture, chart)
        yield from lie_factor(picture.marks, chart)
        for roles in palette.worn(chart):
            yield from palette.series(roles, style.colours)


# ---------------------------------------------------------------- boxes
def _texts(picture: Picture, style: Style) -> list[Box]:
    return [_box(mark, style, n) for n, mark in enumerate(picture.marks) if isinstance(mark, Text) and mark.text.strip()]


def _box(mark: Text, style: Style, at: int) -> Box:
    wide = style.measure(mark.text, mark.size, mark.bold)
    left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
    return Box(left, mark.y - _ASCENT * mark.size, left + wide, mark.y + _DESCENT * mark.size, mark.text, at)


def _fills(picture: Picture) -> list[Box]:
    """Filled rectangles, each with the colour that covers most of it; a path of several gives one each."""
    found = []
    for n, mark in enumerate(picture.marks):
        if isinstance(mark, Path) and mark.fill:
            colour = mark.fill.colour if mark.fill.pattern == "solid" else mark.fill.ground or "white"
            found += [Box(*bounds(part), colour, n) for part in map(Path, parts(mark.commands)) if rectangular(part.commands)]
    return found


# ---------------------------------------------------------------- the rules
def _collisions(picture: Picture, texts: Sequence[Box], fills: Sequence[Box]) -> Iterator[Finding]:
    """L4: no text over another, over the edge of a dark fill, under anything, or outside."""
    for a, b in combinations(texts, 2):
        if a.meets(b):
            yield _error("L4", f'"{a.what}" and "{b.what}" overlap', "shorten one of them")
    for text in texts:
        if not Box(0, 0, picture.width, picture.height, "").holds(text):
            yield _error("L4", f'"{text.what}" runs out of the figure', "shorten it")
        for fill in fills:
            if fill.meets(text) and fill.what not in PALE and not fill.holds(text):
                yield _error("L4", f'"{text.what}" runs over a mark', "shorten it, or give the figure more room")
    for text, line in _crossed(picture, texts):
        yield _error("L4", f'a line runs through "{text.what}"', f"move the label or the line ({line})")


def _named(picture: Picture, chart: Chart) -> Iterator[Finding]:
    """C4, and L1 up to three series: each has its name in the picture, beside its colour."""
    names = [one.name for one in chart.series if one.name and not one.paired]
    there = "".join("".join(mark.text.split()) for mark in picture.marks if isinstance(mark, Text))
    words = {word for mark in picture.marks if isinstance(mark, Text) for word in mark.text.split()}
    for name in names if len(names) > 1 else ():
        if "".join(name.split()) not in there and not set(name.split()) <= words:
            rule = "L1" if len(names) <= 3 else "C4"
            yield _error(rule, f'the series "{name}" is told by its colour alone', "name it beside its marks")


def _crossed(picture: Picture, texts: Sequence[Box]) -> Iterator[tuple[Box, str]]:
    """Texts with a straight, dark line through them that is longer than they are: shorter ones strike them out on purpose."""
    for mark in picture.marks:
        if not isinstance(mark, Path) or mark.fill or not mark.stroke or mark.stroke.colour in PALE or len(mark.commands) != 2:
            continue
        left, top, right, bottom = bounds(mark)
        line = Box(left - 0.6, top - 0.6, right + 0.6, bottom + 0.6, "")
        for text in texts:
            struck = bottom - top < 0.1 and right - left <= text.right - text.left + 6
            if (right - left < 0.1 or bottom - top < 0.1) and line.meets(text) and not struck:
                yield text, f"at {left:.0f}, {top:.0f} pt"


def _sizes(picture: Picture, style: Style) -> Iterator[Finding]:
    """F3 in print, F8 on slides."""
    least, rule = SMALLEST[style.medium], {"print": "F3", "slide": "F8"}[style.medium]
    for mark in picture.marks:
        if isinstance(mark, Text) and mark.text.strip() and mark.size < least - 0.01:
            yield _error(rule, f'"{mark.text}" is set in {mark.size:g} pt', f"{least:g} pt are the least")


def _contrasts(picture: Picture, style: Style, texts: Sequence[Box]) -> Iterator[Finding]:
    """C1 for text on what lies under it, C2 for marks on white."""
    for text in texts:
        mark = picture.marks[text.at]
        assert isinstance(mark, Text)
        ground = _ground(picture, text)
        ratio = vision.contrast(style.colours[mark.colour], style.colours[ground])
        large = mark.size >= 18 or (mark.bold and mark.size >= 14)
        if ratio < (3.0 if large else 4.5) - 0.005:
            yield _error("C1", f'"{mark.text}" has a contrast of {ratio:.1f} on {ground}', "4.5 is the least, 3 for large type")
    for colour in sorted({p.colour for m in picture.marks if isinstance(m, Path) for p in (m.stroke, m.fill) if p} - PALE):
        yield from palette.on_white(colour, style.colours)


def _ground(picture: Picture, text: Box) -> str:
    """The colour of the last fill that was painted under the middle of a text."""
    x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
    for mark in reversed(picture.marks[:text.at]):
        if isinstance(mark, Path) and mark.fill and any(_inside(part, x, y) for part in parts(mark.commands)):
            return mark.fill.colour if mark.fill.pattern == "solid" else mark.fill.ground or "white"
    return "white"


def _inside(commands: Sequence[Command], x: float, y: float) -> bool:
    """Whether a point lies within an outline (even-odd); a curve counts as its chord."""
    points = [(float(c[len(c) - 2]), float(c[len(c) - 1])) for c in commands if len(c) > 2]
    odd = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def _touching(picture: Picture, fills: Sequence[Box], style: Style) -> Iterator[Finding]:
    """C3: neighbouring fills are parted by contrast, by white between them, or by a white line on the edge that they share."""
    dark, white = [f for f in fills if f.what not in PALE], _white(picture)
    for a, b in combinations(dark, 2):
        beside = a.what != b.what and a.meets(b, -palette.TOUCH) and not a.meets(b, 0.1)
        faint = beside and vision.contrast(style.colours[a.what], style.colours[b.what]) < 3.0
        if faint and not any(_parts_them(line, a, b) for line in white):
            yield _error("C3", f'"{a.what}" touches "{b.what}"', f"leave {palette.TOUCH:g} pt of white between them")
            return


def _white(picture: Picture) -> list[Box]:
    """The straight white lines that are broad enough to part two fills, as wide as they are drawn."""
    lines = [m for m in picture.marks if isinstance(m, Path) and not m.fill and m.stroke and m.stroke.colour == "white"
             and m.stroke.width >= palette.TOUCH and len(m.commands) == 2]
    grown = [(bounds(m), m.stroke.width / 2 if m.stroke else 0.0) for m in lines]
    return [Box(left - half, top - half, right + half, bottom + half, "white") for (left, top, right, bottom), half in grown]


def _parts_them(white: Box, a: Box, b: Box) -> bool:
    """Whether a white line covers the edge that two fills share, from end to end."""
    left, right = max(a.left, b.left), min(a.right, b.right)
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    return white.holds(Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom), ""))


def _error(rule: str, what: str, hint: str) -> Finding:
    return Finding(rule, "error", what, hint)
