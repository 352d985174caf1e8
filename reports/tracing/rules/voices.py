"""A3: the words of a paraphrase, or of an institution, are not put into a person's mouth."""
from __future__ import annotations

import re
from collections.abc import Iterator

from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage, Stretch
from reports.tracing.quoting import folded, holds

RULE, LEVEL = "A3", "error"
TITLE = "a paraphrase or an institution's statement is never quoted as a person's words"
_OWN_WORDS = re.compile("“([^”]*)”")
_WRITER = re.compile(r"\b(articles?|primer|commentary|writers?|authors?|paper|reports?|reporter|account|newspaper)\b",
                     re.IGNORECASE)


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    for quotation in passage.quotations:
        holding = [context.fact(n) for n in passage.near if n in context.ledger and holds(context.fact(n).phrase, quotation.text)]
        if not holding or any(f.attribution == "direct_quote" or _spoken(f, quotation.text) for f in holding):
            continue
        sentence = passage.sentence_at(quotation.start)
        for fact in holding:
            speaker = _speaker(fact, sentence, quotation, context)
            if speaker:
                kind = "a paraphrase" if fact.attribution == "paraphrase" else "an institution's statement"
                yield problem(RULE, "error", passage.at(quotation.start),
                              f'"{quotation.text.strip()}" is quoted as {speaker}\'s words, and "{fact.id}" is {kind}',
                              "leave out the quotation marks, or say whose wording it is")
                break


def _spoken(fact: Fact, words: str) -> bool:
    """Whether the source itself has these words in quotation marks."""
    return any(folded(words).rstrip(".,") in folded(inner) for inner in _OWN_WORDS.findall(fact.phrase))


def _speaker(fact: Fact, sentence: Stretch, quotation: Stretch, context: Context) -> str:
    """The person to whom the sentence gives the words; empty where it gives them to the writer or the institution."""
    if fact.attribution not in ("paraphrase", "institution_statement"):
        return ""
    before = sentence.text[:max(0, quotation.start - sentence.start)]
    after = sentence.text[quotation.end - sentence.start:]
    around = f"{before} {after}"
    if _WRITER.search(around) or (fact.attribution == "institution_statement" and _institution(fact, around)):
        return ""
    surnames = [str(actor.name).split()[-1] for actor in context.ledger.actors.values()]
    return next((name for name in surnames if re.search(rf"\b{re.escape(name)}\b", around)), "")


def _institution(fact: Fact, text: str) -> bool:
    """Whether a text names the institution: a word in capitals, or of five letters, of `said_by`."""
    words = re.findall(r"\b(?:[A-Z]{2,}|[A-Za-z]{5,})\b", fact.said_by)
    return any(re.search(rf"\b{re.escape(w)}\b", text, re.IGNORECASE) for w in words)
