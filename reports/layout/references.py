"""Where things came to stand: the page of every anchor, for references and the table of contents."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.page import Grid, Item, Page, Paragraph, Tag, TextBox

HEADING = "heading-"  # anchors of headings, numbered in reading order


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the table of contents has it."""

    words: str
    anchor: str
    label: str
    level: int


def anchored(root: Tag) -> list[Tag]:
    """The headings below the title, each with an anchor of its own."""
    found = [tag for tag in walked(root) if tag.role in ("H2", "H3")]
    for number, tag in enumerate(found):
        tag.anchor = tag.anchor or f"{HEADING}{number}"
    return found


def walked(tag: Tag) -> Iterator[Tag]:
    """A tag and all below it, in reading order."""
    waiting = [tag]
    while waiting:
        tag = waiting.pop()
        yield tag
        waiting += reversed(tag.children)


def labels(pages: Sequence[Page], root: Tag) -> dict[str, str]:
    """By anchor: the label of the first page on which something of it stands."""
    above: dict[Tag, tuple[str, ...]] = {}
    waiting: list[tuple[Tag, tuple[str, ...]]] = [(root, ())]
    while waiting:
        tag, anchors = waiting.pop()
        above[tag] = anchors = (*anchors, tag.anchor) if tag.anchor else anchors
        waiting += [(child, anchors) for child in tag.children]
    found: dict[str, str] = {}
    for page in pages:
        for item in page.items:
            for tag in _tags(item):
                for anchor in above.get(tag, ()):
                    found.setdefault(anchor, page.label)
    return found


def entries(pages: Sequence[Page], root: Tag, skipped: int = 1) -> tuple[Entry, ...]:
    """The headings of the pages after the first `skipped`, with their words as they were set."""
    wanted = {tag: number for number, tag in enumerate(anchored(root))}
    made: dict[int, Entry] = {}
    for page in pages[skipped:]:
        for item in page.items:
            for tag, words in _headings(item):
                if tag in wanted:
                    made.setdefault(wanted[tag], Entry(words, tag.anchor, page.label, int(tag.role[1])))
    return tuple(made[number] for number in sorted(made))


def headed(paragraph: Paragraph) -> str:
    """The words of a heading; one in capitals as it would be written."""
    words = "".join(span.text for span in paragraph.spans if not span.rise).replace("\u00a0", " ")
    return words.capitalize() if words.isupper() else words


def _headings(item: Item) -> Iterator[tuple[Tag, str]]:
    if isinstance(item, TextBox):
        for tag, paragraph in zip(item.tags, item.paragraphs):
            yield tag, tag.title or headed(paragraph)


def _tags(item: Item) -> Sequence[Tag]:
    if isinstance(item, TextBox):
        return item.tags
    if isinstance(item, Grid):
        return () if item.tag is None or item.repeated else (item.tag,)
    tag = getattr(item, "tag", None)
    return () if tag is None else (tag,)
