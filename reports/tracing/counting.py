"""What the fields of a block or chart count: its items, those that share a word, and the numbers typed into it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from charts.inputs import Cell, Prose
from charts.rules.chart import leaves


def counts(model: Any) -> set[int]:
    """How many items each list of a model has, alone and over all rows together, and how many share a word or a state."""
    return {n for items in _lists(model) if items for n in _of(items)}


def _lists(model: Any) -> Iterator[list[Any]]:
    if not isinstance(model, BaseModel):
        return
    for name in type(model).model_fields:
        items = getattr(model, name)
        if isinstance(items, list) and items:
            yield items
            yield [i for item in items if isinstance(item, list) for i in item]
            inner = [list(_lists(item)) for item in items]
            yield from (every for group in inner for every in group)
            yield from ([i for group in inner for i in group[n]] for n in range(min(map(len, inner))))


def _of(items: list[Any]) -> Iterator[int]:
    yield len(items)
    if all(isinstance(item, BaseModel) for item in items):
        for name in type(items[0]).model_fields:
            values = [getattr(item, name, None) for item in items]
            yield from Counter(v for v in values if isinstance(v, (str, bool)) or v is None).values()
    elif all(isinstance(item, str) for item in items):
        yield from Counter(items).values()


def texts(model: Any) -> Iterator[Prose]:
    """Every text that a writer typed into a model."""
    return (leaf for leaf in leaves(model) if isinstance(leaf, Prose))


def models(model: Any) -> Iterator[BaseModel]:
    """A model and all models inside it."""
    if isinstance(model, BaseModel):
        yield model
        for name in type(model).model_fields:
            yield from models(getattr(model, name))
    elif isinstance(model, list):
        for item in model:
            yield from models(item)


def cells(model: Any) -> Iterator[Cell]:
    """Every value that a writer typed into a model."""
    return (leaf for leaf in leaves(model) if isinstance(leaf, Cell))
