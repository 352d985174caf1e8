"""A13: likelihood and confidence come from the closed lists of ICD 203, and never stand in one sentence."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import CONFIDENT, LIKELIHOOD, LIKELY, OFF_LIST
from reports.tracing.passage import Passage

RULE, LEVEL = "A13", "error"
TITLE = "likelihood and confidence come from closed lists, and never stand in one sentence"
JUDGED = ("key_judgements", "bottom_line")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    if not context.english or passage.role == "notes":
        return
    words = passage.unquoted
    for sentence in passage.sentences:
        likely = LIKELY.search(words, sentence.start, sentence.end)
        confident = CONFIDENT.search(words, sentence.start, sentence.end)
        if likely and confident:
            yield problem(RULE, "error", passage.at(likely.start()),
                          f'"{likely.group()}" and "{confident.group()}" stand in one sentence',
                          "say how likely in one sentence, how sure you are of it in another")
    for found in OFF_LIST.finditer(words) if passage.kind in JUDGED else ():
        yield problem(RULE, "warning", passage.at(found.start()), f'"{found.group()}" does not say how likely',
                      f"use one of: {', '.join(LIKELIHOOD)}; or give likelihood: beside the judgement")
