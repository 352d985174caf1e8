"""Blocks with a label and, if the writer gives one, a sentence over it: how both stand in print and on slides.

A kind of this sort has `LABEL`, the words that stand for it where the writer gives no `title`.
"""
from __future__ import annotations

from charts.inputs import Prose
from reports import blocks
from reports.blocks import Block
from reports.document import Content, Rich, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, kicker


class Headed(Block):
    """`headline`: the sentence that says what this block shows."""

    headline: Prose | None = None


def label_of(content: Content) -> str:
    """What a block is called: its title, its headline's kicker, or the name of its kind in words."""
    own = plain(content.title) or getattr(content.body, "kicker", "")
    return own or str(getattr(blocks.kind(content.kind), "LABEL", content.kind.replace("_", " ").capitalize()))


def headline_of(content: Content) -> Rich | str:
    """The title of a block's slide: its sentence, or what it is called."""
    headline: Rich = getattr(content.body, "headline", ())
    return headline or label_of(content)


def kicker_of(content: Content, otherwise: str = "") -> str:
    """The small label over a slide's title, which must not say the same again."""
    return label_of(content) if getattr(content.body, "headline", ()) else otherwise


def heading(room: Room, content: Content, *, before: float = 24.0, width: float = 0.0) -> list[Piece]:
    """A ruled label; with a sentence under it, that is the heading and the label stands over it. `width` of the sentence."""
    headline: Rich = content.body.headline
    label = label_of(content)
    if not headline:
        return [kicker(room, label, "H2", before=before, ruled=True)]
    tag = room.tag.add("P"), room.tag.add("H2", title=plain(headline))
    role = "h2" if room.rail or room.half else "h1"
    box = room.setter.text(0, 0, width or room.width, headline, role, tag[1])
    return [kicker(room, label, before=before, tag=tag[0]), Strip(box.height, (box,), after=8, keep=True)]
