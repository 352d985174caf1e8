"""Protective markings: which labels there are, which covers which, what stands before a paragraph."""
from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from built import HEAD, build, pages_of, problems_of, report, slides_text
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from reports.cleaning import Unfit
from reports.document import Content, Run, plain
from reports.marking import TLP, Scheme, colour
from reports.portions import marked
from reports.problems import Place

GOOD = {
    "tlp": ["TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"],
    "gscp": ["OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE COMMERCIAL", "SECRET", "TOP SECRET", "UK SECRET",
             "TOP SECRET UK EYES ONLY", "UK OFFICIAL-SENSITIVE LOCSEN"],
    "us": ["UNCLASSIFIED", "UNCLASSIFIED//FOUO", "SENSITIVE BUT UNCLASSIFIED", "CUI", "CUI//SP-EXPT", "CONFIDENTIAL", "SECRET",
           "SECRET//NOFORN", "TOP SECRET//SI/TK//ORCON/NOFORN", "SECRET//REL TO USA, GBR"]}
BAD = {
    "tlp": ["TLP:WHITE", "TLP: RED", "tlp:red", "RED", "TLP:AMBER STRICT", "TLP:RED//NOFORN", ""],
    "gscp": ["Official", "OFFICIAL SENSITIVE PERSONAL-", "OFFICIAL-sensitive", "RESTRICTED", "SECRET//NOFORN", "TLP:RED",
             "SECRET ", "OFFICIAL – SENSITIVE"],
    "us": ["Secret", "SECRET/NOFORN/", "SECRET//", "SECRET //NOFORN", "SECRET//REL TO GBR, USA",
           "SECRET//NOFORN//REL TO USA, GBR", "TLP:RED", "RESTRICTED", "SECRET//REL TO USA,GBR"]}
WAYS = Scheme("custom", ("OPEN", "INTERNAL", "CLOSED"), ("O", "I", "C"))


@pytest.mark.parametrize(("scheme", "label"), [(s, label) for s, labels in GOOD.items() for label in labels])
def test_labels_of_a_scheme_in_their_exact_form(scheme: str, label: str) -> None:
    assert Scheme(scheme).read(label).level >= 0


@pytest.mark.parametrize(("scheme", "label"), [(s, label) for s, labels in BAD.items() for label in labels])
def test_what_is_no_label_is_refused_with_a_hint(scheme: str, label: str) -> None:
    with pytest.raises(Unfit) as refused:
        Scheme(scheme).read(label)
    assert refused.value.hint


@pytest.mark.parametrize(("scheme", "label"), [("gscp", "TLP:RED SECRET"), ("us", "SECRET//TLP:RED"), ("custom", "TLP:RED"),
                                               ("gscp", "SECRET//NOFORN"), ("tlp", "TLP:RED//NOFORN")])
def test_schemes_are_never_mixed(scheme: str, label: str) -> None:
    with pytest.raises(Unfit, match="mixes"):
        Scheme(scheme).read(label)


@pytest.mark.parametrize(("scheme", "whole", "part", "covers"), [
    ("tlp", "TLP:GREEN", "TLP:AMBER", False), ("tlp", "TLP:GREEN", "TLP:CLEAR", True),
    ("tlp", "TLP:AMBER", "TLP:AMBER+STRICT", False), ("tlp", "TLP:RED", "TLP:PINK", False),
    ("gscp", "OFFICIAL-SENSITIVE", "SECRET", False), ("gscp", "SECRET", "OFFICIAL", True),
    ("gscp", "SECRET", "OFFICIAL-SENSITIVE COMMERCIAL", True), ("gscp", "SECRET", "SECRET UK EYES ONLY", False),
    ("us", "TOP SECRET//NOFORN", "SECRET//NOFORN", True), ("us", "SECRET//NOFORN", "TOP SECRET", False),
    ("us", "TOP SECRET", "SECRET//NOFORN", False), ("us", "SECRET//SI/TK", "SECRET//SI", True),
    ("us", "SECRET//REL TO USA, GBR", "SECRET", False), ("us", "SECRET//REL TO USA, GBR", "UNCLASSIFIED", True),
    ("us", "SECRET//REL TO USA, GBR", "SECRET//REL TO USA, AUS, GBR", True),
    ("us", "SECRET//REL TO USA, AUS, GBR", "SECRET//REL TO USA, GBR", False),
    ("custom", "In confidence", "In confidence", True), ("custom", "In confidence", "Closed", False),
    ("none", "", "Secret", False)])
def test_what_may_stand_in_what(scheme: str, whole: str, part: str, covers: bool) -> None:
    assert Scheme(scheme).covers(whole, part) is covers


@given(st.sampled_from([(s, a, b, c) for s, labels in GOOD.items() for a, b, c in product(labels, repeat=3)]))
def test_covering_is_an_order(case: tuple[str, str, str, str]) -> None:
    """Reflexive and transitive, so that blocks in blocks in documents are safe; never both ways between unlike TLP labels."""
    scheme, a, b, c = case
    covers = Scheme(scheme).covers
    assert covers(a, a)
    assert not (covers(a, b) and covers(b, c)) or covers(a, c)
    assert scheme != "tlp" or a == b or covers(a, b) != covers(b, a)


def test_a_custom_scheme_has_its_own_order() -> None:
    assert [(a, b) for a, b in product(WAYS.levels, repeat=2) if WAYS.covers(a, b)] == [
        ("OPEN", "OPEN"), ("INTERNAL", "OPEN"), ("INTERNAL", "INTERNAL"), ("CLOSED", "OPEN"), ("CLOSED", "INTERNAL"),
        ("CLOSED", "CLOSED")]


@pytest.mark.parametrize(("scheme", "label", "mark"), [
    (Scheme("us"), "UNCLASSIFIED", "(U)"), (Scheme("us"), "SENSITIVE BUT UNCLASSIFIED", "(SBU)"),
    (Scheme("us"), "SECRET//NOFORN", "(S//NF)"), (Scheme("us"), "TOP SECRET//SI/TK//ORCON/NOFORN", "(TS//SI/TK//OC/NF)"),
    (Scheme("us"), "SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR)"), (WAYS, "INTERNAL", "(I)"),
    (Scheme("custom", ("OPEN",)), "OPEN", ""), (Scheme("tlp"), "TLP:RED", ""), (Scheme("gscp"), "SECRET", "")])
def test_portion_marks(scheme: Scheme, label: str, mark: str) -> None:
    assert scheme.portion(label) == mark


def test_the_colours_that_tlp_fixes() -> None:
    assert [colour(label) for label in TLP] == ["white", "#33FF00", "#FFC000", "#FFC000", "#FF2B2B"]
    assert colour("SECRET") == "white"


# ---------------------------------------------------------------- in a report
def head(marking: str, more: str = "status: final") -> str:
    return HEAD.replace("status: final", f"{more}, marking: {{{marking}}}")


@pytest.mark.parametrize(("marking", "what"), [
    ("scheme: us, label: SECRET, levels: [A]", 'the scheme "us" has levels of its own'),
    ("scheme: custom, levels: [A, B], portions: [X], label: A", "levels and portion marks are not as many"),
    ("scheme: custom, levels: [A, B], label: C", '"C" is not a level of this scheme'),
    ("scheme: tlp, label: 'TLP:GREEN', unmarked: 'TLP:RED'",
     '"TLP:RED" for what is unmarked is above the document\'s "TLP:GREEN"'),
    ("scheme: gscp, label: Secret", '"Secret" is not a label of the scheme "gscp"')])
def test_a_marking_that_cannot_be_is_a_problem(marking: str, what: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, "body:\n  - text: Words.\n", head=head(marking))
    assert [p.what for p in found if p.level == "error"] == [what] and all(p.hint for p in found)


@pytest.mark.parametrize(("body", "what"), [
    ("- {text: {text: Words., marking: 'TLP:RED'}}", 'the marking "TLP:RED" is above the document\'s "TLP:AMBER"'),
    ("- {text: {text: Words., marking: 'TLP:PINK'}}", '"TLP:PINK" is not a TLP label'),
    ("- theme: {headline: A theme, marking: 'TLP:GREEN', blocks: [{text: {text: Words., marking: 'TLP:AMBER'}}]}",
     'the marking "TLP:AMBER" is above that of the block around it, "TLP:GREEN"')])
def test_a_block_never_stands_above_what_holds_it(body: str, what: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, f"body:\n  {body}\n", head=head("scheme: tlp, label: 'TLP:AMBER'"))
    assert [p.what for p in found if p.level == "error"] == [what]


def test_the_marking_stands_everywhere(tmp_path: Path) -> None:
    body = "body:\n  - bottom_line: All is well.\n  - text: Words.\n"
    marking = "scheme: tlp, label: 'TLP:AMBER+STRICT', handling: [For the delegation]"
    made = build(report(tmp_path / "in", body, head=head(marking)), tmp_path / "out")
    for page in pages_of(made.brief):
        assert page.count("TLP:AMBER+STRICT") == 2 and "For the delegation" in page
    for slide, words in zip(Presentation(str(made.deck)).slides, slides_text(made.deck), strict=True):
        assert words.count("TLP:AMBER+STRICT") == 2
        assert slide.notes_slide.notes_text_frame.text.startswith("TLP:AMBER+STRICT\nFor the delegation\n")
    with pikepdf.open(made.brief) as pdf:
        assert "TLP:AMBER+STRICT, For the delegation" in str(pdf.open_metadata()["pdf:Keywords"])
    assert Presentation(str(made.deck)).core_properties.keywords == "TLP:AMBER+STRICT, For the delegation"


def test_the_label_prints_in_the_colour_that_tlp_fixes(tmp_path: Path) -> None:
    folder = report(tmp_path / "in", "body:\n  - text: Words.\n", head=head("scheme: tlp, label: 'TLP:RED'"))
    made = build(folder, tmp_path / "out")
    with pikepdf.open(made.brief) as pdf:
        assert b"1 0.1686 0.1686 rg" in pdf.pages[0].obj.Contents.read_bytes()
    chips = [s for s in Presentation(str(made.deck)).slides[0].shapes if s.has_text_frame and s.text_frame.text == "TLP:RED"]
    assert len(chips) == 2 and all('srgbClr val="FF2B2B"' in c._element.xml for c in chips)


# ---------------------------------------------------------------- portions
def content(body: Any) -> Content:
    return Content("text", body, Place("outline.yaml"), title=(Run("Title"),))


def test_every_paragraph_and_heading_carries_its_mark(tmp_path: Path) -> None:
    body = """\
        body:
          - bottom_line: All is well.
          - theme:
              headline: The harbour grew
              marking: SECRET//NOFORN
              blocks:
                - text: |
                    One paragraph.

                    Another one.
                - {text: {text: A third one., marking: UNCLASSIFIED}}
        """
    marking = "scheme: us, label: SECRET//NOFORN, unmarked: UNCLASSIFIED"
    made = build(report(tmp_path / "in", body, head=head(marking)), tmp_path / "out")
    words = " ".join(" ".join(pages_of(made.brief)).split())
    for portion in ("(U) A visit", "(U) All is well.", "(S//NF) The harbour grew", "(S//NF) One paragraph.",
                    "(S//NF) Another one.", "(U) A third one."):
        assert portion in words, portion
    assert "(U) All is well." in " ".join(slides_text(made.deck)[1])


def test_cells_and_source_lines_are_no_portions() -> None:
    from reports.blocks.deliverables import Row, Tracker

    words = (Run("Said"),)
    made = marked(content(Tracker(words, words, "kicker", (Row(words, "done", words),), words, words)), "(U)").body
    assert plain(made.headline) == "(U) Said"
    assert [plain(w) for w in (made.subtitle, made.rows[0].item, made.source, made.note)] == ["Said"] * 4


def test_without_a_mark_nothing_changes() -> None:
    given_ = content((Run("Said"),))
    assert marked(given_, "") is given_
