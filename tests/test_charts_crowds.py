"""Two thousand generated timelines, and as many charts with names beside their marks: all placed, or proven to have no room.

What is placed is measured in the drawing, without the solvers' own means. What is refused is looked into by trying every way.
"""
from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from typing import Any

import pptx_sample as sample
import pytest
from scale import often
from test_charts_kinds_a import neat
from test_charts_labels import PRINT

import charts
from charts import crowd, labels, sweep
from charts.crowd import Room
from charts.drawing import Drawing, Path, bounds
from charts.inputs import Refused
from charts.kinds import timeline
from charts.labels import Flag, Spot, clash
from charts.rules import drawn
from charts.style import Style

HOUSE = {medium: sample.theme().style(medium) for medium in ("print", "slide")}
ROOMS: list[tuple[float, float | None, Style]] = [(481.28, None, HOUSE["print"]), (232.64, None, HOUSE["print"]),
                                                  (864.0, 330.0, HOUSE["slide"])]
WORDS = ("talks visit first deadline signing of the agreement postponed exit minister announced in capital later moved exercises "
         "join delegation record trade pipeline works finished commission September").split()


def said(pick: random.Random, most: int) -> str:
    return " ".join(pick.choice(WORDS) for _ in range(pick.randint(1, most)))


def events(seed: int) -> dict[str, Any]:
    """2 to 14 events on days, in months and in years: loose, in a cluster, or within a month; some with a side of their own."""
    pick, start = random.Random(seed), date(2015, 1, 10)
    count, reach = min(pick.randint(2, 10), pick.randint(2, 14)), (900, 900, 3000, 60)[seed % 4]
    days = sorted(pick.randint(0, reach) if seed % 2 else min(reach, max(0, round(pick.gauss(reach / 2, reach / 12))))
                  for _ in range(count))
    found = []
    for n, day in enumerate(days):
        at = (start + timedelta(days=day + n)).isoformat()[:pick.choice((10, 10, 7, 4))]
        found.append({"at": at, "label": f"{said(pick, 3)} {n}"} | ({"text": said(pick, 7)} if pick.random() < 0.7 else {})
                     | ({"side": pick.choice(("above", "below"))} if pick.random() < 0.05 else {}))
    return {"kind": "timeline", "headline": "All is drawn as it was found", "events": found}


def measured(made: Drawing, style: Style) -> None:
    """Words apart and inside, no level or upright line through them."""
    neat(made, style)
    assert [f.what for f in drawn.judge(made, style) if f.rule == "L4"] == []


def test_two_thousand_timelines_are_placed_or_proven_to_have_no_room() -> None:
    """In print, where the height may grow, all but those of two sides forced; on a slide some are refused, and by a proof."""
    became = {"placed": 0, "proven": 0}
    for seed in range(often(21, 2000)):
        width, tall, style = ROOMS[seed % 3]
        plan = timeline.plan(timeline.Spec.model_validate(events(seed)))
        try:
            high = timeline.height(plan, width, style) if tall is None else tall
            measured(Drawing(width, high, tuple(timeline.sketch(plan, width, high, style).marks)), style)
            became["placed"] += 1
        except Refused as why:
            assert why.rule == "L4" and "no way was found" not in why.what, (seed, why.what)
            assert tall is not None or any("side" in event for event in events(seed)["events"]), (seed, why.what)
            became["proven"] += 1
    assert became["placed"] > 10 * became["proven"], became


def test_leaders_bend_where_dates_lie_closer_than_words_can() -> None:
    days = [{"at": f"2020-06-{n:02}", "label": f"Round {n}", "text": "in the capital"} for n in range(10, 16)]
    ends = [{"at": "2015-01-01", "label": "First"}, {"at": "2026-01-01", "label": "Last"}]
    plan = timeline.plan(timeline.Spec.model_validate({"kind": "timeline", "headline": "h", "events": [*days, *ends]}))
    style = HOUSE["print"]
    made = Drawing(481.28, high := timeline.height(plan, 481.28, style), tuple(timeline.sketch(plan, 481.28, high, style).marks))
    measured(made, style)
    bent = [m for m in made.marks if isinstance(m, Path) and not m.fill and len(m.commands) == 4]
    assert bent and all(bounds(m)[3] - bounds(m)[1] > 9 for m in bent)
    for one, other in itertools.combinations(bent, 2):  # side by side from end to end: none crosses another
        if (one.commands[0][2] < one.commands[3][2]) == (other.commands[0][2] < other.commands[3][2]):
            assert (one.commands[0][1] - other.commands[0][1]) * (one.commands[3][1] - other.commands[3][1]) >= 0


def test_years_share_their_leaders_with_days_between_them() -> None:
    """Spans that fill the line, and days close to its start: the leaders of spans stand anywhere, also right of later days."""
    flags = [Flag((0.5, 432.0, 863.5), f"the whole year {n}", "said of all of it") for n in range(5)]
    flags += [Flag((27.0 + 5 * n,), f"visit {n}", "in the capital") for n in range(3)]
    spots = crowd.within(flags, 864.0, Room(309, 15.75, 30.5, 10.5, 5.25, 23.5), HOUSE["slide"])
    assert spots and not any(clash(a, b, labels.gap(HOUSE["slide"]) - 1e-6) for a, b in itertools.combinations(spots, 2))
    assert len({(spot.side, spot.row, spot.x, spot.left < spot.x) for spot in spots}) == len(flags)


def test_more_words_than_a_figure_holds_are_refused_at_once() -> None:
    """By their area, without a search: forty events on a slide."""
    flags = [Flag((20.0 * n,), f"The visit of delegation {n}", "postponed to a day that was not told") for n in range(40)]
    room = Room(309, 15.75, 30.5, 10.5, 5.25, 23.5)
    found = sweep.Sweep(flags, 864.0, HOUSE["slide"])
    assert crowd.crammed(found, room) and found.steps == 0 and crowd.within(flags, 864.0, room, HOUSE["slide"]) is None
    assert not crowd.crammed(sweep.Sweep(flags[:5], 864.0, HOUSE["slide"]), room)


def test_a_crowded_timeline_is_searched_once_and_by_counted_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """For its height and for its marks alike; what is tried is counted, never timed."""
    sweeps: list[sweep.Sweep] = []

    class Counted(sweep.Sweep):
        def __post_init__(self) -> None:
            super().__post_init__()
            sweeps.append(self)

    monkeypatch.setattr(crowd, "Sweep", Counted)
    plan, style = timeline.plan(timeline.Spec.model_validate(events(235))), HOUSE["print"]
    timeline.sketch(plan, 232.64, timeline.height(plan, 232.64, style), style)
    assert len(sweeps) == 1 and 0 < sweeps[0].steps < 200_000
    timeline.sketch(plan, 232.64, timeline.height(plan, 232.64, style), style)
    assert len(sweeps) == 1


# ---------------------------------------------------------------------- the proof itself
def few(seed: int) -> list[Flag]:
    """Two or three flags close together, with words that hardly fit: of days, of one day, or of a span with two ends."""
    pick = random.Random(seed)
    places = [pick.uniform(0, 120) for _ in range(3)]
    anchors = [tuple(pick.sample(places, 2 - (pick.random() < 0.7))) if seed % 2 else (place,) for place in places]
    return [Flag(own, said(pick, 2), said(pick, 4)) for own in anchors[:pick.randint(2, 3)]]


def brute(flags: list[Flag], width: float, room: Room, style: Style) -> bool:
    """Whether any choice at all of rows, sides and lines keeps to the room: every one is looked at."""
    rows = [("above", 1), ("above", 2), ("above", 3), ("below", 1), ("below", 2), ("below", 3)]
    options = [[spot for side, row in rows for way in labels.settings(flag, style)
                for spot in labels.standing(flag, side, row, way, width, style)] for flag in flags]  # type: ignore[arg-type]

    def keeps(spots: tuple[Spot, ...]) -> bool:
        heights = labels.row_heights(spots)
        sides = [sum(1 for side, _ in heights if side == name) for name in ("above", "below")]
        whole = [max((row for side, row in heights if side == name), default=0) for name in ("above", "below")]
        return sides == whole and sum(heights.values()) <= room.left(sides[0], sides[1], False)

    return any(keeps(spots) and not any(clash(a, b, labels.gap(style)) for a, b in itertools.combinations(spots, 2))
               for spots in itertools.product(*options))


@pytest.mark.parametrize("seed", range(often(8, 120)))
def test_what_is_said_to_have_no_room_has_none(seed: int) -> None:
    """Against every choice that there is, of two or three labels in a figure of 130 points."""
    flags, told = few(seed), []
    for height in (30.0, 55.0, 80.0):
        room = Room(height, 9, 15, 6, 3, 11)
        found = crowd.within(flags, 130.0, room, PRINT)
        if found is None:
            told.append(height)
            assert not brute(flags, 130.0, room, PRINT)
        elif not any(spot.bend for spot in found):
            assert not any(clash(a, b, labels.gap(PRINT)) for a, b in itertools.combinations(found, 2))
    assert told, "the lowest figure holds nothing"


# ---------------------------------------------------------------------- names beside their marks
NAMED = ("line", "lines", "slope", "area", "dumbbell", "fan", "small_multiples", "grouped", "stacked")


def series(kind: str, seed: int) -> dict[str, Any]:
    """A chart with names at its marks: values near each other, on each other, or far apart."""
    pick = random.Random(seed)
    least = {"dumbbell": 2, "slope": 2, "lines": 2, "grouped": 2, "stacked": 2, "small_multiples": 2}.get(kind, 1)
    count = pick.randint(least, {"dumbbell": 2, "grouped": 3, "slope": 8, "small_multiples": 6}.get(kind, 4))
    rows = 2 if kind == "slope" else pick.randint(4, 9)
    level, spread = pick.uniform(20, 900), pick.choice((0.0, 3.0, 40.0, 400.0))
    values = [[round(level + pick.uniform(0, spread), pick.choice((0, 1))) for _ in range(count)] for _ in range(rows)]
    spec = {"kind": kind, "headline": "All is drawn as it was found", "unit": "boats"}
    if kind in ("line", "fan"):
        dates = [{"x": str(2010 + n), "value": row[0], **({"message": True} if pick.random() < 0.2 and not n else {})}
                 for n, row in enumerate(values)]
        if kind == "fan":
            dates += [{"x": str(2010 + rows + n), "value": level, "low": level - spread / 20, "high": level + spread,
                       "status": "forecast"} for n in range(pick.randint(1, 3))]
        return spec | {"rows": dates}
    named = [{"name": f"{said(pick, 2)} {n}"} for n in range(count)]
    return spec | {"series": named, "rows": [{"label": str(2010 + n), "values": row} for n, row in enumerate(values)]}


def test_two_thousand_charts_have_their_names_beside_their_marks_or_no_room_for_them() -> None:
    """A chart is refused only where the names alone take more than the figure has: the same chart in a large figure is drawn."""
    became = {"placed": 0, "too small": 0}
    for seed in range(often(48, 2000)):
        kind, (width, tall, style) = NAMED[seed % len(NAMED)], ROOMS[seed // len(NAMED) % 3]
        module = charts.kind(kind)
        plan = module.plan(module.Spec.model_validate(series(kind, seed)))
        try:
            became["placed"] += _drawn(module, plan, width, tall, style)
        except Refused as why:
            assert why.rule in ("L1", "L4", "H12"), (seed, why.what)
            assert _drawn(module, plan, 3 * width, tall and 3 * tall, style), seed
            became["too small"] += 1
    assert became["placed"] > 4 * became["too small"], became


def _drawn(module: Any, plan: Any, width: float, tall: float | None, style: Style) -> bool:
    high = module.height(plan, width, style) if tall is None else tall
    measured(Drawing(width, high, tuple(module.sketch(plan, width, high, style).marks)), style)
    return True
