"""Walks over what is composed: blocks hold texts, figures and each other, in any shape that their kind wants."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeGuard

from reports.document import Rich, Run


def inner(value: Any) -> Iterator[Any]:
    """What a value directly holds: the members of a sequence, the fields of a dataclass; nothing where a walk ends."""
    if isinstance(value, tuple | list):
        yield from value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield getattr(value, field.name)


def is_rich(value: Any) -> TypeGuard[Rich]:
    """Whether a value is one text: runs side by side, at least one."""
    return isinstance(value, tuple | list) and bool(value) and all(isinstance(run, Run) for run in value)
