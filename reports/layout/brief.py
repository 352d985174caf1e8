"""Document → pages of the printed brief: a first page that stands alone, then the themes in flow."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports import blocks
from reports.document import Content, Document, Head
from reports.layout import stamps
from reports.layout.flow import Columns, Flow, Piece, Strip, fill, stack_height
from reports.layout.room import Draw, Room, bar, rule
from reports.layout.setting import Setter
from reports.page import Item, Page, Pages, Properties, Tag, moved
from reports.problems import Place, Problem
from reports.text import shared
from reports.theme import Theme

RAIL = ("key_numbers",)
BAND = ("ask", "recommendations", "watch_list")
MOST = {"official": 8}  # pages: rule P12; fewer than four are no fault, a short brief is read


def lay_out(document: Document, theme: Theme, draw: Draw) -> tuple[Pages, list[Problem]]:
    """The finished pages of a profile, and what does not fit on them."""
    ruler, theme = shared(theme), theme.on(document.head.page)
    setter = Setter(theme, ruler, "print", document.head.language, marked=document.profile != "minister",
                    decimal=document.head.decimal)
    root = Tag("Document")
    problems: list[Problem] = []
    room = Room(setter, document, draw, theme.page.content, root, problems=problems)
    brief = _Brief(room)
    pages = brief.pages()
    return Pages(pages, properties(document), root, document.attachments), problems


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
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        page = self.room.setter.theme.page
        self.flow = Flow(page.top, page.bottom, page.left, page.baseline)

    def pages(self) -> tuple[Page, ...]:
        contents = [c for c in self.room.document.contents if c.slide != "only"]
        first, rest = _leading(contents)
        rest = [] if self.room.document.profile == "minister" else rest  # a minister gets the page that stands alone
        if first:
            self._first_page(first)
        pieces = self._all_pieces(rest)
        if pieces:
            if first and self._stands_alone(first):
                self.flow.new_page()
            self.flow.put(pieces)
        pages = self.flow.pages if self.flow.pages[-1] or len(self.flow.pages) == 1 else self.flow.pages[:-1]
        self._count(len(pages), contents)
        if self.room.document.profile == "minister" and all(c.kind == "cover" for c in first):
            self._nothing_for_the_minister(contents)
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

    def _stands_alone(self, first: Sequence[Content]) -> bool:
        """Page one is a page of its own when it asks something or is half full; a short message lets the themes follow."""
        page = self.room.setter.theme.page
        return any(c.kind in BAND for c in first) or self.flow.y > (page.top + page.bottom) / 2

    def _all_pieces(self, contents: Sequence[Content]) -> list[Piece]:
        """Block after block; two that a kind sets beside each other become one row."""
        pieces: list[Piece] = []
        waiting = list(contents)
        while waiting:
            content = waiting.pop(0)
            module = blocks.kind(content.kind)
            if waiting and hasattr(module, "beside") and module.beside(content, waiting[0]):
                pieces += module.pair(content, waiting.pop(0), self.room)
            else:
                pieces += self._pieces(content)
        return pieces

    def _pieces(self, content: Content) -> list[Piece]:
        pieces = self.room.place(content)
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
        pieces.append(Columns(tuple(left), tuple(right), 0.0, page.span(4) + page.gutter, grid=False, before=14.0))
        self.flow.put(pieces)
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
        for y, strip in fill(foot, height + 1)[0]:
            self.flow.pages[-1].extend(moved(item, page.left, top + y) for item in strip.items)

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
        return tuple(Page(page.width, page.height, (*items, *self._furniture(number, total)), label=str(number))
                     for number, items in enumerate(pages, 1))

    def _furniture(self, number: int, total: int) -> list[Item]:
        head = self.room.document.head
        covered = number == 1 and any(c.kind == "cover" for c in self.room.document.contents)
        made = stamps.on_paper(self.room.setter, head, covered) if covered else self._header(head)
        return made + self._footer(head, number, total, covered)

    def _header(self, head: Head) -> list[Item]:
        page, text = self.room.setter.theme.page, self.room.setter.text
        top = page.header_y - 4.0
        series = text(page.left, top, 200, head.series_line, "header_series")
        used = self.room.setter.width(head.series_line, "header_series") + 10 if head.series_line else 0.0
        title = text(page.left + used, top, self.room.width - used - 110, head.title, "header")
        return [series, title, *self._chip(head, page.header_chip_y - 2.0),
                rule(page.left, page.header_rule_y, self.room.width, 0.5, "g300"),
                *stamps.on_paper(self.room.setter, head, covered=False)]

    def _footer(self, head: Head, number: int, total: int, covered: bool) -> list[Item]:
        page, text, width = self.room.setter.theme.page, self.room.setter.text, self.room.setter.width
        made: list[Item] = [rule(page.left, page.footer_rule_y, self.room.width, 0.5, "g300")]
        x = page.left
        said = [f"As of {head.as_of}", head.edition, f"Page {number} of {total}", head.copy, *head.handling]
        for words, role in ((words, "footer_page" if i == 2 else "footer") for i, words in enumerate(said)):
            if words:
                made.append(text(x, page.footer_y - 2.0, 140, words, role))
                x += width(words, role) + 14
        chips = self._chip(head, page.footer_chip_y - 1.0)
        if number == 1 and x - 14 > min([page.right, *(chip.x - 8 for chip in chips)]):
            self.room.problems.append(Problem(Place("outline.yaml"), "the foot of the page has no room for all of its words",
                                              "shorten the handling words of the marking, or the name on the distribution list"))
        if covered:
            made += [moved(item, 0.0, 0.0) for item in self._chip(head, page.header_chip_y + (4.0 if head.stamps else 1.0))]
            made += self._star(head)
        return [*made, *chips]

    def _star(self, head: Head) -> list[Item]:
        if not head.inferred:
            return []
        words = "* Year inferred; no source states it."
        if self.room.setter.marked and self.room.document.notes:
            words += " Raised numbers refer to the endnotes."
        page = self.room.setter.theme.page
        return [self.room.setter.text(page.left, page.bottom + 4.5, self.room.width, words, "source")]

    def _chip(self, head: Head, y: float) -> list[Item]:
        """The marking at the right margin."""
        page = self.room.setter.theme.page
        return [stamps.chip(self.room.setter, head.marking, page.right, y, self.room.width)] if head.marking else []


def _leading(contents: Sequence[Content]) -> tuple[list[Content], list[Content]]:
    """The blocks of page one (all before the first theme or other long block), and the rest."""
    kinds = {"cover", "bottom_line", "objectives", "key_judgements", "exec_summary", *RAIL, *BAND}
    count = next((i for i, c in enumerate(contents) if c.kind not in kinds), len(contents))
    return list(contents[:count]), list(contents[count:])


__all__ = ["furniture", "lay_out", "properties"]
