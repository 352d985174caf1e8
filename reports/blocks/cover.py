"""The title band of the brief and the title slide, from the report's head."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from charts.drawing import Fill
from reports.blocks import Block
from reports.blocks._asides import with_asides
from reports.compose import Composer
from reports.document import Content, Head
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, rule
from reports.layout.stage import Stage
from reports.page import Item, Page, Shape, TextBox, moved
from reports.problems import Problem

EXAMPLE = "cover: {}\n"
_SECOND, _RAISED = 11.5, 6.0  # points: how far a second line of dates stands below the first, and how far both move up


class Model(Block):
    """Nothing to fill in: title, series and dates come from the head."""


def compose(model: Model, composer: Composer) -> None:
    return None


def place(content: Content, room: Room) -> list[Piece]:
    """The masthead: full bleed, so its items reach left of the text area; the chip is furniture of the page."""
    head, theme = room.document.head, room.setter.theme
    page = theme.page
    *over, title, subtitle = _words(room, head)
    words = [*over, *_proven(content, room, [title, subtitle])]
    items: list[Item] = [Shape(-page.left, -page.top, page.width, page.masthead, Fill("navy"), name="Masthead"),
                         bar(0, -page.top, *page.tab, "orange"), *words, *_meta(room, head)]
    return [Strip(page.masthead - page.top, tuple(items), after=12)]


def _proven(content: Content, room: Room, boxes: Sequence[TextBox]) -> list[TextBox]:
    """Title and subtitle as far as they stand over the rule of the dates; what does not is a problem that says how much it is."""
    end = room.setter.theme.page.meta_rule_y - room.setter.theme.page.top
    kept = [replace(box, lines=tuple(line for line in box.lines if box.y + line.y <= end)) for box in boxes]
    lost = sum(_letters(box) for box in boxes) - sum(_letters(box) for box in kept)
    if lost:
        room.problems.append(Problem(content.place, f"title and subtitle are {lost} characters too long for the head of page one",
                                     "shorten them: the type is already at its smallest size"))
    return kept


def _letters(box: TextBox) -> int:
    return sum(len(span.text) for line in box.lines for _, span in line.spans)


def _words(room: Room, head: Head) -> list[TextBox]:
    """Series line, title and subtitle; a title of two lines is set smaller."""
    text, page = room.setter.text, room.setter.theme.page
    y = page.series_y - 4 - page.top
    series = text(0, y, room.width * 0.7, head.series_line, "series", room.tag.add("P"))
    used = room.setter.width(head.series_line, "series")
    region = text(used + 12, y, 200, head.region, "region", room.tag.add("P"))
    title = _title(room, head.title)
    subtitle = text(0, title.y + title.height + 7, room.width * 5 / 6, head.subtitle, "subtitle", room.tag.add("P"))
    return [series, *([region] if head.region else []), title, subtitle]


def _title(room: Room, words: str) -> TextBox:
    style, page = room.setter.style("title"), room.setter.theme.page
    tag = room.tag.add("H1", title=words)
    for size, leading in style.steps:
        paragraph = room.setter.paragraph(words, "title", size=size, leading=leading)
        box = room.setter.box(0, page.title_y - page.top, room.width, [paragraph], [tag])
        if len(box.lines) == 1:
            return box
    return box


def _meta(room: Room, head: Head) -> list[Item]:
    """As-of, edition and make-up on columns 1, 3 and 5 under a rule; a second line for the dates that go with the first two."""
    page = room.setter.theme.page
    step = (room.width + page.gutter) / 3
    raised = _RAISED if head.dates else 0.0
    y = page.meta_y - 2 - page.top - raised
    boxes = [room.setter.text(column * step, y + line * _SECOND, step - 8, words, "meta", room.tag.add("P"))
             for column, line, words in _stated(head)]
    return [rule(0, page.meta_rule_y - page.top - raised, room.width, 0.5, "navy_rule"), *boxes]


def slides(content: Content, stage: Stage) -> list[Page]:
    head = stage.document.head
    title = stage.within("cover_title", head.title, "cover_title", content.place, placeholder="title", name="Title")
    if stage.setter.theme.house:
        return [_on_template(content, stage, title)]
    lines = len(title.lines)
    title = replace(title, height=66.0 * lines + 6)
    under = stage.region("cover_subtitle")
    subtitle = stage.fitted(head.subtitle, "cover_subtitle", under.x, title.y + title.height + 10, under.width, under.height,
                            content.place, placeholder="subtitle", name="Subtitle")
    series = " \N{EN SPACE}".join(filter(None, (head.series_line, head.region)))
    line = stage.region("cover_series")
    items: list[Any] = [stage.label(series, "cover_series", line.x, line.y, line.width, name="Series"), title]
    if head.subtitle:
        items.append(subtitle)
    items += [rule(stage.left, stage.region("cover_meta").y, stage.width, 1.0, "navy_rule"), *_slide_meta(stage, head),
              *stage.footer(dark=True)]
    say = (f"{head.title}. {head.subtitle}".strip(), f"Purpose: to brief on “{head.title}”.")
    notes = with_asides(stage.notes(content, head.title, head.made_from, "", say), stage.contents)
    return [stage.page(items, "cover", head.title, notes, dark=True)]


def _on_template(content: Content, stage: Stage, title: TextBox) -> Page:
    """On an organisation's own title slide: title and subtitle where it has them, and nothing over its pictures."""
    head = stage.document.head
    region = "cover_subtitle"
    under = stage.within(region, head.subtitle, region, content.place, placeholder="subtitle", name="Subtitle")
    items = [title, *([under] if head.subtitle else []), *stage.footer(dark=True)]
    say = (f"{head.title}. {head.subtitle}".strip(), f"Purpose: to brief on “{head.title}”.")
    return stage.page(items, "cover", head.title, stage.notes(content, head.title, head.made_from, "", say), dark=True)


def _slide_meta(stage: Stage, head: Head) -> list[Item]:
    step = stage.width / 3
    y = stage.region("cover_meta").y + 10
    return [moved(stage.label(words, "cover_region", 0, 0, step - 16, name="Meta"), stage.left + column * step, y + 20 * line)
            for column, line, words in _stated(head)]


def _stated(head: Head) -> list[tuple[int, int, str]]:
    """(column, line, words): as-of over the end of the data, the edition over the end of its validity, what it was made from."""
    edition = f"{head.edition}, draft" if head.draft else head.edition
    found = [(0, 0, f"As of {head.as_of}"), (0, 1, head.data_to), (1, 0, edition), (1, 1, head.valid), (2, 0, head.made_from)]
    return [(column, line, words) for column, line, words in found if words]
