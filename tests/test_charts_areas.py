"""The map: rates only, boundaries from the writer with their note, and every area's value in words."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_charts_kinds_a import PRINT, SLIDE, drawing, neat, planned, words
from test_charts_kinds_e import refused

from charts import borders
from charts.drawing import Path, bounds
from charts.inputs import Refused

SQUARE = [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]


def areas(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "choropleth", "headline": "It is so", "unit": "percent", "boundary_policy": "Invented for a test only",
            "rows": list(rows), **more}


def area(label: str = "A", value: Any = 10, shape: Any = SQUARE, **more: Any) -> dict[str, Any]:
    return {"label": label, "value": value, "shape": shape, **more}


@pytest.mark.parametrize("policy", [None, "", "as given"])
def test_a_map_says_whose_boundaries_it_draws(policy: str | None) -> None:
    refused(areas(area(), boundary_policy=policy), "H16", "whose boundaries")
    assert "Invented for a test only." in words(drawing("choropleth", planned(areas(area())), 481.28, None, PRINT))


@pytest.mark.parametrize("unit", ["USD million", "doses", "USD million per year", None, "people"])
def test_a_map_of_totals_is_refused(unit: str | None) -> None:
    refused(areas(area(), unit=unit), "H16", "rate")


@pytest.mark.parametrize("unit", ["percent", "%", "doses per head", "beds per 1,000 people", "people/km2", "share of homes"])
def test_a_map_of_rates_is_drawn(unit: str) -> None:
    assert planned(areas(area(), unit=unit)).numbers == (10,)


@pytest.mark.parametrize("shape, part", [
    ("no json", "not a GeoJSON"), ('{"type": "Point", "coordinates": [1, 2]}', '"Point"'),
    ([], "no rings"), ([[[0, 0], [1, 1]]], "three"),
    ([[[0, 0], [1, 0], [200, 1]]], "degrees"),
    ([["a", "b", "c"]], "not a list of"), (7, "no rings"), ("[" * 9000, "not a GeoJSON")])
def test_a_shape_that_is_none_is_named(shape: Any, part: str) -> None:
    refused(areas(area("North", shape=shape)), "", part)
    refused(areas(area("North", shape=shape)), "", '"North"')


def test_areas_are_read_from_data() -> None:
    spec = {**areas(), "data": "d", "x": "name", "y": "rate", "shape": "outline", "message": "B"}
    text = '{"type": "MultiPolygon", "coordinates": [[[[0,0],[1,0],[1,1],[0,0]]], [[[2,0],[3,0],[3,1],[2,0]]]]}'
    plan = planned(spec, [{"name": "A", "rate": 3, "outline": text}, {"name": "B", "rate": "", "outline": text}])
    assert [(item.label, item.number, item.message, len(shape)) for item, shape in plan.areas] == [
        ("A", 3, False, 2), ("B", None, True, 2)]
    made = drawing("choropleth", plan, 481.28, None, PRINT)
    assert any(isinstance(m, Path) and m.fill and m.fill.pattern == "dots" for m in made.marks)
    assert "not stated" in words(made)


def test_a_degree_of_longitude_shrinks_towards_the_pole() -> None:
    north = [[[0, 59.5], [1, 59.5], [1, 60.5], [0, 60.5]]]
    made = drawing("choropleth", planned(areas(area(shape=north))), 481.28, None, PRINT)
    left, top, right, bottom = bounds(next(m for m in made.marks if isinstance(m, Path)))
    assert (right - left) / (bottom - top) == pytest.approx(0.5, abs=0.001)


def test_an_area_too_small_for_words_is_listed() -> None:
    islet = [[[5, 50], [5.01, 50], [5.01, 50.01], [5, 50.01]]]
    made = drawing("choropleth", planned(areas(area("Mainland", 40), area("Islet", 90, islet))), 481.28, None, PRINT)
    assert "Too small for words: Islet 90%." in words(made)
    neat(made, PRINT)


def test_a_hole_runs_the_other_way_round() -> None:
    outer, hole = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)), ((3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0))
    for inner in (hole, hole[::-1]):
        made = borders.outline([outer, inner])
        turns = [borders._area(tuple((c[1], c[2]) for c in made[a:b] if len(c) == 3)) for a, b in ((0, 5), (5, 10))]
        assert turns[0] * turns[1] < 0
    assert not borders.contains([outer, hole], (4.0, 4.5)) and borders.contains([outer, hole], (1.0, 1.5))
    place = borders.seat([outer, hole], 2, 2, 0.1)
    assert place and not (2 < place[0] < 7 and 2 < place[1] < 7)


cells = st.tuples(st.integers(0, 5), st.integers(0, 5), st.one_of(st.none(), st.integers(0, 100)))


@settings(max_examples=30, deadline=None)
@given(st.lists(cells, min_size=1, max_size=9, unique_by=lambda cell: cell[:2]))
def test_any_map_is_neat(found: list[tuple[int, int, int | None]]) -> None:
    rows = [area(f"Area {n}", value, [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]]) for n, (x, y, value) in enumerate(found)]
    if all(value is None for *_, value in found):
        refused(areas(*rows), "H22", "no value is stated")
        return
    plan = planned(areas(*rows))
    for width, height, style in ((481.28, None, PRINT), (232.64, None, PRINT), (864.0, 300.0, SLIDE)):
        try:
            made = drawing("choropleth", plan, width, height, style)
        except Refused as why:
            assert why.rule == "L4" and height is not None
            continue
        neat(made, style)
        said = words(made)
        assert all(item.text in said for item, _ in plan.areas)
