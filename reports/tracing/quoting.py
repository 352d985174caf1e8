"""Whether words are a source's words (rule A2): spaces and quotation marks folded, nothing else."""
from __future__ import annotations

import difflib
import re
from functools import lru_cache

_MARKS = re.compile("[“”„\"‘’'«»]")
_GAPS = re.compile(r"\.\.\.|…|\[[^\]]*\]")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text with single spaces and without quotation marks or apostrophes; capitals stay."""
    return " ".join(_MARKS.sub("", text).split())


def holds(phrase: str, words: str) -> bool:
    """Whether a phrase holds the words: all of them as they stand, or every stretch between ellipses, in order.

    Square brackets of the source must be kept; those of the writer stand for words left out. A comma or full stop that
    printing puts inside the quotation mark is not held against it.
    """
    whole, said = folded(phrase), folded(words)
    for form in (said, said.rstrip(".,;: ")):
        if form and form in whole:
            return True
    pieces = [part.strip().rstrip(".,;: ") for part in _GAPS.split(said)]
    at = 0
    for piece in pieces:
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return any(pieces) and len(pieces) > 1


def nearest(words: str, phrases: list[str]) -> str:
    """The phrase that is most like the words; empty when there is none."""
    said = folded(words)
    return max(phrases, key=lambda p: difflib.SequenceMatcher(None, said, folded(p), autojunk=False).ratio(), default="")
