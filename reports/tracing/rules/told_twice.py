"""H18: two facts of one block that are equal after conversion are one fact; the ledger should say so."""
from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from reports import units
from reports.problems import Problem
from reports.tracing.context import Context, problem

RULE, LEVEL = "H18", "warning"
TITLE = "values that are equal after conversion of units are the same fact"
NEAR = Fraction(1, 100)


def in_block(model: Any, facts: tuple[str, ...], context: Context) -> Iterator[Problem]:
    known = [context.fact(n) for n in facts if n in context.ledger]
    stated = [f for f in known if f.number and f.unit != "year" and not f.derived]
    sized = [(*units.in_base(f.number or Fraction(0), f.unit), f) for f in stated]
    sized.sort(key=lambda s: (str(sorted(s[1])), s[0]))
    for (a, of_a, one), (b, of_b, other) in pairwise(sized):
        if of_a == of_b and one.unit != other.unit and abs(a - b) <= NEAR * max(abs(a), abs(b)) \
                and not set(context.conflicts_of(one.id)) & set(context.conflicts_of(other.id)):
            yield problem(RULE, "warning", model.place, f"{one.id} and {other.id} are the same after conversion: "
                          f"{context.ledger.written(one.id)}, {context.ledger.written(other.id)}",
                          f"if they are one fact, say so: conflicts, items: [{one.id}, {other.id}], verdict: agree")
