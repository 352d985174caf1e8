"""What opens a part of the report: a rule, a label and large words in print; a navy slide in the deck."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import Content
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, rule, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page

ONE_COLUMN = 6  # what a part lists in one column; more stands in two


def opener(room: Room, label: str, title: str, listed: Sequence[str] = (), *, new_page: bool = False) -> list[Piece]:
    """`listed`: what the part holds, one a line."""
    tag, text = room.tag.add("Sect"), room.setter.text
    words: list[Item] = [text(0, 0, room.width, label, "kicker", tag.add("P"))] if label else []
    words.append(text(0, 0, room.width, title, "part", tag.add("H2", title=title)))
    placed, height = stacked(words, 3.0, 12.0)
    if listed:
        listing = tag.add("L")
        shape, top = room.setter.theme.page, height + 12.0
        columns = 1 if len(listed) <= ONE_COLUMN else 2
        deep = -(-len(listed) // columns)
        for x, first in zip((0.0, shape.span(3) + shape.gutter), range(0, len(listed), deep)):
            lines = [text(x, 0, room.width / columns - shape.gutter, line, "watch_text", listing.add("LI").add("LBody"))
                     for line in listed[first:first + deep]]
            below, bottom = stacked(lines, 2.0, top)
            placed, height = [*placed, *below], max(height, bottom)
    items = (rule(0, 0, room.width, 0.75, "navy"), bar(0, 0, 26, 9, "orange"), *placed)
    return [Strip(height, items, before=28, after=20, keep=True, new_page=new_page)]


def opening_slide(content: Content, stage: Stage, label: str, title: str, listed: Sequence[str] = ()) -> Page:
    """The part's name large on navy, and in small type what it holds."""
    region, line = stage.region("cover_title"), stage.region("cover_series")
    name = stage.fitted(title, "cover_title", region.x, region.y + 34, region.width, 136, content.place, placeholder="title",
                        name="Title")
    name = replace(name, height=stage.setter.high(name.paragraphs, name.width) + 8)
    items: list[Item] = [stage.label(label, "cover_series", line.x, line.y, line.width, name="Series")] if label else []
    items += [name, bar(name.x, name.y + name.height + 16, 36, 4, "orange")]
    if listed:
        top, words = name.y + name.height + 36, "  \N{MIDDLE DOT}  ".join(listed)
        items.append(stage.fitted(words, "cover_subtitle", name.x, top, region.width - 100, 480 - top, content.place,
                                  name="Labels of what follows"))
    notes = stage.notes(content, title, "", "", (f"{title}.", *((f"{', '.join(listed)}.",) if listed else ())))
    return stage.page((*items, *stage.footer(dark=True)), "quote", title, notes, dark=True)
