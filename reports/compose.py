"""Outline + Ledger → Document: words resolved, notes numbered, charts planned. Sizes and pages come later.

`Composer` is what block files get: it turns typed text into runs with facts behind them, and collects problems with
their places.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

import charts
from charts.inputs import Cell, Prose, Refused, Spec
from reports import (
    blocks,
    budget,
    citation,
    conflicts,
    data_files,
    freshness,
    glyphs,
    headlines,
    inline,
    oldest,
    opening,
    portions,
    references,
    waivers,
)
from reports.blocks import Block
from reports.blocks._body import Entry
from reports.cleaning import Unfit
from reports.document import Content, Document, Exhibit, Rich, Run, facts_in, plain, tidied
from reports.endnotes import Endnotes
from reports.facts import Ledger
from reports.furniture import head
from reports.outline import Outline
from reports.problems import Place, Problem, did_you_mean
from reports.tables import kept
from reports.tables.charted import measured
from reports.text import Ruler, shared
from reports.theme import Theme
from reports.tracing import backing, judging
from reports.tracing.context import Context
from reports.tracing.listening import FORMS, Listener
from reports.typography import typeset

if TYPE_CHECKING:
    from reports.tables import Table



def compose(outline: Outline, ledger: Ledger, tables: dict[str, Table], profile: str,
            theme: Theme, today: str | None = None) -> tuple[Document, list[Problem]]:
    """The document of one profile, and everything that is wrong with its words. `today` (ISO 8601; default: the report's own
    date) is the day against which the age of facts is judged."""
    fresh = freshness.judged(outline, ledger, today)
    outline = fresh.outline
    composer = Composer(outline, ledger, tables, profile, shared(theme), Listener(ledger, fresh.ages, fresh.tables),
                        Endnotes(ledger, head(outline).as_of))
    contents = composer.contents(opening.body(outline))
    said = replace(head(outline), oldest=oldest.words(composer.exhibits.values(), ledger, outline))
    document = Document(said, tuple(contents), composer.notes.written(), profile,
                        tuple(str(term.term) for term in outline.glossary), composer.source_words, untraced=composer.unbacked,
                        heard=composer.context)
    told = "".join(p.what for p in composer.problems if p.hint in (glyphs.HINT, glyphs.JOINED))
    unprintable = glyphs.problems(document, outline.report.place or Place("outline.yaml"),
                                  lambda words: composer.ruler.missing(words, "sans"), told)
    together = headlines.story(document, {actor.name for actor in outline.actors.values()})
    long = budget.judged(document, outline.report.place or Place("outline.yaml"))
    document = data_files.attached(document, composer.exhibits.values(), ledger, tables, composer.mentions)
    stale = fresh.problems(composer.mentions, (e.spec.data for e in composer.exhibits.values() if e.spec.data))
    return document, [*composer.problems, *unprintable, *together, *long, *stale, *judging.judged(composer.context())]


@dataclass
class Composer:
    """The state of one composition: note numbers and figure numbers in order of first mention, and problems."""

    outline: Outline
    ledger: Ledger
    tables: dict[str, Table]
    profile: str
    ruler: Ruler
    ear: Listener
    notes: Endnotes
    problems: list[Problem] = field(default_factory=list)
    exhibits: dict[str, Exhibit] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    mentions: list[str] = field(default_factory=list)
    _markings: list[str] = field(default_factory=list)  # of the blocks being composed, outer before inner

    def __post_init__(self) -> None:
        for name in _figure_ids(self.outline.body, self.profile):
            self.figures.setdefault(name, len(self.figures) + 1)

    # ------------------------------------------------------------------ blocks
    def contents(self, entries: Iterable[Entry]) -> list[Content]:
        """The composed blocks that this profile shows."""
        return [self._content(e) for e in entries if _shown(e.model, self.profile)]

    def _content(self, entry: Entry) -> Content:
        module: ModuleType = blocks.kind(entry.kind)
        model = entry.model
        mentioned, spoken = len(self.mentions), len(self.ear.passages)
        self._markings.append(model.marking)
        self._check_marking(model)
        title = self.rich(model.title) if model.title else ()
        body = module.compose(model, self)
        self.problems += waivers.of_block(model, getattr(body, "exhibit", None))
        facts = tuple(dict.fromkeys(self.mentions[mentioned:]))
        say = self._speaker_notes(model.notes)
        self.ear.own(spoken, entry.kind, model, facts)
        source = self.source_words(facts) if facts else ""
        made = Content(entry.kind, body, model.place or Place("outline.yaml"), model.id, title, say, model.shown,
                       model.page_break, model.keep_together, facts, source, self.profile in model.profiles)
        mark = self._mark()
        self._markings.pop()
        return portions.marked(made, mark)

    def _mark(self) -> str:
        """The portion mark of the block at hand: its own, that of the nearest marked block around it, or the ground's."""
        whole = self.outline.report.marking
        return whole.ways.portion(next(filter(None, reversed(self._markings)), whole.ground))

    def _speaker_notes(self, notes: Prose | None) -> tuple[str, ...]:
        with self.ear.speaking("notes"):
            return tuple(self.words(p) for _, p in _split(notes))

    def _check_marking(self, model: Block) -> None:
        """A block's label is one of the scheme, and stands neither above the document's nor above that of a block around it."""
        whole = self.outline.report.marking
        if not model.marking:
            return
        try:
            whole.ways.read(model.marking)
        except Unfit as unfit:
            self.problem(model.place, unfit.what, unfit.hint)
            return
        around = next(filter(None, reversed(self._markings[:-1])), "")
        if not whole.ways.covers(around or whole.label, model.marking):
            which = f'that of the block around it, "{around}"' if around else f'the document\'s "{whole.label}"'
            self.problem(model.place, f'the marking "{model.marking}" is above {which}',
                         "raise that marking, or take the block out")

    # ------------------------------------------------------------------ words
    def rich(self, prose: Prose | str, *, traced: bool = True) -> Rich:
        """One paragraph of inline text as runs. Unknown references, unsafe links and untraced numbers are problems."""
        place = getattr(prose, "place", None)
        text = str(prose)
        self.ear.begin(text)
        if traced:
            self.ear.hear(text, place)
        self._report_missing(text, place)
        runs: list[Run] = []
        for atom in inline.atoms(text):
            runs += self._runs(atom, inline.place_in(place, text, atom.offset))
        return tidied(typeset(runs, self.outline.report.language))

    def paragraphs(self, prose: Prose) -> tuple[Rich, ...]:
        """Inline text with blank lines as several paragraphs."""
        return tuple(self.rich(part) for _, part in _split(prose))

    def words(self, prose: Prose | str | None, *, traced: bool = True) -> str:
        """Inline text as plain words, without note marks."""
        return plain(self._unnoted(prose, traced)) if prose else ""

    def unmarked(self, prose: Prose | str | None) -> Rich:
        """Inline text without note marks, for headlines. Unnamed sources may not speak there (rule H23)."""
        with self.ear.speaking("headline"):
            runs = self._unnoted(prose, True) if prose else ()
        self.named_only(runs, getattr(prose, "place", None), "headlines")
        return tuple(r for r in runs if not r.notes)

    def named_only(self, words: Rich, place: Any, where: str) -> None:
        """Report every fact of an unnamed source in words that stand where such facts are barred."""
        for fact in facts_in(words):
            if self.ledger[fact].attribution == "anonymous_source":
                self.problem(place, f'fact "{fact}" comes from an unnamed source',
                             f"unnamed sources are barred from {where}: report it in a text, as reported", rule="H23")

    def cite(self, facts: Sequence[str], place: Place | None = None) -> Run:
        """A note mark for some facts; numbers in ascending order, each note once."""
        known = [f for f in facts if self._known(f, place)]
        self.mentions.extend(known)
        return Run("", facts=tuple(known), notes=self.notes.marks(known))

    def cited(self, words: Rich, facts: Sequence[str], place: Place | None = None) -> Rich:
        """Words followed by the mark of their facts, when there are any."""
        return tidied([*words, self.cite(facts, place)]) if facts else words

    # ------------------------------------------------------------------ facts
    def cell(self, reference: Cell | str, place: Place | None = None) -> Cell:
        """A value resolved from the ledger; an unknown id is a problem and comes back without a number."""
        cell = reference if isinstance(reference, Cell) else Cell(ref=reference, place=place)
        if cell.ref and not self._known(cell.ref, cell.place or place):
            return replace(cell, text="?", short="?")
        self.mentions.extend([cell.ref] if cell.ref else [])
        return self.ledger.cell(cell)

    def problem(self, place: Any, what: str, hint: str = "", *, level: str = "error", rule: str = "") -> None:
        where = place if isinstance(place, Place) else Place("outline.yaml")
        self.problems.append(Problem(where, what, hint, "warning" if level == "warning" else "error", rule))

    # ------------------------------------------------------------------ exhibits
    def exhibit(self, name: str, spec: Spec | None = None) -> Exhibit | None:
        """The planned figure of that id (of `charts:`, or a spec that a block holds itself)."""
        spec = spec or self.outline.charts.get(name)
        if spec is None:
            return None
        if name not in self.exhibits:
            made = self._plan(name, spec)
            if made is None:
                return None
            self.exhibits[name] = made
        return self.exhibits[name]

    def figure_number(self, name: str) -> int:
        """The number under which a figure prints; 0 for one that does not."""
        return self.figures.get(name, 0)

    def _plan(self, name: str, typed: Spec) -> Exhibit | None:
        module = charts.kind(typed.kind)
        mentioned, spoken = len(self.mentions), len(self.ear.passages)
        with self.ear.speaking("label"):
            spec = self.resolved(typed)
        facts = tuple(dict.fromkeys(self.mentions[mentioned:]))
        if typed.data and typed.data not in self.tables:
            return None  # the table could not be read, and says why itself
        try:
            spec = measured(spec, self.tables.get(typed.data or ""))
            plan = module.plan(spec, self.rows(typed))
            native = module.native(plan) if hasattr(module, "native") else None
        except Refused as refused:
            self.problem(refused.place or typed.place, refused.what, waivers.refusal(refused, typed.waive), rule=refused.rule)
            return None
        alt = self.words(typed.alt, traced=False) if typed.alt else plan.alt
        data = typed.data or ""
        extra = kept.said(typed.source_note, self.tables.get(typed.data or ""), self.outline.report.language)
        made = Exhibit(self.figure_number(name), name, typed.kind, self.unmarked(typed.headline),
                       self.unmarked(typed.subtitle), self.source(facts, extra, data),
                       self.source_words(facts, extra, data), self.rich(typed.note) if typed.note else (), alt, spec,
                       plan, native, facts, typed.place)
        self.ear.own(spoken, "chart", typed, facts)
        self.problems += headlines.judged(made, typed, self.rows(typed), self.ledger, self.outline.report)
        return made

    def rows(self, spec: Spec) -> list[dict[str, Any]] | None:
        """The records of a spec's data table, where it has one."""
        return self.tables[spec.data].records() if spec.data and spec.data in self.tables else None

    def resolved(self, model: Any) -> Any:
        """A copy of a spec with every Cell filled from the ledger and every Prose in its printed words."""
        if isinstance(model, Cell):
            return self.cell(model)
        if isinstance(model, Prose):
            return Prose.at(self.words(model), model.place)
        if isinstance(model, BaseModel):
            changed = {n: self.resolved(getattr(model, n)) for n in type(model).model_fields}
            made = model.model_copy(update=changed)
            self._remember_facts(model)
            return made
        if isinstance(model, list):
            return [self.resolved(m) for m in model]
        if isinstance(model, dict):
            return {k: self.resolved(v) for k, v in model.items()}
        return model

    def _remember_facts(self, model: BaseModel) -> None:
        place = getattr(model, "place", None)
        for fact in getattr(model, "facts", None) or []:
            if self._known(fact, place):
                self.mentions.append(fact)
                if self.ledger[fact].attribution == "anonymous_source":
                    self.problem(place, f'fact "{fact}" comes from an unnamed source',
                                 "unnamed sources are barred from charts: report it in a text, as reported", rule="H23")

    # ------------------------------------------------------------------ sources
    def source(self, facts: Sequence[str], extra: Prose | None = None, data: str = "") -> Rich:
        """"articles A1 and B.(marks) As of April 2021*." The words of a printed source line; `data`: the table of a figure."""
        named = "; ".join(filter(None, (self.ledger.named_sources(facts), self._source_name(data))))
        words = self.unmarked(extra) if extra else ()
        runs: list[Run] = [Run(f"{named}.")] if named else []
        if facts:
            runs.append(self.cite(facts))
        if words:
            runs += [Run(" " if runs else ""), *words]
        return tidied([*runs, Run(f"{' ' if runs else ''}{self._as_of(facts, data)}")])

    def source_words(self, facts: Sequence[str], extra: Prose | None = None, data: str = "") -> str:
        """The source line of a slide: sources with their locators in place of note marks."""
        located = "; ".join(filter(None, (self.ledger.located(facts), self._source_name(data))))
        words = f" {self.words(extra)}" if extra else ""
        start = f"{located}." if located else ""
        return f"{start}{words} {self._as_of(facts, data)}".strip()

    def _as_of(self, facts: Sequence[str], data: str) -> str:
        """"As of April 2021*. Older values: as of 2020*, out of date."."""
        own = self.notes.as_of
        old = self.ear.aged(facts, own, data)
        return f"As of {own}." + (f" Older values: {old}." if old else "")

    def aged(self, facts: Sequence[str], words: Rich) -> Rich:
        """A line under a number, with the number's date where it is past its time."""
        old = self.ear.aged(facts, plain(words))
        return (*words, Run(f", {old}")) if old else words

    def _source_name(self, table: str) -> str:
        return citation.source_name(self.outline.data[table].source, self.outline.sources) if table else ""

    def basis(self, facts: Sequence[str]) -> str:
        """"Basis: A1, B": the sources that some facts come from."""
        ids = self.ledger.source_ids(facts)
        return f"Basis: {', '.join(ids)}" if ids else ""

    # ------------------------------------------------------------------ helpers
    def _unnoted(self, prose: Prose | str | None, traced: bool) -> Rich:
        """Runs without numbering any note: for words that will not carry a mark on paper."""
        with self.notes.silent():
            return self.rich(prose or "", traced=traced)

    def _runs(self, atom: inline.Atom, place: Place) -> list[Run]:
        if atom.link and not inline.link_is_safe(atom.link):
            self.problem(place, f'link "{atom.link}" is not allowed', "links start with https://, http:// or mailto:")
            return [Run(atom.text, atom.strong, atom.emphasis, language=atom.language)]
        if atom.language and not inline.language_is_tag(atom.language):
            self.problem(place, f'language "{atom.language}" is not known', "write a tag of BCP 47: [le mot juste]{lang=fr}")
        if atom.kind != "reference":
            return [Run(atom.text, atom.strong, atom.emphasis, atom.link, language=atom.language)]
        if atom.text.startswith(("fig:", "theme:")):
            return [references.run(self, atom, place)]
        return self._fact_runs(atom, place)

    def _fact_runs(self, atom: inline.Atom, place: Place) -> list[Run]:
        name, _, form = (part.strip() for part in atom.text.partition("|"))
        if not self._known(name, place):
            return [Run("?")]
        if form not in FORMS:
            self.problem(place, f'form "{form}" of a reference is not known', did_you_mean(form, FORMS, "forms"))
            return [Run("?")]
        self.mentions.append(name)
        mark = [self.cite([name], place)] if form in ("", "cite") else []
        if form == "cite":
            return mark
        words = self.ear.written(name, form)
        return [Run(words, atom.strong, atom.emphasis, atom.link, (name,)), *mark]

    def _known(self, name: str, place: Any) -> bool:
        if name in self.ledger:
            if self.ledger.barred(name):
                self.problem(place, f'fact "{name}" is not to be published', "it says publish: false; leave it out", rule="A5")
            return True
        self.problem(place, f'fact "{name}" is not in the ledger', self.ledger.near(name), rule="T11")
        return False

    def context(self) -> Context:
        """All that was printed, for the rules about words and claims."""
        shown = frozenset(conflicts.set_out(self.outline.body, self.profile))
        return self.ear.context(self.outline, shown, self.mentions, self.tables)

    def unbacked(self, text: str) -> list[str]:
        """The numbers of words from outside the outline that no fact gives."""
        return backing.unbacked(text, self.context())

    def _report_missing(self, text: str, place: Any) -> None:
        """Characters for which no font of the house has a glyph: they would print as blanks."""
        for character in self.ruler.missing(text.replace("\n", " "), "sans"):
            at = inline.place_in(place, text, text.find(character))
            self.problems.append(glyphs.problem(character, at))




def _shown(model: Block, profile: str) -> bool:
    return not model.profiles or profile in model.profiles


def _split(prose: Prose | None) -> list[tuple[int, Prose]]:
    """Paragraphs of a text, each knowing its own line."""
    if prose is None:
        return []
    return [(offset, Prose.at(part, inline.place_in(prose.place, str(prose), offset)))
            for offset, part in inline.paragraphs(str(prose))]


def _figure_ids(entries: Iterable[Entry], profile: str) -> list[str]:
    """The ids of all figures in the order in which they print."""
    found: list[str] = []
    for entry in entries:
        if not _shown(entry.model, profile):
            continue
        found += blocks.figures(entry.kind, entry.model)
        found += _figure_ids(getattr(entry.model, "blocks", None) or [], profile)
    return found


__all__ = ["FORMS", "Composer", "compose"]
