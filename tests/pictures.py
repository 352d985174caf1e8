"""`python -m tests.pictures GALLERY FOLDER`: a picture of the gallery's brief for the README, all pages on one sheet.

GALLERY is the folder that `make_report.py gallery` wrote. The same brief gives the same picture.
"""
from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

ACROSS = 4  # pages side by side
WIDTH = 1600  # of the sheet, pixels
GAP = 12
GROUND = (226, 230, 236)
COLOURS = 128


def pages(brief: Path, width: int) -> list[Image.Image]:
    """The pages of a brief, each so many pixels wide."""
    with pdfium.PdfDocument(str(brief)) as pdf:
        return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in pdf]


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """Pictures of one size in rows."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // ACROSS)
    made = Image.new("RGB", (ACROSS * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for i, picture in enumerate(pictures):
        made.paste(picture, (GAP + i % ACROSS * (width + GAP), GAP + i // ACROSS * (height + GAP)))
    return made


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    gallery, folder = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    made = sheet(pages(gallery / "brief.pdf", (WIDTH - GAP) // ACROSS - GAP))
    path = folder / "gallery.png"
    made.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
