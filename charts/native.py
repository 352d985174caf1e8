"""Native: "this chart, said as an Office chart". Data and decisions only, all taken from `plan()`."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from charts.drawing import Fill, Stroke

NativeKind = Literal["column", "bar", "column_stacked", "bar_stacked", "column_stacked_100", "bar_stacked_100", "line", "area",
                     "area_stacked", "scatter", "doughnut"]
Place = Literal["", "l", "r", "t", "b"]  # left, right, over, under a mark


@dataclass(frozen=True, slots=True)
class Point:
    """How one data point looks, where it differs from its series. `label` replaces the number's own text; `silent`: none.

    `note`: a quiet line under the label; `role`: its type; `place`: the side of its mark ("": the usual one). `aside`: it
    stands away from its mark, `shift` from where the host would put it (in shares of the chart's width and height), which
    `charts.naming` finds once the size of the chart is known.
    """

    fill: Fill | None = None
    stroke: Stroke | None = None
    label: str = ""
    silent: bool = False
    note: str = ""
    role: str = "value"
    place: Place = ""
    aside: bool = False
    shift: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class NativeSeries:
    """`values` holds None for missing. `fill` None and `stroke` None: an invisible series (a waterfall's base).

    Over areas and columns a series with a stroke and no fill is a line. `dot`: diameter of its markers, in points.
    `tick`: of bars, a stroke across at each value instead of a bar.
    """

    name: str
    values: tuple[float | None, ...]
    fill: Fill | None = None
    stroke: Stroke | None = None
    points: tuple[Point | None, ...] = ()
    labels: bool = False
    marker: bool = False
    x: tuple[float | None, ...] = ()  # scatter only: one a value; None beside one that is missing
    dot: float = 9.0
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Native:
    """One Office chart. `minimum`, `maximum`, `major` are in data units; `gap_width` and `overlap` in percent.

    `plot`: left, top, width, height of what the axes enclose, in shares of the chart (None: as the host likes it); `leaders`:
    whether lines lead from marks to labels that stand aside; `names`: the type of the categories.

    Of a scatter: `titles` of both axes, the horizontal one first, and the `places` of their top left corners in shares of the
    chart; `base`: where the scale of a chart of rows begins, whose vertical axis is but a line at nought.
    """

    kind: NativeKind
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    minimum: float = 0.0
    maximum: float | None = None
    major: float | None = None
    number_format: str = "#,##0"
    gap_width: int = 60
    overlap: int = 0
    value_axis: bool = False
    gridlines: bool = False
    legend: bool = False
    headers: tuple[str, ...] = field(default=())
    x_minimum: float | None = None  # scatter only: the horizontal axis
    x_maximum: float | None = None
    x_major: float | None = None
    x_number_format: str = "#,##0"
    plot: tuple[float, float, float, float] | None = None
    leaders: bool = False
    names: str = "axis"
    titles: tuple[str, str] | None = None
    places: tuple[tuple[float, float], tuple[float, float]] | None = None
    base: float | None = None

    @property
    def tick(self) -> float | None:
        """The length of a stroke across bars, in data units: far less than a point, but not nothing; None: there is none."""
        return ((self.maximum or 1.0) - self.minimum) / 20_000 if any(series.tick for series in self.series) else None
