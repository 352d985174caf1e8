"""One outline, three readers: the first report on one page, on eight at most, and with its evidence annexed."""
from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from built import DATA
from test_blocks import printed, titles
from test_layout import laid_out, page_with

from reports.page import Pages

ANNEXES = ("The brief rests on two articles", "The picture rests on what the writers say", "Sergey Lavrov",
           "Dated events run from", "Six questions", "Each item stands here", "In 26 places the items differ",
           "What the figures plot", "Inter-Services Public Relations", "First edition", "Head of the policy desk",
           "to pass on freely")


@cache
def lavrov(profile: str) -> tuple[Pages, Pages]:
    """The pages and slides of a profile; nothing on them is too long."""
    paper, slides, problems = laid_out(DATA / "lavrov-2021", profile=profile)
    assert problems == []
    return paper, slides


@pytest.mark.parametrize("profile, least, most", [("minister", 1, 1), ("official", 4, 8), ("analyst", 20, 60)])
def test_a_profile_has_the_pages_that_its_readers_take(profile: str, least: int, most: int) -> None:
    assert least <= len(lavrov(profile)[0].pages) <= most


@pytest.mark.parametrize("profile, least, most", [("minister", 6, 8), ("official", 12, 16), ("analyst", 20, 60)])
def test_a_profile_has_the_slides_that_its_readers_take(profile: str, least: int, most: int) -> None:
    shown = [page for page in lavrov(profile)[1].pages if profile == "analyst" or page.section != "Appendix"]
    assert least <= len(shown) <= most


def test_the_analyst_has_the_evidence_and_nobody_else() -> None:
    analyst, official = printed(lavrov("analyst")[0]), printed(lavrov("official")[0])
    assert [words for words in ANNEXES if words not in analyst] == []
    assert [words for words in ANNEXES if words in official] == ["Sergey Lavrov"], "who is named on page one"


def test_the_annexes_stand_after_their_opening_and_are_named_there() -> None:
    paper, slides = lavrov("analyst")
    after = replace(paper, pages=paper.pages[2:])  # without page one and the contents
    opening = 2 + page_with(after, "Annexes: the evidence")
    assert all(2 + page_with(after, words) >= opening for words in ANNEXES if words != "Sergey Lavrov")
    listed = "\n".join(printed(Pages((paper.pages[opening - 1],), paper.properties)).splitlines())
    assert all(name in listed for name in ("Method", "Chronology", "Biographies", "Ledger of facts", "Where the accounts differ",
                                           "Data behind the figures", "Glossary", "Edition history", "Approvals", "Distribution"))
    shown = titles(slides)
    assert shown.index("Who is who") > shown.index("Annexes: the evidence")


def test_a_quotation_within_a_phrase_has_inner_marks() -> None:
    words = printed(lavrov("analyst")[0])
    assert "“‘There is a new approach" in words and "““" not in words and "””" not in words


def test_every_fact_of_the_ledger_has_its_row() -> None:
    from reports import facts, outline

    read, _ = outline.read(DATA / "lavrov-2021")
    assert read is not None
    ledger, _ = facts.ledger(read)
    words = set(printed(lavrov("analyst")[0]).split())
    assert len(ledger.facts) > 140
    assert [f.id for f in ledger.facts.values() if f.publish and f.id not in words] == []
    assert [f.id for f in ledger.facts.values() if not f.publish and f.id in words] == []
