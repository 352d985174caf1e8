"""A full-width exhibit that is not a chart: kicker or not, sentence headline, subtitle, the table, source and note."""
from __future__ import annotations

from dataclasses import replace

from reports.document import Rich, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, kicker, source_lines, stacked
from reports.page import Item, Tag


def titled(room: Room, tag: Tag, headline: Rich, subtitle: Rich, table: Strip, source: Rich, note: Rich, *,
           label: str = "", heading: str = "figure_head") -> list[Piece]:
    """`heading`: the type role of the headline; "h1" makes it a theme of its own with a bookmark."""
    theme = heading == "h1"
    pieces: list[Strip] = [kicker(room, label, before=24)] if label else []
    tag.children.insert(0, Tag("H2" if theme else "P", title=plain(headline) if theme else ""))
    words: list[Item] = [room.setter.text(0, 0, room.width, headline, heading, tag.children[0])]
    if subtitle:
        tag.children.insert(1, Tag("P"))
        words.append(room.setter.text(0, 0, room.width, subtitle, "figure_sub", tag.children[1]))
    placed, height = stacked(words, 2.0)
    pieces.append(Strip(height, tuple(placed), before=0 if label else 14, after=8, keep=True, grid=not label))
    foot, bottom = source_lines(room, source, note, tag, 0.0)
    pieces.append(replace(table, after=6, keep=bool(foot)))
    if foot:
        pieces.append(Strip(bottom, tuple(foot), before=5, after=14))
    pieces[0] = replace(pieces[0], section=label or plain(headline)) if theme else pieces[0]
    return [replace(piece, floats=True) for piece in pieces]
