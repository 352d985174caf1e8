"""The notice ahead of a report that prints what is past its time: what that is, and what it measures."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from charts import dates
from charts.inputs import Cell, Prose
from reports import aged_tables, blocks
from reports.blocks._body import Entry
from reports.facts import Ledger
from reports.tracing import counting

_WORDS = 14  # of the out-of-date facts that the notice names: its slide had better hold 25 words in all (rule S1)
_NAMES = ("label", "name", "item", "title")  # fields by which a row calls itself


def headed(body: list[Entry], old: list[str], outline: Any, ledger: Ledger) -> list[Entry]:
    """The body with a notice ahead of it. `old`: the facts and tables that it prints and that are out of date.

    The notice does not name the day: that would make it another text every day.
    """
    if not old:
        return body
    place = outline.report.place
    words = _told(old, body, outline, ledger)
    model = blocks.kind("notice").Model(title=Prose.at("Out of date", place), text=Prose.at(words, place),
                                        headline=Prose.at("Some of this is older than the report allows", place))
    start = 1 if body and body[0].kind == "cover" else 0
    return [*body[:start], Entry("notice", model), *body[start:]]


def _told(old: list[str], body: list[Entry], outline: Any, ledger: Ledger) -> str:
    """The words of the notice: as much as there is room for, how many statements more, and how old the oldest fact is."""
    called = _called(body, outline.charts)
    listed, room = list[str](), _WORDS
    for words, length in (*_numbers(old, ledger, called), *_tables(old, body, outline)):
        room -= length
        listed += [words] if room >= 0 or not listed else []
    left = len(old) - len(listed)
    more = f"{{={left}}} {'statement' if left == 1 else 'statements'}{' more' if listed else ''}" if left else ""
    facts = [name for name in old if name in ledger]
    oldest = min(facts, key=lambda name: dates.read(ledger[name].as_of).end, default="")
    since = f", the oldest of {{{oldest}|date}}" if left > 1 and oldest else ""
    return f"Nothing newer was found for {' and '.join(filter(None, (', '.join(listed), more)))}{since}."


def _numbers(old: Iterable[str], ledger: Ledger, called: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """(how a number is named, its words): "yearly trade ($790 million, 2020*)"."""
    for name in (name for name in old if name in ledger and ledger[name].number is not None):
        what = _plain(ledger[name].scope) or _plain(called.get(name, ""))
        value, date = f"{{{name}|value}}", f"{{{name}|date}}"
        words = f"{what} ({value}, {date})" if what else f"{value} ({date})"
        yield f"{words}{{{name}|cite}}", len(f"{what} {ledger.written(name, 'value')} {ledger.date(name)}".split())


def _tables(old: Iterable[str], body: list[Entry], outline: Any) -> Iterator[tuple[str, int]]:
    """The same of the data tables: "the data of Figure 2 (2019)"."""
    found = drawn(body, outline)
    for name in (name.removeprefix(aged_tables.MARK) for name in old if name.startswith(aged_tables.MARK)):
        if name in found:
            yield f"the data of {{fig:{found[name]}}} ({{={aged_tables.dated(outline, name)}}})", 7


def drawn(body: Iterable[Entry], outline: Any) -> dict[str, str]:
    """The data tables that the figures of a body draw from, each with the last of these figures."""
    return {outline.charts[name].data: name for entry in _walk(body) for name in blocks.figures(entry.kind, entry.model)
            if name in outline.charts and outline.charts[name].data}


def _plain(words: str) -> str:
    """Words that can stand for a number: without numbers or references of their own."""
    return "" if re.search(r"[\d{}]", words) else " ".join(words.split())


def _called(body: Iterable[Entry], charts: Mapping[str, Any]) -> dict[str, str]:
    """What the report itself calls its facts: what the subtitle of their chart says it shows, or the label of their row."""
    made: dict[str, str] = {}
    for model in (*charts.values(), *(entry.model for entry in _walk(body))):
        shown = re.split(r"[,;(]", str(getattr(model, "subtitle", None) or ""))[0].strip()
        for row in counting.models(model):
            label = next((str(words) for name in _NAMES if isinstance(words := getattr(row, name, None), str)), "")
            own = (getattr(row, name) for name in type(row).model_fields)
            for cell in (value for value in own if isinstance(value, Cell) and value.ref):
                made.setdefault(cell.ref, shown or label)
    return made


def _walk(body: Iterable[Entry]) -> Iterator[Entry]:
    for entry in body:
        yield entry
        yield from _walk(getattr(entry.model, "blocks", None) or ())
