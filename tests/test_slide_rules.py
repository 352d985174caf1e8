"""The rules of slides: each trips on a slide that breaks it, and is silent on the same slide put right."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from built import ROOT

from charts.drawing import Drawing, Text
from reports import theme as themes
from reports.document import Document, Head
from reports.layout.setting import Setter
from reports.layout.slide_rules import judged
from reports.layout.speaking import notes
from reports.page import Face, Figure, Grid, GridCell, Item, Page, Picture, Shape, Tag, TextBox
from reports.problems import Place, Problem
from reports.text import shared

THEME = themes.load(ROOT / "templates" / "chancery")
SETTER = Setter(THEME, shared(THEME), "slide")
HEAD = Head("", "", "", "A visit", "", "April 2021", False, "Edition 1", "", "TLP:CLEAR", "tlp", False, "en-GB", (), "2021-04-30")
PLACE = Place("outline.yaml", 12, 5)


def box(words: str, role: str, y: float, name: str, *, height: float = 30.0, x: float = 48.0, width: float = 864.0,
        placeholder: str = "", bullet: str = "", size: float = 0.0) -> TextBox:
    paragraphs = [replace(SETTER.paragraph(w, role, size=size), bullet=bullet) for w in words.split("|")]
    return SETTER.box(x, y, width, paragraphs, height=height, placeholder=placeholder, name=name)


def title(words: str = "The harbour opens in spring", size: float = 0.0) -> TextBox:
    return box(words, "headline", 48, "Title", height=66, placeholder="title", size=size)


def figure(y: float = 130.0, x: float = 48.0, name: str = "Figure 1", *, alt: str = "A chart", size: float = 16.0) -> Figure:
    drawing = Drawing(300, 80, (Text(10, 20, "word", size),))
    return Figure(x, y, 300, 80, drawing, Tag("Figure"), alt, name=name)


def grid(size: float = 16.0, *, head: str = "Head") -> Grid:
    def cell(words: str) -> GridCell:
        return GridCell((SETTER.paragraph(words, "td", size=size),) if words else ())

    return Grid(48, 130, (100.0,), (20.0, 20.0), ((cell(head),), (cell("Body"),)), name="Table")


FOOT = "A visit As of April 2021 Edition 1"


def footer(number: str = "1 of 1", marking: str = "TLP:CLEAR", words: str = FOOT) -> list[TextBox]:
    return [box(words, "footer", 508, "Footer", height=18, width=600),
            box(number, "footer", 508, "Slide number", x=658, width=110),
            box(marking, "chip", 24, "Marking, top", x=790, width=120, height=18)]


def page(*items: Item, head: TextBox | None = None, foot: list[TextBox] | None = None, layout: str = "content",
         said: tuple[str, ...] = ("Say this.",)) -> Page:
    top = title() if head is None else head
    return Page(960, 540, (top, *items, *(footer() if foot is None else foot)), layout=layout, title=top.paragraphs[0].text,
                notes=notes(said, "article A", "", "April 2021", "TLP:CLEAR"), place=PLACE)


def found(*pages: Page, profile: str = "official") -> list[Problem]:
    return judged(pages, Document(HEAD, (), (), profile), THEME)


def without(made: Page, lead: str) -> Page:
    return replace(made, notes=tuple(n for n in made.notes if not n.startswith(lead)))


def words(count: int) -> str:
    return " ".join(["word"] * count)


def moved_down(made: Page) -> Page:
    """The title last: read after what it stands above."""
    first, figure_, *rest = made.items
    late = box("Late", "list", 90, "Text", height=20)
    return replace(made, items=(first, figure_, late, *rest))


def nested(more: float) -> TextBox:
    """A list of three, the last of them further in."""
    made = box("One|Two|Three", "list", 130, "List", height=200, bullet="–")
    return replace(made, paragraphs=(*made.paragraphs[:2], replace(made.paragraphs[2], hang=made.paragraphs[2].hang + more)))


def faced(family: str, y: float) -> TextBox:
    made = box("Words", "list", y, f"Text {family}")
    spans = tuple(replace(span, face=Face(family)) for span in made.paragraphs[0].spans)
    return replace(made, paragraphs=(replace(made.paragraphs[0], spans=spans),))


def small_foot(size: float) -> list[TextBox]:
    first, *rest = footer()
    return [replace(first, paragraphs=(SETTER.paragraph(FOOT, "footer", size=size),)), *rest]


SOURCE = box("Article A", "source", 470, "Source")
LIST = "One|Two|Three|Four"
CASES: dict[str, tuple[str, Callable[[], Page], Callable[[], Page]]] = {
    "S1 words": ("S1", lambda: page(box(words(41), "list", 130, "Text", height=200)),
                 lambda: page(box(words(25), "list", 130, "Text", height=200))),
    "S1 tiles do not count": ("S1", lambda: page(box(words(30), "list", 130, "Text", height=200)),
                              lambda: page(box(words(45), "list", 130, "Value A", height=300))),
    "S2 items": ("S2", lambda: page(box(LIST + "|Five", "list", 130, "List", height=200, bullet="–")),
                 lambda: page(box(LIST, "list", 130, "List", height=200, bullet="–"))),
    "S2 lines": ("S2", lambda: page(box("One|" + words(24), "list", 130, "List", height=200, bullet="–", width=300)),
                 lambda: page(box("One|" + words(9), "list", 130, "List", height=200, bullet="–", width=300))),
    "S2 one item": ("S2", lambda: page(box("One", "list", 130, "List", height=200, bullet="–")),
                    lambda: page(box("One", "list", 130, "List", height=200))),
    "S2 asks": ("S2", lambda: page(box(LIST + "|Five|Six", "list", 130, "Asks", height=300, bullet="–")),
                lambda: page(box(LIST + "|Five", "list", 130, "Asks", height=300, bullet="–"))),
    "S2 a list in a list": ("S2", lambda: page(nested(12.0)), lambda: page(nested(0.0))),
    "S3 three to compare": ("S3", lambda: page(*(figure(y=130 + 90 * i) for i in range(3)), layout="compared"),
                            lambda: page(figure(), figure(y=220), layout="compared")),
    "S3 charts": ("S3", lambda: page(figure(), figure(x=400, name="Figure 2")),
                  lambda: page(figure(), figure(x=400, name="Figure 2"), layout="compared")),
    "S4 outside": ("S4", lambda: page(Shape(900, 100, 100, 4)), lambda: page(Shape(900, 100, 60, 4))),
    "S4 left of it": ("S4", lambda: page(Shape(-1, 100, 60, 4)), lambda: page(Shape(0, 100, 60, 4))),
    "S4 below": ("S4", lambda: page(Shape(0, 500, 60, 41)), lambda: page(Shape(0, 500, 60, 40))),
    "S4 right margin": ("S4", lambda: page(box("Words", "list", 130, "Text", x=900, width=40)),
                        lambda: page(box("Words", "list", 130, "Text", x=880, width=32))),
    "S4 margin": ("S4", lambda: page(box("Words", "list", 130, "Text", x=20, width=90)),
                  lambda: page(box("Words", "list", 130, "Text", x=48, width=90))),
    "S4 overlap": ("S4", lambda: page(figure(), box("Words", "list", 150, "Text")),
                   lambda: page(figure(), box("Words", "list", 220, "Text"))),
    "S5 fit": ("S5", lambda: page(box(words(60), "list", 130, "Value", height=40)),
               lambda: page(box(words(20), "list", 130, "Value", height=60))),
    "S6 none": ("S6", lambda: page(head=replace(title(), placeholder="")), lambda: page()),
    "S6 empty": ("S6", lambda: replace(page(), title=" "), lambda: page()),
    "S6 two": ("S6", lambda: page(replace(title(), y=130.0)),
               lambda: page(replace(title(), y=130.0, placeholder="", name="Text"))),
    "S7 alternative": ("S7", lambda: page(figure(alt="")), lambda: page(figure())),
    "S7 alternative of a picture": ("S7", lambda: page(Picture(48, 130, 100, 100, b"", Tag("Figure"), "", "Photograph")),
                                    lambda: page(Picture(48, 130, 100, 100, b"", Tag("Figure"), "A harbour", "Photograph"))),
    "S7 order": ("S7", lambda: moved_down(page(figure())), lambda: page(box("Early", "list", 90, "Text", height=20), figure())),
    "S8 head": ("S8", lambda: page(grid(head="")), lambda: page(grid())),
    "S8 no head": ("S8", lambda: page(replace(grid(), header_rows=0)), lambda: page(replace(grid(), header_rows=1))),
    "S9 native": ("S9", lambda: page(Picture(48, 130, 100, 100, b"", Tag("Figure"), "A chart", "Figure 1")),
                  lambda: page(Picture(48, 130, 100, 100, b"", Tag("Figure"), "A harbour", "Photograph"))),
    "S10 too much": ("S10", lambda: page(said=(words(121),)), lambda: page(said=(words(120),))),
    "S10 none": ("S10", lambda: page(said=()), lambda: page()),
    "S10 source": ("S10", lambda: without(page(SOURCE), "Source: "), lambda: page(SOURCE)),
    "S10 no source to name": ("S10", lambda: without(page(SOURCE), "Source: "), lambda: without(page(), "Source: ")),
    "S10 caveat": ("S10", lambda: without(page(), "Caveat: "), lambda: page()),
    "S10 question": ("S10", lambda: without(page(), "Likely question: "), lambda: page()),
    "S10 marking": ("S10", lambda: without(page(), "TLP:CLEAR"), lambda: page()),
    "S12 number": ("S12", lambda: page(foot=footer("1")), lambda: page()),
    "S12 marking": ("S12", lambda: page(foot=footer(marking="")), lambda: page()),
    "S12 as of": ("S12", lambda: page(foot=footer(words="A visit Edition 1")), lambda: page()),
    "S12 edition": ("S12", lambda: page(foot=footer(words="A visit As of April 2021")), lambda: page()),
    "S12 title": ("S12", lambda: page(foot=footer(words="Visits… As of April 2021 Edition 1")),
                  lambda: page(foot=footer(words="A … As of April 2021 Edition 1"))),
    "F6": ("F6", lambda: page(head=title(size=23.0)), lambda: page(head=title(size=24.0))),
    "F7": ("F7", lambda: page(box("Words", "list", 130, "Text", size=16.0)),
           lambda: page(box("Words", "list", 130, "Text", size=18.0))),
    "F8 cells": ("F8", lambda: page(grid(12.0)), lambda: page(grid(14.0))),
    "F8 labels": ("F8", lambda: page(figure(size=12.0)), lambda: page(figure(size=14.0))),
    "F8 note": ("F8", lambda: page(box("Words", "note", 430, "Note", size=12.0)),
                lambda: page(box("Words", "note", 430, "Note"))),
    "F9": ("F9", lambda: page(box("Words", "source", 470, "Source", size=9.0)),
           lambda: page(box("Words", "source", 470, "Source"))),
    "F9 footer": ("F9", lambda: page(foot=small_foot(9.0)), lambda: page(foot=small_foot(10.0))),
    "F10": ("F10", lambda: page(foot=[replace(b, paragraphs=tuple(SETTER.paragraph("TLP:CLEAR", "chip", size=10.0) for _ in "1"))
                                      if b.name.startswith("Marking") else b for b in footer()]), lambda: page()),
    "F11 sizes": ("F11", lambda: page(*(box("Words", "list", 130 + 40 * i, f"Text {i}", size=18.0 + i) for i in range(4))),
                  lambda: page(*(box("Words", "list", 130 + 40 * i, f"Text {i}", size=18.0 + i) for i in range(3)))),
    "F11 faces": ("F11", lambda: page(*(faced(family, y) for family, y in (("serif", 130), ("mono", 170)))),
                  lambda: page(faced("serif", 130), faced("serif", 170))),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_trips_and_is_silent(case: str) -> None:
    rule, wrong, right = CASES[case]
    tripped = [p for p in found(wrong()) if p.rule == rule]
    assert tripped and all(p.place == PLACE and p.hint for p in tripped)
    assert [p for p in found(right()) if p.rule == rule] == []


def test_a_sound_slide_breaks_no_rule() -> None:
    assert found(page(figure())) == []


@pytest.mark.parametrize(("count", "level"), [(25, []), (26, ["warning"]), (40, ["warning"]), (41, ["error"])])
def test_a_slide_warns_of_many_words_before_it_has_too_many(count: int, level: list[str]) -> None:
    told = found(page(box(words(count), "list", 130, "Text", height=200)))
    assert [p.level for p in told if p.rule == "S1"] == level


def test_titles_differ() -> None:
    foots = [footer(f"{i} of 2") for i in (1, 2)]
    same = [page(foot=foot) for foot in foots]
    assert [p.rule for p in found(*same)] == ["S6", "S6"]
    assert found(same[0], page(head=title("It opens in summer"), foot=foots[1])) == []


@pytest.mark.parametrize(("profile", "most"), [("minister", 8), ("official", 16)])
def test_a_deck_is_no_longer_than_its_readers_have_time(profile: str, most: int) -> None:
    def deck(count: int, section: str = "") -> list[Page]:
        return [replace(page(head=title(f"Slide {i} says something"), foot=footer(f"{i} of {count}")), section=section)
                for i in range(1, count + 1)]

    assert found(*deck(most), profile=profile) == []
    assert [(p.rule, p.level) for p in found(*deck(most + 1), profile=profile)] == [("S11", "warning")]
    assert found(*deck(most + 4, "Appendix"), profile=profile) == []


def test_every_rule_has_a_case() -> None:
    from reports.layout import slide_rules, slide_type_rules

    names = {rule.__name__.partition("_")[0].upper() for rule in (*slide_rules.RULES, *slide_type_rules.RULES)}
    assert {rule for rule, _, _ in CASES.values()} == names and len(names) == 17
    assert Path(slide_rules.__file__).read_text(encoding="utf-8").count("yield Finding(") >= 15
