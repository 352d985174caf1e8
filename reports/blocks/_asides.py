"""What is for the speaker alone: blocks that make no slide leave their words in the notes of the slide before them.

A kind of this sort has `spoken(content)`: lines to say, and questions with their answers ("Likely question: ...").
"""
from __future__ import annotations

from collections.abc import Iterable

from reports import blocks
from reports.document import Content
from reports.layout import speaking


def with_asides(notes: tuple[str, ...], contents: Iterable[Content]) -> tuple[str, ...]:
    """A slide's notes with what some blocks say: lines as far as the limit on spoken words reaches, questions at the end."""
    for content in contents:
        spoken = getattr(blocks.kind(content.kind), "spoken", None)
        for line in spoken(content) if spoken else ():
            notes = (*notes, line) if line.startswith(speaking.QUESTION) else speaking.background(notes, line)
    return notes
