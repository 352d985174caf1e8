"""So many of a thing, in words: "1 fault", "2 faults"."""
from __future__ import annotations


def counted(number: float, one: str, many: str = "") -> str:
    """A number with its noun, in the singular or the plural (`many`; default: with an s)."""
    return f"{number:,.15g} {one if number == 1 else many or f'{one}s'}"
