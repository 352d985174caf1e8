"""What LibreOffice makes of a deck: its PDF, and where each word came to stand."""
from __future__ import annotations

import ctypes
import os
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from conftest import tool

FONTS = Path(__file__).parent.parent / "templates" / "chancery" / "fonts"
NEAR = 2.0  # points: characters of one word stand on one baseline, and no farther apart than this


@dataclass
class Word:
    """A word and its origin: left edge on the baseline, points from the lower left corner of the page."""

    text: str
    x: float
    y: float


def converted(file: Path, folder: Path, kind: str = "pdf") -> Path:
    """The file as LibreOffice saves it in another format (or in its own again)."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([tool("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                    "--outdir", str(folder), str(file)], capture_output=True, timeout=240, check=False, env=with_fonts(folder))
    made = folder / f"{file.stem}.{kind.partition(':')[0]}"
    assert made.is_file(), f"LibreOffice made no {kind}"
    return made


def with_fonts(folder: Path) -> dict[str, str]:
    """The environment of a program that finds the fonts of the house style beside those of the machine, as on the machine of
    somebody who has put them there."""
    config = folder / "fonts.conf"
    config.write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
        <include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir><cachedir>{folder}/fonts</cachedir>
        </fontconfig>""", encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def comparable(deck: Path, to: Path) -> Path:
    """The deck without what the stand-in font alone does: Carlito has ligatures that LibreOffice uses, and PowerPoint does not in
    Calibri; and it lacks the no-break space, which LibreOffice then takes from a font with another width."""
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".xml"):
                data = data.replace(b'typeface="Calibri"', b'typeface="Carlito:-liga"')
                data = data.replace("\u00a0".encode(), b" ") if "slides/" in name else data
            new.writestr(name, data)
    return to


def pixels(pdf: Path, page: int, at: Sequence[tuple[float, float]]) -> list[tuple[int, ...]]:
    """The colours of a page (counted from 0) at some places, points from its upper left corner."""
    with pdfium.PdfDocument(str(pdf)) as opened:
        picture = opened[page].render(scale=1).to_pil().convert("RGB")
    return [picture.getpixel(place) for place in at]


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page."""
    with pdfium.PdfDocument(str(pdf)) as opened:
        return [_words(page.get_textpage()) for page in opened]


def _words(text: pdfium.PdfTextPage) -> list[Word]:
    found: list[Word] = []
    x, y, last = ctypes.c_double(), ctypes.c_double(), 0.0
    joined = False
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            joined = False
            continue
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        if joined and abs(found[-1].y - y.value) < NEAR and x.value > last - NEAR:
            found[-1].text += character
        else:
            found.append(Word(character, x.value, y.value))
        joined, last = True, x.value
    return found
