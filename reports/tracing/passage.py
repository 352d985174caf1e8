"""One text as it prints, that still knows where it was typed and which facts its words come from: what the rules look at."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from reports import inline
from reports.problems import Place

HIDDEN = "\ufffc"  # stands for a character of a reference, where only typed words are read
_QUOTES = re.compile("“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]")
_ENDS = re.compile(r"[.!?…][”’\"»)\]]*(?=\s+[^\sa-z]|\s*$)")
_SHORTENED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|No|vs|cf|approx|Sen|Rep|Gov|Prof)|\b[A-Z]|\be\.g|\bi\.e)$")

Role = Literal["text", "headline", "notes", "label"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the printed text that a reference or `{=...}` made; `fact` is empty for the latter and for figures."""

    start: int
    end: int
    fact: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a passage's text, its quotation marks not included."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, headline, cell or label. `beside`: the facts of the block or chart around it; `model`: that block's fields.

    `text` is what prints, without note marks; `spans` are in its characters; `offsets` pair its characters with typed ones.
    """

    typed: str
    place: Any
    text: str
    spans: tuple[Span, ...]
    offsets: tuple[tuple[int, int], ...] = ()
    role: Role = "text"
    kind: str = ""
    model: Any = None
    beside: tuple[str, ...] = ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that the passage itself names."""
        return tuple(dict.fromkeys(s.fact for s in self.spans if s.fact))

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The passage's facts, then those of its block: of running text only its own."""
        return tuple(dict.fromkeys((*self.facts, *(() if self.kind == "text" and self.role == "text" else self.beside))))

    @cached_property
    def quotations(self) -> tuple[Stretch, ...]:
        """What stands between quotation marks."""
        found = ((m, next(n for n in range(1, 5) if m[n] is not None)) for m in _QUOTES.finditer(self.text))
        return tuple(Stretch(m.start(n), m.end(n), m[n]) for m, n in found)

    @cached_property
    def own(self) -> str:
        """The text with what references and `{=...}` printed hidden, character for character."""
        return _hidden(self.text, ((s.start, s.end) for s in self.spans))

    @cached_property
    def unquoted(self) -> str:
        """The same with quotations hidden as well: the writer's own words."""
        return _hidden(self.own, ((q.start, q.end) for q in self.quotations))

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences, each with the marks that follow its full stop."""
        made: list[Stretch] = []
        start = 0
        for found in _ENDS.finditer(self.text):
            if _SHORTENED.search(self.text[start:found.start()]):
                continue
            made.append(Stretch(start, found.end(), self.text[start:found.end()]))
            start = found.end()
        return (*made, Stretch(start, len(self.text), self.text[start:])) if self.text[start:].strip() else tuple(made)

    def sentence_at(self, position: int) -> Stretch:
        """The sentence that a character belongs to."""
        return next((s for s in self.sentences if position < s.end), Stretch(0, len(self.text), self.text))

    def facts_of(self, part: Stretch) -> tuple[str, ...]:
        """The facts that a sentence names or cites; a mark right after its full stop is its own."""
        first = part.start == 0
        inside = (s for s in self.spans if s.fact and s.start <= part.end and (s.start > part.start or first))
        return tuple(dict.fromkeys(s.fact for s in inside))

    def spans_of(self, part: Stretch) -> tuple[Span, ...]:
        """The printed references of a sentence, in order."""
        return tuple(s for s in self.spans if s.fact and s.end > s.start and part.start <= s.start < part.end)

    def at(self, position: int) -> Place:
        """Where a character of the text was typed."""
        before = [(p, t) for p, t in self.offsets if p <= position]
        printed, typed = before[-1] if before else (0, 0)
        return inline.place_in(self.place, self.typed, min(typed + position - printed, len(self.typed)))


def heard(typed: str, place: Any, written: Callable[[str, str], str | None], role: Role) -> Passage:
    """The passage of one typed paragraph. `written(id, form)` gives a fact's printed words, None for an unknown fact."""
    parts: list[str] = []
    spans: list[Span] = []
    offsets: list[tuple[int, int]] = []
    at = cursor = 0
    for atom in inline.atoms(typed):
        words, fact, form = _printed(atom, written)
        source = atom.text if atom.kind == "text" else "{"
        places = [typed.find(form, cursor) for form in ((" ", "\n") if source == " " else (source,))]
        cursor = min((place for place in places if place >= 0), default=cursor)
        offsets.append((at, cursor))
        cursor += len(source)
        if atom.kind != "text":
            spans.append(Span(at, at + len(words), fact, form))
        parts.append(words)
        at += len(words)
    return Passage(typed, place, "".join(parts), tuple(spans), tuple(offsets), role)


def _printed(atom: inline.Atom, written: Callable[[str, str], str | None]) -> tuple[str, str, str]:
    """(words, fact, form) of one atom."""
    if atom.kind != "reference":
        return atom.text, "", ""
    name, _, form = (part.strip() for part in atom.text.partition("|"))
    words = written(name, form)
    return (words, name, form) if words is not None else ("?", "", "")


def _hidden(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = HIDDEN * (end - start)
    return "".join(letters)


def owned(passages: Sequence[Passage], kind: str, model: Any, facts: tuple[str, ...]) -> list[Passage]:
    """The same passages; those that belong to no block yet are given to this one."""
    return [p if p.kind else replace(p, kind=kind, model=model, beside=facts) for p in passages]
