"""The first report as it could have stood on the day of the talks: article A alone, with the exit date still 1 May.

Made from the report itself by leaving out what article B says and what was said after the talks: whatever names such a fact goes
with it, sentence by sentence and row by row, and then whatever can no longer be built.
"""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from built import DATA

from reports import loader, outline, pipeline
from reports.editions import content
from reports.placed import PlacedDict, PlacedList
from reports.problems import Place, errors

REPORT = DATA / "lavrov-2021"
LATER = "A-027"  # the postponement to September
BEFORE = {"A-025": "announced"}  # what the postponement superseded, and what it was before
_MAY_GO = ("notes", "note", "length_note", "source_note", "remark", "where", "kicker", "title", "slide", "prints", "supersedes",
           "stale_after", "said_by")
_PRINTS = ("headline", "subtitle", "label")
_UNSTATED = {"stance": "unstated", "words": "Not stated"}
_ID = re.compile(r"[A-Z]{1,3}-\d{1,4}")


def write(folder: Path) -> Path:
    """Write the first edition's report; returns its folder."""
    typed, problems = outline.typed(REPORT)
    assert typed and problems == []
    report = _Cut(content.plain(typed)).report
    folder.mkdir(parents=True)
    for _ in range(60):
        (folder / outline.NAME).write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
        wrong = errors(pipeline.check(folder, pipeline.Options()))
        if not wrong:
            return folder
        _leave_out(report, folder / outline.NAME, wrong[0].place)
    raise AssertionError(f"no first edition can be made: {wrong[0]}")


class _Cut:
    def __init__(self, report: dict[str, Any]) -> None:
        facts = report["facts"]
        gone = {name for name, fact in facts.items() if fact.get("source") == "B"} | {LATER}
        gone |= {name for name, fact in facts.items() if gone & set(_ID.findall(fact.get("formula", "")))}
        conflicts = {name: self._conflict(c, gone) for name, c in report["conflicts"].items()}
        self.gone = gone | {name for name, conflict in conflicts.items() if not conflict}
        report["facts"] = {name: self._fact(name, fact) for name, fact in facts.items() if name not in gone}
        report["conflicts"] = {name: conflict for name, conflict in conflicts.items() if conflict}
        report["charts"] = {name: kept for name, chart in report["charts"].items() if (kept := self.kept(chart))}
        report["body"] = self.kept(report["body"])
        self.report = report

    def _fact(self, name: str, fact: dict[str, Any]) -> dict[str, Any]:
        return {**fact, "status": BEFORE[name]} if name in BEFORE else fact

    def _conflict(self, conflict: dict[str, Any], gone: set[str]) -> dict[str, Any] | None:
        """A conflict of what is left; none where fewer than two of its items are."""
        left = [item for item in conflict["items"] if item not in gone]
        return {**conflict, "items": left} if len(left) > 1 or left == conflict["items"] else None

    def kept(self, value: Any, key: str = "") -> Any:
        """What is left of a value; None for nothing."""
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, list):
            found = [self.kept(item) for item in value]
            if key == "cells" and value and isinstance(value[0], dict):
                return [cell or _UNSTATED for cell in found]
            if key == "cells" and None in found:
                return None
            return [item for item in found if item is not None] or None
        if not isinstance(value, dict):
            return value
        made = {name: self.kept(item, name) for name, item in value.items()}
        if any(made[name] is None for name in made if value[name] is not None and name not in _MAY_GO):
            return None
        return {name: item for name, item in made.items() if item is not None}

    def _text(self, text: str, key: str) -> str | None:
        if not self._names(text):
            return text
        if key in _PRINTS:
            return re.sub(r"\{([^{}|]*)(\|\w+)?\}", lambda m: "" if m.group(1) in self.gone else m.group(), text)
        parts = re.split(r"(?<=[.!?”}])\s+(?=[A-Z“{])", text)
        return " ".join(part for part in parts if not self._names(part)) or None

    def _names(self, text: str) -> bool:
        return bool(self.gone & set(_ID.findall(text)))


def _leave_out(report: Any, path: Path, place: Place) -> None:
    """Take the innermost item of a list, or the chart, that a problem is about out of a report."""
    placed, _ = loader.load(path, str(path))
    way = _way(placed, place) or []
    while way and not isinstance(_at(report, way[:-1]), list) and not (len(way) == 2 and way[0] == "charts"):
        way.pop()
    assert len(way) > 1, place
    owner = _at(report, way[:-1])
    del owner[way[-1]]
    if not owner:
        _drop(report, way[:-1])
    if way[0] == "charts" and len(way) == 2:
        report["body"] = _without(report["body"], str(way[1]))


def _drop(report: Any, way: list[Any]) -> None:
    """An emptied list goes with the item that holds it."""
    while way and not isinstance(_at(report, way[:-1]), list):
        way = way[:-1]
    if way:
        del _at(report, way[:-1])[way[-1]]


def _without(body: Any, chart: str) -> Any:
    if isinstance(body, list):
        return [_without(item, chart) for item in body if not _uses(item, chart)]
    return {key: _without(item, chart) for key, item in body.items()} if isinstance(body, dict) else body


def _uses(item: Any, chart: str) -> bool:
    used = item.get("chart") if isinstance(item, dict) else None
    return used == chart or (isinstance(used, dict) and used.get("use") == chart)


def _at(report: Any, way: list[Any]) -> Any:
    for step in way:
        report = report[step]
    return report


def _way(value: Any, place: Place) -> list[Any] | None:
    """The steps to the innermost value that begins at or before a place and ends after it."""
    children = enumerate(value) if isinstance(value, PlacedList) else value.items() if isinstance(value, PlacedDict) else ()
    found: list[Any] | None = None
    for step, child in children:
        start = value.places[step] if isinstance(value, PlacedList) else value.keys_at[step]
        if start <= place <= _end(child, value.places[step]):
            found = [step, *(_way(child, place) or [])]
    return found


def _end(value: Any, start: Place) -> Place:
    children = zip(value, value.places, strict=True) if isinstance(value, PlacedList) \
        else ((child, value.places[key]) for key, child in value.items()) if isinstance(value, PlacedDict) else ()
    return max([start, *(_end(child, at) for child, at in children)])
