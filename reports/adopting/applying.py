"""Hand edits on the Pages of the next deck.

Where the outline has changed what a hand changed too, the outline prints and a problem says so: nothing is lost without a word,
and the entry stays in its file.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reports import glyphs
from reports.adopting import wording
from reports.adopting.keys import shape_guid
from reports.adopting.overlay import Edit, Overlay, given, same
from reports.adopting.placing import placed, uneven
from reports.adopting.seen import Colour, SeenDeck, SeenSlide
from reports.page import Figure, Grid, Item, Page, Pages, TextBox
from reports.problems import Place, Problem
from reports.text import Ruler, overflow, set_box
from reports.text.fitting import MARGIN
from reports.theme import Theme

_EDGE = 1.0  # points: as far as a shape may reach over the edge of its slide


@dataclass(frozen=True, slots=True)
class Colouring:
    """A chart's colour to change in the finished deck: slide, creation id of the chart, and the colour."""

    slide: str
    guid: str
    colour: Colour


@dataclass
class Applied:
    """The Pages with the edits, problems, and what is left for the finished deck: colours, names in overlay-*.pptx with the slide
    they follow (`slides`) or go on (`shapes`)."""

    pages: Pages
    problems: list[Problem] = field(default_factory=list)
    colours: list[Colouring] = field(default_factory=list)
    slides: list[tuple[str, str]] = field(default_factory=list)
    shapes: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Bench:
    """What the edits work on. `base`: the deck as the outline gives it; `untraced`: numbers of a text that no fact gives;
    `stamps`: the lines of speaker notes that are no speech, but say how the copy is to be handled."""

    pages: dict[str, Page]
    base: Mapping[str, SeenSlide]
    theme: Theme
    ruler: Ruler
    untraced: Callable[[str], list[str]]
    stamps: tuple[str, ...]
    result: Applied
    removed: set[str] = field(default_factory=set)

    def problem(self, place: Place, what: str, hint: str, level: str = "warning", rule: str = "") -> None:
        self.result.problems.append(Problem(place, what, hint, level, rule))  # type: ignore[arg-type]

    def conflict(self, edit: Edit, place: Place, now: object) -> None:
        """The outline gives something else than it did when the edit was made."""
        self.problem(place, f"the hand edit of {edit.where} meets a change of the outline",
                     f"the outline now gives {_shown(now)}, which prints; the hand made {_shown(edit.to or edit.change)} of "
                     f'{_shown(edit.was)}: to keep that, write what the outline now gives after "from"; else delete the entry')

    def gone(self, edit: Edit, place: Place, what: str) -> None:
        self.problem(place, f"the hand edit of {edit.where} has no place any more: {what}",
                     "bring the block back, or give its id back to it; else delete the entry")


def apply(pages: Pages, overlay: Overlay, base: SeenDeck, theme: Theme, ruler: Ruler, untraced: Callable[[str], list[str]],
          stamps: tuple[str, ...] = ()) -> Applied:
    """The deck's Pages with every edit that still has its place."""
    result = Applied(pages)
    bench = Bench({page.key: page for page in pages.pages}, {slide.key: slide for slide in base.slides}, theme, ruler, untraced,
                  stamps, result)
    order = [page.key for page in pages.pages]
    for edit, place in zip(overlay.edits, overlay.places, strict=True):
        if edit.change == "moved":
            _move(bench, order, edit, place)
        elif edit.change == "added":
            _add(bench, edit, place)
        elif edit.slide not in bench.pages:
            bench.gone(edit, place, "the deck has no such slide")
        elif not edit.shape:
            _whole(bench, edit, place)
        else:
            _shape(bench, edit, place)
    result.pages = replace(pages, pages=tuple(bench.pages[key] for key in order if key not in bench.removed))
    return result


def _shown(value: object) -> str:
    words = "nothing" if value in ("", None) else f'"{value}"' if isinstance(value, str) else str(value)
    return words if len(words) <= 90 else f'{words[:86].rstrip()}..."'


# ---------------------------------------------------------------- slides
def _move(bench: Bench, order: list[str], edit: Edit, place: Place) -> None:
    if edit.slide not in order or (edit.to and edit.to not in order):
        lost = edit.slide if edit.slide not in order else str(edit.to)
        bench.gone(edit, place, f'the deck has no slide "{lost}"')
        return
    order.remove(edit.slide)
    order.insert(order.index(str(edit.to)) + 1 if edit.to else 0, edit.slide)


def _add(bench: Bench, edit: Edit, place: Place) -> None:
    """Slides and shapes of a person's own. Their numbers need a fact like all others."""
    _trace(bench, edit, place, str(edit.to))
    added = {name for name, _ in bench.result.slides}
    if edit.shape:
        if edit.slide in bench.pages:
            bench.result.shapes.append((edit.kept, edit.slide))
        else:
            bench.gone(edit, place, "the deck has no such slide")
        return
    if edit.after and edit.after not in bench.pages and edit.after not in added:
        bench.gone(edit, place, f'it followed slide "{edit.after}", which the deck has no more; it comes last')
    bench.result.slides.append((edit.kept, edit.after))


def _whole(bench: Bench, edit: Edit, place: Place) -> None:
    """A slide that was taken out, or its notes."""
    page, base = bench.pages[edit.slide], bench.base[edit.slide]
    if edit.change == "removed":
        if base.title != edit.was:
            bench.conflict(edit, place, base.title)
        else:
            bench.removed.add(edit.slide)
    elif _spoken(bench, base.notes) not in (_spoken(bench, edit.was), _spoken(bench, edit.to)):
        bench.conflict(edit, place, base.notes)
    else:
        _trace(bench, edit, place, str(edit.to), base.notes)
        stamped = [line for line in base.notes.split("\n") if line in bench.stamps]
        bench.pages[edit.slide] = replace(page, notes=(*stamped, *_spoken(bench, edit.to)))


def _spoken(bench: Bench, notes: object) -> list[str]:
    """What notes say, without how they are to be handled: that changes from copy to copy, and no hand takes it away."""
    return [line for line in str(notes).replace("\v", " ").split("\n") if line and line not in bench.stamps]


def _trace(bench: Bench, edit: Edit, place: Place, text: str, before: str = "") -> None:
    """Numbers that were typed by hand and that no fact gives; characters that no font has."""
    known = set(bench.untraced(before))
    for number in bench.untraced(text):
        if number not in known:
            bench.problem(place, f'"{number}", typed by hand on {edit.where}, is not traced to a fact',
                          "take it into the outline with its source, or write it there as {=...}", rule="A1")
    for character in bench.ruler.missing(text.replace("\n", " ").replace("\v", " "), "sans"):
        bench.result.problems.append(glyphs.problem(character, place))


# ---------------------------------------------------------------- shapes
def _shape(bench: Bench, edit: Edit, place: Place) -> None:
    page = bench.pages[edit.slide]
    base = next((shape for shape in bench.base[edit.slide].shapes if shape.key == edit.shape), None)
    if edit.shape not in page.keys or base is None:
        bench.gone(edit, place, "the slide has no such shape")
        return
    at = page.keys.index(edit.shape)
    now = given(base, edit)
    if not same(now, edit.was) and not same(now, edit.to):
        bench.conflict(edit, place, now)
    elif edit.change == "removed":
        rest = [n for n in range(len(page.items)) if n != at]
        bench.pages[edit.slide] = replace(page, items=tuple(page.items[n] for n in rest), keys=tuple(page.keys[n] for n in rest))
    elif edit.change == "colour":
        guid = shape_guid(edit.slide, edit.shape)
        bench.result.colours.append(Colouring(edit.slide, guid, (edit.series, edit.category, str(edit.to))))
    else:
        item = _CHANGES[edit.change](bench, edit, place, page.items[at])
        bench.pages[edit.slide] = _titled(replace(page, items=(*page.items[:at], item, *page.items[at + 1:])), item)


def _titled(page: Page, item: Item) -> Page:
    """The slide's title follows its title box."""
    if isinstance(item, TextBox) and item.placeholder == "title":
        return replace(page, title=" ".join(p.text for p in item.paragraphs))
    return page


def _text(bench: Bench, edit: Edit, place: Place, item: Item) -> Item:
    if not isinstance(item, TextBox):
        return item
    _trace(bench, edit, place, str(edit.to), str(edit.was))
    box = replace(item, paragraphs=wording.reworded(item.paragraphs, str(edit.to)))
    return _proven(bench, edit, place, item, box)


def _proven(bench: Bench, edit: Edit, place: Place, before: TextBox, box: TextBox) -> TextBox:
    if not box.paragraphs or not any(p.text for p in box.paragraphs):
        return box
    fitting, excess = wording.fitted(before, box, bench.pages[edit.slide], bench.theme, bench.ruler)
    if excess:
        bench.problem(place, f"the hand edit of {edit.where} is {excess} characters too long for its place",
                      "shorten it: what stands below leaves no more room", "error", "S5")
    return fitting


def _place(bench: Bench, edit: Edit, place: Place, item: Item) -> Item:
    was, now = (_box(side, bench.theme) for side in (edit.was, edit.to))
    if uneven(item, was, now):
        bench.problem(place, f"the hand edit of {edit.where} stretches a drawn figure in one direction",
                      "it keeps its proportions, as large as fits")
    made = placed(item, was, now)
    page = bench.pages[edit.slide]
    if now[0] < -_EDGE or now[1] < -_EDGE or now[0] + now[2] > page.width + _EDGE or now[1] + now[3] > page.height + _EDGE:
        bench.problem(place, f"the hand edit of {edit.where} reaches over the edge of the slide", "move it inside", rule="S4")
    if isinstance(made, TextBox) and isinstance(item, TextBox) and made.width < item.width:
        return _proven(bench, edit, place, item, made)
    return made


def _box(value: object, theme: Theme) -> tuple[float, float, float, float]:
    """A place on the slide as a place on the canvas that slides are laid out on."""
    scale = 1 / theme.house.factor if theme.house else 1.0
    x, y, width, height = (scale * float(v) for v in (value if isinstance(value, list) and len(value) == 4 else (0, 0, 1, 1)))
    return x, y, width, height


def _cell(bench: Bench, edit: Edit, place: Place, item: Item) -> Item:
    if not isinstance(item, Grid) or not edit.cell:
        return item
    _trace(bench, edit, place, str(edit.to), str(edit.was))
    row, column = edit.cell[0] - 1, edit.cell[1] - 1
    cell = item.cells[row][column]
    if not cell.paragraphs:
        bench.problem(place, f"the hand edit of {edit.where} writes in a cell that has no type of its own",
                      "write the words in the outline; the cell stays as it is")
        return item
    cell = replace(cell, paragraphs=wording.reworded(cell.paragraphs, str(edit.to)))
    first = sum(c.span for c in item.cells[row][:column])
    width = sum(item.columns[first:first + cell.span]) - cell.inset[0] - cell.inset[2]
    room = item.rows[row] - cell.inset[1] - cell.inset[3]
    if set_box(bench.ruler, cell.paragraphs, max(width / MARGIN, 1.0), optimum=False, kern=False)[1] > room + 0.01:
        excess = max(1, overflow(bench.ruler, cell.paragraphs, max(width, 1.0), room))
        bench.problem(place, f"the hand edit of {edit.where} is {excess} characters too long for its cell", "shorten it",
                      "error", "S5")
    cells = (*item.cells[row][:column], cell, *item.cells[row][column + 1:])
    return replace(item, cells=(*item.cells[:row], cells, *item.cells[row + 1:]))


def _label(bench: Bench, edit: Edit, place: Place, item: Item) -> Item:
    """A text of a drawn figure."""
    if not isinstance(item, Figure) or item.native or not edit.label:
        return item
    _trace(bench, edit, place, str(edit.to), str(edit.was))
    return replace(item, drawing=wording.relabelled(item.drawing, edit.label, str(edit.to)))


_CHANGES: dict[str, Callable[[Bench, Edit, Place, Item], Item]] = {"text": _text, "place": _place, "cell": _cell, "label": _label}
