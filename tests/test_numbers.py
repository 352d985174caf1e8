"""How values are written: the house forms exactly, other locales sensibly, no digit lost, no exception."""
from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import numbers, units
from reports.numbers import number_format, plain, write, write_date, write_range

S = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("value", "unit", "how", "text"), [
    (790, "USD million", {}, f"$790{S}million"),
    (790, "USD million", {"form": "short"}, "$790m"),
    (790, "USD million", {"form": "value"}, f"$790{S}million"),
    (2, "USD billion", {"qualifier": "estimated"}, f"an estimated $2{S}billion"),
    (2, "USD billion", {"form": "short"}, "$2bn"),
    (14000, "USD million", {}, f"$14{S}billion"),
    (790, "USD thousand", {"form": "short"}, "$790,000"),
    (5_000_000, "USD", {"form": "short"}, "$5m"),
    (5, "PKR billion", {}, f"PKR{S}5{S}billion"),
    (3, "A$ bn", {}, f"3{S}A$ bn"),
    (46, "percent", {}, "46%"),
    (46, "per cent", {}, "46%"),
    (-0.5, "%", {}, "−0.5%"),
    (3, "percentage points", {}, f"3{S}percentage points"),
    (1100, "km", {}, f"1,100{S}km"),
    (680, "miles", {}, f"680{S}miles"),
    (1, "miles", {}, f"1{S}mile"),
    (1, "years", {}, f"1{S}year"),
    (12.4, "bcm", {}, f"12.4{S}billion{S}cubic metres"),
    (12.4, "bcm", {"form": "short", "qualifier": "up to"}, f"up to 12.4{S}bcm"),
    (12.4, "bcm a year", {"form": "short"}, f"12.4{S}bcm a year"),
    (1.8, "USD million a km", {"form": "short"}, "$1.8m a km"),
    (5_000_000, "doses", {"qualifier": "about"}, f"about 5{S}million{S}doses"),
    (5_000_000, "doses", {"form": "short"}, f"5m{S}doses"),
    (50_000, "doses", {}, f"50,000{S}doses"),
    (1_234_567, "doses", {}, f"1,234,567{S}doses"),
    (1_250_000, "", {}, f"1.25{S}million"),
    (1, "exercises", {}, f"1{S}exercise"),
    (5, "exercises", {}, f"5{S}exercises"),
    (100, "times", {}, f"100{S}times"),
    (42, "", {}, "42"),
    (7, "widgets of a kind", {}, f"7{S}widgets of a kind"),
    (60, "km/h", {}, f"60{S}km/h"),
    (2011, "year", {}, "2011"),
    (2006, "year", {"qualifier": "about", "inferred": True}, "about 2006*"),
    (2020, "percent", {"inferred": True}, "2,020%"),
    ("early April", "", {}, "early April"),
    ("a decade", "", {"qualifier": "nearly"}, "nearly a decade"),
    (Fraction(79000, 146), "USD million", {"round_to": 10, "qualifier": "about"}, f"about $540{S}million"),
    (Fraction(20, 11), "", {"round_to": 0.1}, "1.8"),
    (2, "", {"round_to": 0.1}, "2.0"),
    (2.5, "", {"round_to": 1}, "3"),
    (-2.5, "", {"round_to": 1}, "−3"),
    (-3, "USD billion", {}, f"−$3{S}billion"),
    (0.1 + 0.2, "", {"round_to": Decimal("0.01")}, "0.30"),
    (0, "doses", {}, f"0{S}doses"),
])
def test_house_forms(value: Any, unit: str, how: dict[str, Any], text: str) -> None:
    assert write(value, unit, **how) == text


@pytest.mark.parametrize(("locale", "texts"), [
    ("de", ("790_Millionen_$", "790_Mio._$", "46_%", "1.100_km", "etwa 12,4", "18. März 2021", "April 2021*")),
    ("fr", ("790_millions_$US", "790_M_$US", "46_%", "1_100_km", "environ 12,4", "18 mars 2021", "avril 2021*")),
    ("ru", ("790_миллионов_$", "790_млн_$", "46_%", "1_100_км", "около 12,4", "18 марта 2021_г.", "апрель 2021_г.*")),
    ("en-US", ("$790_million", "$790m", "46%", "1,100_km", "about 12.4", "March 18, 2021", "April 2021*")),
])
def test_other_locales(locale: str, texts: tuple[str, ...]) -> None:
    made = (write(790, "USD million", locale=locale), write(790, "USD million", form="short", locale=locale),
            write(46, "percent", locale=locale), write(1100, "km", locale=locale),
            write(12.4, "", qualifier="about", locale=locale), write_date("2021-03-18", locale=locale),
            write_date("2021-04", locale=locale, inferred=True))
    assert tuple(text.replace(S, "_") for text in made) == texts


def test_dates_keep_their_precision() -> None:
    assert [write_date(d) for d in ("2021-03-18", "2021-04", "2020", 2020)] == ["18 March 2021", "April 2021", "2020", "2020"]
    assert write_date("2020", inferred=True) == "2020*"
    assert write_date("early spring") == "early spring"
    assert write_date("2021-02-30") == "2021-02-30"


def test_ranges() -> None:
    assert write_range(5, 6, "USD million") == f"$5–6{S}million"
    assert write_range(5, 6, "USD million", form="short") == "$5m–6m"
    assert write_range(123, 152, "days") == f"123–152{S}days"
    assert write_range(2011, 2016, "year") == "2011–2016"
    assert write_range(-2, 3, "percent") == "−2 – 3%"
    assert write_range(538.9, 543.3, "USD million", qualifier="about") == f"about $538.9–543.3{S}million"


def test_unknown_locale_is_known_to_be_unknown() -> None:
    assert numbers.knows("en-GB") and numbers.knows("ru")
    assert not numbers.knows("xx-YY") and not numbers.knows("")
    assert write(790, "USD million", locale="xx-YY") == f"$790{S}million"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_a_number_that_is_not_finite_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="finite"):
        write(value, "km")


@pytest.mark.parametrize(("unit", "decimals", "code"), [
    ("USD million", 0, '"$"#,##0"m"'), ("USD billion", 1, '"$"#,##0.0"bn"'), ("percent", 0, '#,##0"%"'),
    ("km", 0, f'#,##0"{S}km"'),
    ("bcm a year", 1, f'#,##0.0"{S}bcm"'), ("year", 0, "0"), ("loans", 0, "#,##0"), ("<&\">", 0, "#,##0"), ("", 2, "#,##0.00"),
    ("PKR", 0, f'"PKR{S}"#,##0'),
])
def test_office_formats_come_from_a_closed_list(unit: str, decimals: int, code: str) -> None:
    assert number_format(unit, decimals) == code


@pytest.mark.parametrize(("left", "right"), [
    ("km", "miles"), ("USD million", "$ bn"), ("year", "years"), ("loans", "loan"), ("percent", "times"),
    ("USD million a km", "USD per mile"), ("bcm a year", "cubic metres a day"),
])
def test_units_of_one_dimension(left: str, right: str) -> None:
    assert units.parse(left).dimension == units.parse(right).dimension


@pytest.mark.parametrize(("left", "right"), [
    ("doses", "people"), ("USD", "EUR"), ("km", "years"), ("bcm", "bcm a year"), ("loans", ""),
])
def test_units_of_different_dimensions(left: str, right: str) -> None:
    assert units.parse(left).dimension != units.parse(right).dimension


UNITS = ["", "USD million", "PKR", "percent", "km", "doses", "bcm a year", "years", "year", "times", "million doses", "odd unit"]


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-10**18, 10**18) | st.fractions(),
       st.sampled_from(UNITS) | st.text(max_size=12), st.sampled_from(["full", "short"]),
       st.sampled_from(["en-GB", "de", "fr", "ru", "ja", "ar"]))
@settings(max_examples=150, deadline=None)
def test_every_finite_number_is_written(value: Any, unit: str, form: Any, locale: str) -> None:
    assert write(value, unit, form=form, locale=locale)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12, places=4))
@settings(max_examples=150, deadline=None)
def test_no_digit_is_lost(value: Decimal) -> None:
    for text in (plain(value), write(value, "loans").split(S)[0] if abs(value) < 10**6 else plain(value)):
        assert Decimal(text.replace("−", "-").replace(",", "")) == value


@given(st.integers(0, 10**15), st.sampled_from(["USD", "doses", "USD million", "km"]), st.sampled_from(["full", "short"]))
@settings(max_examples=150, deadline=None)
def test_large_numbers_keep_their_value_in_millions_and_billions(value: int, unit: str, form: Any) -> None:
    text = write(value, unit, form=form)
    found = re.match(rf"\$?([\d,.]+){S}?(million|billion|trillion|m|bn|tn)?(?![a-z])", text)
    assert found, text
    scale = {"million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}.get(found.group(2) or "", 0)
    assert Decimal(found.group(1).replace(",", "")).scaleb(scale) == Decimal(value).scaleb(units.parse(unit).scale)


def test_one_language_has_one_space() -> None:
    """U+202F is in few fonts: it is never written."""
    texts = [write(v, u, locale=place) for v in (1234567, 0.5) for u in UNITS for place in ("fr", "de", "ru", "en-GB")]
    assert len(texts) > 50
    assert all("\u202f" not in text for text in texts)
