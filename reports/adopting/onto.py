"""The hand edits of a report onto its next deck: read, applied to the Pages, and what is left handed to the renderer."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reports.adopting import overlay as overlays
from reports.adopting.applying import Applied, apply
from reports.adopting.overlay import Overlay
from reports.adopting.pushing import making_room
from reports.adopting.seen import record
from reports.document import Document
from reports.layout.deck import counted, stated, unique_titles
from reports.page import Page, Pages
from reports.problems import Place, Problem
from reports.render import pptx_carrier, pptx_kept, pptx_read
from reports.render.pptx_kept import Kept, Recolour
from reports.text import shared
from reports.theme import Theme

Write = Callable[[Pages, Kept], bytes]
Again = Callable[[Mapping[str, str]], tuple[Pages, list[Problem]]]


def onto(pages: Pages, document: Document, theme: Theme, folder: Path, shown: str,
         write: Write, again: Again) -> tuple[Pages, Kept, list[Problem]]:
    """The deck's Pages with the hand edits, what the finished deck is to carry, and what is wrong with the edits.

    `folder`: the report's; `shown`: how problems call it.
    `write` makes a deck; with edits it is called once for the deck as the outline gives it, to hold them against. `again` lays
    the deck out with room for other headlines.
    """
    plain = Kept(document.head.title, document.profile)
    overlay, problems = overlays.read(folder, document.profile, shown)
    if overlay is None or not overlay.edits:
        return pages, plain, problems
    problems += _carried(overlay, f"{shown}/{overlays.names(document.profile)[1]}")
    if problems:
        return pages, plain, problems
    pages = making_room(pages, overlay, again, lambda slides: pptx_kept.base(write(slides, plain), slides.pages, plain))
    base = replace(pptx_kept.base(write(pages, plain), pages.pages, plain), edits=overlay.digest)
    stamps = tuple(filter(None, (document.head.marking, stated(document.head))))
    done = apply(pages, overlay, base, theme, shared(theme), document.untraced, stamps)
    kept = Kept(document.head.title, document.profile, overlay.digest, record(base), overlay.carrier, tuple(done.slides),
                tuple(done.shapes), tuple(Recolour(c.slide, c.guid, *c.colour) for c in done.colours))
    slides = tuple(_told_apart(done))
    return replace(done.pages, pages=slides), kept, [*problems, *done.problems, *_untitled(overlay, slides)]


def without(document: Document, folder: Path, shown: str) -> tuple[Kept, list[Problem]]:
    """What a deck carries whose hand edits stay out of it: a release, since what a hand wrote has no marking."""
    overlay, problems = overlays.read(folder, document.profile, shown)
    if overlay and overlay.edits:
        what = "the hand edits of the deck are left out of the release: they carry no marking"
        problems = [*problems, Problem(Place(shown), what, "take what may go out into the outline", level="warning")]
    return Kept(document.head.title, document.profile), problems


def _told_apart(done: Applied) -> list[Page]:
    """Titles that a hand made alike differ again (rule S6), and slides count anew, those that were added with them (rule S12)."""
    order = [page.key for page in done.pages.pages]
    for name, after in done.slides:
        order.insert(order.index(after) + 1 if after in order else 0 if not after else len(order), name)
    numbers = {key: number for number, key in enumerate(order, 1)}
    return [counted(replace(page, label=str(numbers[page.key])), len(order)) for page in unique_titles(done.pages.pages)]


def _untitled(overlay: Overlay, slides: Sequence[Page]) -> Iterator[Problem]:
    """Slides that a hand left without a title of their own (rule S6): nobody finds them in the list of slides."""
    own = {s.element.cSld.get("name", ""): s for s in pptx_read.opened(overlay.carrier).slides} if overlay.carrier else {}
    titles = {page.key: page.title for page in slides} | {
        edit.kept: _title(own[edit.kept]) for edit in overlay.edits if edit.kept and not edit.shape}
    for edit, place in zip(overlay.edits, overlay.places, strict=True):
        key = edit.kept if edit.change == "added" and not edit.shape else edit.slide if edit.change == "text" else ""
        title = titles.get(key, "none").strip()
        if not title or (key == edit.kept and list(titles.values()).count(title) > 1):
            what = f'slide "{key}" has ' + (f'the title of another, "{title}"' if title else "no title")
            yield Problem(place, what, "give it a headline of its own in the deck, and adopt that again", "warning", "S6")


def _title(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text) if slide.shapes.title is not None else ""


def _carried(overlay: Overlay, file: str) -> list[Problem]:
    """What speaks against the deck of added slides and shapes: it lies in the report's folder, and anybody may change it."""
    if not overlay.carrier:
        return []
    try:
        slides = {s.element.cSld.get("name", ""): s for s in pptx_read.opened(overlay.carrier).slides}
    except pptx_read.Unreadable as error:
        what, hint = error.args
        return [Problem(Place(file), f"it {what}", hint)]
    return list(_faults(overlay, slides, file))


def _faults(overlay: Overlay, slides: dict[str, Any], file: str) -> Iterator[Problem]:
    for edit, place in zip(overlay.edits, overlay.places, strict=True):
        if edit.kept and edit.kept not in slides:
            yield Problem(place, f'{Path(file).name} has no slide "{edit.kept}"', "adopt the deck again, or delete the entry")
        elif edit.kept:
            for fault in pptx_carrier.unfit(slides[edit.kept]):
                yield Problem(place, f"{edit.where} was added with {fault}, which no report carries",
                              "put a picture of it there, and adopt the deck again")
