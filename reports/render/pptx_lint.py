"""What must not be in a finished deck, found in its bytes before it is published.

The Open XML SDK's validator lets these pass (tried: see the tests): values of charts that are no numbers, point counts that do
not match, shape ids used twice, pictures cut off, workbooks that do not open, addresses that are none or run something, macros,
names of parts that lead out of the package, a missing theme, shapes far off the slide. And, as rule S13 asks: no animation, no
transition, no film, no sound, no data from outside.
"""
from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from math import isfinite
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ADDRESS = re.compile(r"(?:https?://[^\s/?#]+|mailto:[^\s@]+@[^\s@]+)(?:%[0-9A-Fa-f]{2}|[^\s%<>\"{}|\\^`])*", re.IGNORECASE)
_MOVING = re.compile(rb"<p:(timing|transition)\b|<(p14:media|a:videoFile|a:audioFile|a:quickTimeFile|a:wavAudioFile)\b")
_BAD_NAME = re.compile(r"(^|/)\.\.(/|$)|\\|:|^/")
_PNG, _JPEG = (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"), (b"\xff\xd8", b"\xff\xd9")
_FAR = 2.0  # slides: nothing of ours stands further off

Parts = dict[str, bytes]


def faults(data: bytes) -> list[str]:
    """Everything found, each as a sentence that names the part; nothing in a sound deck."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            found = [f"the part {n} leads out of the package" for n in names if _BAD_NAME.search(n)]
            found += [f"the part {n} is there twice" for n, count in Counter(names).items() if count > 1]
            parts = {name: archive.read(name) for name in names}
    except (BadZipFile, EOFError, OSError) as error:
        return [f"the package does not open: {error}"]
    return found + [fault for rule in _RULES for fault in rule(parts)]


def _xml(parts: Parts, folder: str) -> Iterator[tuple[str, ElementTree.Element]]:
    for name, data in parts.items():
        if re.fullmatch(rf"ppt/{folder}/[^/]+\.xml", name):
            yield name, ElementTree.fromstring(data)  # noqa: S314  # written by us; entities are refused above


def _entities(parts: Parts) -> Iterator[str]:
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
            yield f"{name} declares entities"


def _macros(parts: Parts) -> Iterator[str]:
    yield from (f"{name} is a macro part" for name in parts if re.search(r"vba|activex|oleobject|\.bin$", name, re.IGNORECASE))
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        yield "the package is declared to hold macros"


def _themes(parts: Parts) -> Iterator[str]:
    for name in parts:
        if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name):
            rels = parts.get(posixpath.join("ppt/slideMasters/_rels", posixpath.basename(name) + ".rels"), b"")
            targets = re.findall(rb'Target="\.\./(theme/[^"]+)"|Target="/ppt/(theme/[^"]+)"', rels)
            if not any(f"ppt/{(a or b).decode()}" in parts for a, b in targets):
                yield f"{name} has no theme"


def _relations(parts: Parts) -> Iterator[str]:
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in ElementTree.fromstring(data):  # noqa: S314
            target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") != "External":
                where = posixpath.normpath(posixpath.join(posixpath.dirname(posixpath.dirname(name)), target)).lstrip("/")
                if where not in parts and not target.startswith("#"):
                    yield f"{name} points at {target}, which is not there"
            elif kind != "hyperlink":
                yield f"{name} takes its {kind} from outside: {target}"
            elif not _ADDRESS.fullmatch(target):
                yield f'{name} has the address "{target}"'


def _moving(parts: Parts) -> Iterator[str]:
    for name, data in parts.items():
        if name.startswith("ppt/slides/") and _MOVING.search(data):
            yield f"{name} has an animation, a transition, film or sound (S13)"


def _shapes(parts: Parts) -> Iterator[str]:
    size = re.search(rb'<p:sldSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"', parts.get("ppt/presentation.xml", b""))
    far = _FAR * max(map(int, size.groups())) if size else 0.0
    for folder in ("slides", "notesSlides"):
        for name, root in _xml(parts, folder):
            ids = Counter(e.get("id") for e in root.iter(f"{_P}cNvPr"))
            yield from (f"{name} has the shape id {i} twice" for i, count in ids.items() if count > 1)
            places = [int(e.get(k, "0")) for tag, keys in (("off", "xy"), ("ext", ("cx", "cy"))) for e in root.iter(f"{_A}{tag}")
                      if e.get("uri") is None for k in keys]
            if far and any(abs(place) > far for place in places):
                yield f"{name} has a shape far off the slide"


def _charts(parts: Parts) -> Iterator[str]:
    for name, root in _xml(parts, "charts"):
        for cache in (*root.iter(f"{_C}numCache"), *root.iter(f"{_C}numLit")):
            yield from (f'{name} has the value "{v.text}"' for v in cache.iter(f"{_C}v") if not _is_number(v.text))
        for cache in (c for kind in ("numCache", "strCache") for c in root.iter(f"{_C}{kind}")):
            count, points = cache.find(f"{_C}ptCount"), [int(p.get("idx", "0")) for p in cache.iter(f"{_C}pt")]
            stated = int(count.get("val", "0")) if count is not None else 0
            if points and max(points) >= stated:
                yield f"{name} counts {stated} points and has {max(points) + 1}"


def _is_number(text: str | None) -> bool:
    try:
        return isfinite(float(text or "none"))
    except ValueError:
        return False


def _books(parts: Parts) -> Iterator[str]:
    for name, data in parts.items():
        if not name.endswith(".xlsx"):
            continue
        try:
            with ZipFile(BytesIO(data)) as book:
                if book.testzip() or "xl/workbook.xml" not in book.namelist():
                    yield f"{name} does not open"
        except (BadZipFile, EOFError, OSError):
            yield f"{name} does not open"


def _pictures(parts: Parts) -> Iterator[str]:
    """Those of slides; what a template brings on its layouts is its own."""
    rels = b"".join(data for name, data in parts.items() if name.startswith("ppt/slides/_rels/"))
    for name, data in parts.items():
        if posixpath.basename(name).encode() not in rels:
            continue
        start, end = _PNG if name.lower().endswith(".png") else _JPEG if name.lower().endswith((".jpg", ".jpeg")) else (b"", b"")
        if not data.startswith(start) or not data.rstrip(b"\x00").endswith(end):
            yield f"{name} is cut off"


_RULES: tuple[Callable[[Parts], Iterator[str]], ...] = (
    _entities, _macros, _themes, _relations, _moving, _shapes, _charts, _books, _pictures)
