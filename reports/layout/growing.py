"""Figures drawn higher where their page would else end in a hole: a plot with axes takes more height as well as less."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.layout.search import is_hole
from reports.page import Figure, Item
from reports.theme import PageShape

MOST = 1 / 3  # of its height: the most that a figure gains
_SPARE = 14.0  # points: what the baseline grid may take


def holes(found: Mapping[int, float], shape: PageShape) -> dict[int, float]:
    """The pages with more white than may be, and how much."""
    return {page: white for page, white in found.items() if is_hole(white, shape.bottom - shape.top)}


def heights(pages: Sequence[Sequence[Item]], found: Mapping[int, float], shape: PageShape) -> dict[str, float]:
    """The heights in points of the plots that can close a hole, by the name of their data; a hole that they cannot close
    stays as it is. Plots over the full width alone: two side by side are of one height."""
    made: dict[str, float] = {}
    for page, white in holes(found, shape).items():
        plots = [item for item in pages[page - 1] if isinstance(item, Figure) and item.native and item.tag
                 and item.width > shape.content - 1]
        total = sum(plot.height for plot in plots)
        gain = min(white - _SPARE, MOST * total)
        if not is_hole(white - gain, shape.bottom - shape.top):
            made |= {plot.tag.data: plot.height * (1 + gain / total) for plot in plots if plot.tag}
    return made
