"""A8: no relative date outside a quotation: "last year" is another year when the brief is read."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import RELATIVE
from reports.tracing.passage import Passage

RULE, LEVEL = "A8", "error"
TITLE = "no relative dates (last year, soon) outside quotations"


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    for found in RELATIVE.finditer(passage.unquoted) if context.english else ():
        yield problem(RULE, "error", passage.at(found.start()), f'"{found.group()}" is a relative date',
                      "give the date: {A-058|date}; or quote the source's words")
