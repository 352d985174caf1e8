"""The bytes of a template, looked through before anything else opens them.

A template comes from a house, yet it is not believed: names that lead out of the package, macros, entities, links to files and
parts that unpack to gigabytes would otherwise reach the deck, or never end.
"""
from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from reports.problems import MachineFailed

LARGEST, PART, RATIO = 200_000_000, 50_000_000, 200  # bytes unpacked: all, one part; how often larger than packed
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_BAD_NAME = re.compile(r"\.\.|\\|:|^/|[\x00-\x1f]")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_SAFE = re.compile(rb"Target\s*=\s*[\"'](https?://|mailto:)", re.IGNORECASE)
_TEMPLATE = b"presentationml.template.main+xml"
_PRESENTATION = b"presentationml.presentation.main+xml"


def opened(path: Path) -> bytes:
    """The template as the bytes of a .pptx. Raises MachineFailed with one sentence that says what is wrong with it."""
    try:
        if not path.is_file():
            raise MachineFailed(f"the template {path} is not a file")
        if path.stat().st_size > LARGEST:
            raise MachineFailed(f"the template {path} is not used: it is larger than {LARGEST // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise MachineFailed(f"the template {path} cannot be read: {error.strerror or error}") from error
    return checked(data, str(path))


def checked(data: bytes, name: str) -> bytes:
    """The same, for bytes already read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            fault = _fault(archive)
            if fault:
                raise MachineFailed(f"the template {name} is not used: {fault}")
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise MachineFailed(f"the template {name} is not a PowerPoint file: {error}") from error
    fault = _fault_inside(parts)
    if fault:
        raise MachineFailed(f"the template {name} is not used: {fault}")
    kinds = parts["[Content_Types].xml"]
    if _TEMPLATE not in kinds:
        return data
    return _packed(parts | {"[Content_Types].xml": kinds.replace(_TEMPLATE, _PRESENTATION)})


def _fault(archive: ZipFile) -> str:
    """What speaks against unpacking it; "" for nothing."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names) or any(_BAD_NAME.search(name) for name in names):
        return "it has parts whose names lead elsewhere or stand twice"
    if "[Content_Types].xml" not in names or "ppt/presentation.xml" not in names:
        return "it is no PowerPoint file; save it as .pptx or .potx"
    if sum(e.file_size for e in entries) > LARGEST or any(e.file_size > PART for e in entries):
        return "it unpacks to more than a template needs"
    if any(e.file_size > 1_000_000 and e.file_size > RATIO * max(e.compress_size, 1) for e in entries):
        return "a part of it unpacks to more than two hundred times its size"
    return ""


def _fault_inside(parts: dict[str, bytes]) -> str:
    if any("vbaproject" in name.lower() for name in parts) or b"macroEnabled" in parts["[Content_Types].xml"]:
        return "it holds macros; save it without them"
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:200]:
            return f"its part {name} is not UTF-8"
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            return f"its part {name} declares entities"
        outside = [found for found in _EXTERNAL.findall(part) if not (_LINK.search(found) and _SAFE.search(found))]
        if outside:
            return f"its part {name} links to something outside the file"
    return ""


def _packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
            write_entry(archive, name, parts[name])
    return made.getvalue()


def write_entry(archive: ZipFile, name: str, data: bytes) -> None:
    """One entry with a fixed time, and no trace of the system it was written on."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
    archive.writestr(entry, data)
