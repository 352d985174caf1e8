"""How old a fact may grow: limits per fact, source and theme, judged against a day that is given, never looked up.

Three limits, each an age such as "400d", "18m" or "2y": past `stale_after` a number prints with its date (rule A6); past
`warn_after` the writer hears of it too; past `error_after` the report's `on_stale` decides: `hold` stops the build, `print`
prints it as out of date and takes it out of the key numbers, `drop` leaves out what rests on it alone. A limit that a fact does
not have is its source's, else its theme's, else the default's. An age is counted from the last day of a fact's date.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from charts import dates
from charts.inputs import Prose
from reports import blocks
from reports.blocks._body import Entry
from reports.facts import Ledger
from reports.problems import Problem
from reports.resolution import Fact
from reports.tracing import counting

State = Literal["", "dated", "warned", "expired"]
LIMITS: tuple[tuple[State, str], ...] = (("expired", "error_after"), ("warned", "warn_after"), ("dated", "stale_after"))
_WORDS = 12  # of the out-of-date facts that the notice names: its slide had better hold 25 words in all (rule S1)
_DRAWN = ("chart", "comparison")  # blocks that are nothing but figures
_LISTS = ("tiles", "rows", "items")
_DAYS = {"d": 1.0, "m": 30.4375, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Age:
    """How a fact stands on the day of reading: its state, the limit that it is past, and the days since its date."""

    state: State
    limit: str
    days: int


@dataclass(frozen=True)
class Fresh:
    """What the day of reading does to a report: the outline with what is left out, and the facts past a limit."""

    outline: Any
    ages: Mapping[str, Age]
    ledger: Ledger
    today: str

    def problems(self, printed: Iterable[str]) -> list[Problem]:
        """What the writer hears of the facts that print."""
        return problems(printed, self.ages, self.ledger, self.outline.on_stale, self.today)


def judged(outline: Any, ledger: Ledger, today: str | None) -> Fresh:
    """The ages of all facts on a day (default: the report's own date), and what on_stale leaves out; a notice heads the rest."""
    day = today or outline.report.as_of.date
    found = ages(ledger, outline, day)
    expired = [name for name, age in found.items() if age.state == "expired"]
    if expired and outline.on_stale != "hold":
        body = pruned(outline.body, frozenset(expired), outline.on_stale, outline.charts)
        if outline.on_stale == "print":
            body = _noticed(body, expired, outline, ledger)
        outline = outline.model_copy(update={"body": body})
    return Fresh(outline, found, ledger, day)


def ages(ledger: Ledger, outline: Any, today: str) -> dict[str, Age]:
    """The facts that are past a limit on a day (ISO 8601, reduced precision: then its last day).

    A derived fact is as old as its oldest input.
    """
    day = dates.read(today).end - 1
    theme_limits = getattr(outline, "freshness", None) or {}
    own = {name: _age(fact, ledger.sources.get(fact.source), theme_limits, day)
           for name, fact in ledger.facts.items() if not fact.derived}
    found = {name: age for name, age in own.items() if age}
    for name, fact in ledger.facts.items():
        inputs = [found[f.id] for f in ledger.stated_inputs(name) if f.id in found] if fact.derived and found else []
        if inputs:
            found[name] = max(inputs, key=lambda a: (_rank(a.state), a.days))
    return found


def _rank(state: State) -> int:
    return -[name for name, _ in LIMITS].index(state)


def _age(fact: Fact, source: Any, themes: Mapping[str, Any], day: int) -> Age | None:
    try:
        days = day - (dates.read(fact.as_of).end - 1)
    except ValueError:
        return None
    for state, name in LIMITS:
        limit = _limit(name, fact, source, themes)
        if limit and days > _days(limit):
            return Age(state, limit, days)
    return None


def _limit(name: str, fact: Fact, source: Any, themes: Mapping[str, Any]) -> str:
    holders = (fact, source, themes.get(fact.theme), themes.get("default"))
    return next((str(limit) for holder in holders if (limit := getattr(holder, name, None))), "")


def _days(limit: str) -> float:
    return int(limit[:-1]) * _DAYS[limit[-1]]


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


def spoken(iso: str) -> str:
    """A day, month or year in words."""
    return dates.spoken(dates.read(iso))


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
    found |= {str(name) for part in counting.models(model) for name in getattr(part, "facts", None) or ()}
    return found | {name.strip() for text in counting.texts(model) for name in re.findall(r"\{([A-Z]+-\d+)(?=[|}])", text)}


def _noticed(body: list[Entry], expired: Iterable[str], outline: Any, ledger: Ledger) -> list[Entry]:
    """The body with a notice ahead of it: which of the facts that it prints are out of date. It does not name the day:
    that would make it another text every day."""
    printed = {name for entry in body for name in _all(entry, outline.charts)}
    old = [name for name in expired if name in printed]
    if not old:
        return body
    words = _told_of(old, outline, ledger)
    place = outline.report.place
    model = blocks.kind("notice").Model(title=Prose.at("Out of date", place), text=Prose.at(words, place),
                                        headline=Prose.at("Some of this is older than the report allows", place))
    start = 1 if body and body[0].kind == "cover" else 0
    return [*body[:start], Entry("notice", model), *body[start:]]


def _told_of(old: list[str], outline: Any, ledger: Ledger) -> str:
    """The words of the notice: as many numbers as there is room for, how many facts more, and how old the oldest is."""
    listed, room = list[str](), _WORDS
    for name in (name for name in old if ledger[name].number is not None):
        room -= len(f"{ledger.written(name, 'value')} {ledger.date(name)}".split())
        listed += [f"{{{name}|value}}{{{name}|cite}} ({{{name}|date}})"] if room >= 0 else []
    left = len(old) - len(listed)
    more = f"{{={left}}} {'statement' if left == 1 else 'statements'}{' more' if listed else ''}" if left else ""
    oldest = min(old, key=lambda name: dates.read(ledger[name].as_of).end)
    since = f", the oldest of {{{oldest}|date}}" if left > 1 else ""
    return f"Nothing newer was found for {' and '.join(filter(None, (', '.join(listed), more)))}{since}."


def _all(entry: Entry, charts: Mapping[str, Any]) -> set[str]:
    """Every fact of a block, its chart and the blocks inside it."""
    found = _named(entry.model) | _named(charts.get(getattr(entry.model, "use", "")))
    return found.union(*(_all(inner, charts) for inner in getattr(entry.model, "blocks", None) or ()))
