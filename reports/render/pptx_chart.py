"""A Native as an Office chart part (ECMA-376-1, 21.2): every property that a host would otherwise choose is written.

Nothing is left to defaults that differ between hosts: axis range, gaps, number format, label places, fonts, colours.
"""
from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from charts.drawing import Fill, Stroke
from charts.native import Native, NativeSeries, Point
from charts.style import Style
from reports.render.pptx_ink import NO_FILL, NO_LINE, Ink, text

SHEET = "Sheet1"
_CATEGORY_AXIS, _VALUE_AXIS = 1001, 1002  # positive: the schema has no negative axis ids
_DASHES = ((1.5, "sysDot"), (3.5, "sysDash"), (6.0, "dash"))  # charts: named dashes only, by length of a dash in line widths
_NAMESPACES = ('xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
               'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
               'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')


def rows(native: Native) -> list[list[str | float | None]]:
    """The workbook of a chart: a header row, then one row a category. Raises ValueError for a value that is not finite."""
    for value in (v for s in native.series for v in s.values if v is not None):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            raise ValueError(f"a chart value is not a finite number: {value!r}")
    corner = native.headers[0] if native.headers else ""
    body = [[name, *(s.values[i] for s in native.series)] for i, name in enumerate(native.categories)]
    return [[corner, *headers(native)], *body]


def headers(native: Native) -> list[str]:
    """The names of the series as the workbook's head has them."""
    own = native.headers[1:]
    return list(own) if len(own) == len(native.series) else [s.name for s in native.series]


def _unseen(series: NativeSeries) -> bool:
    return series.fill is None and series.stroke is None and not any(p and (p.fill or p.stroke) for p in series.points)


class ChartWriter:
    """Writes the chart part's XML; sizes of type from the style of slides."""

    def __init__(self, ink: Ink, style: Style, native: Native, language: str) -> None:
        self.ink, self.style, self.native, self.language = ink, style, native, language
        self.line = native.kind == "line"
        self.level = native.kind.startswith("bar")

    def xml(self, workbook: str) -> str:
        """The whole part; `workbook` is the relationship id of the embedded workbook."""
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
                f'<c:lang val="{self.language}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
                f"<c:layout/>{self._plot()}{self._category_axis()}{self._value_axis()}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
                f'</c:plotArea>{self._legend()}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
                f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{self._type('axis', 'g700')}"
                f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>')

    def _plot(self) -> str:
        native = self.native
        series = "".join(self._series(i, s, header) for i, (s, header) in enumerate(zip(native.series, headers(native))))
        axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
        if self.line:
            return (f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{axes}'
                    "</c:lineChart>")
        stacked = native.kind.endswith("_stacked")
        return (f'<c:barChart><c:barDir val="{"bar" if self.level else "col"}"/>'
                f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
                f'<c:gapWidth val="{native.gap_width}"/><c:overlap val="{native.overlap or (100 if stacked else 0)}"/>{axes}'
                "</c:barChart>")

    # ------------------------------------------------------------------ series
    def _series(self, index: int, data: NativeSeries, header: str) -> str:
        column = _letters(index + 1)
        head = (f'<c:idx val="{index}"/><c:order val="{index}"/><c:tx>'
                f"{_strings(f'{SHEET}!${column}$1', [header])}</c:tx>{self._look(data.fill, data.stroke)}")
        head += self._marker(data) if self.line else '<c:invertIfNegative val="0"/>'
        points = "".join(self._point(i, p) for i, p in enumerate(data.points) if p and (p.fill or p.stroke))
        last = len(data.values) + 1
        body = (f"<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', self.native.categories)}</c:cat>"
                f"<c:val>{self._numbers(f'{SHEET}!${column}$2:${column}${last}', data.values)}</c:val>")
        smooth = '<c:smooth val="0"/>' if self.line else ""
        return f"<c:ser>{head}{points}{self._labels(data)}{body}{smooth}</c:ser>"

    def _look(self, fill: Fill | None, stroke: Stroke | None) -> str:
        paint = "" if self.line else self.ink.fill(fill)
        return f"<c:spPr>{paint}{self._stroke(stroke)}</c:spPr>"

    def _stroke(self, stroke: Stroke | None) -> str:
        """As elsewhere, but a dash by its name: not every host knows other dashes in charts."""
        if stroke is None or not stroke.dash:
            return self.ink.line(stroke)
        plain = self.ink.line(Stroke(stroke.colour, stroke.width))
        name = next((name for most, name in _DASHES if stroke.dash[0] / stroke.width < most), "lgDash")
        return plain.replace('prstDash val="solid"', f'prstDash val="{name}"')

    def _marker(self, series: NativeSeries) -> str:
        if not series.marker or series.stroke is None:
            return '<c:marker><c:symbol val="none"/></c:marker>'
        fill = self.ink.fill(series.fill or Fill(series.stroke.colour))
        return f'<c:marker><c:symbol val="circle"/><c:size val="9"/><c:spPr>{fill}{self._edge(series.stroke)}</c:spPr></c:marker>'

    def _edge(self, stroke: Stroke) -> str:
        return self.ink.line(Stroke(stroke.colour, stroke.width))

    def _point(self, index: int, point: Point) -> str:
        """A point that looks different; on a line it is the marker that does."""
        head = f'<c:dPt><c:idx val="{index}"/>'
        if self.line:
            look = f"<c:spPr>{self.ink.fill(point.fill)}{self.ink.line(point.stroke)}</c:spPr>"
            return f'{head}<c:marker><c:symbol val="circle"/><c:size val="11"/>{look}</c:marker><c:bubble3D val="0"/></c:dPt>'
        return f'{head}<c:invertIfNegative val="0"/><c:bubble3D val="0"/>{self._look(point.fill, point.stroke)}</c:dPt>'

    # ------------------------------------------------------------------ labels
    def _labels(self, series: NativeSeries) -> str:
        """A point's own words where it has them, else the number in the chart's format.

        An unseen bar shows no number; on a line without labels only those points speak that have words.
        """
        points = [p.label if p else "" for p in series.points] or [""] * len(series.values)
        if not series.labels and not (self.line and any(points)):
            return ""
        place, own_only = self._place(series), _unseen(series) or not series.labels
        own = "".join(self._label(i, words, place) if words else _no_label(i)
                      for i, words in enumerate(points) if words or own_only)
        return (f"<c:dLbls>{own}{self._format()}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{self._type('value', 'navy', bold=True)}"
                f"{_shows(place)}</c:dLbls>")

    def _place(self, series: NativeSeries) -> str:
        """Outside the end, above a line's point; a stacked bar has no such place: its middle, or the foot of an unseen one."""
        if self.native.kind.endswith("_stacked"):
            return "inBase" if _unseen(series) else "ctr"
        return "t" if self.line else "outEnd"

    def _label(self, index: int, words: str, position: str) -> str:
        run = self._run_properties("a:rPr", "value", "navy", bold=True)
        lines = "".join(f"<a:p><a:r>{run}<a:t>{text(line)}</a:t></a:r></a:p>" for line in words.split("\n"))
        rich = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{lines}</c:rich></c:tx>'
        return f'<c:dLbl><c:idx val="{index}"/>{rich}{_shows(position)}</c:dLbl>'

    # ------------------------------------------------------------------ axes
    def _category_axis(self) -> str:
        """Bars lie in reading order, the first on top; the line of nought is the only axis line."""
        order = "maxMin" if self.level else "minMax"
        look = f"<c:spPr>{NO_FILL}{self.ink.line(Stroke('navy', 0.9 * self.style.stroke))}</c:spPr>"
        words = self._type("axis", "g700") if self.line else self._type("axis", "navy", bold=True)
        return (f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
                f'<c:delete val="0"/><c:axPos val="{"l" if self.level else "b"}"/>'
                f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
                f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{look}{words}'
                f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
                f'<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>')

    def _value_axis(self) -> str:
        native = self.native
        top = f'<c:max val="{_number(native.maximum)}"/>' if native.maximum is not None else ""
        grid = self.ink.line(Stroke("g200", 0.4 * self.style.stroke))
        lines = f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>" if native.gridlines else ""
        major = f'<c:majorUnit val="{_number(native.major)}"/>' if native.major else ""
        return (f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{top}'
                f'<c:min val="{_number(native.minimum)}"/></c:scaling><c:delete val="{int(not native.value_axis)}"/>'
                f'<c:axPos val="{"b" if self.level else "l"}"/>{lines}{self._format()}<c:majorTickMark val="none"/>'
                f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{NO_FILL}{NO_LINE}</c:spPr>'
                f'{self._type("axis", "g700")}<c:crossAx val="{_CATEGORY_AXIS}"/>'
                f'<c:crosses val="{"max" if self.level else "autoZero"}"/><c:crossBetween val="between"/>{major}</c:valAx>')

    def _legend(self) -> str:
        if not self.native.legend:
            return ""
        hidden = [i for i, series in enumerate(self.native.series) if _unseen(series)]
        entries = "".join(f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>' for i in hidden)
        return f'<c:legend><c:legendPos val="t"/>{entries}<c:overlay val="0"/>{self._type("axis", "g700")}</c:legend>'

    # ------------------------------------------------------------------ small parts
    def _format(self) -> str:
        code = text(self.native.number_format).replace('"', "&quot;")
        return f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'

    def _numbers(self, where: str, values: Sequence[float | None]) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{_number(v)}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
        return (f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{text(self.native.number_format)}</c:formatCode>"
                f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>')

    def _run_properties(self, tag: str, role: str, colour: str, bold: bool = False) -> str:
        language = f' lang="{self.language}"' if tag == "a:rPr" else ""
        return (f'<{tag}{language} sz="{round(self.style.sizes[role] * 100)}" b="{int(bold)}">{self.ink.solid(colour)}'
                f'<a:latin typeface="+mn-lt"/></{tag}>')

    def _type(self, role: str, colour: str, bold: bool = False) -> str:
        look = self._run_properties("a:defRPr", role, colour, bold)
        return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="{self.language}"/></a:p></c:txPr>'


def _shows(position: str) -> str:
    return (f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
            f'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>')


def _no_label(index: int) -> str:
    return f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'


def _strings(where: str, words: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{text(word)}</c:v></c:pt>' for i, word in enumerate(words))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache></c:strRef>'


def _letters(column: int) -> str:
    """Spreadsheet column name, from 0 = A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number(value: float | None) -> str:
    """The shortest text that reads back as the same number; whole numbers without a point."""
    number = float(value or 0)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
