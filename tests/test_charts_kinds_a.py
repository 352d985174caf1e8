"""Column, bar, waterfall, line, unit, status: honest by their numbers, legible at every size, refused where they would lie."""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import charts
from charts import columns, values
from charts.drawing import Drawing, Fill, Path, Text, bounds
from charts.inputs import Cell, Prose, Refused
from charts.native import Native
from charts.style import Style
from charts.symbols import STANCES, STATUSES, stance_symbol, status_symbol

ROLES = ("black", "white", "navy", "blue", "orange", "peach", "peach_2", "tint", "tint_2", "violet", "maroon", "slate", "g700",
         "g500", "g300", "g200")
COLOURS = {role: f"#0000{n:02x}" for n, role in enumerate(ROLES)}


def measure(text: str, size: float, bold: bool) -> float:
    """Widths like those of a humanist sans, without a font."""
    return size * sum(0.25 if c in " .,;:il1’“”" else 0.78 if c in "mwMW" else 0.52 for c in text) * (1.04 if bold else 1.0)


PRINT = Style("print", COLOURS, {"value": 11, "label": 9.5, "axis": 8.5, "small": 8.5, "big": 17}, measure, 1.0)
SLIDE = Style("slide", COLOURS, {"value": 24, "label": 20, "axis": 16, "small": 14, "big": 32}, measure, 1.75)
ROOMS: list[tuple[float, float | None, Style]] = [(481.28, None, PRINT), (232.64, None, PRINT), (560.0, 330.0, SLIDE),
                                                 (864.0, 300.0, SLIDE)]
KINDS = ("column", "bar", "waterfall", "line", "unit", "status")

TRADE = {"kind": "waterfall", "headline": "Trade rose", "unit": "USD million", "rows": [
    {"label": "Year before", "note": "derived", "total": True,
     "value": Cell(ref="D-01", number=540.0, short="about $540m", unit="USD million", derived=True)},
    {"label": "Rise of 46%", "note": "derived", "message": True,
     "value": Cell(ref="D-02", number=250.0, short="about $250m", unit="USD million", derived=True)},
    {"label": "Last year (2020*)", "note": "stated", "total": True,
     "value": Cell(ref="A-058", number=790.0, short="$790m", unit="USD million")}]}
DOSES = {"kind": "unit", "headline": "Doses", "unit": "doses", "per": 50000, "rows": [
    {"label": "provided", "message": True,
     "value": Cell(number=50000.0, text="50,000\u00a0doses", unit="doses", status="delivered")},
    {"label": "promised next", "words": "no date", "value": Cell(number=150000.0, text="150,000\u00a0doses", status="intended")},
    {"label": "wanted", "mark": "outline", "value": Cell(number=5e6, text="about 5\u00a0million doses", status="intended")}]}


def planned(what: str | dict[str, Any], rows: Sequence[dict[str, Any]] | None = None) -> Any:
    """The plan of a spec, or of a kind's own example."""
    spec: Any = yaml.safe_load(charts.kind(what).EXAMPLE) if isinstance(what, str) else what
    module = charts.kind(spec["kind"])
    return module.plan(module.Spec.model_validate(spec), rows)


def drawing(kind: str, plan: Any, width: float, height: float | None, style: Style) -> Drawing:
    module = charts.kind(kind)
    tall = module.height(plan, width, style) if height is None else height
    return Drawing(width, tall, tuple(module.sketch(plan, width, tall, style).marks), plan.alt)


def chart(kind: str, pairs: Sequence[tuple[str, float]], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "headline": "It is so", "rows": [{"label": a, "value": v} for a, v in pairs], **more}


def box(text: Text, style: Style) -> tuple[float, float, float, float]:
    wide = style.measure(text.text, text.size, text.bold)
    left = text.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * wide
    return left, text.y - 0.7 * text.size, left + wide, text.y + 0.2 * text.size


def texts(made: Drawing) -> list[Text]:
    return [mark for mark in made.marks if isinstance(mark, Text)]


def words(made: Drawing) -> str:
    return " ".join(text.text for text in texts(made))


def bars(made: Drawing) -> list[tuple[float, float, float, float]]:
    """Boxes of the filled rectangles."""
    inks = ("navy", "orange", "tint_2", "peach_2", "white")
    return [bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour in inks and len(m.commands) == 5]


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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width, height, style", ROOMS)
def test_examples_are_neat_at_every_size(kind: str, width: float, height: float | None, style: Style) -> None:
    plan = planned(kind)
    neat(drawing(kind, plan, width, height, style), style)
    assert plan.alt.endswith(".") and plan.alt[0].isupper()


@pytest.mark.parametrize("kind", KINDS)
def test_orange_carries_one_message(kind: str) -> None:
    made = drawing(kind, planned(kind), 232.64, None, PRINT)
    inks = [(m.fill and m.fill.colour, m.stroke and m.stroke.colour) for m in made.marks if isinstance(m, Path)]
    assert sum("orange" in ink for ink in inks) == 1
    spec = yaml.safe_load(charts.kind(kind).EXAMPLE)
    spec["rows"] = [{**row, "message": True} for row in spec["rows"]]
    with pytest.raises(Refused) as caught:
        planned(spec)
    assert caught.value.rule == "C7"


# ---------------------------------------------------------------------- honest bars
amounts = st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 1)), min_size=2, max_size=9).filter(
    lambda numbers: any(abs(v) > 1 for v in numbers))


@settings(max_examples=60, deadline=None)
@given(amounts)
def test_columns_are_as_long_as_their_values(numbers: list[float]) -> None:
    """The lie factor is 1: lengths from zero in the ratio of the values (rule H3), the axis inside the plot (H1)."""
    plan = planned(chart("column", [(f"n{i}", v) for i, v in enumerate(numbers)]))
    made = drawing("column", plan, 481.28, None, PRINT)
    found = [b[3] - b[1] for b in bars(made)]
    per = max(found) / max(abs(v) for v in numbers)
    assert found == pytest.approx([abs(v) * per for v in numbers], abs=0.01)
    assert plan.scale.low <= 0 <= plan.scale.high and len(plan.scale.ticks) <= 9


@settings(max_examples=60, deadline=None)
@given(amounts)
def test_bars_are_as_long_as_their_values_and_sorted(numbers: list[float]) -> None:
    plan = planned(chart("bar", [(f"n{i}", v) for i, v in enumerate(numbers)]))
    made = drawing("bar", plan, 481.28, None, PRINT)
    found = [b[2] - b[0] for b in bars(made)]
    assert list(plan.numbers) == sorted(numbers, reverse=True)
    per = max(found) / max(abs(v) for v in numbers)
    assert found == pytest.approx([abs(v) * per for v in plan.numbers], abs=0.01)
    assert planned(chart("bar", [("a", 1), ("b", 2)], order="given")).numbers == (1, 2)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=5))
def test_an_axis_is_round_and_holds_zero_and_the_values(numbers: list[float]) -> None:
    scale = columns.domain(numbers)
    slack = 1e-6 * scale.step
    assert scale.low <= min(0, *numbers) + slack and max(0, *numbers) <= scale.high + slack
    assert 2 <= len(scale.ticks) <= 9 and 0.0 in scale.ticks
    mantissa = float(f"{scale.step:e}".partition("e")[0])
    assert mantissa == pytest.approx(min((1, 2, 2.5, 5), key=lambda m: abs(m - mantissa)))


def test_trade_has_the_measures_of_the_look() -> None:
    plan = planned(TRADE)
    made = drawing("waterfall", plan, 232.0, None, PRINT)
    assert (plan.scale.low, plan.scale.high) == (0, 800)
    boxes = bars(made)
    assert [round(b[2] - b[0]) for b in boxes] == [50, 50, 50]
    assert boxes[1][0] - boxes[0][2] == pytest.approx(27.4, abs=0.2)
    assert [b[3] - b[1] for b in boxes] == pytest.approx([138 * v / 800 for v in (540, 250, 790)], abs=0.01)
    assert boxes[1][3] == pytest.approx(boxes[0][1]) and boxes[1][1] == pytest.approx(boxes[2][1])
    assert "about +$250m" in words(made) and words(made).count("derived") == 2
    dashes = [m.stroke.dash for m in made.marks if isinstance(m, Path) and m.stroke and m.stroke.dash]
    assert len(dashes) == 2
    neat(made, PRINT)


def test_many_columns_get_an_axis_in_place_of_labels() -> None:
    few = drawing("column", planned(chart("column", [(str(2000 + i), i) for i in range(1, 10)])), 481.28, None, PRINT)
    many = drawing("column", planned(chart("column", [(str(2000 + i), i) for i in range(1, 25)])), 232.64, None, PRINT)
    grid = [[m for m in d.marks if isinstance(m, Path) and m.stroke and m.stroke.colour == "g200"] for d in (few, many)]
    assert not grid[0] and len(grid[1]) >= 4
    assert "2001" in words(many) and "2002" not in words(many)
    neat(few, PRINT)
    neat(many, PRINT)


def test_what_is_not_stated_is_said_and_drawn_without_a_bar() -> None:
    for kind in ("column", "bar"):
        made = drawing(kind, planned({**chart(kind, [("a", 3.0)]), "rows": [
            {"label": "a", "value": 3.0}, {"label": "b", "value": Cell()}]}), 232.64, None, PRINT)
        assert "not stated" in words(made) and len(bars(made)) == 1


@pytest.mark.parametrize("cell, shade", [
    (Cell(number=1.0), "solid"), (Cell(number=1.0, status="done"), "solid"), (Cell(number=1.0, status="delivered"), "solid"),
    (Cell(number=1.0, status="pledged"), "hatch"), (Cell(number=1.0, status="intended"), "hatch"),
    (Cell(number=1.0, status="wanted"), "outline"), (Cell(number=1.0, status="reported_unverified"), "outline"),
    (Cell(number=1.0, derived=True), "derived"), (Cell(number=1.0, derived=True, status="pledged"), "derived")])
def test_status_decides_the_fill(cell: Cell, shade: str) -> None:
    (item,) = planned({"kind": "column", "headline": "x", "rows": [{"label": "a", "value": cell}]}).items
    assert item.shade == shade


# ---------------------------------------------------------------------- unit and line
def test_squares_are_counted() -> None:
    plan = planned(DOSES)
    assert [group.count for group in plan.groups] == [1, 3, 100]
    for room in ROOMS:
        made = drawing("unit", plan, *room)
        squares = [sum(c[0] == "M" for c in m.commands) for m in made.marks if isinstance(m, Path) and m.fill]
        assert squares == [1, 3, 100]
        neat(made, room[2])
    said = words(drawing("unit", plan, 232.64, None, PRINT))
    assert "About 5\u00a0million doses" in said and "100 squares" in said
    assert "3 squares, hatched" in plan.alt and "100 squares, outlined" in plan.alt


def test_time_is_drawn_to_scale_and_gaps_stay_open() -> None:
    rows = [{"x": x, "value": v} for x, v in (("2010", 4), ("2012", 5), ("2013", Cell()), ("2014", 3), ("2018", 6))]
    plan = planned({"kind": "line", "headline": "x", "rows": rows})
    made = drawing("line", plan, 481.28, None, PRINT)
    (line,) = [m for m in made.marks if isinstance(m, Path) and m.stroke and m.stroke.width == 1.8]
    xs = {round(c[1], 1): c[0] for c in line.commands}  # type: ignore[misc]
    x2010, x2012, x2014, x2018 = sorted(xs)
    assert (x2018 - x2014) / (x2012 - x2010) == pytest.approx(2, rel=0.01)
    assert xs[x2014] == "M", "no line leads over the missing value"
    dots = [m for m in made.marks if isinstance(m, Path) and m.commands[1][0] == "C"]
    assert len(dots) == 4 and not plan.regular and charts.kind("line").native(plan) is None
    neat(made, PRINT)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=4, max_size=40), st.sampled_from(ROOMS), st.integers(0, 39))
def test_lines_are_neat(numbers: list[int], room: tuple[float, float | None, Style], message: int) -> None:
    rows = [{"x": str(1980 + i), "value": v, "message": i == message} for i, v in enumerate(numbers)]
    neat(drawing("line", planned({"kind": "line", "headline": "x", "rows": rows}), *room), room[2])


def test_a_raised_axis_must_leave_a_third_free_and_say_so() -> None:
    rows = [{"x": str(2000 + i), "value": v} for i, v in enumerate((104, 106, 103, 109))]
    made = drawing("line", planned({"kind": "line", "headline": "x", "start": 90, "rows": rows}), 232.64, None, PRINT)
    assert "The axis starts at 90." in words(made)
    with pytest.raises(Refused) as caught:
        planned({"kind": "line", "headline": "x", "start": 102, "rows": rows})
    assert caught.value.rule == "H10"


def test_data_tables_give_the_same_charts_as_rows() -> None:
    table = [{"year": "2018", "boxes": 410.0}, {"year": "2019", "boxes": 460.0}, {"year": "2020", "boxes": None},
             {"year": "2021", "boxes": 530.0}, {"year": "2022", "boxes": 540.0}]
    for kind, key in (("column", "label"), ("bar", "label"), ("line", "x")):
        head = {"kind": kind, "headline": "x"}
        by_table = planned({**head, "data": "t", "x": "year", "y": "boxes", "message": "2021"}, table)
        by_rows = planned({**head, "rows": [{key: r["year"], "value": Cell(number=r["boxes"]), "message": r["year"] == "2021"}
                                            for r in table]})
        assert by_table == by_rows


# ---------------------------------------------------------------------- refusals
def waterfall(*numbers: float) -> dict[str, Any]:
    return chart("waterfall", [(f"n{i}", v) for i, v in enumerate(numbers)])


def line(numbers: Sequence[Any], *dates: str) -> dict[str, Any]:
    rows = [{"x": dates[i] if dates else str(2000 + i), "value": v} for i, v in enumerate(numbers)]
    return {"kind": "line", "headline": "x", "rows": rows}


def cells(kind: str, *given_: Cell) -> dict[str, Any]:
    return {"kind": kind, "headline": "x", "rows": [{"label": f"n{i}", "value": c} for i, c in enumerate(given_)]}


@pytest.mark.parametrize("spec, rule, said", [
    (waterfall(100, 20, 130), "H17", "the changes lead to 120, but the total \"n2\" is 130"),
    (waterfall(0, 20, 20), "H3", "is 0"), (waterfall(-5, 20, 15), "H3", "is −5"),
    (waterfall(10, -20, -10), "H3", "falls below zero"),
    (waterfall(10, 20), "H22", "2 rows"),
    (cells("waterfall", Cell(number=1.0), Cell(), Cell(number=2.0)), "H20", "has no number"),
    (cells("waterfall", Cell(number=1.0, status="done"), Cell(number=1.0, status="pledged"), Cell(number=2.0)), "H17", "pledged"),
    (cells("column", Cell(number=1.0, unit="km"), Cell(number=1.0, unit="miles")), "H17", 'the unit "miles" stands beside "km"'),
    (cells("bar", Cell(number=1.0, scope="2020"), Cell(number=1.0, scope="2021")), "H17", "the scope"),
    (cells("column", Cell(number=1.0, attribution="anonymous_source", ref="A-099")), "H23", "A-099"),
    (cells("column", Cell(number=1e300)), "H3", "too large"), (cells("column"), "H22", "0 rows"),
    (chart("column", [(str(i), 1) for i in range(61)]), "M14", "61 columns"),
    (chart("bar", [(str(i), 1) for i in range(41)]), "M14", "41"),
    ({**chart("column", [("a", 1)]), "kind": "unit", "per": 0.4}, "H15", "2.50 squares"),
    ({**chart("column", [("a", 9000)]), "kind": "unit"}, "M14", "9000 squares"), ({**cells("unit", Cell())}, "H20", "no number"),
    (line([1, 1, 1]), "H9", "through 3 points"),
    (line([Cell(), 1, 1, 1]), "H9", "3 points"),
    (line([1] * 4, "2001", "2002", "2002", "2003"), "H9", "does not come after"),
    (line([1] * 4, "2001", "2002", "May", "2003"), "H9", '"May"'),
    ({"kind": "status", "headline": "x", "rows": [{"label": "a", "status": "finished"}]}, "H14", '"finished"'),
])
def test_dishonest_charts_are_refused(spec: dict[str, Any], rule: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        planned(spec)
    assert caught.value.rule == rule and said in caught.value.what and caught.value.hint


@pytest.mark.parametrize("spec, table, said", [
    ({"x": "year", "y": "n"}, [], '"year" is not in the data'), ({"x": "year"}, [{"year": "1", "n": 2}], '"y" names no column'),
    ({"x": "year", "y": "n"}, [{"year": "1", "n": "many"}], '"many"'),
    ({"rows": [{"label": "a", "value": 1}]}, [{"n": 1}], '"data"'),
    ({"x": "year", "y": "n", "message": "2"}, [{"year": "1", "n": 2}], 'message "2"')])
def test_wrong_tables_are_refused(spec: dict[str, Any], table: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(Refused) as caught:
        planned({"kind": "column", "headline": "x", "data": "t", **spec}, table)
    assert said in caught.value.what


def test_rounding_may_leave_a_little_open_and_is_closed_in_the_drawing() -> None:
    plan = planned(waterfall(541.1, 250, 790))
    assert plan.columns[1].end == 790
    assert planned(waterfall(400, 90, -30, 460)).columns[2].end == 460


def test_near_equal_facts_are_flagged_and_the_same_fact_is_not() -> None:
    a, b = Cell(ref="A-001", number=1000.0), Cell(ref="B-001", number=1004.0)
    assert [f.rule for f in planned(cells("bar", a, b)).flags] == ["H18"]
    assert not planned(cells("bar", a, Cell(ref="B-002", number=1500.0))).flags


def test_too_little_room_is_refused_with_a_way_out() -> None:
    names = chart("column", [(f"A very long name of number {i}, unbreakablelongword", 1000.0 + i) for i in range(12)])
    with pytest.raises(Refused) as caught:
        drawing("column", planned(names), 232.64, None, PRINT)
    assert 'kind "bar"' in caught.value.hint


# ---------------------------------------------------------------------- Office
@pytest.mark.parametrize("kind", ["column", "bar", "line"])
def test_native_charts_say_what_the_drawing_says(kind: str) -> None:
    plan = planned(kind)
    made: Native = charts.kind(kind).native(plan)
    (series,) = made.series
    assert series.values == plan.numbers and (made.minimum, made.maximum, made.major) == (0, plan.scale.high, plan.scale.step)
    assert [c.partition("\n")[0] for c in made.categories] == [item.label for item in plan.items]
    shown = words(drawing(kind, plan, 481.28, None, PRINT))
    labels = [p.label.strip() for p in series.points if p and p.label]
    assert labels and all(label in shown for label in labels)
    assert [p.fill for p in series.points if p][-1] == Fill("orange") or kind == "bar"


def test_a_native_waterfall_floats_on_an_invisible_base() -> None:
    plan = planned(TRADE)
    made: Native = charts.kind("waterfall").native(plan)
    base, shown, room, *lines = made.series
    assert made.kind == "column_stacked" and made.overlap == 100
    assert base.values == (0, 540, 0) and shown.values == (540, 250, 790)
    assert base.fill is None and base.stroke is None and room.fill is None and room.labels
    assert [p.label for p in room.points if p] == ["about $540m", "about +$250m", "$790m"]
    assert [p.fill and p.fill.colour for p in shown.points if p] == ["tint_2", "peach_2", "navy"]
    assert [line.values for line in lines] == [(540, 540, None), (None, 790, 790)]
    assert made.maximum is not None and made.maximum >= 790 + max(v or 0 for v in room.values)


# ---------------------------------------------------------------------- words and signs
@pytest.mark.parametrize("text, made", [("about $250m", "about +$250m"), ("250", "+250"), ("US$1.2bn", "+US$1.2bn"), ("−5", "−5"),
                                        ("+5", "+5"), ("€40", "+€40"), ("-$5m", "-$5m"), ("12.4 bcm", "+12.4 bcm")])
def test_an_increase_carries_its_sign(text: str, made: str) -> None:
    assert values.signed(text) == made


def test_numbers_are_written_alike() -> None:
    plan = planned(chart("column", [("a", 1234.5), ("b", -2)]))
    assert [item.text for item in plan.items] == ["1,234.5", "−2.0"]
    named = cells("column", Cell(number=4100.0, short="4,100\u00a0loans"), Cell(number=4600.0, short="4,600\u00a0loans"))
    assert [i.text for i in planned({**named, "unit": "loans"}).items] == ["4,100", "4,600"]
    assert [i.text for i in planned(named).items] == ["4,100\u00a0loans", "4,600\u00a0loans"]


@pytest.mark.parametrize("d", [10.2, 17.0, 44.0])
def test_every_sign_has_a_shape_of_its_own_inside_its_square(d: float) -> None:
    signs = {name: status_symbol(name, d) for name in STATUSES if name != "stated"}
    signs |= {name: stance_symbol(name, d) for name in STANCES}
    shapes = {name: [(m.commands, bool(m.fill and m.fill.colour != "white"), bool(m.stroke and m.stroke.dash))
                     for m in sign.marks if isinstance(m, Path)] for name, sign in signs.items()}
    for a, b in itertools.combinations(shapes, 2):
        assert shapes[a] != shapes[b] or {a, b} == {"announced", "partly"}
    for sign in signs.values():
        assert sign.alt and sign.width == d
        for mark in sign.marks:
            assert isinstance(mark, Path)
            half = mark.stroke.width / 2 if mark.stroke else 0.0
            left, top, right, bottom = bounds(mark)
            assert min(left, top) - half >= -0.01 and max(right, bottom) + half <= d + 0.01
    with pytest.raises(KeyError):
        status_symbol("finished", d)


def test_a_message_in_a_table_names_a_label() -> None:
    rows = values.rows_of(values.RowSpec(kind="bar", headline=Prose("x"), x="a", y="b", message=Prose("k")), [{"a": "k", "b": 1}])
    assert rows[0].message
