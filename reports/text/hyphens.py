"""Where a word may be divided, by language.                                                       [home of pyphen]"""
from __future__ import annotations

import re
from functools import cache
from typing import Any

_LETTERS = re.compile(r"[^\W\d_]{6,}")


@cache
def _dictionary(language: str) -> Any:
    import pyphen

    found = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=found, left=2, right=3) if found else None


@cache
def divisions(word: str, language: str) -> tuple[int, ...]:
    """The places in a word before which a hyphen may be put. Names and acronyms (capitals) are never divided, but for the
    nouns of German, which has capitals for all of them."""
    dictionary = _dictionary(language)
    if not dictionary:
        return ()
    first = 1 if language.startswith("de") else 0
    return tuple(match.start() + int(place) for match in _LETTERS.finditer(word) if match.group()[first:].islower()
                 for place in dictionary.positions(match.group()))
