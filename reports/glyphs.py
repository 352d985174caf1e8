"""Characters that would print as blanks: no font of the house style has them. A last look at all words of a document.

What a writer types in the body was looked at with its exact place (`compose.Composer.rich`). Here come the words that print
without passing there: those of the head, of the ledger's notes, of quotations and of the list of sources.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reports.document import Document, Exhibit
from reports.problems import Place, Problem
from reports.walking import inner

HINT = "replace it, or add a font that has it to the template's fonts folder"
JOINED = "write it without flag, key, tone of skin or joiner, or say it in words"
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # letters that in pairs are flags
Missing = Callable[[str], list[str]]


def problem(character: str, place: Place) -> Problem:
    """What is said of one character, or of a picture that is made of several."""
    if len(character) > 1 or character in _FLAGS:
        return Problem(place, f'the emoji "{character}" is made of several characters; this house style draws single ones',
                       JOINED)
    return Problem(place, f'no font of this house style has the character "{character}" (U+{ord(character):04X})', HINT)


def problems(document: Document, head: Place, missing: Missing, told: str) -> list[Problem]:
    """One problem for each character that `missing` finds in the document and that is not in `told` already."""
    found: dict[str, Place] = {}
    for words, place in _printed(document, head):
        for character in missing(words.replace("\n", " ")):
            if character not in told:
                found.setdefault(character, place)
    return [problem(character, place) for character, place in found.items()]


def _printed(document: Document, head: Place) -> Iterator[tuple[str, Place]]:
    """All words with the place of the block in which they print."""
    for words in _words(document.head):
        yield words, head
    for content in document.contents:
        for words in _words(content.body):
            yield words, content.place
    for note in document.notes:
        yield note.text, head


def _words(value: Any) -> Iterator[str]:
    """The texts in a value of the document model."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Exhibit):
        yield from _words((value.headline, value.subtitle, value.source, value.note, value.slide_source))
    elif not isinstance(value, Place):
        for part in inner(value):
            yield from _words(part)
