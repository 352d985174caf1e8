"""The signs of a typewriter as a typesetter has them (rule P11), where there is no doubt which are meant."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.document import Run

_MARKS = {"en": ("“", "”", "‘", "’"), "de": ("„", "“", "‚", "‘"), "es": ("«", "»", "“", "”"), "it": ("«", "»", "“", "”"),
          "pt": ("«", "»", "“", "”"), "ru": ("«", "»", "„", "“"), "uk": ("«", "»", "„", "“"), "nl": ("“", "”", "‘", "’")}
_OPENS = "([{“‘«„—–/"  # a mark after one of these, or after a space, opens
_FORMULA = tuple("=+@")  # a text that begins like a formula prints as typed
_DASH = re.compile(r"(?<=[^\s-]) --? (?=[^\s-])|(?<=[^\W\d_])--(?=[^\W\d_])")


def typeset(runs: Sequence[Run], language: str) -> list[Run]:
    """Runs with real apostrophes, quotation marks, dashes and ellipses; several spaces are one."""
    if runs and runs[0].text[:1] in _FORMULA:
        return list(runs)
    made: list[Run] = []
    before = ""
    for run in runs:
        text = _signs(run.text, before, language) if run.text and not run.facts else run.text
        made.append(replace(run, text=text) if text != run.text else run)
        before = text[-1:] or before
    return made


def _signs(text: str, before: str, language: str) -> str:
    if not set(text) & set("\"'.-") and "  " not in text:
        return text
    text = re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", re.sub(r" {2,}", " ", text))
    text = _DASH.sub(lambda found: " – " if found.group().strip() != found.group() else "—", text)
    marks = _MARKS.get(language.partition("-")[0], _MARKS["en"] if language.startswith("en") else None)
    made = ""
    for i, sign in enumerate(text):
        if sign in "\"'":
            last, following = (made or before)[-1:], text[i + 1:i + 2]
            sign = _mark(sign, last, following, marks)
        made += sign
    return made


def _mark(sign: str, before: str, after: str, marks: tuple[str, str, str, str] | None) -> str:
    """The mark that a straight one stands for; itself where the language's marks are not known."""
    if sign == "'" and before.isalnum() and (after.isalpha() or not after or not after.isalnum()):
        return "’"
    if marks is None:
        return sign
    if before.isdigit() and sign == '"':
        return sign  # inches or seconds
    opens = not before or before.isspace() or before in _OPENS
    return marks[(0 if sign == '"' else 2) + (0 if opens else 1)]
