"""From a plan to a Drawing: a bare matplotlib figure, the kind's own `draw`, the recorder. No pyplot, no settings file.

matplotlib reads a `matplotlibrc` of the working folder when it is imported; its defaults are restored before anything is
drawn, so that no file on the machine changes a figure.
"""
from __future__ import annotations

from functools import cache
from typing import Any

import matplotlib
from cycler import cycler
from matplotlib.figure import Figure

import charts
from charts.drawing import Drawing
from charts.recorder import record
from charts.style import SERIES, Style

_SAFE: dict[str, Any] = {
    "text.parse_math": False, "text.usetex": False, "axes.formatter.use_mathtext": False, "axes.formatter.use_locale": False,
    "lines.scale_dashes": False, "path.simplify": False, "axes.spines.top": False, "axes.spines.right": False,
    "font.family": "sans-serif"}


def render(kind_name: str, plan: Any, width: float, height: float | None, style: Style) -> Drawing:
    """The drawing of a plan at a size in points; `height` None: as high as the kind wants to be.

    Raises charts.inputs.Refused when the kind finds no honest way to draw at this size.
    """
    module = charts.kind(kind_name)
    tall = float(module.height(plan, width, style)) if height is None else height
    _defaults()
    with matplotlib.rc_context(settings(style)):
        figure = Figure((width / 72, tall / 72), dpi=72, frameon=False)
        axes = figure.add_axes((0, 0, 1, 1))
        module.draw(plan, axes, style)
        return Drawing(width, tall, record(figure, style), plan.alt)


@cache
def _defaults() -> None:
    """Once a process, before the first figure."""
    matplotlib.rcdefaults()


def settings(style: Style) -> Any:
    """matplotlib's settings while a kind draws: safe ones, and the looks of axes, ticks and lines in the house style."""
    navy, grey = style.colours["navy"], style.colours["g700"]
    cycle = cycler(color=[style.colours[role] for role in SERIES])
    return {**_SAFE, "font.size": style.sizes["axis"], "axes.edgecolor": navy, "axes.labelcolor": grey, "text.color": grey,
            "xtick.color": navy, "ytick.color": navy, "xtick.labelcolor": grey, "ytick.labelcolor": grey,
            "xtick.labelsize": style.sizes["axis"], "ytick.labelsize": style.sizes["axis"], "patch.edgecolor": navy,
            "axes.facecolor": style.colours["white"], "grid.color": style.colours["g200"], "hatch.color": navy,
            "axes.linewidth": 0.9 * style.stroke, "grid.linewidth": 0.4 * style.stroke, "axes.prop_cycle": cycle}
