"""What a part of an outline says and refers to: its texts, and the ids of facts, charts, tables and conflicts in them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from charts.inputs import Cell
from reports.blocks._body import Entry
from reports.outline import Outline

_ID = re.compile(r"[A-Z]{1,3}-\d{1,4}")


def texts(value: Any, *, nested: bool = True) -> Iterator[str]:
    """Every text below a value, as typed; `nested` False: without those of the blocks inside a block."""
    if isinstance(value, Entry):
        yield from texts(value.model, nested=nested)
    elif isinstance(value, str):
        yield str(value)
    elif isinstance(value, Cell):
        yield value.ref or ("" if value.number is None else f"{value.number:g}")
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        yield f"{value:g}"
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if nested or not _holds_blocks(inner):
                yield from texts(inner, nested=nested)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts(inner, nested=nested)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from texts(inner, nested=nested)


def _holds_blocks(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(v, Entry) for v in value)


@dataclass(frozen=True)
class Uses:
    """Names of what some parts refer to, all that these refer to in turn included."""

    facts: frozenset[str]
    charts: frozenset[str]
    data: frozenset[str]
    conflicts: frozenset[str]

    def sources(self, outline: Outline) -> set[str]:
        """The sources of the facts and the tables."""
        facts = {getattr(outline.facts[name], "source", "") for name in self.facts}
        return (facts | {outline.data[name].source for name in self.data}) & set(outline.sources)


def uses(outline: Outline, parts: Iterable[Any], *, nested: bool = True) -> Uses:
    """What parts refer to. What only looks like the id of a fact counts as one: too much is held back sooner than too little."""
    said = list(texts(list(parts), nested=nested))
    words = set(said)
    charts = {name for name in outline.charts if name in words or f"fig:{name}" in "".join(s for s in said if "fig:" in s)}
    said += [text for name in charts for text in texts(outline.charts[name])]
    words = set(said)
    ids = {found for text in said for found in _ID.findall(text)}
    conflicts = ids & set(outline.conflicts)
    ids |= {item for name in conflicts for text in texts(outline.conflicts[name]) for item in _ID.findall(text)}
    return Uses(frozenset(_with_inputs(outline, ids)), frozenset(charts), frozenset(words & set(outline.data)),
                frozenset(conflicts))


def _with_inputs(outline: Outline, ids: Iterable[str]) -> set[str]:
    """Facts and all that derived ones are made from."""
    found: set[str] = set()
    waiting = [name for name in ids if name in outline.facts]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [i for i in _ID.findall(getattr(outline.facts[name], "formula", "") or "") if i in outline.facts]
    return found
