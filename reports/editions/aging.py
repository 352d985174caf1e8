"""What the day does to an edition: which of the facts that it names, and of the tables behind its figures, print with their
dates, or as out of date.

A report grows old without anybody touching it. What of that can be seen counts in what an edition is: a fact or a table that
passes a limit makes a new edition, once. The day itself does not count.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from charts import dates
from reports import aged_tables, facts, freshness, outdated
from reports import outline as outlines
from reports.editions.content import Data, strings
from reports.facts import Ledger
from reports.problems import Failed, errors

Seen = Literal["dated", "expired"]
_SEEN: dict[str, Seen] = {"dated": "dated", "warned": "dated", "expired": "expired"}  # only the writer hears of a warning


def limited(outline: Any) -> bool:
    """Whether a report has any limit of freshness."""
    holders = (*outline.facts.values(), *outline.sources.values(), *outline.freshness.values(), *outline.data.values())
    return any(getattr(holder, name, None) for holder in holders for _, name in freshness.LIMITS)


def seen(ledger: Ledger, outline: Any, said: Data, today: str) -> dict[str, Seen]:
    """The facts that a content names, and the tables that its figures draw from, which are past a limit on a day (ISO 8601): each
    with what of that prints. Before the name of a table stands `aged_tables.MARK`."""
    named = set(strings([[*figure["facts"]] for figure in said["figures"].values()]))
    named |= set(strings([[*text["facts"]] for text in said["texts"].values()]))
    ages = freshness.ages(ledger, outline, today)
    drawn, tables = outdated.drawn(outline.body, outline), aged_tables.aged(outline, today)
    found = {name: ages[name].state for name in named & ages.keys()}
    found |= {f"{aged_tables.MARK}{name}": tables[name].age.state for name in drawn.keys() & tables.keys()}
    return {name: _SEEN[found[name]] for name in sorted(found)}


def ended(said: Data, today: str) -> str:
    """The day until which a content may be used, where that has passed; else empty."""
    until = str(said["head"].get("valid_until") or "")
    return until if until and dates.read(until).end <= dates.read(today).start else ""


def expired(folder: Path, said: Data, today: str) -> list[str]:
    """The facts and tables of an archived edition that went out of date after it was made. `folder`: its inputs. Raises Failed.

    A report without limits is not read again.
    """
    if "aged" not in said:
        return []
    outline, problems = outlines.read(folder)
    if outline is None or errors(problems):
        raise Failed(problems)
    now = seen(facts.ledger(outline)[0], outline, said, today)
    return [called(name) for name, state in now.items() if state == "expired" != said["aged"].get(name)]


def called(name: str) -> str:
    """"A-058", "table trade"."""
    table = name.removeprefix(aged_tables.MARK)
    return name if table == name else f"table {table}"
