"""Before an Excel workbook is opened: is it one, and is it small? A few bytes of ZIP can unpack to a machine's whole memory.

Office Open XML is ECMA-376; a workbook is a ZIP archive of XML parts. No part is unpacked before the sizes that the
archive declares are known to be small; the zipfile module never unpacks more of a part than it declares.
"""
from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from reports.problems import Place
from reports.tables.model import COLUMNS, Limits, Unreadable

PARTS = 500
UNPACKED = 40_000_000  # bytes of all parts together
RATIO = 200  # how many times larger a part may be than it is packed; sheets of numbers reach 20
_SMALL = 1_000_000  # bytes; a part up to this size may be packed as well as it likes
CELLS = 400_000
_OLD = b"\xd0\xcf\x11\xe0"  # Compound File Binary: the old .xls, or a workbook with a password
ROWS = 1_048_576  # of a sheet (Excel specifications and limits)
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']\$?([A-Za-z]{1,9})")
_NUMBER = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*[\"'][$A-Za-z]*([0-9]+)")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*?\bhidden="(?:1|true)"')


@dataclass(frozen=True, slots=True)
class Shape:
    """What a look at the text of a sheet's part tells: the cells that are merged, and whether rows or columns are hidden."""

    merged: tuple[str, ...]
    hidden: bool


def guarded(data: bytes, name: str, limits: Limits) -> None:
    """Raises Unreadable for what is no workbook, or too large a one."""
    if len(data) > limits.bytes:
        raise Unreadable(f"the file has {len(data):,} bytes", f"{limits.bytes:,} at most", Place(name))
    if data.startswith(_OLD):
        raise Unreadable("this is an old .xls workbook, or one with a password", "save it as .xlsx without a password",
                         Place(name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _small(archive, name)
            _plain(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise Unreadable("this is not an Excel workbook", "save it as .xlsx, or as CSV UTF-8", Place(name)) from error


def _small(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    total = sum(p.file_size for p in parts)
    swollen = [p for p in parts if p.file_size > _SMALL and p.file_size > RATIO * p.compress_size]
    if len(parts) > PARTS or total > UNPACKED or swollen:
        raise Unreadable(f"the workbook unpacks to {total:,} bytes in {len(parts)} parts",
                         f"{UNPACKED:,} bytes at most: copy the table alone into a new workbook", Place(name))
    if any(p.flag_bits & 1 for p in parts):
        raise Unreadable("the workbook has a password", "save it without one", Place(name))


def _plain(archive: zipfile.ZipFile, name: str) -> None:
    """No document type, whose entities could grow without end; ECMA-376 allows none."""
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        start = archive.read(part)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4] or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise Unreadable(f'part "{part.filename}" is not plain XML', "save the workbook anew with a spreadsheet program",
                             Place(name))


def shape(data: bytes, part: str, name: str) -> Shape:
    """A sheet's shape by its text. Raises Unreadable when it spreads over more cells than a table of a report may have."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part.lstrip("/"))
    cells = sum(1 for _ in _ANY_CELL.finditer(text))
    width = max((_column(m.group(1)) for m in _CELL.finditer(text)), default=0)
    if cells > CELLS or width > 4 * COLUMNS or any(len(m.group(1)) > 7 or int(m.group(1)) > ROWS for m in _NUMBER.finditer(text)):
        raise Unreadable(f"the sheet has {cells:,} cells in up to {width:,} columns",
                         f"{COLUMNS} columns at most: copy the table alone into a new sheet", Place(name))
    return Shape(tuple(m.group(1).decode() for m in _MERGED.finditer(text)), _HIDDEN.search(text) is not None)


def _column(name: bytes) -> int:
    number = 0
    for letter in name.upper():
        number = 26 * number + letter - 64
    return number
