"""A Native as an Office chart part (ECMA-376-1, 21.2): every property that a host would otherwise choose is written.

Nothing is left to defaults that differ between hosts: axis range, gaps, number format, label places, fonts, colours.
"""
from __future__ import annotations

from charts.naming import RING
from charts.native import Native
from charts.style import Style
from reports.render.pptx_chart_axes import IDS, AxesWriter
from reports.render.pptx_chart_data import formats as formats
from reports.render.pptx_chart_data import rows as rows
from reports.render.pptx_chart_data import unseen
from reports.render.pptx_chart_look import Look
from reports.render.pptx_chart_series import SeriesWriter, family
from reports.render.pptx_chart_ticks import TickWriter
from reports.render.pptx_ink import NO_FILL, NO_LINE, Ink

_NAMESPACES = ('xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
               'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
               'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')


class ChartWriter:
    """Writes the chart part's XML; sizes of type from the style of slides."""

    def __init__(self, ink: Ink, style: Style, native: Native, language: str) -> None:
        self.native, self.language = native, language
        self.look = Look(ink, style, language)
        self.series = SeriesWriter(self.look, native)
        self.ticks = TickWriter(self.look, self.series)
        self.axes = AxesWriter(self.look, native)

    def xml(self, workbook: str) -> str:
        """The whole part; `workbook` is the relationship id of the embedded workbook."""
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
                f'<c:lang val="{self.language}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
                f"{self._layout()}{self._plot()}{self.axes.xml()}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
                f'</c:plotArea>{self._legend()}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
                f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{self.look.type('axis', 'g700')}"
                f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>')

    def _layout(self) -> str:
        """Where the plot stands, axis to axis; names outside it need it to stand still."""
        if self.native.plot is None:
            return "<c:layout/>"
        sides = "".join(f'<c:{side} val="{share:.5f}"/>' for side, share in zip("xywh", self.native.plot))
        return ('<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
                f"{sides}</c:manualLayout></c:layout>")

    def _plot(self) -> str:
        """One plot; two on the same axes where lines run over areas."""
        runs = [n for n, series in enumerate(self.native.series) if family(self.native, series) == "line"]
        rest = [n for n in range(len(self.native.series)) if n not in runs]
        return (self._filled(rest) if rest else "") + (self._lines(runs) if runs else "")

    def _filled(self, which: list[int]) -> str:
        native, series = self.native, "".join(self.series.xml(n) for n in which if n not in self.ticks.which)
        if native.kind == "scatter":
            return (f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{IDS}</c:scatterChart>')
        if native.kind == "doughnut":
            return (f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>'
                    f'<c:holeSize val="{round(100 * RING)}"/></c:doughnutChart>')
        head = f'<c:grouping val="{_grouping(native)}"/><c:varyColors val="0"/>{series}'
        if native.kind.startswith("area"):
            return f"<c:areaChart>{head}{IDS}</c:areaChart>"
        overlap = native.overlap or (100 if "_stacked" in native.kind else 0)
        return (f'<c:barChart><c:barDir val="{"bar" if native.kind.startswith("bar") else "col"}"/>{head}{self.ticks.places()}'
                f'<c:gapWidth val="{native.gap_width}"/><c:overlap val="{overlap}"/>{IDS}</c:barChart>{self.ticks.group()}')

    def _lines(self, which: list[int]) -> str:
        series = "".join((*map(self.series.xml, which), *map(self.series.dots, self.series.dotted)))
        return (f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{IDS}'
                "</c:lineChart>")

    def _legend(self) -> str:
        if not self.native.legend:
            return ""
        count, dotted = len(self.native.series), len(self.series.dotted)
        hidden = [*(i for i, series in enumerate(self.native.series) if unseen(series)), *range(count, count + dotted)]
        entries = "".join(f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>' for i in hidden)
        return f'<c:legend><c:legendPos val="t"/>{entries}<c:overlay val="0"/>{self.look.type("axis", "g700")}</c:legend>'


def _grouping(native: Native) -> str:
    if native.kind.endswith("_100"):
        return "percentStacked"
    return "stacked" if native.kind.endswith("_stacked") else "standard" if native.kind == "area" else "clustered"
