"""The texts of sources, where they lie in the report's folder: whether a fact's phrase stands there, on the line it names."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from reports import cleaning
from reports.cleaning import Unfit
from reports.problems import Place, Problem
from reports.resolution import Fact
from reports.tracing.quoting import folded

BYTES = 10_000_000
_EXPLAINED = 50  # phrases for which the nearest wording is looked up
_LINES = re.compile(r"\b(line|page)s?\s*(\d+)(?:\s*(?:[–-]|to|and)\s*(\d+))?", re.IGNORECASE)
_KEY = 16  # characters by which a phrase is looked up


class Text:
    """A text by its lines and pages (form feeds part pages), spaces and quotation marks folded."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        parts = [folded(line) for line in self.lines]
        self.starts: list[int] = []
        at = 0
        for part in parts:
            self.starts.append(at)
            at += len(part) + 1 if part else 0
        self.whole = " ".join(part for part in parts if part)
        self.pages = [0]
        for number, line in enumerate(self.lines):
            self.pages += [self.starts[number]] * line.count("\f")

    def find(self, phrase: str, where: tuple[int, int] | None = None) -> int:
        """The line (from 1) on which a phrase begins, inside a span of the folded text or anywhere; 0 when it is not there."""
        said = folded(phrase)
        start, end = where or (0, len(self.whole))
        at = self.whole.find(said, start, end + len(said)) if where else self._anywhere(said)
        return bisect_right(self.starts, at) if 0 <= at <= end else 0

    def _anywhere(self, said: str) -> int:
        """Where a phrase stands, by its first characters: every word of the text is a place where one may begin."""
        if len(said) < _KEY:
            return self.whole.find(said)
        places = self._index.get(said[:_KEY], [])
        found = next((at for at in places if self.whole.startswith(said, at)), -1)
        return found if found >= 0 or said[:1].isalnum() else self.whole.find(said)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        made: dict[str, list[int]] = {}
        for word in re.finditer(r"\S+", self.whole):
            made.setdefault(self.whole[word.start():word.start() + _KEY], []).append(word.start())
        return made

    def span(self, locator: str) -> tuple[int, int] | None:
        """The stretch of the folded text that a locator names: "line 25", "lines 3–5", "page 2"; None for any other."""
        found = _LINES.search(locator)
        if not found:
            return None
        starts = self.starts if found[1].lower() == "line" else self.pages
        first, last = int(found[2]), int(found[3] or found[2])
        if starts is self.pages and len(starts) == 1:
            return None
        if not 1 <= first <= len(starts):
            return (len(self.whole), len(self.whole))
        return starts[first - 1], starts[last] - 1 if last < len(starts) else len(self.whole)

    def nearest(self, phrase: str, named: int = 0) -> tuple[int, str]:
        """(line, wording): the stretch of one line that shares most words with a phrase; of equals, the line that is named."""
        wanted = _bare(phrase)
        words = set(wanted)
        best = max(range(len(self.lines)), key=lambda n: (len(words & self._words[n]), n + 1 == named), default=0)
        typed = self.lines[best].split()
        plain = [" ".join(_bare(w)) for w in typed]
        size = max(1, len(wanted))
        start = max(range(max(1, len(typed) - size + 1)), key=lambda n: (
            sum(w in words for w in plain[n:n + size]), sum(a == b for a, b in zip(plain[n:n + size], wanted))))
        return best + 1, " ".join(typed[start:start + size])

    @cached_property
    def _words(self) -> list[set[str]]:
        return [set(_bare(line)) for line in self.lines]


def _bare(text: str) -> list[str]:
    """The words of a text in small letters, without quotation marks and the points around them."""
    return [word.strip(".,;:!?()") for word in folded(text).casefold().split()]


def verified(facts: Mapping[str, Fact], sources: Mapping[str, Any], folder: Path) -> list[Problem]:
    """What the texts of the sources say against the ledger: phrases that are not there (A2), and locators that are wrong."""
    problems: list[Problem] = []
    texts: dict[str, Text] = {}
    for name, source in sources.items():
        if getattr(source, "text", None):
            made = _read(folder, source)
            if isinstance(made, Problem):
                problems.append(made)
            else:
                texts[name] = made
    explained = 0
    for fact in facts.values():
        if fact.phrase and fact.source in texts:
            found = list(_judged(fact, texts[fact.source], sources[fact.source], explained < _EXPLAINED))
            explained += len(found)
            problems += found
    return problems


def _read(folder: Path, source: Any) -> Text | Problem:
    place = source.place if isinstance(source.place, Place) else Place("outline.yaml")
    try:
        data = cleaning.read_file(cleaning.inside(folder, source.text), BYTES, source.text)
        return Text(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except Unfit as unfit:
        return Problem(place, unfit.what, unfit.hint)
    except UnicodeDecodeError:
        return Problem(place, f'"{source.text}" is not UTF-8', "save the text as UTF-8")


def _judged(fact: Fact, text: Text, source: Any, explain: bool) -> Iterator[Problem]:
    span = text.span(fact.locator)
    if span and text.find(fact.phrase, span):
        yield from _outside(fact, text.find(fact.phrase, span), source)
        return
    line = text.find(fact.phrase)
    if not line:
        at, wording = text.nearest(fact.phrase, bisect_right(text.starts, span[0]) if span else 0) if explain else (0, "")
        hint = f"line {at} has: {wording}" if at else "copy the words from the source"
        yield Problem(fact.place, f'the phrase of "{fact.id}" is not in {source.text}', hint, "error", "A2")
    elif span:
        yield Problem(fact.place, f'the phrase of "{fact.id}" is not at {fact.locator} of {source.text}',
                      f"it begins on line {line}: locator: line {line}", "warning", "A2")
    else:
        yield from _outside(fact, line, source)


def _outside(fact: Fact, line: int, source: Any) -> Iterator[Problem]:
    """A source that is a part of its text ("lines 1–29") does not hold what stands elsewhere in it."""
    own = _LINES.fullmatch(str(source.locator or "").strip())
    if own and own[1].lower() == "line" and not int(own[2]) <= line <= int(own[3] or own[2]):
        yield Problem(fact.place, f'line {line} of "{fact.id}" is outside source {fact.source}, {source.locator}',
                      "name the source whose part it is", "warning", "A2")
