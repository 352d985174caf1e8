"""Pages made by hand, with one of everything, for the tests of the PDF renderer."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from charts.drawing import Drawing, Fill, Stroke, Text, circle, rectangle, segment
from charts.drawing import Path as Drawn
from reports.page import (
    Face,
    Figure,
    Grid,
    GridCell,
    Item,
    Page,
    Pages,
    Paragraph,
    Properties,
    Rule,
    Shape,
    Span,
    Tag,
    TextBox,
)
from reports.render.pdf import render
from reports.text import Ruler, set_box
from reports.theme import load

ROOT = Path(__file__).parent.parent
THEME = load(ROOT / "templates" / "chancery")
RULER = Ruler(THEME)
SANS, BOLD, SERIF, ITALIC = Face(), Face("sans", "bold"), Face("serif"), Face("serif", "regular", True)
WIDTH, HEIGHT = 595.28, 841.89
PROPERTIES = Properties("Lavrov’s visit & what <follows>", "A subject", ("A. Writer",), "en-GB", ("TLP:CLEAR",), "2021-04-09")
LONG = "Russia’s foreign minister met his counterpart in Islamabad and both said “trade rose 46% to $790m” last year. " * 6


# --- making pages by hand

def box(x: float, y: float, width: float, words: str | list[Span], tag: Tag | None = None, face: Face = SERIF, size: float = 10,
        **paragraph: Any) -> TextBox:
    spans = tuple(words) if isinstance(words, list) else (Span(words, face, size),)
    made = Paragraph(spans, size * 1.4, **paragraph)
    lines, height = set_box(RULER, [made], width)
    return TextBox(x, y, width, height, (made,), lines, (tag,) if tag else ())


def halves(x: float, y: float, whole: TextBox, below: float) -> tuple[TextBox, TextBox]:
    """A paragraph over two pages: the same tag twice."""
    middle = len(whole.lines) // 2
    moved = tuple(replace(line, y=line.y - middle * 14) for line in whole.lines[middle:])
    return replace(whole, x=x, y=y, lines=whole.lines[:middle]), replace(whole, x=x, y=below, lines=moved)


def cell(words: str, width: float, tag: Tag | None, face: Face = SANS, **properties: Any) -> GridCell:
    made = Paragraph((Span(words, face, 9),), 11) if words else None
    lines = set_box(RULER, [made], width, top=4)[0] if made else ()
    return GridCell((made,) if made else (), lines, tag, **properties)


def drawing() -> Drawing:
    return Drawing(200, 80, (
        Drawn(rectangle(0, 0, 60, 70), Fill("orange", "hatch", "peach_2"), Stroke("orange", 1)),
        Drawn(rectangle(70, 10, 60, 60), Fill("g300", "dots"), Stroke("navy", 1, (3, 2))),
        Drawn(circle(165, 40, 25), Fill("navy")), Drawn(segment(0, 70, 200, 70), None, Stroke("navy", 0.9)),
        Text(30, 66, "$540m", 11, "navy", bold=True, anchor="middle"), Text(165, 44, "Торговля", 8.5, "white", anchor="middle"),
        Text(200, 78, "2020", 8.5, "g700", anchor="end")), "Trade rose from 540 to 790 million dollars.")


def table(root: Tag, x: float, y: float, *, repeated: Tag | None = None) -> Grid:
    tag = repeated or root.add("Table")
    columns = (120.0, 100.0, 100.0)
    head = tag.add("TR") if not repeated else tag.children[0]
    heads = ([head.add("TH", scope="Column") for _ in columns] if not repeated else head.children)
    rows = [[cell(w, c, t, BOLD) for w, c, t in zip(("Item", "Said", "Done"), columns, heads)]]
    tick = Drawing(10, 10, (Drawn(circle(5, 5, 5), Fill("navy")),), "done")
    for name in ("Vaccine", "Pipeline") if not repeated else ("Rail",):
        row = tag.add("TR")
        rows.append([cell(name, 120, row.add("TH", scope="Row"), BOLD, fill=Fill("tint")), cell("", 100, row.add("TD")),
                     cell("", 100, row.add("TD"), mark=tick, mark_at=(45, 5))])
    return Grid(x, y, columns, (20.0,) * len(rows), tuple(map(tuple, rows)), (Rule(0, 20, 320, 20, Stroke("navy", 0.75)),),
                tag=tag, repeated=bool(repeated), alt="Deliverables")


def link(words: str, target: str, **look: Any) -> Span:
    return Span(words, look.pop("face", SERIF), look.pop("size", 10), "blue", link=target, **look)


def sample() -> Pages:
    """Two pages with one of everything."""
    root = Tag("Document")
    opening, notes = root.add("Sect"), Tag("Sect")
    h1, h2 = opening.add("H1", title="The visit"), opening.add("H2", title="", anchor="theme-trade")
    split, figure = opening.add("P"), opening.add("Figure", alt="Trade, in two columns", anchor="fig-1")
    listing, linked, abroad = opening.add("L"), opening.add("P"), opening.add("P")
    items = [listing.add("LI") for _ in range(2)]
    first = table(opening, 57, 560)
    root.children.append(notes)
    head, note = notes.add("H2"), notes.add("Note", anchor="note-9")
    one, two = halves(57, 200, box(57, 200, 230, LONG, split), 72)
    spans = [Span("Doses were promised", SERIF, 10),
             link("9", "#note-9", face=BOLD, size=6.4, rise=4.2, nobreak=True), Span(", see ", SERIF, 10),
             link("the ministry’s own account of the whole of the visit and its aftermath", "https://example.org/a?b=(c)&d"),
             Span(" and ", SERIF, 10), link("trade", "#theme-trade"), Span(" or ", SERIF, 10), link("nothing", "#gone"),
             Span(". ", SERIF, 10), Span("Struck", SERIF, 10, strike=True), Span(" end.", ITALIC, 10)]
    russian = [Span("He said ", SERIF, 10), Span("«Дружба навек»", ITALIC, 10, language="ru"), Span(" twice.", SERIF, 10)]
    page_one: list[Item] = [
        Shape(0, 0, WIDTH, 120, Fill("navy")), Shape(57, 110, 300, 0, None, Stroke("orange", 2)),
        box(57, 40, 400, [Span("The visit", BOLD, 30, "white")], h1), box(57, 150, 400, "Trade & transit", h2, BOLD, 16), one,
        Figure(320, 200, 200, 80, drawing(), figure),
        box(57, 400, 230, LONG[:140], items[0], bullet="1", hang=18),
        box(57, 450, 230, "Second of the list", items[1], bullet="2", hang=18),
        box(57, 480, 230, spans, linked), box(320, 480, 230, russian, abroad), first,
        box(57, 798, 200, [Span("PAGE ONE", SANS, 8.5, "g700", tracking=0.8)])]
    page_two = [
        two, table(opening, 57, 300, repeated=first.tag), box(57, 420, 200, "Notes", head, BOLD, 16),
        box(57, 450, 15, "9", note.add("Lbl"), BOLD, 8), box(72, 450, 150, "Article A, paragraph 4.", note.add("P"), SANS, 8),
        box(57, 798, 200, "PAGE TWO")]
    opening.add("P")  # nothing is drawn for it
    return Pages((Page(WIDTH, HEIGHT, tuple(page_one), "1"), Page(WIDTH, HEIGHT, tuple(page_two), "2", background="tint")),
                 PROPERTIES, root)


@cache
def made() -> bytes:
    return render(sample(), THEME)


def elements(element: Any) -> Iterator[Any]:
    """All structure elements below one, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def of_role(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [e for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == f"/{role}"]


def roles(element: Any) -> list[str]:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    return [str(k.S)[1:] if isinstance(k, pikepdf.Dictionary) and "/S" in k else "content" for k in kids]


def one_page(*items: Item, root: Tag | None = None, properties: Properties = PROPERTIES) -> bytes:
    return render(Pages((Page(WIDTH, HEIGHT, items),), properties, root or Tag("Document")), THEME)


def spoken(data: bytes) -> list[str]:
    return [" ".join(p.get_textpage().get_text_range().split()) for p in pdfium.PdfDocument(data)]
