"""What a person changed in a deck, as entries: the edited deck held against the record that it carries."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.adopting import matching, told
from reports.adopting.overlay import Edit
from reports.adopting.seen import FURNITURE, NEAR, SeenDeck, SeenShape, SeenSlide, Trait, digest

_SHADE = 3  # steps of 256: programs round colours when they save
UNKNOWN = "(what the outline gave then is not known: it has changed since)"


@dataclass
class Found:
    """`edits` without what was added; `slides`: indexes of added ones, with the key of the slide before; `shapes`: index of a
    slide -> its key and the positions of what was drawn on it; `left`: sentences about what is not kept."""

    edits: list[Edit] = field(default_factory=list)
    slides: list[tuple[int, str]] = field(default_factory=list)
    shapes: dict[int, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def found(base: SeenDeck, edited: Sequence[SeenSlide], words: Mapping[str, str], traits: Sequence[Trait] = ()) -> Found:
    """All differences. `words`: digest -> text, of what the outline gives now and of what earlier entries came from; `traits`:
    those of the edited deck as a whole."""
    result = Found()
    ours = matching.slides(base.slides, edited)
    exact = matching.keeps_ids(base.slides, edited)  # a program that drops ids writes looks in its own way
    result.left += told.deck(base, traits) if exact and base.traits else ()
    before = ""
    for index, (slide, known) in enumerate(zip(edited, ours, strict=True)):
        if known is None:
            result.slides.append((index, before))
            before = f"added-{len(result.slides)}"
            continue
        before = known.key
        _slide(result, index, known, slide, words)
        result.left += _looks(known, slide) if exact else ()
        if exact and base.traits:
            result.left += told.slide(known, slide, list(zip(slide.shapes, matching.shapes(known, slide), strict=True)))
    present = {slide.key for slide in ours if slide}
    result.edits += [Edit(slide=s.key, change="removed", was=_known(s.title, words)) for s in base.slides if s.key not in present]
    result.edits += _moved([s.key for s in base.slides if s.key in present], [s.key for s in ours if s])
    return result


def _known(mark: str, words: Mapping[str, str]) -> str:
    return words.get(mark, UNKNOWN) if mark else ""


# ---------------------------------------------------------------- one slide
def _slide(result: Found, index: int, base: SeenSlide, edited: SeenSlide, words: Mapping[str, str]) -> None:
    if base.notes != digest(edited.notes):
        result.edits.append(Edit(slide=base.key, change="notes", was=_known(base.notes, words), to=edited.notes))
    if edited.hidden and not base.hidden:
        result.left.append(f'slide "{base.key}" is hidden: hiding is not kept; delete the slide, and adopt again')
    pairs = list(zip(edited.shapes, matching.shapes(base, edited), strict=True))
    drawn = tuple(position for position, (_, known) in enumerate(pairs) if known is None)
    if drawn:
        result.shapes[index] = base.key, drawn
    for shape, known in pairs:
        if known is not None and known.id:
            _shape(result, base.key, known, shape, words)
    there = {known.key for _, known in pairs if known}
    for known in base.shapes:
        if known.id and known.key not in there:
            _removed(result, base.key, known, words)


def _looks(base: SeenSlide, edited: SeenSlide) -> Iterator[str]:
    """Shapes that were given a look that nothing of them had."""
    for shape, known in zip(edited.shapes, matching.shapes(base, edited), strict=True):
        if known and known.id and not set(shape.looks) <= set(known.looks):
            yield f'the look of "{known.key}" on slide "{base.key}" was changed: looks are those of the house style'


def _removed(result: Found, slide: str, base: SeenShape, words: Mapping[str, str]) -> None:
    if base.key.startswith(FURNITURE):
        result.left.append(f'{base.key.lower()} was taken from slide "{slide}": it belongs to every slide, and stays')
        return
    result.edits.append(Edit(slide=slide, change="removed", shape=base.key, was=_known(base.text, words)))


def _shape(result: Found, slide: str, base: SeenShape, edited: SeenShape, words: Mapping[str, str]) -> None:
    """The changes of one shape. What stands on every slide is the outline's; a chart's numbers are the ledger's."""
    changes = [*_words(slide, base, edited, words), *_place(slide, base, edited), *_colours(slide, base, edited)]
    if changes and base.key.startswith(FURNITURE):
        result.left.append(f'{base.key.lower()} was changed on slide "{slide}": change it in the head of the outline')
        return
    result.edits += changes
    if base.data and edited.data != base.data:
        result.left.append(f'numbers or names in "{base.key}" on slide "{slide}" were changed: they come from the outline')
    if len(base.labels) != len(edited.labels) or _size(base) != _size(edited):
        result.left.append(f'parts were added to or taken from "{base.key}" on slide "{slide}": only changed words are kept')


def _size(shape: SeenShape) -> list[int]:
    return [len(row) for row in shape.cells]


def _words(slide: str, base: SeenShape, edited: SeenShape, words: Mapping[str, str]) -> Iterator[Edit]:
    if base.text != digest(edited.text):
        yield Edit(slide=slide, change="text", shape=base.key, was=_known(base.text, words), to=edited.text)
    if _size(base) == _size(edited):
        for r, (mine, theirs) in enumerate(zip(base.cells, edited.cells, strict=True), 1):
            for c, (one, other) in enumerate(zip(mine, theirs, strict=True), 1):
                if one != digest(other):
                    yield Edit(slide=slide, change="cell", shape=base.key, cell=[r, c], was=_known(one, words), to=other)
    if len(base.labels) == len(edited.labels):
        for n, (one, other) in enumerate(zip(base.labels, edited.labels, strict=True), 1):
            if one != digest(other):
                yield Edit(slide=slide, change="label", shape=base.key, label=n, was=_known(one, words), to=other)


def _place(slide: str, base: SeenShape, edited: SeenShape) -> Iterator[Edit]:
    """Moved or resized; what a changed label does to the edge of its group is neither."""
    now = [was if abs(was - now) <= NEAR else now for was, now in zip(base.box, edited.box, strict=True)]
    if now != list(base.box) and not _widened(base, edited):
        yield Edit(slide=slide, change="place", shape=base.key, was=list(base.box), to=now)


def _widened(base: SeenShape, edited: SeenShape) -> bool:
    changed = base.labels != tuple(map(digest, edited.labels))
    return changed and all(abs(a - b) <= NEAR for a, b in zip(base.box[:2], edited.box[:2], strict=True))


def _colours(slide: str, base: SeenShape, edited: SeenShape) -> Iterator[Edit]:
    """A point without a colour of its own has that of its series, before and after: who paints a whole series paints over its
    points, and PowerPoint then takes theirs away."""
    before = {(series, category): colour for series, category, colour in base.colours}
    after = {(series, category): colour for series, category, colour in edited.colours}
    for series, category in dict.fromkeys([*before, *after]):
        was = before.get((series, category)) or before.get((series, ""), "")
        now = after.get((series, category)) or after.get((series, ""), "")
        follows = category and (series, category) not in before and now == after.get((series, ""))
        if was and now and not follows and _differ(was, now):
            yield Edit(slide=slide, change="colour", shape=base.key, series=series, category=category, was=was, to=now)


def _differ(one: str, other: str) -> bool:
    return any(abs(int(one[i:i + 2], 16) - int(other[i:i + 2], 16)) > _SHADE for i in (1, 3, 5))


# ---------------------------------------------------------------- order
def _moved(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """The fewest slides that were moved: all but a longest run that kept its order."""
    place = {key: number for number, key in enumerate(before)}
    still = _longest([place[key] for key in after])
    for number, key in enumerate(after):
        if number not in still:
            was = place[key]
            yield Edit(slide=key, change="moved", was=before[was - 1] if was else "", to=after[number - 1] if number else "")


def _longest(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising run (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        tops[pile:pile + 1], ends[pile:pile + 1] = [number], [position]
        before.append(ends[pile - 1] if pile else -1)
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
