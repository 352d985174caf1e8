"""Dates of reduced precision, the axis of a timeline, and labels that are broken and placed without overlap."""
from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import axis, dates
from charts.labels import Flag, balanced, clash, place, widest, wrap
from charts.style import Style


def measure(text: str, size: float, bold: bool) -> float:
    """Widths like those of a humanist sans, without a font."""
    return size * sum(0.25 if c in " il" else 0.78 if c in "mwMW" else 0.52 for c in text) * (1.04 if bold else 1.0)


PRINT = Style("print", {}, {"value": 11, "label": 9.5, "axis": 8.5, "small": 8.5, "big": 17}, measure, 1.0)


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    spans = [dates.read(day.isoformat()[:n]) for n in (10, 7, 4)]
    assert spans[0].end - spans[0].start == 1
    assert all(outer.start <= inner.start < inner.end <= outer.end for inner, outer in itertools.pairwise(spans))
    assert dates.widened(spans[0], "month") == spans[1] and dates.widened(spans[0], "year") == spans[2]


@pytest.mark.parametrize("bad", ["", "2021-13", "2021-00", "2021-04-00", "2021-4-7", "21", "2021-02-29", "0999", "9999", "٢٠٢١"])
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"is not"):
        dates.read(bad)


@given(st.integers(700000, 730000), st.integers(2, 9000))
def test_ticks_rise_from_the_start_to_before_the_end_and_their_names_do_not_touch(start: int, days: int) -> None:
    found = dates.ticks(start, start + days)
    assert found[0].at == start and all(a.at < b.at for a, b in itertools.pairwise(found)) and found[-1].at < start + days
    named = axis.labelled(axis.Scale(start, start + days, 0, 481), 481, PRINT)
    ends = [name.x + measure(name.text, 8.5, False) for name in named]
    assert all(end <= after.x for end, after in zip(ends, named[1:]))


WORDS = st.lists(st.text("abcmwil", min_size=1, max_size=12), min_size=1, max_size=14).map(" ".join)


@given(WORDS, st.floats(20, 200))
def test_lines_fit_and_keep_every_word(text: str, width: float) -> None:
    lines = wrap(text, width, 9.5, False, PRINT)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert widest(lines, 9.5, False, PRINT) <= width + 0.02


@given(WORDS, st.integers(1, 5))
def test_balanced_lines_are_never_more_than_asked(text: str, count: int) -> None:
    lines = balanced(text, count, 9.5, False, PRINT)
    assert " ".join(lines) == text and 1 <= len(lines) <= count


def test_a_no_break_space_never_breaks() -> None:
    assert wrap("about 12.4\u00a0bcm", 60, 9.5, False, PRINT) == ("about", "12.4\u00a0bcm")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(10, 470), WORDS), min_size=1, max_size=6))
def test_placed_flags_never_clash_nor_leave_the_figure(wanted: list[tuple[float, str]]) -> None:
    spots = place([Flag((x,), "18 March", text) for x, text in sorted(wanted)], 481.28, PRINT)
    if spots is None:
        assert len(wanted) > 2
        return
    assert len(spots) == len(wanted)
    assert all(-0.05 <= spot.left <= spot.right <= 481.33 for spot in spots)
    assert not any(clash(a, b, 4.0) for a, b in itertools.combinations(spots, 2))
