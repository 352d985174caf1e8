"""The colours of the house, measured: what each pair of eyes sees, and every palette of the design notes."""
from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import vision
from charts.rules import palette
from charts.style import MESSAGE, SEAM, SERIES
from reports import theme

HOUSE = theme.load(Path(__file__).parent.parent / "templates" / "chancery").colours
PAIRS = [*combinations(SERIES, 2), *((MESSAGE, role) for role in SERIES[:-1])]
COLOUR = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


def test_the_house_has_nothing_to_mend() -> None:
    assert list(palette.house(HOUSE, SEAM)) == []


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_pair_that_meets_in_a_chart_is_apart_for_all_eyes(pair: tuple[str, str]) -> None:
    one, other = (HOUSE[role] for role in pair)
    assert {sight: round(d) for sight in vision.SIGHTS if (d := vision.difference(one, other, sight)) < 20} == {}
    assert abs(vision.lightness(one) - vision.lightness(other)) >= 10


@pytest.mark.parametrize("colours, rules", [  # the palettes that the design notes measured
    (("#12436D", "#28A197", "#801650", "#F46A25"), {"C5", "C6"}), (("#12436D", "#F46A25"), set()),
    (("#0B2545", "#802020", "#7052CC", "#E0662B"), set()), (("#0B2545", "#2073BC", "#F46A25"), set()),
    (("#2073BC", "#7052CC"), {"C5", "C6"})])
def test_known_palettes(colours: tuple[str, ...], rules: set[str]) -> None:
    named = {f"role {n}": colour for n, colour in enumerate(colours)}
    assert {f.rule for f in palette.series(list(named), named)} == rules


def test_touching_fills_need_contrast_or_white() -> None:
    assert [f.rule for f in palette.touching(("navy", "maroon"), HOUSE, 0.7)] == ["C3"]
    assert list(palette.touching(("navy", "maroon"), HOUSE, 0.75)) == []
    assert list(palette.touching(("navy", "blue"), HOUSE, 0.0)) == []  # 3.1 to 1


@given(COLOUR, COLOUR)
def test_two_colours_are_judged_alike_both_ways(one: str, other: str) -> None:
    def rules(a: str, b: str) -> list[tuple[str, str]]:
        return [(f.rule, f.level) for f in palette.series(("a", "b"), {"a": a, "b": b})]

    assert rules(one, other) == rules(other, one)
    if one == other:
        assert rules(one, other) == [("C5", "error")]


@given(COLOUR)
def test_grey_is_what_all_eyes_see_alike(colour: str) -> None:
    grey = "#" + colour[1:3] * 3
    assert all(vision.difference(grey, "#FFFFFF", sight) == pytest.approx(vision.difference(grey, "#FFFFFF"), abs=1.5)
               for sight in vision.SIGHTS)
