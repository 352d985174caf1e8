"""An Office chart at its size: what hosts would set as they like, set as the drawings have it. In points of the chart."""
from __future__ import annotations

from dataclasses import replace

from charts import listed_office, naming, sides
from charts.native import Native, Point
from charts.sketch import leading
from charts.style import Style

_BESIDE = 0.3  # of the width that the names of bars may take in the larger type


def sized(native: Native, width: float, height: float, style: Style) -> Native:
    """The chart with its words and its axes in their places."""
    if native.base is not None:
        return listed_office.settled(native, width, style)
    if native.titles:
        return _crossed(native, native.titles, (width, height), style)
    large = native.kind.startswith(("bar", "column")) and _roomy(native, width, height, style)
    return naming.named(replace(native, names="label") if large else native, width, height, style)


def _roomy(native: Native, width: float, height: float, style: Style) -> bool:
    """Whether the names of bars or columns have room for the type of labels: each in one line, and none with a note."""
    size, count, level = style.sizes["label"], len(native.categories), native.kind.startswith("bar")
    room = _BESIDE * width if level else 0.8 * width / count - 6
    tall = 0.8 * height / count if level else height
    return leading(style, size) <= tall and all("\n" not in name and style.measure(name, size, True) <= room
                                                for name in native.categories)


def _crossed(native: Native, titles: tuple[str, str], size: tuple[float, float], style: Style) -> Native:
    """A scatter between axes with titles: one over the vertical axis, one under the end of the other; names at free sides."""
    (width, height), axis, k, line = size, style.sizes["axis"], style.stroke, leading(style, style.sizes["axis"])
    (x0, x1), (y0, y1) = _ends(native.x_minimum, native.x_maximum), _ends(native.minimum, native.maximum)
    left = max(style.measure(f"{end:,.10g}", axis, False) for end in (y0, y1)) + 6 * k
    right, top, bottom = width - style.measure(f"{x1:,.10g}", axis, False) / 2 - 2, line + 8 * k, height - 2 * line - 6 * k
    wide, high, one = right - left, bottom - top, native.series[0]
    points = [point or Point() for point in one.points]
    spots = [(((x or 0.0) - x0) / (x1 - x0) * wide, (y1 - (y or 0.0)) / (y1 - y0) * high) for x, y in zip(one.x, one.values)]
    found = sides.find(spots, [style.measure(p.label, style.sizes[p.role], True) for p in points], (wide, high))
    made = replace(one, points=tuple(replace(p, place=side) for p, side in zip(points, found))) if found else one
    end = right - style.measure(titles[0], axis, True) - 4 * k
    return replace(native, series=(made, *native.series[1:]), plot=(left / width, top / height, wide / width, high / height),
                   places=((end / width, 1 - (line + 4 * k) / height), (0.0, 0.0)))


def _ends(low: float | None, high: float | None) -> tuple[float, float]:
    return low or 0.0, high if high is not None else 1.0
