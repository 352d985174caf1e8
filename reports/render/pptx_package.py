"""The package around the slides: the template, workbooks, properties, and bytes that are the same every time."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from reports.house import package
from reports.house.package import write_entry
from reports.page import Properties

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
        b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><TotalTime>0</TotalTime></Properties>')


def open_template(path: Path) -> Any:
    """The template as a python-pptx presentation without slides. Raises MachineFailed with one sentence."""
    return opened_bytes(package.opened(path))


def opened_bytes(data: bytes) -> Any:
    """Checked bytes as a python-pptx presentation."""
    import pptx

    return pptx.Presentation(BytesIO(data))


def cleared(deck: Any, keep: bool) -> list[Any]:
    """Takes the template's own slides out, or gives their entries, to be put behind ours. Its sections, shows, thumbnail and
    properties go in any case: they are about another document."""
    root = deck.element
    entries = list(root.sldIdLst) if root.sldIdLst is not None else []
    for entry in entries:
        if not keep:
            deck.part.drop_rel(entry.rId)
            root.sldIdLst.remove(entry)
    for name in ("custShowLst", "extLst"):
        for found in root.findall(f"{_P}{name}"):
            root.remove(found)
    for rid, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(rid)
    whole = deck.part.package
    for rid, relation in list(whole._rels.items()):
        foreign = relation.reltype.endswith("/core-properties") and relation.reltype != _CORE  # LibreOffice's in a .potx
        if foreign or relation.reltype.endswith(("/thumbnail", "/custom-properties")):
            whole._rels.pop(rid)
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APP
    return entries if keep else []


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
    for column, cells in enumerate(zip(*rows)):
        longest = max(len(line) for cell in cells for line in (cell.split("\n") if isinstance(cell, str) else [""]))
        sheet.set_column(column, column, min(max(longest + 2, 12), 40))
    book.close()
    return repacked(made.getvalue())


def repacked(data: bytes) -> bytes:
    """The same package with the content types first, the rest by name, and the same time on every entry."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
            write_entry(new, name, old.read(name))
    return made.getvalue()
