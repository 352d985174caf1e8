"""The rules about charts: each has a case that trips it and one that does not; and the palette, measured."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import charts
from charts import rules, vision
from charts.drawing import Fill, Stroke, Text, rectangle, segment
from charts.drawing import Path as Outline
from charts.inputs import Cell
from charts.native import Native, NativeSeries
from charts.rules import Chart, drawn, offered
from charts.sketch import Sketch
from charts.style import SERIES, Style
from reports import theme

ROOT = Path(__file__).parent.parent
HOUSE = theme.load(ROOT / "templates" / "chancery")

COLUMN: dict[str, Any] = {
    "kind": "column", "headline": "Trade rose to 790 in three years", "subtitle": "Trade, million crowns, current prices",
    "unit": "million crowns",
    "rows": [{"label": str(year), "value": value} for year, value in ((2017, 400), (2018, 500), (2019, 640), (2020, 790))]}


def made(**changes: Any) -> Chart:
    """The sample chart with some fields changed, planned."""
    spec = {**COLUMN, **changes}
    module = charts.kind(spec["kind"])
    read = module.Spec.model_validate(spec)
    plan = module.plan(read, None)
    return rules.chart(spec["kind"], read, plan, module.native(plan) if hasattr(module, "native") else None, None, "2021-04")


def row(label: str, number: float, **of: Any) -> dict[str, Any]:
    return {"label": label, "value": Cell(number=number, ref="A-001", **of)}


def found(chart: Chart) -> set[str]:
    return {finding.rule for finding in rules.judge(chart)}


def native(chart: Chart, **changes: Any) -> Chart:
    assert chart.native
    return replace(chart, native=replace(chart.native, **changes))


def coloured(count: int, kind: Any = "line") -> Native:
    names = (*SERIES, "violet", "black", "g700")[:count]
    return Native(kind, ("a", "b"), tuple(NativeSeries(n, (1.0, 2.0), None, Stroke(n)) for n in names))


def pair() -> Any:
    """Two series of bars side by side."""
    return made(kind="grouped", headline="The north pays more than the south", subtitle="Dues, million crowns", series=[
        {"name": "North"}, {"name": "South"}], rows=[{"label": "2019", "values": [5, 4]}, {"label": "2020", "values": [6, 4]}])


BARS = [{"label": "Ferries", "value": 12}, {"label": "Boxes", "value": 62}, {"label": "Fish", "value": 31},
        {"label": "Rents", "value": 4}]
BAR = {"kind": "bar", "headline": "Boxes bring the harbour its money", "rows": BARS}
TRIPS: list[tuple[str, Chart]] = [
    ("T1", made(headline="Trade by year")), ("T1", made(headline="Overview of trade and economy")),
    ("T1", made(headline="Has the trade risen much?")), ("T1", made(headline="The harbour and its neighbours")),
    ("T2", made(headline="Trade rose " + "and rose " * 7)),
    ("T2", made(headline="Trade rose to up to 790 million crowns in all of these three years")),
    ("L6", made(subtitle="Trade, million crowns, of 12500 firms")), ("L6", made(note="Of 5-6 firms, current prices.")),
    ("C9", made(note="\N{REGIONAL INDICATOR SYMBOL LETTER P}\N{REGIONAL INDICATOR SYMBOL LETTER K}")),
    ("H21", native(made(), value_axis=True, minimum=0.0, maximum=900.0, major=100.0)),
    ("H21", native(made(), value_axis=True, minimum=0.0, maximum=900.0, major=300.0)),
    ("L1", native(pair(), legend=True)), ("L1", replace(pair(), native=coloured(2))),
    ("L3", replace(pair(), native=replace(pair().native, legend=True, series=pair().native.series[::-1]))),
    ("T4", made(subtitle=None)),
    ("T5", made(headline="Trade rose to 791 in three years")), ("T5", made(headline="Trade fell in three years")),
    ("T5", made(headline="Trade doubled from the third year on", rows=COLUMN["rows"][2:])),
    ("T5", made(headline="Trade rose in every year", rows=[*COLUMN["rows"][:2], {"label": "2019", "value": 450}])),
    ("T5", made(**{**BAR, "headline": "Most of the money comes from fish", "order": "value"})),
    ("T5", made(**{**BAR, "headline": "Fish brings the most of all"})),
    ("T5", made(headline="Only 400 of 500 was ever paid")), ("T5", made(headline="Trade took ten years to recover")),
    ("T7", made(headline="Trade rose to 790 in three years.")), ("T7", made(headline="TRADE ROSE TO NEW HEIGHTS")),
    ("T7", made(headline="Trade Rose Quickly Over Many Years")),
    ("T12", made(rows=[row("2019", 5, derived=True), row("2020", 6)])),
    ("H1", native(made(), minimum=100.0)), ("H4", made(rows=[row("2019", 3), {"label": "2020", "value": Cell(
        ref="B-002", text="growing clout")}])),
    ("H7", replace(made(), native=coloured(5))), ("H8", replace(made(), native=coloured(3, "column"))),
    ("H12", made(rows=[{"label": "Unpronounceability", "value": 3}])), ("H13", made(**BAR, order="given")),
    ("H14", made(rows=[{**row("2019", 3, status="pledged"), "mark": "solid"}])),
    ("H14", made(rows=[row("2020", 3, date="2020"), row("2021", 4, date="2020")])),
    ("H14", made(rows=[{"label": "2022", "value": 3}])),
    ("H17", made(unit="people", rows=[row("2020", 3, unit="doses")])),
    ("H18", made(rows=[row("Article A", 1100), {"label": "Article B", "value": Cell(number=1094, ref="B-041")}])),
    ("H19", made(subtitle="Trade, million crowns", rows=[{"label": "2015", "value": 3}, {"label": "2020", "value": 4}])),
    ("H22", made(rows=COLUMN["rows"][:3])), ("L2", native(made(), gridlines=True)),
    ("L5", made(subtitle="Trade with all neighbours")),
    ("L7", made(rows=[row("2019", 3, short="3"), row("2020", 4, short="4.5")]))]


@pytest.mark.parametrize("rule, chart", TRIPS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(TRIPS)])
def test_a_rule_is_tripped(rule: str, chart: Chart) -> None:
    assert rule in found(chart)


def test_the_unit_of_shares_is_the_per_cent_and_an_axis_may_name_its_own() -> None:
    stacked = {"kind": "stacked", "share": True, "series": [{"name": "a"}, {"name": "b"}], "unit": "million crowns",
               "rows": [{"label": str(year), "values": [year - 2000, 9]} for year in range(2017, 2021)]}
    assert "L5" not in found(made(**stacked, subtitle="Goods, per cent of trade"))
    assert "L5" in found(made(**stacked, subtitle="Goods, million crowns"))
    points = {"kind": "scatter", "unit": "hours", "subtitle": "Quays by ships and waiting", "x_title": "Ships a week",
              "rows": [{"label": f"Quay {n}", "x": 5 * n, "y": 10 + n * n} for n in range(1, 5)]}
    assert "L5" not in found(made(**points, y_title="Hours of waiting"))
    assert "L5" in found(made(**points, y_title="Waiting"))


def test_many_bars_may_carry_their_values_and_many_columns_may_not() -> None:
    rows = [{"label": f"Port {n}", "value": 40 - n} for n in range(12)]
    assert "L2" not in found(made(kind="bar", rows=rows, headline="Port 0 handled more than any other"))
    columns = made(rows=rows, headline="Port 0 handled more than any other")
    assert columns.native
    labelled = tuple(replace(one, labels=True) for one in columns.native.series)
    assert "L2" in found(native(columns, series=labelled, gridlines=False))


def test_a_headline_may_name_the_dates_of_a_table() -> None:
    table = [{"year": str(2017 + n), "value": 400.0 + 100 * n} for n in range(4)]
    spec = {key: value for key, value in COLUMN.items() if key != "rows"} | {"data": "t", "x": "year", "y": "value"}
    module = charts.kind("column")

    def judged(headline: str) -> set[str]:
        read = module.Spec.model_validate({**spec, "headline": headline})
        return found(rules.chart("column", read, module.plan(read, table), None, table, "2021-04"))

    assert "T5" not in judged("Trade rose to 700 million crowns in 2020") and "T5" in judged("Trade rose to 700 in 2012")


def test_the_sample_trips_none() -> None:
    assert list(rules.judge(made())) == []


@pytest.mark.parametrize("headline", [
    "Trade nearly doubled in three years", "Trade rose to about 800 in the end", "Trade rose in every year",
    "Trade took four years to reach 790", "Only 400 of 2,330 came in the first year"])
def test_true_headlines_pass(headline: str) -> None:
    assert found(made(headline=headline)) == set()


@pytest.mark.parametrize("changes", [BAR, {**BAR, "headline": "Most of the money comes from boxes"},
                                     {**BAR, "order": "given", "note": "In the order of the law."}])
def test_true_bars_pass(changes: dict[str, Any]) -> None:
    assert found(made(**changes)) == set()


@given(st.lists(st.floats(1, 1e9), min_size=4, max_size=9))
def test_rose_and_fell_are_the_rows_own(numbers: list[float]) -> None:
    rows = [{"label": str(2000 + n), "value": round(number, 2)} for n, number in enumerate(numbers)]
    first, last = rows[0]["value"], rows[-1]["value"]
    for word, true in (("rose", last > first), ("fell", last < first)):
        said = [f for f in rules.judge(made(headline=f"Trade {word} over the time", rows=rows)) if word in f.what]
        assert bool(said) != true


# ---------------------------------------------------------------- the picture
def picture(medium: Any = "print") -> tuple[Sketch, Style]:
    style = HOUSE.style(medium)
    return Sketch(200, 100, style), style


def seen(sketch: Sketch, style: Style) -> set[str]:
    return {f.rule for f in drawn.judge(sketch, style)}


def test_labels_that_overlap_or_run_out_or_are_crossed() -> None:
    sketch, style = picture()
    sketch.text(10, 10, "some words", 9.5, "navy")
    assert seen(sketch, style) == set()
    for mark in (Text(14, 20, "other words", 9.5, "navy"), Text(180, 80, "too long for it", 9.5, "navy"),
                 Outline(segment(30, 0, 30, 90), None, Stroke("navy", 1)), Outline(rectangle(20, 0, 20, 90), Fill("navy"))):
        more, _ = picture()
        more.marks = [*sketch.marks, mark]
        assert "L4" in seen(more, style)


@pytest.mark.parametrize("medium, size, rule", [("print", 7.5, "F3"), ("slide", 13.0, "F8")])
def test_small_type(medium: str, size: float, rule: str) -> None:
    sketch, style = picture(medium)
    sketch.text(10, 10, "words", size, "navy")
    assert seen(sketch, style) == {rule}


def test_contrast_of_words_marks_and_neighbours() -> None:
    sketch, style = picture()
    sketch.text(10, 10, "words", 9.5, "g300")
    assert seen(sketch, style) == {"C1"}
    sketch, style = picture()
    sketch.box(10, 10, 20, 40, "pale")
    assert "C2" in seen(sketch, replace(style, colours={**style.colours, "pale": "#FFEE99"}))
    sketch, style = picture()
    sketch.box(10, 10, 20, 40, "navy")
    sketch.box(30, 10, 20, 40, "maroon")
    assert seen(sketch, style) == {"C3"}


@pytest.mark.parametrize("medium, width", [("print", 481.28), ("print", 232.64), ("slide", 864.0)])
@pytest.mark.parametrize("changes", [{"kind": "stacked"}, {"kind": "stacked", "horizontal": True},
                                     {"kind": "stacked", "share": True}, {"kind": "grouped"}, {"kind": "area"}], ids=str)
def test_every_number_of_series_keeps_the_rules(changes: dict[str, Any], medium: Any, width: float) -> None:
    """Two to four series, so that each colour touches the next."""
    for count in (2, 3) if changes["kind"] == "grouped" else (2, 3, 4):
        names = ("Rail", "Road", "River", "Sea")[:count]
        rows = [{"label": str(year), "values": [9 + (year + n) % 4 for n in range(count)]} for year in range(2017, 2022)]
        chart = made(**changes, headline="More boxes leave by land than by water", series=[{"name": n} for n in names], rows=rows)
        module, style = charts.kind(changes["kind"]), HOUSE.style(medium)
        height = 300 if medium == "slide" else module.height(chart.plan, width, style)
        assert list(drawn.judge(module.sketch(chart.plan, width, height, style), style, chart)) == []


@pytest.mark.parametrize("medium, width", [("print", 481.28), ("print", 232.64), ("slide", 864.0)])
def test_values_under_hanging_columns_stay_clear_of_the_names(medium: Any, width: float) -> None:
    rows = [{"label": str(2017 + n), "value": v} for n, v in enumerate((5, -7, 3, -2))]
    chart, style = made(headline="The balance changed its side three times", rows=rows), HOUSE.style(medium)
    module = charts.kind("column")
    height = 300 if medium == "slide" else module.height(chart.plan, width, style)
    assert list(drawn.judge(module.sketch(chart.plan, width, height, style), style, chart)) == []


def test_a_bar_that_lies() -> None:
    chart, style = made(), HOUSE.style("print")
    sketch = charts.kind("column").sketch(chart.plan, 400, 200, style)
    assert list(drawn.judge(sketch, style, chart)) == []
    lying = replace(chart, plan=replace(chart.plan, items=(replace(chart.plan.items[0], number=300.0), *chart.plan.items[1:])))
    assert "H3" in {f.rule for f in drawn.judge(sketch, style, lying)}


@pytest.mark.parametrize("medium, width", [("print", 481.28), ("print", 232.64), ("slide", 864.0)])
@pytest.mark.parametrize("kind", ["bar", "column", "itinerary", "ladder", "line", "pips", "route", "status", "unit", "waterfall"])
def test_the_house_kinds_keep_the_rules(kind: str, medium: Any, width: float) -> None:
    module, style = charts.kind(kind), HOUSE.style(medium)
    spec = module.Spec.model_validate(yaml.safe_load(module.EXAMPLE))
    plan = module.plan(spec, None)
    sketch = module.sketch(plan, width, 300 if medium == "slide" else module.height(plan, width, style), style)
    chart = rules.chart(kind, spec, plan, module.native(plan) if hasattr(module, "native") else None)
    assert [*rules.judge(chart), *drawn.judge(sketch, style, chart)] == []


# ---------------------------------------------------------------- colours
@pytest.mark.parametrize("one, other, distance", [  # Sharma, Wu and Dalal (2005), pairs 1, 17, 20
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644)])
def test_the_difference_of_colours(one: Any, other: Any, distance: float) -> None:
    assert vision.ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert vision.ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


def test_contrast_runs_from_1_to_21() -> None:
    assert vision.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert vision.contrast("#2073BC", "#2073BC") == 1
    with pytest.raises(ValueError, match="not a colour"):
        vision.contrast("navy", "#FFFFFF")


# ---------------------------------------------------------------- what is not offered
@pytest.mark.parametrize("data, rule", [
    ({"kind": "pie"}, "H6"), ({"kind": "column", "y2": "doses"}, "H5"), ({"kind": "bar", "axis": "log"}, "H2"),
    ({"kind": "map"}, "H16"), ({"kind": "column", "rows": [{"label": "a", "shadow": True}]}, "H4"),
    ({"kind": "column", "rotate": 90}, "T9")])
def test_what_is_not_offered(data: dict[str, Any], rule: str) -> None:
    refused = offered.refused(data)
    assert refused and refused.rule == rule


def test_what_is_offered() -> None:
    assert offered.refused({**COLUMN, "waive": {"log": "x"}}) is None
