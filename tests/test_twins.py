"""A chart of the deck and its figure in the brief are one exhibit: read from the finished deck and from the drawing on the page.

How a chart is read back is in `twins.py`, how a drawing is measured in `twins_drawn.py`.
"""
from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, get_args

import pptx_sample as sample
import pytest
from built import Made
from examples import chart_example, write_gallery
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from twins import ROLES, A, C, Slots, Twin, asked, differences, printed, read, unlike
from twins_drawn import disagreements, domains, geometry

import charts
from charts import paint
from charts.drawing import Drawing, Fill, Stroke, circle
from charts.drawing import Path as Shape
from charts.inputs import Refused
from charts.native import Native, NativeKind, NativeSeries, Point
from charts.sized import sized
from reports import compose, facts, outline, outputs, pipeline, tables, theme
from reports.document import Document, Exhibit
from reports.layout import brief
from reports.options import TEMPLATES
from reports.page import Figure
from reports.render import pptx
from reports.render.pptx_chart import ChartWriter
from reports.render.pptx_ink import Ink

KINDS = [name for name in charts.names() if hasattr(charts.kind(name), "native")]


# ---------------------------------------------------------------- the exhibits of a report, both sides
@dataclass(frozen=True)
class Pair:
    """One exhibit as the deck's chart parts, what was asked of each at its size, and as the brief's drawing."""

    exhibit: Exhibit
    natives: tuple[Native, ...]
    spaces: tuple[Any, ...]
    books: tuple[bytes, ...]
    slots: Slots
    drawing: Drawing


def laid(folder: Path) -> tuple[Document, list[Figure]]:
    """A report as it is composed, and its figures as they are laid out on paper."""
    read_, _ = outline.read(folder)
    assert read_ is not None
    house = theme.load(TEMPLATES / read_.report.template.name)
    document, _ = compose.compose(read_, facts.ledger(read_)[0], tables.load(read_)[0], read_.report.profile, house)
    pages, _ = brief.lay_out(document, house, outputs.Artist(house, pipeline.Options()))
    return document, [item for page in pages.pages for item in page.items if isinstance(item, Figure)]


def pairs_of(document: Document, figures: Sequence[Figure], deck: Path) -> dict[str, Pair]:
    """Exhibit id -> both sides, for every exhibit that is said as an Office chart."""
    opened = Presentation(str(deck))
    slots, style = Slots(opened.part.package), sample.theme().style("slide")
    found: dict[str, list[Any]] = {}
    for shape in (s for slide in opened.slides for s in slide.shapes if s.has_chart):
        found.setdefault(shape.name, []).append(shape)
    drawings = {figure.name: figure.drawing for figure in figures}
    contents = [c for top in document.contents for c in (top, *getattr(top.body, "contents", ()))]
    exhibits = {e.id: e for c in contents if (e := getattr(c.body, "exhibit", None)) and e.native and c.slide}
    made = {}
    for id_, exhibit in exhibits.items():
        name = f"Figure {exhibit.number}"
        shapes = found.get(name, [])
        parts = [shape.chart for shape in shapes]
        natives = tuple(sized(exhibit.native, shape.width / 12700, shape.height / 12700, style) for shape in shapes)
        made[id_] = Pair(exhibit, natives, tuple(chart._chartSpace for chart in parts),
                         tuple(chart.part.chart_workbook.xlsx_part.blob for chart in parts), slots, drawings[name])
    return made


@pytest.fixture(scope="module")
def pairs(gallery: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    return pairs_of(*laid(write_gallery(tmp_path_factory.mktemp("twins") / "gallery")), gallery.deck)


@pytest.fixture
def pair(request: pytest.FixtureRequest, pairs: dict[str, Pair]) -> Pair:
    return pairs[f"{request.param}-example"]


every_kind = pytest.mark.parametrize("pair", KINDS, indirect=True)


def test_every_kind_with_a_twin_is_seen(pairs: dict[str, Pair]) -> None:
    assert {"bar", "column", "line", "waterfall"} <= set(KINDS)
    assert {f"{kind}-example" for kind in KINDS} <= set(pairs), "an EXAMPLE whose kind has native() is no chart in the gallery"
    assert [id_ for id_, pair in pairs.items() if not pair.spaces] == []


@every_kind
def test_the_chart_is_what_the_plan_asks_for(pair: Pair) -> None:
    for space, native in zip(pair.spaces, pair.natives):
        assert differences(read(space, pair.slots), asked(native)) == []


@every_kind
def test_chart_and_drawing_say_the_same(pair: Pair) -> None:
    for space in pair.spaces:
        assert disagreements(read(space, pair.slots), pair.drawing, pair.exhibit.plan) == []


@every_kind
def test_the_workbook_holds_the_chart_under_tidy_heads(pair: Pair) -> None:
    for space, book in zip(pair.spaces, pair.books):
        assert unlike(read(space, pair.slots), book) == []


# ---------------------------------------------------------------- and they would say so
def changes(chart: Twin) -> Iterator[tuple[str, Twin]]:
    """The chart with one thing wrong at a time."""
    where = next(n for n, s in enumerate(chart.series) if s.seen and any(s.values))
    series = chart.series[where]
    n = next(i for i, v in enumerate(series.values) if v)
    wrong = tuple((v or 0.0) * 1.25 if i == n else v for i, v in enumerate(series.values))

    def with_(**parts: Any) -> Twin:
        return replace(chart, series=(*chart.series[:where], replace(series, **parts), *chart.series[where + 1:]))

    if chart.kind == "scatter" and not chart.axis_shown:  # values run across; the way up is only the order of the rows
        n = next(i for i, x in enumerate(series.x) if x and series.values[i] is not None)
        yield "value", with_(x=tuple((x or 0.0) * 1.25 if i == n else x for i, x in enumerate(series.x)))
    else:
        yield "value", with_(values=wrong)
    if series.ways:
        yield "way", with_(ways=("#123456", *series.ways[1:]))
    if chart.legend:
        yield "legend", replace(chart, legend="b")
    yield "colour", with_(paint=("#123456", "#123456"), points=(("#123456", "#123456"),) * len(series.points))
    if len(chart.categories) > 1 and chart.kind != "doughnut":
        yield "order", replace(chart, categories=chart.categories[::-1])
    if chart.categories:
        yield "category", replace(chart, categories=(*chart.categories[:-1], "Elsewhere"))
    if None not in chart.axis and chart.kind != "scatter" and not chart.kind.endswith("_100"):
        yield "axis", replace(chart, axis=(chart.axis[0], chart.axis[1], 1.5 * (chart.axis[2] or 1.0)))
    if any(re.search(r"\d", label) for s in chart.series if s.seen for label in s.labels) and chart.kind != "scatter":
        yield "format", replace(chart, number_format="0" if printed(1, chart.number_format) == "100%" else "0%")


@every_kind
def test_a_change_on_either_side_is_told(pair: Pair) -> None:
    """A value, a colour, the order, a name, the axis, the format: each change alone is found, against plan and drawing."""
    right = read(pair.spaces[0], pair.slots)
    made = dict(changes(right))
    assert {"value", "colour"} <= set(made)
    for what, wrong in made.items():
        assert differences(wrong, asked(pair.natives[0])) != [], what
        if what in ("way", "legend"):
            continue  # paper has no legend, and its lines are measured as a whole
        if what == "axis" and not right.axis_shown and not list(domains(pair.exhibit.plan)):
            continue  # paper neither shows nor plans it: every value has its label
        assert disagreements(wrong, pair.drawing, pair.exhibit.plan) != [], what


@every_kind
def test_a_number_changed_in_the_file_is_told(pair: Pair) -> None:
    """The change is made in the chart part itself, one stored number after the other."""
    root: Any = etree.fromstring(etree.tostring(pair.spaces[0]))
    found = [v for s in root.iter(f"{C}ser") for v in s.iterfind(f"{C}val//{C}v")] + list(root.iterfind(f".//{C}yVal//{C}v"))
    assert found
    for stored in found:
        before, stored.text = stored.text, str(float(stored.text) + 7.5)
        assert differences(read(root, pair.slots), asked(pair.natives[0])) != []
        assert unlike(read(root, pair.slots), pair.books[0]) != []
        stored.text = before
    assert differences(read(root, pair.slots), asked(pair.natives[0])) == []


def test_the_first_report_says_the_same_twice(lavrov: Made) -> None:
    found = pairs_of(*laid(Path(__file__).parent.parent / "data" / "lavrov-2021"), lavrov.deck)
    assert "trade" in found
    for id_, pair in found.items():
        for space, native in zip(pair.spaces, pair.natives):
            chart = read(space, pair.slots)
            assert (id_, differences(chart, asked(native))) == (id_, [])
            assert (id_, disagreements(chart, pair.drawing, pair.exhibit.plan)) == (id_, [])


def test_a_way_of_another_colour_in_the_file_is_told(pairs: dict[str, Pair]) -> None:
    """One step of a line painted otherwise, in the chart part itself: its markers are as they were."""
    pair = pairs["line-example"]
    root: Any = etree.fromstring(etree.tostring(pair.spaces[0]))
    series = next(root.iter(f"{C}ser"))
    look = etree.fromstring(etree.tostring(series.find(f"{C}spPr")))
    for colour in look.iter(f"{A}schemeClr"):
        colour.set("val", "accent6")
    point = etree.Element(f"{C}dPt")
    etree.SubElement(point, f"{C}idx", val="1")
    point.append(etree.fromstring(etree.tostring(series.find(f"{C}marker"))))
    point.append(look)
    series.find(f"{C}marker").addnext(point)
    assert any("ways" in told for told in differences(read(root, pair.slots), asked(pair.natives[0])))


@pytest.mark.parametrize("kind", ["dumbbell", "lollipop"])
def test_names_of_rows_end_just_before_the_scale(kind: str, pairs: dict[str, Pair]) -> None:
    """As in print: right-aligned, level with their rows; they are labels of unseen points."""
    pair = pairs[f"{kind}-example"]
    native = pair.natives[0]
    names, rows = native.series[-1], [value for value in native.series[-1].values if value is not None]
    assert names.name == "Names (not shown)" and rows == [float(len(rows) - n) for n in range(len(rows))]
    assert native.x_minimum is not None and native.x_maximum is not None
    assert all(0 < pair.exhibit.plan.scale.low - x < 0.02 * (native.x_maximum - native.x_minimum) for x in names.x[:len(rows)])
    for space in pair.spaces:
        *_, last = space.iter(f"{C}ser")
        assert {place.get("val") for place in last.iter(f"{C}dLblPos")} == {"l"}


# ---------------------------------------------------------------- not only what the gallery shows
@cache
def house_slots() -> Slots:
    return Slots(Presentation(str(sample.MASTER)).part.package)


def written(native: Native) -> Twin:
    """A chart part on its own, as it reads."""
    house = sample.theme()
    part = ChartWriter(Ink(house), house.style("slide"), native, "en-GB").xml("rId1")
    return read(etree.fromstring(part.encode()), house_slots())


def switches(kind: str) -> Iterator[dict[str, bool]]:
    """Every setting of the switches of a kind, such as `horizontal` and `share`."""
    names = [name for name, field in charts.kind(kind).Spec.model_fields.items() if field.annotation is bool]
    return (dict(zip(names, on)) for on in product((False, True), repeat=len(names)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_switch_of_a_kind_says_the_same_twice(kind: str) -> None:
    module, looked = charts.kind(kind), 0
    for chosen in switches(kind):
        try:
            plan = module.plan(module.Spec(**(chart_example(kind) | chosen)))
            native, drawing = module.native(plan), paint.render(kind, plan, 481.28, None, sample.theme().style("print"))
        except Refused:
            continue
        if native is not None:
            looked += 1
            assert (chosen, differences(written(native), asked(native))) == (chosen, [])
            assert (chosen, disagreements(written(native), drawing, plan)) == (chosen, [])
    assert looked


roles = st.sampled_from(sorted(ROLES))
fills = st.builds(Fill, roles, st.sampled_from(["solid", "hatch", "dots"]), st.none() | roles)
strokes = st.builds(Stroke, roles, st.floats(0.5, 4), st.sampled_from([(), (6.0, 4.0)]))
words = st.text("aå=+-@ &<>\"'\n1.%", max_size=8).map(str.strip)
points = st.none() | st.builds(Point, st.none() | fills, st.none() | strokes, words, st.booleans())
finite = st.floats(-1e9, 1e9, allow_nan=False).map(lambda v: round(v, 6))


@st.composite
def natives(draw: st.DrawFn) -> Native:
    """Any chart that the contract of charts.native allows."""
    kind, count = draw(st.sampled_from(get_args(NativeKind))), draw(st.integers(1, 4))
    least = 0.0 if kind in ("doughnut",) or kind.endswith("_100") else -1e9

    def one(n: int) -> NativeSeries:
        values = tuple(draw(st.none() | finite.filter(lambda v: v >= least)) for _ in range(count))
        x = tuple(draw(finite) for _ in range(count)) if kind == "scatter" else ()
        return NativeSeries(f"Series {n}", values, draw(st.none() | fills), draw(st.none() | strokes),
                            draw(st.just(()) | st.tuples(*[points] * count)), draw(st.booleans()), draw(st.booleans()), x)

    series = tuple(one(n) for n in range(1 if kind == "doughnut" else draw(st.integers(1, 3))))
    if kind.startswith(("area", "column")):
        series = (replace(series[0], fill=Fill("tint")), *series[1:])  # an area chart has an area, one of columns a column
    return Native(kind, tuple(f"{draw(words)} {n}" for n in range(count)), series, draw(st.integers(-5, 0)),
                  draw(st.none() | st.integers(1, 9)), draw(st.none() | st.integers(1, 3)),
                  draw(st.sampled_from(["#,##0", "0.0", '0"%"', "0;0"])), draw(st.integers(0, 200)), draw(st.integers(-50, 50)),
                  draw(st.booleans()), draw(st.booleans()), draw(st.booleans()),
                  x_minimum=draw(st.none() | st.just(-1.0)), x_maximum=2.0, x_number_format='0 "km"')


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(natives())
def test_any_chart_reads_back_as_it_was_meant(native: Native) -> None:
    assert differences(written(native), asked(native)) == []


@pytest.mark.parametrize("kind", get_args(NativeKind))
def test_each_office_kind_has_its_rows_in_the_workbook(kind: NativeKind) -> None:
    values = {"North": (1.0, None, 4.5), "South": (2.0, 0.5, 3.0)}
    series = tuple(NativeSeries(name, own, Fill("navy"), x=(3.0, 1.0, 2.5)) for name, own in values.items())
    native = Native(kind, ("a", "=b", "c"), series[:1] if kind == "doughnut" else series, number_format="0.00")
    made = pptx.render(sample.pages(sample.page(sample.chart(native))), sample.theme(), sample.MASTER)
    chart = Presentation(io.BytesIO(made)).slides[0].shapes[0].chart
    assert unlike(read(chart._chartSpace, house_slots()), chart.part.chart_workbook.xlsx_part.blob) == []


# ---------------------------------------------------------------- the measure itself, on drawings made by hand
def slice_(start: float, end: float, colour: str) -> Shape:
    """A piece of a ring of radius 50 around (60, 60), from `start` to `end` degrees clockwise from the top."""
    angles = [math.radians(start + (end - start) * n / 40) for n in range(41)]
    rim = [(60 + 50 * math.sin(a), 60 - 50 * math.cos(a)) for a in angles]
    hole = (60 + 30 * math.sin(angles[-1]), 60 - 30 * math.cos(angles[-1]))
    return Shape((("M", *rim[0]), *(("C", *a, *b, *b) for a, b in pairwise(rim)), ("L", *hole), ("Z",)), Fill(colour))


@pytest.mark.parametrize("second, fits", [(30.0, True), (36.0, False)])
def test_slices_are_measured(second: float, fits: bool) -> None:
    looks = tuple(Point(Fill(colour)) for colour in ("navy", "blue", "tint_2"))
    ring = Native("doughnut", ("a", "b", "c"), (NativeSeries("Share", (59.0, second, 11.0), points=looks),))
    edges = [0.0, 59 * 3.6, 89 * 3.6, 360.0]
    drawing = Drawing(120, 120, tuple(slice_(a + 1, b - 1, c) for a, b, c in zip(edges, edges[1:], ("navy", "blue", "tint_2"))))
    assert (list(geometry(asked(ring), drawing, None)) == []) == fits


@pytest.mark.parametrize("shift, fits", [(0.0, True), (5.0, False)])
@pytest.mark.parametrize("way", [0, 1])
def test_dots_are_measured_both_ways(way: int, shift: float, fits: bool) -> None:
    xs, ys = (10.0, 20.0, 35.0), (3.0, 7.0, 5.0)
    dots = Native("scatter", (), (NativeSeries("Ships", ys, Fill("navy"), x=xs),), value_axis=True)
    places = [[4 * x, 200 - 10 * y] for x, y in zip(xs, ys)]
    places[2][way] += shift
    drawing = Drawing(200, 200, tuple(Shape(circle(x, y, 3), Fill("navy")) for x, y in places))
    assert (list(geometry(asked(dots), drawing, None)) == []) == fits


def test_numbers_are_printed_as_office_does() -> None:
    cases = {(1234.0, "#,##0"): "1,234", (0.46, "0%"): "46%", (4.5, '#,##0.0 "m"'): "4.5 m", (-3.0, "0;0"): "3",
             (-3.0, "0"): "-3", (2.5, "#,##0.##"): "2.5", (7.0, '0"%"'): "7%", (7.0, ";;;"): ""}
    assert {case: printed(*case) for case in cases} == cases
