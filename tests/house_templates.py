"""Templates as organisations have them, made by script: odd indexes, other languages, pictures, several masters, other shapes."""
from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pptx

Parts = dict[str, bytes]
OFFICE = Path(pptx.__file__).parent / "templates" / "default.pptx"  # the layouts of Office, 4:3, Calibri
GERMAN = {"Title Slide": "Titelfolie", "Title and Content": "Titel und Inhalt", "Title Only": "Nur Titel", "Blank": "Leer",
          "Section Header": "Abschnittsüberschrift", "Two Content": "Zwei Inhalte"}


def parts_of(data: bytes) -> Parts:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(change: Callable[[str, str], str], pattern: str = r"ppt/(slideLayouts|slideMasters)/[^/]+\.xml") -> bytes:
    """Office's template with every part of a kind rewritten: `change(name, xml)`."""
    parts = parts_of(OFFICE.read_bytes())
    return packed({name: change(name, data.decode()).encode() if re.fullmatch(pattern, name) else data
                   for name, data in parts.items()})


def picture() -> bytes:
    """A PNG of two pixels."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\x00\x20\x40\x60\xa0\xc0\xe0")) + chunk(b"IEND", b""))


# ---------------------------------------------------------------- the templates
def office() -> bytes:
    return OFFICE.read_bytes()


def wide() -> bytes:
    """16:9 as Office has it since 2013: 13.33 inches."""
    return _resized(12192000, 6858000)


def small() -> bytes:
    """16:9 on 10 inches, as web programs export it."""
    return _resized(9144000, 5143500)


def _resized(width: int, height: int) -> bytes:
    def change(name: str, xml: str) -> str:
        for key, factor in (("x", width / 9144000), ("cx", width / 9144000), ("y", height / 6858000), ("cy", height / 6858000)):
            xml = re.sub(rf'(<a:(?:off|ext)\b[^>]*\b{key}=")(\d+)"', lambda m, f=factor: f'{m[1]}{round(int(m[2]) * f)}"', xml)
        return re.sub(r'<p:sldSz [^>]*/>', f'<p:sldSz cx="{width}" cy="{height}"/>', xml)

    return changed(change, r"ppt/((slideLayouts|slideMasters)/[^/]+|presentation)\.xml")


def odd_indexes() -> bytes:
    """Every placeholder of a layout has an index that nobody expects."""
    return changed(lambda name, xml: re.sub(r' idx="(\d+)"', lambda m: f' idx="{int(m[1]) * 7 + 4001}"', xml)
                   if "Layout" in name else xml)


def localised() -> bytes:
    """Names of layouts and placeholders in German; only types tell what they are."""
    def change(name: str, xml: str) -> str:
        for english, german in GERMAN.items():
            xml = xml.replace(f'<p:cSld name="{english}">', f'<p:cSld name="{german}">')
        return re.sub(r'name="(Title|Content Placeholder|Footer Placeholder|Subtitle) (\d+)"', r'name="Platzhalter \2"', xml)

    return changed(change)


def few_layouts() -> bytes:
    """A title slide and one layout with a text: no "title only", nothing blank."""
    kept = {"slideLayout1.xml", "slideLayout2.xml"}
    parts = parts_of(OFFICE.read_bytes())
    rels = parts["ppt/slideMasters/_rels/slideMaster1.xml.rels"].decode()
    gone = [rid for rid, target in re.findall(r'<Relationship Id="(\w+)"[^>]*Target="\.\./slideLayouts/([^"]+)"', rels)
            if target not in kept]
    gone += [rid for target, rid in re.findall(r'<Relationship [^>]*Target="\.\./slideLayouts/([^"]+)"[^>]*Id="(\w+)"', rels)
             if target not in kept]
    master = parts["ppt/slideMasters/slideMaster1.xml"].decode()
    for rid in gone:
        rels = re.sub(rf'<Relationship\b[^>]*Id="{rid}"[^>]*/>', "", rels)
        master = re.sub(rf'<p:sldLayoutId\b[^>]*r:id="{rid}"[^>]*/>', "", master)
    parts |= {"ppt/slideMasters/_rels/slideMaster1.xml.rels": rels.encode(), "ppt/slideMasters/slideMaster1.xml": master.encode()}
    left = {n: d for n, d in parts.items() if "slideLayouts/" not in n or any(k in n for k in kept)}
    types = re.sub(r'<Override [^>]*PartName="/ppt/slideLayouts/(?!slideLayout[12]\.xml)[^"]*"[^>]*/>', "",
                   left["[Content_Types].xml"].decode())
    return packed(left | {"[Content_Types].xml": types.encode()})


def no_titles() -> bytes:
    """No layout but the first has a title placeholder."""
    def change(name: str, xml: str) -> str:
        if name.endswith(("slideLayout1.xml", "slideMaster1.xml")):
            return xml
        return re.sub(r'<p:sp>(?:(?!</p:sp>).)*<p:ph type="title"/>.*?</p:sp>', "", xml, flags=re.DOTALL)

    return changed(change)


def pictures() -> bytes:
    """Every layout has a photograph as its background."""
    parts = parts_of(OFFICE.read_bytes())
    parts["ppt/media/ground.png"] = picture()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1) \
        if b'Extension="png"' not in parts["[Content_Types].xml"] else parts["[Content_Types].xml"]
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    for name in [n for n in parts if re.fullmatch(r"ppt/slideLayouts/[^/]+\.xml", n)]:
        rels = "ppt/slideLayouts/_rels/" + name.rpartition("/")[2] + ".rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", f'<Relationship Id="rIdG" Type="{image}" '
                                          'Target="../media/ground.png"/></Relationships>'.encode())
        ground = b'<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rIdG"/><a:stretch/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
        parts[name] = re.sub(rb"(<p:cSld[^>]*>)", rb"\1" + ground, parts[name], count=1)
    return packed(parts)


def dark() -> bytes:
    """Light text on a dark ground: the master's colour map turns them round."""
    return changed(lambda name, xml: xml.replace('bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"',
                                                 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'))


def two_masters() -> bytes:
    """A second master with one layout, whose title fills the slide, stands first."""
    parts = parts_of(OFFICE.read_bytes())
    for old, new in (("slideMasters/slideMaster1.xml", "slideMasters/slideMaster2.xml"),
                     ("slideLayouts/slideLayout6.xml", "slideLayouts/slideLayout12.xml"),
                     ("theme/theme1.xml", "theme/theme9.xml")):
        parts[f"ppt/{new}"] = parts[f"ppt/{old}"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="' \
           'http://schemas.openxmlformats.org/package/2006/relationships">'
    parts["ppt/slideMasters/_rels/slideMaster2.xml.rels"] = (
        f'{head}<Relationship Id="rId1" Type="{kind}/slideLayout" Target="../slideLayouts/slideLayout12.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}/theme" Target="../theme/theme9.xml"/></Relationships>').encode()
    parts["ppt/slideLayouts/_rels/slideLayout12.xml.rels"] = (
        f'{head}<Relationship Id="rId1" Type="{kind}/slideMaster" Target="../slideMasters/slideMaster2.xml"/>'
        "</Relationships>").encode()
    master = parts["ppt/slideMasters/slideMaster2.xml"].decode()
    parts["ppt/slideMasters/slideMaster2.xml"] = re.sub(
        r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>",
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483999" r:id="rId1"/></p:sldLayoutIdLst>', master, flags=re.DOTALL).encode()
    full = '<a:xfrm><a:off x="457200" y="2286000"/><a:ext cx="8229600" cy="4000000"/></a:xfrm>'
    layout = parts["ppt/slideLayouts/slideLayout12.xml"].decode().replace('name="Title Only"', 'name="Poster"')
    parts["ppt/slideLayouts/slideLayout12.xml"] = re.sub(r"<p:spPr\s*/>", f"<p:spPr>{full}</p:spPr>", layout, count=1).encode()
    rels = parts["ppt/_rels/presentation.xml.rels"].decode().replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{kind}/slideMaster" Target="slideMasters/slideMaster2.xml"/>'
        "</Relationships>")
    show = parts["ppt/presentation.xml"].decode().replace(
        "<p:sldMasterIdLst>", '<p:sldMasterIdLst><p:sldMasterId id="2147483998" r:id="rId99"/>')
    types = parts["[Content_Types].xml"].decode()
    office_type = "application/vnd.openxmlformats-officedocument."
    for part, form in (("slideMasters/slideMaster2.xml", "presentationml.slideMaster"), ("theme/theme9.xml", "theme"),
                       ("slideLayouts/slideLayout12.xml", "presentationml.slideLayout")):
        types = types.replace("</Types>", f'<Override PartName="/ppt/{part}" ContentType="{office_type}{form}+xml"/></Types>')
    return packed(parts | {"ppt/_rels/presentation.xml.rels": rels.encode(), "ppt/presentation.xml": show.encode(),
                           "[Content_Types].xml": types.encode()})


def with_slides() -> bytes:
    """Two slides of its own: a sample and a disclaimer, the first with notes."""
    deck = pptx.Presentation(str(OFFICE))
    for words in ("How to use this template", "Not for publication"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = words
    deck.slides[0].notes_slide.notes_text_frame.text = "Ask the design desk."
    made = BytesIO()
    deck.save(made)
    return made.getvalue()


def as_potx(data: bytes) -> bytes:
    parts = parts_of(data)
    types = parts["[Content_Types].xml"].replace(b"presentationml.presentation.main+xml", b"presentationml.template.main+xml")
    return packed(parts | {"[Content_Types].xml": types})


def unknown_font() -> bytes:
    return changed(lambda name, xml: xml.replace('<a:latin typeface="Calibri"/>', '<a:latin typeface="House Grotesk"/>'),
                   r"ppt/theme/theme1\.xml")


def small_type() -> bytes:
    """Body text of 12 points, titles of 16."""
    return changed(lambda name, xml: re.sub(r'sz="(\d{4})"', lambda m: 'sz="1600"' if int(m[1]) >= 4000 else 'sz="1200"', xml))


ALL: dict[str, Callable[[], bytes]] = {f.__name__: f for f in (
    office, wide, small, odd_indexes, localised, few_layouts, no_titles, pictures, dark, two_masters, with_slides, unknown_font,
    small_type)}
