"""The two outputs by name: which layout makes the pages, which renderer writes them, where drawings come from."""
from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from charts.drawing import Drawing
from charts.inputs import Refused
from charts.style import Medium, Style
from reports import copies, drawings, glyphs, parallel
from reports.document import Document, Exhibit
from reports.page import Figure, Pages
from reports.problems import Place, Problem, errors
from reports.text import shared
from reports.theme import Theme

if TYPE_CHECKING:
    from reports.options import Options
    from reports.prints import Printable
    from reports.render.pptx_kept import Kept

Styled = tuple[Drawing, Style]
_READY = "drawn ahead"  # in place of a cache key, for drawings that travel between processes
FILES = {"brief": "brief.pdf", "deck": "deck.pptx", "deck-pdf": "deck.pdf"}
HANDOUTS = {f"handout-{count}": "handout.pdf" for count in (2, 3, 6)}  # slides a page
DATA = "data"  # the folder of the figures' numbers and the facts


@dataclass(frozen=True)
class Asked:
    """A figure at one size; `height` None: as high as it wants to be. `plan`: which of its plans, since two charts that are
    compared share a scale there alone."""

    exhibit: str
    plan: int
    width: float
    height: float | None
    medium: Medium


@dataclass(frozen=True)
class Made:
    """One output: its bytes (none when it was only checked, or has errors), its problems, what else is made of it by name."""

    data: bytes
    problems: tuple[Problem, ...]
    prints: tuple[tuple[str, bytes], ...] = ()

    def packed(self) -> bytes:
        """As bytes, to travel between processes."""
        sizes = [(name, len(data)) for name, data in self.prints]
        head = json.dumps([[astuple(p) for p in self.problems], sizes]).encode()
        return b"".join([len(head).to_bytes(8, "big"), head, *(data for _, data in self.prints), self.data])

    @classmethod
    def unpacked(cls, packed: bytes) -> Made:
        end = 8 + int.from_bytes(packed[:8], "big")
        problems, sizes = json.loads(packed[8:end])
        ends = list(accumulate((size for _, size in sizes), initial=end))
        prints = ((name, packed[start:stop]) for (name, _), (start, stop) in zip(sizes, pairwise(ends), strict=True))
        return cls(packed[ends[-1]:], tuple(Problem(Place(*place), *rest) for place, *rest in problems), tuple(prints))


def make(document: Document, theme: Theme, options: Options, folder: Path, *,
         render: bool) -> tuple[dict[str, bytes], list[Problem]]:
    """The wanted files by name, and everything that does not fit or cannot be printed. Numbered copies are files of their own.
    `folder`: the report's own, where the hand edits of its deck lie."""
    files: dict[str, bytes] = {}
    problems: dict[Problem, None] = {}
    heads = copies.heads(document.head, options.copies) if render else [document.head]
    if unprintable := dict.fromkeys(found for head in heads for found in shared(theme).missing(head.copy, "sans")):
        return {}, [glyphs.problem(found, Place("outline.yaml")) for found in unprintable]  # names of readers, not yet looked at
    for head in heads:
        options.say(" ".join(filter(None, ("laying out and writing" if render else "laying out", head.copy.lower()))))
        made = _one_copy(replace(document, head=replace(head, date=options.date or head.date)), theme, options, folder, render)
        files |= {copies.named(name, head): data for name, m in made.items() for name, data in [(FILES[name], m.data), *m.prints]}
        problems |= dict.fromkeys(p for m in made.values() for p in m.problems)
    if not heads:
        problems[Problem(Place("outline.yaml"), "there is no distribution list",
                         "write who gets it: report: {distribution: [{to: ..., copies: 1}]}, or say how many copies")] = None
    if options.data and render:
        beside = copies.named(DATA, document.head)  # of its own for a release: no older file lies there that is above it
        files |= {f"{beside}/{a.name}": a.data for a in document.attachments}
    return files, list(problems)


def _one_copy(document: Document, theme: Theme, options: Options, folder: Path, render: bool) -> dict[str, Made]:
    """The outputs by name."""
    def one(name: str) -> Made:
        return _made(name, document, theme, options, folder, render)

    if len(options.only) == 2 and options.hand is None:  # what a child lays out cannot be handed out here
        packed, deck = parallel.both(lambda: one("brief").packed(), lambda: one("deck"))
        return {"brief": Made.unpacked(packed), "deck": deck}
    return {name: one(name) for name in options.only}


def _made(name: str, document: Document, theme: Theme, options: Options, folder: Path, render: bool) -> Made:
    theme = theme.deck or theme if name == "deck" else theme
    draw = Artist(theme, options, parallel.cores() // len(options.only))
    pages, problems = _drawn(name, document, theme, draw)
    kept = printable = None
    if name == "deck":
        pages, kept, more = _edited(pages, document, theme, draw, folder)
        printable = _printable(pages, kept, theme) if options.prints else None
        problems = [*problems, *more, *(printable.lacking(_shown(folder, options)) if printable else ())]
    problems = strictly([*problems, *draw.problems, *draw.judged(pages, name)], options.strict)
    if options.hand:
        options.hand(copies.named(FILES[name], document.head), document, pages, kept)
    if not render or errors(problems):
        return Made(b"", tuple(problems))
    if kept:
        made = _prints(printable, document, draw, kept) if printable else ()
        return Made(_deck(pages, theme, kept), tuple(problems), tuple(made))
    return Made(_paper(pages, theme), tuple(problems), tuple(drawings.kept(pages, document, theme)) if options.charts else ())


def _shown(folder: Path, options: Options) -> str:
    """How problems call the folder of a report."""
    from reports.outline import shortened

    return options.name or shortened(folder)


def _edited(pages: Pages, document: Document, theme: Theme, draw: Artist, folder: Path) -> tuple[Pages, Kept, list[Problem]]:
    """The deck with what people changed in it by hand; a release goes without."""
    from reports.adopting.onto import onto, without

    shown = _shown(folder, draw.options)
    if draw.options.release is not None:
        return (pages, *without(document, folder, shown))
    return onto(pages, document, theme, folder, shown, lambda slides, what: _deck(slides, theme, what),
                lambda headlines: _again(headlines, document, theme, draw))


def _printable(pages: Pages, kept: Kept, theme: Theme) -> Printable:
    from reports import prints

    return prints.printable(pages, kept, theme)


def _prints(deck: Printable, document: Document, draw: Artist, kept: Kept) -> Iterator[tuple[str, bytes]]:
    """The PDFs of the deck that were asked for, by name."""
    for wanted in draw.options.prints:
        pages = deck.laid_out(document, draw, wanted)
        if draw.options.hand:
            draw.options.hand(copies.named((FILES | HANDOUTS)[wanted], document.head), document, pages, kept)
        yield (FILES | HANDOUTS)[wanted], _paper(pages, deck.theme)


def _drawn(name: str, document: Document, theme: Theme, draw: Artist,
           headlines: Mapping[str, str] | None = None) -> tuple[Pages, list[Problem]]:
    """The pages with all that had to wait for its drawing."""
    pages, problems = _laid_out(name, document, theme, draw, headlines)
    if draw.waiting:
        draw.catch_up()
        pages, problems = _laid_out(name, document, theme, draw, headlines)
    return pages, problems


def _again(headlines: Mapping[str, str], document: Document, theme: Theme, draw: Artist) -> tuple[Pages, list[Problem]]:
    """The deck with room for other headlines. What cannot be drawn there is told with the rest, and not remembered."""
    before, draw.problems = draw.problems, []
    pages, problems = _drawn("deck", document, theme, draw, headlines)
    found, draw.problems = draw.problems, before
    return pages, [*problems, *found]


def _laid_out(name: str, document: Document, theme: Theme, draw: Artist,
              headlines: Mapping[str, str] | None) -> tuple[Pages, list[Problem]]:
    if name == "brief":
        from reports.layout import brief

        return brief.lay_out(document, theme, draw)
    from reports.layout import deck

    return deck.lay_out(document, theme, draw, headlines)


def _paper(pages: Pages, theme: Theme) -> bytes:
    from reports.render import pdf, pdf_lint

    data = pdf.render(pages, theme, shared(theme))
    if broken := pdf_lint.faults(data):
        raise ValueError(f"the PDF must not be published: {'; '.join(broken[:5])}")
    return data


def _deck(pages: Pages, theme: Theme, kept: Kept) -> bytes:
    from reports.render import pptx, pptx_lint

    if theme.house:
        from reports.layout.scaling import resized

        pages = resized(pages, theme.house.factor)
    data = pptx.render(pages, theme, theme.folder / "master.pptx", kept)
    if broken := pptx_lint.faults(data):
        raise ValueError(f"the deck must not be published: {'; '.join(broken[:5])}")
    return data


def strictly(problems: Iterable[Problem], strict: bool) -> list[Problem]:
    """Under --strict every warning stops the build, but for what the writer waived with a reason."""
    return [replace(p, level="error") if strict and not p.waived else p for p in problems]


class Artist:
    """Draws figures, or finds them in the cache: only then is matplotlib not needed at all.

    A figure that cannot be drawn in the room it gets is a problem at its place, and stays empty. With more than one of
    `workers`, figures that must be drawn are put off: `waiting` says so, `catch_up` draws them in so many processes, and the
    layout is made again with them. It needs only their sizes, so that it comes out the same.
    """

    def __init__(self, theme: Theme, options: Options, workers: int = 1) -> None:
        self.theme, self.options = theme, options
        self.problems: list[Problem] = []
        self.waiting: dict[Asked, Exhibit] = {}
        self._ready: dict[Asked, Styled] = {}
        self._roomy: dict[Asked, bool] = {}
        self._shown: dict[int, tuple[Styled, Exhibit, Asked]] = {}
        self._workers = workers

    def __call__(self, exhibit: Exhibit, width: float, height: float | None, medium: Medium) -> Drawing:
        asked = Asked(exhibit.id, id(exhibit.plan), width, height, medium)
        made = self._made(exhibit, asked)
        self._shown[id(made[0])] = (made, exhibit, asked)
        return made[0]

    def holds(self, exhibit: Exhibit, width: float, height: float, medium: Medium) -> bool:
        """Whether the figure can be drawn in that room; one that waits to be drawn is taken for one that can."""
        try:
            self._at(exhibit, Asked(exhibit.id, id(exhibit.plan), width, height, medium))
        except Refused:
            return False
        return True

    def judged(self, pages: Pages, name: str) -> Iterator[Problem]:
        """What the rules find in the drawings that stand on the pages of an output; a chart may waive them."""
        from charts import rules, verdicts
        from reports import headlines, waivers

        placed = {id(item.drawing) for page in pages.pages for item in page.items if isinstance(item, Figure)}
        for (drawing, style), exhibit, asked in (shown for known, shown in self._shown.items() if known in placed):
            chart = rules.chart(exhibit.kind, exhibit.spec, exhibit.plan, exhibit.native)
            found = verdicts.findings(self.options.cache, chart, drawing, asked.height, style)
            found = (*headlines.too_long(exhibit, asked.width, asked.medium, self.theme), *found)
            told = (replace(one, what=f"in the {name}, {one.what}") for one in found if drawing.marks)
            yield from waivers.told(told, exhibit.spec.waive, exhibit.place)

    def _made(self, exhibit: Exhibit, asked: Asked) -> Styled:
        try:
            return self._at(exhibit, asked)
        except Refused as refused:
            place = refused.place if isinstance(refused.place, Place) else exhibit.place
            slide = asked.medium == "slide"
            hint = f"{refused.hint}; or leave it to print: slide: false" if slide and refused.hint else refused.hint
            what = f"in the {'deck' if slide else 'brief'}, {refused.what}"
            self.problems.append(Problem(place, what, hint, rule=refused.rule))
            return Drawing(asked.width, asked.height or 1.0, ()), self.theme.style(asked.medium)

    def _at(self, exhibit: Exhibit, asked: Asked) -> Styled:
        """The figure and the style that it is drawn in. Raises Refused when it cannot be drawn in the room it gets."""
        if asked in self._ready:
            return self._ready[asked]
        return self._drawn(exhibit, asked) if self._workers < 2 else self._found(exhibit, asked)

    def _found(self, exhibit: Exhibit, asked: Asked) -> Styled:
        """The figure from the cache, or an empty one of its size that waits to be drawn."""
        import charts
        from charts import cache

        for style in self._styles(exhibit, asked):  # another is there only where those before it were refused
            drawing = cache.found(self.options.cache, exhibit.kind, exhibit.plan, asked.width, asked.height, style)
            if drawing is not None:
                return drawing, style
        self.waiting[asked] = exhibit
        style = self.theme.style(asked.medium)
        tall = charts.kind(exhibit.kind).height(exhibit.plan, asked.width, style) if asked.height is None else asked.height
        return Drawing(asked.width, float(tall), ()), style

    def catch_up(self) -> None:
        """Draw all that waits. A figure that is refused is left to be asked for again, where its problem is told."""
        from charts import cache, paint  # noqa: F401  # the drawing engine is imported once, before the work is spread

        jobs = [lambda asked=asked, exhibit=exhibit: self._packed(exhibit, asked) for asked, exhibit in self.waiting.items()]
        for (asked, exhibit), packed in zip(self.waiting.items(), parallel.spread(jobs, self._workers), strict=True):
            for number, style in enumerate(self._styles(exhibit, asked)):
                drawing = cache.from_json(packed, f"{_READY} {number}")
                if drawing:
                    self._ready[asked] = drawing, style
        self.waiting, self.problems, self._workers = {}, [], 1

    def _styles(self, exhibit: Exhibit, asked: Asked) -> list[Style]:
        """The styles that a figure is tried in, in their order."""
        if asked not in self._roomy:
            self._roomy[asked] = self._leaves_room(exhibit, asked)
        return list(self.theme.styles(asked.medium, roomy=self._roomy[asked]))

    def _leaves_room(self, exhibit: Exhibit, asked: Asked) -> bool:
        """Whether a figure has room for larger type. Not one that Office draws itself: its words are as large as its Office
        twin's."""
        if asked.medium != "slide" or asked.height is None or exhibit.native is not None:
            return False
        from charts.roomy import known_roomy

        usual, larger = self.theme.style("slide"), next(self.theme.styles("slide", roomy=True))
        return known_roomy(self.options.cache, exhibit.kind, exhibit.plan, asked.width, asked.height, usual, larger)

    def _drawn(self, exhibit: Exhibit, asked: Asked) -> Styled:
        """The figure in the first style that it has room in. Raises the Refused of the last."""
        from charts import cache

        *before, last = self._styles(exhibit, asked)
        for style in before:
            with contextlib.suppress(Refused):
                return cache.drawn(self.options.cache, exhibit.kind, exhibit.plan, asked.width, asked.height, style), style
        return cache.drawn(self.options.cache, exhibit.kind, exhibit.plan, asked.width, asked.height, last), last

    def _packed(self, exhibit: Exhibit, asked: Asked) -> bytes:
        from charts import cache

        try:
            drawing, style = self._drawn(exhibit, asked)
        except Refused:
            return b""
        return cache.to_json(drawing, f"{_READY} {self._styles(exhibit, asked).index(style)}")
