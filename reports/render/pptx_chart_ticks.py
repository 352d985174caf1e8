"""Strokes across bars, as the target of a bullet: bars of hardly any length with a thick outline, stacked at their values.

Office has no such mark. They are a second group of bars on axes of its own, which are alike and not shown: an unseen bar up
to the value, on it a white edge and the stroke. The lengths of both are literals, so that the sheet holds the values alone.

LibreOffice 7.4 loses the first bar of a stacked second group and stacks the rest on the last bar of the first group: so that
one ends at the value too, unseen. Hosts that stack by the standard do not need it (ECMA-376-1, 21.2.2.77).

What else was tried there: one bar with a fill that ends in a hard step (drawn as a shade, and two steps not at all); a bar of no
length (not drawn); a second group without a stack (a full bar over the value); error bars (drawn with caps; c:noEndCap was not
tried). A line or scatter series with a dash as its marker was not tried: its dash is level, as is the bar.
"""
from __future__ import annotations

from charts.drawing import Stroke
from reports.render.pptx_chart_axes import SECOND_IDS
from reports.render.pptx_chart_data import header, number
from reports.render.pptx_chart_look import Look
from reports.render.pptx_chart_series import SeriesWriter
from reports.render.pptx_ink import text

_EDGE = 2.0  # strokes that the white edge is wide


class TickWriter:
    """Writes the strokes of one chart; `which`: the series that are strokes."""

    def __init__(self, look: Look, series: SeriesWriter) -> None:
        self.look, self.series, self.native = look, series, series.native
        self.which = [n for n, one in enumerate(self.native.series) if one.tick]

    def places(self) -> str:
        """Unseen bars that end at the values, last in the first group."""
        return "".join(self._place(n, 0, "place") for n in self.which)

    def group(self) -> str:
        """The second group; "" for a chart without strokes."""
        if not self.which:
            return ""
        made = "".join(self._place(n, 1, "foot") + self._stroke(n, 2) + self._stroke(n, 3) for n in self.which)
        way = "bar" if self.native.kind.startswith("bar") else "col"
        return (f'<c:barChart><c:barDir val="{way}"/><c:grouping val="stacked"/><c:varyColors val="0"/>{made}'
                f'<c:gapWidth val="{self.native.gap_width}"/><c:overlap val="100"/>{SECOND_IDS}</c:barChart>')

    def _place(self, n: int, part: int, name: str) -> str:
        said = f"<c:tx><c:v>{text(self.native.series[n].name)} ({name}, not shown)</c:v></c:tx>"
        return self._bar(n, part, said, self.look.area(None, None), self.series.data(n))

    def _stroke(self, n: int, part: int) -> str:
        """The white edge, and over it the stroke, which has the name of the series."""
        one, stroke = self.native.series[n], self.native.series[n].stroke or Stroke("black")
        if part == 2:
            said, look = f"<c:v>{text(one.name)} (edge)</c:v>", Stroke("white", _EDGE * stroke.width)
        else:
            column = self.series.at[n][1]
            said, look = header(column, self.series.sheet[column].header), stroke
        return self._bar(n, part, f"<c:tx>{said}</c:tx>", self.look.area(None, look), self._lengths(n))

    def _bar(self, n: int, part: int, name: str, look: str, data: str) -> str:
        """One series; the numbers of those in the second group run on after the sheet's."""
        own = len(self.native.series) + 3 * self.which.index(n) + part - 1 if part else n
        return (f'<c:ser><c:idx val="{own}"/><c:order val="{own}"/>{name}{look}<c:invertIfNegative val="0"/>{data}'
                "</c:ser>")

    def _lengths(self, n: int) -> str:
        """Hardly any length at each value that there is."""
        native, values = self.native, self.native.series[n].values
        length = number(native.tick or 0.0)
        points = "".join(f'<c:pt idx="{i}"><c:v>{length}</c:v></c:pt>' for i, value in enumerate(values) if value is not None)
        return (f"{self.series.categories(n)}<c:val><c:numLit><c:formatCode>General</c:formatCode>"
                f'<c:ptCount val="{len(values)}"/>{points}</c:numLit></c:val>')
