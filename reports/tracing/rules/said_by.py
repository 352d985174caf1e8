"""A1 for named attributions: what a named person is said to have said rests on a fact of theirs."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import SAYING
from reports.tracing.passage import Passage

RULE, LEVEL = "A1", "warning"
TITLE = "what a named person is said to have said rests on a fact of theirs"


@lru_cache(maxsize=256)
def _pattern(surname: str) -> re.Pattern[str]:
    name = re.escape(surname)
    return re.compile(rf"\b{name}\b,?\s(?:\w+\s)?(?:{SAYING})\b|\baccording to (?:\w+\s){{0,3}}{name}\b")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    if not context.english:
        return
    for actor in context.ledger.actors.values():
        surname = str(actor.name).split()[-1]
        for found in _pattern(surname).finditer(passage.unquoted) if surname in passage.text else ():
            sentence = passage.sentence_at(found.start())
            own = passage.facts_of(sentence) if passage.kind == "text" else ()
            names = [n for n in own or passage.near if n in context.ledger]
            if not any(surname in f"{f.said_by} {f.phrase} {f.text}" for n in names for f in (context.fact(n),)):
                yield problem(RULE, "warning", passage.at(found.start()),
                              f'what "{surname}" is said to have said is not traced to a fact',
                              f"cite the fact in this sentence: {{A-058|cite}}; its said_by or phrase names {surname}")
