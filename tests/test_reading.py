"""The reader of quantities: what is a number, a date or a share in a text, and what only looks like one."""
from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often

from reports import numbers, units
from reports.tracing.reading import Quantity, alike, quantities


def read(text: str) -> list[tuple[str, str, str]]:
    """(words, value or date, unit) of each quantity."""
    return [(q.text, f"{q.year}-{q.month}-{q.day}" if q.form == "date" else str(q.value), q.unit) for q in quantities(text)]


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize("text, value, unit", [
    ("$790m", 790_000_000, "USD"), ("$790 million", 790_000_000, "USD"), ("790 million dollars", 790_000_000, "USD"),
    ("USD 790 million", 790_000_000, "USD"), ("€5bn", 5_000_000_000, "EUR"), ("US$2,000", 2000, "USD"),
    ("1,100 km", 1100, "km"), ("1,100\u00a0km", 1100, "km"), ("1,100-kilometre", 1100, "km"), ("680 miles", 680, "miles"),
    ("46%", 46, "%"), ("46 %", 46, "%"), ("46 per cent", 46, "percent"), ("forty-six percent", 46, "percent"),
    ("−5 per cent", -5, "percent"), ("12.4 bcm", Fraction("12.4"), "bcm"), ("nine years", 9, "years"), ("15-year", 15, "years"),
    ("half a million", 500_000, ""), ("two dozen", 24, ""), ("a hundred", 100, ""), ("two hundred and fifty", 250, ""),
    ("one and a half million", 1_500_000, ""), ("a million and a half", 1_500_000, ""), ("twenty-five", 25, ""),
    ("one million two hundred thousand", 1_200_000, ""), ("two lakh", 200_000, ""), ("three decades", 3, "decades"),
    ("a third", Fraction(1, 3), ""), ("two thirds of it", Fraction(2, 3), ""), ("three-quarters", Fraction(3, 4), ""),
    ("half of them", Fraction(1, 2), ""), ("twice", 2, ""), ("tenfold", 10, ""), ("halved", Fraction(1, 2), ""),
    ("the fifth round", 5, ""), ("the 21st round", 21, ""), ("one in five", 1, "")])
def test_what_a_quantity_is_worth(text: str, value: Fraction, unit: str) -> None:
    found = quantities(text)[0]
    assert found.value == value
    assert units.parse(found.unit) == units.parse(unit)


@pytest.mark.parametrize("text, date", [
    ("7 April 2021", (2021, 4, 7)), ("April 7, 2021", (2021, 4, 7)), ("the 7th of April", (0, 4, 7)), ("March 18", (0, 3, 18)),
    ("early April 2021", (2021, 4, 0)), ("in May", (0, 5, 0)), ("September", (0, 9, 0)), ("2021-04-07", (2021, 4, 7)),
    ("in 2014", (2014, 0, 0)), ("2021*", (2021, 0, 0)), ("the 1990s", (1990, 0, 0)), ("2020/21", (2020, 0, 0)),
    ("Q3 2021", (2021, 0, 0)), ("18–20 March", (0, 3, 18))])
def test_dates(text: str, date: tuple[int, int, int]) -> None:
    found = one(text)
    assert (found.form, (found.year, found.month, found.day)) == ("date", date)


@pytest.mark.parametrize("text", [
    "one of the few", "on the one hand", "the first visit", "a second look", "first, second", "the two sides", "these three",
    "both", "a two-way street", "a two-state solution", "the first half of the match", "half-hearted", "third parties",
    "the third world", "S-400", "F-16", "A1", "G7", "5G", "B2B", "Covid-19", "It may rain", "They march on", "zero",
    "billions of people", "Part two", "article A", "no one", "one another", "Figure", "someone", "tenor", "weighty"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text, words", [
    ("5–6 million doses", ["5", "6 million"]), ("2011–2016", ["2011", "2016"]), ("one and two dozen", ["two dozen"]),
    ("up 46% to $790m in 2020", ["46%", "$790m", "2020"]), ("two of the six", ["two"]),
    ("Of twelve items, two were done", ["twelve", "two"]), ("May 1 deadline in 2021", ["May 1", "2021"])])
def test_several_in_one_text(text: str, words: list[str]) -> None:
    assert [q.text for q in quantities(text)] == words
    assert all(text[q.start:q.end].strip() == q.text for q in quantities(text))


def test_a_range_shares_its_scale() -> None:
    assert [q.value for q in quantities("5–6 million")] == [5_000_000, 6_000_000]


@pytest.mark.parametrize("text, qualifier", [
    ("about 5 million", "about"), ("up to 12.4 bcm", "up to"), ("an estimated $2 billion", "an estimated"),
    ("nearly a third", "nearly"), ("5 million", "")])
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(text).qualifier == qualifier


@pytest.mark.parametrize("said, known, same", [
    ("46%", "46 per cent", True), ("46%", "47%", False), ("$790m", "790 million dollars", True), ("$790m", "€790m", False),
    ("1,100 km", "1,100 miles", False), ("1,094 km", "680 miles", True), ("1,100 km", "680 miles", True),
    ("nine years", "9 years", True), ("nine years", "nine months", False), ("three decades", "30 years", True),
    ("half a million", "500,000", True), ("about half a million", "480,000", True), ("half a million", "480,000", False),
    ("a third", "33%", False), ("almost a third", "31.5%", True), ("half", "50%", True), ("early April", "April 2021", True),
    ("7 April", "April 2021", False), ("2021", "April 2021", True), ("five rounds", "5", True), ("fifth", "5th", True),
    ("five", "5th", True)])
def test_alike(said: str, known: str, same: bool) -> None:
    assert alike(quantities(said)[0], quantities(known)[0]) is same


def test_other_languages_read_figures_only() -> None:
    found = quantities("1.100,5 km und zwei Jahre, 46 %", decimal=",", english=False)
    assert [(q.value, q.text) for q in found] == [(Fraction("1100.5"), "1.100,5 km"), (46, "46 %")]


@given(st.text(max_size=200))
@settings(max_examples=often(150, 2000), deadline=None)
def test_any_text_is_read(text: str) -> None:
    found = quantities(text)
    assert all(0 <= q.start < q.end <= len(text) and q.text == text[q.start:q.end].strip() for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


WORDS = "two five a half of the third million and dozen hundred one in May 7 2021 years per cent - to $ % , . twenty-one".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(max_examples=often(150, 3000), deadline=None)
def test_any_run_of_number_words_is_read(text: str) -> None:
    found = quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


UNITS = ("USD million", "EUR billion", "percent", "km", "miles", "bcm", "years", "tonnes", "doses", "million doses", "", "GW")


@given(st.decimals(min_value=0, max_value=999_999, places=1), st.sampled_from(UNITS), st.sampled_from(["full", "short"]))
@settings(max_examples=often(150, 3000), deadline=None)
def test_what_the_house_writes_is_read_back(value: Fraction, unit: str, form: numbers.Form) -> None:
    """Every number that prints is found again with its value, its unit and nothing around it."""
    text = numbers.write(Fraction(value), unit, form=form)
    found = next(q for q in quantities(f"It was {text} then.") if q.form != "date") if not _year(text) else None
    if found:
        assert units.in_base(found.value, found.unit)[0] == units.in_base(Fraction(value), unit)[0]


def _year(text: str) -> bool:
    return any(q.form == "date" for q in quantities(text))
