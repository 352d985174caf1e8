"""An edited deck in, the report's hand edits out: overlay-PROFILE.yaml, and overlay-PROFILE.pptx with what was added."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports.adopting import differences
from reports.adopting import overlay as overlays
from reports.adopting.differences import Found
from reports.adopting.overlay import Edit, Overlay, given, same
from reports.adopting.seen import SeenDeck, SeenSlide, dictionary, digest
from reports.problems import Failed, Place, Problem
from reports.render import pptx_carrier, pptx_read, pptx_traits

_NEW = "build a deck, edit that one, and adopt it"


@dataclass
class Adopted:
    """`files`: name -> bytes to write beside the outline, None to take away; `edits`: all there are now; `undone`: earlier ones
    that the person took back; `left`: sentences about what is not kept."""

    files: dict[str, bytes | None]
    edits: tuple[Edit, ...]
    undone: tuple[Edit, ...] = ()
    left: tuple[str, ...] = ()


@dataclass
class Edited:
    """A deck that a person changed, open, with its record."""

    file: str
    deck: Any
    record: SeenDeck
    slides: list[SeenSlide] = field(default_factory=list)


def opened(path: Path) -> Edited:
    """An edited deck. Raises Failed, with one problem, for a file that is none of ours."""
    try:
        deck = pptx_read.opened(path.read_bytes())
        record = pptx_read.record_in(deck)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}", "name the deck that was edited") from error
    except pptx_read.Unreadable as error:
        raise _refused(path, *error.args) from error
    if record is None:
        raise _refused(path, "is not a deck of this program, or its record was taken out of it", _NEW)
    return Edited(path.name, deck, record, pptx_read.seen(deck))


def _refused(path: Path, what: str, hint: str) -> Failed:
    return Failed([Problem(Place(str(path)), f"the file {what}", hint)])


def adopt(edited: Edited, earlier: Overlay | None, now: Iterable[SeenSlide]) -> Adopted:
    """The hand edits of the deck. `earlier`: those that the report has; `now`: the deck as it is built at present, from whose
    words the entries tell what they changed."""
    before = earlier.edits if earlier else ()
    words = dictionary(now) | {digest(edit.was): edit.was for edit in before if isinstance(edit.was, str)}
    found = differences.found(edited.record, edited.slides, words, pptx_traits.of_deck(edited.deck))
    kept, undone = _earlier(earlier, edited.record, found.edits)
    carrier, added = _added(edited, found, earlier, [e for e in kept if e.kept])
    edits = tuple(sorted([*found.edits, *(e for e in kept if not e.kept)], key=_order(edited.record))) + tuple(added)
    text = overlays.written(edits).encode()
    name, carrier_name = overlays.names(edited.record.profile)
    return Adopted({name: text, carrier_name: carrier or None}, edits, tuple(undone), tuple(found.left))


def _order(record: SeenDeck) -> Callable[[Edit], tuple[bool, int]]:
    """Entries in the order of the slides; moves last, in their own order."""
    place = {slide.key: number for number, slide in enumerate(record.slides)}

    def rank(edit: Edit) -> tuple[bool, int]:
        return edit.change == "moved", 0 if edit.change == "moved" else place.get(edit.slide, len(place))

    return rank


# ---------------------------------------------------------------- what was there
def _earlier(earlier: Overlay | None, record: SeenDeck, new: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Earlier entries that stay, and those that the person took back.

    In a deck that was built with them, what is missing was taken back, unless it could not be applied. In a deck that was built
    before them they could not be seen: they stay beside the new ones.
    """
    if earlier is None:
        return [], []
    replaced = {edit.address for edit in new}
    seen = record.edits == earlier.digest
    stay = [e for e in earlier.edits if e.address not in replaced and (not seen or (not e.kept and _waiting(e, record)))]
    undone = [e for e in earlier.edits if seen and not e.kept and e.address not in replaced and e not in stay]
    return stay, undone


def _waiting(edit: Edit, record: SeenDeck) -> bool:
    """Whether an entry met a change of the outline when the deck was built, so that the deck cannot show it."""
    slide = next((s for s in record.slides if s.key == edit.slide), None)
    if slide is None:
        return True
    if edit.change == "moved":
        return bool(edit.to) and edit.to not in {s.key for s in record.slides}
    if not edit.shape:
        return digest(str(edit.was)) != (slide.title if edit.change == "removed" else slide.notes)
    shape = next((s for s in slide.shapes if s.key == edit.shape), None)
    if shape is None:
        return True
    value: object = edit.was if edit.change in ("place", "colour") else digest(str(edit.was))
    return not same(given(shape, edit), value)


# ---------------------------------------------------------------- what was added
def _added(edited: Edited, found: Found, earlier: Overlay | None, kept: Sequence[Edit]) -> tuple[bytes, list[Edit]]:
    """The deck of added slides and shapes, and its entries: those of this deck, and earlier ones that it cannot show."""
    slides, shapes, edits = _sorted_out(edited, found)
    carrier = pptx_carrier.carried(edited.deck, slides, shapes) if slides or shapes else b""
    if kept and earlier:
        carrier, more = _joined(carrier, earlier.carrier, kept)
        edits += more
    return carrier, edits


def _sorted_out(edited: Edited, found: Found) -> tuple[dict[int, str], dict[int, tuple[str, Sequence[int]]], list[Edit]]:
    """Names in the carrier and entries; what brings along something that no report carries is left out, and told."""
    slides: dict[int, str] = {}
    shapes: dict[int, tuple[str, Sequence[int]]] = {}
    edits: list[Edit] = []
    names: dict[str, str] = {}
    opened_slides = list(edited.deck.slides)
    for number, (index, after) in enumerate(found.slides, 1):
        faults = pptx_carrier.unfit(opened_slides[index])
        after = names.get(after, after)
        if faults:
            found.left.append(f"an added slide holds {', '.join(faults)}, which no report carries: put a picture of it there")
            names[f"added-{number}"] = after
            continue
        name = names[f"added-{number}"] = slides[index] = f"{pptx_carrier.ADDED}{len(slides) + 1}"
        said = _says(edited.slides[index].words(furniture=False))
        edits.append(Edit(slide=name, change="added", to=said, after=after, kept=name))
    for index, (key, which) in found.shapes.items():
        fit = [n for n in which if not pptx_carrier.unfit(opened_slides[index], [n])]
        if len(fit) < len(which):
            found.left.append(f'a shape added on slide "{key}" brings along what no report carries: put a picture of it there')
        if fit:
            name = f"{pptx_carrier.CARRIER}{len(shapes) + 1}"
            shapes[index] = name, fit
            edits.append(_drawn(edited.slides[index], key, name, fit))
    return slides, shapes, edits


def _drawn(slide: SeenSlide, key: str, name: str, which: Sequence[int]) -> Edit:
    drawn = [slide.shapes[n] for n in which]
    words = SeenSlide("", 0, "", "", tuple(drawn)).words()
    return Edit(slide=key, change="added", shape=", ".join(shape.name for shape in drawn), to=_says(words), kept=name)


def _says(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, (word.strip() for word in words))))


def _joined(carrier: bytes, before: bytes, kept: Sequence[Edit]) -> tuple[bytes, list[Edit]]:
    """Both decks of added things in one; the earlier ones get names that are free."""
    if not carrier:
        return before, list(kept)
    joined, names = pptx_carrier.join(carrier, before, [edit.kept for edit in kept])
    return joined, [edit.model_copy(update={"kept": names[edit.kept]} | ({} if edit.shape else {"slide": names[edit.kept]}))
                    for edit in kept]
