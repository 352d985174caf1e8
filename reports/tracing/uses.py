"""Where a report uses its facts: every reference, value, list of facts, formula and conflict, with its place in the files."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reports import blocks, inline
from reports.blocks._body import Entry
from reports.problems import Place
from reports.tracing import counting

_REFERENCE = re.compile(r"\{([A-Z]{1,3}-\d{1,4})(?:\|([a-z]*))?\}")
NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a fact: where it is typed, the block or figure around it, and how: "value", "cite", "listed", "formula" ..."""

    fact: str
    place: Place
    block: str
    how: str
    figure: int = 0
    profiles: tuple[str, ...] = ()


def uses(outline: Any) -> list[Use]:
    """All uses of all facts in an outline, in the order of the body, then derived facts and conflicts."""
    figures = _figures(outline.body)
    found = [*_in_body(outline.body, "", ())]
    for name, chart in outline.charts.items():
        found += in_model(chart, f"chart {name}", figures.get(name, 0), ())
    for name, entry in outline.facts.items():
        inputs = re.findall(r"[A-Z]{1,3}-\d{1,4}", getattr(entry, "formula", None) or "")
        found += [Use(i, entry.place or NOWHERE, f"derived fact {name}", "formula") for i in dict.fromkeys(inputs)]
        found += [Use(i, entry.place or NOWHERE, f"fact {name}", "supersedes") for i in getattr(entry, "supersedes", None) or ()]
    for name, conflict in outline.conflicts.items():
        found += [Use(i, conflict.place or NOWHERE, f"conflict {name}", conflict.verdict) for i in conflict.items]
    return found


def by_fact(found: Iterable[Use]) -> dict[str, list[Use]]:
    """Uses under the id of their fact."""
    made: dict[str, list[Use]] = {}
    for use in found:
        made.setdefault(use.fact, []).append(use)
    return made


def lines(found: Iterable[Use]) -> Iterator[str]:
    """Uses as lines, those of one place together: "outline.yaml:436:17: theme trade, text: value, date, cite"."""
    places: dict[tuple[Place, str, int, tuple[str, ...]], dict[str, None]] = {}
    for use in found:
        places.setdefault((use.place, use.block, use.figure, use.profiles), {})[use.how] = None
    for (place, block, number, profiles), ways in places.items():
        figure = f", figure {number}" if number else ""
        readers = f" ({', '.join(profiles)} only)" if 0 < len(profiles) < 3 else ""
        yield f"{place}: {block}{figure}{readers}: {', '.join(ways)}"


def _in_body(entries: Iterable[Entry], within: str, profiles: tuple[str, ...]) -> Iterator[Use]:
    for entry in entries:
        model = entry.model
        own = f"{entry.kind} {model.id}" if model.id else entry.kind
        label = f"{within}, {own}" if within else own
        readers = tuple(model.profiles) or profiles
        yield from in_model(model, label, 0, readers)
        yield from _in_body(getattr(model, "blocks", None) or (), label, readers)


def in_model(model: Any, label: str, figure: int, profiles: tuple[str, ...]) -> Iterator[Use]:
    """The uses in one block's or chart's own fields."""
    for text in counting.texts(model):
        for found in _REFERENCE.finditer(text):
            place = inline.place_in(text.place, text, found.start())
            yield Use(found[1], place, label, found[2] or "value with its note", figure, profiles)
    for cell in counting.cells(model):
        if cell.ref:
            yield Use(cell.ref, cell.place or model.place or NOWHERE, label, "value", figure, profiles)
    for part in counting.models(model):
        for name in getattr(part, "facts", None) or ():
            yield Use(str(name), getattr(part, "place", None) or NOWHERE, label, "listed", figure, profiles)


def _figures(body: Iterable[Entry]) -> dict[str, int]:
    """The number of each chart's figure, counted over all readers' blocks as the official profile prints them."""
    made: dict[str, int] = {}
    for entry in _walk(body):
        if not entry.model.profiles or "official" in entry.model.profiles:
            for name in blocks.figures(entry.kind, entry.model):
                made.setdefault(name, len(made) + 1)
    return made


def _walk(body: Iterable[Entry]) -> Iterator[Entry]:
    for entry in body:
        yield entry
        yield from _walk(getattr(entry.model, "blocks", None) or ())


def found_in(ledger: Any, words: str) -> list[str]:
    """The ids of the facts that hold all the words, in any of their fields, capitals aside."""
    wanted = words.casefold().split()
    return [name for name in ledger if all(w in _said(ledger, name) for w in wanted)]


def _said(ledger: Any, name: str) -> str:
    fact = ledger[name]
    fields = (name, ledger.written(name), ledger.written(name, "short"), fact.text, fact.phrase, fact.note, fact.theme,
              fact.said_by, fact.status, fact.source, fact.locator, fact.scope, fact.unit, fact.as_of)
    return " ".join(fields).replace("\N{NO-BREAK SPACE}", " ").casefold()
