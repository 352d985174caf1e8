"""Speaker notes: what to say in at most 120 words, then the source, the caveat and the likely question (rule S10).

A writer's notes may name the last three themselves ("Caveat: ..."); what they leave out is filled in from what the slide
says, and never invented: the note on the slide is the caveat, the date of the report the limit of what is known.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

SAY = 120  # words: rule S10
SOURCE, CAVEAT, QUESTION = "Source: ", "Caveat: ", "Likely question: "
_SENTENCE = re.compile(r"(?<=[.!?…”])\s+")


def notes(spoken: Sequence[str], source: str, caveat: str, as_of: str, marking: str = "") -> tuple[str, ...]:
    """The paragraphs of a slide's notes, in the order in which they are needed; the marking first where there is one."""
    own = {lead: [p for p in spoken if p.startswith(lead)] for lead in (SOURCE, CAVEAT, QUESTION)}
    say = [p for p in spoken if not p.startswith((SOURCE, CAVEAT, QUESTION))]
    sources = own[SOURCE] or ([SOURCE + source] if source else [])
    caveats = own[CAVEAT] or [CAVEAT + (caveat or f"this is what was known in {as_of}.")]
    asked = own[QUESTION] or [QUESTION + ("who says so? See the source above." if sources else "what does this rest on? "
                                          "The brief names its sources.")]
    return tuple(filter(None, (marking, *say, *sources, *caveats, *asked)))


def background(paragraphs: Sequence[str], words: str) -> tuple[str, ...]:
    """A slide's notes with more to say from the running text, whole sentences, as far as 120 words reach."""
    end = next((i for i, p in enumerate(paragraphs) if p.startswith((SOURCE, CAVEAT, QUESTION))), len(paragraphs))
    count = words_said(paragraphs)
    kept: list[str] = []
    for sentence in _SENTENCE.split(words.strip()):
        count += len(sentence.split())
        if count > SAY:
            break
        kept.append(sentence)
    return (*paragraphs[:end], *([" ".join(kept)] if kept else []), *paragraphs[end:])


def words_said(paragraphs: Sequence[str]) -> int:
    """How many words are to be said: those before the source, the caveat and the question."""
    return sum(len(p.split()) for p in paragraphs if not p.startswith((SOURCE, CAVEAT, QUESTION)))
