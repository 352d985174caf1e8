"""Office charts at their size: rows have room for names and words, names of points stand at free sides, type follows room."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

import pptx_sample as sample
import pytest
from examples import chart_example
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import charts
from charts import sides
from charts.native import Native, NativeSeries, Place
from charts.sized import sized
from charts.ties import Box

STYLE = sample.theme().style("slide")
SIZES = [(864.0, 312.0), (420.0, 300.0)]


def native(kind: str, **changes: object) -> Native:
    module = charts.kind(kind)
    return module.native(module.plan(module.Spec(**(chart_example(kind) | changes))))


# ---------------------------------------------------------------- rows
def spans(made: Native, width: float) -> dict[float, list[tuple[float, float]]]:
    """By row, where its words, its discs and the ends of its lines reach, in points from the left."""
    assert made.x_minimum is not None and made.x_maximum is not None
    unit, found = width / (made.x_maximum - made.x_minimum), {}
    for series in made.series:
        rim = 8.0 if series.marker else 0.0
        for x, y, point in zip(series.x, series.values, (*series.points, *[None] * len(series.x))):
            if y is None:
                continue
            at = (x - made.x_minimum) * unit
            words = max((STYLE.measure(line, STYLE.sizes[point.role], True) for line in point.label.split("\n")), default=0) \
                if point else 0.0
            left = series.name.startswith("Names") or (point is not None and point.place == "l")
            found.setdefault(y, []).append((at - rim - words, at + rim) if left else (at - rim, at + rim + words))
    return found


amounts = st.integers(-400, 900)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=6), st.sampled_from(SIZES),
       st.sampled_from(["Old quay", "A terminal with a name of several words"]))
def test_rows_have_room_for_their_names_and_words(pairs: list[tuple[int, int]], size: tuple[float, float], name: str) -> None:
    rows = [{"label": f"{name} {n}", "values": list(pair)} for n, pair in enumerate(pairs)]
    made = sized(native("dumbbell", rows=rows), *size, STYLE)
    assume(made.plot)  # else there is no room, in drawings neither
    for found in spans(made, size[0]).values():
        assert min(a for a, _ in found) > -0.5 and max(b for _, b in found) < size[0] + 0.5
        names, others = found[-1], found[:-1]
        assert all(a > names[1] - 0.5 for a, _ in others), "no word runs into a name"


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8), st.sampled_from(SIZES))
def test_stems_and_their_words_stay_inside(values: list[int], size: tuple[float, float]) -> None:
    made = sized(native("lollipop", rows=[{"label": f"Quay {n}", "value": v} for n, v in enumerate(values)]), *size, STYLE)
    for found in spans(made, size[0]).values():
        assert min(a for a, _ in found) > -0.5 and max(b for _, b in found) < size[0] + 0.5


def test_a_line_between_dots_ends_within_them() -> None:
    """On slides dots are 16 points wide; hosts do not agree on whether lines or dots lie on top."""
    made = sized(native("dumbbell"), *SIZES[0], STYLE)
    assert made.x_minimum is not None and made.x_maximum is not None
    unit = SIZES[0][0] / (made.x_maximum - made.x_minimum)
    lines, first, second = made.series[0], made.series[1], made.series[2]
    for n in range(3):
        ends, dots = sorted(lines.x[3 * n:3 * n + 2]), sorted((first.x[n], second.x[n]))
        assert 2 < (ends[0] - dots[0]) * unit < 8 and 2 < (dots[1] - ends[1]) * unit < 8


def test_the_line_of_nought_is_there_where_the_scale_has_it() -> None:
    assert native("dumbbell").base == 0
    assert native("dumbbell", start=20, rows=[{"label": "a", "values": [60, 80]}]).base == 20


# ---------------------------------------------------------------- sides
spots = st.tuples(st.integers(0, 400).map(float), st.integers(0, 200).map(float))


def boxes(places: Sequence[tuple[float, float]], wide: float, found: Sequence[Place]) -> list[Box]:
    return [dict(sides._around(x, y, wide))[side] for (x, y), side in zip(places, found)]


@settings(max_examples=150, deadline=None)
@given(st.lists(spots, min_size=1, max_size=5, unique=True), st.sampled_from([30.0, 90.0, 150.0]))
def test_names_of_points_stand_free_or_there_is_no_way(places: list[tuple[float, float]], wide: float) -> None:
    field = Box(-4, -10, 420, 200)
    discs = [Box.around(x, y, 11, 11) for x, y in places]

    def free(made: Sequence[Box]) -> bool:
        return (all(box.left >= field.left and box.right <= field.right and box.top >= field.top and box.bottom <= field.bottom
                    for box in made) and not any(a.meets(b, 0) for a, b in combinations(made, 2))
                and not any(box.meets(disc, 0) for n, box in enumerate(made) for m, disc in enumerate(discs) if n != m))

    found = sides.find(places, [wide] * len(places), (400.0, 200.0))
    if found is not None:
        assert free(boxes(places, wide, found))
    else:
        ways: product[tuple[Place, ...]] = product(("r", "l", "t", "b"), repeat=len(places))
        assert not any(free(boxes(places, wide, way)) for way in ways)


def test_a_name_stands_at_the_right_where_it_can() -> None:
    assert sides.find([(100.0, 100.0)], [80.0], (400.0, 200.0)) == ("r",)
    assert sides.find([(390.0, 100.0)], [80.0], (400.0, 200.0)) == ("l",)
    assert sides.find([(100.0, 100.0), (130.0, 100.0)], [80.0, 80.0], (400.0, 200.0)) == ("l", "r")


def test_a_scatter_says_what_its_axes_measure_and_has_no_grid() -> None:
    made = sized(native("scatter"), *SIZES[0], STYLE)
    assert made.titles == ("Ships a week", "Hours of waiting") and not made.gridlines and made.plot and made.places
    assert made.places[1] == (0.0, 0.0) and made.places[0][1] > made.plot[1] + made.plot[3]
    assert {p.place for p in made.series[0].points if p} <= {"l", "r", "t", "b"}


# ---------------------------------------------------------------- columns
@pytest.mark.parametrize("label, size, role", [("2020", SIZES[0], "label"), ("A long name of a column", SIZES[1], "axis"),
                                              ("2020\na record", SIZES[0], "axis")])
def test_names_of_columns_have_the_type_that_they_have_room_for(label: str, size: tuple[float, float], role: str) -> None:
    chart = Native("column", (label,) * 4, (NativeSeries("Trade", (1.0,) * 4, labels=True),))
    assert sized(chart, *size, STYLE).names == role


@pytest.mark.parametrize("count", [3, 4, 9])
def test_the_columns_of_a_waterfall_are_joined_at_their_levels(count: int) -> None:
    changes = [{"label": f"Step {n}", "value": 10.0 * (n + 1)} for n in range(count - 2)]
    rows = [{"label": "Before", "value": 100.0, "total": True}, *changes,
            {"label": "After", "value": 100.0 + sum(c["value"] for c in changes), "total": True}]  # type: ignore[misc]
    made = native("waterfall", rows=rows)
    lines = [series for series in made.series if series.name.startswith("Joints")]
    assert 1 <= len(lines) <= 3
    joined = sorted((n, a) for series in lines for n, (a, b) in enumerate(pairwise(series.values)) if a is not None and a == b)
    tops = [base + shown for base, shown in zip(made.series[0].values, made.series[1].values)]  # type: ignore[operator]
    assert joined == [(n, tops[n]) for n in range(count - 1)]
    assert not [1 for series in lines for a, b in pairwise(series.values) if None not in (a, b) and a != b], "no line slopes"
