"""Parsed files remembered between builds, by the hash of their bytes: a warm build need not parse what has not changed.

An entry is JSON with a checksum before it. One that is absent, damaged or not writable is simply not used.
"""
from __future__ import annotations

import contextlib
import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from reports.placed import PlacedDict, PlacedList, PlacedStr
from reports.problems import Place

_HERE = Path(__file__).parent


def recall(folder: Path, data: bytes, name: str) -> Any:
    """What these bytes were parsed to, with places that call the file `name`; None when it is not known."""
    try:
        checksum, _, payload = _entry(folder, data).read_bytes().partition(b"\n")
        if hashlib.sha256(payload).hexdigest().encode() != checksum:
            return None
        return _placed(json.loads(payload), name)
    except (OSError, ValueError):
        return None


def keep(folder: Path, data: bytes, value: Any) -> None:
    """Remember what bytes were parsed to."""
    payload = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()
    entry = _entry(folder, data)
    aside = entry.with_suffix(f".{os.getpid()}")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        aside.replace(entry)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()


def _entry(folder: Path, data: bytes) -> Path:
    return folder / "parsed" / f"{hashlib.sha256(_code() + data).hexdigest()}.json"


@cache
def _code() -> bytes:
    """A hash of the code that makes the entries, so that none outlives a change of it."""
    sources = ("cleaning.py", "loader.py", "placed.py", Path(__file__).name)
    return hashlib.sha256(b"".join((_HERE / source).read_bytes() for source in sources)).digest()


# ---------------------------------------------------------------- placed data as JSON
def _plain(value: Any) -> Any:
    """Text as [line, column, text]; collections as [line, column, [...]] with the places of keys and values in a row."""
    if isinstance(value, PlacedStr):
        return [value.place.line, value.place.column, str(value)]
    if isinstance(value, PlacedDict):
        rows = [(k, *_spot(value.keys_at[k]), *_spot(value.places[k]), _plain(v)) for k, v in value.items()]
        return [*_spot(value.place), {"": rows}]
    if isinstance(value, PlacedList):
        return [*_spot(value.place), [(*_spot(at), _plain(v)) for v, at in zip(value, value.places)]]
    return value


def _spot(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _placed(plain: Any, name: str) -> Any:
    if not isinstance(plain, list):
        return plain
    line, column, content = plain
    place = Place(name, line, column)
    if isinstance(content, str):
        return PlacedStr.at(content, place)
    made: PlacedDict | PlacedList
    if isinstance(content, dict):
        made = PlacedDict(place)
        for key, key_line, key_column, value_line, value_column, value in content[""]:
            made.put(key, _placed(value, name), Place(name, key_line, key_column), Place(name, value_line, value_column))
        return made
    made = PlacedList(place)
    for value_line, value_column, value in content:
        made.put(_placed(value, name), Place(name, value_line, value_column))
    return made
