"""The Page model: where things go. A size and items from a small closed vocabulary.

Units are points, origin top left, y downward. Colours are role names of the theme. Everything is decided here:
a renderer walks the items and writes them, and asks nothing about what they mean.

Text arrives twice, because the media differ: `paragraphs` (styled runs, for hosts that break lines themselves)
and `lines` (already broken and placed, for paper). Both come from the same call of the text engine.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from charts.drawing import Drawing, Fill, Stroke
from charts.native import Native
from reports.attachment import Attachment
from reports.problems import Place

Weight = Literal["regular", "semibold", "bold"]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, by role: family "sans" or "serif" (theme.yaml says which font that is)."""

    family: str = "sans"
    weight: Weight = "regular"
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look. `tracking` and `rise` in points; `link` is a URL or "#anchor"."""

    text: str
    face: Face
    size: float
    colour: str = "black"
    rise: float = 0.0
    tracking: float = 0.0
    link: str = ""
    language: str = ""
    nobreak: bool = False  # glued to what stands before it: a note mark never starts a line
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: `y` is the baseline; each span with its own left edge `x`. Relative to the item's top left corner."""

    y: float
    spans: tuple[tuple[float, Span], ...]
    paragraph: int = 0  # index into TextBox.paragraphs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs plus paragraph properties; lengths in points. `bullet`: "" or the list label ("1", "–")."""

    spans: tuple[Span, ...]
    leading: float
    align: Align = "left"
    indent: float = 0.0       # first line
    hang: float = 0.0         # all lines but the label
    space_before: float = 0.0
    bullet: str = ""
    bullet_colour: str = "blue"
    protrude: bool = False    # an opening quotation mark hangs in the margin
    role: str = ""            # the role of type, for proofs

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.spans)


@dataclass(eq=False, slots=True)
class Tag:
    """A node of the document's structure tree (ISO 32000-1, 14.7): role in standard structure types, in reading order.

    Items point at their tag; an item that is split over two pages points at the same tag twice. `title` of a heading
    becomes its bookmark.
    """

    role: str
    children: list[Tag] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    language: str = ""
    title: str = ""
    anchor: str = ""
    scope: str = ""           # TH: "Column" or "Row"
    data: str = ""            # the attachment that belongs to it
    span: tuple[int, int] = (1, 1)
    place: Place | None = None  # the block in the writer's files; of whatever is below it too

    def add(self, role: str, **properties: object) -> Tag:
        """A new last child."""
        child = Tag(role, **properties)  # type: ignore[arg-type]
        self.children.append(child)
        return child


ARTIFACT = None  # an item whose tag is None is furniture: an artifact in the PDF, decorative in the deck


@dataclass(frozen=True, slots=True)
class TextBox:
    """`placeholder`: "title", "subtitle", "body", "footer", "number", "" (a free text box), for slide layouts.

    `tags[i]` is the tag of paragraph i; empty: the whole box is an artifact.
    """

    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...] = ()
    tags: tuple[Tag, ...] = ()
    placeholder: str = ""
    name: str = ""
    fill: str | None = None
    anchor: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One table cell: text set relative to the cell's corner, a fill, a symbol (drawn at `mark_at`), a tag (TH or TD)."""

    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...] = ()
    tag: Tag | None = None
    fill: Fill | None = None
    mark: Drawing | None = None
    mark_at: tuple[float, float] = (0.0, 0.0)
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, top, right, bottom
    span: int = 1
    anchor: Literal["top", "middle", "bottom"] = "middle"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule in a grid: from (x1, y1) to (x2, y2) relative to the grid, with its stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `header_rows` rows at the top are column headers, `header_column` says the first column is row headers.

    `row_tags[i]` is the TR of row i; `tag` the Table. `repeated`: the header was already tagged on an earlier page,
    so it is an artifact here.
    """

    x: float
    y: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    rules: tuple[Rule, ...] = ()
    header_rows: int = 1
    header_column: bool = True
    tag: Tag | None = None
    alt: str = ""
    name: str = ""
    repeated: bool = False

    @property
    def width(self) -> float:
        return sum(self.columns)

    @property
    def height(self) -> float:
        return sum(self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in its place, with its Office twin where there is one."""

    x: float
    y: float
    width: float
    height: float
    drawing: Drawing
    tag: Tag | None = None
    alt: str = ""
    native: Native | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: clean PNG or JPEG bytes (re-encoded, no metadata)."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    tag: Tag | None = None
    alt: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle (height > 0, width > 0) or a horizontal/vertical rule (one of them 0). Always furniture."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    stroke: Stroke | None = None
    name: str = ""


Item = TextBox | Grid | Figure | Picture | Shape


@dataclass(frozen=True, slots=True)
class Page:
    """One page of paper or one slide. `layout` names a slide layout of the master; `notes` are speaker notes.

    `texture`: the factor on the gaps and lines of hatches and dots, on paper 1. `trim`: left, top, right, bottom of the page
    on a sheet that is larger; `bleed`: how far ink goes beyond it.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    label: str = ""
    layout: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
    background: str | None = None
    texture: float = 1.0
    section: str = ""             # of a deck: neighbours with the same one form a section
    place: Place | None = None    # the outline's line that it comes from
    key: str = ""                 # what a slide is called over builds
    keys: tuple[str, ...] = ()    # what its items are called
    trim: tuple[float, float, float, float] | None = None
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties, the same for both files. `date` is ISO 8601, from the report, never from the clock."""

    title: str
    subject: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en-GB"
    keywords: tuple[str, ...] = ()
    date: str = "2000-01-01"


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished layout: what a renderer gets."""

    pages: tuple[Page, ...]
    properties: Properties
    root: Tag = field(default_factory=lambda: Tag("Document"))
    attachments: tuple[Attachment, ...] = ()


def moved(item: Item, dx: float, dy: float) -> Item:
    """The same item, elsewhere."""
    return replace(item, x=item.x + dx, y=item.y + dy)
