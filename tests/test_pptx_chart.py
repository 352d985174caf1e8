"""Native charts: every property written, the workbook the same rows, text that stays text."""
from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pptx_sample as sample
import pytest
from pptx import Presentation

from charts.drawing import Fill, Stroke
from charts.native import Native, NativeSeries, Point
from reports.render import pptx

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


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
    assert [tuple(s.values) for s in plot.series] == [s.values for s in native.series]


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
