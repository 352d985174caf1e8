"""`python -m tests.measure_breaks`: how LibreOffice breaks lines, held against our ruler, to choose the safety margin of slides.

A deck of text boxes is made through our own renderer: words of several languages, with numbers, quotations and long
compounds, in every role of type and in widths from a table cell to the whole slide. LibreOffice renders it; a box counts
as broken otherwise when it takes more lines than the ruler finds. The margin (a factor on widths) is then raised until no
box of the corpus takes more lines than the ruler says. Nothing of this runs in the tests: it takes a minute, and what it
found is written in `reports/text/fitting.py` and in the README. A fixed seed, so that everybody measures the same.
"""
from __future__ import annotations

import ctypes
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from reports import theme as themes
from reports.layout.setting import Setter
from reports.page import Page, Pages, Properties, TextBox
from reports.render import pptx
from reports.text import shared
from reports.text.setting import cuts_words

HOUSE = Path(__file__).parents[1] / "templates" / "chancery"
ROLES = ("headline", "body", "list", "note", "source", "td", "bottom_line", "quote", "tile_label")
WIDTHS = (70.0, 96.0, 140.0, 190.0, 236.0, 272.0, 320.0, 414.0, 500.0, 600.0, 720.0, 864.0)
MARGINS = (0.995, 1.0, 1.001, 1.002, 1.005, 1.01, 1.02, 1.03)
WORDS = {
    "en": "the of and to in a talks energy pipeline minister agreed trade rose 46% to $790 million while Moscow’s “special "
          "military equipment” offer, made in April 2021, remains unsigned; Karachi–Lahore (1,100 km) AVATAR Typography "
          "WAVE Toyota fifty-first state-owned north/south well-known question? answer: yes. Ltd., Va. To, Yet",
    "de": "die der und Donaudampfschifffahrtsgesellschaft Rindfleischetikettierung Verhandlungsführer Außenwirtschaftsgesetz "
          "über für größte Maßnahmen Völkerrechtsverletzung Energieversorgungssicherheit im Jahr 2021, „Zusage“ bis Ende "
          "Infrastrukturentwicklungsvorhaben Grundsatzvereinbarung 12,4 Milliarden Kubikmeter",
    "fr": "le la de l’accord énergétique près où déjà à 1\u00a0100\u00a0km, «\u00a0prêt à fournir\u00a0» l’équipement; œuvre "
          "naïveté façade été coïncidence Tchétchénie aujourd’hui qu’elle",
    "pl": "Żółć gęślą jaźń przedsiębiorstwo współpraca międzynarodowa źródło ośmiu państw ściśle określone warunki",
    "ru": "переговоры министр газопровод соглашение о сотрудничестве в области энергетики между странами, рост на 46% до",
    "el": "διαπραγματεύσεις υπουργός αγωγός φυσικού αερίου συμφωνία συνεργασία",
}


@dataclass(frozen=True)
class Case:
    """One box of the corpus; `lines[margin]` is how many lines the ruler finds."""

    box: TextBox
    lines: dict[float, int]


def texts(count: int) -> Iterator[str]:
    chance = random.Random(20210406)
    for _ in range(count):
        words = WORDS[chance.choice(list(WORDS))].split(" ")
        yield " ".join(chance.choice(words) for _ in range(chance.randint(2, 26)))


def corpus(count: int) -> list[Case]:
    theme = themes.load(HOUSE)
    setter = Setter(theme, shared(theme), "slide")
    chance, made = random.Random(7), []
    for number, words in enumerate(texts(count)):
        role, width = ROLES[number % len(ROLES)], chance.choice(WIDTHS) + chance.random() * 9
        paragraph = setter.paragraph(words, role)
        if any(cuts_words(setter.ruler, paragraph, width / m) for m in (MARGINS[0], MARGINS[-1])):
            continue  # a word that must be cut is a problem of its own
        box = TextBox(20, 20, width, 480, (paragraph,), name=f"Case {number}")
        made.append(Case(box, {m: len(setter.set([paragraph], width / m)[0]) for m in MARGINS}))
    return made


def deck(cases: list[Case]) -> bytes:
    theme = themes.load(HOUSE)
    pages = tuple(Page(960, 540, (case.box,), layout="blank", title=case.box.name, notes=()) for case in cases)
    return pptx.render(Pages(pages, Properties("Breaks")), theme, HOUSE / "master.pptx")


def rendered(cases: list[Case]) -> list[int]:
    """How many lines LibreOffice sets in each box."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breaks.pptx"
        path.write_bytes(deck(cases))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                        "--outdir", folder, str(path)], check=True, capture_output=True, timeout=600)
        with pdfium.PdfDocument(str(path.with_suffix(".pdf"))) as pdf:
            return [lines_of(sheet.get_textpage(), sheet.get_size()[1]) for sheet in pdf]


def lines_of(text: pdfium.PdfTextPage, height: float) -> int:
    """The number of different baselines among the characters of the box."""
    count = 0
    x, y, last = ctypes.c_double(), ctypes.c_double(), 0.0
    for i in range(text.count_chars()):
        if text.get_text_range(i, 1).strip() and pdfium.raw.FPDFText_GetCharOrigin(text, i, x, y):
            count += not count or last - y.value > 4
            last = y.value
    return count


def main(count: int = 3000) -> int:
    cases, per_deck = corpus(count), 500
    count = len(cases)
    there = [n for start in range(0, count, per_deck) for n in rendered(cases[start:start + per_deck])]
    print(f"{count} boxes, {sum(there)} lines as LibreOffice sets them")
    for margin in MARGINS:
        ours = [case.lines[margin] for case in cases]
        more = [case for case, a, b in zip(cases, there, ours) if a > b]
        fewer = sum(a < b for a, b in zip(there, ours))
        print(f"margin {margin:5.3f}: LibreOffice takes more lines in {len(more):4d} boxes, fewer in {fewer:4d}")
        for case in more[:3] if margin >= 1.0 else []:
            print("   ", case.box.paragraphs[0].spans[0].size, round(case.box.width, 2), repr(case.box.paragraphs[0].text)[:90])
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
