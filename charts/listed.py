"""What kinds with a name at the left of each row share: the names, the rows' heights, the scale to the right, discs by status."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import columns, office, series_marks, symbols, values
from charts.columns import Domain
from charts.drawing import Fill, Stroke, circle
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.native import Place, Point
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Shade

DOT = 4.6  # radius of a disc in print
GAP = 8.0  # between rows in print
_NAMES = 0.4  # of the width that the names may take
_FREE = 1 / 3  # of the scale that stays empty before the least value where it does not start at zero


@dataclass(frozen=True)
class Listed:
    """Names and notes broken to their column, `heights` of the rows, `wide`: the width of the column."""

    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    wide: float

    def middles(self, top: float, bottom: float, style: Style) -> list[float]:
        """The middle of each row; free height goes between the rows, which may stand a little closer than they ask for.

        Raises Refused (L4) where they do not fit.
        """
        free = bottom - top - natural(self, style)
        if free < -0.6 * GAP * style.stroke * len(self.heights):
            raise Refused("L4", f"{len(self.heights)} rows do not fit {bottom - top:.0f} pt of height", "show fewer rows")
        gap, found = GAP * style.stroke + free / len(self.heights), []
        for high in self.heights:
            found.append(top + (gap + high) / 2)
            top += gap + high
        return found


def listed(labels: Sequence[str], notes: Sequence[str], width: float, least: float, style: Style) -> Listed:
    """`least`: the least height of a row, in points."""
    big, small = style.sizes["label"], style.sizes["small"]
    names = tuple(fitted(label, _NAMES * width, big, True, style) for label in labels)
    under = tuple(fitted(note, _NAMES * width, small, False, style) for note in notes)
    heights = tuple(max(len(n) * leading(style, big) + len(m) * leading(style, small), least) for n, m in zip(names, under))
    wide = max(max(widest(n, big, True, style), widest(m, small, False, style)) for n, m in zip(names, under))
    return Listed(names, under, heights, wide)


def natural(made: Listed, style: Style) -> float:
    """The height that the rows ask for."""
    return sum(made.heights) + GAP * style.stroke * len(made.heights)


def put(drawn: Sketch, made: Listed, n: int, middle: float) -> None:
    """Name and note of one row."""
    style, big, small = drawn.style, drawn.style.sizes["label"], drawn.style.sizes["small"]
    high = len(made.names[n]) * leading(style, big) + len(made.notes[n]) * leading(style, small)
    y = drawn.lines(0, middle - high / 2, made.names[n], big, "navy", True)
    drawn.lines(0, y, made.notes[n], small)


def roomy(left: float, right: float, style: Style) -> None:
    """Raises Refused (L4) where names and values leave nothing to draw on."""
    if right - left < 50 * style.stroke:
        raise Refused("L4", f"names and values leave {max(0.0, right - left):.0f} pt for the chart", "shorten the names")


# ---------------------------------------------------------------------- scales
def started(stated: Sequence[float], start: float, place: object) -> Domain:
    """A round scale from zero, or from `start` where that leaves a third of it free. Raises Refused (H10) otherwise."""
    if not start:
        return columns.domain(stated or [0.0])
    steps = columns.domain([max(stated) - start])
    made = Domain(start, start + steps.high, steps.step)
    if min(stated) < start + _FREE * steps.high:
        raise Refused("H10", f"the axis starts at {start:g}, which makes the changes look larger than they are",
                      "leave a third of the axis free before the least value, or start at zero", place)
    return made


def reach(needs: Sequence[tuple[float, float]], left: float, right: float) -> tuple[float, float]:
    """The place of zero and the points a unit: as large as lets all marks and their words stay between two edges.

    `needs`: of each mark its value, and how far its words run beyond it in points (negative: to the left).
    """
    def ends(scale: float) -> tuple[float, float]:
        return (max((-(run * scale + beyond) for run, beyond in needs if beyond < 0), default=0.0),
                max((run * scale + beyond for run, beyond in needs if beyond > 0), default=0.0))

    low, high = 0.0, (right - left) / (max(abs(run) for run, _ in needs) or 1.0)
    for _ in range(60):
        scale = (low + high) / 2
        low, high = (scale, high) if sum(ends(scale)) <= right - left else (low, scale)
    return left + ends(low)[0], low


def start_note(drawn: Sketch, scale: Domain, left: float = 0.0) -> None:
    """Says on the last line that the axis does not start at zero, where it does not."""
    if scale.low > 0:
        size = drawn.style.sizes["axis"]
        drawn.text(left, drawn.height - leading(drawn.style, size), start_words(scale), size, "g500")


def start_words(scale: Domain) -> str:
    """The sentence about an axis that does not start at zero."""
    return f"The axis starts at {values.plain(scale.low, values.decimals([scale.low]))}."


def start_height(scale: Domain, style: Style) -> float:
    """The height that the sentence takes."""
    return leading(style, style.sizes["axis"]) if scale.low > 0 else 0.0


# ---------------------------------------------------------------------- discs
def dot(drawn: Sketch, x: float, y: float, r: float, shade: Shade, role: str) -> None:
    """A disc in the fill of its status; its edge lies inside it. Hatching is drawn: a pattern would miss so small a disc."""
    line = series_marks.edge(role, shade)
    inner = r - (line.width * drawn.style.stroke / 2 if line else 0.0)
    drawn.path(circle(x, y, inner), Fill("white") if shade == "hatch" else series_marks.ground(role, shade), line)
    if shade == "hatch":
        drawn.path(symbols.chords(x, y, 0.92 * inner, r / 2), None, Stroke(role, 0.8))


# ---------------------------------------------------------------------- Office
def marker(role: str, shade: Shade, label: str, place: Place = "") -> Point:
    """The fill and the edge of a disc, as in the drawing, and its words, at a side of it and a space away."""
    line = series_marks.edge(role, shade)
    label = {"l": f"{label}\u00a0", "r": f"\u00a0{label}"}.get(place, label) if label else ""
    return Point(series_marks.ground(role, shade), line and Stroke(line.colour, line.width * office.EDGE), label, place=place)
