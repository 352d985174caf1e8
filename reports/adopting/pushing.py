"""Room for the headlines that a hand wrote: what stands below moves as it does for a headline that the outline gives.

The words are put in later, with the other edits; here the slides are laid out as if they stood there already.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from reports.adopting.overlay import Edit, Overlay, given, same
from reports.adopting.seen import SeenDeck, SeenSlide
from reports.page import Pages
from reports.problems import Problem, errors

TITLE = "Title"  # the key of a slide's headline


def making_room(pages: Pages, overlay: Overlay, again: Callable[[Mapping[str, str]], tuple[Pages, list[Problem]]],
                seen: Callable[[Pages], SeenDeck]) -> Pages:
    """The pages, those with a rewritten headline as they are with room for it.

    They stay as they were where the room is not there, so that the words step down or are refused at their entry; and where
    shapes were moved by hand on a slide as it was.
    """
    wanted = {edit.slide: edit for edit in overlay.edits if edit.change == "text" and edit.shape == TITLE}
    if not wanted:
        return pages
    roomy, problems = again({str(edit.was): str(edit.to) for edit in wanted.values()})
    if errors(problems) or [page.key for page in roomy.pages] != [page.key for page in pages.pages]:
        return pages
    moved = {edit.slide for edit in overlay.edits if edit.change == "place" and edit.slide in wanted}
    looks = {slide.key: slide for slide in seen(roomy).slides} if moved else {}
    fit = {key for key in wanted if key not in moved or _made_there(looks.get(key), overlay, key)}
    return replace(pages, pages=tuple(new if new.key in fit else old for old, new in zip(pages.pages, roomy.pages)))


def _made_there(slide: SeenSlide | None, overlay: Overlay, key: str) -> bool:
    """Whether shapes were moved by hand when the slide had that room already."""
    shapes = {shape.key: shape for shape in slide.shapes} if slide else {}

    def there(edit: Edit) -> bool:
        return edit.shape in shapes and same(given(shapes[edit.shape], edit), edit.was)

    return all(there(edit) for edit in overlay.edits if edit.slide == key and edit.change == "place")
