"""What independent programs read in a finished PDF."""
from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from conftest import tool


def squeezed(text: str) -> str:
    """Without spaces and soft hyphens, for comparing what is set with what is read."""
    return re.sub(r"[\s\u00ad]", "", unicodedata.normalize("NFC", text).replace("\u2011", "-"))


def assert_conforms(path: Path, profile: str) -> None:
    """The validator finds that a PDF is what it says: "ua1" (ISO 14289-1) or "3a" (ISO 19005-3)."""
    tool("page")
    import page

    outcome = page.validate_pdf(str(path), profile=profile)
    assert outcome.is_compliant, sorted({f.rule_id for f in outcome.failures})


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


def in_reading_order(path: Path, need_tool: Callable[[str], str], *, without: str) -> str:
    """The words of the structure tree as poppler walks it, squeezed, less what stands in elements of the role `without`."""
    told = subprocess.run([need_tool("pdfinfo"), "-struct-text", path], capture_output=True, check=True).stdout
    words, skipped = [], -1
    for line in told.decode(errors="replace").splitlines():  # the titles of headings are not in UTF-8
        depth = len(line) - len(line.lstrip())
        if skipped >= 0 and depth > skipped:
            continue
        skipped = depth if line.strip().startswith(without) else -1
        found = re.fullmatch(r'\s*"(.*)"', line)
        words.append(found.group(1) if found else "")
    return squeezed("".join(words))
