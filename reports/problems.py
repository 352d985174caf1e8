"""Problems are values: a place, a sentence, a hint. They are collected, never raised one by one.

A stage returns `(value, problems)`; `Failed` carries a stage's problems up to the command when an error among
them makes the next stage pointless.
"""
from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the writer's files something stands. Line and column count from 1; 0 means "the file as a whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (lower case, the given value quoted) and what to do about it. It prints on one line, the hint on another,
    though a value that it quotes has several.

    `waived`: the writer set the rule aside, with a reason; it is told, and never stops a build.
    """

    place: Place
    what: str
    hint: str = ""
    level: Level = "error"
    rule: str = ""
    waived: bool = False

    def __str__(self) -> str:
        level = "warning: " if self.level == "warning" else ""
        rule = f" [{self.rule}]" if self.rule else ""
        hint = f"\n    hint: {_on_a_line(self.hint)}" if self.hint else ""
        return f"{self.place}: {level}{_on_a_line(self.what)}{rule}{hint}"


def _on_a_line(text: str) -> str:
    return " ".join(text.split("\n"))


class Failed(Exception):
    """A stage found errors; carries all of its problems, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class MachineFailed(Exception):
    """The machine failed us (disk, fonts, permissions): exit status 3, with one sentence for the person."""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [p for p in problems if p.level == "error"]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, duplicates removed; stable for equal places."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.what))


def did_you_mean(word: str, known: Iterable[str], what: str = "known") -> str:
    """A hint that offers the nearest known word, then the whole (shortened) list."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    listed = ", ".join(names[:40]) + (", ..." if len(names) > 40 else "")
    return (f'did you mean "{near[0]}"? ' if near else "") + f"{what}: {listed}"
