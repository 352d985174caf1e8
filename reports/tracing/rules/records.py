"""T6 in texts: "record", "first time", "unprecedented" only where a fact says so, and as reported unless it is official."""
from __future__ import annotations

import re
from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage

RULE, LEVEL = "T6", "warning"
TITLE = "superlatives are a fact's own, and reported"
_WORDS = {"all-time high": "all-time|record|highest", "record high": "record|all-time|highest",
          "a record": "record|all-time|highest",
          "first time in history": "first time", "unprecedented": "unprecedented|first time|never"}
_SUPERLATIVE = re.compile(rf"\b({'|'.join(_WORDS)})\b(?! of (?:the|what))", re.IGNORECASE)
_REPORTED = re.compile(r"\b(report|said|says|say|call|claim|accord|count|by its own)", re.IGNORECASE)


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    for found in _SUPERLATIVE.finditer(passage.unquoted) if context.english and passage.kind not in ("chart", "") else ():
        sentence = passage.sentence_at(found.start())
        says = re.compile(_WORDS[found.group().lower()], re.IGNORECASE)
        names = [n for n in passage.facts_of(sentence) or passage.near if n in context.ledger]
        carrying = [context.fact(n) for n in names if says.search(f"{context.fact(n).phrase} {context.fact(n).text}")]
        if not carrying:
            what = f'the text says "{found.group()}", and no fact cited here does'
            yield problem(RULE, "warning", passage.at(found.start()), what,
                          "leave it out, or cite the fact whose words have it")
        elif not any(f.attribution == "institution_statement" for f in carrying) and not _REPORTED.search(sentence.text):
            yield problem(RULE, "warning", passage.at(found.start()), f'"{found.group()}" stands without "reported"',
                          f"write reported {found.group()}: no official source says it")
