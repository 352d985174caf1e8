"""The table of contents of a long brief: headings, leaders, page numbers that lead there."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.drawing import Drawing, Path, Stroke, segment
from reports.document import Run
from reports.layout.references import Entry
from reports.layout.room import Room, kicker
from reports.layout.strips import Strip
from reports.page import Figure, Item, Tag, TextBox

CONTENTS = "Contents"
LONG = 12            # pages from which a brief has one without being asked
_NUMBER = 30.0       # points for the page number
_GAP = 6.0           # white on either side of a leader
_LEADER = Stroke("g300", 0.75, (0.75, 3.0))


def contents(room: Room, entries: Sequence[Entry]) -> list[Strip]:
    """A heading and a line an entry, on the baseline grid; the list breaks over pages between entries."""
    tag = room.tag.add("Sect")
    label = kicker(room.inside(room.width, tag), CONTENTS, "H2", ruled=True)
    listing = tag.add("TOC")
    lines = [_entry(room, entry, listing.add("TOCI")) for entry in entries]
    return [label, *lines[:-1], *(replace(line, after=28.0) for line in lines[-1:])]


def _entry(room: Room, entry: Entry, tag: Tag) -> Strip:
    indent = 14.0 * (entry.level - 2)
    words = (Run(entry.words, target=entry.anchor),)
    leading = room.grid
    paragraph = room.setter.paragraph(words, "ask_text" if entry.level > 2 else "watch_date", leading=leading)
    box = room.setter.box(indent, 0, room.width - _NUMBER - 40 - indent, [paragraph], [tag])
    foot = box.height - leading
    number = replace(room.setter.paragraph((Run(entry.label, target=entry.anchor),), "ask_text", leading=leading), align="right")
    page = room.setter.box(room.width - _NUMBER, foot, _NUMBER, [number], [tag])
    return Strip(box.height, (box, *_leader(room, box, page), page), grid=True)


def _leader(room: Room, box: TextBox, page: TextBox) -> list[Item]:
    """Dots from the end of the words to the number; furniture."""
    x, last = box.lines[-1].spans[-1]
    start = box.x + x + room.setter.ruler.width(last.text, last.face, last.size, last.tracking) + _GAP
    end = page.x + page.lines[0].spans[0][0] - _GAP
    if end - start < 4 * _GAP:
        return []
    step = sum(_LEADER.dash)
    start = -(-start // step) * step  # dots of neighbouring lines stand under each other
    line = Path(segment(0, 0.5, end - start, 0.5), stroke=_LEADER)
    return [Figure(start, box.y + box.lines[-1].y - 1.0, end - start, 1.0, Drawing(end - start, 1.0, (line,)))]
