"""The schematics: timeline, route, itinerary, ladder, pips. Judged by their marks as numbers, in every medium."""
from __future__ import annotations

import importlib
import itertools
from datetime import date
from typing import Any

import pytest
import yaml

from charts import dates
from charts.drawing import Path, Text, bounds
from charts.inputs import Cell, Refused
from charts.style import Style

ROLES = ("black", "white", "navy", "blue", "orange", "peach", "tint", "tint_2", "g700", "g500", "g300", "g200")
COLOURS = {role: f"#0000{n:02x}" for n, role in enumerate(ROLES)}


def measure(text: str, size: float, bold: bool) -> float:
    """Widths like those of a humanist sans, without a font."""
    return size * sum(0.25 if c in " .,;:il1’“”" else 0.78 if c in "mwMW" else 0.52 for c in text) * (1.04 if bold else 1.0)


PRINT = Style("print", COLOURS, {"value": 11, "label": 9.5, "axis": 8.5, "small": 8.5, "big": 17}, measure, 1.0)
SLIDE = Style("slide", COLOURS, {"value": 24, "label": 20, "axis": 16, "small": 16, "big": 32}, measure, 1.75)
ROOMS = [(481.28, None, PRINT), (232.64, None, PRINT), (864.0, 300.0, SLIDE)]

KINDS = ("timeline", "route", "itinerary", "ladder", "pips")
LEDGER: dict[str, dict[str, Any]] = {
    "CH-03": {"kind": "route", "ends": [{"name": "Port Qasim, near Karachi", "note": "southern end"},
                                        {"name": "Lahore", "note": "northern end"}],
              "length": Cell(number=1100, text="1,100 km", status="announced"), "length_note": "about 680 miles",
              "cells": [{"value": "Up to 12.4 bcm", "label": "a year: a ceiling, not a throughput"},
                        {"value": "Estimated $2bn", "label": "cost; estimator not named"},
                        {"value": "“soon”; “This summer”", "label": "start, in article A and in article B"}]},
    "CH-04": {"kind": "timeline", "events": [
        {"at": 2006, "precision": "about", "label": "About 2006*", "text": "warming begins, “15 years or so” in one account"},
        {"at": 2011, "label": "2011", "text": "reset begins, in the other account"},
        {"at": 2016, "label": "2016", "text": "first joint exercise"},
        {"at": 2020, "label": "2020*", "text": "trade at a reported record"},
        {"at": "2021-04-01", "until": "2021-04-10", "label": "Early April 2021*", "text": "the visit", "message": True}]},
    "CH-05": {"kind": "timeline", "events": [
        {"at": "2021-03-18", "label": "18 March", "text": "Russia hosts talks on Afghanistan"},
        {"at": "2021-04-01", "until": "2021-04-10", "label": "Early April: the visit", "text": "days not stated",
         "message": True},
        {"at": "2021-05-01", "label": "1 May", "text": "first US exit date, in force at the visit", "mark": "struck"},
        {"at": "2021-09", "label": "September", "text": "US withdrawal, day not stated", "mark": "hatched"}],
        "arrows": [{"from": "1 May", "to": "September", "label": "exit date later moved"}]},
    "CH-08": {"kind": "pips", "count": Cell(number=5, status="done"), "unit": "joint exercises",
              "labels": [{"at": 1, "text": "2016"}], "rest": "dates not in the sources"},
    "CH-09": {"kind": "itinerary", "stops": [
        {"city": "New Delhi", "people": [{"name": "S. Jaishankar", "note": "external affairs minister", "met": "yes"},
                                         {"name": "John Kerry", "note": "US climate envoy", "met": "briefly"},
                                         {"name": "Narendra Modi", "note": "prime minister", "met": "no", "message": True}]},
        {"city": "Islamabad", "people": [{"name": "Shah Mehmood Qureshi", "note": "foreign minister", "met": "yes"}]},
        {"city": "Rawalpindi", "people": [{"name": "Gen Qamar Javed Bajwa", "note": "army chief", "met": "yes"}]}]},
    "CH-15": {"kind": "ladder", "steps": [
        {"words": "“we stand ready … supplying Pakistan with special military equipment”", "who": "Lavrov, quoted",
         "message": True},
        {"words": "“pledges to increase military cooperation”", "who": "Article B"},
        {"words": "“offering new hardware to the Pakistani military”", "who": "Article A, primer"},
        {"words": "“announced that Russia would provide more counter-terrorism equipment”", "who": "Article A, commentary"}]},
}


class Typed(yaml.SafeLoader):
    """YAML whose dates stay text, as in the outline language."""


Typed.yaml_implicit_resolvers = {first: [(tag, form) for tag, form in found if not tag.endswith("timestamp")]
                                 for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def module(name: str) -> Any:
    return importlib.import_module(f"charts.kinds.{name}")


def planned(fields: dict[str, Any]) -> Any:
    kind = module(fields["kind"])
    return kind.plan(kind.Spec.model_validate({"headline": "It happened in spring", **fields}), None)


def example(name: str) -> dict[str, Any]:
    found = yaml.load(module(name).EXAMPLE, Typed)
    assert isinstance(found, dict)
    return found


CASES = {**LEDGER, **{name: example(name) for name in KINDS}}


def marks(fields: dict[str, Any], width: float = 481.28, height: float | None = None, style: Style = PRINT) -> list[Any]:
    kind, plan = module(fields["kind"]), planned(fields)
    return list(kind.sketch(plan, width, height or kind.height(plan, width, style), style).marks)


def box(text: Text) -> tuple[float, float, float, float]:
    wide = measure(text.text, text.size, text.bold)
    left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, text.y - 0.72 * text.size, left + wide, text.y + 0.2 * text.size


def texts(found: list[Any]) -> list[Text]:
    return [m for m in found if isinstance(m, Text)]


def paths(found: list[Any], fill: str | None = None, stroke: str | None = None) -> list[Path]:
    return [m for m in found if isinstance(m, Path) and (fill is None or (m.fill is not None and m.fill.colour == fill))
            and (stroke is None or (m.stroke is not None and m.stroke.colour == stroke))]


def words(found: list[Any]) -> str:
    return " ".join(t.text for t in texts(found))


# ---- every kind, every medium

@pytest.mark.parametrize("room", ROOMS, ids=["full", "half", "slide"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_leaves_the_figure_and_no_words_overlap(case: str, room: tuple[float, float | None, Style]) -> None:
    width, given_height, style = room
    kind, plan = module(CASES[case]["kind"]), planned(CASES[case])
    natural = kind.height(plan, width, style)
    height = max(given_height or 0.0, natural)
    found = kind.sketch(plan, width, height, style).marks
    boxes = [box(t) for t in texts(found)]
    assert boxes
    for left, top, right, bottom in [*boxes, *(bounds(p) for p in paths(found))]:
        assert -0.05 <= left <= right <= width + 0.05 and -0.05 <= top <= bottom <= height + 0.05
    for (a, b, c, d), (e, f, g, h) in itertools.combinations(boxes, 2):
        assert min(c, g) - max(a, e) < 0.05 or min(d, h) - max(b, f) < 0.05
    for leader in paths(found, stroke="g500"):
        x1, y1, x2, y2 = bounds(leader)
        assert not any(x1 == x2 and a < x1 < c and min(y2, d) - max(y1, b) > 0.5 for a, b, c, d in boxes)


@pytest.mark.parametrize("case", CASES)
def test_alt_says_all_that_is_drawn(case: str) -> None:
    alt = planned(CASES[case]).alt
    drawn = words(marks(CASES[case])).replace("An order, not a measure", "")
    assert alt.endswith(".")
    missing = {w.strip("(),.;:") for w in drawn.split()} - {w.strip("(),.;:") for w in alt.split()} - {""}
    assert not {w for w in missing if not w.isdigit() and w not in dates.MONTHS and w not in ("Met", "Not")}


@pytest.mark.parametrize("case", CASES)
def test_orange_appears_once_and_the_message_is_what_carries_it(case: str) -> None:
    orange = paths(marks(CASES[case]), fill="orange")
    wanted = "message" in repr(CASES[case]) or CASES[case]["kind"] == "route"
    assert len(orange) == int(wanted)


def test_a_writers_own_alternative_text_is_kept() -> None:
    assert planned({**LEDGER["CH-08"], "alt": "Five drills."}).alt == "Five drills."


@pytest.mark.parametrize("name", KINDS)
def test_what_is_recorded_from_matplotlib_is_the_sketch(name: str) -> None:
    from matplotlib.figure import Figure

    from charts.recorder import record

    kind, plan = module(name), planned(example(name))
    height = kind.height(plan, 481.28, PRINT)
    figure = Figure(figsize=(481.28 / 72, height / 72), dpi=72, frameon=False)
    kind.draw(plan, figure.add_axes((0, 0, 1, 1)), PRINT)
    found, recorded = kind.sketch(plan, 481.28, height, PRINT).marks, record(figure, PRINT)
    assert len(found) == len(recorded) >= 10
    for mine, theirs in zip(found, recorded):
        if isinstance(mine, Text):
            assert isinstance(theirs, Text)
            assert (theirs.text, theirs.colour, theirs.anchor) == (mine.text, mine.colour, mine.anchor)
            assert (theirs.x, theirs.y) == pytest.approx((mine.x, mine.y), abs=0.01)
        else:
            assert isinstance(theirs, Path) and theirs.fill == mine.fill
            assert bounds(theirs) == pytest.approx(bounds(mine), abs=0.01)


# ---- refusals

def changed(case: str, **fields: Any) -> dict[str, Any]:
    return {**LEDGER[case], **fields}


EVENT = {"at": "2021-04-01", "label": "one"}
LATER = {"at": "2021-06", "label": "two"}
ABSENT = {"name": "N. N.", "note": "away because of the vote", "met": "no"}
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("no date", changed("CH-05", events=[{"label": "talks"}, EVENT], arrows=[]), "H9", "has no date"),
    ("words", changed("CH-05", events=[{"at": "soon", "label": "start"}, EVENT], arrows=[]), "H9", '"soon" is not a date'),
    ("calendar", changed("CH-05", events=[{"at": "2021-02-30", "label": "x"}, EVENT], arrows=[]), "H9", "not in the calendar"),
    ("open end", changed("CH-05", events=[{**EVENT, "until": "later"}, LATER], arrows=[]), "H9", '"later" is not a date'),
    ("band without end", changed("CH-05", events=[{**EVENT, "mark": "band"}, LATER], arrows=[]), "H9", "has no end"),
    ("end first", changed("CH-05", events=[{**EVENT, "until": "2021-03"}, LATER], arrows=[]), "H9", "is before"),
    ("too exact", changed("CH-05", events=[{**LATER, "precision": "day"}, EVENT], arrows=[]), "H9", "does not say the day"),
    ("outside", changed("CH-05", to="2021-05", arrows=[]), "H9", "lies outside the axis"),
    ("one event", changed("CH-05", events=[EVENT], arrows=[]), "H22", "1 events"),
    ("arrow", changed("CH-05", arrows=[{"from": "1 May", "to": "June"}]), "", 'no event "June"'),
    ("two messages", changed("CH-05", events=[{**e, "message": True} for e in (EVENT, LATER)], arrows=[]), "C7", "2 rows"),
    ("waypoint", changed("CH-03", ends=[{"name": n} for n in "abc"]), "H4", "two ends, 3 are given"),
    ("anonymous", changed("CH-03", length=Cell(ref="A-066", number=8, attribution="anonymous_source")), "H23", "A-066"),
    ("reason", changed("CH-09", stops=[{"city": "x", "people": [ABSENT]}]), "A4", "because of the vote"),
    ("reason field", changed("CH-09", stops=[{"city": "x", "people": [{**ABSENT, "note": None, "reason": "elections"}]}]), "A4",
     '"elections"'),
    ("one step", changed("CH-15", steps=[{"words": "a"}]), "H22", "1 steps"),
    ("half pip", changed("CH-08", count=2.5), "H15", '"2.5" is not a whole number'),
    ("many pips", changed("CH-08", count=21), "H15", "from 1 to 20"),
    ("no count", changed("CH-08", count=Cell(ref="A-088")), "H15", '"not stated"'),
    ("pip not there", changed("CH-08", labels=[{"at": 6, "text": "2020"}]), "H15", "pip 6"),
    ("pip twice", changed("CH-08", labels=[{"at": 1, "text": "2020"}, {"at": 1, "text": "2021"}]), "H15", "pip 1"),
    ("unsaid rest", changed("CH-08", rest=None), "H20", "4 of 5 pips"),
]


@pytest.mark.parametrize(("fields", "rule", "said"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refuses(fields: dict[str, Any], rule: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        planned(fields)
    assert caught.value.rule == rule and said in caught.value.what and caught.value.hint


def test_a_reason_with_its_fact_is_drawn() -> None:
    person = {**ABSENT, "facts": ["B-011"]}
    assert "because of the vote" in words(marks(changed("CH-09", stops=[{"city": "x", "people": [person]}])))


@pytest.mark.parametrize("name", KINDS)
def test_no_kind_takes_a_table(name: str) -> None:
    kind = module(name)
    with pytest.raises(Refused, match="takes no data table"):
        kind.plan(kind.Spec.model_validate(example(name)), [{"at": 1}])


def test_labels_that_cannot_fit_are_refused_not_squeezed() -> None:
    crowd = [{"at": f"2021-04-{n:02}", "label": f"{n} April", "text": "m" * 40} for n in (1, 15, 30)]
    plan = planned({"kind": "timeline", "events": crowd})
    with pytest.raises(Refused) as caught:
        module("timeline").height(plan, 232.64, PRINT)
    assert caught.value.rule == "L4"


@pytest.mark.parametrize("case", LEDGER)
def test_a_drawing_is_never_squeezed_below_its_height(case: str) -> None:
    kind, plan = module(LEDGER[case]["kind"]), planned(LEDGER[case])
    with pytest.raises(Refused) as caught:
        kind.sketch(plan, 481.28, 0.5 * kind.height(plan, 481.28, PRINT), PRINT)
    assert caught.value.rule == "L4" and "pt of height" in caught.value.what


def test_stairs_flatten_before_they_are_refused() -> None:
    kind, plan = module("ladder"), planned(LEDGER["CH-15"])
    natural = kind.height(plan, 481.28, PRINT)
    for spare in (-15.0, 0.0, 60.0):
        found = kind.sketch(plan, 481.28, natural + spare, PRINT).marks
        tops = [bounds(p)[1] for p in [*paths(found, fill="peach"), *paths(found, fill="tint")]]
        assert tops == sorted(tops, reverse=True) and len(set(tops)) == 4 and min(tops) >= 0


# ---- timeline

def test_time_is_to_scale() -> None:
    days = ["2021-03-02", "2021-03-18", "2021-06-01", "2021-08-30"]
    found = marks({"kind": "timeline", "from": "2021-03", "to": "2021-08",
                   "events": [{"at": d, "label": d[5:]} for d in days]})
    discs = sorted((a + c) / 2 for a, _, c, _ in (bounds(p) for p in paths(found, fill="navy")))
    ordinals = [date.fromisoformat(d).toordinal() for d in days]
    assert len(discs) == 4
    for (a, b), (x, y) in zip(itertools.pairwise(discs), itertools.pairwise(ordinals)):
        assert (b - a) / (y - x) == pytest.approx((discs[-1] - discs[0]) / (ordinals[-1] - ordinals[0]), rel=1e-6)


def test_a_month_is_a_band_as_wide_as_the_month_and_an_end_is_inclusive() -> None:
    found = marks({"kind": "timeline", "events": [{"at": "2021-04", "label": "April"},
                                                  {"at": "2021-06-01", "until": "2021-06-30", "label": "June"}]})
    (a, _, b, _), (c, _, d, _) = sorted(bounds(p) for p in paths(found, fill="navy"))
    assert (b - a, d - c) == (pytest.approx(481.28 * 30 / 91), pytest.approx(481.28 * 30 / 91))
    assert (a, d) == (0, pytest.approx(481.28))


def test_a_superseded_date_is_hollow_and_its_label_struck_by_a_path() -> None:
    found = marks(LEDGER["CH-05"])
    left, top, right, bottom = box(next(t for t in texts(found) if t.text == "1 May"))
    strikes = [bounds(p) for p in paths(found, stroke="navy") if len(p.commands) == 2]
    assert [1 for x1, y1, x2, y2 in strikes if x1 <= left and right <= x2 and top < y1 == y2 < bottom] == [1]
    assert len([p for p in paths(found, fill="white", stroke="navy") if len(p.commands) == 6]) == 1


def test_planned_is_hatched_and_about_is_bracketed() -> None:
    assert [p.fill.pattern for p in paths(marks(LEDGER["CH-05"]), fill="navy") if p.fill].count("hatch") == 1
    brackets = [p for p in paths(marks(LEDGER["CH-04"]), stroke="navy") if p.fill is None and len(p.commands) == 4]
    assert len(brackets) == 2
    assert "About 2006* (about this date)" in planned(LEDGER["CH-04"]).alt


def test_a_coarser_precision_widens_a_date() -> None:
    plan = planned({"kind": "timeline", "events": [{**EVENT, "at": "2021-04-07", "precision": "month"}, LATER]})
    assert plan.items[0].mark == "band" and plan.items[0].span.end - plan.items[0].span.start == 30


def test_axis_names_months_up_to_18_and_years_beyond() -> None:
    assert {"March", "June", "September"} <= {t.text for t in texts(marks(LEDGER["CH-05"]))}
    assert {"Mar", "Jun", "Sep"} <= {t.text for t in texts(marks(LEDGER["CH-05"], 232.64))}
    assert {"2007", "2019"} <= {t.text for t in texts(marks(LEDGER["CH-04"]))}
    winter = {"kind": "timeline", "events": [{"at": "2020-11", "label": "a"}, {"at": "2021-02", "label": "b"}]}
    assert {"November", "January", "2020", "2021"} <= {t.text for t in texts(marks(winter))}
    week = {"kind": "timeline", "from": "2021-04-05", "to": "2021-04-09",
            "events": [{"at": "2021-04-06", "label": "one"}, {"at": "2021-04-08", "label": "two"}]}
    assert [t.text for t in texts(marks(week)) if t.size == 8.5] == ["5 Apr", "6", "7", "8", "9"]


def test_a_forced_side_is_kept() -> None:
    for side in ("above", "below"):
        found = marks({"kind": "timeline", "events": [{**EVENT, "side": side}, {**LATER, "side": side}]})
        band = bounds(paths(found, fill="tint")[0])
        assert all((t.y < band[1]) == (side == "above") for t in texts(found) if t.bold)


def test_an_arrow_runs_between_its_events_with_its_words_over_it() -> None:
    found = marks(LEDGER["CH-05"])
    shaft, head = bounds(paths(found, stroke="g700")[0]), bounds(paths(found, fill="g700")[0])
    ring = bounds(next(p for p in paths(found, fill="white", stroke="navy") if len(p.commands) == 6))
    hatched = bounds(next(p for p in paths(found, fill="navy") if p.fill and p.fill.pattern == "hatch"))
    assert ring[2] < shaft[0] < shaft[2] == head[0] < head[2] < hatched[0]
    left, _, right, bottom = box(next(t for t in texts(found) if t.text.startswith("exit date")))
    assert shaft[0] < left < right < head[2] and bottom < shaft[1]


# ---- route, itinerary, ladder, pips

def test_a_planned_route_is_dashed_in_whole_dashes_from_ring_to_ring() -> None:
    dashes, = paths(marks(LEDGER["CH-03"]), fill="orange")
    lengths = [dashes.commands[n + 1][1] - dashes.commands[n][1] for n in range(0, len(dashes.commands), 5)]
    assert len(lengths) > 20 and max(lengths) == pytest.approx(min(lengths)) and 9 < lengths[0] < 13
    built, = paths(marks({**LEDGER["CH-03"], "length": Cell(number=1100, text="1,100 km", status="done")}), fill="orange")
    assert len(built.commands) == 5


def test_a_bare_length_is_printed_with_its_unit_and_an_unknown_one_is_said() -> None:
    assert "1,100\u00a0km" in words(marks(example("route")))
    assert "not stated" in words(marks({**LEDGER["CH-03"], "length": Cell(ref="A-051")}))


def test_half_a_page_turns_the_itinerary_downward() -> None:
    for width, across in ((481.28, True), (232.64, False)):
        numbers = [t for t in texts(marks(LEDGER["CH-09"], width)) if t.text in "123"]
        assert len({t.y for t in numbers}) == (1 if across else 3) and len({t.x for t in numbers}) == (3 if across else 1)


def test_met_and_not_met_differ_in_word_and_shape() -> None:
    found = marks(LEDGER["CH-09"])
    assert [t.text for t in texts(found)].count("Not met") == 1 and "Met briefly" in words(found)
    assert len([p for p in paths(found, stroke="white") if len(p.commands) == 3]) == 4
    ground, = paths(found, fill="peach")
    name = next(t for t in texts(found) if t.text == "Narendra Modi")
    assert bounds(ground)[1] < name.y < bounds(ground)[3]


def test_steps_rise_and_their_cards_are_no_bars() -> None:
    found = marks(LEDGER["CH-15"])
    cards = [bounds(p) for p in [*paths(found, fill="peach"), *paths(found, fill="tint")]]
    tops = [top for _, top, _, _ in cards]
    assert len(cards) == 4 and tops == sorted(tops, reverse=True) and len(set(tops)) == 4
    assert len({round(bottom, 1) for *_, bottom in cards}) > 1
    assert "An order, not a measure" in words(found)
    said = {**LEDGER["CH-15"], "note": "The steps are an order, not a measure."}
    assert "An order" not in words(marks(said)) and "an order, not a measure" in planned(said).alt


def test_pips_are_as_many_as_counted_and_the_undated_are_bracketed() -> None:
    found = marks(LEDGER["CH-08"])
    discs = sorted(bounds(p) for p in paths(found, fill="navy"))
    bracket, = (bounds(p) for p in paths(found, stroke="g500") if len(p.commands) == 4)
    assert len(discs) == 5
    assert discs[0][2] < bracket[0] < discs[1][2] and bracket[2] == pytest.approx(discs[-1][2], abs=0.5)


def test_a_pledged_count_is_hatched() -> None:
    found = marks({**LEDGER["CH-08"], "count": Cell(number=5, status="pledged")})
    assert [p.fill.pattern for p in paths(found, fill="navy") if p.fill] == ["hatch"] * 5
