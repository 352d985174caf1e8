"""The structure of the PDF: what a screen reader is told, where links and bookmarks lead."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
import pytest
from built import Made
from pdf_sample import (
    BOLD,
    HEIGHT,
    PROPERTIES,
    SERIF,
    THEME,
    WIDTH,
    box,
    cell,
    elements,
    link,
    made,
    of_role,
    one_page,
    roles,
    spoken,
)

from reports.page import Grid, Page, Pages, Span, Tag
from reports.render.pdf import render


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made())) as opened:
        yield opened


# --- structure

def test_a_paragraph_over_two_pages_is_one_element(pdf: pikepdf.Pdf) -> None:
    first = next(e for e in of_role(pdf, "P") if isinstance(e.get("/K"), pikepdf.Array))
    assert isinstance(first.K[0], int) and first.K[1].Type == "/MCR"
    assert first.Pg.objgen == pdf.pages[0].objgen and first.K[1].Pg.objgen == pdf.pages[1].objgen


def test_marked_content_and_parent_tree_agree(pdf: pikepdf.Pdf) -> None:
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    seen = 0
    for index, leaf in enumerate(pdf.pages):
        marked = re.findall(rb"/(\w+) <</MCID (\d+)>> BDC", leaf.Contents.read_bytes())
        assert [int(number) for _, number in marked] == list(range(len(parents[index])))
        assert ["Span" if e.S == "/Link" else str(e.S)[1:] for e in parents[index]] == [role.decode() for role, _ in marked]
        seen += len(marked)
    assert seen > 30


def test_list_items_have_label_and_body(pdf: pikepdf.Pdf) -> None:
    assert [roles(item) for item in of_role(pdf, "LI")] == [["Lbl", "LBody"]] * 2
    assert of_role(pdf, "L")[0].A.ListNumbering == "/Decimal"


def test_table_keeps_empty_cells_and_says_what_heads_what(pdf: pikepdf.Pdf) -> None:
    (found,) = of_role(pdf, "Table")
    assert str(found.A.Summary) == "Deliverables"
    assert [roles(row) for row in found.K] == [["TH"] * 3, *[["TH", "TD", "TD"]] * 3]
    assert [str(e.A.Scope) for e in of_role(pdf, "TH")] == ["/Column"] * 3 + ["/Row"] * 3
    assert [str(e.Alt) for e in of_role(pdf, "Figure")[1:]] == ["done"] * 3


def test_a_repeated_header_is_shown_twice_and_read_once(pdf: pikepdf.Pdf) -> None:
    assert [text.count("Item Said Done") for text in spoken(made())] == [1, 1]
    assert len(of_role(pdf, "TR")) == 4
    assert [e.Pg.objgen for e in of_role(pdf, "TH") if e.A.Scope == "/Column"] == [pdf.pages[0].objgen] * 3


def test_columns_that_a_cell_spans_are_said() -> None:
    root = Tag("Document")
    tag = root.add("Table")
    wide, row = tag.add("TR").add("TH", scope="Column"), tag.add("TR")
    grid = Grid(57, 57, (100, 100), (20, 20), ((cell("Both", 200, wide, BOLD, span=2),),
                                              (cell("a", 100, row.add("TD")), cell("b", 100, row.add("TD")))), tag=tag)
    data = one_page(grid, root=root)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert of_role(opened, "TH")[0].A.ColSpan == 2
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    assert wide.span == (1, 1), "the pages must stay as they were given"


def test_figures_have_alternative_text_and_a_box(pdf: pikepdf.Pdf) -> None:
    figure = of_role(pdf, "Figure")[0]
    assert str(figure.Alt) == "Trade, in two columns"
    assert [float(v) for v in figure.A.BBox] == pytest.approx([320, HEIGHT - 280, 520, HEIGHT - 200], abs=0.01)


def test_what_nothing_was_drawn_for_is_left_out(pdf: pikepdf.Pdf) -> None:
    assert all("/K" in e or e.S in ("/TD", "/TH") for e in elements(pdf.Root.StructTreeRoot))


def test_language_of_a_foreign_phrase(pdf: pikepdf.Pdf) -> None:
    assert [str(e.Lang) for e in of_role(pdf, "Span") if "/Lang" in e] == ["ru"]


@pytest.mark.parametrize(("tag", "message"), [(Tag("Headline"), "standard"), (Tag("P"), "not in the structure tree")])
def test_wrong_tags_are_our_bug(tag: Tag, message: str) -> None:
    root = Tag("Document", [tag] if tag.role == "Headline" else [])
    with pytest.raises(ValueError, match=message):
        one_page(box(57, 57, 100, "x", tag), root=root)


# --- links and bookmarks

def links(pdf: pikepdf.Pdf, index: int = 0) -> list[Any]:
    return [a for a in pdf.pages[index].obj.get("/Annots", []) if a.Subtype == "/Link"]


def test_links_lead_where_they_say(pdf: pikepdf.Pdf) -> None:
    note, *outside, trade = links(pdf)
    assert note.Dest[0].objgen == pdf.pages[1].objgen and str(note.Contents) == "9 Article A, paragraph 4."
    assert float(note.Dest[3]) == pytest.approx(HEIGHT - 450, abs=6)
    assert {str(a.A.URI) for a in outside} == {"https://example.org/a?b=(c)&d"}
    assert len(outside) == 2, "a link over two lines has an area on each"
    assert trade.Dest[0].objgen == pdf.pages[0].objgen


def test_a_link_over_two_lines_is_one_element_with_its_areas(pdf: pikepdf.Pdf) -> None:
    found = [e for e in of_role(pdf, "Link") if sum(isinstance(k, pikepdf.Dictionary) for k in e.K) == 2]
    assert len(found) == 1 and [isinstance(k, int) for k in found[0].K] == [True, False, False]
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    assert all(parents[a.StructParent].S == "/Link" for a in links(pdf))


def test_a_note_mark_is_a_reference(pdf: pikepdf.Pdf) -> None:
    (mark,) = of_role(pdf, "Reference")
    assert roles(mark) == ["Link"]
    (note,) = of_role(pdf, "Note")
    assert str(note.ID) == str(pdf.Root.StructTreeRoot.IDTree.Names[0])


def test_a_note_leads_back_to_its_first_mark() -> None:
    root = Tag("Document")
    body = root.add("P")
    own = root.add("Note", anchor="note-1")
    marks = [link("1", "#note-1", size=6.4, rise=4.2) for _ in range(2)]
    data = one_page(box(57, 100, 200, [Span("One", SERIF, 10), marks[0], Span(" two", SERIF, 10), marks[1]], body),
                    box(57, 300, 15, [link("1", "#mark-1")], own.add("Lbl")), box(72, 300, 200, "Said so.", own.add("P")),
                    root=root)
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(data)) as opened:
        first, second, back = links(opened)
        assert str(back.Contents) == "Back to mark 1" and str(first.Contents) == "1 Said so."
        assert float(back.Dest[2]) == pytest.approx(float(first.Rect[0]), abs=0.1)
        assert float(back.Dest[2]) < float(second.Rect[0]) - 5
        assert roles(of_role(opened, "Note")[0]) == ["Lbl", "P"] and roles(of_role(opened, "Lbl")[0]) == ["Link"]


def test_every_note_of_the_first_report_leads_to_its_mark_and_back(lavrov: Made) -> None:
    with pikepdf.open(lavrov.brief) as opened:
        places = {p.obj.objgen: i for i, p in enumerate(opened.pages)}
        inside = [(i, a) for i in range(len(opened.pages)) for a in links(opened, i) if "/Dest" in a]
        back = [(i, a) for i, a in inside if str(a.Contents).startswith("Back to mark")]
        notes = of_role(opened, "Note")
        assert len(back) == len(notes) > 30 and {roles(e)[0] for e in notes} == {"Lbl"}
        assert len(inside) > len(back) + 30
        assert all(places[a.Dest[0].objgen] < i for i, a in back), "the notes of this report stand behind the text"


def test_a_link_to_nowhere_is_plain_text(pdf: pikepdf.Pdf) -> None:
    assert "nothing" in spoken(made())[0] and len(links(pdf)) == 4


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/share"])
def test_addresses_of_other_kinds_are_our_bug(address: str) -> None:
    root = Tag("Document")
    with pytest.raises(ValueError, match="not an address"):
        one_page(box(57, 57, 100, [link("x", address)], root.add("P")), root=root)


def test_an_address_is_written_in_ascii_and_cannot_break_out() -> None:
    root = Tag("Document")
    data = one_page(box(57, 57, 100, [link("x", "https://a.example/ж)>>/AA(%20")], root.add("P")), root=root)
    with pikepdf.open(io.BytesIO(data)) as opened:
        (found,) = links(opened)
        assert bytes(found.A.URI) == b"https://a.example/%D0%B6)>>/AA(%20" and "/AA" not in found


def test_bookmarks_follow_the_headings(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert (top.title, [child.title for child in top.children]) == ("The visit", ["Trade & transit", "Notes"])
    assert pdf.Root.Outlines.Count == 3


def test_page_labels_that_are_not_just_numbers() -> None:
    data = render(Pages((Page(WIDTH, HEIGHT, (), "i"), Page(WIDTH, HEIGHT, (), "1")), PROPERTIES), THEME)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert [p.label for p in opened.pages] == ["i", "1"]


def test_bookmarks_are_not_in_capitals_where_the_page_is(lavrov: Made) -> None:
    with pikepdf.open(lavrov.brief) as opened, opened.open_outline() as outline:
        titles = [child.title for top in outline.root for child in top.children]
    assert {"Bottom line", "Key judgements", "Key numbers", "Sources and endnotes"} <= set(titles)
