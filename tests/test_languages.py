"""Passages in another language, from the outline to both files."""
from __future__ import annotations

from pathlib import Path

import pikepdf
from built import build, problems_of, report
from pdf_sample import of_role
from pptx import Presentation

BODY = """\
body:
  - bottom_line: The minister called it [une affaire entendue]{lang=fr}, and said no more.
  - text: He ended with [до свидания]{lang=ru} and left.
"""


def test_both_files_say_which_words_are_in_which_language(tmp_path: Path) -> None:
    made = build(report(tmp_path / "in", BODY), tmp_path / "out")
    with pikepdf.open(made.brief) as pdf:
        assert [str(e.Lang) for e in of_role(pdf, "Span") if "/Lang" in e] == ["fr", "ru"]
    runs = [run for slide in Presentation(str(made.deck)).slides for shape in slide.shapes if shape.has_text_frame
            for p in shape.text_frame.paragraphs for run in p.runs]
    assert {r.text for r in runs if r._r.rPr.get("lang") == "fr"} == {"une affaire entendue"}


def test_a_tag_that_is_none_is_a_problem_at_its_place(tmp_path: Path) -> None:
    body = "body:\n  - text: |\n      One.\n      He said [mot]{lang=French}.\n"
    (found,) = [p for p in problems_of(tmp_path, body) if "language" in p.what]
    assert (found.what, found.place.line) == ('language "French" is not known', 16)
    assert "[le mot juste]{lang=fr}" in found.hint
