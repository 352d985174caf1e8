"""The torture deck: words, names and tables that no deck should hold, and this one does.

Its pictures lie below U+10000: readers of files that count a character beyond as one, where PDF counts two units of UTF-16,
lose their place in the text and see words elsewhere. Those beyond have tests of their own (`test_scripts.py`,
`test_host_breaks.py`), and the outlines of `test_torture.py` are full of them.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from built import HEAD
from torture import SCRIPTS

COMPOUNDS = ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Donaudampfschifffahrtsgesellschaftskapitän",
             "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung", "Energieversorgungssicherheit")
TOKEN = "".join(chr(97 + (i * 7 + i // 26) % 26) for i in range(1000))
LONG_HEADLINE = "The board of the harbour and the company that runs it met again and agreed on very little " * 8
EMOJI = "\N{SAILBOAT}\N{FERRY}\N{WHITE HEAVY CHECK MARK}\N{WARNING SIGN}\N{ANCHOR}\N{HOT BEVERAGE}"
GEORGIAN, ARMENIAN, GREEK, CYRILLIC = (SCRIPTS[name] for name in ("Georgian", "Armenian", "Greek", "Cyrillic"))
BOTH = "საქართველო and Հայաստան"


def table(headline: str, labels: Sequence[str], *rows: Sequence[str]) -> dict[str, Any]:
    columns = [{"key": key, "label": label} for key, label in zip("abcd", labels, strict=False)]
    return {"table": {"headline": headline, "subtitle": "", "columns": columns, "rows": [list(row) for row in rows]}}


TORTURE: list[dict[str, Any]] = [
    {"bottom_line": f"{COMPOUNDS[1]} and {COMPOUNDS[3]} are words, and here is room for them."},
    {"key_numbers": {"headline": f"The {COMPOUNDS[1]} is one long word", "tiles": [
        {"fact": "F-001", "label": "Versorgungssicherheit"}, {"fact": "F-002", "label": "μεγάλη λέξη"}]}},
    {"theme": {"headline": LONG_HEADLINE, "kicker": "Ελληνικά", "blocks": [
        {"divider": {"name": "The board and the company agreed on very little", "label": "", "slide": "only"}},
        {"text": f"Переговоры шли весь день. {TOKEN} is one word. They signed {EMOJI}."},
        table("Переговоры и διαπραγματεύσεις are talks", ("Слово", "Λέξη", "Wort", ""),
              ("соглашение", "συμφωνία", COMPOUNDS[1], ""), ("договор", "", COMPOUNDS[3], "")),
        table("One word of very many letters is in a cell", "abcd", (TOKEN, "b", "c", "d")),
        table("A small table stands beside it", "ab", ("c", "d"))]}},
    {"theme": {"headline": f"{BOTH} have letters of their own {EMOJI[0]}", "kicker": "", "blocks": [
        table(f"{BOTH} signed {EMOJI[0]}", ("საქართველო", "Հայաստան", "∑"), (GEORGIAN, ARMENIAN, f"{EMOJI[1]} sails"),
              (GREEK, CYRILLIC, EMOJI)),
        table("Forty rows continue where there is room", [f"Head {k}" for k in "abcd"], *(
            [f"row {k} {'xyz'[i % 3]}" for k in "abcd"] for i in range(40)))]}},
    {"recommendations": {"headline": "It is asked in five lines", "items": [
        {"action": f"Sign {words}"} for words in (f"the {COMPOUNDS[3]} now", "once", GEORGIAN, ARMENIAN, EMOJI)]}},
    {"watch_list": {"headline": f"{ARMENIAN} {EMOJI[2]}", "items": [
        {"date": "May \N{HOURGLASS}", "what": f"{GEORGIAN} {EMOJI[5]} {ARMENIAN}"}]}},
]


def write(folder: Path, body: list[dict[str, Any]] | None = None) -> Path:
    """The torture deck, or another body, as a report folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = yaml.safe_dump({"body": body or TORTURE}, allow_unicode=True, width=10_000)
    (folder / "outline.yaml").write_text(HEAD + written, encoding="utf-8")
    return folder
