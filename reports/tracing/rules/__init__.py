"""The rules about words and claims, one file each, found by the folder.

A rule's file has `RULE` (its id), `LEVEL`, `TITLE` (what must hold, in a line) and one or more of: `in_report(context)`,
`in_passage(passage, context)`, `in_block(model, facts, context)` for the fields of a block or chart. Each yields `Problem`s.
"""
from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """The modules of all rules, in the order of their ids."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(modules, key=lambda m: (m.RULE[0], int(m.RULE[1:]), m.__name__)))


def of_claims() -> frozenset[str]:
    """The ids of all rules."""
    return frozenset(module.RULE for module in all_rules())
