"""What headlines claim: a table of true and false ones over several kinds, and sentences made for generated rows."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often

import charts
from charts import rules

TABLE = yaml.safe_load((Path(__file__).parent / "cases" / "headlines.yaml").read_text(encoding="utf-8"))
CASES = [(name, headline, true) for name, of in TABLE.items() for key, true in (("true", True), ("false", False))
         for headline in of.get(key, ())]
COLUMN = {"kind": "column", "subtitle": "Trade, USD million, current prices", "unit": "USD million"}


def refused(chart: dict[str, Any], headline: str) -> list[str]:
    """What T5 finds wrong, as errors, with a headline over a chart."""
    module = charts.kind(chart["kind"])
    spec = module.Spec.model_validate({**chart, "headline": headline})
    made = rules.chart(chart["kind"], spec, module.plan(spec, None), None, None, "2021-04")
    return [f"{f.what} ({f.hint})" for f in rules.judge(made) if f.rule == "T5" and f.level == "error"]


@pytest.mark.parametrize(("name", "headline", "true"), CASES, ids=lambda value: str(value))
def test_a_headline_says_what_the_rows_show(name: str, headline: str, true: bool) -> None:
    found = refused(TABLE[name]["chart"], headline)
    assert bool(found) != true, found


def test_the_table_is_large_and_even() -> None:
    assert len(CASES) >= 240 and min(sum(true for *_, true in CASES), sum(not true for *_, true in CASES)) >= 100
    assert len({of["chart"]["kind"] for of in TABLE.values()}) >= 9


def years(numbers: list[int]) -> dict[str, Any]:
    return {**COLUMN, "rows": [{"label": str(2010 + n), "value": value} for n, value in enumerate(numbers)]}


NUMBERS = st.lists(st.integers(20, 900), min_size=4, max_size=9, unique=True)


@settings(max_examples=often(40, 2_000))
@given(NUMBERS, st.data())
def test_what_is_said_of_two_years_is_reckoned_from_them(numbers: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(numbers) - 2))
    last = data.draw(st.integers(first + 1, len(numbers) - 1))
    a, b = numbers[first], numbers[last]
    word, other = ("rose", "fell") if b > a else ("fell", "rose")
    over = f"between {2010 + first} and {2010 + last}"
    change = round(abs(b - a) / a * 100)
    assert refused(years(numbers), f"Trade {word} {over}") == []
    assert refused(years(numbers), f"Trade {other} {over}")
    assert refused(years(numbers), f"Trade {word} by ${abs(b - a)} million {over}") == []
    assert refused(years(numbers), f"Trade {word} by ${abs(b - a) + 7} million {over}")
    assert change == 0 or refused(years(numbers), f"Trade {word} by {change}% {over}") == []
    assert refused(years(numbers), f"Trade {word} by {change + 3}% {over}")
    assert refused(years(numbers), f"Trade {word} from ${a} million to ${b} million") == []
    assert refused(years(numbers), f"Trade was higher in {2010 + (last if b > a else first)} than in "
                                   f"{2010 + (first if b > a else last)}") == []
    assert refused(years(numbers), f"Trade was lower in {2010 + (last if b > a else first)} than in "
                                   f"{2010 + (first if b > a else last)}")


@settings(max_examples=often(40, 2_000))
@given(NUMBERS, st.data())
def test_places_and_counts_are_reckoned_from_the_rows(numbers: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(numbers) - 1))
    year, value = 2010 + at, numbers[at]
    assert bool(refused(years(numbers), f"Trade was highest in {year}")) == (value != max(numbers))
    assert bool(refused(years(numbers), f"Trade was lowest in {year}")) == (value != min(numbers))
    assert refused(years(numbers), f"Trade stood at ${value} million in {year}") == []
    other = numbers[at - 1]
    assert float(f"{value:.1e}") == other or refused(years(numbers), f"Trade stood at ${other} million in {year}")
    above = sum(n > value for n in numbers)
    assert above < 2 or refused(years(numbers), f"Trade exceeded ${value} million in {above} of {len(numbers)} years") == []
    assert refused(years(numbers), f"Trade exceeded ${value} million in {above + 1} of {len(numbers)} years")


@settings(max_examples=often(40, 2_000))
@given(st.text(max_size=80), st.sampled_from(sorted(TABLE)))
def test_any_headline_is_read_to_its_end(headline: str, name: str) -> None:
    refused(TABLE[name]["chart"], headline)


WORDS = ("trade rose fell by to from between and in since 2015 2020 2018 half a third twice most the highest second than more "
         "fewer of three 5 100 $300 million 50% per cent points Norway Sweden Containers never not did each year only over above "
         "zero").split()


@settings(max_examples=often(40, 2_000))
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14), st.sampled_from(sorted(TABLE)))
def test_any_words_of_claims_are_read_to_their_end(words: list[str], name: str) -> None:
    refused(TABLE[name]["chart"], " ".join(words))
