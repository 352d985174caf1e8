"""A5: words of status and degree stay with what they qualify: planned, intended, about, up to, estimated, reported."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports import derivation
from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing import reading
from reports.tracing.context import Context, problem
from reports.tracing.lexicon import SOFTENED, WEAKER
from reports.tracing.passage import Passage, Stretch

RULE, LEVEL = "A5", "error"
TITLE = "status words are kept: planned, intended, about, up to, estimated, reported"
READ = ("text", "bottom_line", "key_judgements", "exec_summary")
_RUNGS = ("done", "announced", "pledged", "wanted", "hoped", "reported")
_EQUAL = {"estimated": ("estimated", "an estimated", "about", "some"), "about": ("about", "around", "some", "roughly"),
          "nearly": ("nearly", "almost", "close to"), "almost": ("nearly", "almost", "close to")}


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    if not context.english:
        return
    if passage.role in ("text", "label"):
        yield from _bare_numbers(passage, context)
    if passage.kind not in READ or passage.role == "notes":
        return
    for sentence in passage.sentences:
        facts = [context.fact(n) for n in passage.facts_of(sentence) if n in context.ledger]
        soft = [f for f in facts if derivation.family(f.status) in WEAKER]
        quoted = any(sentence.start <= q.start < sentence.end for q in passage.quotations)
        if soft and len(soft) == len(facts) and not quoted and not _kept(sentence, soft):
            names = ", ".join(f'{f.id} is "{f.status.replace("_", " ")}"' for f in soft)
            yield problem(RULE, "error", passage.at(sentence.start + len(sentence.text) - len(sentence.text.lstrip())),
                          f"the sentence drops the status of what it says: {names}",
                          "keep it in words: planned, intended, hoped for, reported ...")


def in_block(model: Any, facts: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """A row's rung on a ladder is no firmer than the firmest of its facts."""
    for row in getattr(model, "rows", None) or ():
        status = getattr(row, "status", None)
        named = [context.fact(n) for n in getattr(row, "facts", None) or () if n in context.ledger]
        if status not in _RUNGS or not named:
            continue
        best = min((_rung(f) for f in named), default=0)
        if _RUNGS.index(status) < best:
            yield problem(RULE, "error", row.place, f'"{status}" is firmer than {", ".join(f.id for f in named)}: '
                          f'{_RUNGS[best]} at most', f"write status: {_RUNGS[best]}, or cite the fact that is {status}")


def _rung(fact: Fact) -> int:
    family = derivation.family(fact.status)
    return _RUNGS.index(family) if family in _RUNGS else 0


def _kept(sentence: Stretch, facts: list[Fact]) -> bool:
    """One word of the firmest family among the facts, or of a weaker one."""
    firmest = min(WEAKER.index(derivation.family(f.status)) for f in facts)
    return any(SOFTENED[family].search(sentence.text) for family in WEAKER[firmest:])


def _bare_numbers(passage: Passage, context: Context) -> Iterator[Problem]:
    """A number in words that is a qualified fact's carries the qualifier."""
    for q in reading.quantities(passage.own):
        if not q.spelled or q.form == "date" or any(s.start <= q.start < s.end for s in passage.quotations):
            continue
        near = [context.fact(n) for n in passage.near if n in context.ledger]
        same = [f for f in near if f.number is not None and _is(q, f)]
        if same and all(f.qualifier and not _said(q, f, passage) for f in same):
            yield problem(RULE, "error", passage.at(q.start), f'"{q.text}" drops "{same[0].qualifier}" of {same[0].id}',
                          f"write {same[0].qualifier} {q.text}, or {{{same[0].id}|value}}")


def _is(q: reading.Quantity, fact: Fact) -> bool:
    assert fact.number is not None
    return reading.alike(q, reading.Quantity(0, 0, "", fact.number, fact.unit, digits=4)) and bool(q.unit or q.value > 20)


def _said(q: reading.Quantity, fact: Fact, passage: Passage) -> bool:
    after = passage.text[q.end:q.end + 8]
    return q.qualifier in _EQUAL.get(fact.qualifier, (fact.qualifier,)) or after.startswith(" or so")
