"""What a report says, by ids, as plain data with one hash: what editions are compared by.

Comments, the order of keys and the names of files do not count; nor does what the archive decides itself (`edition`, `status`).
"""
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from reports.blocks._body import Entry
from reports.facts import Ledger

Data = dict[str, Any]
FIGURES = ("stance_matrix", "discrepancy", "deliverables", "key_numbers", "table", "timeline", "chronology", "network",
           "route_schematic", "country_facts", "scenario", "watch_list")  # kinds whose rows say something each
WORDS = ("headline", "subtitle", "title", "kicker", "note", "notes", "source_note", "alt", "waive")  # about a figure, not in it
_OWN = ("edition", "status", "correction")  # of the head: the archive's business
_COMPARED = ("value", "unit", "status", "as_of", "supersedes")  # of a fact, one by one
_REFERENCE = re.compile(r"\{([^{}]*)\}")
_FACT = re.compile(r"[A-Z]{1,3}-\d{1,4}")
_PARTS = ("report", "facts", "conflicts", "sources", "charts", "body")


def of(typed: Mapping[str, Any], ledger: Ledger, files: Mapping[str, str], style: str, profiles: Sequence[str] = ()) -> Data:
    """The content of an outline as typed. `files`: the other files of the report by name, each with its SHA-256; `style`: the
    SHA-256 of the house style; `profiles`: for whom files are made. What the day does to it is added by `aging`."""
    data = plain(typed)
    printed = _Printed(ledger)
    figures, texts = _blocks(data.get("body"), printed)
    charts = {name: _figure(chart, printed, files, _table(data, chart)) for name, chart in (data.get("charts") or {}).items()}
    head = {key: value for key, value in data["report"].items() if key not in _OWN}
    return {"head": head, "facts": {name: _fact(ledger, name, data["facts"][name]) for name in ledger},
            "conflicts": data.get("conflicts") or {}, "sources": data.get("sources") or {}, "figures": charts | figures,
            "texts": texts, "rest": {key: value for key, value in data.items() if key not in _PARTS}, "files": dict(files),
            "style": style, "profiles": list(profiles)}


def digest(content: Any) -> str:
    """The SHA-256 of plain data, however its keys are ordered."""
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(value: Any) -> bytes:
    """Plain data as bytes, in one way only."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Placed data without its places."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


# ---------------------------------------------------------------- facts
def _fact(ledger: Ledger, name: str, typed: Data) -> Data:
    """A fact as it prints, and as typed. The value of a derived one follows its inputs; what rounding hides is no change."""
    fact = ledger[name]
    return {"value": fact.text if fact.published is None else str(fact.published), "words": ledger.written(name, "value"),
            "status": fact.status, "as_of": fact.as_of, "derived": fact.derived, "inputs": list(fact.inputs),
            "unit": fact.unit, "source": ledger.located([name]), "supersedes": list(fact.supersedes),
            "typed": {key: value for key, value in typed.items() if key not in _COMPARED}}


class _Printed:
    """Facts named in a value, as they print: so that a figure changes when its facts do. `read`: a text as it is read."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def read(self, text: str) -> str:
        """Inline text with its references in words, without note marks."""
        return _REFERENCE.sub(self._reference, text)

    def _reference(self, found: re.Match[str]) -> str:
        name, _, form = (part.strip() for part in found.group(1).partition("|"))
        if name.startswith("="):
            return name[1:]
        known = name in self.ledger and form in ("", "short", "value", "date", "phrase")
        return self.ledger.written(name, form or "full") if known else "" if form == "cite" else name

    def facts(self, value: Any) -> Data:
        """Each fact that a value names: its words, status and date."""
        named = dict.fromkeys(name for text in strings(value) for name in _FACT.findall(text) if name in self.ledger)
        return {name: [self.ledger.written(name, "value"), self.ledger[name].status, self.ledger[name].as_of] for name in named}


def strings(value: Any) -> Iterator[str]:
    """All text in plain data, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


# ---------------------------------------------------------------- figures and texts
def _figure(fields: Data, printed: _Printed, files: Mapping[str, str], table: Data) -> Data:
    rows = {key: value for key, value in fields.items() if key not in WORDS}
    behind = {name: files[name] for name in strings(table) if name in files}
    named = printed.facts(fields)
    headline = printed.read(str(fields.get("headline") or fields.get("title") or ""))
    return {"kind": fields.get("kind", ""), "headline": headline, "rows": digest([rows, named, table, behind]),
            "facts": list(named), "words": {key: value for key, value in fields.items() if key in WORDS}}


def _table(data: Data, chart: Data) -> Data:
    """The entries under `data` that a chart may read: its own, and for a query all."""
    entries: Data = data.get("data") or {}
    own: Data = entries.get(str(chart.get("data")), {})
    return entries if own.get("query") else own


def _blocks(body: Any, printed: _Printed) -> tuple[Data, Data]:
    """(figures, texts) of a body by their keys."""
    figures: Data = {}
    texts: Data = {}
    for key, kind, fields in _walk(body, "", {}):
        if kind in FIGURES:
            figures[key] = _figure({"kind": kind, **fields}, printed, {}, {})
        else:
            texts[key] = {"kind": kind, "words": fields, "read": [printed.read(text) for text in strings(fields)],
                          "facts": printed.facts(fields)}
    return figures, texts


def _walk(body: Any, owner: str, seen: dict[str, int]) -> Iterator[tuple[str, str, Data]]:
    """(key, kind, fields) of every block, those inside others apart. A key is the block's id, what it is about, or its count."""
    for entry in body if isinstance(body, list) else ():
        kind = entry if isinstance(entry, str) else next(iter(entry))
        try:
            fields = Entry.fields_of(entry)
        except ValidationError:
            continue
        key = str(fields.get("id") or "") or _named(kind, fields, owner)
        seen[key] = seen.get(key, 0) + 1
        key = key if seen[key] == 1 else f"{key}-{seen[key]}"
        inner = fields.get("blocks")
        yield key, kind, {name: value for name, value in fields.items() if name != "blocks"}
        yield from _walk(inner, key, seen)


def _named(kind: str, fields: Data, owner: str) -> str:
    about = next((str(fields[name]) for name in ("use", "conflict", "fact") if isinstance(fields.get(name), str)), "")
    return ":".join(filter(None, (str(PurePosixPath(owner)) if owner else "", kind, about)))
