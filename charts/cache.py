"""Drawings that were made before: found by what they were made from, so that a warm build needs no drawing engine.

The key is a hash of everything that a drawing can depend on: the code of the charts, the plan, the style with samples
of its ruler, the size. Where in the outline a plan was typed does not count. An entry that is damaged, was not written
under its key, or does not read as a drawing is as good as none; a folder that cannot be written costs only time.
"""
from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path as File
from types import ModuleType
from typing import Any, TypeVar

import charts
from charts.drawing import Drawing, Fill, Mark, Path, Stroke, Text
from charts.style import Style

T = TypeVar("T")

FORMAT = 2
_MOST_BYTES = 4_000_000
_POINTS = {"M": 2, "L": 2, "C": 6, "Z": 0}
_SAMPLE = "The quick brown fox jumps over the lazy dog. AVATAR Type Waltz, 0123456789 £$€%–—“”‘’ «»()+-/:;?! ЖЩЮя àçéñöšž"


def drawn(folder: File | None, kind_name: str, plan: Any, width: float, height: float | None, style: Style) -> Drawing:
    """The drawing of a plan, from the cache where it is there (`folder` None: no cache), else newly made."""

    def make() -> Drawing:
        from charts import paint

        return paint.render(kind_name, plan, width, height, style)

    return cached(folder, parts(kind_name, plan, width, height, style), make)


def found(folder: File | None, kind_name: str, plan: Any, width: float, height: float | None, style: Style) -> Drawing | None:
    """The drawing of a plan where the cache has it; nothing is drawn."""
    if folder is None:
        return None
    key = _key(parts(kind_name, plan, width, height, style))
    return from_json(_read(folder / f"{key}.json"), key)


def cached(folder: File | None, key_parts: Sequence[Any], make: Callable[[], Drawing]) -> Drawing:
    """What `make` gives, or gave for equal `key_parts` earlier. Raises TypeError for parts that are not plain values."""
    return kept(folder, key_parts, make, to_json, from_json)


def kept(folder: File | None, key_parts: Sequence[Any], make: Callable[[], T], write: Callable[[T, str], bytes],
         read: Callable[[bytes, str], T | None]) -> T:
    """The same for anything that `write` and `read` turn into an entry and back; both are given the entry's key."""
    if folder is None:
        return make()
    key = _key(key_parts)
    entry = _read(folder / f"{key}.json")
    made = read(entry, key) if entry else None
    if made is None:
        made = make()
        with contextlib.suppress(OSError):
            _write(folder / f"{key}.json", write(made, key))
    return made


def parts(kind_name: str, plan: Any, width: float, height: float | None, style: Style) -> tuple[Any, ...]:
    """Everything that a drawing can depend on."""
    return kind_name, _source(charts.kind(kind_name)), plan, width, height, *ruler(style)


def _key(key_parts: Sequence[Any]) -> str:
    return hashlib.sha256(spelled((FORMAT, *key_parts)).encode()).hexdigest()


def spelled(value: Any) -> str:
    """A value in words that differ whenever it differs, but for the place where it was typed."""
    if value is None or isinstance(value, bool | int):
        return repr(value)
    if isinstance(value, float):
        return repr(value + 0.0)
    if isinstance(value, str):
        return json.dumps(str(value))
    if is_dataclass(value) and not isinstance(value, type):
        inside = (f"{f.name}={spelled(getattr(value, f.name))}" for f in fields(value) if f.name != "place")
        return f"{type(value).__name__}({','.join(inside)})"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{spelled(k)}:{spelled(v)}" for k, v in value.items())) + "}"
    if isinstance(value, Sequence):
        return f"[{','.join(map(spelled, value))}]"
    raise TypeError(f"a plan holds plain values only, not {type(value).__name__}")


def to_json(drawing: Drawing, key: str) -> bytes:
    """The entry of a drawing: its data, the key it belongs to, and a checksum of both."""
    body = json.dumps([drawing.width, drawing.height, drawing.alt, [_packed(mark) for mark in drawing.marks]],
                      ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return sealed(key, body)


def from_json(entry: bytes, key: str) -> Drawing | None:
    """The drawing of an entry; None for one that is damaged or belongs to another key."""
    try:
        width, height, alt, marks = json.loads(opened(entry, key) or "")
        return Drawing(_number(width), _number(height), tuple(_unpacked(mark) for mark in marks), _text(alt))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def sealed(key: str, body: str) -> bytes:
    """An entry of the cache: a text, the key it belongs to, and a checksum of both."""
    return json.dumps({"key": key, "sum": _checksum(key, body), "body": body}, ensure_ascii=False).encode()


def opened(entry: bytes, key: str) -> str | None:
    """The text of an entry; None for one that is damaged or belongs to another key."""
    try:
        data = json.loads(entry)
        return data["body"] if data["key"] == key and data["sum"] == _checksum(key, data["body"]) else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


@cache
def _code() -> str:
    """A hash of the code that all kinds share."""
    return hashed(sorted(File(__file__).parent.glob("*.py")))


def _source(module: ModuleType) -> str:
    return _code() + (hashed([File(module.__file__)]) if module.__file__ else "")


def hashed(files: Sequence[File]) -> str:
    made = hashlib.sha256()
    for file in files:
        made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def ruler(style: Style) -> tuple[str, float, float]:
    """The style's key, and samples of what its ruler says: another font gives other widths."""
    return style.key(), style.measure(_SAMPLE, 100.0, False), style.measure(_SAMPLE, 100.0, True)


def _checksum(key: str, body: str) -> str:
    return hashlib.sha256(f"{key}\n{body}".encode()).hexdigest()


def _read(path: File) -> bytes:
    """The bytes of an entry; none for one that is not there, cannot be read or is far too large."""
    try:
        return path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError:
        return b""


def _write(path: File, entry: bytes) -> None:
    """Written beside its place and moved into it, so that nobody reads half an entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(entry)
        File(name).replace(path)
    except OSError:
        File(name).unlink(missing_ok=True)
        raise


def _packed(mark: Mark) -> list[Any]:
    if isinstance(mark, Text):
        return ["text", mark.x, mark.y, mark.text, mark.size, mark.colour, mark.bold, mark.italic, mark.anchor, mark.family]
    fill = mark.fill and [mark.fill.colour, mark.fill.pattern, mark.fill.ground]
    stroke = mark.stroke and [mark.stroke.colour, mark.stroke.width, mark.stroke.dash]
    return ["path", mark.commands, fill, stroke, mark.name]


def _unpacked(mark: list[Any]) -> Mark:
    """A mark from its entry. Raises ValueError or TypeError for anything that is not one."""
    kind, *rest = mark
    if kind == "text":
        x, y, text, size, colour, bold, italic, anchor, family = rest
        return Text(_number(x), _number(y), _text(text), _number(size), _text(colour), bold is True, italic is True,
                    _one_of(anchor, "start", "middle", "end"), _text(family))
    commands, fill, stroke, name = rest
    return Path(tuple(_command(c) for c in commands), _fill(fill), _stroke(stroke), _text(name))


def _command(command: list[Any]) -> tuple[str, *tuple[float, ...]]:
    name, *values = command
    if len(values) != _POINTS[name]:
        raise ValueError("a command with the wrong number of values")
    return (_text(name), *map(_number, values))


def _fill(fill: Any) -> Fill | None:
    if fill is None:
        return None
    colour, pattern, ground = fill
    return Fill(_text(colour), _one_of(pattern, "solid", "hatch", "dots"), None if ground is None else _text(ground))


def _stroke(stroke: Any) -> Stroke | None:
    if stroke is None:
        return None
    colour, width, dash = stroke
    return Stroke(_text(colour), _number(width), tuple(map(_number, dash)))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("not a number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _one_of(value: Any, *choices: str) -> Any:
    if value not in choices:
        raise ValueError(f"not one of {choices}")
    return value
