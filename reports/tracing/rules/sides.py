"""A7: where accounts differ, both sides print, or the conflict's wording; no superseded fact prints as current."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.problems import Place, Problem
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import EVIDENT
from reports.tracing.passage import Passage, Stretch

RULE, LEVEL = "A7", "error"
TITLE = "of a conflict both sides print, or its wording; superseded facts do not print as current"
DIFFERING = ("conflict", "strength", "tension")  # verdicts under which one side alone misleads


def in_report(context: Context) -> Iterator[Problem]:
    """One side of a conflict is not printed alone; a derived figure speaks for the facts that it rests on."""
    said = {f.id for name in context.mentioned for f in context.ledger.stated_inputs(name)} | context.mentioned
    for name, conflict in context.conflicts.items():
        missing = [item for item in conflict.items if item not in said]
        if conflict.verdict not in DIFFERING or len(missing) == len(conflict.items) or not missing:
            continue
        if name not in context.shown and not context.prints(str(conflict.use)):
            use = f"; or print its wording: {conflict.use}" if conflict.use else ""
            place = conflict.place if isinstance(conflict.place, Place) else Place("conflicts")
            yield problem(RULE, "error", place, f'only one side of conflict "{name}" is printed: {", ".join(missing)} is missing',
                          f"cite it beside the other, or add a discrepancy block for {name}{use}")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    for sentence in passage.sentences:
        for name in passage.facts_of(sentence):
            if name in context.ledger:
                yield from _outdated(name, sentence, passage, context)
                yield from _unattributed(name, sentence, passage, context)


def in_block(model: Any, facts: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """A value of a chart or tile is not one that another fact has replaced."""
    for name in facts:
        newer = context.superseded_by(name)
        if newer and not set(newer) & set(facts):
            yield _replaced(name, newer, model.place)


def _outdated(name: str, sentence: Stretch, passage: Passage, context: Context) -> Iterator[Problem]:
    newer = context.superseded_by(name)
    if newer and not set(newer) & {*passage.near, *passage.beside}:
        yield _replaced(name, newer, passage.at(sentence.start))
    elif not newer and context.fact(name).status == "superseded" and not EVIDENT.search(sentence.text):
        yield problem(RULE, "error", passage.at(sentence.start), f'"{name}" is superseded, and prints as current',
                      "say that it no longer holds, or leave it out")


def _replaced(name: str, newer: tuple[str, ...], place: Any) -> Problem:
    return problem(RULE, "error", place, f'"{name}" is superseded by {", ".join(newer)}, which is not cited beside it',
                   f"cite {newer[0]} as well and say that it came later, or leave {name} out")


def _unattributed(name: str, sentence: Stretch, passage: Passage, context: Context) -> Iterator[Problem]:
    """A conflict of one item is a characterisation: the sentence says whose."""
    for conflict in context.conflicts_of(name):
        found = context.conflicts[conflict]
        if found.items != [name] or found.verdict not in DIFFERING or passage.kind != "text":
            continue
        source = context.ledger.named_sources([name])
        if source.lower() not in passage.text.lower() and not re.search(r"\baccording to\b", sentence.text, re.IGNORECASE):
            what = f'"{name}" rests on one account, and the sentence does not say so'
            yield problem(RULE, "error", passage.at(sentence.start), what, f"name it: {found.use}")
