"""What a plan promises about lengths: the values whose marks' lengths are in one proportion to them (Tufte's lie factor 1)."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Lengths:
    """`values` in data units, their signs left out; drawn as boxes or as lines, `along` the page's width or its height."""

    values: tuple[float, ...]
    along: Literal["width", "height"] = "height"
    drawn: Literal["boxes", "lines"] = "boxes"

    @property
    def stated(self) -> tuple[float, ...]:
        """The lengths that can be seen, longest first."""
        return tuple(sorted((abs(v) for v in self.values if v), reverse=True))

