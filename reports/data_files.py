"""The data behind a report as files: a CSV (RFC 4180) for each figure, and the facts it states as JSON.

Only what the report shows is in them. A figure made from a data table gives the columns that it draws, and no others.
"""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from charts.inputs import Cell, Spec
from reports.attachment import Attachment
from reports.document import Document, Exhibit, plain

if TYPE_CHECKING:
    from reports.facts import Ledger
    from reports.resolution import Fact
    from reports.tables import Table

FACTS = "facts.json"
_LIVE = ("=", "+", "-", "@", "\t")  # a spreadsheet would take text that begins so for a formula
_TOLD = ("unit", "qualifier", "as_of", "as_of_basis", "status", "said_by", "attribution", "source", "locator", "phrase", "scope")
Record = dict[str, Any]


def files(document: Document, exhibits: Iterable[Exhibit], ledger: Ledger, tables: Mapping[str, Table],
          stated: Iterable[str]) -> tuple[Attachment, ...]:
    """The figures' data in the order of the figures, then the facts. `stated`: the ids that the report refers to."""
    shown = sorted(exhibits, key=lambda e: (e.number, e.id))
    sheets = [Attachment(e.data_name, "text/csv", _csv(records(e.spec, tables)),
                         _marked(f"Data of figure {e.number}: {plain(e.headline)}", document)) for e in shown]
    return (*sheets, Attachment(FACTS, "application/json", _facts(document, shown, ledger, stated),
                                _marked("The facts that this report states, with their sources", document)))


def _marked(words: str, document: Document) -> str:
    return f"{document.head.marking}: {words}" if document.head.marking else words


# ---------------------------------------------------------------- figures
def records(spec: Spec, tables: Mapping[str, Table]) -> list[Record]:
    """The rows behind a figure. Values from the ledger come with unit, status, date and the facts they rest on."""
    if spec.data and spec.data in tables:
        return _columns(spec, tables[spec.data])
    parts = list(_parts(spec, ""))
    named = len({part for part, _ in parts}) > 1
    return [({"part": part} if named else {}) | record for part, record in parts]


def _columns(spec: Spec, table: Table) -> list[Record]:
    """The columns of a table that a chart names; their units stand in the heading."""
    named = set(_texts(spec.model_dump()))
    heads = {c.name: f"{c.name} ({c.unit})" if c.unit else c.name for c in table.columns if c.name in named}
    return [{head: row[name] for name, head in heads.items()} for row in table.records()]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _parts(model: BaseModel, path: str, within: str = "") -> Iterator[tuple[str, Record]]:
    """(what it is a part of, its fields) for every row below a model; rows within a row follow it, and say `of` which."""
    for name in type(model).model_fields:
        rows = getattr(model, name)
        if isinstance(rows, list):
            for row in rows:
                if isinstance(row, BaseModel):
                    here = f"{path} {name}".strip()
                    yield here, ({"of": within} if within else {}) | _record(row)
                    yield from _parts(row, here, _name(row))


def _name(row: BaseModel) -> str:
    """What a row calls itself: the first of its texts."""
    return next((str(value) for name in type(row).model_fields if isinstance(value := getattr(row, name), str)), "")


def _record(row: BaseModel) -> Record:
    """The fields of a row that say something; a value of the ledger, or a list of them, takes several columns."""
    made: Record = {}
    for field in type(row).model_fields:
        value, name = getattr(row, field), field.rstrip("_")
        if isinstance(value, Cell):
            made |= _cell(name, value)
        elif isinstance(value, list) and any(isinstance(v, Cell) for v in value):
            for i, cell in enumerate(value, 1):
                made |= _cell(f"{name} {i}", cell or Cell())
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            made[name] = " ".join(value)
        elif not _holds_rows(value):
            made[name] = value if isinstance(value, str | int | float | None) else json.dumps(value, default=str)
    return made


def _holds_rows(value: Any) -> bool:
    return isinstance(value, BaseModel) or (isinstance(value, list) and any(isinstance(v, BaseModel) for v in value))


def _cell(name: str, cell: Cell) -> Record:
    """A value as a number where it is one, and what the ledger knows of it."""
    made: Record = {name: cell.text if cell.number is None else cell.number}
    if not cell.facts:
        return made
    printed = {"printed": cell.text, "unit": cell.unit, "status": cell.status, "as of": cell.date, "facts": " ".join(cell.facts)}
    return made | {f"{name}: {key}": value for key, value in printed.items()}


def _csv(rows: Sequence[Record]) -> bytes:
    """UTF-8, a heading, one row a line; columns that are empty in every row are left out."""
    heads = [h for h in dict.fromkeys(name for row in rows for name in row) if any(row.get(h) not in (None, "") for row in rows)]
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([_field(head) for head in heads])
    writer.writerows([_field(row.get(head)) for head in heads] for row in rows)
    return made.getvalue().encode()


def _field(value: Any) -> str:
    """One field; whole numbers without a point, text that could run as a formula behind an apostrophe."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_LIVE) and not isinstance(value, int) else text


# ---------------------------------------------------------------- facts
def _facts(document: Document, exhibits: Sequence[Exhibit], ledger: Ledger, stated: Iterable[str]) -> bytes:
    head = document.head
    notes = {fact: note.number for note in document.notes for fact in note.facts}
    wanted = [ledger[name] for name in _with_inputs(dict.fromkeys(stated), ledger)]
    made = {
        "report": {"series": head.series_line, "title": head.title, "as_of": head.date, "edition": head.edition,
                   "marking": head.marking, "language": head.language, "profile": document.profile},
        "sources": {name: _source(ledger.sources[name]) for name in ledger.source_ids(f.id for f in wanted)
                    if name in ledger.sources},
        "facts": [_fact(fact, ledger, notes.get(fact.id)) for fact in wanted],
        "figures": [{"number": e.number, "id": e.id, "headline": plain(e.headline), "data": e.data_name, "facts": list(e.facts)}
                    for e in exhibits]}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _with_inputs(names: Mapping[str, Any], ledger: Ledger) -> list[str]:
    """The facts and all that derived ones rest on, in the order of the ledger."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in ledger and name not in found:
            found.add(name)
            waiting += ledger[name].inputs
    return [name for name in ledger if name in found]


def _source(source: Any) -> Record:
    return {name: str(value) for name in type(source).model_fields if (value := getattr(source, name))}


def _fact(fact: Fact, ledger: Ledger, note: int | None) -> Record:
    """One fact without its empty fields; `value` is what prints, exactly."""
    value: Any = fact.text if fact.published is None else float(fact.published)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    told = {name: getattr(fact, name) for name in _TOLD}
    made = {"id": fact.id, "value": value, "printed": ledger.written(fact.id), **told, "formula": ledger.formula_text(fact.id),
            "inputs": list(fact.inputs), "note": note}
    return {name: entry for name, entry in made.items() if entry not in ("", None, [])}


def attached(document: Document, exhibits: Iterable[Exhibit], ledger: Ledger, tables: Mapping[str, Table],
             stated: Iterable[str]) -> Document:
    """The document with its files."""
    return replace(document, attachments=files(document, exhibits, ledger, tables, stated))


__all__ = ["FACTS", "attached", "files", "records"]
