"""Data that could not be fetched anew: `kept.json` in the report's folder, so that the page says so, and its edition.

Written by scheduled runs: {"trade": "2021-04-05"}, the day on which the table was last had.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from charts import dates
from charts.inputs import Prose
from reports import durable, numbers
from reports.tables.model import Table

NAME = "kept.json"


def read(folder: Path) -> dict[str, str]:
    """The day (ISO 8601) on which each kept table was last had; nothing where the file is missing or is not ours."""
    try:
        found = json.loads((folder / NAME).read_bytes())
        return {str(key): day for key, day in found.items() if dates.read(day)}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def write(folder: Path, kept: Mapping[str, str]) -> None:
    """Raises MachineFailed. An empty list takes the file away; the same list leaves it as it is."""
    if dict(kept) == read(folder):
        return
    with durable.machine(folder):
        if kept:
            durable.put(folder / NAME, (json.dumps(dict(kept), sort_keys=True, indent=1) + "\n").encode())
        else:
            (folder / NAME).unlink(missing_ok=True)


def said(note: Prose | None, table: Table | None, language: str) -> Prose | None:
    """The note of a source line, and after it that a table is not of today."""
    if table is None or not table.kept:
        return note
    day = numbers.write_date(table.kept, locale=language)
    words = f"Last fetched {{={day}}}; newer data could not be had."
    return Prose.at(f"{note} {words}" if note else words, getattr(note, "place", None))
