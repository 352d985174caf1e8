"""Endnotes numbered by first mention: the facts of one place in one source share a note."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reports.document import Note
from reports.facts import Ledger

UNNUMBERED = (0,)  # of a mark that will not print


class Endnotes:
    """The notes of one document. Their words are written once, at the end, so that a place which many facts share stays cheap."""

    def __init__(self, ledger: Ledger, as_of: str) -> None:
        self.ledger, self.as_of = ledger, as_of
        self._numbers: dict[Any, int] = {}
        self._facts: list[dict[str, None]] = []
        self._silent = False

    def marks(self, facts: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the notes for some facts, ascending, each once; new ones are added."""
        if self._silent:
            return UNNUMBERED if facts else ()
        return tuple(sorted({self._number(fact) for fact in facts}))

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Meanwhile no note is numbered: for words that will not carry a mark on paper."""
        before, self._silent = self._silent, True
        yield
        self._silent = before

    def written(self) -> tuple[Note, ...]:
        """All notes with their words."""
        return tuple(Note(number, self.ledger.note_text(*facts, as_of=self.as_of), tuple(facts))
                     for number, facts in enumerate(self._facts, 1))

    def _number(self, fact: str) -> int:
        key = self.ledger.note_key(fact)
        if key not in self._numbers:
            self._facts.append({})
            self._numbers[key] = len(self._facts)
        number = self._numbers[key]
        self._facts[number - 1][fact] = None
        return number
