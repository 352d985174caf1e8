"""Phrases and locators held against the texts of the sources, where a report's folder has them."""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from built import DATA, problems_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often

from reports import pipeline
from reports.options import Options
from reports.problems import Problem
from reports.tracing.texts import Text

TEXT = """\
The harbour gazette

The council met in spring and voted “a good $300 million” for the
new quay, which   reached the budget of 2020.
Nobody objected.
\fSecond page
The mayor said: “We will open in May.”
"""
ARTICLE = Path(__file__).parents[2] / "shared" / "first_report" / "article.txt"
HEAD = """\
outline: 1
report: {title: A visit, as_of: {date: 2021-04}, status: final}
sources:
  S1: {title: The gazette, kind: article, text: texts/gazette.txt%s}
facts:
  F-001: {value: money, as_of: 2020, status: stated, source: S1, phrase: %s%s}
"""
BODY = "body:\n  - text: Words.\n"


def found(folder: Path, phrase: str, locator: str = "", source: str = "", text: str = TEXT) -> list[Problem]:
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "gazette.txt").write_text(text, encoding="utf-8")
    head = HEAD % (source, f"'{phrase}'", f", locator: {locator}" if locator else "")
    return problems_of(folder, BODY, head=head, only=("brief",))


@pytest.mark.parametrize("phrase, locator", [
    ("voted “a good $300 million” for the new quay", "line 3"), ("voted \"a good $300 million\"", "line 3"),
    ("which reached the budget", "line 4"), ("the budget of 2020. Nobody", "lines 4–5"), ("Nobody objected.", ""),
    ("We will open in May", "line 7"), ("We will open", "page 2"), ("Nobody objected.", "page 1"), ("open in May", "table 3")])
def test_a_phrase_that_stands_there(phrase: str, locator: str, tmp_path: Path) -> None:
    assert found(tmp_path, phrase, locator) == []


@pytest.mark.parametrize("phrase, locator, line, wording", [
    ("voted a good $300 billion for the new quay", "line 3", 3, "good $300 million"),
    ("Nobody has objected", "", 5, "Nobody objected"), ("we will open in May", "line 7", 7, "We will open in May")])
def test_a_phrase_that_does_not_stand_there(phrase: str, locator: str, line: int, wording: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, phrase, locator)
    assert (problem.rule, problem.level) == ("A2", "error") and problem.place.line == 6
    assert 'the phrase of "F-001" is not in texts/gazette.txt' in problem.what
    assert f"line {line} has: " in problem.hint and re.sub("[“”]", "", wording) in re.sub("[“”]", "", problem.hint)


@pytest.mark.parametrize("phrase, locator, line", [("Nobody objected", "line 3", 5), ("We will open", "page 1", 7),
                                                   ("Nobody objected", "line 70", 5)])
def test_a_locator_that_is_wrong(phrase: str, locator: str, line: int, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, phrase, locator)
    assert problem.level == "warning" and f"is not at {locator}" in problem.what and f"line {line}" in problem.hint


def test_a_source_that_is_a_part_of_its_text(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "Nobody objected", "line 5", ", locator: lines 3–5") == []
    (problem,) = found(tmp_path / "b", "Nobody objected", "line 5", ", locator: lines 1–4")
    assert 'line 5 of "F-001" is outside source S1' in problem.what


@pytest.mark.parametrize("name, says", [("none.txt", 'there is no file "none.txt"'), ("../x.txt", "leads out"),
                                        ("/etc/x", "not relative")])
def test_a_text_that_cannot_be_read(name: str, says: str, tmp_path: Path) -> None:
    head = (HEAD % ("", "x", "")).replace("texts/gazette.txt", name)
    (problem,) = problems_of(tmp_path, BODY, head=head, only=("brief",))
    assert says in problem.what and problem.place.line == 4


def test_many_wrong_phrases_are_told_quickly(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir(parents=True)
    (tmp_path / "texts" / "gazette.txt").write_text(TEXT, encoding="utf-8")
    facts = "".join(f"  F-{n:03}: {{value: x, as_of: 2020, status: stated, source: S1, phrase: nowhere {n}}}\n"
                    for n in range(60))
    head = re.sub(r"  F-001.*\n", facts, HEAD % ("", "x", ""))
    problems = problems_of(tmp_path, BODY, head=head, only=("brief",))
    assert len(problems) == 60 and sum(p.hint.startswith("line ") for p in problems) == 50 and all(p.hint for p in problems)


@given(st.text(alphabet="ab “”'\n\f.", max_size=80), st.integers(0, 80), st.integers(1, 20))
@settings(max_examples=often(200, 3000), deadline=None)
def test_every_stretch_of_words_is_found_on_its_line(text: str, start: int, length: int) -> None:
    words = [(m.start(), m.group()) for m in re.finditer(r"[ab.]+", text)]
    if not words:
        return
    first = start % len(words)
    chosen = words[first:first + length]
    phrase = " ".join(w for _, w in chosen) if re.fullmatch(r"[ab.\s]*", text[chosen[0][0]:chosen[-1][0]]) else chosen[0][1]
    line = Text(text).find(phrase)
    assert line and line <= text[:chosen[0][0]].count("\n") + 1  # there, or on an earlier line that has the same words


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not part of the repository")
def test_the_first_report_quotes_its_article(tmp_path: Path) -> None:
    """Every phrase of the ledger is in the article, on its line, and one changed letter is found."""
    shutil.copytree(DATA / "lavrov-2021", tmp_path / "visit")
    shutil.copy(ARTICLE, tmp_path / "visit" / "article.txt")
    outline = tmp_path / "visit" / "outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(re.sub(r"(    kind: (?:article|commentary)\n)", r"\1    text: article.txt\n", text), encoding="utf-8")
    assert outline.read_text(encoding="utf-8").count("text: article.txt") == 3
    assert [p for p in pipeline.check(tmp_path / "visit", Options(only=("brief",))) if not p.waived] == []
    facts = tmp_path / "visit" / "facts.yaml"
    changed = facts.read_text(encoding="utf-8").replace("an increase of 46 percent", "an increase of 64 percent")
    changed = changed.replace("locator: line 8, theme: DEF, kind: date", "locator: line 9, theme: DEF, kind: date")
    facts.write_text(changed, encoding="utf-8")
    told = {p.what: p for p in pipeline.check(tmp_path / "visit", Options(only=("brief",))) if p.rule == "A2"}
    assert "line 25 has: " in told['the phrase of "A-057" is not in article.txt'].hint
    assert "line 8" in told['the phrase of "A-008" is not at line 9 of article.txt'].hint
