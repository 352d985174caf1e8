"""A12: one fact is counted once, however often a source tells it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing.context import Context, problem

RULE, LEVEL = "A12", "error"
TITLE = "the same fact is counted once however often it is mentioned"
_LISTS = ("rows", "tiles")


def in_block(model: Any, facts: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """No two rows of a tracker, tiles or bars rest on one fact under two ids."""
    for name in _LISTS:
        seen: dict[frozenset[str], tuple[str, ...]] = {}
        for row in getattr(model, name, None) or ():
            ids = tuple(n for n in _named(row) if n in context.ledger)
            key = frozenset(context.same(n) for n in ids)
            other = seen.setdefault(key, ids) if ids else ids
            if not set(other) & set(ids) and ids:
                yield problem(RULE, "error", row.place, f'{", ".join(ids)} and {", ".join(other)} are one fact, counted twice',
                              "keep one row, and cite both in it")


def in_report(context: Context) -> Iterator[Problem]:
    """A formula does not add up two tellings of one fact."""
    for fact in context.ledger.facts.values():
        if fact.derived and fact.publish:
            yield from _added(fact, context)


def _added(fact: Fact, context: Context) -> Iterator[Problem]:
    for a, b in combinations(fact.inputs, 2):
        if context.same(a) == context.same(b):
            yield problem(RULE, "error", fact.place, f'the formula of "{fact.id}" counts {a} and {b}, which are one fact, twice',
                          f"take {a} alone")


def _named(row: Any) -> Iterable[str]:
    cell = getattr(row, "value", None) or getattr(row, "fact", None)
    ref = getattr(cell, "ref", "")
    return [*([ref] if ref else []), *(getattr(row, "facts", None) or ())]
