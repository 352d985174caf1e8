"""The last look at a brief before it is published: every fault is put into a good file, and found."""
from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from built import Made
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_sample import HEIGHT, SANS, WIDTH, box, made, one_page
from pikepdf import Array, Dictionary, Name, Pdf, String
from scale import often

from reports.page import Tag
from reports.render.pdf_lint import faults
from reports.render.pdf_reading import Reader, Unreadable, operations

Change = Callable[[Pdf], None]


def changed(change: Change, data: bytes | None = None) -> bytes:
    with Pdf.open(io.BytesIO(data or made())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def drawn(operators: bytes, *, instead: bool = False) -> Change:
    """A page with more operators, or with others."""
    def change(pdf: Pdf) -> None:
        stream = pdf.pages[0].obj.Contents
        stream.write((b"" if instead else stream.read_bytes()) + b"\n" + operators)
    return change


def rooted(key: str, value: Any) -> Change:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def linked(action: Any) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots[0] = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))
    return change


def sized(box_: Any) -> Change:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = Array(box_)
    return change


def uri(address: str) -> Any:
    return Dictionary(S=Name.URI, URI=String(address))


def embedded(pdf: Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def lost_font(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font = Dictionary()


BAD: dict[str, tuple[Change, str]] = {
    "q left open": (drawn(b"q"), "q without its Q"),
    "Q too many": (drawn(b"Q"), "Q without its q"),
    "BT left open": (drawn(b"BT"), "BT without its end"),
    "BT in BT": (drawn(b"BT BT ET ET"), "BT within BT"),
    "ET alone": (drawn(b"ET"), "ET without its BT"),
    "EMC alone": (drawn(b"EMC"), "EMC without its BMC"),
    "crossing": (drawn(b"/Artifact BMC BT EMC ET"), "EMC without its BMC"),
    "not a number": (drawn(b"nan 0 0 rg"), '"nan" is no operator'),
    "unknown operator": (drawn(b"1 0 0 zz"), '"zz" is no operator'),
    "half an operation": (drawn(b"1 0 0"), "ends within an operation"),
    "string without end": (drawn(b"BT (abc Tj ET"), "no token"),
    "unknown font": (drawn(b"BT /F99 9 Tf ET"), "a font ['/F99']"),
    "all fonts lost": (lost_font, "a font"),
    "unknown picture": (drawn(b"/X99 Do"), "an XObject"),
    "text without BT": (drawn(b"/Artifact BMC [(a)] TJ EMC"), "text outside BT"),
    "few numbers": (drawn(b"1 0 0 cm"), "needs 6 numbers"),
    "OpenAction": (rooted("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), "/OpenAction"),
    "names of scripts": (rooted("/Names", Dictionary(JavaScript=Dictionary(Names=Array()))), "/JavaScript"),
    "form": (rooted("/AcroForm", Dictionary(Fields=Array())), "/AcroForm"),
    "Launch": (linked(Dictionary(S=Name.Launch, F=String("calc"))), "does more than lead"),
    "GoToR": (linked(Dictionary(S=Name.GoToR, F=String("other.pdf"))), "does more than lead"),
    "javascript:": (linked(uri("javascript:alert(1)")), 'leads to "javascript:alert(1)"'),
    "java script in disguise": (linked(uri("java\nscript:x")), "a link leads to"),
    "file:": (linked(uri("file:///etc/passwd")), "a link leads to"),
    "page action": (lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary()), "/AA"),
    "turned size": (sized([0, 0, -595, 842]), "page 1 has no size"),
    "huge": (sized([0, 0, 99_999, 842]), "page 1 has no size"),
    "narrow page": (sized([0, 0, 200, 842]), "stands outside the page"),
    "moved off": (lambda pdf: drawn(b"1 0 0 1 900 0 cm " + pdf.pages[0].obj.Contents.read_bytes(), instead=True)(pdf),
                  "stands outside the page"),
    "stray file": (embedded, 'the file "x.exe" inside it belongs to nothing'),
    "lost page": (lambda pdf: pdf.pages.__delitem__(1), "leads to a page that is not there"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_found(name: str) -> None:
    change, wanted = BAD[name]
    found = faults(changed(change))
    assert any(wanted in fault for fault in found), found


@pytest.mark.parametrize("instead", [b"/MediaBoz", b"/MediaBox [ 0 0 /aaa.27559 841.88976 ]"])
def test_a_page_without_a_size_is_a_fault(instead: bytes) -> None:
    """Written into the bytes themselves, because libraries mend it when they save; on reading they say so."""
    with Pdf.open(io.BytesIO(made())) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue()
    start = data.index(b"/MediaBox")
    damaged = data[:start] + instead + data[start + len(instead):]
    assert any("MediaBox" in fault for fault in faults(damaged)), faults(damaged)


def test_damage_is_a_fault() -> None:
    assert faults(b"%PDF-1.7 nothing") and faults(made()[:400])


@pytest.mark.parametrize("name", ["lavrov", "minimum", "gallery"])
def test_our_own_files_have_none(name: str, request: pytest.FixtureRequest) -> None:
    report: Made = request.getfixturevalue(name)
    assert faults(report.brief.read_bytes()) == []


def test_a_build_stops_at_a_fault(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from built import DATA, build

    from reports.render import pdf_lint

    monkeypatch.setattr(pdf_lint, "faults", lambda data: ["page 1: Q without its q"])
    with pytest.raises(Exception, match="PDF must not be published: page 1: Q without its q"):
        build(DATA / "minimum", tmp_path / "out", cache=None)
    assert not (tmp_path / "out").exists()


# --- reading

def test_text_is_read_as_other_readers_do(lavrov: Made) -> None:
    """Word for word what pdfium reads, page by page, whatever the spaces."""
    with Pdf.open(lavrov.brief) as pdf, pdfium.PdfDocument(str(lavrov.brief)) as other:
        for ours, theirs in zip(pdf.pages, other, strict=True):
            read = "".join(shown.text for shown in Reader({}).page(ours))
            said = theirs.get_textpage().get_text_range()
            assert sorted("".join(read.split())) == sorted("".join(said.replace("\u00ad", "").replace("\ufffe", "-").split()))


def test_boxes_are_where_other_readers_see_the_words() -> None:
    root = Tag("Document")
    data = one_page(box(57, 100, 400, "Harbour", root.add("P"), SANS, 20), root=root)
    with Pdf.open(io.BytesIO(data)) as pdf:
        (shown,) = Reader({}).page(pdf.pages[0])
    text = pdfium.PdfDocument(data)[0].get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    assert (shown.text, shown.box[0]) == ("Harbour", pytest.approx(min(b[0] for b in boxes), abs=2))
    assert shown.box[2] == pytest.approx(max(b[2] for b in boxes), abs=2)
    assert shown.box[1] == pytest.approx(min(b[1] for b in boxes), abs=1) and 0 < shown.box[1] < HEIGHT


def test_text_at_the_edge_is_inside_and_beyond_it_is_not() -> None:
    root = Tag("Document")
    inside = one_page(box(WIDTH - 40, 100, 40, "edge", root.add("P"), SANS, 10), root=root)
    root = Tag("Document")
    beyond = one_page(box(WIDTH - 10, 100, 40, "edge", root.add("P"), SANS, 10), root=root)
    assert faults(inside) == [] and any('"edge" stands outside' in f for f in faults(beyond))


@settings(max_examples=often(60, 2_000))
@given(st.lists(st.one_of(st.binary(max_size=12), st.floats(-999, 999, allow_nan=False).map(lambda v: round(v, 3)),
                          st.text("abXY09", min_size=1, max_size=4).map("/{}".format)), max_size=6))
def test_operands_come_back_as_they_were_written(operands: list[Any]) -> None:
    def said(value: Any) -> bytes:
        if isinstance(value, bytes):
            return b"(" + b"".join(b"\\%03o" % c for c in value) + b")"
        return value.encode() if isinstance(value, str) else b"%.3f" % value

    ((operator, found),) = operations(b" ".join([*map(said, operands), b"[", *map(said, operands), b"] d % comment\n"]))
    assert operator == b"d" and found == [*operands, operands]


@settings(max_examples=often(150, 20_000))
@given(st.binary(max_size=60))
@example(b"\x000")  # a blank that Python's numbers do not know
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        list(operations(content))


@settings(max_examples=often(25, 600))
@given(st.data())
def test_any_cut_or_doubled_operator_that_breaks_the_pairs_is_found(data: st.DataObject) -> None:
    """Mutants of a good page: one of the operators that open or close something is taken out."""
    with Pdf.open(io.BytesIO(made())) as pdf:
        content = pdf.pages[0].obj.Contents.read_bytes()
    lines = content.split(b"\n")
    pairs = {b"BT", b"ET", b"EMC", b"BMC", b"BDC", b"q", b"Q"}
    paired = [i for i, line in enumerate(lines) if pairs & set(line.split()[-1:])]
    assert len(paired) > 40
    cut = data.draw(st.sampled_from(paired))
    mutant = b"\n".join(line for i, line in enumerate(lines) if i != cut)
    assert faults(changed(drawn(mutant, instead=True)))
