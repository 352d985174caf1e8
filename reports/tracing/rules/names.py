"""A10: a person is called by one name; other forms stand only in quotations."""
from __future__ import annotations

import re
from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage

RULE, LEVEL = "A10", "warning"
TITLE = "actors' names have one form; variants only in quotations"
_NAME = re.compile(r"[^\W\d_][\w’'-]{3,}")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    text = passage.unquoted
    for actor in context.ledger.actors.values():
        for variant in getattr(actor, "variants", None) or ():
            for found in re.finditer(rf"\b{re.escape(variant)}\b", text) if variant in text else ():
                yield _told(found.group(), str(actor.name), passage, found.start())
    for found in _NAME.finditer(text):
        name = context.misspelt(found.group())
        if name:
            yield _told(found.group(), name, passage, found.start())


def _told(written: str, name: str, passage: Passage, at: int) -> Problem:
    return problem(RULE, "warning", passage.at(at), f'"{written}" is not how this report writes {name}', f"write {name}")
