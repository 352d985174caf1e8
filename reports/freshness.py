"""How old a fact may grow: limits per fact, source and theme, judged against a day that is given, never looked up.

Three limits, each an age such as "400d", "18m" or "2y": past `stale_after` a number prints with its date (rule A6); past
`warn_after` the writer hears of it too; past `error_after` the report's `on_stale` decides: `hold` stops the build, `print`
prints it as out of date and takes it out of the key numbers, `drop` leaves out what rests on it alone. A limit that a fact does
not have is its source's, else its theme's, else the default's. An age is counted from the last day of a fact's date. The data
tables behind figures are judged alike (`aged_tables`).
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from charts import dates
from reports import aged_tables, blocks, outdated
from reports.ages import LIMITS, Age, State, age_of, spoken
from reports.blocks._body import Entry
from reports.facts import Ledger
from reports.problems import Problem
from reports.tracing import counting

_DRAWN = ("chart", "comparison")  # blocks that are nothing but figures
_LISTS = ("tiles", "rows", "items")


@dataclass(frozen=True)
class Fresh:
    """What the day of reading does to a report: the outline with what is left out, and the facts past a limit."""

    outline: Any
    ages: Mapping[str, Age]
    ledger: Ledger
    today: str
    tables: Mapping[str, Any]  # the data tables past a limit

    def problems(self, printed: Iterable[str], used: Iterable[str]) -> list[Problem]:
        """What the writer hears of the facts that print, and of the tables that figures draw from."""
        held = self.outline.on_stale
        return [*problems(printed, self.ages, self.ledger, held, self.today),
                *aged_tables.problems(used, self.tables, held, self.today)]


def judged(outline: Any, ledger: Ledger, today: str | None) -> Fresh:
    """The ages of all facts on a day (default: the report's own date), and what on_stale leaves out; a notice heads the rest."""
    day = today or outline.report.as_of.date
    found, tables = ages(ledger, outline, day), aged_tables.aged(outline, day)
    expired = [name for name, age in found.items() if age.state == "expired"]
    expired += [f"{aged_tables.MARK}{name}" for name, table in tables.items() if table.age.state == "expired"]
    if expired and outline.on_stale != "hold":
        body = pruned(outline.body, frozenset(expired), outline.on_stale, outline.charts)
        if outline.on_stale == "print":
            printed = {name for entry in body for name in _all(entry, outline.charts)}
            body = outdated.headed(body, [name for name in expired if name in printed], outline, ledger)
        outline = outline.model_copy(update={"body": body})
    return Fresh(outline, found, ledger, day, tables)


def ages(ledger: Ledger, outline: Any, today: str) -> dict[str, Age]:
    """The facts that are past a limit on a day (ISO 8601, reduced precision: then its last day).

    A derived fact is as old as its oldest input.
    """
    day = dates.read(today).end - 1
    theme_limits = getattr(outline, "freshness", None) or {}
    default = theme_limits.get("default")
    own = {name: age_of(fact.as_of, (fact, ledger.sources.get(fact.source), theme_limits.get(fact.theme), default), day)
           for name, fact in ledger.facts.items() if not fact.derived}
    found = {name: age for name, age in own.items() if age}
    for name, fact in ledger.facts.items():
        inputs = [found[f.id] for f in ledger.stated_inputs(name) if f.id in found] if fact.derived and found else []
        if inputs:
            found[name] = max(inputs, key=lambda a: (_rank(a.state), a.days))
    return found


def _rank(state: State) -> int:
    return -[name for name, _ in LIMITS].index(state)


def problems(printed: Iterable[str], found: Mapping[str, Age], ledger: Ledger, on_stale: str, today: str) -> list[Problem]:
    """What the writer hears of the facts that print: warnings past `warn_after`, errors past `error_after` where that holds."""
    made: list[Problem] = []
    for name in dict.fromkeys(printed):
        age, fact = found.get(name), ledger.facts.get(name)
        if age is None or fact is None or fact.derived or age.state == "dated":
            continue
        held = age.state == "expired" and on_stale != "print"
        what = f'"{name}" is of {ledger.date(name)}, and {age.days} days old on {spoken(today)}: more than {age.limit}'
        hint = ("bring the fact up to date; or let it print as out of date: on_stale: print" if held
                else "bring the fact up to date, or set a longer limit")
        made.append(Problem(fact.place, what, hint, "error" if held else "warning", "R2"))
    return made


# ---------------------------------------------------------------- leaving out
def pruned(body: Iterable[Entry], expired: Collection[str], on_stale: str, charts: Mapping[str, Any]) -> list[Entry]:
    """The body without what rests on expired facts alone: tiles under `print`; tiles, rows, items and charts under `drop`."""
    if not expired or on_stale == "hold":
        return list(body)
    kept = [_without(entry, expired, on_stale, charts) for entry in body]
    return [entry for entry in kept if entry]


def _without(entry: Entry, expired: Collection[str], on_stale: str, charts: Mapping[str, Any]) -> Entry | None:
    model, changed = entry.model, {}
    shown = blocks.figures(entry.kind, model) if entry.kind in _DRAWN and on_stale == "drop" else []
    if any(_named(charts.get(name)) & set(expired) for name in shown):
        return None
    for name in _LISTS if on_stale == "drop" else ("tiles",):
        rows = getattr(model, name, None)
        if isinstance(rows, list):
            changed[name] = [_cleared(row, expired) for row in rows if not (ids := _named(row)) or not ids <= set(expired)]
            if rows and not changed[name]:
                return None
    inner = getattr(model, "blocks", None)
    if inner:
        changed["blocks"] = pruned(inner, expired, on_stale, charts)
    return replace(entry, model=model.model_copy(update=changed)) if changed else entry


def _cleared(row: Any, expired: Collection[str]) -> Any:
    """A row that other facts bear out as well, no longer citing the expired ones."""
    facts = getattr(row, "facts", None)
    kept = [name for name in facts or () if name not in expired]
    return row.model_copy(update={"facts": kept}) if facts and len(kept) < len(facts) else row


def _named(model: Any) -> set[str]:
    """The facts that a row, tile or chart rests on: values, lists of facts, references in its texts."""
    if model is None:
        return set()
    found = {cell.ref for cell in counting.cells(model) if cell.ref}
    found |= {f"{aged_tables.MARK}{model.data}"} if getattr(model, "data", None) else set()
    found |= {str(name) for part in counting.models(model) for name in getattr(part, "facts", None) or ()}
    return found | {name.strip() for text in counting.texts(model) for name in re.findall(r"\{([A-Z]+-\d+)(?=[|}])", text)}


def _all(entry: Entry, charts: Mapping[str, Any]) -> set[str]:
    """Every fact of a block, its chart and the blocks inside it."""
    found = _named(entry.model) | _named(charts.get(getattr(entry.model, "use", "")))
    return found.union(*(_all(inner, charts) for inner in getattr(entry.model, "blocks", None) or ()))


__all__ = ["LIMITS", "Age", "Fresh", "ages", "judged", "problems", "pruned", "spoken"]
