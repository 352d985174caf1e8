"""What independent programs read in a finished PDF."""
from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium


def squeezed(text: str) -> str:
    """Without spaces and soft hyphens, for comparing what is set with what is read."""
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFC", text).replace("\u2011", "-"))


def assert_readers_agree(path: Path, count: int, need_tool: Callable[[str], str]) -> None:
    """qpdf finds no damage; poppler and pdfium read the same characters on each of so many pages."""
    done = subprocess.run([need_tool("qpdf"), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out = subprocess.run([need_tool("pdftotext"), "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    with pdfium.PdfDocument(str(path)) as opened:
        theirs = [sheet.get_textpage().get_text_range() for sheet in opened]
    ours = out.split("\f")[:-1]
    assert len(ours) == len(theirs) == count
    for number, (a, b) in enumerate(zip(ours, theirs), 1):
        assert sorted(without_hyphens(a)) == sorted(without_hyphens(b)), number


def without_hyphens(text: str) -> str:
    """Pdfium replaces a hyphen at the end of a line by a sign of its own."""
    return re.sub("[-\ufffe\x02]", "", squeezed(text))
