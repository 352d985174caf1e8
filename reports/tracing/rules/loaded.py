"""A11: words that take sides stand only in quotations."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import LOADED
from reports.tracing.passage import Passage

RULE, LEVEL = "A11", "warning"
TITLE = "loaded words (overrule, regime, puppet, blank cheque, great game) only in quotations"


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    for found in LOADED.finditer(passage.unquoted) if context.english else ():
        yield problem(RULE, "warning", passage.at(found.start()), f'"{found.group()}" takes sides',
                      "say it in plain words, or quote who says so")
