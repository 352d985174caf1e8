"""Native charts: every property written, the workbook the same rows, text that stays text."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from zipfile import ZipFile

import pptx_sample as sample
import pypdfium2 as pdfium
import pytest
from pptx import Presentation

from charts.drawing import Fill, Stroke
from charts.native import Native, NativeKind, NativeSeries, Point
from reports.render import pptx
from reports.render.pptx_chart_data import rows

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NAVY = 35  # its shade of grey


def two(kind: NativeKind, **more: Any) -> Native:
    """Two series over four years; the first has a gap, the second a message, a promise and words of its own."""
    promised = Point(Fill("tint_2", "hatch", "white"), Stroke("navy", 1.6))
    series = (NativeSeries("Ferries", (20.0, 35.0, None, 10.0), Fill("navy"), labels=True),
              NativeSeries("Boxes", (30.0, 15.0, 25.0, 40.0), Fill("tint_2"), None,
                           (None, Point(Fill("orange")), promised, Point(label="forty")), labels=True))
    return Native(kind, ("2017", "2018", "2019", "2020"), series, 0, 80, 20, gap_width=60, **more)


def fan() -> Native:
    """A forecast: an unseen foot, a band on it, and a line of its own values over both."""
    series = (NativeSeries("Low (not shown)", (20.0, 30.0, 40.0)), NativeSeries("Range", (0.0, 10.0, 30.0), Fill("tint_2")),
              NativeSeries("Forecast", (20.0, 34.0, 54.0), None, Stroke("navy", 3), (None, None, Point(label="54")), marker=True))
    return Native("area_stacked", ("2021", "2022", "2023"), series, 0, 80, 20, value_axis=True, gridlines=True)


def area() -> Native:
    series = NativeSeries("Trade", (20.0, None, 28.0), Fill("tint_2"), Stroke("navy", 2), (None, None, Point(label="28")))
    return Native("area", ("2018", "2019", "2020"), (series,), 0, 40, 10, value_axis=True)


def dots() -> Native:
    points = (Point(label="Oslo"), Point(Fill("orange"), None, "Bergen"), Point(label="Bodø"))
    series = NativeSeries("Ships", (3.0, 7.0, 5.5), Fill("navy"), None, points, x=(10.0, 20.0, 35.5))
    return Native("scatter", ("Oslo", "Bergen", "Bodø"), (series,), 0, 10, 2, "0.0", value_axis=True, gridlines=True,
                  headers=("Town", "Distance", "Ships"), x_minimum=-10, x_maximum=40, x_major=10, x_number_format='#,##0 "km"')


def joined() -> Native:
    series = (NativeSeries("North", (3.0, 5.5), Fill("navy"), Stroke("navy", 3), (None, Point(label="up")), marker=True,
                           x=(10.0, 35.5)),
              NativeSeries("South", (1.0, None, 2.0), None, Stroke("maroon", 2, (8.0, 6.0)), x=(-5.0, 20.0, 30.0)))
    return Native("scatter", (), series, 0, 10, 2, x_minimum=-10, x_maximum=40, x_major=10)


def ring() -> Native:
    edge = Stroke("white", 2)
    series = NativeSeries("Share", (59.0, 30.0, 11.0), Fill("navy"), edge, (Point(Fill("orange"), edge, "Boxes\n59%"), None,
                                                                            Point(Fill("tint_2"), edge)), labels=True)
    return Native("doughnut", ("Boxes", "Ferries", "Fish"), (series,), number_format='0"%"')


def slope() -> Native:
    series = tuple(NativeSeries(name, values, None, Stroke(colour, 3), labels=True, marker=True)
                   for name, values, colour in (("North", (3.0, 5.0), "navy"), ("South", (4.0, 2.0), "maroon")))
    return Native("line", ("2019", "2020"), series, 0, 6, 2)


def ticks() -> Native:
    """Two bars; a stroke across beyond the end of one, and through the middle of the other; none across a third."""
    series = (NativeSeries("Berths", (20.0, 40.0, 30.0), Fill("navy")),
              NativeSeries("Target", (50.0, 10.0, None), None, Stroke("black", 4.0), tick=True))
    return Native("bar", ("North", "South", "Old"), series, 0, 80, 20, overlap=100)


BARS: tuple[NativeKind, ...] = ("column", "bar", "column_stacked", "bar_stacked", "column_stacked_100", "bar_stacked_100")
EVERY = (*(two(kind) for kind in BARS), fan(), area(), dots(), joined(), ring(), slope(), ticks(), sample.line(),
         sample.waterfall())


def chart_of(native: Native) -> Any:
    data = pptx.render(sample.pages(sample.page(sample.chart(native))), sample.theme(), sample.MASTER)
    return Presentation(BytesIO(data)).slides[0].shapes[0].chart


def space(native: Native) -> Any:
    return chart_of(native)._chartSpace


def values(element: Any, tag: str) -> list[str]:
    return [e.get("val") for e in element.iter(f"{C}{tag}")]


@pytest.mark.parametrize("native", [sample.waterfall(), sample.columns(), sample.line(), replace(sample.columns(), kind="bar")],
                         ids=lambda n: n.kind)
def test_values_and_categories_are_the_given_ones(native: Native) -> None:
    plot = chart_of(native).plots[0]
    assert list(plot.categories) == list(native.categories)
    shown = [s for s in plot.series if s._element.find(f"{C}tx/{C}v") is None]  # dots of another colour are there once more
    assert [tuple(s.values) for s in shown] == [s.values for s in native.series]


def test_the_axis_is_as_decided_and_its_ids_are_positive() -> None:
    made = space(sample.line())
    assert (values(made, "min"), values(made, "max"), values(made, "majorUnit")) == (["0"], ["1000"], ["250"])
    assert all(int(v) > 0 for v in values(made, "axId") + values(made, "crossAx"))
    plot = made.find(f"{C}chart/{C}plotArea")
    assert [plot.find(f"{C}{axis}/{C}delete").get("val") for axis in ("catAx", "valAx")] == ["0", "0"]
    assert len(list(made.iter(f"{C}majorGridlines"))) == 1 and len(list(made.iter(f"{C}legend"))) == 1


def test_without_being_asked_there_is_no_value_axis_grid_legend_or_title() -> None:
    made = space(sample.columns())
    assert made.find(f"{C}chart/{C}plotArea/{C}valAx/{C}delete").get("val") == "1"
    assert values(made, "autoTitleDeleted") == ["1"]
    assert not list(made.iter(f"{C}majorGridlines")) and not list(made.iter(f"{C}legend")) and not list(made.iter(f"{C}title"))


def test_gaps_and_overlap_are_written() -> None:
    made = space(sample.waterfall())
    assert (values(made, "gapWidth"), values(made, "overlap"), values(made, "grouping")) == (["55"], ["100"], ["stacked"])


def test_the_base_of_a_waterfall_is_unseen_and_its_labels_stand_over_the_bars() -> None:
    base, _, labels = space(sample.waterfall()).iter(f"{C}ser")
    assert base.find(f"{C}spPr/{A}noFill") is not None and base.find(f"{C}dLbls") is None
    assert [t.text for t in labels.iter(f"{A}t")] == ["about $540m", "about +$250m", "$790m"]
    assert set(values(labels, "dLblPos")) == {"inBase"}


def test_points_keep_their_marks() -> None:
    series = next(space(sample.columns()).iter(f"{C}ser"))
    points = {p.find(f"{C}idx").get("val"): p for p in series.iter(f"{C}dPt")}
    assert set(points) == {"1", "2", "4"}
    assert points["1"].find(f"{C}spPr/{A}solidFill/{A}schemeClr").get("val") == "accent2"
    assert points["2"].find(f"{C}spPr/{A}pattFill").get("prst") == "wdUpDiag"
    dashed = next(d for d in space(sample.waterfall()).iter(f"{A}prstDash") if d.get("val") != "solid")
    assert dashed.get("val") == "sysDash"


def test_a_label_is_the_points_own_words_or_the_number() -> None:
    labels = next(space(sample.columns()).iter(f"{C}dLbls"))
    assert [d.find(f"{C}idx").get("val") for d in labels.iter(f"{C}dLbl")] == ["4"]
    assert labels.find(f"{C}numFmt").get("formatCode") == '#,##0.0 "m"'
    assert labels.find(f"{C}dLblPos").get("val") == "outEnd" and labels.find(f"{C}showVal").get("val") == "1"


def test_on_a_line_only_the_points_with_words_speak() -> None:
    labels = next(space(sample.line()).iter(f"{C}dLbls"))
    silent = [d.find(f"{C}idx").get("val") for d in labels.iter(f"{C}dLbl") if d.find(f"{C}delete") is not None]
    assert silent == ["0", "1", "2"] and [t.text for t in labels.iter(f"{A}t")] == ["$790m"]


def test_bars_without_labels_stay_silent_whatever_their_points_say() -> None:
    series = NativeSeries("x", (1.0,), Fill("navy"), points=(Point(label="one"),))
    assert not list(space(Native("bar", ("a",), (series,))).iter(f"{C}dLbls"))


def test_an_unseen_series_is_not_in_the_legend() -> None:
    made = space(replace(sample.waterfall(), legend=True))
    hidden = [e.find(f"{C}idx").get("val") for e in made.iter(f"{C}legendEntry")]
    assert hidden == ["0", "2"]


def workbook_of(native: Native) -> dict[str, str]:
    blob = chart_of(native).part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package").blob
    with ZipFile(BytesIO(blob)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_text_in_the_workbook_stays_text() -> None:
    book = workbook_of(sample.columns())
    sheet = book["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert not [name for name in book if "_rels/sheet" in name]
    words = re.findall(r"<t[^>]*>([^<]*)</t>", book["xl/sharedStrings.xml"])
    assert {"Item", "=SUM(A1)", "https://example.org", "003", "D &amp; &lt;E&gt;"} <= set(words)
    assert any(word.startswith("=cmd") for word in words)


def test_the_workbook_holds_the_rows_and_leaves_gaps_empty() -> None:
    sheet = workbook_of(sample.columns())["xl/worksheets/sheet1.xml"]
    cells = dict(re.findall(r'<c r="(B\d)"[^>]*><v>([\d.]+)</v>', sheet))
    assert (cells["B2"], cells["B3"], cells["B6"]) == ("1", "5", "4.5") and "B5" not in cells


def test_the_chart_points_at_its_rows() -> None:
    made = space(sample.waterfall())
    assert [f.text for f in made.iter(f"{C}f")][-3:] == ["Sheet1!$D$1", "Sheet1!$A$2:$A$4", "Sheet1!$D$2:$D$4"]
    assert made.find(f"{C}externalData/{C}autoUpdate").get("val") == "0"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "7"])
def test_a_value_that_is_no_finite_number_is_a_bug_and_says_so(value: Any) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        chart_of(Native("column", ("a",), (NativeSeries("x", (value,), Fill("navy"), Stroke("navy")),)))


def test_bars_lie_in_reading_order() -> None:
    made = space(replace(sample.columns(), kind="bar"))
    assert made.find(f"{C}chart/{C}plotArea/{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert values(made, "barDir") == ["bar"]


# ---------------------------------------------------------------- every kind of the contract
@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with each kind of chart, a slide each."""
    assert {native.kind for native in EVERY} == set(get_args(NativeKind))
    deck = tmp_path_factory.mktemp("charts") / "every.pptx"
    slides = (sample.page(sample.title(f"{native.kind} {n}"), sample.chart(native)) for n, native in enumerate(EVERY))
    deck.write_bytes(pptx.render(sample.pages(*slides), sample.theme(), sample.MASTER))
    return deck


def test_the_open_xml_sdk_finds_no_error(every: Path, need_tool: Callable[[str], str]) -> None:
    done = subprocess.run([need_tool("ooxml-validator"), str(every)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and '"ok": true' in done.stdout, done.stdout[-900:]


def convert(deck: Path, need_tool: Callable[[str], str]) -> None:
    """The deck as LibreOffice prints it, beside it."""
    folder = deck.parent
    subprocess.run([need_tool("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), str(deck)], capture_output=True, timeout=240, check=False)


def test_libreoffice_draws_each_with_its_words(every: Path, need_tool: Callable[[str], str]) -> None:
    convert(every, need_tool)
    with pdfium.PdfDocument(str(every.with_suffix(".pdf"))) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    assert len(pages) == len(EVERY)
    for native, text in zip(EVERY, pages):
        said = [p.label.split("\n")[0] for s in native.series for p in s.points if p and p.label]
        said += [c.split("\n")[0] for c in native.categories if native.kind not in ("scatter", "doughnut")]
        assert [w for w in said if w not in text] == [], native.kind


def test_libreoffice_draws_strokes_across_bars_at_their_values(every: Path, need_tool: Callable[[str], str]) -> None:
    """Measured in pixels, with a bar as the rule: strokes of the width asked for, and one a target."""
    convert(every, need_tool)
    with pdfium.PdfDocument(str(every.with_suffix(".pdf"))) as opened:
        picture = opened[EVERY.index(ticks())].render(scale=3).to_pil().convert("L")
    shades = [[picture.getpixel((x, y)) for x in range(picture.width)] for y in range(picture.height)]
    axis = next(x for x in range(picture.width) if sum(abs(line[x] - NAVY) < 4 for line in shades) > 300)
    marks = [[[x for x, shade in enumerate(line[axis:]) if abs(shade - wanted) < 4] for wanted in (NAVY, 0)] for line in shades]
    found = [(bar[-1], (stroke[0] + stroke[-1]) / 2, len(stroke)) for bar, stroke in marks if len(bar) > 200 and stroke]
    one = max(end for end, *_ in found) / 40  # the longest bar that has a stroke
    assert {(round(end / one), round(middle / one), round(wide / 3)) for end, middle, wide in found} == {(20, 50, 4), (40, 10, 4)}


# where a label may stand, by the kind of chart (ECMA-376-1, 21.2.3.17, and what PowerPoint refuses)
PLACES = {"barChart clustered": {"outEnd", "ctr", "inEnd", "inBase"}, "barChart stacked": {"ctr", "inEnd", "inBase"},
          "barChart percentStacked": {"ctr", "inEnd", "inBase"}, "lineChart standard": {"t", "b", "l", "r", "ctr"},
          "scatterChart ": {"t", "b", "l", "r", "ctr"}, "areaChart standard": set(), "areaChart stacked": set(),
          "doughnutChart ": set()}


def test_labels_stand_only_where_powerpoint_has_a_place() -> None:
    """The schema lets any place through; PowerPoint calls the file damaged."""
    seen: dict[str, set[str]] = {}
    for native in EVERY:
        labelled = replace(native, series=tuple(replace(s, labels=True) for s in native.series))
        for plot in space(labelled).find(f"{C}chart/{C}plotArea"):
            if plot.find(f"{C}ser") is not None:
                grouping = plot.find(f"{C}grouping")
                name = f"{plot.tag.removeprefix(C)} {grouping.get('val') if grouping is not None else ''}"
                seen.setdefault(name, set()).update(values(plot, "dLblPos"))
    assert seen.keys() == PLACES.keys()
    assert {name: found - PLACES[name] for name, found in seen.items() if found - PLACES[name]} == {}


@pytest.mark.parametrize("kind, grouping, overlap, unsaid", [
    ("column", "clustered", -10, "0"), ("bar", "clustered", 25, "0"), ("bar_stacked", "stacked", 100, "100"),
    ("column_stacked_100", "percentStacked", 100, "100")])
def test_bars_stand_as_asked(kind: NativeKind, grouping: str, overlap: int, unsaid: str) -> None:
    made = space(two(kind, overlap=overlap))
    assert (values(made, "grouping"), values(made, "gapWidth"), values(made, "overlap")) == ([grouping], ["60"], [str(overlap)])
    assert values(space(two(kind)), "overlap") == [unsaid]


@pytest.mark.parametrize("maximum, major", [(1.0, 0.25), (100.0, 25.0), (None, 25.0)])
def test_an_axis_of_shares_ends_at_the_whole(maximum: float | None, major: float) -> None:
    """Office counts it from 0 to 1, whether the values are shares or per cent."""
    made = space(replace(two("column_stacked_100"), maximum=maximum, major=major, value_axis=True))
    assert (values(made, "min"), values(made, "max"), values(made, "majorUnit")) == (["0"], ["1"], ["0.25"])
    assert made.find(f"{C}chart/{C}plotArea/{C}valAx/{C}numFmt").get("formatCode") == "0%"
    assert made.find(f".//{C}dLbls/{C}numFmt").get("formatCode") == "#,##0"


@pytest.mark.parametrize("native", EVERY, ids=lambda n: n.kind)
def test_a_missing_value_is_a_gap(native: Native) -> None:
    """It has no point in the chart and no cell in the workbook; never nought."""
    made = space(native)
    assert values(made, "dispBlanksAs") == ["gap"]
    for series, xml in zip(native.series, sorted(made.iter(f"{C}ser"), key=lambda s: int(s.find(f"{C}order").get("val")))):
        holder = next(e for tag in ("val", "yVal") for e in [xml.find(f"{C}{tag}")] if e is not None)
        assert [int(pt.get("idx")) for pt in holder.iter(f"{C}pt")] == [n for n, v in enumerate(series.values) if v is not None]
        assert values(holder, "ptCount") == [str(max(len(s.values) for s in native.series))]


@pytest.mark.parametrize("native", EVERY, ids=lambda n: n.kind)
def test_a_legend_comes_only_when_asked_for(native: Native) -> None:
    assert len(list(space(replace(native, legend=False)).iter(f"{C}legend"))) == 0
    assert len(list(space(replace(native, legend=True)).iter(f"{C}legend"))) == 1


def test_words_on_a_fill_can_be_read() -> None:
    """White on navy, navy on pale and on orange; over a pattern they have a ground of its own."""
    first, second = (s.find(f"{C}dLbls") for s in space(two("column_stacked")).iter(f"{C}ser"))
    assert first.find(f"{C}txPr").find(f".//{A}schemeClr").get("val") == "bg1"
    assert second.find(f"{C}txPr").find(f".//{A}schemeClr").get("val") == "tx2"
    own = {d.find(f"{C}idx").get("val"): d for d in second.iter(f"{C}dLbl")}
    assert set(own) == {"2", "3"}  # the promise and the words; the message is read in the series' own navy
    assert own["2"].find(f"{C}spPr/{A}solidFill/{A}schemeClr").get("val") == "bg1"
    assert own["3"].find(f".//{A}rPr//{A}schemeClr").get("val") == "tx2"


def test_a_line_over_areas_has_its_own_values_on_the_same_axes() -> None:
    plot = space(fan()).find(f"{C}chart/{C}plotArea")
    bands, line = plot.find(f"{C}areaChart"), plot.find(f"{C}lineChart")
    assert [s.find(f"{C}order").get("val") for s in bands.iter(f"{C}ser")] == ["0", "1"]
    assert [s.find(f"{C}order").get("val") for s in line.iter(f"{C}ser")] == ["2"]
    assert (values(bands, "grouping"), values(line, "grouping")) == (["stacked"], ["standard"])
    assert values(bands, "axId") == values(line, "axId") and values(plot, "crossBetween") == ["midCat"]
    assert bands.find(f"{C}ser/{C}spPr/{A}noFill") is not None


def test_a_scatter_has_two_axes_of_numbers() -> None:
    plot = space(dots()).find(f"{C}chart/{C}plotArea")
    across, up = plot.findall(f"{C}valAx")
    assert [values(across, tag) for tag in ("min", "max", "majorUnit", "axPos")] == [["-10"], ["40"], ["10"], ["b"]]
    assert [values(up, tag) for tag in ("min", "max", "majorUnit", "axPos")] == [["0"], ["10"], ["2"], ["l"]]
    assert [a.find(f"{C}numFmt").get("formatCode") for a in (across, up)] == ['#,##0 "km"', "0.0"]
    assert [f.text for f in plot.iter(f"{C}f")] == ["Sheet1!$C$1", "Sheet1!$B$2:$B$4", "Sheet1!$C$2:$C$4"]
    assert all(int(v) > 0 for v in values(plot, "axId"))


def test_loose_dots_have_no_line_and_joined_ones_have() -> None:
    loose, = space(dots()).iter(f"{C}ser")
    assert loose.find(f"{C}spPr/{A}ln/{A}noFill") is not None and loose.find(f"{C}marker/{C}symbol").get("val") == "circle"
    north, south = space(joined()).iter(f"{C}ser")
    assert all(s.find(f"{C}spPr/{A}ln/{A}solidFill") is not None for s in (north, south))
    assert [s.find(f"{C}marker/{C}symbol").get("val") for s in (north, south)] == ["circle", "none"]
    assert [values(s, "smooth") for s in (loose, north, south)] == [["0"]] * 3


def test_series_with_their_own_x_have_their_own_columns() -> None:
    sheet = workbook_of(joined())
    words = re.findall(r"<t[^>]*>([^<]*)</t>", sheet["xl/sharedStrings.xml"])
    assert words == ["North: x", "North", "South: x", "South"]
    cells = dict(re.findall(r'<c r="([A-D]\d)"[^>]*><v>([-\d.]+)</v>', sheet["xl/worksheets/sheet1.xml"]))
    assert [cells.get(at) for at in ("A2", "B2", "B4", "C2", "D3", "D4")] == ["10", "3", None, "-5", None, "2"]
    ranges = [f.text for f in space(joined()).iter(f"{C}f")]
    assert ranges[1:3] == ["Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4"]  # empty cells at the end, so that all series are of one length


def test_the_heads_of_a_scatter_are_the_given_ones() -> None:
    words = re.findall(r"<t[^>]*>([^<]*)</t>", workbook_of(dots())["xl/sharedStrings.xml"])
    assert words[:3] == ["Town", "Distance", "Ships"] and set(words[3:]) == {"Oslo", "Bergen", "Bodø"}


def test_a_ring_has_a_hole_starts_at_the_top_and_paints_each_slice() -> None:
    made = space(ring())
    assert (values(made, "holeSize"), values(made, "firstSliceAng"), values(made, "axId")) == (["60"], ["0"], [])
    looks = [p.find(f"{C}spPr/{A}solidFill/{A}schemeClr").get("val") for p in made.iter(f"{C}dPt")]
    assert looks == ["accent2", "tx2", "accent5"]
    assert all(p.find(f"{C}spPr/{A}ln/{A}solidFill/{A}schemeClr").get("val") == "bg1" for p in made.iter(f"{C}dPt"))
    assert [t.text for t in made.iter(f"{A}t")] == ["Boxes", "59%"]


def test_the_ends_of_a_slope_speak_outwards() -> None:
    for series in space(slope()).iter(f"{C}ser"):
        own = {d.find(f"{C}idx").get("val"): values(d, "dLblPos") for d in series.iter(f"{C}dLbl")}
        assert own == {"1": ["r"]}
        assert series.find(f"{C}dLbls/{C}dLblPos").get("val") == "l"


@pytest.mark.parametrize("kind", ["column", "area", "doughnut", "scatter"])
@pytest.mark.parametrize("series", [(), (NativeSeries("x", ()),), (NativeSeries("x", (1.0, 2.0), x=(1.0,)),)])
def test_values_without_their_places_are_a_bug_and_say_so(kind: NativeKind, series: tuple[NativeSeries, ...]) -> None:
    with pytest.raises(ValueError, match=r"no series|values over"):
        chart_of(Native(kind, ("a",), series))


# ---------------------------------------------------------------- strokes across bars
def test_a_stroke_stands_on_an_unseen_bar_in_a_group_of_its_own() -> None:
    plot = space(ticks()).find(f"{C}chart/{C}plotArea")
    first, second = plot.iterfind(f"{C}barChart")
    assert [values(group, "grouping") for group in (first, second)] == [["clustered"], ["stacked"]]
    *_, last = first.iter(f"{C}ser")
    foot, edge, stroke = second.iter(f"{C}ser")
    for place in (last, foot):  # both end at the values in the sheet, and neither is seen
        assert place.findtext(f"{C}val//{C}f") == "Sheet1!$C$2:$C$4"
        assert place.find(f"{C}spPr/{A}noFill") is not None and place.find(f"{C}spPr/{A}ln/{A}noFill") is not None
    assert [part.find(f"{C}spPr/{A}ln").get("w") for part in (edge, stroke)] == ["101600", "50800"]
    lengths = [{pt.get("idx"): float(pt[0].text) for pt in part.iterfind(f"{C}val/{C}numLit/{C}pt")} for part in (edge, stroke)]
    assert all(found.keys() == {"0", "1"} and all(0 < v < 80 / 10_000 for v in found.values()) for found in lengths)
    names = [one.findtext(f"{C}tx//{C}v") for one in (last, foot, edge, stroke)]
    assert names[-1] == "Target" and len(set(names)) == 4


def test_the_sheet_of_a_chart_with_strokes_holds_the_values_alone() -> None:
    assert rows(ticks())[0] == ["", "Berths", "Target"]
    assert workbook_of(ticks()).keys() == workbook_of(two("bar")).keys()


def test_a_second_group_has_the_scale_of_the_first_and_its_axes_are_not_seen() -> None:
    made = space(ticks())
    assert (values(made, "min"), values(made, "max"), values(made, "orientation")) == (
        ["0", "0"], ["80", "80"], ["maxMin", "minMax", "maxMin", "minMax"])
    axes = [axis for axis in made.find(f"{C}chart/{C}plotArea") if axis.tag in (f"{C}catAx", f"{C}valAx")]
    assert [axis.find(f"{C}delete").get("val") for axis in axes] == ["0", "1", "1", "1"]
    ids = [axis.find(f"{C}axId").get("val") for axis in axes]
    assert [values(group, "axId") for group in made.iter(f"{C}barChart")] == [ids[:2], ids[2:]] and len(set(ids)) == 4


# ---------------------------------------------------------------- dots of another colour on a line
def test_a_dot_of_another_colour_is_drawn_once_more_over_the_same_cells() -> None:
    """LibreOffice paints dots as their line; the line of the second series is not seen."""
    navy, orange = Point(Fill("navy"), label="530"), Point(Fill("orange"), label="410")
    line = NativeSeries("Boxes", (310.0, 410.0, 530.0), None, Stroke("navy", 3), (None, orange, navy))
    native = Native("line", ("2018", "2019", "2020"), (line,), 0, 600, 100, legend=True)
    made = space(native)
    own, dots = made.iter(f"{C}ser")
    assert dots.findtext(f"{C}val//{C}f") == own.findtext(f"{C}val//{C}f")
    assert dots.find(f"{C}spPr/{A}ln/{A}noFill") is not None and dots.find(f"{C}marker/{C}symbol").get("val") == "none"
    assert values(own, "size") == ["11", "11"]
    (point,) = dots.iter(f"{C}dPt")
    assert point.find(f"{C}idx").get("val") == "1"
    assert [e.get("val") for e in point.iter(f"{A}schemeClr")] == ["accent2"] and values(dots, "showVal") == []
    assert [entry.find(f"{C}idx").get("val") for entry in made.iter(f"{C}legendEntry")] == ["1"]
    plain = replace(native, series=(replace(line, points=(None, None, navy)),))
    assert len(list(space(plain).iter(f"{C}ser"))) == 1


def test_libreoffice_paints_the_dot_of_the_message_in_its_colour(need_tool: Callable[[str], str], tmp_path: Path) -> None:
    line = NativeSeries("Boxes", (310.0, 410.0, 530.0), None, Stroke("navy", 3), (None, Point(Fill("orange"), label="410"), None))
    native = Native("line", ("2018", "2019", "2020"), (line,), 0, 600, 100)
    deck = tmp_path / "line.pptx"
    deck.write_bytes(pptx.render(sample.pages(sample.page(sample.chart(native))), sample.theme(), sample.MASTER))
    convert(deck, need_tool)
    with pdfium.PdfDocument(str(deck.with_suffix(".pdf"))) as opened:
        picture = opened[0].render(scale=2).to_pil().convert("RGB")
    count = {colour: n for n, colour in picture.getcolors(picture.width * picture.height)}
    wanted = tuple(int(sample.theme().colours["orange"][i:i + 2], 16) for i in (1, 3, 5))
    assert 200 < count.get(wanted, 0) < 600  # a disc of 11 points, at two pixels a point
