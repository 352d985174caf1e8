"""All rules about words and claims over all that a report prints."""
from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from reports.problems import Problem
from reports.tracing.context import Context
from reports.tracing.rules import all_rules
from reports.waivers import applied


def judged(context: Context) -> list[Problem]:
    """What the rules find. A block's `waive: {A5: reason}` makes a finding in it a warning that gives the reason."""
    found: list[Problem] = []
    for rule in all_rules():
        found += _by(rule, context)
    return found


def _by(rule: ModuleType, context: Context) -> Iterator[Problem]:
    if hasattr(rule, "in_passage"):
        for passage in context.passages:
            yield from (applied(p, _waive(passage.model)) for p in rule.in_passage(passage, context))
    if hasattr(rule, "in_block"):
        for model, facts in context.blocks:
            yield from (applied(p, _waive(model)) for p in rule.in_block(model, facts, context))
    if hasattr(rule, "in_report"):
        yield from rule.in_report(context)


def _waive(model: Any) -> dict[str, str]:
    return getattr(model, "waive", None) or {}
