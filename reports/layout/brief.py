"""Document → pages of the printed brief: a first page that stands alone, then the themes in flow."""
from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from charts.drawing import Drawing
from charts.style import Medium
from reports import blocks
from reports.document import Content, Document, Exhibit, Head, plain
from reports.layout import growing, stamps
from reports.layout.contents import CONTENTS, LONG, contents
from reports.layout.flow import Columns, Flow, Piece, Strip, fill, stack_height
from reports.layout.footnotes import Footnotes
from reports.layout.imposition import imposed, mirrored
from reports.layout.proofs import prove
from reports.layout.references import Entry, anchored, entries, headed, labels
from reports.layout.room import Draw, Room, bar, rule
from reports.layout.setting import Setter
from reports.page import Item, Page, Pages, Properties, Tag, TextBox, moved
from reports.problems import Place, Problem
from reports.text import shared
from reports.theme import Theme

RAIL = ("key_numbers",)
BAND = ("ask", "recommendations", "watch_list")
MOST = {"official": 8}  # pages: rule P12; fewer than four are no fault, a short brief is read
PASSES = 5  # at most, until references to pages settle


def lay_out(document: Document, theme: Theme, draw: Draw) -> tuple[Pages, list[Problem]]:
    """The finished pages of a profile, and what does not fit on them.

    Where a page would end in a hole that its plots can close, they are drawn higher.
    """
    theme = theme.on(document.head.page, document.head.bound)
    room = _room(document, theme, _remembered(draw))
    brief, pages = _settled(room)
    if higher := growing.heights(brief.flow.pages, brief.flow.holes, theme.page):
        again, others = _settled(replace(room, heights=higher))
        if len(growing.holes(again.flow.holes, theme.page)) < len(growing.holes(brief.flow.holes, theme.page)):
            brief, pages = again, others
    root, head = brief.room.tag, document.head
    made = Pages(pages, properties(document), root, document.attachments)
    problems = [*brief.room.problems, *_too_tall(brief.flow), *prove(made, document, theme, brief.flow.holes)]
    return replace(made, pages=imposed(mirrored(pages, theme.page), head.bleed, head.crops)), problems


def _settled(room: Room) -> tuple[_Brief, tuple[Page, ...]]:
    """Pages with references and a table of contents set with what the last pass found, until nothing moves any more."""
    known: _Known | None = None
    for _ in range(PASSES):
        brief = _Brief(_again(room, known), known)
        pages = brief.pages()
        found = brief.found(pages)
        if known == found or not brief.asks(pages):
            break
        known = found
    return brief, pages


@dataclass(frozen=True)
class _Known:
    """What a pass finds out for the next: by anchor the page's label, and the lines of the table of contents."""

    labels: Mapping[str, str]
    entries: tuple[Entry, ...]


def _room(document: Document, theme: Theme, draw: Draw) -> Room:
    setter = Setter(theme, shared(theme), "print", document.head.language, marked=document.profile != "minister",
                    decimal=document.head.decimal, memory={})
    return Room(setter, document, draw, theme.page.content, Tag("Document"))


def _again(room: Room, known: _Known | None) -> Room:
    """The room of another pass: with what the last one found, and all that was set before."""
    setter = replace(room.setter, pages=known.labels if known else {}, asked=set())
    return replace(room, setter=setter, tag=Tag("Document"), problems=[])


def _remembered(draw: Draw) -> Draw:
    """Figures drawn once for all passes."""
    known: dict[tuple[int, float, float | None], Drawing] = {}

    def drawn(exhibit: Exhibit, width: float, height: float | None, medium: Medium) -> Drawing:
        key = (id(exhibit.plan), width, height)
        if key not in known:
            known[key] = draw(exhibit, width, height, medium)
        return known[key]

    return drawn


def _too_tall(flow: Flow) -> list[Problem]:
    """What no page can hold."""
    return [Problem(piece.place or Place("outline.yaml"), f"this is {excess:.0f} points taller than a page",
                    "make it shorter, or two of it", rule="P7") for excess, piece in flow.overflows]


def furniture(room: Room, number: int, total: int) -> list[Item]:
    """The running head and foot of a page of paper, for other prints of the same report."""
    made, head = _Brief(room), room.document.head
    return [*made._header(head), *made._footer(head, number, total, False)]


def properties(document: Document) -> Properties:
    """Title, author and date as both files carry them."""
    head = document.head
    day = head.date + "-01" * (2 - head.date.count("-"))  # a reduced date names its first day in the files' properties
    return Properties(head.title, head.subtitle, head.authors, head.language, head.handled, day)


@dataclass
class _Brief:
    room: Room
    known: _Known | None = None
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        page, document = self.room.setter.theme.page, self.room.document
        feet = Footnotes.of(self.room) if document.head.footnotes and document.notes and self.room.setter.marked else None
        self.flow = Flow(page.top, page.bottom, page.left, page.baseline, feet)

    def pages(self) -> tuple[Page, ...]:
        all_contents = [c for c in self.room.document.contents if c.slide != "only"]
        first, rest = _leading(all_contents)
        rest = [] if self.room.document.profile == "minister" else rest  # a minister gets the page that stands alone
        if first:
            self._first_page(first)
        pieces = [*self._contents(), *self._all_pieces(rest)]
        if pieces:
            if first and self._stands_alone(first):
                self.flow.new_page()
            self.flow.put(pieces)
        self.flow.finish()
        pages = self.flow.pages if self.flow.pages[-1] or len(self.flow.pages) == 1 else self.flow.pages[:-1]
        self._count(len(pages), all_contents)
        if self.room.document.profile == "minister" and all(c.kind == "cover" for c in first):
            self._nothing_for_the_minister(all_contents)
        if isinstance(self.flow.feet, Footnotes):  # they read after the text
            self.room.tag.children.sort(key=lambda tag: tag is self.flow.feet.tag)  # type: ignore[union-attr]
        anchored(self.room.tag)
        return self._furnished(pages)

    def _nothing_for_the_minister(self, contents: Sequence[Content]) -> None:
        if contents:
            self.room.problems.append(Problem(
                contents[-1].place, "the minister's page holds nothing but its title",
                "give a bottom_line, key_judgements or an ask before the first theme", "warning", "P12"))

    def _count(self, pages: int, contents: Sequence[Content]) -> None:
        """The pages that a profile's readers take at most (rule P12)."""
        profile = self.room.document.profile
        most = MOST.get(profile, pages)
        if pages > most and contents:
            self.room.problems.append(Problem(
                contents[-1].place, f"the brief of the {profile} profile has {pages} pages",
                f"{most} at most: shorten it, or show blocks to analysts alone: profiles: [analyst]", "warning", "P12"))

    # ------------------------------------------------------------------ passes
    def found(self, pages: Sequence[Page]) -> _Known:
        """Where things stand after this pass."""
        return _Known(labels(pages, self.room.tag), entries(pages, self.room.tag))

    def asks(self, pages: Sequence[Page]) -> bool:
        """Whether anything printed depends on where things stand."""
        return bool(self.room.setter.asked) or self._lists_contents(len(pages))

    def _lists_contents(self, pages: int) -> bool:
        asked = self.room.document.head.contents
        return self.room.document.profile != "minister" and (pages >= LONG if asked is None else asked)

    def _contents(self) -> list[Piece]:
        """The table of contents, once a pass has found what it says."""
        if self.known is None:
            return []
        own = [entry for entry in self.known.entries if entry.words != CONTENTS]
        pages = max((int(label) for label in self.known.labels.values() if label.isdecimal()), default=0)
        return list(contents(self.room, own)) if own and self._lists_contents(pages) else []

    def _stands_alone(self, first: Sequence[Content]) -> bool:
        """Page one is a page of its own when it asks something or is half full; a short message lets the themes follow."""
        page = self.room.setter.theme.page
        return any(c.kind in BAND for c in first) or self.flow.y > (page.top + page.bottom) / 2

    def _all_pieces(self, contents: Sequence[Content]) -> list[Piece]:
        """Block after block; two that a kind sets beside each other become one row."""
        pieces: list[Piece] = []
        waiting = deque(contents)
        above = None
        while waiting:
            content = waiting.popleft()
            module = blocks.kind(content.kind)
            if waiting and hasattr(module, "beside") and module.beside(content, waiting[0]):
                pair = module.pair(content, waiting.popleft(), self.room)
                pieces += [replace(pair[0], section=_section(content, pair)), *pair[1:]]
            else:
                pieces += self._pieces(content, above)
            above = content
        return pieces

    def _pieces(self, content: Content, above: Content | None) -> list[Piece]:
        pieces = self.room.place(content, above)
        if pieces and not pieces[0].section:
            pieces[0] = replace(pieces[0], section=_section(content, pieces))
        if content.page_break and pieces:
            pieces[0] = replace(pieces[0], new_page=True)
        if content.keep:
            pieces[:-1] = [replace(piece, keep=True) for piece in pieces[:-1]]
        return pieces

    # ------------------------------------------------------------------ page one
    def _first_page(self, contents: Sequence[Content]) -> None:
        """Masthead, the message beside the numbers, and the band of asks and dates: on one page or a problem."""
        page = self.room.setter.theme.page
        tag = self.room.tag.add("Sect")
        room = replace(self.room, tag=tag)
        masthead = [c for c in contents if c.kind == "cover"]
        side = [c for c in contents if c.kind in RAIL]
        band = [c for c in contents if c.kind in BAND]
        main = [c for c in contents if c not in masthead and c not in side and c not in band]
        pieces: list[Piece] = [p for c in masthead for p in room.place(c)]
        narrow = room.inside(page.span(4) if side else room.width)
        left = [p for c in main for p in narrow.place(c) if isinstance(p, Strip)]
        right = [p for c in side for p in room.inside(page.span(2), rail=True).place(c) if isinstance(p, Strip)]
        foot = self._band(band, room)
        height = stack_height(foot)
        pieces.append(Columns(tuple(left), tuple(right), 0.0, page.span(4) + page.gutter, before=14.0))
        self.flow.sheets[-1].reserves = False  # its notes stand under it if there is room, else on the next page
        self.flow.put(pieces)
        self.flow.holes.clear()  # page one that runs over is told as that
        self._place_foot(foot, height, contents[-1])

    def _place_foot(self, foot: Sequence[Strip], height: float, last: Content) -> None:
        page = self.room.setter.theme.page
        top = page.bottom - height
        excess = self.flow.y + 10 - top if foot else self.flow.y - page.bottom
        if len(self.flow.pages) > 1 or excess > 0:
            over = excess + (len(self.flow.pages) - 1) * (page.bottom - page.top)
            lines = math.ceil(max(over, 0) / page.baseline) or 1
            hint = "shorten the bottom line, the key judgements or the asks by about " \
                   f"{lines} line{'' if lines == 1 else 's'}: page one stands alone"
            self.room.problems.append(Problem(last.place, f"page one is {max(over, 0):.0f} points too long", hint, rule="P12"))
            self.flow.put(list(foot))
            return
        if foot:
            self.flow.sheets[-1].stand(fill(foot, height + 1)[0], page.left, top)
            self.flow.sheets[-1].y = page.bottom

    def _band(self, contents: Sequence[Content], room: Room) -> list[Strip]:
        """One tinted band over the full width, a column for each block in it."""
        if not contents:
            return []
        width = (room.width - 24 - 16 * (len(contents) - 1)) / len(contents)
        stacks = [blocks.kind(c.kind).band(c, room.inside(width, room.tag.add("Sect"))) for c in contents]
        height = max(item.y + item.height for stack in stacks for item in stack) + 20
        items: list[Item] = [bar(0, 0, room.width, height, "tint"), rule(0, 0, room.width, 0.75, "navy")]
        for i, stack in enumerate(stacks):
            items += [moved(item, 12 + i * (width + 16), 10) for item in stack]
        return [Strip(height, tuple(items))]

    # ------------------------------------------------------------------ furniture
    def _furnished(self, pages: Sequence[Sequence[Item]]) -> tuple[Page, ...]:
        page = self.room.setter.theme.page
        total = len(pages)
        return tuple(Page(page.width, page.height, (*items, *self._furniture(number, total, running)), label=str(number))
                     for number, (items, running) in enumerate(zip(pages, self.flow.running(), strict=False), 1))

    def _furniture(self, number: int, total: int, running: str) -> list[Item]:
        head = self.room.document.head
        covered = number == 1 and any(c.kind == "cover" for c in self.room.document.contents)
        made = stamps.on_paper(self.room.setter, head, covered) if covered else self._header(head, running)
        return made + self._footer(head, number, total, covered)

    def _header(self, head: Head, running: str = "") -> list[Item]:
        """Series, title and the theme that the page belongs to, as far as the line holds them; the marking; a rule."""
        page, setter = self.room.setter.theme.page, self.room.setter
        chips = self._chip(head, page.header_chip_y - 2.0)
        top, left, end = page.header_y - 4.0, page.left, min([page.right, *(chip.x - 12 for chip in chips)])
        made: list[Item] = []
        parts = ((head.series_line, "header_series", ""), (head.title, "header", ""), (running, "header", "navy"))
        for words, role, colour in parts:
            fitting = self._shortened(words, role, end - left)
            if fitting:
                made.append(setter.text(left, top, end - left, fitting, role, colour=colour))
                left += setter.width(fitting, role) + 12
        return [*made, *chips, rule(page.left, page.header_rule_y, self.room.width, 0.5, "g300"),
                *stamps.on_paper(self.room.setter, head, covered=False)]

    def _shortened(self, words: str, role: str, room: float) -> str:
        """Words on one line; what is too long for a running head ends in an ellipsis, for it stands in full elsewhere."""
        parts = words.split()
        if self.room.setter.width(words, role) <= room:
            return words
        while parts and self.room.setter.width(" ".join(parts) + " …", role) > room:
            parts.pop()
        return " ".join(parts) + " …" if len(parts) > 1 else ""

    def _footer(self, head: Head, number: int, total: int, covered: bool) -> list[Item]:
        page, text, width = self.room.setter.theme.page, self.room.setter.text, self.room.setter.width
        made: list[Item] = [rule(page.left, page.footer_rule_y, self.room.width, 0.5, "g300")]
        x = page.left
        counted = f"Page {number} of {total}"
        for words in (head.dated, head.edition, counted, head.copy, *head.handling):
            if words:
                role = "footer_page" if words == counted else "footer"
                wide = width(words, role)
                made.append(text(x, page.footer_y - 2.0, max(140.0, wide + 2), words, role))
                x += wide + 14
        chips = self._chip(head, page.footer_chip_y - 1.0)
        if number == 1 and x - 14 > min([page.right, *(chip.x - 8 for chip in chips)]):
            self.room.problems.append(Problem(Place("outline.yaml"), "the foot of the page has no room for all of its words",
                                              "shorten the handling words of the marking, or the name on the distribution list"))
        made += self._dates(head)
        if covered:
            made += [moved(item, 0.0, 0.0) for item in self._chip(head, page.header_chip_y + (4.0 if head.stamps else 1.0))]
            made += self._star(head)
        return [*made, *chips]

    def _dates(self, head: Head) -> list[Item]:
        """The second line of the foot: until when data were taken in, and until when it may be used."""
        page, x, made = self.room.setter.theme.page, self.room.setter.theme.page.left, list[Item]()
        for words in head.dates:
            made.append(self.room.setter.text(x, page.footer_y + 8.0, 140, words, "footer"))
            x += self.room.setter.width(words, "footer") + 14
        return made

    def _star(self, head: Head) -> list[Item]:
        if not head.inferred:
            return []
        words = "* Year inferred; no source states it."
        if self.room.setter.marked and self.room.document.notes:
            where = "notes at the foot of this page or the next" if head.footnotes else "endnotes"
            words += f" Raised numbers refer to the {where}."
        page = self.room.setter.theme.page
        return [self.room.setter.text(page.left, page.bottom + 4.5, self.room.width, words, "source")]

    def _chip(self, head: Head, y: float) -> list[Item]:
        """The marking at the right margin."""
        page = self.room.setter.theme.page
        return [stamps.chip(self.room.setter, head.marking, page.right, y, self.room.width)] if head.marking else []


def _section(content: Content, pieces: Sequence[Piece]) -> str:
    """What the running head says over a block: its label, or its heading."""
    label = getattr(content.body, "kicker", "") or plain(content.title)
    boxes = (item for piece in pieces[:3] if isinstance(piece, Strip) for item in piece.items if isinstance(item, TextBox))
    return str(label) or next((headed(box.paragraphs[0]) for box in boxes if any(tag.role == "H2" for tag in box.tags)), "")


def _leading(contents: Sequence[Content]) -> tuple[list[Content], list[Content]]:
    """The blocks of page one (all before the first theme or other long block), and the rest."""
    kinds = {"cover", "bottom_line", "objectives", "key_judgements", "exec_summary", *RAIL, *BAND}
    count = next((i for i, c in enumerate(contents) if c.kind not in kinds), len(contents))
    return list(contents[:count]), list(contents[count:])


__all__ = ["furniture", "lay_out", "properties"]
