"""Grouped, stacked, area, diverging, small multiples: true by their numbers, named directly, refused where they would lie."""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import charts
from charts import series, series_marks
from charts.drawing import Drawing, Path, Text, bounds
from charts.inputs import Cell, Refused
from charts.style import SERIES, Style

ROLES = ("black", "white", "navy", "blue", "orange", "peach", "peach_2", "tint", "tint_2", "violet", "maroon", "slate", "g700",
         "g500", "g300", "g200")
COLOURS = {role: f"#0000{n:02x}" for n, role in enumerate(ROLES)}
KINDS = ("area", "diverging", "grouped", "lines", "small_multiples", "stacked")


def measure(text: str, size: float, bold: bool) -> float:
    """Widths like those of a humanist sans, without a font."""
    return size * sum(0.25 if c in " .,;:il1’“”" else 0.78 if c in "mwMW" else 0.52 for c in text) * (1.04 if bold else 1.0)


PRINT = Style("print", COLOURS, {"value": 11, "label": 9.5, "axis": 8.5, "small": 8.5, "big": 17}, measure, 1.0)
SLIDE = Style("slide", COLOURS, {"value": 24, "label": 20, "axis": 16, "small": 14, "big": 32}, measure, 1.75)
Room = tuple[float, float | None, Style]
ROOMS: list[Room] = [(481.28, None, PRINT), (232.64, None, PRINT), (864.0, 300.0, SLIDE)]
WAYS: dict[str, list[dict[str, Any]]] = {
    "area": [{}], "diverging": [{}], "small_multiples": [{"of": of} for of in ("column", "bar", "line", "area")],
    "grouped": [{}, {"horizontal": True}], "lines": [{}],
    "stacked": [{}, {"horizontal": True}, {"share": True}, {"share": True, "horizontal": True}]}
EVERY = [(kind, way) for kind in KINDS for way in WAYS[kind]]


def example(kind: str, **more: Any) -> dict[str, Any]:
    return {**yaml.safe_load(charts.kind(kind).EXAMPLE), **more}


def planned(spec: dict[str, Any], rows: Sequence[dict[str, Any]] | None = None) -> Any:
    module = charts.kind(spec["kind"])
    return module.plan(module.Spec.model_validate(spec), rows)


def drawing(kind: str, plan: Any, width: float, height: float | None, style: Style) -> Drawing:
    module = charts.kind(kind)
    tall = module.height(plan, width, style) if height is None else height
    return Drawing(width, tall, tuple(module.sketch(plan, width, tall, style).marks), plan.alt)


def table(kind: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Any]]], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "headline": "It is so", "series": [{"name": name} for name in names],
            "rows": [{"label": label, "values": list(found)} for label, found in rows], **more}


def texts(made: Drawing) -> list[Text]:
    return [mark for mark in made.marks if isinstance(mark, Text)]


def words(made: Drawing) -> str:
    return " ".join(text.text for text in texts(made))


def box(text: Text, style: Style) -> tuple[float, float, float, float]:
    wide = style.measure(text.text, text.size, text.bold)
    left = text.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * wide
    return left, text.y - 0.7 * text.size, left + wide, text.y + 0.2 * text.size


def neat(made: Drawing, style: Style) -> None:
    """All words inside the figure, apart from each other, and none smaller than the smallest size of the medium."""
    boxes = [box(text, style) for text in texts(made)]
    assert boxes
    for (left, top, right, bottom), text in zip(boxes, texts(made)):
        assert left >= -0.5 and right <= made.width + 0.5 and top >= -0.5 and bottom <= made.height + 0.5, text
        assert text.size >= min(style.sizes.values())
    for (a, x), (b, y) in itertools.combinations(zip(boxes, texts(made)), 2):
        assert min(a[2], b[2]) - max(a[0], b[0]) < 0.5 or min(a[3], b[3]) - max(a[1], b[1]) < 0.5, (x.text, y.text)
    for mark in made.marks:
        if isinstance(mark, Path):
            left, top, right, bottom = bounds(mark)
            assert left >= -1 and right <= made.width + 1 and top >= -1 and bottom <= made.height + 1, mark


def blocks(made: Drawing, *roles: str) -> list[tuple[float, float, float, float]]:
    """Boxes of the rectangles filled with some colours, in the order in which they are painted."""
    return [bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour in roles and len(m.commands) == 5]


def refused(spec: dict[str, Any], rows: Sequence[dict[str, Any]] | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        planned(spec, rows)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind, way", EVERY)
@pytest.mark.parametrize("width, height, style", ROOMS)
def test_examples_are_neat_and_name_their_series(kind: str, way: dict[str, Any], width: float, height: float | None,
                                                 style: Style) -> None:
    plan = planned(example(kind, **way))
    made = drawing(kind, plan, width, height, style)
    neat(made, style)
    assert plan.alt.endswith(".") and plan.alt[0].isupper()
    for one in example(kind).get("series", []):
        assert one["name"].replace(" ", "") in words(made).replace(" ", "")
        assert one["name"] in plan.alt


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_one_message_and_it_alone_is_orange(kind: str) -> None:
    spec = example(kind)
    assert "orange" in {m.fill.colour for m in drawing(kind, planned(spec), *ROOMS[0]).marks if isinstance(m, Path) and m.fill}
    plain = {**spec, "series": [{"name": one["name"]} for one in spec["series"]]}
    inks = {ink.colour for m in drawing(kind, planned(plain), *ROOMS[0]).marks if isinstance(m, Path)
            for ink in (m.fill, m.stroke) if ink}
    assert "orange" not in inks
    every = {**spec, "series": [{"name": one["name"], "message": True} for one in spec["series"]]}
    assert refused(every).rule == "C7"


@pytest.mark.parametrize("kind", KINDS)
def test_data_tables_give_the_same_charts_as_rows(kind: str) -> None:
    """Of two columns; a single column of diverging bars has its own test."""
    data = [{"year": str(2000 + n), "a": 10.0 + n, "b": 5.0} for n in range(5)]
    head = {"kind": kind, "headline": "x"}
    by_table = planned({**head, "data": "t", "x": "year", "y": ["a", "b"], "message": "b"}, data)
    by_rows = planned({**table(kind, "ab", [(r["year"], (r["a"], r["b"])) for r in data]),
                       "series": [{"name": "a"}, {"name": "b", "message": True}]})
    assert by_table == by_rows
    assert "both" in refused({**table(kind, "ab", [("x", (1, 2))]), "data": "t"}, data).what
    assert '"c"' in refused({**head, "data": "t", "x": "year", "y": ["a", "c"]}, data).what
    assert '"z"' in refused({**head, "data": "t", "x": "year", "y": ["a", "b"], "message": "z"}, data).what
    assert '"y" names no column' in refused({**head, "data": "t", "x": "year"}, data).what


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("values_, rule", [
    ((Cell(number=1.0, unit="km"), Cell(number=2.0, unit="miles")), "H17"),
    ((Cell(number=1.0, scope="goods"), Cell(number=2.0, scope="all trade")), "H17"),
    ((Cell(number=1.0, attribution="anonymous_source"), Cell(number=2.0)), "H23"),
    ((1e300, 1), "H3"), ((1, 2, 3), "H20"), ((None, None), "H22")])
def test_what_must_not_stand_in_one_chart(kind: str, values_: tuple[Any, ...], rule: str) -> None:
    rows = [(str(2000 + n), (1, 1)) for n in range(4)] if any(values_) else []
    assert refused(table(kind, "ab", [*rows, ("2004", values_)])).rule == rule


def test_series_are_told_apart() -> None:
    assert refused(table("stacked", "aa", [("x", (1, 2))])).what == "two series have the same name"
    assert refused(table("stacked", "abcde", [("x", (1, 2, 3, 4, 5))])).rule == "H7"
    assert refused(table("grouped", "abcd", [("x", (1, 2, 3, 4))])).rule == "H8"
    assert refused(table("stacked", "a", [("x", (1,))])).rule == "H22"
    assert [f.rule for f in planned(table("grouped", "abc", [("x", (1, 2, 3))])).flags] == ["H8"]
    assert not planned(table("grouped", "ab", [("x", (1, 2))])).flags
    named = [series.Named(name="a"), series.Named(name="b", message=True), series.Named(name="c")]
    assert series.roles(named) == ["navy", "orange", "blue"]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), min_size=1, max_size=10))
def test_names_beside_a_plot_never_meet(boxes: list[tuple[float, float]]) -> None:
    ordered = sorted(boxes)
    heights = [high for _, high in ordered]
    found = series_marks.spread([middle for middle, _ in ordered], heights, 0.0, 200.0)
    edges = [(y - high / 2, y + high / 2) for y, high in zip(found, heights)]
    assert edges[0][0] >= -1e-6 and edges[-1][1] <= 200 + 1e-6
    assert all(a[1] <= b[0] + 1e-6 for a, b in itertools.pairwise(edges))
    inside = all(h / 2 <= m <= 200 - h / 2 for m, h in ordered)
    if inside and all(a + h / 2 <= b - i / 2 for (a, h), (b, i) in itertools.pairwise(ordered)):
        assert found == pytest.approx([m for m, _ in ordered])


@pytest.mark.parametrize("texts_, said", [(("$790m", "$10m"), "$800m"), (("about $790m", "$10m"), "800"),
                                          (("12.4", "1.0"), "13.4"), (("$1.2bn", "$0.3bn"), "1,500")])
def test_a_total_is_written_as_its_parts(texts_: tuple[str, str], said: str) -> None:
    numbers = {"$1.2bn": 1200.0, "$0.3bn": 300.0, "12.4": 12.4, "1.0": 1.0, "$10m": 10.0}
    parts = planned(table("grouped", "ab", [("x", [Cell(number=numbers.get(t, 790.0), short=t) for t in texts_])])).grid.at(0)
    assert series.total(parts) == said


# ---------------------------------------------------------------------- grouped
def rows_of(cell: Any, most: int, least: int = 2) -> Any:
    """Up to twelve rows of `least` to `most` values."""
    return st.integers(least, most).flatmap(lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1, max_size=12))


amounts = st.integers(-500, 900)
NAMES = ("Exports", "Imports from the Union", "Transit")


@settings(max_examples=40, deadline=None)
@given(rows_of(st.one_of(st.none(), amounts), 3), st.booleans(), st.sampled_from(ROOMS))
def test_groups_are_neat_and_true(values_: list[list[int | None]], horizontal: bool, room: Room) -> None:
    spec = table("grouped", NAMES[:len(values_[0])], [(f"Port {n}", row) for n, row in enumerate(values_)], horizontal=horizontal)
    stated = [v for row in values_ for v in row if v is not None]
    if not stated:
        assert refused(spec).rule == "H22"
        return
    plan = planned(spec)
    try:
        made = drawing("grouped", plan, *room)
    except Refused as why:
        assert why.rule in ("L4", "L1") and why.hint and (room[1] or room[0] < 300)
        return
    neat(made, room[2])
    a, b = (0, 2) if horizontal else (1, 3)
    lengths = sorted(bar[b] - bar[a] for bar in blocks(made, "navy", "blue", "maroon"))
    if max(map(abs, stated)):
        per = lengths[-1] / max(map(abs, stated))
        assert lengths == pytest.approx(sorted(abs(v) * per for v in stated), abs=0.05)
    assert ("not stated" in words(made).replace("not  stated", "not stated")) == (len(stated) < sum(map(len, values_)))


def test_a_missing_value_is_said_even_where_columns_have_no_labels() -> None:
    rows = [(str(2000 + n), (n + 1, None if n == 3 else 2)) for n in range(12)]
    made = drawing("grouped", planned(table("grouped", ("In", "Out"), rows)), *ROOMS[0])
    assert "not stated" in words(made) and len(blocks(made, "navy", "blue")) == 23
    neat(made, PRINT)


def test_native_groups_say_what_the_drawing_says() -> None:
    for way in WAYS["grouped"]:
        plan = planned(example("grouped", **way))
        made = charts.kind("grouped").native(plan)
        assert made.kind == ("bar" if way else "column") and not made.legend
        assert [one.values for one in made.series] == [(210, 150, 50), (260, 170, None)]
        assert [one.fill.colour for one in made.series] == ["navy", "orange"]
        assert (made.minimum, made.maximum) == (plan.scale.low, plan.scale.high)
        assert made.categories[2] == "Old quay\nLatest year: not stated"
        said = [" ".join(p.label.split()) for p in made.series[1].points]
        assert said == (["260", "170 Latest year", ""] if way else ["Latest year 260", "170", ""])


# ---------------------------------------------------------------------- stacked
parts = st.builds(lambda rows, gone: [[None] * len(row) if n in gone else row for n, row in enumerate(rows)],
                  rows_of(st.integers(0, 500), 4), st.sets(st.integers(0, 11), max_size=3))


@settings(max_examples=60, deadline=None)
@given(parts, st.booleans(), st.booleans(), st.sampled_from(ROOMS))
def test_stacks_are_neat_and_true(values_: list[list[int]], horizontal: bool, share: bool, room: Room) -> None:
    names = ("Containers", "Ferries and day visitors", "Fish", "Other income")[:len(values_[0])]
    spec = table("stacked", names, [(f"Y {n}", row) for n, row in enumerate(values_)], horizontal=horizontal, share=share)
    stated = [row for row in values_ if row[0] is not None]
    if not stated or not any(map(sum, stated)) or (share and not all(map(sum, stated))):
        assert refused(spec).rule in ("H22", "H3")
        return
    plan = planned(spec)
    try:
        made = drawing("stacked", plan, *room)
    except Refused as why:
        assert why.rule in ("L4", "L1") and why.hint
        return
    neat(made, room[2])
    a, b = (0, 2) if horizontal else (1, 3)
    lengths = [bar[b] - bar[a] for bar in blocks(made, *SERIES)]
    wanted = [v / sum(row) if share else v for row in stated for v in row]
    per = max(lengths) / max(wanted)
    assert lengths == pytest.approx([v * per for v in wanted], abs=0.05)


def test_only_like_parts_are_added() -> None:
    done, pledged = Cell(number=3.0, status="done"), Cell(number=4.0, status="pledged")
    assert refused(table("stacked", "ab", [("x", (done, pledged))])).rule == "H17"
    later = planned(table("stacked", "ab", [("x", (done, done)), ("y", (pledged, pledged))]))
    assert [item.shade for item in later.stacks.grid.at(1)] == ["hatch", "hatch"]
    assert refused(table("stacked", "ab", [("x", (1, -2))])).rule == "H3"
    assert refused(table("stacked", "ab", [("x", (1, None))])).rule == "H20"
    assert refused(table("stacked", "ab", [("x", (0, 0))], share=True)).rule == "H3"


def test_totals_and_shares_are_said() -> None:
    made = drawing("stacked", planned(example("stacked")), *ROOMS[0])
    assert {"77", "90", "92"} <= set(words(made).split())
    plan = planned(table("stacked", "ab", [("x", (1, 3)), ("y", (Cell(), Cell())), ("z", (999, 1))], share=True))
    assert [whole.texts for whole in plan.stacks.wholes] == [("25%", "75%"), ("", ""), ("100%", "<1%")]
    assert "not stated" in words(drawing("stacked", plan, *ROOMS[0]))
    given_ = planned(table("stacked", "ab", [("x", (24.8, 75.2))], share=True, unit="percent"))
    assert given_.stacks.wholes[0].texts == ("24.8%", "75.2%")


def test_native_stacks_carry_their_totals_and_shares() -> None:
    made = charts.kind("stacked").native(planned(example("stacked")))
    assert made.kind == "column_stacked" and made.overlap == 100
    *shown, strip = made.series
    assert {p.stroke and p.stroke.colour for p in shown[0].points} == {None}, "it would cut the line of nought"
    assert {p.stroke.colour for one in shown[1:] for p in one.points} == {"white"}
    assert [one.points[-1].label for one in shown] == ["62  Containers", "18  Ferries", "12  Fish market"]
    assert [one.values for one in shown] == [(41, 52, 62), (24, 27, 18), (12, 11, 12)]
    assert strip.fill is None and [p.label for p in strip.points] == ["77", "90", "92"] and made.maximum >= 92 + strip.values[0]
    level = charts.kind("stacked").native(planned(example("stacked", horizontal=True)))
    assert level.kind == "bar_stacked" and len(level.series) == 3 and level.categories[0] == "2018\ntotal 77"
    share = charts.kind("stacked").native(planned(example("stacked", share=True, horizontal=True)))
    assert share.kind == "bar_stacked_100" and len(share.series) == 3
    assert [sum(one.values[n] for one in share.series) for n in range(3)] == pytest.approx([100] * 3)


# ---------------------------------------------------------------------- area
def dated(values_: Sequence[Sequence[Any]], names: Sequence[str], *dates: str) -> dict[str, Any]:
    return table("area", names, [(dates[n] if dates else str(1990 + n), row) for n, row in enumerate(values_)])


@settings(max_examples=40, deadline=None)
@given(rows_of(st.integers(0, 500), 4, 1), st.sets(st.integers(0, 11), max_size=3), st.sampled_from(ROOMS))
def test_areas_are_neat_and_gaps_stay_open(values_: list[list[int]], gone: set[int], room: Room) -> None:
    rows = [[None] * len(row) if n in gone else row for n, row in enumerate(values_)]
    spec = dated(rows, ("Containers", "Ferries", "Fish", "Other income")[:len(values_[0])])
    if sum(row[0] is not None for row in rows) < 4:
        assert refused(spec).rule in ("H9", "H22")
        return
    plan = planned(spec)
    made = drawing("area", plan, *room)
    neat(made, room[2])
    assert ("not stated" in words(made)) == any(row[0] is None for row in rows)
    if any(row[0] is None for row in rows):
        assert charts.kind("area").native(plan) is None, "Office would draw a gap as nought"


def test_an_area_is_as_high_as_its_values_on_a_true_scale() -> None:
    made = drawing("area", planned(dated([[10], [20], [20], [40]], ["A"], "2000", "2001", "2002", "2005")), *ROOMS[0])
    (area,) = [m for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour == "navy" and len(m.commands) == 9]
    top = [(c[1], c[2]) for c in area.commands[:4]]  # type: ignore[misc]
    base = area.commands[4][2]  # type: ignore[misc]
    tall = [base - y for _, y in top]
    assert [t / tall[0] for t in tall] == pytest.approx([1, 2, 2, 4], abs=0.01)
    assert (top[3][0] - top[2][0]) / (top[1][0] - top[0][0]) == pytest.approx(3, rel=0.01)
    discs = [m for m in made.marks if isinstance(m, Path) and m.commands[1][0] == "C"]
    assert len(discs) == 4, "uneven dates are marked"


def test_status_of_the_later_value_fills_the_step() -> None:
    later = Cell(number=5.0, status="forecast")
    made = drawing("area", planned(dated([[1], [2], [3], [later], [later]], ["A"])), *ROOMS[0])
    fills = [m.fill.pattern for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour == "navy"]
    assert fills == ["solid", "hatch"]


@pytest.mark.parametrize("spec, rule", [
    (dated([[1]] * 3, ["A"]), "H9"), (dated([[1]] * 4, ["A"], "2001", "2002", "2002", "2003"), "H9"),
    (dated([[1]] * 4, ["A"], "2001", "2002", "May", "2003"), "H9"), (dated([[1], [2], [-1], [1]], ["A"]), "H3"),
    (dated([[1, 1], [2, None], [1, 1], [1, 1]], "AB"), "H20"), (dated([[1]] * 2001, ["A"]), "M14")])
def test_dishonest_areas_are_refused(spec: dict[str, Any], rule: str) -> None:
    assert refused(spec).rule == rule


def test_native_areas_are_stacked_like_the_drawing() -> None:
    plan = planned(example("area"))
    made = charts.kind("area").native(plan)
    assert made.kind == "area_stacked" and made.categories == ("2016", "2017", "2018", "2019", "2020")
    assert [one.values for one in made.series] == [(120, 125, 110, 118, 105), (60, 80, 115, 150, 190)]
    assert made.maximum == plan.stacks.scale.high and [one.fill.colour for one in made.series] == ["navy", "orange"]
    assert charts.kind("area").native(planned(dated([[1], [2], [3], [4]], ["A"], "2000", "2001", "2002", "2005"))) is None
    assert charts.kind("area").native(planned(dated([[1]] * 4, ["A"]))).kind == "area"


# ---------------------------------------------------------------------- diverging
def lines(pairs: Sequence[tuple[str, Any]], **more: Any) -> dict[str, Any]:
    return {"kind": "diverging", "headline": "It is so", "rows": [{"label": a, "value": v} for a, v in pairs], **more}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-300, 300)), min_size=1, max_size=6), st.sampled_from([0, 50]),
       st.sampled_from(ROOMS))
def test_single_bars_run_from_the_middle(values_: list[int | None], middle: int, room: Room) -> None:
    spec = lines([(f"Region {n}", v) for n, v in enumerate(values_)], middle=middle)
    stated = [v for v in values_ if v is not None]
    if not stated:
        assert refused(spec).rule == "H22"
        return
    made = drawing("diverging", planned(spec), *room)
    neat(made, room[2])
    found = blocks(made, "navy")
    axis = max((m for m in made.marks if isinstance(m, Path) and m.stroke and m.stroke.width == 0.9 * room[2].stroke),
               key=lambda m: abs(m.commands[1][2] - m.commands[0][2])).commands[0][1]  # type: ignore[misc]
    runs = [right - axis if right - axis > axis - left else left - axis for left, _, right, _ in found]
    per = max(map(abs, runs)) / (max(abs(v - middle) for v in stated) or 1)
    assert runs == pytest.approx([(v - middle) * per for v in stated], abs=0.05)
    assert ("start at 50" in words(made)) == bool(middle) and ("not stated" in words(made)) == (None in values_)


@settings(max_examples=40, deadline=None)
@given(rows_of(st.one_of(st.none(), st.integers(0, 100)), 2), st.sampled_from(ROOMS))
def test_opposed_bars_have_one_scale(values_: list[list[int | None]], room: Room) -> None:
    spec = table("diverging", ("Against", "For"), [(f"Group {n}", row) for n, row in enumerate(values_[:8])])
    stated = [v for row in values_[:8] for v in row if v is not None]
    if not stated:
        assert refused(spec).rule == "H22"
        return
    made = drawing("diverging", planned(spec), *room)
    neat(made, room[2])
    lengths = [right - left for left, _, right, _ in blocks(made, "navy", "blue")]
    per = max(lengths) / (max(stated) or 1)
    assert lengths == pytest.approx([v * per for v in stated], abs=0.05)


def test_dishonest_diverging_bars_are_refused() -> None:
    assert refused(table("diverging", "ab", [("x", (1, -1))])).rule == "H3"
    assert refused(table("diverging", "ab", [("x", (1, 1))], middle=5)).rule == "H3"
    assert refused(table("diverging", "abc", [("x", (1, 1, 1))])).rule == "H7"
    assert refused({**lines([("x", 1)]), "rows": [{"label": "x", "values": [1, 2]}]}).rule == "H20"
    two = lines([("x", 1), ("y", 2)])
    assert refused({**two, "rows": [{**row, "message": True} for row in two["rows"]]}).rule == "C7"


def test_one_column_of_a_table_makes_single_bars() -> None:
    data = [{"region": "North", "change": 3.0}, {"region": "South", "change": -2.0}]
    plan = planned({"kind": "diverging", "headline": "x", "data": "t", "x": "region", "y": ["change"]}, data)
    assert plan.numbers == planned(lines([("North", 3.0), ("South", -2.0)])).numbers and not plan.opposed


def test_native_diverging_bars_hide_the_sign_of_the_left_side() -> None:
    made = charts.kind("diverging").native(planned(example("diverging")))
    assert made.kind == "bar" and made.overlap == 100 and ";" in made.number_format and "-" not in made.number_format
    assert [one.values for one in made.series] == [(-20, -35, -68), (74, 51, 22)]
    assert [p.label for p in made.series[0].points] == ["Against  20%", "35%", "68%"] and not made.legend
    assert made.series[1].points[0].label == "74%  For" and made.maximum > 80, "a longer axis, for the name past the bar"
    long = {**example("diverging"), "series": [{"name": "Against the plan as it was published last year"}, {"name": "For"}]}
    over = charts.kind("diverging").native(planned(long))
    assert not over.legend and [one.points[0].aside for one in over.series] == [True, True]
    single = charts.kind("diverging").native(planned(lines([("a", 3), ("b", -2)])))
    assert single.series[0].values == (3, -2) and ";" not in single.number_format
    assert charts.kind("diverging").native(planned(lines([("a", 3)], middle=2))) is None


# ---------------------------------------------------------------------- small multiples
@settings(max_examples=60, deadline=None)
@given(rows_of(st.one_of(st.none(), st.integers(-90, 500)), 9), st.sampled_from(["column", "bar", "line", "area"]),
       st.sampled_from(ROOMS))
def test_panels_are_neat(values_: list[list[int | None]], of: str, room: Room) -> None:
    names = ("North", "South", "The old quay", "East", "West", "Inner basin", "Outer basin", "Pier", "Mole")
    spec = table("small_multiples", names[:len(values_[0])], [(str(2000 + n), row) for n, row in enumerate(values_)], of=of)
    try:
        plan = planned(spec)
        made = drawing("small_multiples", plan, *room)
    except Refused as why:
        assert why.rule in ("H22", "H9", "H3", "L4", "H12") and why.hint
        return
    neat(made, room[2])
    assert all(one.name.split()[0] in words(made) for one in plan.grid.series)
    assert charts.kind("small_multiples").plan and not hasattr(charts.kind("small_multiples"), "native")


def test_all_panels_share_one_scale() -> None:
    spec = table("small_multiples", ("A", "B", "C"), [("2019", (100, 10, 40)), ("2020", (50, 20, None))])
    made = drawing("small_multiples", planned(spec), *ROOMS[0])
    tall = sorted(b - t for _, t, _, b in blocks(made, "navy"))
    assert [h / tall[0] for h in tall] == pytest.approx([1, 2, 4, 5, 10])
    assert "not stated" in words(made)
    level = drawing("small_multiples", planned({**spec, "of": "bar"}), *ROOMS[0])
    long = sorted(r - left for left, _, r, _ in blocks(level, "navy"))
    assert [w / long[0] for w in long] == pytest.approx([1, 2, 4, 5, 10])


def test_too_many_panels_are_refused() -> None:
    assert refused(table("small_multiples", "abcdefghij", [("x", (1,) * 10)])).rule == "M14"
    assert refused(table("small_multiples", "a", [("x", (1,))])).rule == "H22"
    assert refused(table("small_multiples", "ab", [("x", (1, 1))] * 3, of="line")).rule == "H9"
    assert refused(table("small_multiples", "ab", [(str(n), (1, -1)) for n in range(2000, 2004)], of="area")).rule == "H3"
    assert refused(table("small_multiples", "ab", [(f"n{n}", (1, 1)) for n in range(13)], of="bar")).rule == "M14"
