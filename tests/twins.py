"""Reading Office charts back: what a chart part says, what a Native asks for, and where the two differ.

The part is read by what the standard says (ECMA-376-1, 21.2), not with the writer's code, and its theme references are
resolved to colours with the deck's own theme.
"""
from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, fields, replace
from typing import Any

import openpyxl
import pptx_sample as sample
from lxml import etree

from charts.drawing import Fill, Stroke
from charts.native import Native, NativeSeries

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ROLES: dict[str, str] = dict(sample.theme().colours)
PATTERNS = {"hatch": "wdUpDiag", "dots": "pct10"}
Paint = tuple[str, str]  # fill and line: "#rrggbb", "pattern #rrggbb on #rrggbb", or "" for none


@dataclass(frozen=True)
class Series:
    """One series as a reader of the chart sees it; `points`, `ways` and `labels` have one entry a value.

    `ways`: of a line, its colour on the way to each value. `across`: of bars, strokes across at the values.
    """

    name: str
    values: tuple[float | None, ...]
    x: tuple[float | None, ...]
    paint: Paint
    points: tuple[Paint, ...]
    labels: tuple[str, ...]
    ways: tuple[str, ...] = ()
    across: bool = False

    @property
    def seen(self) -> bool:
        return any(any(paint) for paint in (self.paint, *self.points))


@dataclass(frozen=True)
class Twin:
    """What a chart says, from whichever side it was read. `axis`, `across`: least, greatest, step; `spacing`: gap, overlap."""

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: tuple[float | None, ...]
    across: tuple[float | None, ...]
    number_format: str
    x_format: str
    axis_shown: bool
    spacing: tuple[int, ...]
    legend: str  # where it stands ("t": above the plot), or "" for none


# ---------------------------------------------------------------- numbers and colours as a reader sees them
def printed(value: float, code: str) -> str:
    """A number in an Office number format: literals, thousands, decimals, percent."""
    below = code.partition(";")[2]
    if value < 0 and below:
        return printed(-value, below)
    literal = re.split(r'"([^"]*)"', code.partition(";")[0])
    core = "".join(literal[0::2])
    shown = re.search(r"[#0][#0,.]*", core)
    if not shown:
        return ""
    whole, _, part = shown.group().partition(".")
    value *= 100 if "%" in core else 1
    text = f"{abs(value):{',' if ',' in whole else ''}.{len(part)}f}"
    if len(part) > part.count("0"):
        text = re.sub(rf"(\.\d{{{part.count('0')}}}\d*?)0+$", r"\1", text)
    minus = "-" if value < 0 and float(text.replace(",", "")) else ""
    return minus + text + ("%" if "%" in core else "") + " " * core.endswith(" ") + "".join(literal[1::2])


def named(colour: str) -> str:
    """A colour as the house style has it: a tint computed by a host is a step of rounding away from the designer's number."""
    def away(role: str) -> int:
        return max(abs(int(colour[i:i + 2], 16) - int(ROLES[role][i:i + 2], 16)) for i in (1, 3, 5))
    nearest = min(ROLES, key=away)
    return ROLES[nearest].upper() if away(nearest) <= 2 else colour.upper()


def ink(role: str | None) -> str:
    return ROLES[role].upper() if role else ""


def lined(stroke: Stroke | None) -> str:
    return ink(stroke.colour if stroke else None)


def filled(fill: Fill | None) -> str:
    if fill is None or fill.pattern == "solid":
        return ink(fill.colour if fill else None)
    return f"{PATTERNS[fill.pattern]} {ink(fill.colour)} on {ink(fill.ground or 'white')}"


class Slots:
    """The deck's own theme: what its colour references mean."""

    def __init__(self, package: Any) -> None:
        parts = {str(part.partname): part.blob for part in package.iter_parts()}
        scheme: Any = etree.fromstring(parts["/ppt/theme/theme1.xml"]).find(f"{A}themeElements/{A}clrScheme")
        master: Any = etree.fromstring(parts["/ppt/slideMasters/slideMaster1.xml"])
        own = {etree.QName(slot).localname: "#" + (slot[0].get("lastClr") or slot[0].get("val")) for slot in scheme}
        self.colours = own | {name: own[slot] for name, slot in master.find(f"{P}clrMap").attrib.items()}

    def colour(self, holder: Any) -> str:
        """The colour in an element, as "#RRGGBB": the slot, then saturation and luminance as they are changed."""
        reference = holder.find(f"{A}schemeClr")
        base = self.colours[reference.get("val")]
        hue, light, full = rgb_to_hls(*(int(base[i:i + 2], 16) / 255 for i in (1, 3, 5)))
        for step in reference:
            part = int(step.get("val")) / 100_000
            match etree.QName(step).localname:
                case "satMod":
                    full = min(1.0, full * part)
                case "lumMod":
                    light *= part
                case "lumOff":
                    light = min(1.0, light + part)
                case other:
                    raise AssertionError(f"a change of colour that this test cannot read: {other}")
        return named("#" + "".join(f"{round(255 * c):02X}" for c in hls_to_rgb(hue, light, full)))

    def fill(self, look: Any) -> str:
        if look is None or look.find(f"{A}noFill") is not None:
            return ""
        if (pattern := look.find(f"{A}pattFill")) is not None:
            front, back = (self.colour(pattern.find(f"{A}{end}Clr")) for end in ("fg", "bg"))
            return f"{pattern.get('prst')} {front} on {back}"
        solid = look.find(f"{A}solidFill")
        return self.colour(solid) if solid is not None else ""

    def paint(self, look: Any) -> Paint:
        return self.fill(look), self.fill(look.find(f"{A}ln") if look is not None else None)


# ---------------------------------------------------------------- reading the chart part
def val(element: Any, path: str, default: str = "") -> str:
    found = element.find("/".join(f"{C}{step}" for step in path.split("/")))
    return default if found is None else str(found.get("val"))


def read(space: Any, slots: Slots) -> Twin:
    """A chart part as a reader of the deck sees it."""
    plot = space.find(f"{C}chart/{C}plotArea")
    groups = [group for group in plot if group.find(f"{C}ser") is not None]
    second = groups[1:] if len(groups) > 1 and groups[1].tag == f"{C}barChart" else []
    every = sorted((s for group in groups if group not in second for s in group.iterfind(f"{C}ser")),
                   key=lambda s: int(val(s, "order")))
    axes = [axis for axis in plot if etree.QName(axis).localname in ("catAx", "valAx")]
    up, along = (axes[1], axes[0]) if axes else (None, None)
    formats = {code.text for s in every for name in ("val", "yVal") for code in s.iterfind(f"{C}{name}//{C}formatCode")}
    assert len(formats) == 1
    assert val(space, "chart/dispBlanksAs") == "gap"
    crossed = [s.find(f"{C}xVal//{C}formatCode") for s in every]
    twice = [s for s in every if (s.findtext(f"{C}tx/{C}v") or "").endswith(" (dots)")]
    every = [s for s in every if s not in twice]
    series = [_series(s, slots) for s in every]
    for dots in twice:
        place = next(n for n, s in enumerate(every) if s.findtext(f"{C}val//{C}f") == dots.findtext(f"{C}val//{C}f"))
        series[place] = _dotted(series[place], _series(dots, slots))
    if second:
        place = every.index(groups[0].findall(f"{C}ser")[-1])  # the one that a host may stack on
        series[place] = _strokes(series[place], second[0], axes, slots)
    return Twin(_kind(groups), tuple(_points(every[0].find(f"{C}cat"), str)), tuple(series),
                _range(up), _range(along) if along is not None and along.tag == f"{C}valAx" else (None,) * 3,
                formats.pop(), crossed[0].text if crossed[0] is not None else "", up is not None and _numbered(up),
                tuple(int(val(groups[0], name)) for name in ("gapWidth", "overlap") if groups[0].find(f"{C}{name}") is not None),
                val(space, "chart/legend/legendPos"))


def _dotted(line: Series, dots: Series) -> Series:
    """A line whose dots of another colour stand in a series of their own, over the line's values."""
    assert not any(dots.paint) and not any(dots.ways) and not any(dots.labels)
    assert all(own in (("", ""), point) for own, point in zip(dots.points, line.points)) and any(any(own) for own in dots.points)
    return replace(line, values=tuple(a if a == b else math.nan for a, b in zip(line.values, dots.values)))


def _strokes(place: Series, group: Any, axes: Sequence[Any], slots: Slots) -> Series:
    """Strokes across bars: outlines of hardly any length, stacked in a second group on a scale that is the first one's.

    They stand where the unseen bar below them ends, and where the last bar of the first group does: hosts stack on either.
    """
    for own, first in zip(axes[2:], axes[:2]):
        assert _range(own)[:2] == _range(first)[:2] and val(own, "scaling/orientation") == val(first, "scaling/orientation")
        assert val(own, "delete") == "1"
    foot, edge, stroke = (_series(s, slots) for s in group.iterfind(f"{C}ser"))
    assert not place.seen and not foot.seen and _kind([group]).endswith("_stacked")
    low, high, _ = _range(axes[1])
    short = ((high or 0.0) - (low or 0.0)) / 10_000
    ends = tuple(a if a == b and all(0 < v < short for v in lengths if v is not None) and (a is None) == (None in lengths)
                 else math.nan for a, b, *lengths in zip(place.values, foot.values, edge.values, stroke.values))
    return replace(stroke, values=ends, across=True)


def _numbered(axis: Any) -> bool:
    """Whether an axis shows its numbers."""
    return val(axis, "delete") == "0" and val(axis, "tickLblPos") != "none"


def _kind(groups: Sequence[Any]) -> str:
    first = groups[0]
    name = etree.QName(first).localname.removesuffix("Chart")
    if name == "bar":
        name = {"col": "column", "bar": "bar"}[val(first, "barDir")]
    return name + {"stacked": "_stacked", "percentStacked": "_stacked_100"}.get(val(first, "grouping"), "")


def _range(axis: Any) -> tuple[float | None, ...]:
    if axis is None:
        return (None,) * 3
    found = (val(axis, "scaling/min"), val(axis, "scaling/max"), val(axis, "majorUnit"))
    return tuple(float(v) if v else None for v in found)


def _points(holder: Any, read_one: Callable[[str], Any]) -> list[Any]:
    """The values of a category or number reference, None for those that have no point."""
    if holder is None:
        return []
    count = int(next(holder.iter(f"{C}ptCount")).get("val"))
    found = {int(pt.get("idx")): read_one(pt.findtext(f"{C}v")) for pt in holder.iter(f"{C}pt")}
    return [found.get(n) for n in range(count)]


def _series(ser: Any, slots: Slots) -> Series:
    values = tuple(_points(next(e for e in (ser.find(f"{C}val"), ser.find(f"{C}yVal")) if e is not None), float))
    own, marker = slots.paint(ser.find(f"{C}spPr")), ser.find(f"{C}marker")
    usual = own
    if marker is not None:  # of a line's points, only their markers are seen
        usual = ("", "") if val(marker, "symbol") == "none" else slots.paint(marker.find(f"{C}spPr"))
    points, ways = [usual] * len(values), [own[1]] * len(values) if marker is not None else []
    for point in ser.iterfind(f"{C}dPt"):
        if marker is not None and (way := point.find(f"{C}spPr")) is not None:
            ways[int(val(point, "idx"))] = slots.paint(way)[1]
        holder = point if marker is None else point.find(f"{C}marker")
        points[int(val(point, "idx"))] = slots.paint(holder.find(f"{C}spPr"))
    return Series(ser.findtext(f".//{C}tx//{C}v"), values, tuple(_points(ser.find(f"{C}xVal"), float)), own, tuple(points),
                  _labels(ser.find(f"{C}dLbls"), values), tuple(ways))


def _labels(labels: Any, values: Sequence[float | None]) -> tuple[str, ...]:
    """What is printed at each value: the point's own words, the number in the labels' format, or nothing."""
    if labels is None:
        return ("",) * len(values)
    code = labels.find(f"{C}numFmt").get("formatCode")
    said = ["" if v is None or val(labels, "showVal") != "1" else printed(v, code) for v in values]
    for label in labels.iterfind(f"{C}dLbl"):
        n = int(val(label, "idx"))
        words = "\n".join("".join(t.text for t in p.iter(f"{A}t")) for p in label.iterfind(f".//{C}rich/{A}p"))
        said[n] = "" if values[n] is None or label.find(f"{C}delete") is not None else words or said[n]
    return tuple(said)


# ---------------------------------------------------------------- what the plan asks for
def asked(native: Native) -> Twin:
    """A Native as a reader of its chart has to see it."""
    scatter, share = native.kind == "scatter", native.kind.endswith("_100")
    whole = (native.maximum or 100.0) if share else 1.0  # an axis of shares is one from 0 to 1
    axis = (native.minimum / whole, 1.0 if share else native.maximum, native.major / whole if native.major else None)
    across = (native.x_minimum, native.x_maximum, native.x_major) if scatter else (None,) * 3
    longest = max(len(s.values) for s in native.series)  # shorter ones end in empty cells
    ring, stacked = native.kind == "doughnut", "_stacked" in native.kind
    spacing = (native.gap_width, native.overlap or 100 * stacked) if native.kind.startswith(("bar", "column")) else ()
    return Twin(native.kind, () if scatter else native.categories, tuple(_asked(s, native, longest) for s in native.series),
                (None,) * 3 if ring else axis, across, native.number_format, native.x_number_format if scatter else "",
                native.value_axis and not ring, spacing, "t" if native.legend else "")


def _asked(series: NativeSeries, native: Native, count: int) -> Series:
    line = lined(series.stroke)
    over = native.kind.startswith(("area", "column")) and series.fill is None and bool(line)
    runs = native.kind in ("line", "scatter") or over
    own: Paint = ("" if runs else filled(series.fill), line)
    dots = series.marker or (native.kind == "scatter" and not line)
    usual: Paint = (filled(series.fill) or line, line) if runs and dots else ("", "") if runs else own
    rest = (None,) * (count - len(series.values))
    values, points = (*series.values, *rest), (*series.points, *[None] * (count - len(series.points)))
    looks = tuple((filled(p.fill), lined(p.stroke))
                  if p and (p.fill or p.stroke) and (runs or not native.kind.startswith("area")) else usual for p in points)
    seen = any(any(paint) for paint in (own, *looks))
    words = [("\n" if p.aside else "  ").join(filter(None, (p.label, p.note))) if p else "" for p in points]
    if not series.labels and native.kind.startswith(("bar", "column")) and not runs:
        words = [w if p and p.aside else "" for w, p in zip(words, points)]
    if series.labels and seen:
        words = [w or printed(v or 0.0, native.number_format) for w, v in zip(words, values)]
    labels = tuple("" if v is None or (p and p.silent) else w for w, v, p in zip(words, values, points))
    return Series(series.name, values, (*series.x, *rest) if native.kind == "scatter" else (), own, looks, labels,
                  (line,) * count if runs else (), series.tick)


def differences(found: Twin, wanted: Twin) -> list[str]:
    """Each part in which a chart is not what was asked for."""
    made = [f"{f.name}: {getattr(found, f.name)} for {getattr(wanted, f.name)}" for f in fields(Twin)
            if f.name != "series" and getattr(found, f.name) != getattr(wanted, f.name)]
    if len(found.series) != len(wanted.series):
        return [*made, f"{len(found.series)} series for {len(wanted.series)}"]
    for a, b in zip(found.series, wanted.series):
        made += [f"{b.name}: {f.name}: {getattr(a, f.name)} for {getattr(b, f.name)}" for f in fields(Series)
                 if getattr(a, f.name) != getattr(b, f.name) and (f.name != "labels" or _lines(a.labels) != _lines(b.labels))]
    return made


def _lines(labels: Sequence[str]) -> list[str]:
    """Labels without their breaks: those that stand aside are broken where the size of the chart is known."""
    return [" ".join(label.split()) for label in labels]


# ---------------------------------------------------------------- the workbook
def unlike(chart: Twin, data: bytes) -> list[str]:
    """Where a workbook is not the table of its chart. Spreadsheets keep 15 digits of a number."""
    def kept(value: float | None) -> float | None:
        return None if value is None else float(f"{value:.15g}")

    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    head, *body = book["Sheet1"].iter_rows()
    table = {cell.value: [row[n].value for row in body] for n, cell in enumerate(head)}
    made = [] if len(table) == len(head) and all(name or n == 0 for n, name in enumerate(table)) else [f"heads {list(table)}"]
    made += [f"{s.name}: {table.get(s.name)}" for s in chart.series
             if [*map(kept, s.values), *[None] * (len(body) - len(s.values))] != [kept(v) for v in table.get(s.name, [math.inf])]]
    if chart.categories and tuple(row[0].value for row in body) != chart.categories:
        made.append("categories")
    codes = {row[n].number_format for row in body for n, cell in enumerate(head)
             if cell.value in {s.name for s in chart.series} and row[n].value is not None}
    beside = {row[n].number_format for row in body for n, cell in enumerate(head) if isinstance(row[n].value, int | float)
              and cell.value not in {s.name for s in chart.series}}
    if beside - {chart.x_format}:
        made.append(f"formats of x {beside}")
    return made + ([] if codes == {chart.number_format} else [f"formats {codes}"])
