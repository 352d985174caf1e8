"""What makes a drawn PDF a tagged and an archival one: structure tree, bookmarks, metadata, colour.     [home of pikepdf]"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from string import punctuation
from typing import Any
from urllib.parse import quote
from zlib import adler32

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from reports.page import Page, Pages
from reports.render.pdf_attach import attach
from reports.render.pdf_colour import srgb
from reports.render.pdf_sheet import Sheet
from reports.render.pdf_tags import Area, Content, Node, Spot, Structure
from reports.render.pdf_xmp import packet

_NOWHERE = re.compile(rb"<[0-9A-F]+> <0000>\n")  # ReportLab maps unused codes to U+0000, which stands for no character
_BEYOND = re.compile(rb" <([0-9A-F]{5,6})>\n")  # and writes what lies beyond U+FFFF as a number, where UTF-16 is asked for
_SIZES = re.compile(rb"\d+ beginbfchar\n(.*?)endbfchar", re.S)
_AMBIGUOUS = b"\r\nendstream"
_LOOSENED = ("/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/PageLabels")  # entries that may stand on their own
_SCHEMES = ("https://", "http://", "mailto:")
_BLOCK = 100  # entries a bfchar block may hold (ISO 32000-1, 9.10.3)
_PRINTED = 4  # annotation flag
_MANY = 30_000  # objects
_CONTENTS = 160  # characters of a link's description


def finish(drawn: bytes, pages: Pages, structure: Structure, sheets: Sequence[Sheet]) -> bytes:
    """The finished file; its identifier comes from its content."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        _catalogue(pdf, pages)
        _pages(pdf, pages)
        attached = attach(pdf, pages.attachments, pages.properties.date[:10])
        tree = _Tree(pdf, structure, sheets, attached)
        tree.write()
        _outlines(pdf, structure, tree)
        fonts = _fonts(pdf)
        for font in fonts:
            _clean(font)
        for stream in _streams(pdf, fonts):
            _end_plainly(stream)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    """The file. Streams that are made on saving must end plainly too; should one not, a turn of numbering changes them all."""
    data = b""
    for key in ("/Pages", *_LOOSENED) if len(pdf.objects) < _MANY else ():
        if key in pdf.Root and not pdf.Root[key].is_indirect:
            pdf.Root[key] = pdf.make_indirect(pdf.Root[key])
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False,
                 force_version="1.7")
        data = out.getvalue()
        if _AMBIGUOUS not in data:
            return data
    out = BytesIO()  # of very many streams one always ends so: none is made on saving
    pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False,
             force_version="1.7")
    return out.getvalue()


def _end_plainly(stream: Stream) -> None:
    """Pads a stream whose compressed bytes end in a carriage return.

    The line feed that follows would make it an end-of-line marker of two bytes, and PDF/A asks that the length leave the
    marker out (ISO 19005-3, 6.1.7.1). The last byte of zlib's data is the lowest byte of the sum of all bytes, plus one.
    """
    filters = stream.get("/Filter", Name.FlateDecode)
    names = list(filters) if isinstance(filters, Array) else [filters]  # ReportLab writes an array for fonts
    if names != [Name.FlateDecode] or stream.get("/Type") == Name.Metadata:
        return
    data = stream.read_bytes()
    if adler32(data) & 0xFF == ord("\r"):
        padding = b"\0\0\0\1" if "/Length1" in stream else b"\n"  # fonts are multiples of four bytes
        stream.write(data + padding)
        if "/Length1" in stream:
            stream.Length1 = len(data + padding)


def _catalogue(pdf: Pdf, pages: Pages) -> None:
    root, properties = pdf.Root, pages.properties
    for key in ("/Info", "/ID"):  # XMP says it all, two places could disagree; the identifier is made from the content on saving
        if key in pdf.trailer:
            del pdf.trailer[key]
    for key in ("/Outlines", "/PageMode"):
        if key in root:
            del root[key]
    root.Lang = String(properties.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = Stream(pdf, packet(properties))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = pdf.make_indirect(metadata)
    profile = Stream(pdf, srgb())
    profile.N = 3
    root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"), Info=String("sRGB IEC 61966-2-1"),
        DestOutputProfile=pdf.make_indirect(profile))])


def _boxes(sheet: Any, page: Page) -> None:
    """Where a press trims the sheet, and how far ink goes beyond that (ISO 32000-1, 14.11.2)."""
    if page.trim is None:
        return
    left, top, right, bottom = page.trim
    for key, beyond in (("/TrimBox", 0.0), ("/BleedBox", page.bleed)):
        box = (left - beyond, page.height - bottom - beyond, right + beyond, page.height - top + beyond)
        sheet[key] = Array([round(value, 3) for value in box])


def _pages(pdf: Pdf, pages: Pages) -> None:
    for index, page in enumerate(pdf.pages):
        for key in ("/Trans", "/Rotate"):
            if key in page.obj:
                del page.obj[key]
        page.obj.Tabs = Name.S
        page.obj.StructParents = index
        _boxes(page.obj, pages.pages[index])
    labels = [page.label for page in pages.pages]
    if labels == [str(i) for i in range(1, len(labels) + 1)]:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    elif any(labels):
        numbers: list[Any] = []
        for index, label in enumerate(labels):
            numbers += [index, Dictionary(P=String(label))]
        pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _destination(pdf: Pdf, spot: Spot) -> Array:
    return Array([pdf.pages[spot.page].obj, Name.XYZ, round(spot.x, 2), round(spot.y, 2), None])


class _Tree:
    """Nodes → structure elements, the parent tree, the link annotations."""

    def __init__(self, pdf: Pdf, structure: Structure, sheets: Sequence[Sheet], attached: Mapping[str, Any]) -> None:
        self.pdf, self.structure, self.attached = pdf, structure, attached
        self.pages = [page.obj for page in pdf.pages]
        self.elements: dict[Node, Any] = {}
        self._parents: list[list[Any]] = [[None] * len(sheet.nodes) for sheet in sheets]
        self._annotations: list[tuple[Any, Any]] = []
        self._identified: list[Any] = []

    def write(self) -> None:
        root = self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(self.structure.root, root)
        numbers: list[Any] = []
        for index, parents in enumerate(self._parents):
            if None in parents:
                raise ValueError(f"page {index + 1} has marked content that is not in the structure tree")
            numbers += [index, self.pdf.make_indirect(Array(parents))]
        for key, (annotation, element) in enumerate(self._annotations, start=len(self.pages)):
            annotation.StructParent = key
            numbers += [key, element]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self._annotations)
        if self._identified:
            names = [entry for i, element in enumerate(self._identified) for entry in (String(_identifier(i)), element)]
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))

    def _element(self, node: Node, parent: Any) -> Any:
        page = next((kid.page for kid in node.own if isinstance(kid, (Content, Area))), None)
        entries = {"/S": _name(node.role), "/P": parent, **_described(node)}
        if page is not None:
            entries["/Pg"] = self.pages[page]
        if node.tag and node.tag.data in self.attached:
            entries["/AF"] = Array([self.attached[node.tag.data]])
        if node.role == "Note":
            entries["/ID"] = String(_identifier(len(self._identified)))
        element = self.elements[node] = self.pdf.make_indirect(Dictionary(entries))
        if node.role == "Note":
            self._identified.append(element)
        kids = [self._kid(kid, node, element, page) for kid in node.kids]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _kid(self, kid: Content | Area | Node, node: Node, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element)
        if isinstance(kid, Area):
            annotation = self._annotation(kid, node)
            self._annotations.append((annotation, element))
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[kid.page])
        self._parents[kid.page][kid.mcid] = element
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def _annotation(self, area: Area, node: Node) -> Any:
        """A link that can be pressed: to a place in the document, or to an address."""
        target = self.structure.target(node.link)
        spot = target.first_spot() if target else None
        made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(v, 2) for v in area.box]), F=_PRINTED,
                          Border=Array([0, 0, 0]))
        if target and spot:
            words = (target.tag.title if target.tag else "") or target.text() or node.text()
            words = f"Back to mark {words}" if target.role == "Reference" else words
            made.Dest = _destination(self.pdf, spot)
        else:
            words = f"{node.text()} ({node.link})" if node.text() != node.link else node.link
            made.A = Dictionary(S=Name.URI, URI=String(_address(node.link)))
        made.Contents = String(words if len(words) <= _CONTENTS else words[:_CONTENTS - 1].rstrip() + "…")
        page = self.pages[area.page]
        annotation = self.pdf.make_indirect(made)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return annotation


def _address(link: str) -> str:
    """A URI in ASCII. Only addresses that a reader may be sent to (hardening.md, R30); another one is a bug of ours."""
    if not link.startswith(_SCHEMES):
        raise ValueError(f'"{link}" is not an address that a link may lead to')
    return quote(link, safe=punctuation)


def _is_numbered(listing: Node) -> bool:
    """Whether the labels of a list are numbers."""
    labels = [node.text() for node in listing.walk() if node.role == "Lbl"]
    return bool(labels) and all(label.rstrip(".").isdecimal() for label in labels)


@cache
def _name(role: str) -> Name:
    return Name("/" + role)


def _identifier(index: int) -> str:
    """Of a note; a name tree asks for names in order."""
    return f"note-{index:05d}"


def _described(node: Node) -> dict[str, Any]:
    """Alternative and actual text, language, title, attributes of a structure element."""
    texts = {"/Alt": node.alt, "/Lang": node.language}
    if node.tag:
        texts |= {"/ActualText": node.tag.actual, "/T": node.tag.title}
    entries: dict[str, Any] = {key: String(text) for key, text in texts.items() if text}
    if node.box:
        entries["/A"] = Dictionary(O=Name.Layout, BBox=Array([round(v, 2) for v in node.box]))
    elif node.summary:
        entries["/A"] = Dictionary(O=Name.Table, Summary=String(node.summary))
    elif node.role == "L" and _is_numbered(node):
        entries["/A"] = Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    elif node.role in ("TH", "TD"):
        attributes: dict[str, Any] = {key: n for key, n in zip(("/ColSpan", "/RowSpan"), node.span) if n > 1}
        if node.role == "TH":
            attributes["/Scope"] = _name(node.tag.scope if node.tag and node.tag.scope else "Column")
        if attributes:
            entries["/A"] = Dictionary({"/O": Name.Table, **attributes})
    return entries


def _outlines(pdf: Pdf, structure: Structure, tree: _Tree) -> None:
    """Bookmarks from headings, nested by their level."""
    top = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    chain: list[tuple[int, Any]] = [(0, top)]
    for level, title, spot, node in structure.headings():
        while chain[-1][0] >= level:
            chain.pop()
        parent = chain[-1][1]
        item = pdf.make_indirect(Dictionary(Title=String(title), Parent=parent, Dest=_destination(pdf, spot),
                                            SE=tree.elements[node]))
        if "/Last" in parent:
            item.Prev, parent.Last.Next = parent.Last, item
        else:
            parent.First = item
        parent.Last = item
        for _, above in chain:
            above.Count = int(above.get("/Count", 0)) + 1
        chain.append((level, item))
    if "/First" in top:
        pdf.Root.Outlines = top


def _fonts(pdf: Pdf) -> list[Any]:
    """The fonts; ReportLab lists all of them on every page."""
    return [font for font in pdf.pages[0].obj.Resources.get("/Font", Dictionary()).values() if "/ToUnicode" in font]


def _streams(pdf: Pdf, fonts: Sequence[Any]) -> Iterator[Any]:
    for page in pdf.pages:
        yield page.obj.Contents
        yield from page.obj.Resources.get("/XObject", Dictionary()).values()
    for font in fonts:
        yield font.ToUnicode
        yield font.FontDescriptor.FontFile2


def _clean(font: Any) -> None:
    """Drops the codes that no text uses from the font's map to Unicode."""
    text = _BEYOND.sub(_pair, _NOWHERE.sub(b"", font.ToUnicode.read_bytes()))
    font.ToUnicode.write(_SIZES.sub(_blocks, text))


def _pair(found: re.Match[bytes]) -> bytes:
    return b" <%s>\n" % chr(int(found[1], 16)).encode("utf-16-be").hex().upper().encode()


def _blocks(found: re.Match[bytes]) -> bytes:
    lines = found[1].splitlines(keepends=True)
    parts = [lines[i:i + _BLOCK] for i in range(0, len(lines), _BLOCK)]
    return b"\n".join(b"%d beginbfchar\n%sendbfchar" % (len(part), b"".join(part)) for part in parts)
