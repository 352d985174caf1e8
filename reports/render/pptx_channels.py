"""All places of an Office package in which words can stand: slides, notes, charts, workbooks, names, descriptions, properties."""
from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

_TAG = re.compile(r"<[^>]*>")
_RUN_ON = re.compile(r"</a:t></a:r><a:r>(?:<a:rPr\b(?:[^>]*/>|.*?</a:rPr>))?<a:t>", re.DOTALL)  # one word may lie in two runs
_NAMED = re.compile(r'\b(?:name|descr|title|tooltip|Target|formatCode|author)="([^"]*)"')
_PARTS = {"ppt/notesSlides/": "the notes", "ppt/charts/": "a chart", "ppt/slides/": "a slide", "docProps/": "the properties",
          "ppt/embeddings/": "a chart's workbook", "customXml/": "custom XML"}


def channels(data: bytes) -> Iterator[tuple[str, str]]:
    """(where, text) for every part, those of the workbooks inside as well. Raises BadZipFile for what is no package."""
    with ZipFile(BytesIO(data)) as package:
        yield "the package", package.comment.decode("utf-8", "replace")
        for name in package.namelist():
            where = next((told for start, told in _PARTS.items() if name.startswith(start)), "a part")
            yield "a part's name", name
            yield from _part(f"{where} ({name})", package.read(name))


def _part(where: str, data: bytes) -> Iterator[tuple[str, str]]:
    if data[:4] == b"PK\x03\x04":
        yield from ((f"{where}, {inner}", text) for inner, text in channels(data))
    elif data.lstrip()[:1] == b"<":
        xml = data.decode("utf-8", "replace")
        yield where, unescape(_TAG.sub("\n", _RUN_ON.sub("", xml)))
        yield f"{where}, a name or a description", unescape("\n".join(_NAMED.findall(xml)))
    else:
        yield where, data.decode("latin-1") if data.isascii() else ""
