"""A sketch: the marks of a schematic, set down in page points before any drawing engine is asked for.

A schematic (route, itinerary, ladder ...) is geometry and measured words. Its kind puts `Path` and `Text` marks into a
`Sketch`, which can be examined as numbers, and `charts.marks.put` then draws the same marks with matplotlib.
"""
from __future__ import annotations

from collections.abc import Sequence

from charts.drawing import Anchor, Command, Fill, Mark, Path, Stroke, Text, circle, rectangle, segment
from charts.style import Style

_LEADING = {"print": 1.2, "slide": 1.25}  # 9.5/11.4 in print, 20/25 on slides


def leading(style: Style, size: float) -> float:
    """The line height that goes with a type size."""
    return _LEADING[style.medium] * size


def second(style: Style) -> float:
    """The size of the quiet line under a bold label: that of an axis, 8.5 in print and 16 on slides."""
    return style.sizes["axis"]


class Sketch:
    """Marks in the order they are painted; origin top left, y downward, colours as roles, lengths in points.

    Stroke widths and dashes are given as in print and multiplied by `style.stroke`.
    """

    def __init__(self, width: float, height: float, style: Style) -> None:
        self.width, self.height, self.style = width, height, style
        self.marks: list[Mark] = []

    def path(self, commands: Sequence[Command], fill: Fill | None = None, stroke: Stroke | None = None) -> None:
        """Any path; the stroke is scaled to the medium."""
        k = self.style.stroke
        scaled = stroke and Stroke(stroke.colour, stroke.width * k, tuple(d * k for d in stroke.dash))
        self.marks.append(Path(tuple(commands), fill, scaled))

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float,
             dash: tuple[float, ...] = ()) -> None:
        """A straight line."""
        self.path(segment(x1, y1, x2, y2), None, Stroke(colour, width, dash))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.path(rectangle(x, y, width, height), Fill(colour))

    def disc(self, x: float, y: float, r: float, colour: str) -> None:
        """A filled disc."""
        self.path(circle(x, y, r), Fill(colour))

    def ring(self, x: float, y: float, r: float, width: float, colour: str = "navy") -> None:
        """A ring on white: `r` is the radius of the middle of the stroke."""
        self.path(circle(x, y, r), Fill("white"), Stroke(colour, width))

    def text(self, x: float, top: float, words: str, size: float, colour: str = "g700", bold: bool = False,
             anchor: Anchor = "start") -> float:
        """One line of words whose line box begins at `top`; returns where the next line box begins."""
        high = leading(self.style, size)
        if words:
            self.marks.append(Text(x, top + high / 2 + 0.33 * size, words, size, colour, bold, anchor=anchor))
        return top + high

    def lines(self, x: float, top: float, lines: Sequence[str], size: float, colour: str = "g700", bold: bool = False,
              anchor: Anchor = "start") -> float:
        """Several lines, one below the other; returns where the next line box begins."""
        for words in lines:
            top = self.text(x, top, words, size, colour, bold, anchor)
        return top

    def met(self, x: float, y: float, d: float) -> None:
        """A disc with a tick: the thing happened. Centre and diameter."""
        self.disc(x, y, d / 2, "navy")
        tick: tuple[Command, ...] = (("M", x - 0.22 * d, y + 0.01 * d), ("L", x - 0.06 * d, y + 0.17 * d),
                                     ("L", x + 0.23 * d, y - 0.16 * d))
        self.marks.append(Path(tick, None, Stroke("white", d / 8)))

    def not_met(self, x: float, y: float, d: float) -> None:
        """A ring with a cross: the thing did not happen. Centre and diameter."""
        ring = d / 9
        self.marks.append(Path(circle(x, y, (d - ring) / 2), Fill("white"), Stroke("navy", ring)))
        a = 0.17 * d
        for sign in (1, -1):
            self.marks.append(Path(segment(x - a, y - sign * a, x + a, y + sign * a), None, Stroke("navy", d / 8)))
