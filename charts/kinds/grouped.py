"""Two or three values for each label, side by side on one axis from zero; `horizontal: true` turns them into bars."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import columns, series, series_bars, series_columns
from charts.columns import Domain
from charts.inputs import Refused
from charts.lengths import Lengths
from charts.native import Native
from charts.series import Grid, GridPlan, SeriesSpec
from charts.sketch import Sketch
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: grouped
headline: Both terminals handled more boxes in the second year
subtitle: Containers a year, thousand
source_note: Invented for this example.
unit: thousand
series:
  - {name: Year before}
  - {name: Latest year, message: true}
rows:
  - {label: North terminal, values: [210, 260]}
  - {label: South terminal, values: [150, 170]}
  - {label: Old quay, values: [50, null]}
"""

_MOST = 30  # labels
_LETTERS, _LETTERS_AT_MOST = 49, 12  # of a value that stand side by side over all columns of a slide, and over one in print


class Spec(SeriesSpec):
    """Two series, at most three. `horizontal`: bars that run to the right, for long names."""

    horizontal: bool = False


@dataclass(frozen=True)
class Plan(GridPlan):
    """The values, and the axis they stand on."""

    scale: Domain
    horizontal: bool

    @property
    def many(self) -> bool:
        """Whether columns are read from an axis: there are many (L2), or their values are wider than they are."""
        count = len(self.grid.labels) * len(self.grid.series)
        words = [w for one in self.grid.series for item in one.items if item.number is not None for w in item.text.split(" ")]
        return not self.horizontal and (count >= columns.FEW or max(map(len, words)) > min(_LETTERS // count, _LETTERS_AT_MOST))

    @property
    def lengths(self) -> Lengths:
        """What the bars promise."""
        return Lengths(self.numbers, "width" if self.horizontal else "height")


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for more than three series (H8), mixed units or scopes, anonymous numbers, and too many labels."""
    if max(len(spec.series), len(spec.y)) > 3:
        raise Refused("H8", f"{max(len(spec.series), len(spec.y))} series side by side cannot be compared",
                      "keep two, at most three, or make small multiples", spec.place)
    grid, near = series.read(spec, rows, 2, 3)
    if len(grid.labels) > _MOST:
        raise Refused("M14", f"{len(grid.labels)} groups are more than the eye can tell apart",
                      f"keep at most {_MOST}, or use a line for each series", spec.place)
    scale = columns.domain(grid.numbers)
    return Plan(spec.alt or _alt(grid, spec), grid, spec.unit or "", scale, spec.horizontal,
                flags=(*near, *series.flagged(grid, spec.place)))


def _alt(grid: Grid, spec: Spec) -> str:
    of, what = f" in {spec.unit}" if spec.unit else "", "bars" if spec.horizontal else "columns"
    return (f"Grouped {what}{of}, axis from zero, {len(grid.labels)} groups of {len(grid.series)}: "
            f"{', '.join(one.name for one in grid.series)}. {grid.said}.")


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    if plan.horizontal:
        return series_bars.height(plan.grid, width, style)
    return series_columns.height(plan.grid, plan.scale, plan.many, width, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks."""
    if plan.horizontal:
        return series_bars.sketch(plan.grid, width, height_, style)
    return series_columns.sketch(plan.grid, plan.scale, plan.many, width, height_, style)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def _shown(plan: Plan) -> int | None:
    """The first label whose values have room for the names of the series in an Office chart."""
    from charts import series_office

    scale, names = plan.scale, [one.name for one in plan.grid.series]
    most = _LETTERS // (len(plan.grid.labels) * len(names))
    for n in range(len(plan.grid.labels)):
        numbers = [item.number for item in plan.grid.at(n) if item.number is not None]
        free = [(v - scale.low if v < 0 else scale.high - v) / (scale.high - scale.low) for v in numbers]
        fit = all(series_office.fits(f"{item.text}  {name}", share) for item, name, share in zip(plan.grid.at(n), names, free))
        short = all(len(word) <= most for name in names for word in name.split(" "))
        if len(numbers) == len(names) and (fit if plan.horizontal else short):
            return n
    return None


def _with_name(plan: Plan, name: str, text: str) -> str:
    if plan.horizontal:
        return f"{text}  {name}"
    most = _LETTERS // (len(plan.grid.labels) * len(plan.grid.series))
    return f"{name if len(name) <= most else name.replace(' ', chr(10))}\n{text}"


def native(plan: Plan) -> Native:
    """The same as clustered Office columns or bars; the series are named at the values of one label, or over them."""
    from charts import office, series_office

    grid, many = plan.grid, plan.many
    shown = None if many else _shown(plan)
    aside = {} if shown is not None else _first(grid)
    made = []
    for one in grid.series:
        words = [""] * len(one.items) if many else series_office.texts(one.items)
        if shown is not None:
            words[shown] = _with_name(plan, one.name, words[shown])
        made.append(series_office.named(series_office.series(one, words), aside.get(one.name), one.name))
    return Native("bar" if plan.horizontal else "column", series_office.categories(grid), tuple(made), plan.scale.low,
                  plan.scale.high, plan.scale.step, office.number_format(plan.scale), office.GAP_WIDTH, -4,
                  value_axis=many, gridlines=many)


def _first(grid: Grid) -> dict[str, int]:
    """By series the label at which it is named: that at which most are stated, else the first of its own."""
    stated = {one.name: [n for n, item in enumerate(one.items) if item.number is not None] for one in grid.series}
    return {name: grid.fullest if grid.fullest in own else own[0] for name, own in stated.items() if own}
