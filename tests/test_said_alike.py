"""What a chart says in print it says in Office, and nothing besides: one decision for both, taken where no medium is known."""
from __future__ import annotations

from typing import Any

import pptx_sample as sample
import pytest
from examples import chart_example
from test_charts_kinds_a import neat
from test_twins import written
from twins_drawn import disagreements, texts

import charts
from charts import along, office, paint
from charts.columns import Domain
from charts.drawing import Drawing
from charts.rules import drawn as drawn_rules
from charts.sketch import Sketch

PRINT = sample.theme().style("print")


def both(kind: str, **changes: Any) -> tuple[list[list[str]], set[str]]:
    """The labels of each series of the Office chart, and the words of the drawing; the two agree."""
    module = charts.kind(kind)
    plan = module.plan(module.Spec.model_validate(chart_example(kind) | changes))
    drawing = paint.render(kind, plan, 481.28, None, PRINT)
    neat(drawing, PRINT)
    native = module.native(plan)
    if native is None:
        return [], words(drawing)
    chart = written(native)
    assert disagreements(chart, drawing, plan) == []
    return [list(series.labels) for series in chart.series], words(drawing)


def words(drawing: Drawing) -> set[str]:
    return {mark.text for mark in texts(drawing)}


def stack(*rows: list[float], **more: Any) -> dict[str, Any]:
    return {"series": [{"name": "Ferries"}, {"name": "Boats"}], "unit": "m",
            "rows": [{"label": str(2000 + n), "values": values} for n, values in enumerate(rows)], **more}


@pytest.mark.parametrize("horizontal", [False, True])
def test_a_part_too_small_for_its_value_has_none(horizontal: bool) -> None:
    labels, drawn = both("stacked", **stack([50, 45], [95, 2], [20, 80], [70, 30], horizontal=horizontal))
    assert [bool(label) for label in labels[1]] == [True, False, True, True] and "2" not in drawn
    assert all(labels[0]) and {"95", "80", "20"} <= drawn


def test_stacks_that_are_read_from_an_axis_have_no_values_and_no_totals() -> None:
    labels, drawn = both("stacked", **stack(*([61.0 + n, 24.0] for n in range(10))))
    assert {label for some in labels for label in some} == {"", "Ferries", "Boats"}
    assert {"0", "20", "100"} <= drawn and not {"24", "61", "85"} & drawn


def test_bars_say_their_values_however_many_there_are() -> None:
    rows = [{"label": f"Quay {n}", "value": 30 - n} for n in range(14)]
    labels, drawn = both("bar", rows=rows)
    assert labels == [[str(30 - n) for n in range(14)]] and set(labels[0]) <= drawn


@pytest.mark.parametrize("value, said", [(1_234, True), (26_388_397.25, False)])
def test_values_wider_than_their_columns_are_read_from_an_axis(value: float, said: bool) -> None:
    labels, drawn = both("grouped", rows=[{"label": "North", "values": [value, 5]}, {"label": "South", "values": [7, 9]}])
    assert any("1,234" in label for label in labels[0]) == ("1,234" in drawn) == said
    assert any(any(sign.isdigit() for sign in label) for some in labels for label in some) == said


ZIGZAG = [900, 10, 950, 5, 980, 15, 990, 0, 1000, 20, 970, 30]


@pytest.mark.parametrize("told", range(len(ZIGZAG) - 1))
@pytest.mark.parametrize("factor", [1, 123_456.25])
def test_the_message_of_a_line_is_always_said(told: int, factor: float) -> None:
    """Between steep neighbours, at the top of the plot, beside the last value: it moves away, and a leader says whose it is."""
    rows = [{"x": str(2000 + n), "value": v * factor} | ({"message": True} if n == told else {}) for n, v in enumerate(ZIGZAG)]
    labels, drawn = both("line", rows=rows)
    assert labels[0][told] in drawn and labels[0][told]


def test_the_message_of_a_line_stands_off_the_line_of_nought() -> None:
    numbers = (-39, 23, -17.5, 20, -37, 5, 0, 0, 0, 8.25)
    for told in range(9):
        rows = [{"x": str(1951 + n), "value": v} | ({"message": True} if n == told else {}) for n, v in enumerate(numbers)]
        plan = charts.kind("line").plan(charts.kind("line").Spec.model_validate(chart_example("line") | {"rows": rows}))
        assert [f for f in drawn_rules.judge(paint.render("line", plan, 481.28, None, PRINT), PRINT) if f.rule == "L4"] == []


def test_words_far_from_their_dot_have_a_leader() -> None:
    for top, lines in ((20.0, 1), (75.0, 0), (150.0, 1)):
        sketch = Sketch(100, 200, PRINT)
        along.lead(sketch, 50, 90, top, 12)
        assert len(sketch.marks) == lines
    assert [along.far(top, 90, 12) for top in (20, 75, 150)] == [58, 3, 60]


def fan(past: int, message: int | None = None, big: float = 1.0) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"x": str(2000 + n), "value": (400 + 60 * n) * big} for n in range(past)]
    if message is not None:
        rows[message]["message"] = True
    return {"rows": rows + [{"x": str(2000 + past + n), "value": (900 + n) * big, "low": 800 * big, "high": (990 + n) * big,
                             "status": "forecast"} for n in range(4)]}


@pytest.mark.parametrize("big", [1.0, 1e6])
@pytest.mark.parametrize("past", [1, 2, 7])
def test_the_last_known_value_before_a_forecast_is_always_said(past: int, big: float) -> None:
    labels, drawn = both("fan", **fan(past, big=big))
    assert labels[2][past - 1] in drawn and labels[2][past - 1]


@pytest.mark.parametrize("message, said", [(0, True), (3, True), (6, False)])
def test_the_message_before_a_forecast_is_said_where_it_stands_clear_of_the_last_value(message: int, said: bool) -> None:
    labels, drawn = both("fan", **fan(8, message))
    assert bool(labels[2][message]) == said == (str(400 + 60 * message) in drawn)


def test_the_message_before_a_forecast_goes_by_true_dates() -> None:
    """Four dates within a year, far from the next: by their order alone the words would have room."""
    rows = fan(6, 2)["rows"]
    for n, row in enumerate(rows):
        row["x"] = f"2000-0{n + 1}-15" if n < 6 else str(2020 + 5 * n)
    plan = charts.kind("fan").plan(charts.kind("fan").Spec.model_validate(chart_example("fan") | {"rows": rows}))
    made = paint.render("fan", plan, 481.28, None, PRINT)
    neat(made, PRINT)
    assert "520" not in words(made)


def test_bands_are_named_in_office_over_the_first_row() -> None:
    names = ["slack", "busy beyond all reason", "full"]
    labels, drawn = both("bullet", bands=[{"name": name, "to": to} for name, to in zip(names, (50, 80, 100))])
    named = [some for some in labels if set(some) & set(names)]
    assert [some[0] for some in named] == names[::-1] and not any(any(some[1:]) for some in named)
    assert {"slack", "full"} <= drawn


def test_a_line_without_any_value_is_named_as_not_stated_in_both() -> None:
    rows = [{"label": "2019", "values": [4, None]}, {"label": "2020", "values": [5, None]}]
    module = charts.kind("slope")
    plan = module.plan(module.Spec.model_validate(chart_example("slope") | {
        "series": [{"name": "Ore"}, {"name": "Grain"}], "rows": rows}))
    assert "Not stated: Grain" in words(paint.render("slope", plan, 481.28, None, PRINT))
    assert written(module.native(plan)).categories == ("2019\nNot stated: Grain", "2020")


def test_an_area_that_stands_alone_is_named_in_both() -> None:
    labels, drawn = both("area", series=[{"name": "Boats"}], rows=[{"label": str(2000 + n), "values": [9]} for n in range(5)])
    assert "Boats" in drawn and labels[0][-1] == "9  Boats"


@pytest.mark.parametrize("step, code", [(20, "#,##0"), (0.5, "#,##0.0"), (0.25, "#,##0.00")])
def test_an_axis_has_the_same_decimals_at_every_step(step: float, code: str) -> None:
    assert office.number_format(Domain(0, 4 * step, step)) == code
