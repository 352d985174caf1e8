"""Where accounts differ: a brief that prints one side must print the other, or say that they differ (rule A7)."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reports.blocks._body import Entry
from reports.head import Conflict
from reports.problems import Place, Problem

DIFFERING = ("conflict", "strength")  # verdicts under which one side alone misleads


def one_sided(conflicts: Mapping[str, Conflict], mentioned: Collection[str], shown: Collection[str]) -> list[Problem]:
    """A problem for each conflict of which the report mentions some items and not the others.

    `mentioned`: the ids of facts that print; `shown`: the ids of conflicts that a block sets out.
    """
    problems = []
    for name, conflict in conflicts.items():
        missing = [item for item in conflict.items if item not in mentioned]
        if name in shown or conflict.verdict not in DIFFERING or not missing or len(missing) == len(conflict.items):
            continue
        use = f"; the wording to use: {conflict.use}" if conflict.use else ""
        place = conflict.place if isinstance(conflict.place, Place) else Place("conflicts")
        problems.append(Problem(place, f'only one side of conflict "{name}" is printed: {", ".join(missing)} is missing',
                                f"cite it beside the other, or add a discrepancy block for {name}{use}", "warning", "A7"))
    return problems


def set_out(entries: Iterable[Entry], profile: str) -> set[str]:
    """The conflicts that a profile's blocks set out."""
    found: set[str] = set()
    for entry in entries:
        model = entry.model
        if model.profiles and profile not in model.profiles:
            continue
        found.add(getattr(model, "conflict", ""))
        found |= set_out(getattr(model, "blocks", None) or [], profile)
    return found - {""}
