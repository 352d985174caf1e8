"""What the outline gives today: its composed document, what the report knows of numbers, and its files made anew in memory."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from reports import outline as outlines
from reports.document import Document, Run
from reports.facts import Ledger
from reports.options import Options
from reports.problems import Failed, Place, Problem, errors
from reports.tracing.context import Context

Told = tuple[str, tuple[tuple[int, int, tuple[str, ...]], ...]]  # a text; (start, end, facts) of its parts that rest on facts


@dataclass(frozen=True)
class Expected:
    """`context`: the passages that a writer typed, with their facts; `told`: every text of the document, the program's too."""

    name: str
    document: Document
    ledger: Ledger
    context: Context
    told: tuple[Told, ...]
    files: dict[str, bytes]


def expected(folder: Path, options: Options) -> Expected:
    """A report as it stands. Raises Failed when its input has errors."""
    from reports import compose, facts, outputs, tables
    from reports.house import style

    options.say("reading")
    outline, problems = outlines.read(folder, options.cache, templates=options.templates)
    if outline is None or errors(problems):
        raise Failed(problems)
    ledger, more = facts.ledger(outline)
    chosen, place = outline.report.template, outline.report.place or Place("outline.yaml")
    house = style.load(options.templates, style.Wanted(chosen.name, chosen.slides, chosen.layouts), folder, place, options.cache)
    data, rows = tables.load(outline)
    options.say("composing")
    document, words = compose.compose(outline, ledger, data, options.profile or outline.report.profile, house)
    files, unfit = outputs.make(document, house, options, folder, render=True)
    _stop([*problems, *more, *rows, *words, *unfit])
    return Expected(folder.name, document, ledger, document.heard(), tuple(told(document)), files)


def _stop(problems: list[Problem]) -> None:
    if errors(problems):
        raise Failed(problems)


def told(value: Any) -> Iterator[Told]:
    """Every text of a composed value, its runs joined."""
    if isinstance(value, str):
        yield value, ()
    elif isinstance(value, bytes):
        yield from ((line, ()) for line in value.decode("utf-8", "replace").splitlines())
    elif isinstance(value, tuple | list):
        if value and all(isinstance(run, Run) for run in value):
            yield _joined(value)
        else:
            for inner in value:
                yield from told(inner)
    elif isinstance(value, dict):
        yield from told(list(value.values()))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}", ()
    elif is_dataclass(value) and not isinstance(value, type):
        yield from told([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, BaseModel):
        yield from told([getattr(value, name) for name in type(value).model_fields])


def _joined(runs: Any) -> Told:
    at, spans, text = 0, [], ""
    for run in runs:
        if run.facts and run.text:
            spans.append((at, at + len(run.text), run.facts))
        text += run.text
        at = len(text)
    return text, tuple(spans)
