"""Marks on matplotlib axes: page points, top left origin, colours by role. What a kind's `draw` is written with.

`canvas` turns axes that cover the whole figure into a page; `add` puts one mark of the neutral vocabulary on it; `put`
puts a whole sketch. Marks are painted in the order in which they are added.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text as Words

from charts.drawing import Mark, Path, Text
from charts.style import Style

_CODES = {"M": [int(Outline.MOVETO)], "L": [int(Outline.LINETO)], "C": [int(Outline.CURVE4)] * 3,
          "Z": [int(Outline.CLOSEPOLY)]}
_HATCHES = {"hatch": "/", "dots": "."}
_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_LAYER = 2.0  # one layer for all: matplotlib would otherwise paint all patches before all text

PlanT = TypeVar("PlanT")


class Drawn(Protocol):
    """Anything that holds marks."""

    @property
    def marks(self) -> list[Mark]: ...


def size(axes: Axes) -> tuple[float, float]:
    """Width and height of the figure in points."""
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes have no figure")
    width, height = figure.get_size_inches() * 72
    return round(float(width), 6), round(float(height), 6)


def canvas(axes: Axes) -> tuple[float, float]:
    """Makes the axes a page of points without frame or ticks; returns its width and height."""
    width, height = size(axes)
    axes.set_axis_off()
    axes.set_position((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return width, height


def put(axes: Axes, sketch: Callable[[PlanT, float, float, Style], Drawn], plan: PlanT, style: Style) -> None:
    """Draws `sketch(plan, width, height, style)` on a page of the figure's size."""
    width, height = canvas(axes)
    for mark in sketch(plan, width, height, style).marks:
        add(axes, mark, style)


def add(axes: Axes, mark: Mark, style: Style) -> None:
    """Puts one mark on a canvas. Raises KeyError for a colour role that the style lacks."""
    if isinstance(mark, Text):
        axes.add_artist(_words(mark, style))
    else:
        axes.add_patch(_patch(mark, style))


def _words(mark: Text, style: Style) -> Words:
    return Words(mark.x, mark.y, mark.text, color=style.colours[mark.colour], fontsize=mark.size, ha=_ALIGN[mark.anchor],
                 va="baseline", fontweight="bold" if mark.bold else "normal", fontstyle="italic" if mark.italic else "normal",
                 fontfamily="serif" if mark.family == "serif" else "sans-serif", zorder=_LAYER, clip_on=False,
                 parse_math=False)


def _patch(mark: Path, style: Style) -> PathPatch:
    patch = PathPatch(_outline(mark), facecolor="none", edgecolor="none", linewidth=0, zorder=_LAYER, clip_on=False)
    if mark.name:
        patch.set_gid(mark.name)
    if fill := mark.fill:
        ground = fill.colour if fill.pattern == "solid" else fill.ground
        patch.set_facecolor(style.colours[ground] if ground else "none")
        if fill.pattern != "solid":
            patch.set_hatch(_HATCHES[fill.pattern])
            patch.set_hatchcolor(style.colours[fill.colour])
    if stroke := mark.stroke:
        patch.set_edgecolor(style.colours[stroke.colour])
        patch.set_linewidth(stroke.width)
        patch.set_linestyle((0, stroke.dash) if stroke.dash else "solid")
    return patch


def _outline(mark: Path) -> Outline:
    """matplotlib's path: a closing command there has a point, which it ignores."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for name, *values in mark.commands:
        vertices += list(zip(values[0::2], values[1::2])) or [(0.0, 0.0)]
        codes += _CODES[name]
    return Outline(vertices, codes)
