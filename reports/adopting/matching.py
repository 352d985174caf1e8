"""Which slide and which shape of an edited deck is which of ours.

PowerPoint keeps the ids that we gave, so what has none of ours there is a person's own. A program that drops ids (LibreOffice)
keeps the names of most shapes and all words that were not changed: then the likest are paired, the surest first.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reports.adopting.seen import SeenShape, SeenSlide, digest

_ALIKE = 0.3  # of the words of two slides, so that they are taken for one
Thing = TypeVar("Thing", SeenShape, SeenSlide)
Score = Callable[[Thing, Thing], float]


def slides(base: Sequence[SeenSlide], edited: Sequence[SeenSlide]) -> list[SeenSlide | None]:
    """For each edited slide ours, or None; words of `base` are digests, those of `edited` are words."""
    if keeps_ids(base, edited):
        return _by_id(base, edited)
    return _likest(base, edited, _alike, _ALIKE)


def keeps_ids(base: Iterable[SeenSlide], edited: Iterable[SeenSlide]) -> bool:
    """Whether the deck came back with the ids that it went with."""
    ours = {slide.id for slide in base if slide.id}
    return any(slide.id in ours for slide in edited)


def _by_id(base: Sequence[SeenSlide], edited: Sequence[SeenSlide]) -> list[SeenSlide | None]:
    """A copy of a slide that kept the id of its model is a person's own: the first one is ours."""
    waiting = {slide.id: slide for slide in base}
    return [waiting.pop(slide.id, None) for slide in edited]


def shapes(base: SeenSlide, edited: SeenSlide) -> list[SeenShape | None]:
    """For each shape of an edited slide ours, or None."""
    known = {shape.id: shape for shape in base.shapes if shape.id}
    if any(shape.id in known for shape in edited.shapes):
        named = {shape.name: shape for shape in base.shapes if not shape.id}  # parts of tables carry no id
        return [known.pop(shape.id, None) or named.pop(shape.name, None) for shape in edited.shapes]
    return _likest(base.shapes, edited.shapes, _same_role, 1.0)


def _likest(base: Sequence[Thing], edited: Sequence[Thing], score: Score[Thing], least: float) -> list[Thing | None]:
    """Pairs by falling likeness; of equals the first."""
    scored = sorted(((-score(ours, theirs), i, j) for j, theirs in enumerate(edited) for i, ours in enumerate(base)))
    found: dict[int, int] = {}
    for likeness, i, j in scored:
        if -likeness >= least and j not in found and i not in found.values():
            found[j] = i
    return [base[found[j]] if j in found else None for j in range(len(edited))]


def _alike(ours: SeenSlide, theirs: SeenSlide) -> float:
    """The part of the words of two slides that both have, 0 to 1."""
    mine = {word for word in ours.words() if word}
    other = {digest(word) for word in theirs.words() if word}
    common = len(mine & other)
    return common / max(1, min(len(mine), len(other))) * min(1.0, common / 2)


_KINDS = {"other": "text"}  # LibreOffice gives every shape a text, if an empty one
_HOLDERS = {"ctrTitle": "title", "obj": "body", "subTitle": "body"}


def _same_role(ours: SeenShape, theirs: SeenShape) -> float:
    """Above 1: the same name and kind, or placeholders of one type; the nearer and the more alike in words the better."""
    near = 1 / (1 + sum(abs(a - b) for a, b in zip(ours.box, theirs.box, strict=True)))
    same = near + (1.0 if ours.text and ours.text == digest(theirs.text) else 0.0)
    if ours.holder or theirs.holder:
        mine, other = (_HOLDERS.get(s.holder, s.holder) for s in (ours, theirs))
        return 1.0 + same if mine == other else 0.0
    if _KINDS.get(ours.kind, ours.kind) != _KINDS.get(theirs.kind, theirs.kind):
        return 0.0
    return 3.0 + same if ours.name == theirs.name else same if same > 1.5 else 0.0
