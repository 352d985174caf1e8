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
    """The places in a word before which a hyphen may be put. Names and acronyms (capitals) are never divided."""
    dictionary = _dictionary(language)
    if not dictionary:
        return ()
    return tuple(match.start() + int(place) for match in _LETTERS.finditer(word) if match.group().islower()
                 for place in dictionary.positions(match.group()))
