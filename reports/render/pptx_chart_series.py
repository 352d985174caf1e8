"""The series of a native chart: lines, fills, markers, points that look different, labels (ECMA-376-1, 21.2.2).

Each family of charts has its own order of elements and its own places for labels. A place that the family does not know
makes PowerPoint refuse the whole file, though other hosts read it.
"""
from __future__ import annotations

from typing import Literal

from charts.drawing import Fill, Stroke
from charts.native import Native, NativeSeries, Point
from reports.render.pptx_chart_data import area, header, numbers, places, strings, unseen
from reports.render.pptx_chart_data import columns as sheet_columns
from reports.render.pptx_chart_look import Look, number_format
from reports.render.pptx_ink import NO_FILL, NO_LINE, text

Family = Literal["bars", "line", "area", "scatter", "doughnut"]
_NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
_LEADERS, _OFFICE_2013 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "http://schemas.microsoft.com/office/drawing/2012/chart"
_LARGER = 2  # points by which a point's own marker is larger: where both are equal, LibreOffice paints a point as its series


def family(native: Native, series: NativeSeries) -> Family:
    """Over areas and columns a series with a stroke and no fill is a line at its own values."""
    if native.kind.startswith(("area", "column")) and series.fill is None and series.stroke is not None:
        return "line"
    if native.kind.startswith("area"):
        return "area"
    if native.kind in ("line", "scatter", "doughnut"):
        return native.kind
    return "bars"


class SeriesWriter:
    """Writes the series of one chart."""

    def __init__(self, look: Look, native: Native) -> None:
        self.look, self.native = look, native
        self.sheet, self.at = sheet_columns(native), places(native)
        self.dotted = [n for n, series in enumerate(native.series) if family(native, series) == "line" and _other_dots(series)]

    def xml(self, index: int) -> str:
        """One series, of the family that it has in this chart."""
        series = self.native.series[index]
        kind = family(self.native, series)
        column = self.at[index][1]
        runs = kind in ("line", "scatter")
        made = [f'<c:idx val="{index}"/><c:order val="{index}"/><c:tx>{header(column, self.sheet[column].header)}</c:tx>',
                self.look.run(series.stroke) if runs else self.look.area(series.fill, series.stroke)]
        made += [self._marker(series, kind)] if runs else ['<c:invertIfNegative val="0"/>'] if kind == "bars" else []
        made += [self._point(n, point, series, kind) for n, point in enumerate(_points(series))]
        made += [self._labels(series, kind), self.data(index)]
        made += ['<c:smooth val="0"/>'] if runs else []
        return f"<c:ser>{''.join(made)}</c:ser>"

    def dots(self, index: int) -> str:
        """The dots of a line that have a colour of their own once more, as a series over the same cells.

        LibreOffice paints a dot of a line in the colour of its line, whatever the marker says, but where the line is not seen.
        """
        series, own = self.native.series[index], len(self.native.series) + self.dotted.index(index)
        points = "".join(self._point(n, point, series, "line") for n, point in _other_dots(series))
        return (f'<c:ser><c:idx val="{own}"/><c:order val="{own}"/><c:tx><c:v>{text(series.name)} (dots)</c:v></c:tx>'
                f'{self.look.run(None)}{_NO_MARKER}{points}{self.data(index)}<c:smooth val="0"/></c:ser>')

    def data(self, index: int) -> str:
        """Where the numbers stand in the sheet, and the numbers.

        Short series of a scatter run on over empty cells: LibreOffice loses a series that a longer one follows.
        """
        (over, column), series = self.at[index], self.native.series[index]
        count, native = max(len(each.cells) for each in self.sheet), self.native
        rest = (None,) * (count - len(series.values))
        values = numbers(area(column, count), (*series.values, *rest), native.number_format)
        if native.kind == "scatter":
            across = numbers(area(over, count), (*series.x, *rest), native.x_number_format)
            return f"<c:xVal>{across}</c:xVal><c:yVal>{values}</c:yVal>"
        return f"{self.categories(index)}<c:val>{values}</c:val>"

    def categories(self, index: int) -> str:
        """What the values of a series stand over, where that has names."""
        where = area(self.at[index][0], len(self.native.categories))
        return f"<c:cat>{strings(where, self.native.categories)}</c:cat>"

    # ------------------------------------------------------------------ points
    def _marker(self, series: NativeSeries, kind: Family) -> str:
        """Loose points are nothing but their markers; on a line they are asked for."""
        loose = kind == "scatter" and series.stroke is None and series.fill is not None
        colour = series.fill or (Fill(series.stroke.colour) if series.stroke else None)
        if not (series.marker or loose) or colour is None:
            return _NO_MARKER
        edge = Stroke(series.stroke.colour, series.stroke.width) if series.stroke else None
        return self._symbol(series.dot, colour, edge)

    def _symbol(self, size: float, fill: Fill | None, edge: Stroke | None) -> str:
        return f'<c:marker><c:symbol val="circle"/><c:size val="{round(size)}"/>{self.look.area(fill, edge)}</c:marker>'

    def _point(self, index: int, point: Point | None, series: NativeSeries, kind: Family) -> str:
        """A point that looks different; on a line it is the marker that does, and the way to it stays as it is."""
        own = point is not None and bool(point.fill or point.stroke)
        if kind == "doughnut":
            point, own = (point if own else Point(series.fill, series.stroke)), True
        if point is None or not own or kind == "area":
            return ""
        head = f'<c:dPt><c:idx val="{index}"/>'
        if kind in ("line", "scatter"):
            symbol = self._symbol(series.dot + _LARGER, point.fill, point.stroke)
            return f'{head}{symbol}<c:bubble3D val="0"/></c:dPt>'
        invert = '<c:invertIfNegative val="0"/>' if kind == "bars" else ""
        return f'{head}{invert}<c:bubble3D val="0"/>{self.look.area(point.fill, point.stroke)}</c:dPt>'

    # ------------------------------------------------------------------ labels
    def _labels(self, series: NativeSeries, kind: Family) -> str:
        """A point's own words where it has them, else the number in the chart's format.

        An unseen bar shows no number; in a series without labels only those points speak that have words, and of bars those
        whose words stand aside.
        """
        points = _points(series)
        if kind == "bars" and not series.labels:
            points = tuple(point if point and point.aside else None for point in points)
        if not series.labels and not any(p and p.label for p in points):
            return ""
        silent = unseen(series) or not series.labels
        own = "".join(self._label(n, point, series, kind, silent) for n, point in enumerate(points))
        colour, ground = self._colours(None, series, kind)
        return (f"<c:dLbls>{own}{number_format(self.native.number_format)}<c:spPr>{ground}</c:spPr>"
                f"{self.look.type('value', colour, bold=True)}{_shows(self._place(None, series, kind))}"
                f"{self._leaders(series, kind)}</c:dLbls>")

    def _leaders(self, series: NativeSeries, kind: Family) -> str:
        """Lines from marks to labels that stand aside; hosts that know of them draw them unless they are told not to.

        Their look is left to the host but in rings: the Open XML SDK takes one child of this extension, and finds two an error.
        """
        on, line = int(self.native.leaders), self.look.run(Stroke("g500", 0.6 * self.look.style.stroke))
        if kind == "doughnut":
            return f'<c:showLeaderLines val="{on}"/>' + (f"<c:leaderLines>{line}</c:leaderLines>" if on else "")
        if not any(point and point.shift for point in series.points):
            return ""
        return (f'<c:extLst><c:ext uri="{_LEADERS}" xmlns:c15="{_OFFICE_2013}"><c15:showLeaderLines val="{on}"/>'
                "</c:ext></c:extLst>")

    def _label(self, index: int, point: Point | None, series: NativeSeries, kind: Family, silent: bool) -> str:
        """What one point says or how it says it, where that differs from its series; nothing where it does not."""
        point = point or Point()
        if point.silent or (silent and not point.label):
            return f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        usual = self._colours(None, series, kind), self._place(None, series, kind)
        aside = "ctr" if point.aside and kind == "line" else ""  # it is moved from the point itself
        (colour, ground), place = look = (self._colours(point, series, kind),
                                          point.place or aside or self._place(index, series, kind))
        if not point.label and look == usual:
            return ""
        said = _shifted(point.shift)
        said += self.look.words(point.label, point.role, colour, point.note, point.aside) if point.label else ""
        said += number_format(self.native.number_format)
        painted = f"<c:spPr>{ground}</c:spPr>{self.look.type(point.role, colour, bold=True)}"
        return f'<c:dLbl><c:idx val="{index}"/>{said}{painted}{_shows(place)}</c:dLbl>'

    def _colours(self, point: Point | None, series: NativeSeries, kind: Family) -> tuple[str, str]:
        """Words on a fill are set in what can be read there; beside their mark they are navy."""
        inside = kind in ("area", "doughnut") or (kind == "bars" and self._place(None, series, kind) == "ctr")
        if not inside or (point and point.aside):
            return "navy", f"{NO_FILL}{NO_LINE}"
        own = point.fill if point and (point.fill or point.stroke) and kind != "area" else series.fill
        return self.look.label_on(own)

    def _place(self, index: int | None, series: NativeSeries, kind: Family) -> str:
        """Outside a bar's end; over a point, where no level line passes; beside both ends of a line of two points; of an
        unseen mark, left of its place.

        A stacked bar has no place outside: its middle, or the foot of an unseen one. Areas and rings have one place only.
        """
        if kind in ("area", "doughnut"):
            return ""
        if kind == "scatter" and unseen(series):
            return "l"
        if kind == "bars":
            stacked = "_stacked" in self.native.kind
            return ("inBase" if unseen(series) else "ctr") if stacked else "outEnd"
        return ("l", "r")[index or 0] if kind == "line" and len(series.values) == 2 else "t"


def _points(series: NativeSeries) -> tuple[Point | None, ...]:
    """One entry a value."""
    return (*series.points[:len(series.values)], *[None] * (len(series.values) - len(series.points)))


def _other_dots(series: NativeSeries) -> list[tuple[int, Point]]:
    """The points of a line whose dots are not in its colour."""
    line = series.stroke.colour if series.stroke else ""
    return [(n, point) for n, point in enumerate(_points(series)) if point and point.fill and point.fill.colour != line]


def _shifted(shift: tuple[float, float] | None) -> str:
    """Where a label stands, from where the host would put it."""
    if shift is None:
        return ""
    return f'<c:layout><c:manualLayout><c:x val="{shift[0]:.5f}"/><c:y val="{shift[1]:.5f}"/></c:manualLayout></c:layout>'


def _shows(place: str) -> str:
    position = f'<c:dLblPos val="{place}"/>' if place else ""
    return (f'{position}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
            f'<c:showPercent val="0"/><c:showBubbleSize val="0"/>')
