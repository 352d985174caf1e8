"""The structure tree on its way into a PDF: which element holds which pieces of which page (ISO 32000-1, 14.7 and 14.8).

No library is needed here. `Structure` turns the tree of `Tag`s into nodes, the drawing of pages hangs marked content
on them, and `pdf_finish` writes them as structure elements.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.page import Tag

ROLES = frozenset("""
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR
    TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form""".split())
_TABLE_PARTS = frozenset(("TR", "TH", "TD", "THead", "TBody", "TFoot"))  # an empty cell still keeps its column in place
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


class Content(NamedTuple):
    """One marked-content sequence: page index and its number on that page."""

    page: int
    mcid: int


class Area(NamedTuple):
    """Where a link can be pressed: left, bottom, right, top in PDF coordinates."""

    page: int
    box: tuple[float, float, float, float]


class Spot(NamedTuple):
    """A place to jump to, in PDF coordinates."""

    page: int
    x: float
    y: float


@dataclass(eq=False, slots=True)
class Node:
    """A structure element: its own pieces in the order in which they were drawn, then the nodes of its tag's children."""

    role: str
    tag: Tag | None = None
    own: list[Content | Area | Node] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    link: str = ""
    language: str = ""
    alt: str = ""
    summary: str = ""  # of a table
    span: tuple[int, int] = (1, 1)  # of a cell: columns, rows
    box: tuple[float, float, float, float] | None = None
    spot: Spot | None = None
    words: list[str] = field(default_factory=list)

    @property
    def kids(self) -> list[Content | Area | Node]:
        return [*self.own, *self.children]

    def add(self, role: str, link: str = "", language: str = "") -> Node:
        """A new node among this one's own pieces, after what was drawn so far."""
        made = Node(role, link=link, language=language)
        self.own.append(made)
        return made

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def text(self) -> str:
        """The words drawn in this node and below it."""
        return " ".join(" ".join(word for node in self.walk() for word in node.words).split()).replace("\u00ad ", "")

    def first_spot(self) -> Spot | None:
        """Where its first piece stands."""
        return next((node.spot for node in self.walk() if node.spot), None)


class Structure:
    """The nodes of all tags of a document. Raises ValueError for a tag of no standard type or with two parents: our bug."""

    def __init__(self, root: Tag) -> None:
        self._nodes: dict[Tag, Node] = {}
        self._anchors: dict[str, Node] = {}
        self.root = self._node(root)

    def _node(self, tag: Tag) -> Node:
        if tag.role not in ROLES:
            raise ValueError(f'"{tag.role}" is not a standard structure type')
        if tag in self._nodes:
            raise ValueError(f'a tag "{tag.role}" stands twice in the structure tree')
        node = self._nodes[tag] = Node(tag.role, tag, language=tag.language, alt=tag.alt, span=tag.span)
        if tag.anchor:
            self._anchors.setdefault(tag.anchor, node)
        node.children = [self._node(child) for child in tag.children]
        return node

    def of(self, tag: Tag | None) -> Node | None:
        """The node of an item's tag; None for furniture."""
        if tag is None:
            return None
        if tag not in self._nodes:
            raise ValueError(f'the tag "{tag.role}" of an item is not in the structure tree')
        return self._nodes[tag]

    def target(self, link: str) -> Node | None:
        """The node that "#anchor" names, if there is one."""
        return self._anchors.get(link[1:]) if link.startswith("#") else None

    def inline(self, base: Node, link: str, language: str) -> Node:
        """Where a span goes: the paragraph itself, or a Link or Span in it; a link that runs on stays one element."""
        if not link and not language:
            return base
        last = base.own[-1] if base.own else None
        if isinstance(last, Node) and (last.link, last.language) == (link, language):
            return last.own[0] if last.role == "Reference" and isinstance(last.own[0], Node) else last
        if not link:
            return base.add("Span", "", language)
        target = self.target(link)
        if target is not None and target.role == "Note":
            mark = base.add("Reference", link, language)
            self._anchors.setdefault(link[1:].replace("note-", "mark-", 1), mark)  # the note leads back to its first mark
            return mark.add("Link", link, language)
        return base.add("Link", link, language)

    def settle(self) -> None:
        """Drops what nothing was drawn for, and turns links whose anchor is nowhere on the pages into plain text."""
        _pruned(self.root)
        for node in list(self.root.walk()):
            if node.link.startswith("#"):
                target = self.target(node.link)
                if target is None or target.first_spot() is None:
                    node.role, node.link = "Span", ""
                    node.own = [kid for kid in node.own if not isinstance(kid, Area)]

    def headings(self) -> Iterator[tuple[int, str, Spot, Node]]:
        """Level (1 is highest), title, place and node of each heading, in reading order."""
        for node in self.root.walk():
            spot = node.first_spot() if node.role in _HEADINGS else None
            title = (node.tag.title if node.tag else "") or node.text()
            if spot and title:
                yield int(node.role[1]), title, spot, node


def _pruned(node: Node) -> bool:
    """Whether anything was drawn in the node or below it; what is empty is taken out of its children."""
    kept = [(child, _pruned(child)) for child in node.children]
    node.children = [child for child, alive in kept if alive or child.role in _TABLE_PARTS]
    return bool(node.own) or any(alive for _, alive in kept)
