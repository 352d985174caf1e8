"""Formulas: read exactly, written back the same, worked out exactly, and never anything but FormulaError."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import formula
from reports.formula import Binary, Call, FormulaError, Minus, Number, Ref

VALUES = {"A-057": Fraction(46), "A-058": Fraction(790), "A-1": Fraction(3)}


def _worth(text: str) -> Fraction:
    return formula.evaluate(formula.parse(text), VALUES.__getitem__)


@pytest.mark.parametrize(("text", "worth"), [
    ("A-058 / (1 + A-057 / 100)", Fraction(79000, 146)),
    ("2-A-1", Fraction(-1)), ("A-058-5", Fraction(785)), ("2 - 3 - 4", Fraction(-5)), ("24 / 4 / 2", Fraction(3)),
    ("2 + 3 * 4", Fraction(14)), ("-(2 + 3) * 2", Fraction(-10)), ("- - 2", Fraction(2)), ("0.1 + 0.2", Fraction(3, 10)),
    ("6 ÷ 3 × 2 − 1", Fraction(3)), ("round(2.5)", Fraction(3)), ("round(-2.5)", Fraction(-3)),
    ("round(541.09, 1)", Fraction(5411, 10)),
    ("round(790, -2)", Fraction(800)), ("min(3, A-1 + 1, 9)", Fraction(3)), ("max(3, A-1 + 1)", Fraction(4)),
])
def test_formulas_are_worked_out_exactly(text: str, worth: Fraction) -> None:
    assert _worth(text) == worth


def test_a_hyphen_inside_an_id_is_no_minus() -> None:
    assert formula.parse("A-058-A-1") == Binary("-", Ref("A-058"), Ref("A-1"))
    assert formula.references(formula.parse("A-1 + A-058 * A-1")) == ("A-1", "A-058")


@pytest.mark.parametrize(("text", "position", "what"), [
    ("", 0, "the formula ends too early"),
    ("1 +", 3, "the formula ends too early"),
    ("(1 + 2", 0, "a bracket is not closed"),
    ("1 2", 2, '"2" is not expected here'),
    ("A-1 B-2", 4, '"B-2" is not expected here'),
    ("2 ** 3", 3, '"*" is not expected here'),
    ("1 + 1e5", 4, '"1e5" is not known in a formula'),
    ("1_000", 0, '"1_000" is not known in a formula'),
    ("２", 0, '"２" is not known in a formula'),
    ("A-1x", 0, '"A-1x" is not known in a formula'),
    ("nan", 0, '"nan" is not known in a formula'),
    ("abs(1)", 0, '"abs" is not known in a formula'),
    ("round", 0, '"round" is not known in a formula'),
    ("round(1, 2, 3)", 0, "round() takes a value and a number of digits"),
    ("12345678901234567890", 0, '"12345678901234567890" has too many digits'),
    ("__import__('os')", 0, '"__import__" is not known in a formula'),
    ("(" * 60 + "1" + ")" * 60, 40, "brackets are more than 40 deep"),
    ("-" * 60 + "1", 60, "there are too many minus signs"),
])
def test_what_is_no_formula_is_told_with_its_position(text: str, position: int, what: str) -> None:
    with pytest.raises(FormulaError) as caught:
        formula.parse(text)
    assert (caught.value.position, caught.value.what) == (position, what)
    assert caught.value.hint


@pytest.mark.parametrize(("text", "what"), [
    ("1 / 0", "divides by zero"), ("1 / (A-1 - 3)", "divides by zero"), ("round(1, 0.5)", "whole number of digits"),
    ("round(1, 99)", "whole number of digits"),
])
def test_what_cannot_be_worked_out_is_told(text: str, what: str) -> None:
    with pytest.raises(FormulaError, match=what):
        _worth(text)


def test_a_chain_of_products_cannot_grow_without_bound() -> None:
    worth = Fraction(999_999_999_999_999_999)
    with pytest.raises(FormulaError, match="too many digits"):
        for _ in range(12):
            worth = formula.evaluate(formula.parse("A-1 * A-1"), lambda _, now=worth: now)  # type: ignore[misc]


def test_a_long_formula_is_refused() -> None:
    with pytest.raises(FormulaError, match="characters"):
        formula.parse("1+" * 300 + "1")


def test_a_formula_prints_in_words_and_signs() -> None:
    node = formula.parse("A-058/(1+A-057/100)")
    assert formula.write(node) == "A-058 / (1 + A-057 / 100)"
    assert formula.write(node, lambda i: str(VALUES[i]), signs="+−×÷") == "790 ÷ (1 + 46 ÷ 100)"


def _numbers() -> st.SearchStrategy[Any]:
    return st.decimals(min_value=0, max_value=10**12, places=3).map(lambda d: Number(f"{d:f}"))


def _nodes() -> st.SearchStrategy[Any]:
    leaves = _numbers() | st.sampled_from(sorted(VALUES)).map(Ref)
    return st.recursive(leaves, lambda inner: (
        inner.map(Minus) | st.builds(Binary, st.sampled_from("+-*/"), inner, inner)
        | st.builds(Call, st.sampled_from(["min", "max"]), st.lists(inner, min_size=1, max_size=3).map(tuple))), max_leaves=8)


@given(_nodes())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back_the_same(node: Any) -> None:
    assert formula.parse(formula.write(node)) == node


@given(st.text(max_size=60) | st.text(alphabet="A-0125.()+*/ ,roundmi", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    try:
        formula.evaluate(formula.parse(text), lambda _: Fraction(2))
    except FormulaError as error:
        assert error.what


@given(st.fractions(min_value=-10**6, max_value=10**6, max_denominator=1000), st.sampled_from(["0.01", "0.1", "1", "10", "25"]))
@settings(max_examples=150, deadline=None)
def test_rounding_goes_to_the_nearest_step(value: Fraction, step: str) -> None:
    unit = Fraction(step)
    rounded = formula.round_half_up(value, unit)
    assert abs(rounded - value) <= unit / 2
    assert (rounded / unit).denominator == 1
    assert formula.round_half_up(-value, unit) == -rounded
