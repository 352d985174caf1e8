"""The table behind a figure: every value that a chart's rows hold, as it prints; nothing that only steers the drawing."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from examples import chart_example

import charts
from reports.plotted import Plotted, plotted


def behind(kind: str) -> tuple[Plotted, ...]:
    return plotted(charts.kind(kind).Spec.model_validate(dated(chart_example(kind))))


def dated(value: Any) -> Any:
    """Dates as text, as the loader of outlines leaves them."""
    if isinstance(value, dict):
        return {key: dated(part) for key, part in value.items()}
    if isinstance(value, list):
        return [dated(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def text_of(tables: tuple[Plotted, ...]) -> str:
    return " ".join(cell for table in tables for row in table.rows for cell in row)


@pytest.mark.parametrize("kind", charts.names())
def test_every_kind_has_a_table(kind: str) -> None:
    tables = behind(kind)
    assert tables
    for table in tables:
        assert len(table.columns) > 1 and table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(any(row[i] for row in table.rows) for i in range(len(table.columns))), "a column that no row fills"


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [f"{value:g}"] if isinstance(value, int | float) and not isinstance(value, bool) else []


@pytest.mark.parametrize("kind", ["column", "bar", "line", "waterfall", "grouped", "stacked", "slope", "dumbbell", "diverging",
                                  "fan", "scatter", "doughnut", "lollipop", "area", "lines", "small_multiples"])
def test_no_number_of_the_rows_is_lost(kind: str) -> None:
    example, tables = chart_example(kind), behind(kind)
    numbers = leaves(example["rows"])
    assert len(numbers) >= 3
    assert [n for n in numbers if n not in text_of(tables).replace(",", "").split()] == []


def test_series_stand_under_their_names() -> None:
    example, (table,) = chart_example("grouped"), behind("grouped")
    assert table.columns[:3] == ("Label", *(s["name"] for s in example["series"]))
    assert "not stated" in text_of((table,)), "a gap in the data is said"


def test_people_stand_under_their_stop() -> None:
    (table,) = behind("itinerary")
    assert table.columns[0] == "City"
    assert len(table.rows) == sum(len(stop["people"]) for stop in chart_example("itinerary")["stops"])


def test_a_value_that_stands_alone_has_a_row() -> None:
    own, ends, facts = behind("route")
    assert own.rows == (("Length", "1100"),)
    assert [row[0] for row in ends.rows] == ["Southport", "Northam"] and len(facts.rows) == 2


def test_what_steers_the_drawing_is_left_out() -> None:
    (table,) = behind("network")
    assert table.columns == ("Between", "Type"), "not where nodes stand; their names alone make no table"


def test_a_data_table_gives_the_columns_that_are_drawn() -> None:
    spec = charts.kind("line").Spec.model_construct(kind="line", headline="", data="trade", x="year", y="usd")
    (table,) = plotted(spec, [{"year": 2019, "usd": 540.5, "remark": "a"}, {"year": 2020, "usd": None, "remark": "b"}])
    assert table == Plotted(("Year", "Usd"), (("2019", "540.5"), ("2020", "")))


def test_columns_are_as_wide_as_their_words_ask() -> None:
    table = Plotted(("A", "B"), (("x", "a long cell that needs its room"),))
    assert 0.5 < table.share(0) < table.share(1) <= 4.0
