"""How the fonts of a template are measured: by their own files, by a font of the same widths, or by a stand-in and a factor.

The factors say how much wider a font sets lines than Carlito at most: over 3,866 lines of four words in English, German and
French, from the fonts' own advance widths. A font that is not known is taken to be as wide as DejaVu Sans Bold, which is about
as wide as Verdana: no font that is common in offices is wider.
"""
from __future__ import annotations

from dataclasses import dataclass

SAME = {"calibri", "carlito"}                                                  # the widths of Carlito themselves
WIDER = {"arial": 1.21, "helvetica": 1.21, "liberation sans": 1.21, "arimo": 1.21, "helvetica neue": 1.21,
         "times new roman": 1.19, "times": 1.19, "liberation serif": 1.19, "tinos": 1.19}
UNKNOWN = 1.43


@dataclass(frozen=True)
class Measured:
    """`factor`: what widths measured with Carlito are multiplied by; `exact`: they are the font's own."""

    name: str
    factor: float
    exact: bool


def measured(name: str) -> Measured:
    """How a font of this name is measured with the house's own sans."""
    key = name.strip().casefold()
    if key in SAME:
        return Measured(name, 1.0, True)
    return Measured(name, WIDER.get(key, UNKNOWN), False)
