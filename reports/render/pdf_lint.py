"""What must not be in a finished brief, looked for in its bytes before it is published.

Each of these passed the tools of the field when it was tried: operators that do not close, a page without a size, scripts,
actions, addresses that run something, text beyond the edge of the page, files that belong to nothing.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from reports.render.pdf_reading import Font, Reader, Shown, Unreadable

_LARGEST = 14_400  # units of a page's side (ISO 32000-1, annex C)
_SLACK = 0.5       # points
_KEYS = frozenset(("/OpenAction", "/AA", "/JS", "/JavaScript", "/XFA", "/AcroForm", "/RichMediaContent", "/Launch"))
_ACTIONS = frozenset(("/URI", "/GoTo"))
_RELATIONS = frozenset(("/Data", "/Source", "/Supplement", "/Alternative"))  # "Unspecified" says nothing
_ADDRESS = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+", re.IGNORECASE)


def faults(data: bytes) -> list[str]:
    """Everything that is wrong, in words; empty for a file that may be published."""
    try:
        with Pdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            found = [*_pages(pdf), *_objects(pdf), *_attachments(pdf)]
            return [*(f"it had to be mended on reading: {warning}" for warning in pdf.get_warnings()), *found]
    except (PdfError, RecursionError) as error:
        return [f"it cannot be read: {error}"]


def _pages(pdf: Pdf) -> Iterator[str]:
    if not len(pdf.pages):
        yield "it has no page"
    fonts: dict[int, Font] = {}
    for number, page in enumerate(pdf.pages, 1):
        box = _media_box(page.obj)
        if box is None:
            yield f"page {number} has no size, or one that cannot be"
            continue
        try:
            shown = Reader(fonts).page(page)
        except Unreadable as unreadable:
            yield f"page {number}: {unreadable}"
            continue
        yield from (f'page {number}: "{text.text.strip()[:40]}" stands outside the page' for text in shown if _outside(text, box))


def _media_box(page: Any) -> tuple[float, ...] | None:
    """The page's own box or an inherited one; None for one that is no area of sensible size."""
    while "/MediaBox" not in page and "/Parent" in page:
        page = page.Parent
    try:
        left, bottom, right, top = (float(v) for v in page.MediaBox)
    except (AttributeError, TypeError, ValueError):
        return None
    return (left, bottom, right, top) if 1 <= right - left <= _LARGEST and 1 <= top - bottom <= _LARGEST else None


def _outside(shown: Shown, page: tuple[float, ...]) -> bool:
    left, bottom, right, top = shown.box
    inside = (page[0] - _SLACK <= left and page[1] - _SLACK <= bottom and right <= page[2] + _SLACK and top <= page[3] + _SLACK)
    return bool(shown.text.strip()) and not inside


def _objects(pdf: Pdf) -> Iterator[str]:
    pages = {page.obj.objgen for page in pdf.pages}
    for found in [pdf.trailer, *pdf.objects]:
        for each in _dictionaries(found):
            yield from _acting(each)
            yield from _astray(each, pages)


def _dictionaries(found: Any, depth: int = 0) -> Iterator[Any]:
    """The dictionaries of one object, those that stand inside it as well."""
    if depth > 8:
        return
    if isinstance(found, Dictionary | Stream):
        yield found
        inner: Any = found.values()
    elif isinstance(found, Array):
        inner = found
    else:
        return
    for value in inner:
        if isinstance(value, Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _acting(found: Any) -> Iterator[str]:
    """Scripts, actions of other kinds than links, addresses of other schemes."""
    keys = set(found.keys())
    yield from (f"it holds {key}" for key in sorted(keys & _KEYS))
    if "/URI" in keys:
        address = bytes(found.URI).decode("latin-1")
        if not _ADDRESS.fullmatch(address):
            yield f'a link leads to "{address[:60]}"'
    action = found.get("/A") if found.get("/Subtype") == Name.Link else None
    if action is not None and (not isinstance(action, Dictionary) or str(action.get("/S")) not in _ACTIONS):
        yield "a link does more than lead somewhere"
    if str(found.get("/Type")) == "/Action" and str(found.get("/S")) not in _ACTIONS:
        yield f"it holds an action {found.get('/S')}"
    if str(found.get("/S")) in ("/Launch", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"):
        yield f"it holds an action {found.S}"


def _astray(found: Any, pages: set[tuple[int, int]]) -> Iterator[str]:
    """Links and bookmarks into the document that lead to no page of it."""
    target = found.get("/Dest")
    if isinstance(target, Array) and (not len(target) or getattr(target[0], "objgen", None) not in pages):
        yield "a link leads to a page that is not there"


def _attachments(pdf: Pdf) -> Iterator[str]:
    """Every file inside must be one that the catalogue says belongs to the document."""
    declared = {file.objgen for file in pdf.Root.get("/AF", [])}
    for each in pdf.objects:
        for found in _dictionaries(each):
            if "/EF" in found and (found.objgen not in declared or str(found.get("/AFRelationship")) not in _RELATIONS):
                yield f'the file "{found.get("/UF", found.get("/F", ""))}" inside it belongs to nothing'
