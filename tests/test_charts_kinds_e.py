"""Tiles, heat table, gantt, network, map: every number and gap printed, nothing drawn without its ends, fact or note."""
from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_charts_kinds_a import PRINT, ROOMS, SLIDE, drawing, neat, planned, texts, words

import charts
from charts import ties, tints
from charts.drawing import Drawing, Fill, Path, bounds
from charts.inputs import Cell, Refused
from charts.ties import Box, Label, Spoke

KINDS = ("choropleth", "gantt", "heat", "network", "tiles")


def inks(made: Drawing) -> list[str]:
    return [m.fill.colour if m.fill else m.stroke.colour if m.stroke else "" for m in made.marks if isinstance(m, Path)]


def example(kind: str, **changed: Any) -> dict[str, Any]:
    return {**yaml.safe_load(charts.kind(kind).EXAMPLE), **changed}


def refused(spec: dict[str, Any], rule: str, part: str, rows: Any = None) -> None:
    with pytest.raises(Refused) as caught:
        planned(spec, rows)
    assert caught.value.rule == rule
    assert part in caught.value.what
    assert caught.value.hint


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width, height, style", ROOMS)
def test_examples_are_neat_at_every_size(kind: str, width: float, height: float | None, style: Any) -> None:
    plan = planned(kind)
    made = drawing(kind, plan, width, height, style)
    neat(made, style)
    assert plan.alt.endswith(".") and plan.alt[0] == plan.alt[0].upper()
    assert "orange" in inks(made)


@pytest.mark.parametrize("kind, field", [("gantt", "rows"), ("heat", "rows"), ("network", "nodes"), ("tiles", "tiles")])
def test_a_figure_has_one_message(kind: str, field: str) -> None:
    spec = example(kind)
    refused({**spec, field: [{**row, "message": True} for row in spec[field]]}, "C7", "marked as the message")


@pytest.mark.parametrize("kind, field", [("gantt", "rows"), ("heat", "rows"), ("network", "edges"), ("tiles", "tiles")])
def test_nothing_to_draw_is_refused(kind: str, field: str) -> None:
    refused(example(kind, **{field: []}), "H22", "at least 1")


def test_what_is_too_much_is_refused() -> None:
    tile = {"label": "a", "value": 1}
    refused(example("tiles", tiles=[tile] * 7), "M14", "7 tiles")
    refused(example("heat", rows=[{"label": f"r{n}", "values": [1, 2, 3]} for n in range(41)]), "M14", "41 rows")
    refused(example("gantt", rows=[{"label": f"r{n}", "start": "2020", "end": "2021"} for n in range(41)]), "M14", "41 works")
    refused(example("network", nodes=[{"name": f"n{n}", "x": 0, "y": 0} for n in range(17)]), "M14", "17 actors")


@pytest.mark.parametrize("kind, spec", [
    ("tiles", {"tiles": [{"label": "a", "value": Cell(ref="A-1", number=1.0, attribution="anonymous_source")}]}),
    ("heat", {"rows": [{"label": "a", "values": [1, 2, Cell(ref="A-1", number=1.0, attribution="anonymous_source")]}]})])
def test_unnamed_sources_give_no_number(kind: str, spec: dict[str, Any]) -> None:
    refused(example(kind, **spec), "H23", "A-1")


# ---------------------------------------------------------------------- tiles
def test_a_tile_shows_its_status_as_a_word_and_a_sign() -> None:
    tiles = [{"label": "gas a year", "value": Cell(ref="A-54", number=12.4, short="12.4 bcm", status="planned")},
             {"label": "the year before", "value": Cell(ref="D-1", number=540.0, short="about $540m", derived=True)},
             {"label": "doses", "value": Cell(ref="A-20", number=50000.0, short="50,000", status="delivered")}]
    plan = planned(example("tiles", tiles=tiles))
    assert [(t.value, t.sign, t.status) for t in plan.tiles] == [
        ("12.4 bcm", "pledged", "Pledged or intended"), ("about $540m", "derived", "Derived"), ("50,000", "done", "Done")]
    assert plan.numbers == (12.4, 540.0, 50000.0)
    said = words(drawing("tiles", plan, 481.28, None, PRINT))
    assert all(t.value in said and t.status in said for t in plan.tiles)


def test_a_tile_needs_a_number_and_a_known_mark() -> None:
    refused(example("tiles", tiles=[{"label": "cost", "value": Cell(ref="A-1")}]), "H20", '"cost" has no number')
    refused(example("tiles", tiles=[{"label": "cost", "value": 1, "mark": "sure"}]), "H14", '"sure"')
    refused(example("tiles"), "", "no data table", rows=[{"a": 1}])


def test_a_number_never_wraps() -> None:
    long = {"label": "sum", "value": Cell(number=1.0, short="an estimated 1,234,567,890.5 million crowns")}
    with pytest.raises(Refused, match="does not fit"):
        drawing("tiles", planned(example("tiles", tiles=[long])), 232.64, None, PRINT)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-10**9, 10**9), st.text("abcdefg hij", min_size=1, max_size=40).filter(str.strip),
                          st.sampled_from(["done", "pledged", "wanted", "derived"])), min_size=1, max_size=6))
def test_any_tiles_are_neat(tiles: list[tuple[int, str, str]]) -> None:
    plan = planned(example("tiles", tiles=[{"label": b.strip(), "value": a, "mark": c} for a, b, c in tiles]))
    for width, height, style in ((481.28, None, PRINT), (232.64, None, PRINT), (864.0, None, SLIDE)):
        try:
            neat(drawing("tiles", plan, width, height, style), style)
        except Refused as why:
            assert why.rule == "L4" and max(len(word) for _, label, _ in tiles for word in label.split()) > 10


# ---------------------------------------------------------------------- heat table
def heat(rows: list[list[float | None]], **more: Any) -> dict[str, Any]:
    return {"kind": "heat", "headline": "It is so", "series": [{"name": f"c{n}"} for n in range(len(rows[0]))],
            "rows": [{"label": f"row {n}", "values": line} for n, line in enumerate(rows)], **more}


def test_darker_means_more_and_zero_is_white() -> None:
    plan = planned(heat([[0, 4, 5], [10, 14, 20]]))
    assert [box.tint for _, boxes in plan.rows for box in boxes] == ["white", "tint", "tint", "ice", "navy_rule", "navy"]
    made = drawing("heat", plan, 481.28, None, PRINT)
    assert {"tint", "ice", "navy_rule", "navy"} <= set(inks(made))
    assert "up to 5" in words(made) and "over 15 to 20" in words(made)


def test_a_gap_is_dotted_and_says_so() -> None:
    made = drawing("heat", planned(heat([[1, None], [2, 3]])), 481.28, None, PRINT)
    dotted = [m for m in made.marks if isinstance(m, Path) and isinstance(m.fill, Fill) and m.fill.pattern == "dots"]
    assert len(dotted) == 1
    left, top, right, bottom = bounds(dotted[0])
    (said,) = [t for t in texts(made) if t.text == "not stated"]
    assert left < said.x < right and top < said.y < bottom
    assert "not stated" in planned(heat([[1, None]])).alt


def test_a_heat_table_is_whole_and_of_one_unit() -> None:
    refused(heat([[1, 2], [1]]), "H20", "has 1 values for 2 columns")
    rows = [[Cell(number=1.0, unit="km"), Cell(number=2.0, unit="miles")]]
    refused(heat(rows), "H17", "miles")  # type: ignore[arg-type]
    spec = heat([[1, 2]])
    spec["series"][0]["message"] = spec["rows"][0]["message"] = True
    refused(spec, "C7", "2 rows")


def test_a_heat_table_is_read_from_data() -> None:
    spec = {"kind": "heat", "headline": "It is so", "data": "d", "x": "place", "y": ["old", "new"]}
    plan = planned(spec, [{"place": "North", "old": 1, "new": ""}, {"place": "South", "old": 3.5, "new": 4}])
    assert plan.heads == ("old", "new")
    assert [[box.number for box in boxes] for _, boxes in plan.rows] == [[1, None], [3.5, 4]]
    refused({**spec, "y": ["old", "newer"]}, "", '"newer"', [{"place": "North", "old": 1}])
    refused({**spec, "y": []}, "H22", "0 columns", [{"place": "North", "old": 1}])
    refused({**heat([[1]]), **spec}, "", "both", [{"place": "North", "old": 1, "new": 2}])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5).flatmap(lambda wide: st.lists(
    st.lists(st.one_of(st.none(), st.floats(-1e5, 1e5).map(lambda v: round(v, 1))), min_size=wide, max_size=wide),
    min_size=1, max_size=12)))
def test_every_cell_prints_its_number_or_its_gap(rows: list[list[float | None]]) -> None:
    cells = [v for line in rows for v in line]
    if all(v is None for v in cells):
        refused(heat(rows), "H22", "no value is stated")
        return
    plan = planned(heat(rows))
    made = drawing("heat", plan, 481.28, None, PRINT)
    neat(made, PRINT)
    said = [t.text for t in texts(made)]
    assert said.count("not stated") == sum(v is None for v in cells)
    boxes = [box for _, line in plan.rows for box in line if box.number is not None]
    assert len(boxes) == len(plan.numbers) == sum(v is not None for v in cells)
    assert all(said.count(box.text) >= sum(b.text == box.text for b in boxes) for box in boxes)
    ladder = ["white", *tints.STEPS]
    for a, b in itertools.combinations(boxes, 2):
        if plan.scale.low == 0 and a.number < b.number:
            assert ladder.index(a.tint) <= ladder.index(b.tint)


# ---------------------------------------------------------------------- gantt
def works(*rows: tuple[str | None, str | None], **more: Any) -> dict[str, Any]:
    entries = [{"label": f"work {n}", **({"start": a} if a else {}), **({"end": b} if b else {}), **more}
               for n, (a, b) in enumerate(rows)]
    return {"kind": "gantt", "headline": "It is so", "rows": entries}


def spans(made: Drawing) -> list[tuple[float, float]]:
    """Left and right of the bars, from top to bottom, solid ones first."""
    return [(b[0], b[2]) for b in (bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and len(m.commands) == 5)]


@pytest.mark.parametrize("start, end, part", [
    ("2021-07", None, "has no end"), (None, "2021-07", "has no start"), ("summer 2021", "2021-12", '"summer 2021" is not a date'),
    ("2021-05", "soon", '"soon" is not a date'), ("2021-05", "2021-04", "before its start"),
    ("2021-02-30", "2021-04", "calendar")])
def test_a_bar_needs_both_its_ends(start: str | None, end: str | None, part: str) -> None:
    refused(works((start, end)), "H9", part)


def test_a_month_without_a_day_is_drawn_as_the_month() -> None:
    exact = drawing("gantt", planned(works(("2021-02-01", "2021-05-31"))), 481.28, None, PRINT)
    vague = drawing("gantt", planned(works(("2021-02", "2021-05"))), 481.28, None, PRINT)
    assert inks(exact).count("tint_2") == 0
    assert inks(vague).count("tint_2") == 1
    (whole,) = spans(exact)
    pale, sure = spans(vague)
    assert pale[0] < sure[0] < sure[1] < pale[1]
    assert pale[1] - pale[0] > 0.6 * (whole[1] - whole[0])


def test_one_month_keeps_the_sign_of_its_status() -> None:
    made = drawing("gantt", planned(works(("2021-02", "2021-02"), mark="hatch")), 481.28, None, PRINT)
    assert [m.fill.pattern for m in made.marks if isinstance(m, Path) and m.fill] == ["hatch"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(3, 4000)), min_size=1, max_size=8))
def test_bars_are_as_long_as_their_works(found: list[tuple[date, int]]) -> None:
    rows = [(a.isoformat(), (a + timedelta(days)).isoformat()) for a, days in found]
    plan = planned(works(*rows))
    made = drawing("gantt", plan, 481.28, None, PRINT)
    neat(made, PRINT)
    lengths = [b - a for a, b in spans(made)]
    assert len(lengths) == len(found)
    a_day = lengths[0] / (found[0][1] + 1)
    for length, (_, days) in zip(lengths, found):
        assert length == pytest.approx((days + 1) * a_day, rel=0.01, abs=0.01)


def test_works_are_read_from_data() -> None:
    spec = {"kind": "gantt", "headline": "It is so", "data": "d", "x": "what", "start": "a", "end": "b", "message": "Quay"}
    plan = planned(spec, [{"what": "Quay", "a": "2020-01", "b": "2020-03"}, {"what": "Crane", "a": 2019.0, "b": "2021"}])
    assert [(bar.dates, bar.message) for bar in plan.bars] == [("Jan to Mar 2020", True), ("2019 to 2021", False)]
    refused(spec, "H9", '"Crane" has no end', [{"what": "Crane", "a": "2020", "b": None}])


# ---------------------------------------------------------------------- network
def net(**changed: Any) -> dict[str, Any]:
    return {"kind": "network", "headline": "It is so",
            "nodes": [{"name": "A", "x": 0, "y": 0}, {"name": "B", "x": 1, "y": 0}, {"name": "C", "x": 0.5, "y": 1}],
            "edges": [{"between": ["A", "B"], "type": "talks", "facts": ["X-1"]},
                      {"between": ["B", "C"], "type": "strain", "facts": ["X-1"]}], **changed}


def edge(*ends: str, **more: Any) -> dict[str, Any]:
    return {"between": list(ends), "type": "talks", "facts": ["X-1"], **more}


@pytest.mark.parametrize("change, rule, part", [
    ({"edges": [edge("A", "B", weight=3)]}, "H4", "has a weight"),
    ({"nodes": [{"name": "A", "x": 0, "y": 0, "size": 9}, {"name": "B", "x": 1, "y": 0}]}, "H4", "has a size"),
    ({"edges": [edge("A", "B", facts=[])]}, "A1", "A and B has no fact"),
    ({"edges": [edge("A", "D")]}, "", '"D", which is no node'),
    ({"edges": [edge("A", "A")]}, "", "different actors"),
    ({"edges": [edge("A", "B"), edge("B", "A")]}, "L4", "two edges"),
    ({"edges": [edge("A", "B", "C", at=[2, 0])]}, "", "outside the figure"),
    ({"edges": [edge("A", "B")], "lines": {"trade": "solid"}}, "", '"trade", which no edge has'),
    ({"nodes": [{"name": "A", "x": 0, "y": 1.5}, {"name": "B", "x": 1, "y": 0}]}, "", "0, 1.5"),
    ({"nodes": [{"name": "A", "x": 0, "y": 1}, {"name": "A", "x": 1, "y": 0}]}, "", "twice")])
def test_a_network_is_what_the_facts_say(change: dict[str, Any], rule: str, part: str) -> None:
    refused(net(**change), rule, part)


def test_types_that_cannot_be_told_apart_are_refused() -> None:
    nodes = [{"name": f"n{n}", "x": n % 4 / 3, "y": n // 4} for n in range(8)]
    edges = [edge("n0", f"n{n}", type=f"type {n}") for n in range(1, 7)]
    refused(net(nodes=nodes, edges=edges), "C4", "6 types")
    assert planned(net(nodes=nodes, edges=edges, lines={"type 1": "solid", "type 2": "solid"})).relations[5].line == "barred"


def test_all_lines_are_equally_thick_and_carry_their_words() -> None:
    plan = planned(net(edges=[edge("A", "B"), edge("B", "C", type="strain"), edge("A", "C", type="deal", words="a deal")]))
    made = drawing("network", plan, 481.28, None, PRINT)
    strokes = [m.stroke for m in made.marks if isinstance(m, Path) and m.stroke]
    assert len({s.width for s in strokes}) == 1 and len({s.dash for s in strokes}) > 1
    assert {"talks", "strain", "a deal"} <= {t.text for t in texts(made)}
    boxes = [bounds(m) for m in made.marks if isinstance(m, Path) and m.fill and m.fill.colour == "tint"]
    assert len(boxes) == 3 and len({(round(b[2] - b[0], 3), round(b[3] - b[1], 3)) for b in boxes}) == 1


def test_more_than_two_meet_at_a_point() -> None:
    plan = planned(net(edges=[edge("A", "B", "C", type="aligned", at=[0.5, 0.4])]))
    assert "A, B and C: aligned" in plan.alt
    made = drawing("network", plan, 481.28, 200, PRINT)
    neat(made, PRINT)
    (said,) = [t for t in texts(made) if t.text == "aligned"]
    assert said.x == pytest.approx(0.5 * 481.28) and abs(said.y - 0.4 * 200) < 5
    assert len([m for m in made.marks if isinstance(m, Path) and m.stroke]) == 3


def test_a_crowded_network_says_what_to_move() -> None:
    through = net(nodes=[{"name": "A", "x": 0, "y": 0}, {"name": "B", "x": 1, "y": 0}, {"name": "C", "x": 0.5, "y": 0}])
    with pytest.raises(Refused, match='"talks" runs through "C"'):
        drawing("network", planned(through), 481.28, None, PRINT)
    near = net(nodes=[{"name": "A", "x": 0, "y": 0}, {"name": "B", "x": 0.01, "y": 0}, {"name": "C", "x": 1, "y": 1}])
    with pytest.raises(Refused, match='"A" and "B" overlap'):
        drawing("network", planned(near), 481.28, None, PRINT)


places = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=8, unique=True)


@settings(max_examples=80, deadline=None)
@given(places, st.data())
def test_any_network_is_neat_or_refused_with_a_reason(found: list[tuple[int, int]], data: st.DataObject) -> None:
    nodes = [{"name": f"Actor {n}", "x": x / 4, "y": y / 4} for n, (x, y) in enumerate(found)]
    every = list(itertools.combinations(range(len(nodes)), 2))
    pairs = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=7, unique=True))
    edges = [edge(f"Actor {a}", f"Actor {b}", words="works with") for a, b in pairs]
    plan = planned(net(nodes=nodes, edges=edges))
    try:
        made = drawing("network", plan, 481.28, 300, PRINT)
    except Refused as why:
        assert why.rule == "L4" and why.hint
        return
    neat(made, PRINT)
    assert sum(t.text == "works with" for t in texts(made)) + sum(t.text == "with" for t in texts(made)) == len(edges)


# ---------------------------------------------------------------------- where words stand
coordinates = st.floats(-100, 100).map(lambda v: round(v, 2))


@given(st.tuples(coordinates, coordinates, coordinates, coordinates), st.tuples(coordinates, coordinates), st.floats(1, 80),
       st.floats(1, 80))
def test_a_line_cut_by_a_box_keeps_its_length(ends: Any, centre: tuple[float, float], wide: float, high: float) -> None:
    spoke, box = Spoke(*ends), Box.around(*centre, wide, high)
    cut = spoke.within(box)
    inner = (cut[1] - cut[0]) * spoke.length if cut else 0.0
    assert sum(p.length for p in spoke.pieces(box)) + inner == pytest.approx(spoke.length, abs=0.05)
    for piece in spoke.pieces(box):
        x, y = piece.at(0.5)
        assert not (box.left + 0.02 < x < box.right - 0.02 and box.top + 0.02 < y < box.bottom - 0.02)


def test_a_label_takes_its_second_place_when_the_first_is_taken() -> None:
    nodes = [Box.around(0, 0, 10, 10), Box.around(200, 0, 10, 10), Box.around(0, 200, 10, 10), Box.around(200, 200, 10, 10)]
    lines = [ties.between(nodes[0], nodes[3]), ties.between(nodes[1], nodes[2])]
    choices = [[Label(Box.around(*line.at(t), 30, 10), ("x",), abs(t - 0.5)) for t in (0.5, 0.3, 0.7)] for line in lines]
    placed = ties.place(nodes, [(0, 3), (1, 2)], [[line] for line in lines], choices, 2)
    assert placed and not placed[0].box.meets(placed[1].box, 2)
    assert all(not label.box.crossed(line, 0) for label, line in zip(placed, reversed(lines)))
    assert ties.place(nodes, [(0, 3), (1, 2)], [[line] for line in lines], [c[:1] for c in choices], 2) is None
