"""The texts of a finished deck: slides, notes, descriptions, charts as drawn and as kept in their workbooks, properties.

Read from the package itself (ECMA-376), and workbooks with openpyxl; nothing here was used to write it.
"""
from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from reports.audit.said import Said, Unreadable

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHEETS = ("ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/")
_LARGEST = 200_000_000


def said(data: bytes) -> Iterator[Said]:
    """Every text of the deck. Raises Unreadable for what is no deck."""
    from lxml.etree import XMLSyntaxError

    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _LARGEST:
                raise Unreadable("is too large when unpacked")
            yield from _deck(package)
    except (BadZipFile, KeyError, XMLSyntaxError, UnicodeDecodeError) as error:
        raise Unreadable("is not a PowerPoint deck (.pptx) that can be read") from error


def _deck(package: ZipFile) -> Iterator[Said]:
    main = "ppt/presentation.xml"
    targets = _related(package, main)
    for named in _root(package, main).iter("{*}section"):
        yield Said("deck", "the file", "section", named.get("name") or "")
    listed = _root(package, main).iterfind(f"{_P}sldIdLst/{_P}sldId")
    for number, mark in enumerate(listed, 1):
        yield from _slide(package, targets[mark.get(f"{_R}id")][1], f"slide {number}")
    for name in package.namelist():
        if name.startswith(_SHEETS) and name.endswith(".xml"):
            yield from _words(_root(package, name), "the layouts")
        elif name.startswith("docProps/") and name.endswith(".xml"):
            yield from (Said("deck", "the file", f"property {_tag(e)}", e.text) for e in _root(package, name).iter()
                        if isinstance(e.tag, str) and e.text and e.text.strip())


def _slide(package: ZipFile, name: str, spot: str) -> Iterator[Said]:
    yield from _words(_root(package, name), spot)
    for kind, target in _related(package, name).values():
        if kind == "notesSlide":
            yield from (Said(s.file, s.spot, f"notes, {s.part}" if s.part != "text" else "notes", s.text)
                        for s in _words(_root(package, target), spot))
        elif kind == "chart":
            yield from _chart(package, target, spot)


def _words(root: Any, spot: str) -> Iterator[Said]:
    """The paragraphs under an element, raised runs apart, and what its shapes say of themselves."""
    for paragraph in root.iter(f"{_A}p"):
        part = "table cell" if next(paragraph.iterancestors(f"{_A}tc"), None) is not None else "text"
        text = ""
        for piece in paragraph:
            if piece.tag == f"{_A}br":
                text += " "
            elif piece.tag in (f"{_A}r", f"{_A}fld"):
                look, words = piece.find(f"{_A}rPr"), piece.findtext(f"{_A}t") or ""
                if look is not None and int(look.get("baseline") or 0) > 0:
                    yield Said("deck", spot, "note mark", words)
                else:
                    text += words
        if text.strip():
            yield Said("deck", spot, part, text.strip())
    for link in root.iter(f"{_A}hlinkClick"):
        if link.get("tooltip"):
            yield Said("deck", spot, "link's description", link.get("tooltip"))
    for mark in root.iter(f"{_P}cNvPr"):
        for key, part in (("descr", "alternative text"), ("title", "alternative title")):
            if mark.get(key):
                yield Said("deck", spot, part, mark.get(key))


def _chart(package: ZipFile, name: str, spot: str) -> Iterator[Said]:
    root = _root(package, name)
    yield from (Said("deck", spot, "chart's text", s.text) for s in _words(root, spot))
    for value in root.iter(f"{_C}v"):
        if value.text and value.text.strip():
            yield Said("deck", spot, "chart", value.text)
    for code in root.iter(f"{_C}formatCode"):
        if code.text:
            yield Said("deck", spot, "chart's number format", code.text)
    for kind, target in _related(package, name).values():
        if kind == "package":
            yield from _workbook(package.read(target), spot)


def _workbook(data: bytes, spot: str) -> Iterator[Said]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), data_only=False)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield Said("deck", spot, "chart's workbook", str(cell.value))
                    if cell.number_format != "General":
                        yield Said("deck", spot, "chart's number format", cell.number_format)


# ---------------------------------------------------------------- the package
def _root(package: ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _related(package: ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Id -> (kind, part) of what a part leads to inside the package."""
    folder, file = posixpath.split(name)
    rels = f"{folder}/_rels/{file}.rels"
    if rels not in package.namelist():
        return {}
    inner = [r for r in _root(package, rels) if r.get("TargetMode") != "External"]
    return {r.get("Id", ""): (r.get("Type", "").rpartition("/")[2],
                              posixpath.normpath(posixpath.join(folder, r.get("Target", "")))) for r in inner}


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
