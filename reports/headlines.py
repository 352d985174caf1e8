"""What charts claim, held against the ledger: headline words, sources, and what the figures of a report say together.

The rules of `charts/rules` see one chart; these see the facts behind it (T6, T11, H17, H18, H23) and the other figures (T8,
T10, H11, C8). A finding can be waived in the chart itself (`reports/waivers.py`).
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from charts import rules
from charts.labels import wrap
from charts.rules.chart import Chart, Finding
from reports import derivation, waivers
from reports.document import Content, Document, Exhibit, plain
from reports.problems import Problem

if TYPE_CHECKING:
    from charts.inputs import Cell, Spec
    from charts.style import Medium
    from reports.facts import Ledger
    from reports.head import Report
    from reports.theme import Theme

_CARRIED = {"record": "record|all-time|highest|unprecedented|ever", "all-time": "record|all-time|ever",
            "ever": "ever|all-time|never",
            "unprecedented": "unprecedented|first time|never", "historic": "histor", "first time": "first time|never before"}
_COMPARED = "highest lowest largest biggest greatest smallest best worst".split()  # recomputed from rows where there are any
_SUPERLATIVE = re.compile(rf"\b({'|'.join([*_CARRIED, *_COMPARED])})\b", re.IGNORECASE)
_REPORTED = re.compile(r"\b(report|said|says|call|claim|accord|by its own count)", re.IGNORECASE)
_OUTCOME = re.compile(r"\b(outcomes?|results?|fruits?|achievements?|deliverables) of (the|this|his|her) "
                      r"(visit|trip|tour|talks|meeting|summit|mission)\b", re.IGNORECASE)
_LINES = 2
_ALIKE = 0.15  # how far two values of one fact may lie apart: nine years and nearly ten


def judged(exhibit: Exhibit, typed: Spec, rows: Sequence[Mapping[str, Any]] | None, ledger: Ledger,
           report: Report) -> list[Problem]:
    """All that is wrong with one chart's words and values; `report` gives the date and the language."""
    as_of, language = report.as_of.date, report.language
    cells = [cell for cell in Chart(exhibit.kind, exhibit.spec).cells if cell.ref in ledger]
    backing = tuple(ledger.written(fact.id) for cell in cells for fact in ledger.stated_inputs(cell.ref))
    chart = rules.chart(exhibit.kind, exhibit.spec, exhibit.plan, exhibit.native, rows, as_of, language, backing)
    found = [*rules.judge(chart), *_of_the_ledger(exhibit, chart, cells, ledger, as_of)]
    return [*waivers.told(found, typed.waive, exhibit.place), *waivers.of_chart(typed, found)]


def too_long(exhibit: Exhibit, width: float, medium: Medium, theme: Theme) -> Iterator[Finding]:
    """T3: over a figure `width` points wide, or across a slide, a headline takes two lines at its smallest size."""
    look = theme.type(medium, "figure_head" if medium == "print" else "headline")
    across = width if medium == "print" else theme.slide.content
    lines = wrap(plain(exhibit.headline), across, look.steps[-1][0], look.face.weight == "bold", theme.style(medium))
    if len(lines) > _LINES:
        yield Finding("T3", "error", f"the headline takes {len(lines)} lines", f"{_LINES} at most: shorten it",
                      exhibit.spec.headline.place)


# ---------------------------------------------------------------- one chart and its facts
def _of_the_ledger(exhibit: Exhibit, chart: Chart, cells: Sequence[Cell], ledger: Ledger, as_of: str) -> Iterator[Finding]:
    yield from _superlatives(exhibit, chart, ledger)
    yield from _outcomes(exhibit, ledger, as_of)
    yield from _sourced(chart, exhibit)
    yield from _bases(cells, ledger)
    yield from _told_twice(cells, ledger)
    yield from _anonymous(exhibit, ledger)


def _superlatives(exhibit: Exhibit, chart: Chart, ledger: Ledger) -> Iterator[Finding]:
    """T6: record, ever, unprecedented: only in a fact's own words, and as reported unless it is official."""
    place = chart.spec.headline.place
    for found in _SUPERLATIVE.finditer(chart.headline) if chart.english else ():
        word = found.group(1).lower()
        if word in _COMPARED and chart.quantitative:
            continue
        says = re.compile(_CARRIED.get(word, word), re.IGNORECASE)
        carrying = [ledger[f] for f in exhibit.facts if says.search(f"{ledger[f].phrase} {ledger[f].text}")]
        if not carrying:
            yield Finding("T6", "warning", f'the headline says "{word}", and no fact of the chart does',
                          "leave the word out, or name the fact whose words have it", place)
        elif not any(f.attribution == "institution_statement" for f in carrying) \
                and not _REPORTED.search(chart.headline[:found.start()]):
            yield Finding("T6", "warning", f'"{word}" stands without "reported", and no official source says it',
                          f'write "reported {word}"', place)


def _outcomes(exhibit: Exhibit, ledger: Ledger, as_of: str) -> Iterator[Finding]:
    """T5: what was done before the visit is no outcome of it."""
    said = _OUTCOME.search(f"{plain(exhibit.headline)} {plain(exhibit.subtitle)}")
    for name in exhibit.facts if said else ():
        fact = ledger[name]
        if said and derivation.family(fact.status) == "done" and fact.as_of and fact.as_of < as_of[:len(fact.as_of)]:
            yield Finding("T5", "error", f'"{name}" was done before the {said.group(3).lower()}: it is of {fact.as_of}',
                          f"{said.group(1).lower()} come after: say what they are instead", exhibit.place)


def _sourced(chart: Chart, exhibit: Exhibit) -> Iterator[Finding]:
    """T11: a source line there is, and it covers every number."""
    values = [cell for series in chart.series for _, cell in series if cell.number is not None]
    typed = [cell for cell in values if not cell.ref]
    hint = "make them facts, or name their source: source_note: ..."
    if exhibit.slide_source.startswith("As of "):
        yield Finding("T11", "error", "the chart names no source", hint, exhibit.place)
    elif typed and not chart.spec.source_note and chart.table is None:
        yield Finding("T11", "error", f"{len(typed)} of {len(values)} values have no source", hint, exhibit.place)


def _bases(cells: Sequence[Cell], ledger: Ledger) -> Iterator[Finding]:
    """H17: a yearly flow, an estimate of one cost and a plan do not share an axis."""
    found = {ledger[cell.ref].basis: cell for cell in reversed(cells) if ledger[cell.ref].basis}
    if len(found) > 1:
        first, other, *_ = reversed(found)
        yield Finding("H17", "error", f'the basis "{other}" stands beside "{first}" in one chart',
                      "a chart compares values of one basis: make two charts, or a table", found[other].place)


def _told_twice(cells: Sequence[Cell], ledger: Ledger) -> Iterator[Finding]:
    """H18: two facts that the ledger itself reconciles are one, however they are rounded."""
    for name, conflict in ledger.conflicts.items():
        same = [cell for cell in cells if cell.ref in conflict.items and conflict.verdict in ("agree", "dup") and cell.number]
        for a, b in combinations(same, 2):
            x, y = abs(a.number or 0.0), abs(b.number or 0.0)
            if a.ref != b.ref and abs(x - y) <= _ALIKE * max(x, y):
                yield Finding("H18", "error", f'"{a.ref}" and "{b.ref}" are one fact told twice: {name}',
                              f"draw it once: {conflict.use}", b.place)


def _anonymous(exhibit: Exhibit, ledger: Ledger) -> Iterator[Finding]:
    """H23 for facts that stand in the words of a chart; lists of facts and values are judged where they are read."""
    listed = set(_listed(exhibit.spec))
    for name in exhibit.facts:
        if ledger[name].attribution == "anonymous_source" and name not in listed:
            yield Finding("H23", "error", f'fact "{name}" comes from an unnamed source',
                          "unnamed sources are barred from charts: report it in a text, as reported",
                          exhibit.spec.headline.place)


def _listed(model: Any) -> Iterator[str]:
    if isinstance(model, BaseModel):
        yield from getattr(model, "facts", None) or ()
        for field in type(model).model_fields:
            yield from _listed(getattr(model, field))
    elif isinstance(model, list):
        for item in model:
            yield from _listed(item)


# ---------------------------------------------------------------- all charts of a report
def story(document: Document, actors: Collection[str] = ()) -> list[Problem]:
    """What the figures say together: T8, T10, H11 and, for `actors` by name, C8."""
    contents = list(_all(document.contents))
    exhibits = [e for c in contents if (e := _exhibit(c))]
    waive = {exhibit.place: exhibit.spec.waive for exhibit in exhibits}
    found = (*_repeated(contents, exhibits), *_uncited(contents), *_scales(contents), *_colours(exhibits, actors))
    return [waivers.applied(problem, waive.get(problem.place, {})) for problem in found]


def _all(contents: Iterable[Content]) -> Iterator[Content]:
    for content in contents:
        yield content
        yield from _all(getattr(content.body, "contents", None) or ())


def _exhibit(content: Content) -> Exhibit | None:
    found = getattr(content.body, "exhibit", None)
    return found if isinstance(found, Exhibit) else None


def _repeated(contents: Sequence[Content], exhibits: Sequence[Exhibit]) -> Iterator[Problem]:
    """T8: no two different figures under one headline, and none under that of its section."""
    seen = {plain(c.body.headline).lower(): None for c in contents if c.kind == "theme"}
    titles: dict[str, Exhibit | None] = dict(seen)
    for exhibit in exhibits:
        words = plain(exhibit.headline).lower()
        other = titles.setdefault(words, exhibit)
        if other is None or other.spec.model_dump() != exhibit.spec.model_dump():  # the same figure may stand twice
            what = "the section's" if other is None else f'that of "{other.id}"'
            yield Problem(exhibit.place, f'the headline "{plain(exhibit.headline)}" repeats {what}',
                          "say what this figure adds", "warning", "T8")


def _uncited(contents: Sequence[Content]) -> Iterator[Problem]:
    """T10: each figure is cited in a text of its theme, or before it. A document without running text has nothing to cite in."""
    if not any(c.kind == "text" for c in contents):
        return
    cited: set[int] = set()
    for content in _sections(contents):
        inside = list(_all([content]))
        cited |= {int(n) for c in inside for p in getattr(c.body, "paragraphs", ())
                  for n in re.findall(r"Figure\N{NO-BREAK SPACE}(\d+)", plain(p))}
        for exhibit in filter(None, map(_exhibit, inside)):
            if exhibit.number and exhibit.number not in cited:
                yield Problem(exhibit.place, f'no text cites figure {exhibit.number}, "{exhibit.id}"',
                              f"write {{fig:{exhibit.id}}} where the text speaks of it", "warning", "T10")


def _sections(contents: Sequence[Content]) -> Iterator[Content]:
    """What stands at the top: themes whole, the rest one by one."""
    inner = {id(c) for content in contents for c in _all(getattr(content.body, "contents", None) or ())}
    return (content for content in contents if id(content) not in inner)


def _scales(contents: Sequence[Content]) -> Iterator[Problem]:
    """H11: two charts of one unit side by side have one scale, or say that they have not."""
    for theme in contents:
        halves = [c for c in getattr(theme.body, "contents", None) or () if getattr(c.body, "size", "") == "half"]
        for a, b in pairwise(filter(None, map(_exhibit, halves))):
            one, other = a.native, b.native
            same = a.spec.unit and a.spec.unit == b.spec.unit and one and other
            if same and one and other and (one.minimum, one.maximum) != (other.minimum, other.maximum) \
                    and "scale" not in f"{plain(a.note)} {plain(b.note)}":
                yield Problem(b.place, f'"{a.id}" and "{b.id}" stand side by side on different scales',
                              'make them "small_multiples", or say in a note that the scales differ', rule="H11")


def _colours(exhibits: Sequence[Exhibit], actors: Collection[str]) -> Iterator[Problem]:
    """C8: an actor has one colour in all figures; orange is the message's."""
    worn: dict[str, tuple[str, str]] = {}
    for exhibit in exhibits:
        for series in exhibit.native.series if exhibit.native else ():
            paint = series.fill or series.stroke
            if not paint or paint.colour == "orange" or series.name not in actors:
                continue
            colour, first = worn.setdefault(series.name, (paint.colour, exhibit.id))
            if colour != paint.colour:
                yield Problem(exhibit.place, f'"{series.name}" is {paint.colour} here and {colour} in "{first}"',
                              "put the series in the same order in both", rule="C8")
