"""The texts of a finished PDF: its pages as PDFium reads them; what is said beside them, and the files inside, by QPDF.

Neither has a line of the program that wrote the file. A number that leads to a note is told from the text by its size.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reports.audit.said import Said, Unreadable

_BESIDE = {"/Alt": "alternative text", "/ActualText": "actual text", "/Contents": "link's description", "/Title": "bookmark",
           "/Desc": "file's description", "/T": "structure title", "/E": "expansion", "/Summary": "table's summary"}
_DEEPEST = 40
_MARK = (0.35, 0.75)  # of the size of the text around it
_MADE = 1.0  # PDFium's size of blanks and line ends that stand in no font


def said(data: bytes) -> Iterator[Said]:
    """Every text of the file. Raises Unreadable for what is no PDF."""
    import pikepdf
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as shown:
            for number, page in enumerate(shown, 1):
                yield from _page(page, f"page {number}")
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            yield from _beside(pdf)
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise Unreadable("is not a PDF that can be read") from error


def _page(page: Any, spot: str) -> Iterator[Said]:
    paragraph = ""
    for line, notes in _lines(page.get_textpage()):
        yield from (Said("brief", spot, "note mark", note) for note in notes)
        if not line.strip():
            continue
        if paragraph and not (paragraph.endswith(" ") or line.startswith(" ")):
            yield Said("brief", spot, "text", paragraph.strip())
            paragraph = ""
        paragraph += line
    if paragraph.strip():
        yield Said("brief", spot, "text", paragraph.strip())


def _lines(textpage: Any) -> Iterator[tuple[str, list[str]]]:
    """Each line without its note marks, and those."""
    line, before = "", 0.0
    notes: list[str] = []
    pieces: list[tuple[float, str]] = []
    for letter, size in _letters(textpage):
        if pieces and (size in (_MADE, pieces[-1][0])) and letter != "\n":
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + letter)
        else:
            pieces.append((size, letter))
    for size, text in pieces:
        if text == "\n":
            yield line, notes
            line, notes = "", []
        elif before and re.fullmatch(r"[\d,]+\s*", text) and _MARK[0] < size / before < _MARK[1]:
            notes.append(text.strip())
            line += " " * (len(text) - len(text.rstrip()))
        else:
            line += text
            before = size if size != _MADE else before
    yield line, notes


def _letters(textpage: Any) -> Iterator[tuple[str, float]]:
    import pypdfium2.raw as raw

    for at in range(textpage.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(textpage, at))
        if letter not in "\r\x02\ufffe":
            yield letter, round(raw.FPDFText_GetFontSize(textpage, at), 2)


# ---------------------------------------------------------------- what stands beside the pages
def _beside(pdf: Any) -> Iterator[Said]:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for found in [*pdf.objects]:
        yield from _spoken(found, pages, 0)
    for name, file in pdf.attachments.items():
        text = file.get_file().read_bytes().decode("utf-8", "replace")
        yield Said("brief", "the file", "attachment's name", name)
        yield from (Said("brief", "the file", f"attachment {name}", line) for line in text.splitlines())
    for name, value in pdf.docinfo.items():
        yield Said("brief", "the file", f"property {name[1:]}", str(value))
    if "/Metadata" in pdf.Root:
        xmp = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
        yield from (Said("brief", "the file", f"metadata {tag}", text)
                    for tag, text in re.findall(r"<([\w:]+)[^<>]*>([^<>]*\S[^<>]*)<", xmp))


def _spoken(found: Any, pages: dict[tuple[int, int], int], depth: int) -> Iterator[Said]:
    from pikepdf import Array, Dictionary, Object, Stream, String

    if depth > _DEEPEST or (isinstance(found, Stream) and depth):
        return
    if isinstance(found, Dictionary | Stream):
        inner = [value for _, value in found.items()]
        for key, value in found.items():
            if isinstance(value, String) and key in _BESIDE and "/Producer" not in found:
                yield Said("brief", _spot(found, pages), _BESIDE[key], str(value))
    else:
        inner = list(found) if isinstance(found, Array) else []
    for value in inner:
        if isinstance(value, Object) and not value.is_indirect:
            yield from _spoken(value, pages, depth + 1)


def _spot(found: Any, pages: dict[tuple[int, int], int]) -> str:
    """The page that a structure element or an annotation names."""
    page = found.get("/Pg") or found.get("/P")
    number = pages.get(page.objgen) if hasattr(page, "objgen") else None
    return f"page {number}" if number else "the file"


def sections_of_the_first_page(data: bytes) -> int:
    """How many sections of a tagged document begin on its first page. Raises Unreadable for what is no such PDF."""
    import pikepdf

    try:
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            first = pdf.pages[0].objgen
            return sum(_begins(section) == first for section in pdf.Root.StructTreeRoot.K.K)
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError) as error:
        raise Unreadable("is not a tagged PDF") from error


def _begins(element: Any) -> Any:
    """The page of the first content of a structure element."""
    from pikepdf import Array, Dictionary

    while isinstance(element, Dictionary) and "/Pg" not in element:
        kids = element.get("/K")
        element = kids[0] if isinstance(kids, Array) and len(kids) else kids
    return element.Pg.objgen if isinstance(element, Dictionary) else None
