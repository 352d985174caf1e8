"""The package around the slides: the template, workbooks, properties, and bytes that are the same every time.

A template comes from the house, yet it is not believed: names that lead out of the package, macros, entities and links to
files would all be copied into the deck.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from reports.page import Properties
from reports.problems import MachineFailed

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_LARGEST = 50_000_000           # bytes of a template, unpacked
_OUTSIDE = re.compile(rb'TargetMode="External"')
_BAD_NAME = re.compile(r"\.\.|\\|:|^/")


def open_template(path: Path) -> Any:
    """The template as a python-pptx presentation without slides. Raises MachineFailed with one sentence."""
    import pptx

    try:
        data = path.read_bytes()
        with ZipFile(BytesIO(data)) as archive:
            fault = _fault(archive)
    except (OSError, BadZipFile) as error:
        raise MachineFailed(f"the slide master {path} cannot be read: {error}") from error
    if fault:
        raise MachineFailed(f"the slide master {path} is not used: {fault}")
    return pptx.Presentation(BytesIO(data))


def _fault(archive: ZipFile) -> str:
    """Why a template must not be used; "" when nothing speaks against it."""
    names = archive.namelist()
    if len(set(names)) != len(names) or any(_BAD_NAME.search(name) for name in names):
        return "it has parts whose names lead elsewhere"
    if sum(info.file_size for info in archive.infolist()) > _LARGEST:
        return "it is too large"
    if any("vbaproject" in name.lower() for name in names):
        return "it holds macros"
    parts = {name: archive.read(name) for name in names if name.endswith((".xml", ".rels"))}
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff") for part in parts.values()):
        return "a part of it declares entities"
    return "it links to files outside" if any(_OUTSIDE.search(part) for part in parts.values()) else ""


def set_properties(core: Any, properties: Properties) -> None:
    """Title, authors, language and dates are the report's; nothing of the library's or of the machine's stays."""
    authors = ", ".join(properties.authors)
    moment = datetime.fromisoformat(properties.date).replace(tzinfo=None)
    core.title, core.subject, core.author = properties.title[:255], properties.subject[:255], authors[:255]
    core.last_modified_by, core.language = authors[:255], properties.language
    core.keywords = ", ".join(properties.keywords)[:255]
    core.created = core.modified = moment
    core.revision = 1


def workbook(rows: Sequence[Sequence[str | float | None]], formats: Sequence[str], properties: Properties) -> bytes:
    """The rows as an .xlsx, the numbers of each column in its format.

    Text stays text: a label such as "=1+1" is no formula, an address no link.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True} | dict.fromkeys(
        ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False))
    moment = datetime.fromisoformat(properties.date).replace(tzinfo=UTC)
    book.set_properties({"title": properties.title[:255], "author": ", ".join(properties.authors)[:255], "created": moment})
    sheet = book.add_worksheet("Sheet1")
    styles, head = {code: book.add_format({"num_format": code}) for code in formats}, book.add_format({"bold": True})
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, column, value, head if row == 0 else None)
            elif value is not None:
                sheet.write_number(row, column, value, styles[formats[column]])
    sheet.set_column(0, len(rows[0]) - 1, 18)
    book.close()
    return repacked(made.getvalue())


def repacked(data: bytes) -> bytes:
    """The same package with the content types first, the rest by name, and the same time on every entry."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
            write_entry(new, name, old.read(name))
    return made.getvalue()


def write_entry(archive: ZipFile, name: str, data: bytes) -> None:
    """One entry with a fixed time, and no trace of the system it was written on."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
    archive.writestr(entry, data)
