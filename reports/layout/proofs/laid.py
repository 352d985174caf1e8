"""The finished pages as the proofs read them: texts with their page, their role and the block that they come from."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.document import Document
from reports.page import Grid, Item, Line, Pages, Paragraph, Tag, TextBox
from reports.problems import Level, Place, Problem
from reports.theme import PageShape, Theme

OURS = "this is a fault of the program, not of the outline: please report it"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or the part of it that stands on one page. Points from the page's corner; `tag` None: furniture."""

    page: int
    x: float
    y: float
    width: float
    paragraph: Paragraph
    lines: tuple[Line, ...]
    tag: Tag | None
    box: str = ""  # the name of its box

    @property
    def role(self) -> str:
        return self.paragraph.role

    @property
    def words(self) -> str:
        """All of the paragraph's words but for its raised marks."""
        return "".join(span.text for span in self.paragraph.spans if not span.rise)

    @property
    def bottom(self) -> float:
        """The last baseline."""
        return self.y + self.lines[-1].y


@dataclass
class Laid:
    """Everything that the proofs look at."""

    pages: Pages
    document: Document
    theme: Theme
    holes: Mapping[int, float]
    places: dict[Tag, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting: list[tuple[Tag, Place]] = [(self.pages.root, Place("outline.yaml"))]
        while waiting:
            tag, above = waiting.pop()
            place = tag.place or above
            self.places[tag] = place
            waiting += [(child, place) for child in tag.children]

    @property
    def shape(self) -> PageShape:
        return self.theme.page

    @cached_property
    def texts(self) -> list[Text]:
        """All texts outside tables, page by page."""
        return [text for number, page in enumerate(self.pages.pages, 1) for item in page.items if isinstance(item, TextBox)
                for text in _texts(number, item)]

    @cached_property
    def running(self) -> list[Text]:
        """The running text."""
        return [text for text in self.texts if text.role == "body"]

    @cached_property
    def tables(self) -> list[tuple[int, Grid]]:
        """All tables, or their parts, with their pages."""
        return [(number, item) for number, item in self.items() if isinstance(item, Grid)]

    def items(self) -> Iterator[tuple[int, Item]]:
        """All items with their pages."""
        for number, page in enumerate(self.pages.pages, 1):
            for item in page.items:
                yield number, item

    def place(self, tag: Tag | None) -> Place:
        """The block that something with this tag comes from; the head for furniture."""
        return self.places.get(tag, self.places[self.pages.root]) if tag else self.places[self.pages.root]

    def problem(self, rule: str, tag: Tag | None, what: str, hint: str, level: Level = "warning") -> Problem:
        return Problem(self.place(tag), what, hint, level, rule)

    def style_problem(self, rule: str, what: str, hint: str) -> Problem:
        """A problem of the house style."""
        return Problem(Place(f"{self.theme.folder.name}/theme.yaml"), what, hint, "error", rule)


def _texts(number: int, box: TextBox) -> Iterator[Text]:
    start = 0
    while start < len(box.lines):
        index, end = box.lines[start].paragraph, start
        while end < len(box.lines) and box.lines[end].paragraph == index:
            end += 1
        tag = box.tags[index] if index < len(box.tags) else None
        yield Text(number, box.x, box.y, box.width, box.paragraphs[index], box.lines[start:end], tag, box.name)
        start = end


def line_words(line: Line) -> str:
    """The words of a line without its raised marks."""
    return "".join(span.text for _, span in line.spans if not span.rise)


def shown(words: str, most: int = 40) -> str:
    """The beginning of some words, for a message."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
