"""Style: what a drawing may know of the house: colours by role, type sizes by role, and how wide words are.

The same kinds draw for print and for slides; only the Style differs. Sizes are in points. `measure` is the text
engine's own ruler, handed in, so that a label is as wide in the plan as it will be on the page.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Medium = Literal["print", "slide"]
Measure = Callable[[str, float, bool], float]  # text, size in pt, bold -> width in pt

SERIES = ("navy", "blue", "maroon", "slate")  # the colours of series, in their order; all eyes tell them apart
MESSAGE = "orange"  # what the headline is about; once a figure
SMALLEST = {"print": 8.0, "slide": 14.0}  # pt of type in figures
SEAM = 1.2  # pt of white between touching fills, in print
DARK = ("navy", "blue", "maroon")  # grounds for white words
PALE = frozenset("white tint tint_2 peach peach_2 v_tint g200 g300 ice navy_rule".split())  # grounds and bands: no meaning alone


@dataclass(frozen=True)
class Style:
    """`colours`: role -> "#rrggbb". `sizes`: role -> pt, with at least: value, label, axis, small, big.

    print/slide defaults from the look: value 11/24, label 9.5/20 (bold), axis 8.5/16, small 8.5/14, big 17/32.
    `stroke`: factor on stroke widths and symbol gaps (print 1, slide 1.75).
    """

    medium: Medium
    colours: Mapping[str, str]
    sizes: Mapping[str, float]
    measure: Measure
    stroke: float = 1.0

    def __hash__(self) -> int:
        return hash((self.medium, self.stroke, *sorted(self.sizes.items())))

    def key(self) -> str:
        """A text that changes whenever a drawing made with this style could."""
        return repr((self.medium, sorted(self.colours.items()), sorted(self.sizes.items()), self.stroke))
