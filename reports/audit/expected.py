"""What the outline gives today: composed documents with their pages, what the report knows of numbers, and files made anew."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from reports import pipeline
from reports.attachment import Attachment
from reports.audit.laid import Unit, units
from reports.audit.said import quantities
from reports.document import Document, Exhibit, Note
from reports.facts import Ledger
from reports.options import Options
from reports.tracing.context import Context
from reports.tracing.reading import alike
from reports.walking import inner, is_rich

Told = tuple[str, tuple[tuple[int, int, tuple[str, ...]], ...]]  # a text; (start, end, facts) of its parts that rest on facts
PRINTS = ("deck.pdf", "handout.pdf")  # of the deck


@dataclass(frozen=True)
class Output:
    """One file as it should be: its bytes made anew, what it says, its laid-out pages text by text. `file`: which of them it is,
    "brief", "deck" or one of the prints of the deck; `date`: the file's own."""

    file: str
    document: Document
    units: tuple[Unit, ...]
    date: str
    data: bytes
    by_hand: bool = False  # whether hand edits are in it
    drawn: bool = False    # whether slides or shapes are, of which the laid-out pages know nothing


@dataclass(frozen=True)
class Expected:
    """`context`: the passages that a writer typed, with their facts; `told`: every text of the document, the program's too;
    `outputs`: the files by name."""

    name: str
    document: Document
    context: Context
    told: tuple[Told, ...]
    exhibits: dict[int, Exhibit]
    outputs: dict[str, Output]

    @property
    def ledger(self) -> Ledger:
        return self.context.ledger


def expected(folder: Path, options: Options, name: str = "") -> Expected:
    """A report as it stands, `name` in place of its folder's. Raises Failed when its input has errors."""
    handed: dict[str, tuple[Document, Any, Any]] = {}

    def keep(file: str, *made: Any) -> None:
        handed[file] = made

    files, _ = pipeline.stages(folder, replace(options, hand=keep), render=True)
    made = {}
    for file, (document, pages, kept) in handed.items():
        kind = _kind(PurePosixPath(file))
        made[file] = Output(kind, document, tuple(units(kind, pages)), pages.properties.date, files[file],
                            bool(kept and kept.edits), kind == "deck" and bool(kept and (kept.slides or kept.shapes)))
    document = next(iter(handed.values()))[0]
    context = document.heard()
    return Expected(name or folder.name, document, context, (*recorded(context), *told(document)),
                    {e.number: e for e in exhibits(document.contents)}, made)


def _kind(file: PurePosixPath) -> str:
    """A release and a numbered copy have more in their names."""
    if file.suffix == ".pptx":
        return "deck"
    return next((name for name in PRINTS if file.name.startswith(name.removesuffix(".pdf"))), "brief")


def recorded(context: Context) -> Iterator[Told]:
    """What the ledger itself holds of its facts: phrases, formulas, values in words; and the agreed wording of conflicts."""
    ledger = context.ledger
    for name, fact in ledger.facts.items():
        printed = {ledger.written(name, form) for form in ("full", "short")} if name in context.mentioned else ()
        for text in (fact.phrase, fact.text, ledger.formula_text(name), *sorted(printed)):
            if re.search(r"[^\W\d_]|[$€£¥%]", text):  # a bare number is anybody's
                yield text, ((0, len(text), (name,)),)
    for conflict in context.conflicts.values():
        items = [name for name in conflict.items if name in context.ledger]
        for text in filter(None, (conflict.use, getattr(conflict, "note", None))):
            spans = ((q.start, q.end, tuple(n for n in items if any(alike(q, known) for known in context.said(n))))
                     for q in quantities(str(text)))
            yield str(text), tuple(span for span in spans if span[2])


def told(value: Any) -> Iterator[Told]:
    """Every text of a composed value, its runs joined."""
    if isinstance(value, str):
        yield value, ()
    elif isinstance(value, Attachment):
        yield from ((words, ()) for words in (value.name, value.described))
    elif is_rich(value):
        yield _joined(value)
    elif isinstance(value, dict):
        yield from told(list(value.values()))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}", ()
    elif isinstance(value, Note):
        yield value.text, ((0, len(value.text), value.facts),)
    elif isinstance(value, BaseModel):
        yield from told([getattr(value, name) for name in type(value).model_fields])
    else:
        for part in inner(value):
            yield from told(part)


def _joined(runs: Any) -> Told:
    at, spans, text = 0, [], ""
    for run in runs:
        if run.facts and run.text:
            spans.append((at, at + len(run.text), run.facts))
        text += run.text
        at = len(text)
    return text, tuple(spans)


def exhibits(value: Any) -> Iterator[Exhibit]:
    """Every figure of a composed value."""
    if isinstance(value, Exhibit):
        yield value
    else:
        for part in inner(value):
            yield from exhibits(part)
