"""Decks as LibreOffice draws them: many in one call, and where each shape's words came to stand."""
from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from hosts import with_fonts
from pptx import Presentation

EMU = 12700
BREAK = "\ufffe"  # as pdfium reads a hyphen at the end of a line
Sheet = tuple[float, list[tuple[str, tuple[float, ...]]]]  # height, characters with their boxes


def rendered(decks: Sequence[Path], folder: Path) -> dict[Path, list[Sheet]]:
    """Each deck's slides: height, and all solid characters with their boxes (left, bottom, right, top)."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is not on this machine"
    names = {path: folder / f"deck{i}.pptx" for i, path in enumerate(decks)}
    for path, copy in names.items():
        shutil.copy(path, copy)
    subprocess.run([office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                    str(folder), *map(str, names.values())], capture_output=True, timeout=600, check=False,
                   env=with_fonts(folder))
    made = {}
    for path, copy in names.items():
        assert copy.with_suffix(".pdf").exists(), f"LibreOffice could not open {path}"
        with pdfium.PdfDocument(str(copy.with_suffix(".pdf"))) as opened:
            made[path] = [(sheet.get_size()[1], characters(sheet.get_textpage())) for sheet in opened]
    return made


def characters(text: Any) -> list[tuple[str, tuple[float, ...]]]:
    found, at = [], 0
    for character in text.get_text_range():
        box = text.get_charbox(at)
        at += 1 + (character > "\uffff")  # pdfium counts in UTF-16
        found += [(c, box) for c in unicodedata.normalize("NFKC", character.replace(BREAK, "-")) if c.strip()]
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def faults_of(path: Path, pages: Sequence[Sheet]) -> tuple[list[str], int]:
    """What lies outside its shape, over another text or off its slide; and how many texts were looked at."""
    deck = Presentation(str(path))
    faults = [] if len(pages) == len(deck.slides) else [f"{len(pages)} pages for {len(deck.slides)} slides"]
    seen = 0
    for number, (slide, (height, sheet)) in enumerate(zip(deck.slides, pages), 1):
        used: set[int] = set()
        placed: list[tuple[str, tuple[float, ...]]] = []
        for shape in slide.shapes:
            if not shape.has_text_frame and not shape.has_table:
                continue
            words, lost = _area(shape, sheet, used, height)
            if not shape.has_table:  # the words of neighbouring cells may be read in turn, line by line
                faults += [f"slide {number}: {shape.name}: {one!r} is not there" for one in lost]
            if words is None:
                continue
            seen += 1
            faults += [f"slide {number}: {fault}" for fault in _wrong(shape, words, height, placed, deck)]
            placed.append((shape.name, words))
    return faults, seen


def _wrong(shape: Any, words: tuple[float, ...], height: float, placed: Sequence[tuple[str, tuple[float, ...]]],
           deck: Any) -> list[str]:
    left, top = shape.left / EMU, height - shape.top / EMU
    frame = (left, top - shape.height / EMU, left + shape.width / EMU, top)
    out = words[0] < frame[0] - 2 or words[1] < frame[1] - 2 or words[2] > frame[2] + 2 or words[3] > frame[3] + 2
    off = frame[0] < -0.1 or frame[1] < -0.1 or frame[2] > deck.slide_width / EMU + 0.1 or frame[3] > height + 0.6
    return ([f"{shape.name} runs out of its shape"] if out else []) + ([f"{shape.name} lies off the slide"] if off else []) + [
        f"{shape.name} runs into {other}" for other, box in placed
        if min(words[2], box[2]) - max(words[0], box[0]) > 1 and min(words[3], box[3]) - max(words[1], box[1]) > 1]


def _area(shape: Any, sheet: list[tuple[str, tuple[float, ...]]], used: set[int],
          height: float) -> tuple[tuple[float, ...] | None, list[str]]:
    """The box around a shape's words where they came to stand, and the paragraphs that are not there. The same words may stand
    elsewhere on the slide: those that begin in the shape are its own."""
    stream = "".join(c for c, _ in sheet)
    boxes: list[tuple[float, ...]] = []
    lost: list[str] = []
    for paragraph in _paragraphs(shape):
        wanted = squeezed(paragraph.text)
        if len(wanted) < (12 if shape.has_table else 3):  # short words of cells are found anywhere
            continue
        found = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", stream) if m.start() not in used]
        start = next((i for i in found if _inside(sheet[i][1], shape, height)), found[0] if found else -1)
        if start < 0:
            lost.append(wanted[:40])
            continue
        used.add(start)
        boxes += [box for _, box in sheet[start:start + len(wanted)]]
    if not boxes:
        return None, lost
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)), lost


def _inside(box: tuple[float, ...], shape: Any, height: float) -> bool:
    """Whether a character stands in a shape."""
    x, y = (box[0] + box[2]) / 2, height - (box[1] + box[3]) / 2
    left, top = shape.left / EMU, shape.top / EMU
    return left - 1 <= x <= left + shape.width / EMU + 1 and top - 1 <= y <= top + shape.height / EMU + 1


def _paragraphs(shape: Any) -> list[Any]:
    """Of a text, or of all cells of a table: a table whose rows grow runs out of its frame."""
    if shape.has_table:
        return [p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs]
    return list(shape.text_frame.paragraphs)
