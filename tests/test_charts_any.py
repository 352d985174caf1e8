"""Any table that a model accepts is drawn by every kind that accepts its shape, in both media, or refused with a way out.

One test over all kinds that the registry finds. Drawn means: by the engine, neat, without a finding of the rules, and, where
there is an Office chart, written so that it reads back as it was meant and says what the drawing says.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pptx_sample as sample
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import ValidationError
from scale import often
from test_charts_kinds_a import neat
from test_twins import written
from twins import asked, differences
from twins_drawn import disagreements
from varied import NO_TABLE, over, tables, variations

import charts
from charts import paint
from charts.drawing import Text
from charts.inputs import Refused
from charts.rules import chart, drawn
from charts.style import Style

PRINT, SLIDE = sample.theme().style("print"), sample.theme().style("slide")
ROOMS: list[tuple[float, float | None, Style]] = [(481.28, None, PRINT), (864.0, 330.0, SLIDE), (232.64, None, PRINT),
                                                 (560.0, 330.0, SLIDE)][:often(2, 4)]
every_sort = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def built(spec: dict[str, Any], rows: Any = None) -> str:
    """What became of a chart: "drawn", or the rule by which it was refused. Whatever else happens fails the test."""
    module = charts.kind(spec["kind"])
    try:
        model = module.Spec.model_validate(spec)
    except ValidationError:
        return "no such shape"
    try:
        plan = module.plan(model, rows)
        native = module.native(plan) if hasattr(module, "native") else None
        made = [(paint.render(spec["kind"], plan, *room), room[2]) for room in ROOMS]
    except Refused as why:
        assert why.what and why.hint, why
        return why.rule or "refused"
    shown = chart(spec["kind"], model, plan, native)
    for drawing, style in made:
        neat(drawing, style)
        assert [f for f in drawn.judge(drawing, style, shown) if f.level == "error"] == []
        assert drawing.alt
    if native:
        twin = written(native)
        assert differences(twin, asked(native)) == []
        assert disagreements(twin, made[0][0], plan) == []
    return "drawn"


@pytest.mark.parametrize("kind", charts.names())
def test_any_content_of_a_kind_is_drawn_or_refused(kind: str) -> None:
    became: Counter[str] = Counter()

    @settings(every_sort, max_examples=often(4, 100))
    @given(variations(kind))
    def draw(spec: dict[str, Any]) -> None:
        became[built(spec)] += 1

    draw()
    assert became["drawn"] * 10 >= became.total(), f"too few were drawn to say anything: {became}"
    assert not became["no such shape"], became


def bare(kind: str, rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "headline": "All is drawn as it was found", "rows": rows, **more}


@pytest.mark.parametrize("spec, became", [
    (bare("dumbbell", [{"label": "East quay", "values": [4, 10.5]}, {"label": "West quay", "values": [0.2, 9]}],
          series=[{"name": "Before"}, {"name": "After"}]), "drawn"),  # a value stands on the line of nought
    (bare("bar", [{"label": "East", "value": 574}, {"label": "West", "value": 191_262_753}]), "drawn"),
    (bare("bullet", [{"label": "East", "value": 7, "target": 9_000_000}]), "H3"),  # no bar at all
    (bare("bullet", [{"label": name, "value": 0, "target": aim} for name, aim in (("East", 7), ("West", 9))]), "drawn"),
    (bare("waterfall", [{"label": name, "value": value} for name, value in (
        ("At first", 3809), ("East", 1187), ("West", 673_795_844), ("At last", 673_800_840))]), "drawn"),  # joints at one height
    (bare("status", [{"label": "The long quay of the east " * 2, "status": "done", "words": "in March " * 9}] * 8), "L4")],
    ids=["near nought", "no length", "no bar", "bars of nought", "low joints", "too high"])
def test_what_was_once_drawn_wrong(spec: dict[str, Any], became: str) -> None:
    assert built(spec) == became


@pytest.mark.parametrize("kind", ["bar", "bullet", "choropleth", "column", "heat", "lollipop"])
def test_a_chart_of_nothing_measured_is_refused(kind: str) -> None:
    """Targets, places or names alone show no value: whoever reads the chart would look for one in vain."""
    rows = [{"name": "East", "b": None, "c": 7, "shape": [[[0, 50], [1, 50], [1, 51]]]},
            {"name": "West", "b": None, "c": 9, "shape": [[[1, 50], [2, 50], [2, 51]]]}]
    spec = {**next(one for one in over(kind, rows) if one["x"] == "name"), "y": ["b"] if kind == "heat" else "b"}
    assert built(spec, rows) == "H22"
    stated = [rows[0], rows[1] | {"b": 5}]
    assert built(spec, stated) == "drawn"


@pytest.mark.parametrize("gone", [("b",), ("a", "b"), ("b", "c")])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_series_is_named_over_the_sign_of_its_missing_value(gone: tuple[str, ...], sign: int) -> None:
    """In a narrow figure a dash says that a value is missing; with no group that has all values a name stands over one."""
    rows = [{"name": name, **{column: None if column in gone else sign * (n + 1) * 112_026 for column in "abc"}}
            for n, name in enumerate(("West quay", "East"))]
    spec = bare("grouped", []) | {"data": "d", "x": "name", "y": ["a", "b", "c"]}
    plan = charts.kind("grouped").plan(charts.kind("grouped").Spec.model_validate(spec), rows)
    made = paint.render("grouped", plan, 232.64, None, PRINT)
    neat(made, PRINT)
    assert [found.what for found in drawn.judge(made, PRINT) if found.level == "error"] == []
    assert "not stated" in {mark.text for mark in made.marks if isinstance(mark, Text)}, "the figure has room for words"


@pytest.mark.parametrize("labels, values", [
    (["зе l 0", "WmWW 1", "жагбздзез éöääüééèé DHDFE егд б 2"], [[29, 15], [15, 54], [49, 46]]),
    (["1975", "1977", "1979"], [[1_014_460_736, 5_287_025], [3_243_197, 6_958_869], [20_294_798_020, 222]])],
    ids=["name", "total"])
def test_the_last_stack_keeps_its_words_clear_of_the_names_beside_it(labels: list[str], values: list[list[int]]) -> None:
    """Names of one letter need little room beside the plot: less than the words under the last column, and over it."""
    rows = [{"label": label, "values": pair} for label, pair in zip(labels, values)]
    spec = charts.kind("stacked").Spec.model_validate(bare("stacked", rows, series=[{"name": "a"}, {"name": "c"}]))
    plan = charts.kind("stacked").plan(spec)
    for width, height, style in ((481.28, None, PRINT), (864.0, 330.0, SLIDE), (560.0, 330.0, SLIDE)):
        neat(paint.render("stacked", plan, width, height, style), style)


@pytest.mark.parametrize("kind, column", [("column", "a"), ("grouped", ["a", "c"]), ("stacked", ["a", "c"])])
@pytest.mark.parametrize("count", [14, 17, 20])
def test_years_under_many_columns_stay_in_the_figure(kind: str, column: Any, count: int) -> None:
    """Every second or third year is named where all have no room, and the last one may have none at the edge either."""
    rows = [{"day": str(1990 + n), "a": 20 + n, "c": 400 + n} for n in range(count)]
    spec = bare(kind, []) | {"data": "d", "x": "day", "y": column}
    plan = charts.kind(kind).plan(charts.kind(kind).Spec.model_validate(spec), rows)
    for width in (210.0, 232.64, 250.0, 300.0):
        made = paint.render(kind, plan, width, None, PRINT)
        neat(made, PRINT)
        named = [int(mark.text) for mark in made.marks if isinstance(mark, Text) and mark.bold and mark.text.isdigit()]
        assert len(named) > 3 and len({b - a for a, b in pairwise(named)}) == 1


def test_dates_are_left_out_of_an_axis_only_where_they_have_no_room() -> None:
    """What the reader of Office charts takes for left out: between two dates that stand close, and no other."""
    rows = [{"day": str(1999 + 2 * n), "a": 10**9 + n, "low": 7 if n == 16 else None, "high": 10**10 if n == 16 else None}
            for n in range(17)]
    (spec,) = over("fan", rows)
    plan = charts.kind("fan").plan(charts.kind("fan").Spec.model_validate(spec), rows)
    made, twin = paint.render("fan", plan, *ROOMS[0]), written(charts.kind("fan").native(plan))
    years = [mark for mark in made.marks if isinstance(mark, Text) and mark.text in twin.categories]
    assert len(years) < 17 and disagreements(twin, made, plan) == []
    without = replace(made, marks=tuple(mark for mark in made.marks if mark is not years[2]))
    assert disagreements(twin, without, plan)


def test_a_bar_of_many_digits_is_as_long_as_its_value() -> None:
    """The scale of a figure is measured in digits that count, not in decimals: a point is a billion here."""
    rows = [{"name": "East", "b": None}, {"name": "West", "b": 781_939_219_357}]
    assert built({**bare("bar", []), "data": "d", "x": "name", "y": "b"}, rows) == "drawn"


ROWS = (2, 6, 3, 17)[:often(2, 4)]


def test_any_table_is_drawn_by_every_kind_that_takes_its_shape() -> None:
    became = {kind: Counter[str]() for kind in charts.names() if over(kind, [{"day": "2020"}])}

    def draw(rows: list[dict[str, Any]]) -> None:
        for kind in became:
            became[kind].update(built(spec, rows) for spec in over(kind, rows))

    for count in ROWS:
        settings(every_sort, max_examples=often(1, 8))(given(tables(count))(draw))()
    assert {kind: found for kind, found in became.items() if not found["drawn"]} == {}
    assert set(became) | set(NO_TABLE) == {kind for kind in charts.names() if "x" in charts.kind(kind).Spec.model_fields}
