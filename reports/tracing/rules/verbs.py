"""A4: a verb of saying is no stronger than the fact; an opinion is argued, not stated."""
from __future__ import annotations

import re
from collections.abc import Iterator

from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import BORNE_OUT, OPINION, STRONG, STRONGER
from reports.tracing.passage import Passage, Stretch

RULE, LEVEL = "A4", "warning"
TITLE = "attribution verbs are no stronger than the fact; opinions are argued"
OPINIONS = ("author_opinion", "author_inference")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    if not context.english or passage.role == "notes":
        return
    for sentence in passage.sentences:
        facts = [context.fact(n) for n in passage.facts_of(sentence) if n in context.ledger]
        if facts:
            yield from _strong(passage, sentence, facts)
            yield from _stated(passage, sentence, facts)


def _strong(passage: Passage, sentence: Stretch, facts: list[Fact]) -> Iterator[Problem]:
    for found in STRONGER.finditer(passage.unquoted, sentence.start, sentence.end):
        verb = found.group().lower()
        says = re.compile(STRONG[verb], re.IGNORECASE)
        if not any(says.search(f"{f.phrase} {f.text}") or verb in BORNE_OUT.get(f.status, ()) for f in facts):
            yield problem(RULE, "warning", passage.at(found.start()),
                          f'"{verb}" is stronger than {", ".join(f.id for f in facts)}',
                          'write "said", or cite the fact that has this verb')


def _stated(passage: Passage, sentence: Stretch, facts: list[Fact]) -> Iterator[Problem]:
    """A sentence that rests on opinions alone has a word of opinion, or quotes them."""
    if passage.kind not in ("text", "bottom_line", "key_judgements", "exec_summary"):
        return
    quoted = any(sentence.start <= q.start < sentence.end for q in passage.quotations)
    if all(f.attribution in OPINIONS for f in facts) and not quoted and not OPINION.search(sentence.text):
        names = ", ".join(f.id for f in facts)
        yield problem(RULE, "warning", passage.at(sentence.start + len(sentence.text) - len(sentence.text.lstrip())),
                      f"an opinion is stated as a fact: {names}",
                      'say whose view it is: "the writer argues that ..."')
