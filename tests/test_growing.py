"""Plots drawn higher where their page would end in a hole."""
from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import Drawing
from reports.layout import growing
from reports.page import Figure, Tag

SHAPE: Any = SimpleNamespace(top=0.0, bottom=700.0, content=400.0)
LEAST = 140.0  # points: what may stay white


def plot(height: float, name: str, *, width: float = 400.0, native: Any = "a chart of Office") -> Figure:
    return Figure(0.0, 0.0, width, height, Drawing(width, height, ()), Tag("Figure", data=name), "", native, name)


def test_plots_of_a_page_share_what_is_missing():
    made = growing.heights([[plot(200.0, "a"), plot(100.0, "b")]], {1: 200.0}, SHAPE)
    assert made["a"] / made["b"] == 2.0
    assert 200.0 - (sum(made.values()) - 300.0) <= LEAST


def test_a_hole_that_plots_cannot_close_stays():
    assert growing.heights([[plot(90.0, "a")]], {1: 400.0}, SHAPE) == {}
    assert growing.heights([[plot(300.0, "a", native=None)]], {1: 200.0}, SHAPE) == {}
    assert growing.heights([[plot(300.0, "a", width=190.0)]], {1: 200.0}, SHAPE) == {}, "one of two side by side"


@given(st.lists(st.floats(50, 300), min_size=1, max_size=4), st.floats(0, 600))
def test_no_plot_gains_more_than_a_third_and_none_leaves_its_page(sizes, white):
    made = growing.heights([[plot(height, str(i)) for i, height in enumerate(sizes)]], {1: white}, SHAPE)
    gains = [made[str(i)] - height for i, height in enumerate(sizes)] if made else []
    assert all(0 < gain <= height * growing.MOST + 0.01 for gain, height in zip(gains, sizes))
    assert sum(gains) <= white
    assert (white > LEAST) or not made
