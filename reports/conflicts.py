"""Where accounts differ: which conflicts a report sets out (rule A7 is in `tracing/rules/sides.py`)."""
from __future__ import annotations

from collections.abc import Iterable

from reports.blocks._body import Entry


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
