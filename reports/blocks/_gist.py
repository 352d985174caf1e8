"""What a block comes to in a few lines: for a page or slide that picks from the others."""
from __future__ import annotations

from typing import Any

from reports.blocks._headed import label_of
from reports.blocks._listing import Entry
from reports.document import Content, Rich, Run, plain, unmarked

Lines = tuple[Rich, ...]


def gist(content: Content) -> tuple[str, Lines]:
    """The block's name, and its lines: its sentence, or its items' leads."""
    body = content.body
    name = (body.kicker or "Theme") if content.kind == "theme" else label_of(content)
    return name, tuple(unmarked(line) for line in _lines(body) if plain(line).strip())


def _lines(body: Any) -> Lines:
    if getattr(body, "tiles", None):
        return tuple((Run(f"{tile.value} ", strong=True), *tile.label) for tile in body.tiles)
    if getattr(body, "items", None):
        return tuple(_item(item) for item in body.items)
    if getattr(body, "exhibit", None):
        return (body.exhibit.headline,)
    for field in ("decision", "wording", "text", "headline"):
        words = getattr(body, field, None)
        if words:
            return words if isinstance(words[0], tuple) else (words,)
    return tuple(getattr(body, "paragraphs", ())[:1])


def _item(item: Any) -> Rich:
    """An item of any list: words, a date with words, or a lead before its sentence."""
    if isinstance(item, Entry):
        return item.lead
    if isinstance(item, tuple) and item and isinstance(item[0], tuple):  # a date and what
        return tuple(run for part in item for run in (*part, Run(" ")))
    found: Rich = item if isinstance(item, tuple) else getattr(item, "lead", ()) or getattr(item, "question", ())
    return found
