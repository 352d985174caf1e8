"""Protective markings: which of two labels of one scheme is the higher.

TLP 2.0 (FIRST); UK Government Security Classifications Policy; US national security information (Executive Order 13526).
A custom scheme has no known order: there a block may only repeat the document's own label.
"""
from __future__ import annotations

_ORDER = {
    "tlp": ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    "gscp": ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"),
    "us": ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
}


def rank(scheme: str, label: str) -> int | None:
    """The height of a label in its scheme, from 0; handling words after it do not count. None for a label not of the scheme."""
    fits = [i for i, known in enumerate(_ORDER.get(scheme, ()))
            if label == known or label.startswith((f"{known} ", f"{known}//"))]
    return fits[-1] if fits else None


def above(scheme: str, block: str, document: str) -> bool:
    """Whether a block's label is higher than the document's, or cannot be compared with it."""
    if block == document:
        return False
    own, whole = rank(scheme, block), rank(scheme, document)
    return own is None or whole is None or own > whole
