"""A release's way through a build: the outline goes in whole and comes out as a view; the files pass only without a leak."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from reports import numbers, tables
from reports.document import Document, plain
from reports.options import Options
from reports.outline import Outline
from reports.problems import Problem
from reports.release.leaks import Channel, leaks, needles, squeezed
from reports.release.view import Secret, View, view
from reports.walking import inner, is_rich

_CODE = Path(__file__).parents[2]
_WORD = re.compile(r"[^\W\d_]+")


def seen(outline: Outline, options: Options) -> View:
    """The outline as this build may see it, with what is wrong with the release that was asked for."""
    if options.lift_embargo and outline.report.embargo:
        outline = outline.model_copy(update={"report": outline.report.model_copy(update={"embargo": None})})
    made = view(outline, options.release, options.redact)
    return replace(made, secrets=(*made.secrets, *_rows(made, outline)))


def _rows(made: View, outline: Outline) -> list[Secret]:
    """The cells of the tables that were taken out."""
    if not made.withheld:
        return []
    loaded, _ = tables.load(outline.model_copy(update={"data": made.withheld}))
    return [Secret(outline.data[name].place, tuple({str(v) for row in table.rows for v in row if v is not None}))
            for name, table in loaded.items()]


def leaked(made: View, document: Document, files: Mapping[str, bytes]) -> list[Problem]:
    """A problem for everything held back that stands in a file; empty proves that the scan found nothing.

    `document` was composed from the view: what it says, such as a fact within a sentence, has its reason.
    """
    if not made.secrets:
        return []
    kept = (*made.kept, *_said((document.head, document.contents, document.notes)))
    sought = needles(made.secrets, kept, made.stated, _printed(made.outline.report.language))
    return leaks(sought, {name: channels(name, data) for name, data in files.items() if data}, _own())


def _said(value: Any) -> Iterator[str]:
    """Every text of a composed document, its runs joined."""
    if isinstance(value, str):
        yield value
    elif is_rich(value):
        yield plain(tuple(value))
    else:
        for part in inner(value):
            yield from _said(part)


def channels(name: str, data: bytes) -> Iterable[Channel]:
    """Every place of a file in which words can stand."""
    match PurePosixPath(name).suffix:
        case ".pdf":
            from reports.render import pdf_channels

            yield from pdf_channels.channels(data)
        case ".pptx":
            from reports.render import pptx_channels

            yield from pptx_channels.channels(data)
        case _:
            yield "its text", data.decode("utf-8", "replace")
    yield "its name", name


# ---------------------------------------------------------------- what the program prints of its own accord
def _printed(language: str) -> frozenset[str]:
    """Words that need no writer: those of the program's own text, and the names of months."""
    days = [f"2021-{month:02d}{day}" for month in range(1, 13) for day in ("", "-02")]
    dates = " ".join(numbers.write_date(day, locale=language) for day in days)
    return frozenset(_WORD.findall(f"{dates}\n{_code()}".casefold()))


@cache
def _code() -> str:
    """The text of the program: a word that it prints by itself stands in it."""
    return "\n".join(path.read_text(encoding="utf-8") for folder in ("reports", "charts") for path in
                     sorted((_CODE / folder).rglob("*.py")))


@cache
def _own() -> str:
    return squeezed(_code())


__all__ = ["channels", "leaked", "seen"]
