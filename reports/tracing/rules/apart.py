"""H17: no sum, difference or share of facts that a conflict keeps apart."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reports.problems import Problem
from reports.tracing.context import Context, problem

RULE, LEVEL = "H17", "error"
TITLE = "no sum, difference or share of facts that a conflict keeps apart"
APART = ("scope", "conflict")


def in_report(context: Context) -> Iterator[Problem]:
    for fact in context.ledger.facts.values():
        if not fact.derived or not fact.publish:
            continue
        for a, b in combinations(fact.inputs, 2):
            shared = [c for c in context.conflicts_of(a) if c in context.conflicts_of(b)
                      and context.conflicts[c].verdict in APART]
            if shared:
                what = f'the formula of "{fact.id}" mixes {a} and {b}, which {shared[0]} keeps apart'
                yield problem(RULE, "error", fact.place, what, f"show them side by side: {context.conflicts[shared[0]].use}")
