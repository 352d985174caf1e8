"""Slope, dumbbell, lollipop, scatter, bullet, doughnut, fan, and where labels go: true, apart, refused where they would lie."""
from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often
from test_charts_kinds_a import PRINT, ROOMS, drawing, neat, planned, texts, words

import charts
from charts import placement
from charts.drawing import Drawing, Path, bounds
from charts.inputs import Cell, Refused
from charts.kinds import scatter
from charts.spots import Point, Spot, rim_covered
from charts.style import Style
from charts.ties import Box, Spoke

KINDS = ("bullet", "doughnut", "dumbbell", "fan", "lollipop", "scatter", "slope")
Room = tuple[float, float | None, Style]
WIDE: Room = (481.28, None, PRINT)
ANONYMOUS = Cell(ref="A-1", number=20.0, attribution="anonymous_source")


def example(kind: str, **changed: Any) -> dict[str, Any]:
    return {**yaml.safe_load(charts.kind(kind).EXAMPLE), **changed}


def refused(spec: dict[str, Any], rule: str, part: str = "", rows: Any = None) -> None:
    with pytest.raises(Refused) as caught:
        planned(spec, rows)
    assert caught.value.rule == rule, caught.value.what
    assert part in caught.value.what
    assert caught.value.hint


def tidy(kind: str, plan: Any, room: Room) -> Drawing | None:
    """The drawing, found neat; None where it is refused for want of room, with a hint."""
    try:
        made = drawing(kind, plan, *room)
    except Refused as why:
        assert why.rule in ("L1", "L4") and why.hint
        return None
    neat(made, room[2])
    return made


def discs(made: Drawing) -> list[tuple[float, float]]:
    """The centres of closed curves that are filled, in the order of painting."""
    found = [bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and sum(c[0] == "C" for c in m.commands) == 4]
    return [((a + c) / 2, (b + d) / 2) for a, b, c, d in found]


def inks(made: Drawing) -> set[str]:
    return {ink.colour for m in made.marks if isinstance(m, Path) for ink in (m.fill, m.stroke) if ink}


# ---------------------------------------------------------------------- all of them
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("room", ROOMS)
def test_examples_are_neat_at_every_size(kind: str, room: Room) -> None:
    plan = planned(kind)
    made = tidy(kind, plan, room)
    assert made is not None
    assert plan.alt.endswith(".") and plan.alt[0].isupper() and plan.numbers
    assert "orange" in inks(made)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_one_message_and_it_alone_is_orange(kind: str) -> None:
    field = "series" if "series" in example(kind) else "rows"
    plain = [{k: v for k, v in row.items() if k != "message"} for row in example(kind)[field]]
    assert "orange" not in inks(drawing(kind, planned(example(kind, **{field: plain})), *WIDE))
    refused(example(kind, **{field: [{**row, "message": True} for row in plain]}), "C7")


@pytest.mark.parametrize("kind, row", [
    ("bullet", {"label": "a", "value": 1, "target": ANONYMOUS}), ("doughnut", {"label": "a", "value": ANONYMOUS}),
    ("dumbbell", {"label": "a", "values": [ANONYMOUS, 1]}), ("fan", {"x": "2024", "value": 1, "low": 0, "high": ANONYMOUS}),
    ("lollipop", {"label": "a", "value": ANONYMOUS}), ("scatter", {"label": "a", "x": ANONYMOUS, "y": 1}),
    ("slope", {"label": "2020", "values": [ANONYMOUS, 1, 1]})])
def test_unnamed_sources_give_no_number(kind: str, row: dict[str, Any]) -> None:
    if kind == "fan":
        row["status"] = "forecast"
    own = example(kind)["rows"]
    refused(example(kind, rows=[*own[:-1], row] if kind in ("doughnut", "slope") else [*own, row]), "H23", "A-1")


@pytest.mark.parametrize("kind", KINDS)
def test_units_and_scopes_are_not_mixed(kind: str) -> None:
    text = yaml.safe_load(charts.kind(kind).EXAMPLE)
    rows = text["rows"]
    for row, unit in zip(rows[:2], ("km", "miles")):
        if "values" in row:
            row["values"][0] = Cell(number=float(row["values"][0]), unit=unit)
        else:
            name = "y" if kind == "scatter" else "value"
            row[name] = Cell(number=float(row[name]), unit=unit)
    refused(text, "H17", "miles")


@pytest.mark.parametrize("kind, columns", [
    ("bullet", {"x": "n", "y": "a", "target": "b"}), ("dumbbell", {"x": "n", "y": ["a", "b"]}),
    ("lollipop", {"x": "n", "y": "a"}),
    ("scatter", {"label": "n", "x": "a", "y": "b", "x_title": "A", "y_title": "B"}), ("slope", {"x": "n", "y": ["a", "b"]})])
def test_data_tables_are_read(kind: str, columns: dict[str, Any]) -> None:
    table = [{"n": "2018", "a": 10.0, "b": 20.0}, {"n": "2020", "a": 15.0, "b": 8.0}]
    spec = {"kind": kind, "headline": "It is so", "data": "t", **columns}
    assert set(planned(spec, table).numbers) >= {10.0, 15.0}
    assert tidy(kind, planned(spec, table), WIDE) is not None
    refused({**spec, "x": "q"}, "", '"q"', table)
    refused({**example(kind), "data": "t"}, "", "both", table)


@pytest.mark.parametrize("kind", KINDS)
def test_native_charts_hold_the_numbers_of_the_plan(kind: str) -> None:
    plan = planned(kind)
    made = charts.kind(kind).native(plan)
    held = {v for one in made.series for v in (*one.values, *one.x) if v is not None}
    assert set(plan.numbers) <= held | {(plan.highs[n].number or 0) for n in range(len(plan.items))} if kind == "fan" else \
        set(plan.numbers) <= held
    assert {len(one.values) for one in made.series} == {len(made.series[0].values)}
    said = " ".join([*made.categories, *(p.label for one in made.series for p in one.points if p)])
    for row in example(kind)["rows"]:
        assert str(row.get("label", row.get("x"))) in said
    assert made.kind in ("line", "scatter", "bar", "doughnut", "area_stacked")


# ---------------------------------------------------------------------- slope
def slope(pairs: Sequence[tuple[float | None, float | None]], **more: Any) -> dict[str, Any]:
    rows = [{"label": "2018", "values": [a for a, _ in pairs]}, {"label": "2020", "values": [b for _, b in pairs]}]
    return {"kind": "slope", "headline": "It is so", "series": [{"name": f"Harbour {n}"} for n in range(len(pairs))],
            "rows": rows, **more}


def test_a_slope_joins_two_dates_in_order() -> None:
    rows = example("slope")["rows"]
    refused(example("slope", rows=rows[:1]), "H9", "1 dates")
    refused(example("slope", rows=rows[::-1]), "H9", "does not come after")
    refused(example("slope", rows=[{**rows[0], "label": "spring"}, rows[1]]), "H9", '"spring" is not a date')
    refused(slope([(1, 2)]), "H22")
    refused(slope([(1, 2)] * 9), "H8", "9 lines")


def test_a_slope_may_start_above_zero_if_it_says_so() -> None:
    refused(slope([(92, 94), (93, 97)], start=91), "H10")
    made = drawing("slope", planned(slope([(95, 97), (96, 99)], start=90)), *WIDE)
    assert "The axis starts at 90." in words(made)
    neat(made, PRINT)


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(-40, 100))] * 2), min_size=2, max_size=8), st.sampled_from(ROOMS))
def test_slopes_are_neat_and_every_value_is_said(pairs: list[tuple[int | None, int | None]], room: Room) -> None:
    if all(v is None for pair in pairs for v in pair):
        refused(slope(pairs), "H22")
        return
    plan = planned(slope(pairs))
    made = tidy("slope", plan, room)
    if made is None:
        assert len(pairs) > 3 or room[0] < 300
        return
    said = words(made).replace("\u00a0", " ")
    assert len(discs(made)) == sum(v is not None for pair in pairs for v in pair)
    for n, (a, b) in enumerate(pairs):
        assert said.count(f"{n}") and (said.count("ot stated") > 0 or None not in (a, b))


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=8))
def test_native_slopes_name_every_line_at_both_ends(pairs: list[tuple[int, int]]) -> None:
    made = charts.kind("slope").native(planned(slope(pairs)))
    for m in (0, 1):
        labels = "\n".join(one.points[m].label for one in made.series).replace("\u00a0", " ").split("\n")
        assert sorted(line.strip() for line in labels if line) == sorted(
            f"Harbour {n}  {pair[0]}" if m == 0 else f"{pair[1]}  Harbour {n}" for n, pair in enumerate(pairs))


# ---------------------------------------------------------------------- dumbbell, lollipop
def pairs_spec(pairs: Sequence[tuple[float | None, float | None]], **more: Any) -> dict[str, Any]:
    return {"kind": "dumbbell", "headline": "It is so", "series": [{"name": "Before"}, {"name": "After"}],
            "rows": [{"label": f"Port {n}", "values": list(pair)} for n, pair in enumerate(pairs)], **more}


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(-40, 100))] * 2), min_size=1, max_size=8), st.sampled_from(ROOMS))
def test_dumbbells_are_neat_and_true(pairs: list[tuple[int | None, int | None]], room: Room) -> None:
    if all(v is None for pair in pairs for v in pair):
        refused(pairs_spec(pairs), "H22")
        return
    plan = planned(pairs_spec(pairs, order="given"))
    made = tidy("dumbbell", plan, room)
    if made is None:
        assert room[0] < 300 or len(pairs) > 5
        return
    stated = [v for pair in pairs for v in pair if v is not None]
    dots = discs(made)[-len(stated):]
    assert len(discs(made)) - len(stated) in ((0, 2) if None not in pairs[0] else (2,))  # a key has two dots of its own
    xs, (low, high) = [x for x, _ in dots], (min(stated), max(stated))
    if high > low:
        scale = (max(xs) - min(xs)) / (high - low)
        assert [min(xs) + (v - low) * scale for v in stated] == pytest.approx(xs, abs=0.01)
    assert words(made).count("not stated") >= any(None in pair for pair in pairs)


def test_a_key_names_the_dots_where_their_names_have_no_room() -> None:
    made = drawing("dumbbell", planned(pairs_spec([(0, 1)])), *WIDE)
    assert len(discs(made)) == 4 and {"Before", "After"} <= set(words(made).split())


def test_a_dumbbell_joins_two_and_sorts_by_the_second() -> None:
    refused({**pairs_spec([(1, 2)]), "series": [{"name": n} for n in "abc"]}, "H8")
    assert planned(pairs_spec([(1, 2), (None, 9), (3, 8)])).grid.labels == ("Port 2", "Port 0", "Port 1")
    refused(pairs_spec([(1, 2)] * 31), "M14")
    refused(pairs_spec([(92, 97)], start=91), "H10")


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.integers(-50, 400)), min_size=1, max_size=10), st.sampled_from(ROOMS))
def test_lollipops_are_neat_and_true(numbers: list[int | None], room: Room) -> None:
    rows = [{"label": f"Long name of port {n}", "value": Cell(number=None if v is None else float(v))}
            for n, v in enumerate(numbers)]
    spec = {"kind": "lollipop", "headline": "It is so", "rows": rows, "order": "given"}
    stated = [v for v in numbers if v is not None]
    if not stated:
        refused(spec, "H22", "no value is stated")
        return
    made = tidy("lollipop", planned(spec), room)
    if made is None:
        assert room[0] < 300 or room[1]
        return
    stems = [bounds(m) for m in made.marks if isinstance(m, Path) and m.stroke and not m.fill][:-1]
    lengths = [c - a for a, _, c, _ in stems]
    if any(stated):
        per = max(lengths) / max(map(abs, stated))
        assert lengths == pytest.approx([abs(v) * per for v in stated], abs=0.01)
    assert words(made).count("not stated") == len(numbers) - len(stated)


def test_the_status_of_a_dot_is_its_fill() -> None:
    rows = [{"label": name, "value": 10 + n, "mark": name} for n, name in enumerate(("solid", "hatch", "outline", "derived"))]
    plan = planned({"kind": "lollipop", "headline": "It is so", "rows": rows})
    fills = {m.fill.colour for m in drawing("lollipop", plan, *WIDE).marks if isinstance(m, Path) and m.fill}
    assert fills == {"navy", "white", "tint_2"}
    dots = charts.kind("lollipop").native(plan).series[-2]
    assert [p.fill.pattern for p in dots.points] == ["solid", "solid", "hatch", "solid"]


# ---------------------------------------------------------------------- bullet, doughnut
def test_a_bullet_has_targets_and_rising_bands() -> None:
    rows = example("bullet")["rows"]
    aimless = [{k: v for k, v in row.items() if k != "target"} for row in rows]
    refused(example("bullet", rows=aimless), "H22", "no row has a target")
    refused(example("bullet", bands=[{"name": "a", "to": 80}, {"name": "b", "to": 50}]), "H3", "do not rise")
    refused(example("bullet", bands=[{"name": "a", "to": 50}]), "H3", "beyond the last band")
    refused(example("bullet", rows=[{"label": "a", "value": -1, "target": 2}]), "H3", "below zero")
    one = drawing("bullet", planned(example("bullet", rows=[*rows, {"label": "New", "value": 20}])), *WIDE)
    assert "target not stated" in words(one)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 90)), st.integers(0, 90)), min_size=1, max_size=8), st.booleans(),
       st.sampled_from(ROOMS))
def test_bullets_are_neat_and_true(pairs: list[tuple[int | None, int]], banded: bool, room: Room) -> None:
    rows = [{"label": f"Port {n}", "value": Cell(number=v), "target": t} for n, (v, t) in enumerate(pairs)]
    bands = [{"name": "low", "to": 30}, {"name": "high", "to": 90}] if banded else []
    spec = {"kind": "bullet", "headline": "It is so", "rows": rows, "bands": bands}
    stated = [v for v, _ in pairs if v is not None]
    if not stated:  # targets alone measure nothing
        refused(spec, "H22", "no value is stated")
        return
    made = tidy("bullet", planned(spec), room)
    if made is None:
        assert room[1] and len(pairs) > 4
        return
    bars = [bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour == "navy"]
    lengths = [c - a for a, _, c, _ in bars]
    if any(stated):
        assert lengths == pytest.approx([v * max(lengths) / max(stated) for v in stated], abs=0.01)


@pytest.mark.parametrize("parts, rule", [((40, 30, 20, 10), "H6"), ((60, 39), "H6"), ((60, 41), "H6"), ((100,), "H6"),
                                         ((100, 0), "H6"), ((110, -10), "H6"), ((60, None, 40), "H20")])
def test_what_is_no_whole_is_refused(parts: tuple[float | None, ...], rule: str) -> None:
    rows = [{"label": f"Part {n}", "value": Cell(number=v)} for n, v in enumerate(parts)]
    refused({"kind": "doughnut", "headline": "It is so", "unit": "percent", "rows": rows}, rule)


def test_a_ring_does_not_mix_statuses() -> None:
    rows = [{"label": "done", "value": 60, "mark": "solid"}, {"label": "promised", "value": 40, "mark": "hatch"}]
    refused({"kind": "doughnut", "headline": "It is so", "unit": "percent", "rows": rows}, "H17")


@settings(max_examples=60)
@given(st.integers(1, 98), st.integers(1, 98), st.sampled_from(ROOMS))
def test_rings_are_neat_and_true(one: int, other: int, room: Room) -> None:
    parts = [one, other, 100 - one - other] if one + other < 100 else [one, 100 - one]
    rows = [{"label": f"Part {n}", "value": v} for n, v in enumerate(parts)]
    plan = planned({"kind": "doughnut", "headline": "It is so", "unit": "percent", "rows": rows})
    made = tidy("doughnut", plan, room)
    assert made is not None
    drawn = [m for m in made.marks if isinstance(m, Path) and m.fill]
    x, y, outer = made.width / 2, made.height / 2, max(bounds(m)[2] for m in drawn) - made.width / 2
    for path, part in zip(drawn, parts):
        ends = [c[-2:] for c in path.commands if len(c) > 1]
        far = [p for p in ends if math.hypot(p[0] - x, p[1] - y) > 0.9 * outer]
        angles = [math.atan2(px - x, y - py) for px, py in far]
        turn = sum((b - a) % math.tau for a, b in itertools.pairwise(angles))
        assert turn / math.tau == pytest.approx(part / 100, abs=0.02)


# ---------------------------------------------------------------------- fan
def test_a_fan_needs_a_forecast_and_its_range() -> None:
    rows = example("fan")["rows"]
    bare = [{k: v for k, v in row.items() if k in ("x", "value")} for row in rows]
    refused(example("fan", rows=bare), "H14", "no value has the status forecast")
    refused(example("fan", rows=[*rows[:-1], {**bare[-1], "status": "forecast"}]), "H20", "has no range")
    refused(example("fan", rows=[{**bare[0], "low": 1, "high": 2}, *rows[1:]]), "H14", "is no forecast")
    refused(example("fan", rows=[*rows, {"x": "2024", "value": 3}]), "H14", "after a forecast")
    refused(example("fan", rows=[{**row, "status": "forecast", "low": 0, "high": 900} for row in rows]), "H14", "does not follow")
    refused(example("fan", rows=[*rows[:-1], {**rows[-1], "low": 700}]), "H3", "does not hold")
    refused(example("fan", rows=rows[2:5]), "H9", "3 dates")
    told = [*bare[:4], {"x": "2022", "value": Cell(number=590.0, status="forecast"), "low": 530, "high": 670}]
    assert planned(example("fan", rows=told)).first == 4


def test_a_fan_of_a_table_says_where_the_forecast_begins() -> None:
    table = [{"y": str(2016 + n), "v": 10.0 + n, "a": 8.0 if n > 3 else None, "b": 20.0 if n > 3 else None} for n in range(7)]
    spec = {"kind": "fan", "headline": "It is so", "data": "t", "x": "y", "y": "v", "low": "a", "high": "b"}
    refused(spec, "H14", "where the forecast begins", table)
    assert planned({**spec, "forecast_from": "2020"}, table).first == planned({**spec, "forecast_from": 2020}, table).first == 4


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=2, max_size=12), st.integers(0, 900),
       st.lists(st.tuples(st.integers(0, 900), st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=6),
       st.sampled_from(ROOMS))
def test_fans_are_neat_and_true(past: list[int | None], now: int, coming: list[tuple[int, int, int]], room: Room) -> None:
    stated = [{"x": str(2000 + n), "value": Cell(number=v)} for n, v in enumerate([*past, now])]
    later = [{"x": str(2001 + len(past) + n), "low": a, "value": a + b, "high": a + b + c, "status": "forecast"}
             for n, (a, b, c) in enumerate(coming)]
    plan = planned({"kind": "fan", "headline": "It is so", "rows": [*stated, *later]})
    made = tidy("fan", plan, room)
    assert made is not None or room[0] < 300
    native = charts.kind("fan").native(plan)
    base, wide = native.series[:2]
    assert [(base.values[n], base.values[n] + wide.values[n]) for n in range(len(stated), len(plan.items))] == [
        (a, a + b + c) for a, b, c in coming]


# ---------------------------------------------------------------------- scatter and the solver
def test_a_scatter_lists_what_cannot_be_placed() -> None:
    rows = example("scatter")["rows"]
    made = drawing("scatter", planned(example("scatter", rows=[*rows, {"label": "New pier", "x": 5}])), *WIDE)
    assert "Not stated: New pier (Hours of waiting)" in words(made)
    assert len(discs(made)) == len(rows)
    refused(example("scatter", rows=rows[:1]), "H22")
    refused(example("scatter", rows=rows * 13), "M14")


def test_names_that_cannot_be_placed_are_refused() -> None:
    rows = [{"label": f"The harbour of number {n}", "x": 100, "y": n / 100} for n in range(40)]
    with pytest.raises(Refused, match="names of 40 points need more room than the plot has") as caught:
        drawing("scatter", planned(example("scatter", rows=[*rows, {"label": "Far", "x": 0, "y": 90}][1:])), 232.64, 120.0, PRINT)
    assert caught.value.rule == "L4" and caught.value.hint


def test_a_plot_in_print_grows_where_its_names_find_no_place() -> None:
    rows = [{"label": f"The harbour of number {n}", "x": 500 + n, "y": 3 * n} for n in range(30)]
    plan = planned(example("scatter", rows=[*rows, {"label": "Far", "x": 0, "y": 90}]))
    high = scatter.height(plan, 481.28, PRINT)
    assert high > scatter.height(planned(example("scatter", rows=rows[:3])), 481.28, PRINT) + 50
    made = drawing("scatter", plan, 481.28, high, PRINT)
    assert {str(n) for n in range(30)} <= {word for t in texts(made) for word in t.text.split()}
    neat(made, PRINT)


def test_crowded_names_are_not_left_to_office() -> None:
    rows = [{"label": f"Harbour {n}", "x": 50 + n, "y": 50} for n in range(6)]
    assert charts.kind("scatter").native(planned(example("scatter", rows=rows))) is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_a_scatter_axis_is_round_and_holds_its_values(numbers: list[float]) -> None:
    made = scatter.around(numbers)
    slack = 1e-9 * made.step
    assert made.low <= min(numbers) + slack and made.high >= max(numbers) - slack
    assert len(made.ticks) <= 9


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 14)), min_size=2, max_size=12, unique=True),
       st.sampled_from(ROOMS))
def test_scatters_are_neat(found: list[tuple[int, int, int]], room: Room) -> None:
    rows = [{"label": "abcdefg hijklmn"[:long].strip() + str(n), "x": x, "y": y} for n, (x, y, long) in enumerate(found)]
    made = tidy("scatter", planned(example("scatter", rows=rows)), room)
    if made is not None:
        assert {row["label"] for row in rows} <= {t.text for t in texts(made)} | set(words(made).split())


HARD = (174, 1431)  # discs on each other, and by the edge of the field: bent leaders, a closer look


def generated(seed: int) -> tuple[list[Point], Box]:
    """A set of 2 to 20 points: loose, in a cluster, on a line, or on each other's heels; made by a fixed rule."""
    state = seed * 2654435761 % 2**32 or 1

    def draw() -> float:
        nonlocal state
        state = (1664525 * state + 1013904223) % 2**32
        return state / 2**32

    field, shape, made = Box(0, 0, 430, 220), seed % 4, []
    for _ in range(2 + int(draw() * (19 if shape == 0 else 11))):
        x, y = draw(), draw()
        if shape == 1:
            x, y = 0.3 + 0.4 * x, 0.3 + 0.4 * y
        elif shape == 2:
            y = x + 0.04 * (y - 0.5)
        elif shape == 3 and made:
            x, y = made[-1].x / 430 + 0.1 * (x - 0.5), made[-1].y / 220 + 0.2 * (y - 0.5)
        x, y = min(max(x * 430, 5), 425), min(max(y * 220, 5), 215)
        made.append(Point(x, y, 3.2, 12 + 70 * draw(), 11.4))
    return made, field


def faults(points: Sequence[Point], spots: Sequence[Spot | None], field: Box) -> list[str]:
    """Everything that touches, told without the solver's own means."""
    found = []
    for n, (point, spot) in enumerate(zip(points, spots)):
        assert spot is not None
        b = spot.box
        if min(b.left - field.left, b.top - field.top, field.right - b.right, field.bottom - b.bottom) < -1e-6:
            found.append(f"{n} outside")
        for m, (other, their) in enumerate(zip(points, spots)):
            assert their is not None
            dx, dy = max(b.left - other.x, other.x - b.right, 0.0), max(b.top - other.y, other.y - b.bottom, 0.0)
            if dx * dx + dy * dy < other.r * other.r - 1e-6:
                found.append(f"{n} on the disc of {m}")
            o = their.box
            if n < m and min(b.right, o.right) > max(b.left, o.left) and min(b.bottom, o.bottom) > max(b.top, o.top):
                found.append(f"{n} on {m}")
            if their.leader and m != n and any(b.left < x < b.right and b.top < y < b.bottom for x, y in along(their.leader)):
                found.append(f"the leader of {m} on {n}")
        if spot.leader and not math.isclose(math.hypot(spot.leader[0].x1 - point.x, spot.leader[0].y1 - point.y), point.r):
            found.append(f"the leader of {n} does not start at its disc")
    return found


def along(leader: Sequence[Spoke]) -> list[tuple[float, float]]:
    return [line.at(n / 20) for line in leader for n in range(21)]


def test_two_thousand_sets_of_labels_are_all_placed_and_never_overlap() -> None:
    """None is refused, not even where discs lie on each other; `make proof` goes through all 2,000."""
    for seed in [*HARD, *range(often(60, 2000))]:
        points, field = generated(seed)
        spots = placement.place(points, field, 2.0)
        assert spots is not None, seed
        assert faults(points, spots, field) == [], seed


def test_a_label_stands_close_where_it_can_and_is_led_to_where_it_cannot() -> None:
    lone = placement.place([Point(50, 50, 3, 30, 11)], Box(0, 0, 200, 100), 2)
    assert lone is not None and lone[0] is not None and not lone[0].leader and lone[0].box.left == pytest.approx(55)
    crowd = [Point(100 + 6.5 * x, 50 + 6.5 * y, 3, 0 if x or y else 30, 0 if x or y else 11)
             for x in range(-2, 3) for y in range(-2, 3)]
    assert placement.place(crowd, Box(0, 0, 200, 100), 2) is None  # walled in: no leader gets out
    crowd = [Point(100 + 9 * x, 50 + 9 * y, 3, 0 if x or y else 30, 0 if x or y else 11) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    through = placement.place(crowd, Box(0, 0, 200, 100), 2)  # between two discs, where no straight outward line would pass
    assert through is not None and through[4] is not None and through[4].leader
    spots = placement.place([Point(p.x, p.y, 2.5, p.wide, p.high) for p in crowd], Box(0, 0, 200, 100), 2)
    assert spots is not None and [bool(s and s.leader) for s in spots] == [bool(p.wide) for p in crowd]
    assert placement.place([Point(50, 50, 3, 300, 11)], Box(0, 0, 200, 100), 2) is None


def test_it_is_proven_where_there_is_no_room() -> None:
    field = Box(0, 0, 200, 40)
    assert placement.no_room([Point(50, 20, 3, 210, 11)], field, 2) and placement.no_room([Point(50, 20, 3, 20, 41)], field, 2)
    row = [Point(10 + 20 * n, 20, 2, 60, 11) for n in range(11)]
    assert placement.no_room(row, field, 2) and placement.place(row, field, 2) is None
    assert not placement.no_room(row[:7], field, 2)


def test_a_disc_under_others_has_no_rim_to_begin_a_leader_on() -> None:
    """Told exactly, and so that no free point of a rim is lost: against points all around it."""
    ring = [Point(100 + 2 * math.cos(n), 50 + 2 * math.sin(n), 3) for n in range(7)]
    own = Point(100, 50, 3, 30, 11)
    assert rim_covered(0, [own, *ring], 2) and placement.place([own, *ring], Box(0, 0, 200, 100), 2) is None
    assert placement.no_room([own, *ring], Box(0, 0, 200, 100), 2)
    assert rim_covered(0, [own, Point(101, 50, 9)], 2) and not rim_covered(0, [own], 2)
    for count in range(1, 7):
        some = [own, *ring[:count]]
        rim = [(100 + 3 * math.cos(a / 50), 50 + 3 * math.sin(a / 50)) for a in range(315)]
        free = any(all(math.hypot(x - p.x, y - p.y) >= p.r for p in some[1:]) for x, y in rim)
        assert rim_covered(0, some, 2) is not free


def test_the_same_points_give_the_same_places() -> None:
    points, field = generated(41)
    assert placement.place(points, field, 2.0) == placement.place(points, field, 2.0)
