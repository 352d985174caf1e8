"""All data of a report, anew. What cannot be had stays as it is while it is not too old, and the page says so (requirement of
every reader: no run date may pass for an as-of date)."""
from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from charts import dates
from reports import durable, outline
from reports.counted import counted
from reports.problems import Place, Problem, errors
from reports.running import secrets
from reports.running.refreshing import fetching
from reports.running.refreshing.web import Unfetched
from reports.running.steps import Run, Status, Stopped
from reports.tables import kept

KNOWN = "fetched.json"  # in the archive: when each entry was last had, and the server's tag


def refresh(run: Run) -> Mapping[str, int]:
    """The stage: fetch every entry that says from where. Raises Stopped when one cannot be had and the last is too old."""
    made, problems = outline.read(run.folder, run.cache, name=run.name)
    if made is None or errors(problems):
        return {}  # the next stage reads it again, and says what is wrong
    entries = {key: entry for key, entry in made.data.items() if entry.fetch and entry.file}
    known = remembered(run.archive.root)
    counts = {"fetched": 0, "unchanged": 0, "kept": 0}
    stale: dict[str, str] = {}
    wrong: list[Problem] = []
    for key, entry in entries.items():
        try:
            counts["fetched" if _one(run, key, entry, known) else "unchanged"] += 1
        except Unfetched as unfetched:
            counts["kept"] += 1
            stale[key] = known.get(key, {}).get("at", "")[:10]
            wrong += _too_old(run, key, entry, stale[key], secrets.hidden(str(unfetched)))
    _remember(run, known)
    if wrong:
        raise Stopped(Status.FETCH_FAILED, f"{len(wrong)} of {counted(len(entries), 'data file')} cannot be had", wrong)
    kept.write(run.folder, stale)
    return counts if entries else {}


def _one(run: Run, key: str, entry: Any, known: dict[str, dict[str, str]]) -> bool:
    found = fetching.fetch(run.folder, key, entry, run.settings.refresh, known.get(key, {}).get("etag", ""))
    known[key] = {"at": run.at} | ({"etag": found.etag} if found.etag else {})
    return found.changed


def _too_old(run: Run, key: str, entry: Any, since: str, why: str) -> list[Problem]:
    """The problem of an entry whose last good data may not be used; none while they may."""
    limit = getattr(entry, "error_after", None) or run.settings.refresh.error_after
    place = entry.place or Place(f"{run.name}/{outline.NAME}")
    if not since:
        return [Problem(place, f'data "{key}" cannot be had: {why}', "it was never fetched before")]
    if _age(since, run.clock()) > _days(str(limit)):
        return [Problem(place, f'data "{key}" cannot be had: {why}', f"the last good data, of {since}, are older than {limit}")]
    return []


def _age(day: str, now: datetime) -> float:
    """Whole days since a day."""
    return dates.read(now.date().isoformat()).start - dates.read(day).start


def _days(limit: str) -> float:
    """An age such as "30d", "6m" or "2y" in days."""
    return int(limit[:-1]) * {"d": 1.0, "m": 30.4375, "y": 365.25}[limit[-1]]


def remembered(root: Path) -> dict[str, dict[str, str]]:
    """When each entry was last had; nothing where the file is missing or damaged."""
    try:
        found = json.loads((root / KNOWN).read_bytes())
        return {str(key): {str(k): str(v) for k, v in entry.items()} for key, entry in found.items()
                if datetime.fromisoformat(entry["at"])}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def _remember(run: Run, known: Mapping[str, Any]) -> None:
    with durable.machine(run.archive.root):
        durable.put(run.archive.root / KNOWN, (json.dumps(known, sort_keys=True, indent=1) + "\n").encode())
