"""A text of a finished file, and where it stands."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reports.tracing import reading

_FIGURED = re.compile(r"[^\s,;:()“”\"]*\d[^\s;:()“”\"]*")


class Unreadable(Exception):
    """A file that cannot be read as what it should be; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph, cell or value. `file`: brief or deck; `spot`: "page 3", "slide 5", "the file"; `part`: what it is there."""

    file: str
    spot: str
    part: str
    text: str


@cache
def marks(text: str) -> tuple[str, ...]:
    """All that a number can hide in, in order: every word with a digit in it, then the numbers in words."""
    figures = [word.strip(".,") for word in _FIGURED.findall(text)]
    return (*figures, *(q.text for q in quantities(text) if q.spelled))


@cache
def quantities(text: str, decimal: str = ".") -> tuple[reading.Quantity, ...]:
    """The quantities of a text."""
    return tuple(reading.quantities(text, decimal=decimal))
