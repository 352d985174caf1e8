"""Notes at the foot of the page on which their marks first stand, in three columns under a short rule."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.layout.notes import COLUMNS, balanced, in_columns
from reports.layout.room import Room, note_strip, rule
from reports.layout.strips import Strip
from reports.page import Grid, Item, Line, Tag, TextBox, moved

_MARK = "#note-"
_ABOVE, _BELOW = 12.0, 6.0  # white above the rule, and between it and the notes
_RULE, _GUTTER = 72.0, 16.0


@dataclass(frozen=True)
class Footnotes:
    """The notes of a report, set once; `tag` holds them in reading order after the text."""

    room: Room
    tag: Tag
    strips: Mapping[int, Strip] = field(default_factory=dict)

    @classmethod
    def of(cls, room: Room) -> Footnotes:
        """All notes of the room's document."""
        tag = room.tag.add("Sect")
        width = (room.width - (COLUMNS - 1) * _GUTTER) / COLUMNS
        return cls(room, tag, {note.number: note_strip(room, note, width, tag) for note in room.document.notes})

    def marks(self, strips: Sequence[Strip]) -> tuple[int, ...]:
        """The notes that strips point at, in the order of their marks."""
        found: dict[int, None] = {}
        for strip in strips:
            for line in _lines(strip.items):
                for _, span in line.spans:
                    if span.link.startswith(_MARK):
                        found.setdefault(int(span.link.removeprefix(_MARK)))
        return tuple(found)

    def height(self, numbers: Sequence[int]) -> float:
        """What the foot takes with its rule and the white above it."""
        heights = [self.strips[number].height for number in numbers]
        return _ABOVE + _BELOW + balanced(heights) if heights else 0.0

    def set(self, numbers: Sequence[int], room: float) -> tuple[list[Item], float, list[int]]:
        """Items from the top of a foot, its height, and the notes that found no room in `room` points."""
        width = (self.room.width - (COLUMNS - 1) * _GUTTER) / COLUMNS
        strips = [self.strips[number] for number in numbers]
        height = min(self.height(numbers), room) - _ABOVE - _BELOW
        placed, count = in_columns(strips, height, width, _GUTTER) if height > 0 else ([], 0)
        if not count:
            return [], 0.0, list(numbers)
        items = [rule(0, _ABOVE, _RULE, 0.5, "g300"), *(moved(item, 0, _ABOVE + _BELOW) for item in placed)]
        return items, height + _ABOVE + _BELOW, list(numbers[count:])


def _lines(items: Sequence[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, TextBox):
            yield from item.lines
        elif isinstance(item, Grid):
            yield from (line for row in item.cells for cell in row for line in cell.lines)
