"""What a person changed that no overlay keeps, in sentences: each thing by its name, so that nothing is lost without a word."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.adopting.seen import SeenDeck, SeenShape, SeenSlide, Trait, digest

_SHAPE = {
    "aligned": "was aligned otherwise: looks are those of the house style",
    "alternative": "has another alternative text: give it in the outline, as alt: ...",
    "charted": "was made another kind of chart, or has another title, legend or axis: these come from the outline",
    "columns": "has columns of other widths: they follow from the words in them",
    "crop": "was cropped: crop the picture in the report's folder",
    "filled": "has cells of other colours: looks are those of the house style",
    "hidden": "was hidden or shown: delete what is not wanted, and adopt again",
    "joined": "has cells that were joined or divided: rows and columns come from the outline",
    "links": "has other links: write them in the outline",
    "pictures": "shows another picture: name it in the outline",
    "turned": "was turned or mirrored: only its place and size are kept",
}
_SLIDE = {
    "comments": "comments were put on slide {} or taken from it: they stay in the edited deck",
    "ground": "slide {} has another background: it is that of the house style",
    "layout": "slide {} has another layout: it follows from its block",
    "movement": "slide {} has a transition or an animation, which no deck of a report has",
}
_DECK = {
    "master": "the master or its layouts were changed: change the template, and name it as `template:`",
    "sections": "sections of the deck were renamed, added or taken out: they come from the themes of the outline",
    "size": "the slides have another size: it is that of the template",
}


def deck(base: SeenDeck, now: Sequence[Trait]) -> Iterator[str]:
    """Of the whole deck."""
    yield from (_DECK[kind] for kind in _differing(base.traits, now) if kind in _DECK)


def slide(base: SeenSlide, edited: SeenSlide, pairs: Sequence[tuple[SeenShape, SeenShape | None]]) -> Iterator[str]:
    """Of one slide and its shapes; `pairs`: each shape of the edited one with ours."""
    for kind in _differing(base.traits, edited.traits):
        yield _SLIDE[kind].format(f'"{base.key}"')
    ours = [known.key for _, known in pairs if known]
    if ours != [shape.key for shape in base.shapes if shape.key in set(ours)]:
        yield f'shapes of slide "{base.key}" lie or are read in another order: it is that of the outline'
    for shape, known in pairs:
        if known and known.id:
            yield from (f'"{known.key}" on slide "{base.key}" {_SHAPE[kind]}' for kind in _changed(known, shape))


def _changed(base: SeenShape, edited: SeenShape) -> Iterator[str]:
    """What new words do to links and lines is part of the new words."""
    retyped = (base.text, base.cells) != (digest(edited.text), tuple(tuple(map(digest, row)) for row in edited.cells))
    for kind in _differing(base.traits, edited.traits):
        if not (retyped and kind in ("links", "aligned")):
            yield kind


def _differing(before: Sequence[Trait], after: Sequence[Trait]) -> list[str]:
    """The kinds of traits that differ, in order."""
    return sorted({kind for kind, _ in set(before) ^ set(after)})
