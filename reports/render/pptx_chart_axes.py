"""The axes of a native chart: range, steps, number format, lines (ECMA-376-1, 21.2.2). Nothing is left to the host."""
from __future__ import annotations

from charts.drawing import Stroke
from charts.native import Native
from reports.render.pptx_chart_data import number
from reports.render.pptx_chart_look import Look, number_format
from reports.render.pptx_ink import NO_FILL, NO_LINE

_ACROSS, _UP = 1001, 1002  # positive: the schema has no negative axis ids. Categories or x; values
IDS = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
_SECOND = {_ACROSS: 1003, _UP: 1004}  # of a second group, whose axes are those of the first, unseen
SECOND_IDS = "".join(f'<c:axId val="{id_}"/>' for id_ in _SECOND.values())
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


class AxesWriter:
    """Writes the axes of one chart; a ring has none."""

    def __init__(self, look: Look, native: Native) -> None:
        self.look, self.native = look, native
        self.level = native.kind.startswith("bar")

    def xml(self) -> str:
        if self.native.kind == "doughnut":
            return ""
        made = (self._x() if self.native.kind == "scatter" else self._categories()) + self._values()
        return made + (self._second() if any(series.tick for series in self.native.series) else "")

    def _second(self) -> str:
        """The same scale once more, for bars over bars."""
        order = "maxMin" if self.level else "minMax"
        ends, (across, up) = f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>", _SECOND.values()
        return (f'<c:catAx><c:axId val="{across}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="1"/>'
                f'<c:axPos val="{"l" if self.level else "b"}"/>{_NO_TICKS}<c:tickLblPos val="none"/>{ends}'
                f'<c:crossAx val="{up}"/><c:crosses val="autoZero"/></c:catAx>'
                f'<c:valAx><c:axId val="{up}"/>{_scaling(self.native.minimum, self.native.maximum)}<c:delete val="1"/>'
                f'<c:axPos val="{"b" if self.level else "l"}"/>{_NO_TICKS}<c:tickLblPos val="none"/>{ends}'
                f'<c:crossAx val="{across}"/><c:crosses val="{"max" if self.level else "autoZero"}"/>'
                f'<c:crossBetween val="between"/></c:valAx>')

    def _categories(self) -> str:
        """Bars lie in reading order, the first on top; the line of nought is the only axis line."""
        order, native = "maxMin" if self.level else "minMax", self.native
        runs = native.kind == "line" or native.kind.startswith("area")
        words = self.look.type("axis", "g700") if runs else self.look.type(native.names, "navy", bold=True)
        return (f'<c:catAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
                f'<c:delete val="0"/><c:axPos val="{"l" if self.level else "b"}"/>{number_format("General")}{_NO_TICKS}'
                f'<c:tickLblPos val="low"/>{self._nought()}{words}<c:crossAx val="{_UP}"/><c:crosses val="autoZero"/>'
                f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>')

    def _x(self) -> str:
        """The horizontal axis of a scatter: its line is that of nought, its numbers stand at the foot."""
        native = self.native
        scale = _scaling(native.x_minimum, native.x_maximum)
        return (f'<c:valAx><c:axId val="{_ACROSS}"/>{scale}<c:delete val="{int(not native.value_axis)}"/><c:axPos val="b"/>'
                f'{self._grid()}{self._title(0)}{number_format(native.x_number_format)}{_NO_TICKS}<c:tickLblPos val="low"/>'
                f'{self._nought()}'
                f'{self.look.type("axis", "g700")}<c:crossAx val="{_UP}"/><c:crosses val="autoZero"/>'
                f'<c:crossBetween val="midCat"/>{_major(native.x_major)}</c:valAx>')

    def _values(self) -> str:
        native, scatter = self.native, self.native.kind == "scatter"
        low = "none" if native.base is not None else "low" if scatter else "nextTo"
        whole = _whole(native)
        scale = _scaling(native.minimum / whole, 1.0 if whole != 1.0 else native.maximum)
        between = "midCat" if scatter or native.kind.startswith("area") or _long(native) else "between"
        line = self._nought() if native.titles or _lined(native) else f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
        shown = "0%" if native.kind.endswith("_100") else native.number_format
        return (f'<c:valAx><c:axId val="{_UP}"/>{scale}<c:delete val="{int(not (native.value_axis or _lined(native)))}"/>'
                f'<c:axPos val="{"b" if self.level else "l"}"/>{self._grid()}{self._title(1)}{number_format(shown)}{_NO_TICKS}'
                f'<c:tickLblPos val="{low}"/>{line}{self.look.type("axis", "g700")}'
                f'<c:crossAx val="{_ACROSS}"/><c:crosses val="{"max" if self.level else "autoZero"}"/>'
                f'<c:crossBetween val="{between}"/>{_major(native.major / whole if native.major else None)}</c:valAx>')

    def _nought(self) -> str:
        return f"<c:spPr>{NO_FILL}{self.look.stroke(Stroke('navy', 0.9 * self.look.style.stroke))}</c:spPr>"

    def _title(self, which: int) -> str:
        """What an axis measures: over the vertical one, under the end of the other, as in print."""
        if not self.native.titles:
            return ""
        return self.look.title(self.native.titles[which], self.native.places[which] if self.native.places else None)

    def _grid(self) -> str:
        if not self.native.gridlines:
            return ""
        return f"<c:majorGridlines>{self.look.run(Stroke('g200', 0.4 * self.look.style.stroke))}</c:majorGridlines>"


def _lined(native: Native) -> bool:
    """Whether rows stand at a line of nought, which is not there where their scale begins later."""
    return native.base is not None and native.base <= 0


def _long(native: Native) -> bool:
    """Whether a line runs from edge to edge; one of two points has its words at its ends, inside the plot."""
    return native.kind == "line" and len(native.categories) > 2


def _whole(native: Native) -> float:
    """What counts as 1 on the axis: an axis of shares is one from 0 to 1, whatever the values add up to."""
    return (native.maximum or 100.0) if native.kind.endswith("_100") else 1.0


def _scaling(low: float | None, high: float | None) -> str:
    top = f'<c:max val="{number(high)}"/>' if high is not None else ""
    foot = f'<c:min val="{number(low)}"/>' if low is not None else ""
    return f'<c:scaling><c:orientation val="minMax"/>{top}{foot}</c:scaling>'


def _major(step: float | None) -> str:
    return f'<c:majorUnit val="{number(step)}"/>' if step else ""
