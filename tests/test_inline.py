"""Inline text: what is markup and what is text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import inline
from reports.document import Run
from reports.typography import typeset


def kinds(text: str) -> list[tuple[str, str]]:
    return [(a.kind, a.text) for a in inline.atoms(text)]


def test_references_keep_their_form():
    assert kinds("up {A-057} to {A-058|short}") == [("text", "up "), ("reference", "A-057"), ("text", " to "),
                                                    ("reference", "A-058|short")]


def test_a_number_on_purpose_is_a_literal():
    assert kinds("{=42} items") == [("literal", "42"), ("text", " items")]


def test_a_backslash_makes_a_brace():
    assert "".join(t for _, t in kinds(r"\{A-058\}")) == "{A-058}"


def test_emphasis_strong_and_links():
    made = inline.atoms("*a* **b** [c](https://example.org)")
    assert [(a.emphasis, a.strong, a.link) for a in made if a.text.strip()] == [
        (True, False, ""), (False, True, ""), (False, False, "https://example.org")]


@pytest.mark.parametrize("text", ["<b>bold</b>", "&lt; &amp;", "# no heading", "a | b", "`code`", "![x](y)"])
def test_other_markup_is_text(text):
    made = "".join(a.text for a in inline.atoms(text))
    assert made == text or made == "!x"


@pytest.mark.parametrize(("address", "safe"), [
    ("https://example.org/a?b=c", True), ("http://example.org", True), ("mailto:desk@example.org", True),
    ("javascript:alert(1)", False), ("file:///etc/passwd", False), ("data:text/html,x", False), ("\\\\host\\share", False),
    ("https:", False), ("java\nscript:x", False), ("vbscript:x", False), ("ms-word:ofe|u|x", False), ("//example.org", False)])
def test_only_three_schemes_are_safe(address, safe):
    assert inline.link_is_safe(address) is safe


def test_paragraphs_know_where_they_start():
    text = "one\ntwo\n\nthree\n"
    assert inline.paragraphs(text) == [(0, "one\ntwo"), (9, "three")]


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text):
    inline.atoms(text)
    inline.paragraphs(text)


@given(st.text(alphabet=st.characters(blacklist_characters="\\*_[]{}\n\r\x00", blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_text_without_markup_comes_back_unchanged(text):
    assert "".join(a.text for a in inline.atoms(text)).strip() == text.strip()


def languages(text: str) -> list[tuple[str, str]]:
    return [(a.language, a.text) for a in inline.atoms(text)]


def test_a_passage_in_another_language_keeps_its_markup() -> None:
    made = inline.atoms("a [mot *juste* {A-058}]{lang=fr} b")
    assert [(a.language, a.text) for a in made] == [
        ("", "a "), ("fr", "mot "), ("fr", "juste"), ("fr", " "), ("fr", "A-058"), ("", " b")]
    assert [a.emphasis for a in made] == [False, False, True, False, False, False]
    assert made[4].offset == 15, "a problem in it must still point at its place"


def test_languages_nest_and_stand_beside_links() -> None:
    assert languages("[x [y]{lang=ru} z]{lang=fr}[l](https://a.example)") == [("fr", "x "), ("ru", "y"), ("fr", " z"), ("", "l")]
    assert [(a.link, a.language) for a in inline.atoms("[[l](https://a.example)]{lang=de}")] == [("https://a.example", "de")]


@pytest.mark.parametrize("text", ["[open {lang=fr}", "[a] {lang=fr}", r"\[a]{lang=fr}"])
def test_what_is_not_closed_is_no_passage(text: str) -> None:
    assert {a.language for a in inline.atoms(text)} == {""}


@pytest.mark.parametrize(("tag", "fits"), [("fr", True), ("sr-Latn", True), ("pt-BR", True), ("es-419", True),
                                           ("zh-Hans-CN", True), ("French", False), ("fr_FR", False), ("", False), ("FR", False)])
def test_language_tags(tag: str, fits: bool) -> None:
    assert inline.language_is_tag(tag) is fits


@given(st.text("[]{}=lang fr*\\(a)", max_size=30))
def test_brackets_of_any_kind_are_read(text: str) -> None:
    assert all(a.text or a.kind == "reference" for a in inline.atoms(text))


# ---------------------------------------------------------------- signs as a typesetter has them
@pytest.mark.parametrize(("typed", "printed"), [
    ("the port's", "the port’s"), ("the ports' board", "the ports’ board"), ('a "new" approach', "a “new” approach"),
    ('("new")', "(“new”)"), ("he said: 'so'", "he said: ‘so’"), ("and so on...", "and so on…"), ("a - b", "a – b"),
    ("wide--open", "wide—open"), ("1914-18", "1914-18"), ("two  spaces", "two spaces"), ("5' 6\"", "5’ 6\""),
    ("=cmd|' /C '!A0", "=cmd|' /C '!A0"), ("....", "....")])
def test_signs_of_a_typewriter_are_set_as_type(typed: str, printed: str) -> None:
    assert "".join(run.text for run in typeset([Run(typed)], "en-GB")) == printed


def test_signs_follow_the_language_and_run_on_over_runs() -> None:
    assert [run.text for run in typeset([Run('"neu"')], "de")] == ["„neu“"]
    assert [run.text for run in typeset([Run('sa "maison"')], "xx")] == ['sa "maison"'], "its marks are not known"
    assert [run.text for run in typeset([Run("so "), Run('"new"', strong=True), Run("' it")], "en")] == ["so ", "“new”", "’ it"]


@given(st.text("ab '\"-.“”", max_size=30))
def test_type_loses_no_letter_and_settles(typed: str) -> None:
    once = "".join(run.text for run in typeset([Run(typed)], "en-GB"))
    assert [c for c in once if c.isalpha()] == [c for c in typed if c.isalpha()]
    assert "".join(run.text for run in typeset([Run(once)], "en-GB")) == once
