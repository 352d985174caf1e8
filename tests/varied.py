"""Charts of any kind with any content: the EXAMPLE of a kind as a pattern, filled anew by Hypothesis.

Lists grow and shrink, words and numbers change, dates stay in order, what names something else in the chart still names it. A new
kind is varied without a line here, as long as its EXAMPLE shows the shape of what it accepts.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from inspect import getmembers, isclass
from typing import Any, Literal, get_args, get_origin

from examples import chart_example
from hypothesis import strategies as st
from pydantic import BaseModel

import charts
from charts.inputs import Spec

KEPT = {*Spec.model_fields, "boundary_policy", "lines", "per", "x_title", "y_title", "unit"} - {"alt"}
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
NAMES = ("name", "label")
RISING = (("low", "value", "high"), ("start", "end"), ("at", "until"))  # fields of one item that must not fall
MOST = 12  # items of a list
FEW = {"series": (2, 2, 2, 2, 2, 3, 3, 1, 4), "bands": (1, 2, 3), "cells": (1, 2, 3, 4), "ends": (2,),
       "tiles": (1, 2, 3, 4, 5, 6), "stops": (1, 2, 3, 4), "people": (1, 2, 3), "labels": (1, 2, 3),
       "edges": (1, 2, 3), "nodes": (2, 3, 3, 4), "arrows": (1, 2), "events": (2, 3, 4, 5, 6, 7)}
ONE_OF_ALL = ("type", "mark", "status")  # as the EXAMPLE has it somewhere
HEADLINE = "All is drawn as it was found"

LETTERS = ("abcdefghijklmnopqrstuvwxyz", "il.,;’", "MWmw", "äöüßéèç", "абвгдежз", "ABCDEFGH")
word = st.sampled_from(LETTERS).flatmap(lambda letters: st.text(letters, min_size=1, max_size=9))
short = st.lists(word, min_size=1, max_size=2).map(" ".join)
phrases = st.one_of(short, short, short, st.lists(word, min_size=3, max_size=6).map(" ".join))
ranges = st.sampled_from(((0, 10), (1, 100), (1, 100), (5, 1_000_000), (1, 60), (-50, 50), (0, 10**12)))


class _Variation:
    """One chart being written; `names` are those of the things in it so far, for what refers to them."""

    def __init__(self, draw: st.DrawFn, kind: str) -> None:
        self.draw, self.example, self.options = draw, chart_example(kind), choices(kind)
        self.low, self.high = draw(ranges)
        self.gaps = draw(st.sampled_from((0, 0, 5)))  # one value in so many is missing
        self.told = draw(st.integers(-1, 5))  # which of the things that may be the message is
        self.names: list[str] = []
        self.columns = 0

    def spec(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in self.example.items():
            made[key] = value if key in KEPT or isinstance(value, dict) else self.value(key, value, ())
        return made | {"headline": HEADLINE}

    def value(self, key: str, value: Any, siblings: Sequence[Any]) -> Any:
        """Something like a value; `siblings` are the values of this field in the whole list."""
        if isinstance(value, list):
            return self.items(key, value) if value and isinstance(value[0], dict) else self.listed(key, value)
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int | float):
            return self.number(value, siblings)
        if key in ONE_OF_ALL and len(set(siblings)) == 1:
            return value
        if key in ONE_OF_ALL or key in self.options:
            return self.draw(st.sampled_from(self.options.get(key) or sorted(set(siblings))))
        return self.draw(st.sampled_from(self.names) if value in self.names or key in ("from", "to") else phrases)

    def number(self, value: float, siblings: Sequence[Any]) -> float | int:
        numbers = [v for v in siblings if isinstance(v, int | float)]
        if len(numbers) > 1 and all(0 <= v <= 1 for v in numbers):
            return self.draw(st.integers(0, 4)) / 4  # a place in a field
        if not siblings:
            return self.draw(st.integers(1, 20) if 0 < value <= 20 else st.integers(1, 10_000))
        return self.draw(st.integers(self.low, self.high)) + self.draw(st.sampled_from((0, 0, 0, 0.5, 0.25)))

    def listed(self, key: str, value: list[Any]) -> Any:
        """A list of numbers has one a column; a list of names, other names; anything else is kept."""
        if all(isinstance(v, int | float) or v is None for v in value):
            return [None if self.gaps and not self.draw(st.integers(0, self.gaps)) else self.number(2, (2, 5))
                    for _ in range(self.columns or len(value))]
        if key == "between":
            return self.draw(st.lists(st.sampled_from(self.names), min_size=2, max_size=3, unique=True))
        return value

    def items(self, key: str, pattern: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The pattern's items, in their order, each as often as it takes."""
        count = self.count(key, pattern)
        if key == "series":
            self.columns = count
        made = []
        for n in range(count):
            like = pattern[n * len(pattern) // count]
            item = {k: self.value(k, v, [i.get(k) for i in pattern if k in i]) for k, v in like.items() if k != "message"}
            if any("message" in i for i in pattern):
                item |= {"message": True} if not self.told else {}
                self.told -= 1
            made.append(item)
        self._distinct(made, pattern)
        self._in_time(made, pattern)
        self._rising(made)
        return made

    def count(self, key: str, pattern: Sequence[Mapping[str, Any]]) -> int:
        if key in FEW:
            return int(self.draw(st.sampled_from(FEW[key])))
        if self.example["kind"] in ("waterfall", "scatter"):
            return self.draw(st.integers(3, 6))
        if any(_dated(k, pattern) for k in ("label", "x")):  # a course over time
            return 2 if len(pattern) == 2 else self.draw(st.integers(4, MOST))
        return self.draw(st.integers(2 if key in ("nodes", "events", "steps") else 1, MOST))

    # ------------------------------------------------------------------ what binds items together
    def _distinct(self, made: list[dict[str, Any]], pattern: Sequence[Mapping[str, Any]]) -> None:
        """Names differ, and are known from now on to what refers to them; areas lie beside each other."""
        for n, item in enumerate(made):
            for name in NAMES:
                if name in item and not _dated(name, pattern):
                    item[name] = f"{item[name]} {'abcdefghijklmnop'[n]}"
                    self.names.append(item[name])
            if "shape" in item:
                left, low = n % 4, 50 + n // 4
                item["shape"] = [[[left, low], [left + 1, low], [left + 1, low + 1], [left, low + 1]]]

    def _in_time(self, made: list[dict[str, Any]], pattern: Sequence[Mapping[str, Any]]) -> None:
        """Dates go on from item to item, evenly or not; the later fields of one item do not lie before the earlier ones."""
        keys = [key for key in dict.fromkeys(k for item in pattern for k in item) if _dated(key, pattern)]
        year, even = self.draw(st.integers(1950, 2100)), self.draw(st.booleans())
        for item in made:
            for key in (k for k in keys if k in item):
                year += 1 if even else self.draw(st.integers(1, 4))
                item[key] = f"{year}" + self.draw(st.sampled_from(("", "", "-06", "-06-15")) if not even else st.just(""))

    def _rising(self, made: list[dict[str, Any]]) -> None:
        for item in made:
            for keys in RISING:
                there = [k for k in keys if isinstance(item.get(k), int | float)]
                item |= dict(zip(there, sorted(item[k] for k in there)))
        if made and all(isinstance(item.get("to"), int | float) for item in made):
            for item, to in zip(made, sorted(abs(item["to"]) + 1 + n for n, item in enumerate(made))):
                item["to"] = to
        for item in (i for i in made if i.get("from") == i.get("to") != None and len(self.names) > 1):  # noqa: E711
            item["to"] = next(name for name in self.names if name != item["from"])


def _dated(key: str, pattern: Sequence[Mapping[str, Any]]) -> bool:
    found = [item[key] for item in pattern if key in item]
    return bool(found) and all(hasattr(v, "isoformat") or (isinstance(v, str) and DATE.fullmatch(v)) for v in found)


@cache
def choices(kind: str) -> dict[str, list[Any]]:
    """The fields of a kind's models that take one of a few words."""
    models = [m for _, m in getmembers(charts.kind(kind), isclass) if issubclass(m, BaseModel)]
    return {name: words for model in models for name, field in model.model_fields.items() if (words := _words(field.annotation))}


def _words(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [word for part in get_args(annotation) for word in _words(part)] if get_origin(annotation) is not dict else []


def _whole(spec: dict[str, Any]) -> dict[str, Any]:
    """What only makes sense as a whole: shares that add up, totals that are sums, bands that hold all, as many as are counted."""
    rows = spec.get("rows", [])
    match spec["kind"]:
        case "doughnut":
            parts = [abs(row["value"]) + 1 for row in rows[:3]]
            return spec | {"rows": [row | {"value": round(100 * p / sum(parts), 2)} for row, p in zip(rows, parts)]}
        case "waterfall":
            return spec | {"rows": list(_summed(rows))}
        case "bullet":
            most = max(abs(v) for row in rows for v in (row["value"], row["target"]))
            share = most / len(spec["bands"]) + 1
            return spec | {"bands": [band | {"to": (n + 1) * share} for n, band in enumerate(spec["bands"])],
                           "rows": [row | {k: abs(row[k]) for k in ("value", "target")} for row in rows]}
        case "network":
            edges = list({tuple(sorted(edge["between"])): edge for edge in spec["edges"]}.values())
            types = {edge["type"] for edge in edges}
            return spec | {"edges": edges, "lines": {name: line for name, line in spec["lines"].items() if name in types}}
        case "unit":
            return spec | {"rows": [row | {"value": int(abs(row["value"])) % 120 + 1} for row in rows]}
        case "pips":
            return spec | {"labels": [label | {"at": n + 1} for n, label in enumerate(spec["labels"][:int(spec["count"])])]}
    return spec


def _summed(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    so_far = 0.0
    for n, row in enumerate(rows):
        so_far += row["value"] if not row.get("total") or not n else 0.0
        yield row | {"value": so_far if row.get("total") else row["value"]}


@st.composite
def variations(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """A chart of the kind, as a writer would type it; it may still be one that has to be refused."""
    return _whole(_Variation(draw, kind).spec())


# ---------------------------------------------------------------------- tables of data
Record = dict[str, Any]
NO_TABLE = ("unit", "waterfall")  # they say so, and what to do
COLUMNS = {"target": "c", "low": "low", "high": "high", "start": "day", "end": "later", "shape": "shape"}


@st.composite
def tables(draw: st.DrawFn, count: int) -> list[Record]:
    """A table of so many rows, with a column of each sort: names, dates in order, numbers, gaps, ranges, spans, shapes."""
    low, high = draw(st.sampled_from(((1, 100), (1, 60), (5, 1_000_000), (1, 10**12))))  # below zero: see `variations`
    number = st.integers(low, high)
    gappy = st.one_of(number, number, number, st.none())
    year, step = draw(st.integers(1950, 2050)), draw(st.integers(1, 3))
    made = []
    for n in range(count):
        first, middle, last = sorted(draw(st.tuples(number, number, number)))
        made.append({"name": f"{draw(phrases)} {n}", "day": str(year + n * step), "later": str(year + n * step + 2), "a": middle,
            "b": draw(gappy), "c": draw(number), "low": first if n == count - 1 else None,
            "high": last if n == count - 1 else None,
            "share": round(100 / count, 2),
            "shape": [[[n % 5, 50 + n // 5], [n % 5 + 1, 50 + n // 5], [n % 5 + 1, 51 + n // 5]]]})
    return made


def over(kind: str, rows: Sequence[Record]) -> list[dict[str, Any]]:
    """The ways in which a kind may be asked to draw such a table; none for a kind that takes no table."""
    fields = charts.kind(kind).Spec.model_fields
    if "x" not in fields or kind in NO_TABLE:
        return []
    spec = {key: value for key, value in chart_example(kind).items() if key in KEPT} | {
        "headline": HEADLINE, "data": "d"}
    spec |= {key: column for key, column in COLUMNS.items() if key in fields and str in get_args(fields[key].annotation)}
    if "label" in fields:
        return [spec | {"label": "name", "x": "a", "y": y} for y in ("b", "c")]
    if kind == "fan":
        return [spec | {"x": "day", "y": "a", "forecast_from": rows[-1]["day"]}]
    if kind == "doughnut":
        return [spec | {"x": "name", "y": "share"}]
    several = "y" in fields and get_origin(fields["y"].annotation) is list
    columns: Sequence[Any] = [["a"], ["a", "c"], ["a", "b", "c"]] if several else ["a", "b"] if "y" in fields else [None]
    return [spec | {"x": x} | ({"y": y} if y else {}) for x in ("name", "day") for y in columns]
