"""Proofs: what a reader of proofs looks for on the finished pages, measured on the laid-out lines (rules P1 to P19, F1 to F5).

Every proof is a function of `Laid` that yields problems; each walks the pages once, so that proofing stays cheap.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reports.document import Document
from reports.layout.proofs import grids, lines, makeup, sizes, words
from reports.layout.proofs.laid import Laid
from reports.page import Pages
from reports.problems import Problem
from reports.theme import Theme

PROOFS: tuple[Callable[[Laid], Iterator[Problem]], ...] = (
    *lines.PROOFS, *makeup.PROOFS, *sizes.PROOFS, *grids.PROOFS, *words.PROOFS)


def prove(pages: Pages, document: Document, theme: Theme, holes: Mapping[int, float]) -> list[Problem]:
    """What the proofs find; `holes` are the points left empty at the foot of pages that nothing more would fit on."""
    laid = Laid(pages, document, theme, holes)
    return [problem for proof in PROOFS for problem in proof(laid)]


__all__ = ["PROOFS", "prove"]
