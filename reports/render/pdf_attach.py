"""Files inside the brief (ISO 32000-1, 7.11.4) as the associated files of PDF/A-3 (ISO 19005-3, 6.8 and annex E).

Each hangs on the catalogue and, where a structure element says so, on that element too: a figure leads to its numbers.
"""
from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5
from typing import Any
from zlib import adler32

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from reports.attachment import Attachment


def attach(pdf: Pdf, attachments: Sequence[Attachment], date: str) -> dict[str, Any]:
    """Puts the files in and gives their file specifications by name. `date` is a day, ISO 8601."""
    made = {a.name: _specification(pdf, a, date) for a in attachments}
    if made:
        pdf.Root.AF = pdf.make_indirect(Array(list(made.values())))
        names = [entry for name in sorted(made) for entry in (String(name), made[name])]  # a name tree is in order
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
    return made


def _specification(pdf: Pdf, attachment: Attachment, date: str) -> Any:
    data = attachment.data
    if adler32(data) & 0xFF == ord("\r"):  # compressed, it would end like a line: see pdf_finish
        data += b"\n"
    stream = Stream(pdf, data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/" + attachment.media_type)
    # The format asks for MD5 as a checksum against damage; it guards no secret (ISO 32000-1, table 46).
    stream.Params = Dictionary(Size=len(data), ModDate=String(f"D:{date.replace('-', '')}000000Z"),
                               CheckSum=String(md5(data, usedforsecurity=False).digest()))
    file = pdf.make_indirect(stream)
    return pdf.make_indirect(Dictionary(
        Type=Name.Filespec, F=String(attachment.name), UF=String(attachment.name), Desc=String(attachment.described),
        AFRelationship=Name.Data, EF=Dictionary(F=file, UF=file)))
