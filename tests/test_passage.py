"""A printed text that knows what it is made of: references, quotations, sentences, and where each character was typed."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often

from reports.problems import Place
from reports.tracing import quoting
from reports.tracing.passage import HIDDEN, Passage, heard
from reports.tracing.reading import quantities

FACTS = {"F-001": "12%", "F-002": "$300 million"}


def passage(typed: str) -> Passage:
    return heard(typed, Place("outline.yaml", 5, 11), lambda name, form: None if name not in FACTS else
                 "" if form == "cite" else FACTS[name], "text")


def test_references_and_numbers_on_purpose_are_hidden() -> None:
    made = passage("In 2020 it was 46% {F-001} or {=5}, $790 at [x](http://a/5), B2B, article A1")
    assert made.text == "In 2020 it was 46% 12% or 5, $790 at x, B2B, article A1"
    assert [q.text for q in quantities(made.own)] == ["2020", "46%", "$790"]
    assert made.facts == ("F-001",) and len(made.own) == len(made.text)


def test_a_mark_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    made = passage("It rose.{F-001|cite} It fell to {F-002}. And S. Jaishankar of the U.S. said so.{F-001|cite}{F-002|cite}")
    assert [s.text.strip() for s in made.sentences] == [
        "It rose.", "It fell to $300 million.", "And S. Jaishankar of the U.S. said so."]
    assert [made.facts_of(s) for s in made.sentences] == [("F-001",), ("F-002",), ("F-001", "F-002")]


def test_a_mark_at_the_very_start_belongs_to_the_first_sentence() -> None:
    made = passage("{F-001|cite}It rose. It fell.")
    assert [made.facts_of(s) for s in made.sentences] == [("F-001",), ()]


@pytest.mark.parametrize("text, quoted", [("He said “so be it” and \"no\".", ["so be it", "no"]),
                                          ("«oui» and „ja“", ["oui", "ja"]),
                                          ("it’s the ship’s", []), ("an “open", [])])
def test_quotations(text: str, quoted: list[str]) -> None:
    made = passage(text)
    assert [q.text for q in made.quotations] == quoted
    assert all(made.text[q.start:q.end] == q.text and set(made.unquoted[q.start:q.end]) <= {HIDDEN} for q in made.quotations)


def test_a_character_is_found_where_it_was_typed() -> None:
    typed = "A *first* line {F-001}\nthen a second with 14\nand {F-002} a third with 15"
    made = heard(typed, Place("outline.yaml", 5, 11), lambda name, form: FACTS[name], "text")
    assert [made.at(made.text.index(n)).line for n in ("first", "14", "15")] == [5, 7, 8]


@given(st.text(alphabet="ab .!?“”\"{}|=*F-0012[]()\n ", max_size=60))
@settings(max_examples=often(200, 3000), deadline=None)
def test_any_text_is_heard(typed: str) -> None:
    made = passage(typed)
    assert len(made.own) == len(made.unquoted) == len(made.text)
    assert "".join(s.text for s in made.sentences).strip() == made.text.strip()
    assert all(made.at(i).line >= 5 for i in range(len(made.text)))
    assert {f for s in made.sentences for f in made.facts_of(s)} == set(made.facts) or not made.text.strip()


@pytest.mark.parametrize("phrase, words, holds", [
    ("he said “yes,  and no” to it", "yes, and no", True), ("he said yes", "He said yes", False),
    ("one two three", "one … three", True), ("one two three", "one three", False),
    ("one two three", "three … one", False), ("one [or two] three", "one [or two] three", True),
    ("one [or two] three", "one or two three", False), ("one two three", "one [thing] three", True),
    ("one, two", "one,", True), ("one two", "", False), ("one two", "…", False),
    ("say “it’s so”", "say 'it's so'", True), ("one two three", "one two.", True), ("one two", "[all of it]", False)])
def test_what_a_phrase_holds(phrase: str, words: str, holds: bool) -> None:
    assert quoting.holds(phrase, words) is holds


@given(st.text(alphabet="ab c.…[]“”'", max_size=40), st.text(alphabet="ab c.…[]“”'", max_size=20))
@settings(max_examples=often(200, 3000), deadline=None)
def test_any_phrase_holds_itself_and_no_word_is_made_up(phrase: str, words: str) -> None:
    assert quoting.holds(phrase, phrase) or not quoting.folded(phrase).strip(".,;: ")
    if quoting.holds(phrase, words):
        assert all(w in quoting.folded(phrase) for w in words.replace("…", " ").split() if w.isalpha())
