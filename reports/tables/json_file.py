"""JSON (RFC 8259): a list of objects, one a row, or an object of equally long lists, one a column.

And GeoJSON (RFC 7946): each feature is a row of its properties, with its geometry as text under "shape".
"""
from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from reports.problems import Place, Problem
from reports.tables.model import Bad, Grid, Limits, Raw, Unreadable

_SPACE = re.compile(r"[ \t\r\n]*")
_FEATURES = re.compile(r'"features"\s*:\s*(?=\[)')
_AREA = "give it a Polygon or a MultiPolygon of [longitude, latitude]"
_SHAPE = 'write a list of rows, [{"year": 2020, "trade": 790}], or lists by column, {"year": [2020], "trade": [790]}'


class _Twice(ValueError):
    """An object with one key twice."""


def grid(data: bytes, name: str, limits: Limits) -> Grid:
    """The rows of a file; a key that a row does not have is a missing value. Raises Unreadable."""
    if len(data) > limits.bytes:
        raise Unreadable(f"the file has {len(data):,} bytes", f"{limits.bytes:,} at most", Place(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        raise Unreadable(f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8",
                         Place(name, line, 1)) from error
    start = _after(text, 0)
    if start == len(text):
        raise Unreadable("the file is empty", _SHAPE, Place(name))
    if text[start:start + 1] == "[":
        return _by_rows(name, _items(text, start, name))
    whole = _decoded(text, start, name)
    if isinstance(whole, dict) and whole.get("type") == "FeatureCollection" and (found := _FEATURES.search(text)):
        return _by_rows(name, _features(_items(text, found.end(), name, inner=True), name))
    return _by_columns(name, whole)


# ---------------------------------------------------------------- rows
def _items(text: str, start: int, name: str, *, inner: bool = False) -> list[tuple[int, Any]]:
    """(line, value) of each item of a list: the whole file, or an `inner` one of a file that has been read."""
    if not inner:
        _decoded(text, start, name)  # what is wrong with the whole is told by the whole
    decoder = _decoder()
    found: list[tuple[int, Any]] = []
    line, seen, at = 1 + text.count("\n", 0, start), start, _after(text, start + 1)
    while text[at] != "]":
        line, seen = line + text.count("\n", seen, at), at
        value, at = decoder.raw_decode(text, at)
        found.append((line, value))
        at = _after(text, at)
        at = _after(text, at + 1) if text[at] == "," else at
    return found


def _features(items: Sequence[tuple[int, Any]], name: str) -> list[tuple[int, Any]]:
    """A collection's features as rows. Raises Unreadable for what is none."""
    rows: list[tuple[int, Any]] = []
    for line, item in items:
        known = item.get("properties") if isinstance(item, dict) else None
        if not isinstance(item, dict) or item.get("type") != "Feature" or not isinstance(known or {}, dict):
            raise Unreadable("this is not a GeoJSON feature", "a feature has a type, properties and a geometry",
                             Place(name, line, 1))
        rows.append((line, {**(known or {}), "shape": item.get("geometry") or Bad("the feature has no geometry", _AREA)}))
    return rows


def _geometry(value: dict[str, Any]) -> Raw:
    """The text of an area's boundary; Bad for any other shape, and for a broken one."""
    from charts import borders

    try:
        borders.rings(value)
    except ValueError as error:
        return Bad(str(error), _AREA)
    return json.dumps(value, separators=(",", ":"))


def _after(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # the pattern matches everywhere


def _by_rows(name: str, items: Sequence[tuple[int, Any]]) -> Grid:
    headings = list(dict.fromkeys(key for _, item in items if isinstance(item, dict) for key in item))
    if not headings:
        raise Unreadable("the file has no rows", _SHAPE, Place(name))
    made = Grid(name, [h.strip() for h in headings], [], items[0][0])
    rows: list[tuple[int, list[Raw]]] = []
    for line, item in items:
        if isinstance(item, dict):
            rows.append((line, [_cell(item.get(key)) for key in headings]))
        else:
            made.problems.append(Problem(Place(name, line, 1), "this row is not an object", _SHAPE))
    made.rows = rows
    return made


# ---------------------------------------------------------------- columns
def _by_columns(name: str, columns: Any) -> Grid:
    if not isinstance(columns, dict) or not columns or not all(isinstance(c, list) for c in columns.values()):
        raise Unreadable("the file is not a table", _SHAPE, Place(name))
    lengths = {key: len(column) for key, column in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f'"{key}" {length}' for key, length in list(lengths.items())[:6])
        raise Unreadable(f"the columns are not equally long: {told}", "write null for a missing value", Place(name))
    rows = [(number, [_cell(v) for v in row]) for number, row in enumerate(zip(*columns.values(), strict=True), 1)]
    return Grid(name, [key.strip() for key in columns], rows, numbered=True)


# ---------------------------------------------------------------- values
def _decoded(text: str, start: int, name: str) -> Any:
    try:
        value, end = _decoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise Unreadable(f"this is not JSON: {error.msg.lower().removesuffix(' at')}", "look at this place and just before it",
                         Place(name, error.lineno, error.colno)) from error
    except _Twice as twice:
        raise Unreadable(str(twice), "give each value its own key", _first(text, start, name)) from twice
    except (ValueError, RecursionError) as error:
        raise Unreadable("a number is too long, or lists stand too deep in each other", _SHAPE, Place(name)) from error
    if _after(text, end) != len(text):
        line = text.count("\n", 0, _after(text, end)) + 1
        raise Unreadable("there is more after the end of the table", "delete it, or put the rows into one list",
                         Place(name, line, 1))
    return value


def _first(text: str, at: int, name: str) -> Place:
    """Where the first row begins that has a key twice; the file as a whole where it is no list of rows."""
    while text[at] in "[,":
        at = _after(text, at + 1)
        try:
            at = _after(text, _decoder().raw_decode(text, at)[1])
        except _Twice:
            return Place(name, text.count("\n", 0, at) + 1, 1)
    return Place(name)


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_once,
                            parse_constant=lambda word: Bad(f'"{word}" is not a number in JSON', "write null"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(f'the key "{next(k for k in keys if keys.count(k) > 1)}" is there twice in one object')
    return made


def _cell(value: Any) -> Raw:
    """A value; empty text is missing as an empty field of CSV is."""
    if isinstance(value, dict) and "coordinates" in value:
        return _geometry(value)
    if isinstance(value, dict | list):
        return Bad("a list or an object is no value of a table", "give it a row or a column of its own")
    if isinstance(value, str):
        return value.strip() or None
    cell: Raw = value
    return cell
