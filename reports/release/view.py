"""The outline without what is above a label, and what was taken out of it."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from reports.blocks._body import Entry
from reports.cleaning import Unfit
from reports.head import Marking
from reports.outline import Outline
from reports.problems import Place, Problem
from reports.release.uses import Uses, texts, uses

_WORD = r"[^\W_]+"
_FORMULA = re.compile(r"[A-Z]{1,3}-\d{1,4}(?: *[-+*/] *[A-Z]{1,3}-\d{1,4})+")  # of ids alone: a list says the same
Redact = Literal["drop", "black"]
# Every part of an outline, and so everything that could tell: one that is new must be dealt with here before it is released.
PARTS = frozenset(("outline", "report", "sources", "facts", "conflicts", "actors", "glossary", "data", "charts", "body",
                   "freshness", "on_stale"))  # the last two print nothing


@dataclass(frozen=True)
class Secret:
    """A part that was taken out: where it was typed, and its texts."""

    place: Place
    texts: tuple[str, ...]
    reserved: bool = False  # words that no part of the release may say, whatever its marking


@dataclass(frozen=True)
class View:
    """An outline for a release; `secrets` is what it lacks, `kept` are the texts that it has."""

    outline: Outline
    label: str = ""
    secrets: tuple[Secret, ...] = ()
    kept: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()  # those of its facts, sources and conflicts
    problems: tuple[Problem, ...] = ()
    withheld: dict[str, Any] = field(default_factory=dict)  # tables of data, by name


def view(outline: Outline, label: str | None, redact: Redact = "drop") -> View:
    """The outline as it may be released at a label; None: as it is."""
    if label is None:
        return View(outline, problems=tuple(_above_their_blocks(outline)))
    refused = _refused(outline, label)
    if refused:
        return View(outline, label, problems=(refused,))
    sieve = _Sieve(outline, label, redact)
    body = _picking(sieve.entries(outline.body, outline.report.marking.ground))
    if not any(entry.kind not in ("cover", "redacted") for entry in body):
        what = f'nothing of the body may be released at "{label}"'
        return View(outline, label, problems=(Problem(_place(outline.report), what, "mark what may be: marking: ..."),))
    return _reduced(outline, body, label, sieve.taken)


def _picking(body: list[Entry]) -> list[Entry]:
    """Blocks that pick others by their ids pick what is left of them; one that has nothing to pick goes too."""
    left = {entry.model.id for entry in _all(body)}
    made: list[Entry] = []
    for entry in body:
        pick = getattr(entry.model, "pick", None)
        kept = [name for name in pick or () if name in left]
        if pick is None or kept == pick:
            made.append(entry)
        elif kept:
            made.append(Entry(entry.kind, _copied(entry.model, pick=kept)))
    return made


def _all(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(getattr(entry.model, "blocks", None) or [])


def _refused(outline: Outline, label: str) -> Problem | None:
    """Why there can be no release at a label."""
    marking, place = outline.report.marking, _place(outline.report.marking, outline.report)
    try:
        marking.ways.read(label)
    except Unfit as unfit:
        return Problem(place, unfit.what, unfit.hint)
    if not marking.ways.covers(marking.label, label):
        return Problem(place, f'a release at "{label}" is above the document\'s "{marking.label}"', "release at a lower label")
    if not marking.ways.covers(label, marking.ground):
        hint = f'say what unmarked parts carry, if they may be released: marking: {{..., unmarked: "{label}"}}'
        return Problem(place, f'the title and all that is unmarked carry "{marking.ground}", above "{label}"', hint)
    return None


# ---------------------------------------------------------------- labels
def labels(outline: Outline, used: Uses) -> set[str]:
    """The labels that facts, sources, charts and tables carry themselves."""
    parts: list[Any] = [*(outline.facts[n] for n in used.facts), *(outline.sources[n] for n in used.sources(outline)),
                        *(outline.charts[n] for n in used.charts), *(outline.data[n] for n in used.data),
                        *(outline.conflicts[n] for n in used.conflicts)]
    return {part.marking for part in parts if getattr(part, "marking", "")}


def _reserved(outline: Outline, texts_: Iterable[str]) -> set[str]:
    """The labels of the reserved words in some texts."""
    reserved = outline.report.marking.reserved
    said = f" {' '.join(re.findall(_WORD, ' '.join(texts_).casefold()))} " if reserved else ""
    return {label for word, label in reserved.items() if f" {' '.join(re.findall(_WORD, word.casefold()))} " in said}


def _of_block(outline: Outline, entry: Entry) -> set[str]:
    """The labels of what one block says itself: of the words, the facts and the figures."""
    used = uses(outline, [entry], nested=False)
    said = [*texts(entry, nested=False), *texts([outline.charts[name] for name in used.charts])]
    return labels(outline, used) | _reserved(outline, said)


def _above_their_blocks(outline: Outline) -> Iterator[Problem]:
    """Facts and figures that are marked higher than the block that states them."""
    marking = outline.report.marking
    parts = (outline.facts, outline.sources, outline.charts, outline.data, outline.conflicts)
    if not marking.reserved and not any(part.marking for table in parts for part in table.values()):
        return  # as in most reports
    for entry, own in _labelled(outline.body, marking.ground):
        for label in sorted(_of_block(outline, entry)):
            if not marking.ways.covers(own, label):
                yield Problem(_place(entry.model), f'a block marked "{own}" states what is marked "{label}"',
                              "mark the block as high, or leave the fact or the figure out", rule="marking")


def _labelled(entries: Iterable[Entry], around: str) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        own = entry.model.marking or around
        yield entry, own
        yield from _labelled(getattr(entry.model, "blocks", None) or [], own)


# ---------------------------------------------------------------- the sieve
@dataclass
class _Sieve:
    """Takes out what is above the label."""

    outline: Outline
    label: str
    redact: Redact
    taken: list[Any] = field(default_factory=list)

    def entries(self, entries: Sequence[Entry], around: str) -> list[Entry]:
        kept: list[Entry] = []
        for entry in entries:
            kept += self._entry(entry, entry.model.marking or around)
        return kept

    def _entry(self, entry: Entry, own: str) -> list[Entry]:
        """The block, the bar in its place, or nothing."""
        found = {own} | _of_block(self.outline, entry)
        if not all(self._may_go(label) for label in found):
            self.taken.append(entry)
            return [self._bar(entry)] if self.redact == "black" else []
        inner = getattr(entry.model, "blocks", None)
        if not inner:
            return [entry]
        left = self.entries(inner, own)
        if not left:  # a heading over nothing
            self.taken.append(entry)
            return []
        return [Entry(entry.kind, _copied(entry.model, blocks=left))]

    def _may_go(self, label: str) -> bool:
        return self.outline.report.marking.ways.covers(self.label, label)

    def _bar(self, entry: Entry) -> Entry:
        from reports import blocks

        model = blocks.kind("redacted").Model(above=self.label, profiles=entry.model.profiles)
        model._place = entry.model.place
        return Entry("redacted", model)


def _copied(model: Any, **changes: Any) -> Any:
    """A copy that still knows where it was typed."""
    made = model.model_copy(update=changes)
    made._place = model.place
    return made


# ---------------------------------------------------------------- what is left
def _reduced(outline: Outline, body: list[Entry], label: str, taken: list[Any]) -> View:
    """The outline of a body, with nothing that only the rest of it used."""
    used = uses(outline, [outline.report, *body])
    kept = _ledgers(outline, used)
    said = [outline.report, body, *kept.values()]
    words = " ".join(texts(said))
    kept["actors"] = {n: a for n, a in outline.actors.items() if n in words or a.name.split()[-1] in words}
    terms = [t for t in outline.glossary if str(t.term) in words]
    made = outline.model_copy(update={**kept, "glossary": terms, "body": body, "report": _released(outline, label)})
    made._folder, made._place = outline._folder, outline.place
    gone = [*taken, *(v for part in kept for n, v in getattr(outline, part).items() if n not in kept[part]),
            *(t for t in outline.glossary if t not in terms)]
    words_only = [Secret(_place(outline.report), (word,), True) for word, own in outline.report.marking.reserved.items()
                  if not outline.report.marking.ways.covers(label, own)]
    return View(made, label, (*(_secret(part) for part in gone), *words_only), kept=tuple(texts([*said, kept["actors"], terms])),
                stated=tuple(texts([kept["facts"], kept["sources"], kept["conflicts"]])),
                problems=tuple(_one_sided(outline, kept["conflicts"], used)),
                withheld={n: d for n, d in outline.data.items() if n not in kept["data"]})


def _ledgers(outline: Outline, used: Uses) -> dict[str, dict[str, Any]]:
    """The parts of an outline that are tables by name, with what is used."""
    names = {"facts": used.facts, "charts": used.charts, "data": used.data, "sources": used.sources(outline),
             "conflicts": {n for n, c in outline.conflicts.items() if set(c.items) <= set(used.facts)}}
    kept = {part: {n: v for n, v in getattr(outline, part).items() if n in wanted} for part, wanted in names.items()}
    return kept | {"facts": {n: _unlinked(f, used.facts) for n, f in kept["facts"].items()}}


def _unlinked(fact: Any, kept: frozenset[str]) -> Any:
    """A fact that names no other which is not there."""
    gone = [name for name in getattr(fact, "supersedes", []) if name not in kept]
    return _copied(fact, supersedes=[n for n in fact.supersedes if n in kept]) if gone else fact


def _released(outline: Outline, label: str) -> Any:
    marking: Marking = outline.report.marking
    kept = {word: own for word, own in marking.reserved.items() if marking.ways.covers(label, own)}
    changed = _copied(marking, label=label, unmarked=marking.ground, reserved=kept, in_file_name=True)
    return _copied(outline.report, marking=changed)


def _one_sided(outline: Outline, kept: dict[str, Any], used: Uses) -> Iterator[Problem]:
    for name, conflict in outline.conflicts.items():
        if name not in kept and set(conflict.items) & used.facts:
            yield Problem(_place(conflict), f'of conflict "{name}" the release shows one side alone',
                          "hold the other side back as well, or release both", "warning", "marking")


def _secret(part: Any) -> Secret:
    model = part.model if isinstance(part, Entry) else part
    return Secret(_place(model), tuple(text for text in texts(part) if not _FORMULA.fullmatch(text)))


def _place(*models: BaseModel) -> Place:
    """The place of the first that knows it."""
    found = next((m.place for m in models if isinstance(getattr(m, "place", None), Place)), None)  # type: ignore[attr-defined]
    return found or Place("outline.yaml")
