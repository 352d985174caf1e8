"""The closing slide: asks on the left, dates on the right. Either may be missing."""
from __future__ import annotations

from reports.document import Content, Rich, plain
from reports.layout.room import rule
from reports.layout.stage import LEFT, WIDTH, Stage
from reports.page import Item, Page

COLUMN, GAP = 414.0, 36.0


def closing(content: Content, stage: Stage) -> list[Page]:
    """One slide for the recommendations block given, with the watch list beside it when the report has one."""
    watch = stage.find("watch_list") if content.kind == "recommendations" and stage.first(content) else None
    headline = _headline(content, watch)
    if not headline:
        return []
    sheet = stage.sheet(headline)
    both = watch is not None and content.kind != "watch_list"
    width = COLUMN if both else WIDTH
    items: list[Item] = []
    if content.kind == "recommendations":
        items += _asks(content, stage, LEFT, sheet.y, width, sheet.height)
    shown = watch if both else content if content.kind == "watch_list" else None
    if shown is not None:
        items += _dates(shown, stage, LEFT + (COLUMN + GAP if both else 0.0), sheet.y, width, sheet.height)
    sources = [content.source] if not both or watch is None else [content.source, watch.source]
    facts = tuple(dict.fromkeys(f for c in (content, watch if both else None) if c for f in c.facts))
    source = stage.source(facts) if both else sources[0]
    return [stage.slide(content, headline, items, kicker="What next" if both else plain(content.title), source=source)]


def _headline(content: Content, watch: Content | None) -> Rich | str:
    own: Rich = content.body.headline
    other: Rich = watch.body.headline if watch else ()
    if own or other:
        return own or other
    return ""


def _asks(content: Content, stage: Stage, x: float, y: float, width: float, height: float) -> list[Item]:
    title = plain(content.title) if content.title else "Recommendations"
    made: list[Item] = [rule(x, y, width, 1.0, "navy"), stage.label(title, "row_label", x, y + 8, width, name="Asks")]
    pitch = min((height - 40) / len(content.body.items), 80.0)
    step = stage.step_for(content.body.items, "list", width - 34, pitch - 6)
    for i, words in enumerate(content.body.items):
        top = y + 40 + i * pitch
        made += [stage.label(str(i + 1), "list_no", x, top, 28, name=f"Number {i + 1}"),
                 stage.fitted(words, "list", x + 34, top, width - 34, pitch - 6, content.place, name=f"Ask {i + 1}",
                              step=step)]
        if i:
            made.append(rule(x, top - 6, width, 0.75, "g300"))
    return made


def _dates(content: Content, stage: Stage, x: float, y: float, width: float, height: float) -> list[Item]:
    title = plain(content.title) if content.title else "What to watch"
    made: list[Item] = [rule(x, y, width, 1.0, "navy"), stage.label(title, "row_label", x, y + 8, width, name="Dates")]
    pitch = min((height - 40) / len(content.body.items), 68.0)
    for i, (date, what) in enumerate(content.body.items):
        top = y + 40 + i * pitch
        if i:
            made.append(rule(x, top - 6, width, 0.75, "g300"))
        words = [(date, "row_label"), (what, "td")]
        made.append(stage.fitted_all(words, x, top, width, pitch - 6, content.place, name=f"Date {i + 1}"))
    return made
