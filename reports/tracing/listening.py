"""What a composition says, kept for the rules; and how a reference is worded, with its date where the number is past its time."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reports.aged_tables import AgedTable
from reports.ages import Age
from reports.facts import Ledger
from reports.tracing.context import Context
from reports.tracing.passage import Passage, Role, heard, owned

FORMS = ("", "short", "value", "cite", "date", "phrase")
SHOWN = ("", "value", "short")  # forms that print a number
_DATED = re.compile(r"\{\s*([A-Z]+-\d+)\s*\|\s*date\s*\}")


@dataclass
class Listener:
    """Passages in the order in which they are said, and the block or chart around each. `role` is that of what is being said.

    `ages` are the facts past a limit of freshness: in a running text their numbers print with the date, unless it stands there.
    `tables` are the data tables past one.
    """

    ledger: Ledger
    ages: Mapping[str, Age]
    tables: Mapping[str, AgedTable] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    blocks: list[tuple[Any, tuple[str, ...]]] = field(default_factory=list)
    role: Role = "text"
    _dated: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)

    @contextmanager
    def speaking(self, role: Role) -> Iterator[None]:
        """What is said meanwhile has this role."""
        before, self.role = self.role, role
        yield
        self.role = before

    def begin(self, text: str) -> None:
        """Take note which facts a paragraph gives with their dates."""
        self._dated = set(_DATED.findall(text)) if self.ages else set()
        self._told = set()

    def hear(self, text: str, place: Any) -> None:
        """Keep one paragraph."""
        self.passages.append(heard(text, place, self._known, self.role))
        self._told = set()

    def own(self, since: int, kind: str, model: Any, facts: tuple[str, ...]) -> None:
        """Give what was heard since then to the block or chart that said it."""
        self.passages[since:] = owned(self.passages[since:], kind, model, facts)
        self.blocks.append((model, facts))

    def _known(self, name: str, form: str) -> str | None:
        """What a reference prints; None for an unknown fact or form."""
        return self.written(name, form) if name in self.ledger and form in FORMS else None

    def written(self, name: str, form: str) -> str:
        """A reference in print: "$790 million", and past its time "$790 million (as of 2020*)"."""
        words = self.ledger.written(name, form or "full")
        if name not in self.ages or form not in SHOWN or self.role in ("headline", "label") or name in self._dated:
            return words
        age = self.age(name)
        if age in self._told:  # said once a paragraph
            return words
        self._told.add(age)
        return f"{words} ({age})"

    def age(self, name: str) -> str:
        """"as of 2020*", "as of 2020*, out of date"."""
        out = ", out of date" if self.ages[name].state == "expired" else ""
        return f"as of {self.ledger.date(name)}{out}"

    def aged(self, facts: Sequence[str], words: str, table: str = "") -> str:
        """What a line under some values must add: the ages of those whose dates it does not give, or that are out of date."""
        old = [name for name in facts if name in self.ages]
        silent = [name for name in old if self.ages[name].state == "expired" or self.ledger.date(name) not in words]
        data = [self.tables[table].words] if table in self.tables else []
        return "; ".join(dict.fromkeys([*map(self.age, silent), *data]))

    def context(self, outline: Any, shown: frozenset[str], mentioned: Sequence[str], tables: Mapping[str, Any]) -> Context:
        """All that was said, and the words of the head, for the rules. `shown`: conflicts that a block sets out."""
        report = outline.report
        head = [heard(str(words), words.place or report.place, lambda name, form: None, "headline")
                for words in (report.title, report.subtitle) if words]
        return Context(self.ledger, [*owned(head, "head", report, ()), *self.passages], self.blocks, report.as_of.date,
                       report.as_of.basis == "inferred", report.language, shown, frozenset(mentioned), outline.conflicts,
                       frozenset(self.ages), outline.charts, tables, outline.data)
