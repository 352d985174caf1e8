"""A1: every number and date resolves to a fact, a derived fact or an explicit {=...}."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reports import units
from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing import calendar, counting, reading, tabled
from reports.tracing.backing import own_date
from reports.tracing.context import Context, problem
from reports.tracing.passage import Passage
from reports.tracing.reading import Quantity

RULE, LEVEL = "A1", "warning"
TITLE = "every number and date resolves to a fact, a derived fact or an explicit {=...}"


def in_passage(passage: Passage, context: Context) -> Iterator[Problem]:
    """Numbers in figures need a reference, or the table of a figure; those in words also rest on a fact cited beside them, or
    count the block's items."""
    for q in reading.quantities(passage.own, english=context.english):
        if any(s.start <= q.start < s.end for s in passage.quotations) or own_date(q, context) or _on_purpose(q, passage):
            continue
        if tabled.backs(q, passage, context) or (q.spelled and (_known(q, passage, context) or _counted(q, passage, context))):
            continue
        yield problem(RULE, "warning", passage.at(q.start), f'"{q.text}" is not traced to a fact', _hint(q, passage, context))


def in_block(model: Any, facts: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """A date on a chart's scale is the date of a fact of its event. (A value without a fact names its source: rule T11.)"""
    for event in _events(model):
        names = [*event.facts, *_referred(event, context)]
        if names and not _dated_by(str(event.at), names, context):
            yield problem(RULE, "warning", event.place, f'the date "{event.at}" is not that of {", ".join(names)}',
                          "give the date of a fact, or name the fact that has this date")


def _on_purpose(q: Quantity, passage: Passage) -> bool:
    """A month beside a number given by {=...} is part of a date on purpose: "{=7} April"."""
    beside = (s for s in passage.spans if not s.fact and (q.start - 1 <= s.end <= q.start or q.end <= s.start <= q.end + 1))
    return q.form == "date" and q.spelled and any(beside)


def _known(q: Quantity, passage: Passage, context: Context) -> bool:
    return any(reading.alike(q, said) for name in passage.near if name in context.ledger for said in context.said(name)) \
        or (q.form == "times" and _ratio(q, passage, context))


def _ratio(q: Quantity, passage: Passage, context: Context) -> bool:
    """Whether two facts beside it stand in this ratio, within a twentieth."""
    values = [abs(n) for name in passage.near if name in context.ledger and (n := context.fact(name).number)]
    return any(abs(b / a - q.value) <= q.value / 20 for a in values for b in values)


def _counted(q: Quantity, passage: Passage, context: Context) -> bool:
    """Whether it counts the items of its own block, those that share a word, or, beside the sources, the sources."""
    model = passage.model
    if q.unit or q.form not in ("number", "ordinal") or model is None:
        return False
    kinds = Counter(str(s.kind) for s in context.ledger.sources.values()) if passage.kind == "sources" else Counter()
    return (q.value in counting.counts(model) or any(c.number == q.value for c in counting.cells(model))
            or q.value in (kinds.total(), *kinds.values()))


def _hint(q: Quantity, passage: Passage, context: Context) -> str:
    near = next((name for name in passage.near if name in context.ledger
                 and any(reading.alike(q, said) for said in context.said(name))), "")
    if near:
        form = "date" if q.form == "date" and context.fact(near).unit != "year" else "value"
        return f"{near} says so: write {{{near}|{form}}}"
    other = next((name for name in passage.near if q.unit and name in context.ledger and _measures(context.fact(name), q)), "")
    if other:
        return f"{other} says {context.ledger.written(other)}: write {{{other}|value}}, or cite the fact that has this number"
    return f"write {{A-058}} for a fact of the ledger, or {{={q.text}}} if it needs no source"


def _measures(fact: Fact, q: Quantity) -> bool:
    """Whether a fact has a number of the same dimension."""
    return (fact.number is not None and fact.unit not in ("", "year")
            and units.parse(fact.unit).dimension == units.parse(q.unit).dimension)


def _events(model: Any) -> Iterable[Any]:
    events = getattr(model, "events", None) or ()
    return (e for e in events if getattr(e, "at", None) is not None and hasattr(e, "facts"))


def _referred(event: Any, context: Context) -> list[str]:
    found = (inner.split("|")[0].strip() for text in counting.texts(event) for inner in _braced(text))
    return [name for name in found if name in context.ledger]


def _braced(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _dated_by(at: str, names: Iterable[str], context: Context) -> bool:
    """Whether the day, month or year is that of some fact; a day may stand for a fact that knows only its month or year."""
    wanted = next((reading.dated(d) for d in calendar.dates(at)), None)
    if wanted is None:
        return True
    known = [q for name in names if name in context.ledger for q in context.said(name) if q.form == "date"]
    return any(not k.year or k.year == wanted.year for k in known) and all(
        any(getattr(k, part) in (0, getattr(wanted, part)) for k in known) for part in ("year", "month", "day"))
