"""T5 in texts: words for a move or a comparison agree with the facts beside them, recomputed on every build."""
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from reports import units
from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import ABOVE, BELOW, DOWN, UP
from reports.tracing.passage import Passage, Span, Stretch

RULE, LEVEL = "T5", "error"
TITLE = "direction words and comparisons in texts agree with the facts beside them"
APART = ("scope", "gap")  # verdicts on what is not one thing, measured twice
_FROM_TO = re.compile(r"\bfrom\s$")


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    if not context.english or passage.kind in ("chart", "timeline"):  # those are read against their rows
        return
    for sentence in passage.sentences:
        yield from _against_the_source(passage, sentence, context)
        yield from _across(passage, sentence, context)
        for one, other in pairwise(s for s in passage.spans_of(sentence) if s.form in ("", "value", "short")):
            yield from _pair(passage, one, other, context)


def _against_the_source(passage: Passage, sentence: Stretch, context: Context) -> Iterator[Problem]:
    """The sentence says "fell", and all that it cites says "rose"."""
    words = passage.unquoted[sentence.start:sentence.end]
    said = " ".join(context.fact(n).phrase for n in passage.facts_of(sentence) if n in context.ledger)
    for own, other in ((UP, DOWN), (DOWN, UP)):
        found = own.search(words)
        against = other.search(said)
        if found and against and not own.search(said) and not other.search(words):
            yield problem(RULE, "error", passage.at(sentence.start + found.start()),
                          f'the text says "{found.group()}", the source "{against.group()}"', "say what the source says")


def _across(passage: Passage, sentence: Stretch, context: Context) -> Iterator[Problem]:
    """A move between two claims without numbers that a conflict sets apart: a low in one year and good terms in another."""
    words = passage.unquoted[sentence.start:sentence.end]
    moved = UP.search(words) or DOWN.search(words)
    cited = [n for n in passage.facts_of(sentence) if n in context.ledger and context.fact(n).number is None]
    said = " ".join(context.fact(n).phrase for n in cited)
    if not moved or UP.search(said) or DOWN.search(said):
        return
    for name, entry in context.conflicts.items():
        apart = [n for n in cited if n in entry.items]
        if entry.verdict in APART and len({context.same(n) for n in apart}) > 1:
            yield problem(RULE, "error", passage.at(sentence.start + moved.start()),
                          f'"{moved.group()}" makes a trend of {" and ".join(apart)}, which {name} keeps apart',
                          f"say the two side by side: {entry.use}")


def _pair(passage: Passage, one: Span, other: Span, context: Context) -> Iterator[Problem]:
    """"Rose from X to Y", "X, more than Y": two numbers with only words between them."""
    a, b = context.fact(one.fact), context.fact(other.fact)
    between = passage.text[one.end:other.start]
    sizes = _sizes(a, b)
    if not sizes or len(between.split()) > 5 or re.search(r"[.;:]", between):
        return
    first, second = sizes
    before = passage.text[max(0, one.start - 60):one.start]
    if re.fullmatch(r"\s?to\s", between) and _FROM_TO.search(before):
        moved = [(m.group(), sign) for p, sign in ((UP, 1), (DOWN, -1)) for m in p.finditer(before)]
        wrong = [word for word, sign in moved[-1:] if (second > first) - (second < first) != sign]
    else:
        claims = [(m.group(), sign) for p, sign in ((ABOVE, 1), (BELOW, -1)) for m in p.finditer(between)]
        wrong = [word for word, sign in claims[:1] if (first > second) - (first < second) != sign]
    for word in wrong:
        yield problem(RULE, "error", passage.at(one.start),
                      f'"{word}" is not true of {context.ledger.written(a.id)} and {context.ledger.written(b.id)}',
                      "correct the word, or the facts")


def _sizes(a: Fact, b: Fact) -> tuple[Fraction, Fraction] | None:
    """Both numbers in the base of their common dimension; None where they cannot be compared."""
    if a.number is None or b.number is None or "year" in (a.unit, b.unit):
        return None
    (first, of_first), (second, of_second) = units.in_base(a.number, a.unit), units.in_base(b.number, b.unit)
    return (first, second) if of_first == of_second else None
