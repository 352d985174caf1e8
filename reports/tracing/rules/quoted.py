"""A2: quoted words are a fact's phrase; spaces and quotation marks folded, brackets kept, ellipses marked."""
from __future__ import annotations

from collections.abc import Iterator

from reports.problems import Problem
from reports.tracing import counting
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage, Stretch
from reports.tracing.quoting import folded, holds, nearest

RULE, LEVEL = "A2", "error"
TITLE = "quoted words equal the phrase of a fact: spaces and quotation marks folded, brackets kept, ellipses marked"


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    """A quotation that no cited fact holds is an error; one that nothing is cited for, or that cannot be checked, a warning."""
    for quotation in passage.quotations:
        if _hidden_whole(passage, quotation) or _label(quotation.text, passage):
            continue
        facts = [context.fact(n) for n in passage.near if n in context.ledger]
        phrases = {f.id: f.phrase for f in facts if f.phrase}
        if not any(holds(phrase, quotation.text) for phrase in phrases.values()):
            yield _told(passage, quotation, phrases, context)


def _told(passage: Passage, quotation: Stretch, phrases: dict[str, str], context: Context) -> Problem:
    words, place = quotation.text.strip(), passage.at(quotation.start)
    elsewhere = context.phrase_with(words)
    if elsewhere:
        return problem("A1", "warning", place, f'the quotation "{words}" is not traced to a fact',
                       f"the words are those of {elsewhere}: cite it, {{{elsewhere}|cite}}")
    if not phrases:
        return problem("A1", "warning", place, f'the quotation "{words}" is not traced to a fact',
                       "cite the fact whose phrase it is: {A-058|cite}; or write {=“...”} if nobody is quoted")
    closest = nearest(words, list(phrases.values()))
    name = next(n for n, phrase in phrases.items() if phrase == closest)
    return problem(RULE, "error", place, f'the quoted words "{words}" are not in the phrase of fact "{name}"',
                   f"the source says: {closest}")


def _hidden_whole(passage: Passage, quotation: Stretch) -> bool:
    """A quotation that a reference or {=...} printed is no claim of this text."""
    return any(s.start <= quotation.start and quotation.end <= s.end for s in passage.spans) or not quotation.text.strip()


def _label(words: str, passage: Passage) -> bool:
    """Words that name a cell, a label or an entry of the same block."""
    return any(folded(words) == folded(text) for text in counting.texts(passage.model))
