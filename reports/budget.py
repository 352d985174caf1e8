"""How many words the running text of a brief has: what is read from end to end, without figures, tables, notes and annexes."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reports.document import Content, Document, Rich, plain
from reports.problems import Place, Problem
from reports.walking import inner, is_rich

OFFICIAL = 1500  # words: rule P14, after the limit that policy briefs are held to most often
READ = ("theme", "bottom_line", "exec_summary", "key_judgements", "objectives", "text", "claim", "quote", "discrepancy",
        "reported", "sidebar", "implications", "recommendations", "ask", "watch_list")


def judged(document: Document, head: Place) -> list[Problem]:
    """A problem when the brief of the official profile is longer than readers will read."""
    words = count(document.contents)
    if document.profile != "official" or words <= OFFICIAL:
        return []
    return [Problem(head, f"the running text of this brief has {words:,} words",
                    f"{OFFICIAL:,} at most: leave out {words - OFFICIAL:,}, or keep blocks for analysts: profiles: [analyst]",
                    "warning", "P14")]


def count(contents: Iterable[Content]) -> int:
    """The words of the blocks that are read, up to the start of the annexes."""
    total = 0
    for content in contents:
        if content.kind == "appendix_start":
            break
        if content.kind in READ and content.slide != "only":
            total += sum(len(plain(text).split()) for text in _texts(content.body))
    return total


def _texts(value: Any) -> Iterator[Rich]:
    """The texts in a block's body; blocks inside it are asked for their own."""
    if isinstance(value, Content):
        yield from _texts(value.body) if value.kind in READ and value.slide != "only" else ()
    elif is_rich(value):
        yield value
    else:
        for part in inner(value):
            yield from _texts(part)
