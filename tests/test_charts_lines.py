"""Lines of several series, and the dates under any chart that runs over time."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_charts_kinds_c import PRINT, ROOMS, Room, drawing, example, neat, planned, refused, table, texts, words

import charts
from charts import time_axis
from charts.dates import read
from charts.drawing import Drawing, Path
from charts.sketch import Sketch


def over_years(rows: Sequence[Sequence[Any]], names: Sequence[str], first: int = 2000, **more: Any) -> dict[str, Any]:
    return table("lines", names, [(str(first + n), row) for n, row in enumerate(rows)], **more)


def strokes(made: Drawing, role: str) -> list[Path]:
    """The stretches of a line, not the axis, which is level."""
    return [m for m in made.marks if isinstance(m, Path) and m.fill is None and m.stroke and m.stroke.colour == role
            and m.stroke.width > 1.7]


# ---------------------------------------------------------------- the drawing
@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(-300, 900)), min_size=3, max_size=3), min_size=4, max_size=14),
       st.sampled_from(ROOMS))
def test_any_lines_are_neat_true_and_named_with_their_last_value(rows: list[list[int | None]], room: Room) -> None:
    spec, columns = over_years(rows, ("Rail", "Road", "Sea")), list(zip(*rows))
    if any(sum(v is not None for v in column) < 4 for column in columns):
        assert refused(spec).rule in ("H9", "H22")
        return
    plan = planned(spec)
    made = drawing("lines", plan, *room)
    neat(made, room[2])
    for name, column, role in zip(("Rail", "Road", "Sea"), columns, ("navy", "blue", "maroon")):
        last = max(n for n, v in enumerate(column) if v is not None)
        said = f"{column[last]:,}".replace("-", "−") + ("" if last == len(rows) - 1 else f" ({2000 + last})")
        assert name in words(made) and said in words(made)
        joined = sum(len(path.commands) - 1 for path in strokes(made, role))
        assert joined == sum(a is not None and b is not None for a, b in pairwise(column)), "a gap is drawn as a gap"


def test_equal_values_lie_at_equal_heights_in_all_lines() -> None:
    made = drawing("lines", planned(over_years([[5, 9], [7, 7], [9, 5], [9, 9]], "ab")), *ROOMS[0])
    heights = [[command[2] for path in strokes(made, role) for command in path.commands]  # type: ignore[misc]
               for role in ("navy", "blue")]
    assert heights[0] == pytest.approx([heights[1][n] for n in (2, 1, 0, 0)])


def test_the_message_is_painted_over_the_others_and_later_promises_are_dashed() -> None:
    made = drawing("lines", planned(example("lines")), *ROOMS[0])
    order = [m.stroke.colour for m in made.marks if isinstance(m, Path) and m.stroke and m.stroke.width > 1.7 and not m.fill]
    assert order[-1] == "orange" and order.count("orange") == 1


def test_uneven_dates_have_a_dot_each_and_no_office_twin() -> None:
    rows = [("2000", (1, 2)), ("2001", (2, 3)), ("2003", (3, 5)), ("2009", (4, 4))]
    plan = planned(table("lines", "ab", rows))
    dots = [m for m in drawing("lines", plan, *ROOMS[0]).marks if isinstance(m, Path) and m.fill]
    assert len(dots) == 8 and charts.kind("lines").native(plan) is None


def test_a_raised_axis_needs_room_under_the_lines_and_says_so() -> None:
    rows = [[95, 97], [96, 98], [97, 99], [99, 96]]
    assert "The axis starts at 90." in words(drawing("lines", planned(over_years(rows, "ab", start=90)), *ROOMS[0]))
    assert refused(over_years(rows, "ab", start=94.5)).rule == "H10"


@pytest.mark.parametrize("spec, rule", [
    (over_years([[1, 1]] * 3, "ab"), "H9"), (over_years([[1, 1], [2, None], [3, None], [4, 4]], "ab"), "H9"),
    (table("lines", "ab", [("May", (1, 1))] * 4), "H9"), (over_years([[1] * 5] * 4, "abcde"), "H7"),
    (over_years([[1]] * 4, "a"), "H22")])
def test_what_is_no_chart_of_lines_is_refused(spec: dict[str, Any], rule: str) -> None:
    assert refused(spec).rule == rule


# ---------------------------------------------------------------- the Office twin
def test_the_office_chart_has_the_same_lines_each_named_at_its_end() -> None:
    plan = planned(example("lines"))
    made = charts.kind("lines").native(plan)
    assert made.kind == "line" and made.categories == ("2016", "2017", "2018", "2019", "2020")
    assert [one.values for one in made.series] == [(60, 80, 115, 150, 190), (120, 125, 110, 118, 105), (22, 24, 21, 25, None)]
    assert (made.minimum, made.maximum) == (plan.scale.low, plan.scale.high)
    assert [next(p.label for p in one.points if p) for one in made.series] == [
        "190  Ferries", "105  Cruise ships", "25 (2019)  Sailing boats"]
    assert [one.stroke.colour for one in made.series] == ["orange", "navy", "blue"]


# ---------------------------------------------------------------- dates under the axis
def named(years: Sequence[int], width: float) -> list[int]:
    drawn, spans = Sketch(width, 40.0, PRINT), [read(str(year)) for year in years]
    time_axis.name(drawn, spans, time_axis.places(spans, 10.0, width - 10.0), 20.0, (0.0, width))
    return [int(text.text) for text in texts(Drawing(width, 40.0, tuple(drawn.marks)))]


def test_even_dates_are_named_at_even_steps_from_the_first_to_the_last() -> None:
    assert named(range(2015, 2025), 481.0) == list(range(2015, 2025))
    assert named(range(2015, 2025), 130.0) == [2015, 2018, 2021, 2024]
    assert named(range(2015, 2025), 70.0) == [2015, 2024]


@given(st.integers(4, 60), st.floats(60.0, 500.0))
def test_names_of_dates_are_apart_and_hold_both_ends(count: int, width: float) -> None:
    found = named(range(1950, 1950 + count), width)
    assert found[0] == 1950 and found[-1] == 1949 + count and found == sorted(set(found))
    steps = [b - a for a, b in pairwise(found)]
    assert len(set(steps[:-1])) <= 1, "all steps but the last are alike"
