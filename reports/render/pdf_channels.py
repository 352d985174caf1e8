"""All places of a PDF in which words can stand: pages, alternative texts, bookmarks, metadata, files inside, names."""
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from reports.render.pdf_reading import Font, Reader, Shown

_SAID = {"/Alt": "an alternative text", "/ActualText": "an actual text", "/Title": "a bookmark", "/T": "a structure element",
         "/Contents": "a link's description", "/URI": "a link", "/Desc": "the description of a file",
         "/Summary": "a table's summary"}
_DEEPEST = 40


def channels(data: bytes) -> Iterator[tuple[str, str]]:
    """(where, text), every text of the file at least once. Raises Unreadable or PdfError for what is no good PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        fonts: dict[int, Font] = {}
        for number, page in enumerate(pdf.pages, 1):
            yield from ((f"page {number}", text) for text in _joined(Reader(fonts).page(page)))
        for found in [pdf.trailer, *pdf.objects]:
            yield from _texts(found, "an object", 0)


def _joined(shown: list[Shown]) -> list[str]:
    """The words of a page: pieces that touch belong to one word, a blank at the end says that the paragraph goes on."""
    parts: list[str] = [""]
    right, base = -1.0, -1.0
    for piece in shown:
        left, bottom, end, _ = piece.box
        touching = abs(left - right) < 0.6 and abs(bottom - base) < 0.6
        parts.append(piece.text if touching or parts[-1].endswith(" ") else f"\n{piece.text}")
        right, base = end, bottom
    return ["".join(parts)]


def _texts(found: Any, where: str, depth: int) -> Iterator[tuple[str, str]]:
    """The strings and names of an object, and the text of its stream when it holds text."""
    if depth > _DEEPEST:
        return
    if isinstance(found, Stream) and not _is_drawn(found):
        yield from _streamed(found)
    if isinstance(found, Dictionary | Stream):
        for key, value in found.items():
            yield from _value(value, _SAID.get(key, where), depth)
    elif isinstance(found, Array):
        for value in found:
            yield from _value(value, where, depth)


def _value(value: Any, where: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, String):
        yield where, str(value)
    elif isinstance(value, Name):
        yield "a name", str(value)
    elif isinstance(value, Object) and not value.is_indirect:
        yield from _texts(value, where, depth + 1)


def _is_drawn(stream: Any) -> bool:
    """Page content, pictures, fonts, character maps, colour profiles: read elsewhere, or no text."""
    return stream.get("/Type") not in (Name.Metadata, Name.EmbeddedFile)


def _streamed(stream: Any) -> Iterator[tuple[str, str]]:
    where = "the metadata (XMP)" if stream.get("/Type") == Name.Metadata else "a file inside"
    yield where, stream.read_bytes().decode("utf-8", "replace")
