"""The closing slide: asks on the left, dates on the right. Either may be missing."""
from __future__ import annotations

from collections.abc import Sequence

from reports.document import Content, Rich, plain
from reports.layout.proof import Proof
from reports.layout.room import rule
from reports.layout.setting import Words
from reports.layout.stage import Sheet, Stage
from reports.page import Item, Page

GAP = 36.0   # between asks and dates
PITCH = 80.0  # from one to the next at most
HEAD = 40.0  # what the rule and the title of a list take


def closing(content: Content, stage: Stage) -> list[Page]:
    """One slide for the recommendations block given, with the watch list beside it when the report has one."""
    watch = stage.find("watch_list") if content.kind == "recommendations" and stage.first(content) else None
    headline = content.body.headline or (watch.body.headline if watch else ())
    if not headline:
        return []
    shown = [content, *([watch] if watch else [])]
    sheets = _side_by_side(stage.sheet(headline), len(shown))
    pitches = [min((sheet.height - HEAD) / max(len(one.body.items), 1), PITCH) for one, sheet in zip(shown, sheets)]
    if _room(shown, stage, sheets, min(pitches)):
        pitches = [min(pitches)] * len(pitches)  # rows stand side by side
    items = [item for one, sheet, pitch in zip(shown, sheets, pitches) for item in _listed(one, stage, sheet, pitch)]
    facts = tuple(dict.fromkeys(fact for one in shown for fact in one.facts))
    source = stage.source(facts) if watch else content.source
    return [stage.slide(content, headline, items, kicker="What next" if watch else plain(content.title), source=source)]


def _room(shown: Sequence[Content], stage: Stage, sheets: Sequence[Sheet], pitch: float) -> bool:
    """Whether every ask and every date fits rows of that height."""
    trial = Proof(stage.setter)
    for content, sheet in zip(shown, sheets):
        for entry in content.body.items:
            if content.kind == "recommendations":
                trial.fitted(entry, "list", 0, 0, sheet.width, pitch - 6, content.place, bullet="1")
            else:
                trial.fitted_all([(entry[0], "date"), (entry[1], "body")], 0, 0, sheet.width, pitch - 6, content.place)
    return not trial.problems


def _side_by_side(sheet: Sheet, count: int) -> list[Sheet]:
    width = (sheet.width - (count - 1) * GAP) / count
    return [Sheet(sheet.y, sheet.height, sheet.x + i * (width + GAP), width) for i in range(count)]


def _listed(content: Content, stage: Stage, sheet: Sheet, pitch: float) -> list[Item]:
    asks = content.kind == "recommendations"
    title: Words = content.title or ("Recommendations" if asks else "What to watch")
    head: list[Item] = [rule(sheet.x, sheet.y, sheet.width, 1.0, "navy"),
                        stage.label(title, "row_label", sheet.x, sheet.y + 8, sheet.width, name="Asks" if asks else "Dates")]
    return head + (_asks if asks else _dates)(content, stage, sheet, content.body.items, pitch)


def _asks(content: Content, stage: Stage, sheet: Sheet, asks: Sequence[Rich], pitch: float) -> list[Item]:
    made: list[Item] = []
    step = stage.step_for(asks, "list", sheet.width, pitch - 6, "1")
    for i, words in enumerate(asks):
        top = sheet.y + HEAD + i * pitch
        if i:
            made.append(rule(sheet.x, top - 6, sheet.width, 0.75, "g300"))
        made.append(stage.fitted(words, "list", sheet.x, top, sheet.width, pitch - 6, content.place, name=f"Ask {i + 1}",
                                 step=step, bullet=str(i + 1)))
    return made


def _dates(content: Content, stage: Stage, sheet: Sheet, dates: Sequence[tuple[Rich, Rich]], pitch: float) -> list[Item]:
    made: list[Item] = []
    for i, (date, what) in enumerate(dates):
        top = sheet.y + HEAD + i * pitch
        if i:
            made.append(rule(sheet.x, top - 6, sheet.width, 0.75, "g300"))
        made.append(stage.fitted_all([(date, "date"), (what, "body")], sheet.x, top, sheet.width, pitch - 6, content.place,
                                     name=f"Date {i + 1}"))
    return made
