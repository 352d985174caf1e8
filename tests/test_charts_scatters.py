"""Scatters of many points on each other: their names are placed, or it is proven that there is no room, for all but a few."""
from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scale import often
from test_charts_crowds import HOUSE, measured, said

from charts.drawing import Drawing
from charts.inputs import Refused
from charts.kinds import scatter
from charts.laid import Laid
from charts.search import _MANY, Search
from charts.spots import Spot
from charts.ties import Box, Spoke


def crowd(seed: int) -> dict[str, Any]:
    """8 to 30 points about the middle of a field, closer or wider, with names of up to three words."""
    pick = random.Random(seed)
    count, spread = pick.randint(8, 30), pick.choice((2, 6, 15, 40))
    rows: list[dict[str, Any]] = []
    for n in range(count):
        name = f"{said(pick, 3)} {n}"
        x = round(50 + pick.gauss(0, spread), 1) if pick.random() < 0.9 else pick.randint(0, 100)
        rows.append({"label": name, "x": x, "y": round(50 + pick.gauss(0, spread), 1)})
    ends = [{"label": "low", "x": 0, "y": 0}, {"label": "high", "x": 100, "y": 100}]
    return {"kind": "scatter", "headline": "All is drawn as it was found", "x_title": "Across", "y_title": "Up",
            "rows": rows + ends}


def test_names_of_a_crowd_are_placed_or_proven_to_have_no_room() -> None:
    """On a slide, whose height is given, and in print, where a plot may grow. Of 60, two on slides are given up unproven."""
    became = {"placed": 0, "proven": 0, "given up": 0}
    for seed in range(often(10, 60)):
        plan, print_ = scatter.plan(scatter.Spec.model_validate(crowd(seed))), seed % 2
        width, style = (481.28, HOUSE["print"]) if print_ else (864.0, HOUSE["slide"])
        high = scatter.height(plan, width, style) if print_ else 330.0
        try:
            measured(Drawing(width, high, tuple(scatter.sketch(plan, width, high, style).marks)), style)
            became["placed"] += 1
        except Refused as why:
            became["proven" if "more room than the plot has" in why.what else "given up"] += 1
    assert became["placed"] > became["proven"] and 20 * became["given up"] <= sum(became.values()), became


# ---------------------------------------------------------------------- places compared as arrays
def spots(pick: random.Random, count: int) -> list[Spot]:
    """Places anywhere: close to their disc, on straight leaders, on bent ones."""
    def ends(lines: int) -> tuple[Spoke, ...]:
        corners = [(pick.uniform(0, 300), pick.uniform(0, 200)) for _ in range(lines + 1)]
        return tuple(Spoke(*a, *b) for a, b in pairwise(corners)) if lines else ()

    return [Spot(Box.around(pick.uniform(0, 300), pick.uniform(0, 200), pick.uniform(5, 60), pick.uniform(5, 20)),
                 ends(pick.randint(0, 2)), float(n)) for n in range(count)]


@pytest.mark.parametrize("seed", range(often(4, 100)))
def test_places_meet_as_arrays_where_they_meet_one_by_one(seed: int) -> None:
    found = spots(random.Random(seed), 60)
    laid = Laid(found)
    for one in found:
        met = laid.met(one, 4.0)
        assert met.tolist() == [one.meets(other, 4.0) for other in found]
        bits = np.unpackbits(np.frombuffer(laid.bits(one, 4.0), np.uint8), bitorder="little")
        assert bits[:60].astype(bool).tolist() == met.tolist()


@pytest.mark.parametrize("count", [_MANY // 10 - 5, _MANY // 10 + 5])
def test_a_search_finds_the_same_with_few_places_and_with_many(count: int) -> None:
    """Ten labels with so many places each; what is found does not meet."""
    pick = random.Random(count)
    found = Search([sorted(spots(pick, count), key=lambda spot: spot.cost) for _ in range(10)], 4.0).run(6)
    assert found is not None
    assert not any(a.meets(b, 4.0) for n, a in enumerate(found) for b in found[:n])
