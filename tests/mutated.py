"""One number of a finished file changed, everything else left as it was: what an audit must find."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pikepdf

Mutation = tuple[str, bytes]  # what was changed; the whole file with it
_DRAWN = ("Tj", "TJ")


def digit(text: str, random: Random) -> str:
    """A text with one of its digits another."""
    at = random.choice([i for i, c in enumerate(text) if c.isascii() and c.isdigit()])
    return text[:at] + random.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1:]


# ---------------------------------------------------------------- a brief
def page_text(data: bytes, random: Random) -> Mutation:
    """A digit that is drawn on a page."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        number = random.randrange(len(pdf.pages))
        page = pdf.pages[number]
        commands = [list(c) for c in pikepdf.parse_content_stream(page)]
        spots = list(_digits(page, commands))
        command, piece, at, codes = random.choice(spots)
        where = commands[command][0] if piece is None else commands[command][0][0]
        index = 0 if piece is None else piece
        code = bytes(where[index])
        size = len(next(iter(codes)))
        new = random.choice([c for c in codes if c != code[at:at + size]])
        changed = pikepdf.String(code[:at] + new + code[at + size:])
        if piece is None:
            commands[command][0] = [changed]
        else:
            parts = list(where)
            parts[index] = changed
            commands[command][0] = [pikepdf.Array(parts)]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([tuple(c) for c in commands]))
        return f"page {number + 1}", _saved(pdf)


def _digits(page: Any, commands: list[list[Any]]) -> Iterator[tuple[int, int | None, int, list[bytes]]]:
    """(command, element of its array, byte, the codes of the font's digits) of every digit drawn, in fonts with two or more."""
    fonts = {name: _codes(font) for name, font in page.Resources.Font.items()}
    codes: dict[bytes, str] = {}
    for number, (operands, operator) in enumerate(commands):
        if str(operator) == "Tf":
            codes = fonts[str(operands[0])]
        elif str(operator) in _DRAWN and len(codes) > 1:
            size = len(next(iter(codes)))
            pieces = enumerate(operands[0]) if str(operator) == "TJ" else [(None, operands[0])]
            for piece, shown in pieces:
                if isinstance(shown, pikepdf.String):
                    code = bytes(shown)
                    at_digits = [at for at in range(0, len(code), size) if code[at:at + size] in codes]
                    yield from ((number, piece, at, list(codes)) for at in at_digits)


def _codes(font: Any) -> dict[bytes, str]:
    """Code -> digit, from the font's map to Unicode."""
    if "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        found |= {bytes.fromhex(a): _letter(b) for a, b in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, first in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code.to_bytes(len(low) // 2, "big")] = chr(int(first, 16) + code - int(low, 16))
    return {code: letter for code, letter in found.items() if len(letter) == 1 and letter in "0123456789"}


def _letter(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be", "replace")


def alt_text(data: bytes, random: Random) -> Mutation:
    """A digit of an alternative text."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        spoken = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and re.search("[0-9]", str(o.get("/Alt", "")))]
        one = random.choice(spoken)
        one.Alt = pikepdf.String(digit(str(one.Alt), random))
        return "an alternative text", _saved(pdf)


def attachment(data: bytes, random: Random) -> Mutation:
    """A digit of a file inside."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        files = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Type") == "/EmbeddedFile"]
        one = random.choice([f for f in files if re.search(rb"[0-9]", f.read_bytes())])
        one.write(digit(one.read_bytes().decode(), random).encode())
        return "an attachment", _saved(pdf)


def bookmark(data: bytes, random: Random) -> Mutation:
    """A digit of a bookmark."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        marks = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Parent" in o
                 and re.search("[0-9]", str(o.get("/Title", "")))]
        one = random.choice(marks)
        one.Title = pikepdf.String(digit(str(one.Title), random))
        return "a bookmark", _saved(pdf)


def brief_property(data: bytes, random: Random) -> Mutation:
    """A digit of the information dictionary or of the XMP packet."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        names = [n for n in pdf.docinfo if re.search("[0-9]", str(pdf.docinfo[n]))]
        packet = pdf.Root.Metadata.read_bytes().decode()
        values = list(re.finditer(r"<(?:xmp|dc|rdf|pdf)[\w:]*[^<>]*>([^<>]*[0-9][^<>]*)<", packet))
        at = random.randrange(len(names) + len(values))
        if at < len(names):
            pdf.docinfo[names[at]] = pikepdf.String(digit(str(pdf.docinfo[names[at]]), random))
            return f"property {names[at]}", _saved(pdf)
        found = values[at - len(names)]
        pdf.Root.Metadata.write(_at(packet, found, random).encode())
        return f"the packet: {found[1]}", _saved(pdf)


def link_text(data: bytes, random: Random) -> Mutation:
    """A digit of what a link says of itself."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if re.search("[0-9]", str(a.get("/Contents", "")))]
        one = random.choice(links)
        one.Contents = pikepdf.String(digit(str(one.Contents), random))
        return "a link's description", _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


# ---------------------------------------------------------------- a deck
def _in_part(folder: str, pattern: str) -> Callable[[bytes, Random], Mutation]:
    def change(data: bytes, random: Random) -> Mutation:
        names = [n for n in ZipFile(BytesIO(data)).namelist() if n.startswith(folder) and n.endswith(".xml")]
        with ZipFile(BytesIO(data)) as package:
            found = [(n, m) for n in names for m in re.finditer(pattern, package.read(n).decode()) if re.search("[0-9]", m[1])]
        name, match = random.choice(found)
        return name, replaced(data, name, lambda old: _at(old.decode(), match, random).encode())
    return change


def _at(text: str, match: re.Match[str], random: Random) -> str:
    return text[:match.start(1)] + digit(match[1], random) + text[match.end(1):]


def workbook(data: bytes, random: Random) -> Mutation:
    """A value of the workbook inside a chart."""
    with ZipFile(BytesIO(data)) as package:
        name = random.choice([n for n in package.namelist() if n.endswith(".xlsx")])
    cell = _in_part("xl/worksheets/", r"<c r=\"[A-Z]+[0-9]+\"(?: s=\"[0-9]+\")?><v>([^<]*)</v>")
    return name, replaced(data, name, lambda old: cell(old, random)[1])


def workbook_format(data: bytes, random: Random) -> Mutation:
    """A digit of a number format of a chart's workbook."""
    with ZipFile(BytesIO(data)) as package:
        name = random.choice([n for n in package.namelist() if n.endswith(".xlsx")])
    style = _in_part("xl/styles", r' formatCode="([^"]*)"')
    return name, replaced(data, name, lambda old: style(old, random)[1])


def replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for info in old.infolist():
            held = old.read(info)
            new.writestr(info, change(held) if info.filename == name else held)
    return made.getvalue()


BRIEF: tuple[Callable[[bytes, Random], Mutation], ...] = (
    page_text, page_text, page_text, alt_text, attachment, attachment, bookmark, brief_property, link_text)
DECK: tuple[Callable[[bytes, Random], Mutation], ...] = (
    _in_part("ppt/slides/", r"<a:t>([^<]*)</a:t>"), _in_part("ppt/slides/", r"<a:tc>.*?<a:t>([^<]*)</a:t>"),
    _in_part("ppt/slides/", r' descr="([^"]*)"'), _in_part("ppt/notesSlides/", r"<a:t>([^<]*)</a:t>"),
    _in_part("ppt/charts/", r"<c:v>([^<]*)</c:v>"), _in_part("ppt/charts/", r"<a:t>([^<]*)</a:t>"),
    _in_part("ppt/charts/", r"<c:formatCode>([^<]*)</c:formatCode>"), _in_part("docProps/core", r">([^<>]*[0-9][^<>]*)<"),
    workbook, workbook_format)
