"""Where LibreOffice breaks lines of pictures and of scripts beyond Latin: the proof of fit never counts fewer lines, and the
print of a deck has the same ones. `tests/measure_breaks.py` measures sentences in Latin letters, far more of them."""
from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import built
import hosts
import pytest
from measure_breaks import HOUSE
from pptx import Presentation
from scale import often

from reports import pipeline
from reports import theme as themes
from reports.layout import printed
from reports.layout.setting import Setter
from reports.page import Page, Pages, Paragraph, Properties, TextBox
from reports.render import pptx
from reports.text import set_box, shared
from reports.text.fitting import MARGIN

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time

THEME = themes.load(HOUSE)
SETTER = Setter(THEME, shared(THEME), "slide")
ROLES = ("td", "body", "list", "headline")
ALPHABETS = {
    "pictures": "\N{SHIP}\N{HANDSHAKE}\N{PARTY POPPER}\N{SPIRAL CALENDAR PAD}",
    "pictures like letters": "\N{HUNDRED POINTS SYMBOL}\N{LINK SYMBOL}",
    "small pictures": "\N{SNOWMAN}\N{SOCCER BALL}\N{HEAVY BLACK HEART}",
    "signs": "\N{ANCHOR}\N{WARNING SIGN}\N{BLACK UP-POINTING TRIANGLE}",
    "Latin": "abcdefghijklmnopqrstuvwxyz", "wide": "WMwm", "Greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "Cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
}
MIXED = ("{a}{p}", "{p}{a}", "{a}{p}{b}", "{a},{p}", "({p})", "({a}){p}", "{p}{p}, {a}", "{p}.", "{a}!{p}", "{a}-{p}",
         "{a} – {p}", "{p}{p}{p}{a}", "“{a}{p}”", "{a}.", "{a}, {b}:")
Drawn = list[tuple[float, Paragraph, list[str]]]  # width of a box, its paragraph, its lines in LibreOffice


def word(chance: random.Random, alphabet: str) -> str:
    """Short words and, now and then, one that is too long for any line."""
    letters = ALPHABETS[alphabet]
    return "".join(chance.choice(letters) for _ in range(chance.choice((1, 2, 3, 4, 5, 6, 7, 8, 14, 30))))


def sentence(chance: random.Random, alphabet: str) -> str:
    """Words of one alphabet, or of all, alone and with pictures among their letters."""
    made = []
    for _ in range(chance.randint(1, 10)):
        a, b = (word(chance, alphabet if alphabet in ALPHABETS else chance.choice(list(ALPHABETS))) for _ in "ab")
        pattern = chance.choice(MIXED) if chance.random() < 0.4 else "{a}"
        made.append(pattern.format(a=a, b=b, p=word(chance, chance.choice(("pictures", "small pictures")))))
    return " ".join(made)


def corpus(count: int) -> Iterator[tuple[float, Paragraph]]:
    chance = random.Random(20210406)
    kinds = [*ALPHABETS, "all", "all", "all"]
    for number in range(count):
        paragraph = SETTER.paragraph(sentence(chance, kinds[number % len(kinds)]), chance.choice(ROLES))
        yield chance.uniform(48, 360), paragraph


def deck(cases: list[tuple[float, Paragraph]]) -> bytes:
    pages = tuple(Page(960, 540, (TextBox(20, 4, width, 530, (paragraph,), name=f"Case {i}"),), layout="blank", title=f"Case {i}",
                       notes=()) for i, (width, paragraph) in enumerate(cases))
    return pptx.render(Pages(pages, Properties("Breaks")), THEME, HOUSE / "master.pptx")


def there(cases: list[tuple[float, Paragraph]], folder: Path) -> list[list[str]]:
    """The lines of each box as LibreOffice sets them, without spaces."""
    (folder / "breaks.pptx").write_bytes(deck(cases))
    found = []
    for sheet in hosts.words(hosts.converted(folder / "breaks.pptx", folder)):
        lines: dict[float, str] = {}
        for one in sheet:
            near = next((y for y in lines if abs(y - one.y) < 4), one.y)
            lines[near] = lines.get(near, "") + one.text
        found.append([line.encode("utf-16", "surrogatepass").decode("utf-16") for line in lines.values()])
    return found


def counted(paragraph: Paragraph, width: float) -> int:
    """As many lines as the proof of fit takes: at the margin's width, or at the full one where words must be cut."""
    return max(len(set_box(SETTER.ruler, [paragraph], room, optimum=False, kern=False)[0]) for room in (width, width / MARGIN))


def ours(paragraph: Paragraph, width: float) -> list[str]:
    """The lines of the deck's own print."""
    box = TextBox(0, 0, width, 500, (paragraph,))
    page = printed.printed(Pages((Page(960, 540, (box,)),), Properties("")), THEME, SETTER.ruler).pages[0]
    return ["".join(span.text for _, span in line.spans).replace(" ", "") for line in page.items[-1].lines]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    cases = list(corpus(often(400, 4000)))
    lines = [line for start in range(0, len(cases), 400)
             for line in there(cases[start:start + 400], tmp_path_factory.mktemp("breaks"))]
    return [(width, paragraph, line) for (width, paragraph), line in zip(cases, lines, strict=True)]


def test_no_box_takes_more_lines_than_its_proof_counts(drawn: Drawn) -> None:
    assert [(round(width, 1), paragraph.role, lines) for width, paragraph, lines in drawn
            if len(lines) > counted(paragraph, width)] == []


def test_the_print_of_a_deck_breaks_lines_of_pictures_where_libreoffice_does(drawn: Drawn) -> None:
    """But for a box whose width ends within a hair of a character, which rounding decides."""
    pictured = [(width, paragraph, lines) for width, paragraph, lines in drawn
                if set(paragraph.text) <= set(ALPHABETS["pictures"] + ALPHABETS["small pictures"] + " ,.!()-–“”")]
    same = sum(ours(paragraph, width) == lines for width, paragraph, lines in pictured)
    assert len(pictured) > often(40, 400) and same >= 0.9 * len(pictured)


@pytest.mark.parametrize("gap", [" ", ""])
def test_a_picture_that_has_no_room_takes_the_word_before_it_along(gap: str, tmp_path: Path) -> None:
    """LibreOffice does not see the break right before a character of two units in UTF-16."""
    paragraph = SETTER.paragraph(f"one two{gap}\N{SHIP}", "body")
    wide = SETTER.ruler.width(f"one two{gap}\N{SHIP}", paragraph.spans[0].face, paragraph.spans[0].size)
    lines, = there([(wide - 4, paragraph)], tmp_path)
    assert lines == ours(paragraph, wide - 4) == ["one", "two\N{SHIP}"]


SENTENCES = {
    "bottom_line": ("Title", "bottom_line: {}"), "ask": ("Ask", "ask: {{decision: {}}}"),
    "notice": ("Notice", "notice: {{headline: It is so, text: {}}}"),
    "correction": ("Correction", "correction: {{title: It was not so, text: {}}}")}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_sentence_that_nearly_fills_its_line_has_room_for_the_second_that_a_host_may_take(kind: str, tmp_path: Path) -> None:
    """Its box is as high as the proof counts, and not as high as our own lines are."""
    name, block = SENTENCES[kind]

    def box(words: str) -> Any:
        outline = built.report(tmp_path / "report", f"body:\n  - {block.format(words)}\n", head=built.HEAD)
        paths, _ = pipeline.build(outline, tmp_path / "out", pipeline.Options(only=("deck",)))
        return next(one for made in Presentation(str(paths[0])).slides for one in made.shapes
                    if one.name == name and one.has_text_frame and words[:4] in one.text_frame.text)

    style, width = SETTER.style("bottom_line"), box("Wide").width / 12700
    words = "Wide"
    while (wide := SETTER.ruler.width(words, style.face, style.size, kern=False)) < 0.985 * width:
        words += " in" if wide < 0.95 * width else "i"
    assert wide < width
    assert box(words).height / 12700 >= 2 * style.leading
