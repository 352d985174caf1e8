"""What is missing or risky in a template, each with advice: what `make_report.py doctor` says."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reports.house import colours, fonts
from reports.house.adapted import CANVAS, LEAST, panelled, shared, usable
from reports.house.matching import Matched, opens
from reports.house.model import Holder, Layout, Template

BODY = 18.0  # points of body text at least, for a slide 540 pt high (rule F7)


@dataclass(frozen=True)
class Advice:
    """`risk`: something will look worse or be left out; `note`: good to know."""

    level: Literal["risk", "note"]
    what: str
    advice: str


def findings(template: Template, found: Matched) -> list[Advice]:
    """All advice, what weighs most first."""
    content, cover = found.layouts["content"], found.layouts["cover"]
    made = [*_title(content, template), *_cover(cover), *_body(content, template), *_foot(content), *_fonts(template, content),
            *_contrasts(template, content), *_grounds(found, template), *_rest(template, content)]
    return sorted(made, key=lambda advice: advice.level != "risk")


def _title(layout: Layout, template: Template) -> Iterator[Advice]:
    title = layout.holder("title", "ctrTitle")
    if title is None:
        yield Advice("risk", f'the layout "{layout.name}" has no title placeholder',
                     "add one: without it a reader's software finds no slide titles; ours are placed at the top")
    elif not usable(title, template.width, template.height):
        yield Advice("risk", f'the title of "{layout.name}" is too narrow or too low for a sentence',
                     "give a layout a title at the top, at least half the slide wide; until then ours is placed there")
    elif _points(title, template) < LEAST:
        yield Advice("note", f'the title of "{layout.name}" is set in {_points(title, template):.0f} pt',
                     f"ours are set in {LEAST:.0f} pt, the least that is read across a room (rule F6)")


def _cover(layout: Layout) -> Iterator[Advice]:
    if not opens(layout):
        yield Advice("risk", "there is no title slide", f'add a layout of that type; until then "{layout.name}" is the cover')
    elif not layout.holder("subTitle"):
        yield Advice("note", f'the title slide "{layout.name}" has no subtitle', "add one; until then it stands under the title")
    if opens(layout) and _over_pictures(layout):
        yield Advice("risk", f'the title slide "{layout.name}" has pictures or a background under its words',
                     "see in the specimen whether they can be read; move the pictures, or give the title another colour")


def _over_pictures(layout: Layout) -> bool:
    """Whether the words of a title slide, which keeps its look, lie on more than a plain ground."""
    frames = [h.frame for h in layout.holders if h.kind in ("title", "ctrTitle", "subTitle") and h.frame]
    rooms = [(x, y, x + width, y + height) for x, y, width, height in frames]
    return layout.ground.kind != "solid" or any(
        shared(drawn, room) > 0.02 * width * height for drawn in layout.drawn if min(drawn[2:]) > 3
        for room, (_, _, width, height) in zip(rooms, frames, strict=True))


def _body(layout: Layout, template: Template) -> Iterator[Advice]:
    body = layout.body or next((one.body for one in template.layouts if one.purpose == "obj" and one.body), None)
    if body is None:
        yield Advice("note", "no layout has a text placeholder", "lists are set in text boxes, between the half-inch margins")
    elif _points(body, template) < BODY:
        yield Advice("risk", f"its body text is {_points(body, template):.0f} pt for a slide 7.5 inches high",
                     f"{BODY:.0f} pt are the least that is read across a room (rule F7); ours is set in that")


def _foot(layout: Layout) -> Iterator[Advice]:
    for kind, name in (("ftr", "footer"), ("sldNum", "slide number")):
        if layout.holder(kind) is None:
            yield Advice("risk", f'the layout "{layout.name}" has no {name} placeholder',
                         "add one; until then it is a text box, which does not follow the master")


def _fonts(template: Template, layout: Layout) -> Iterator[Advice]:
    master = template.masters[layout.master]
    for name in dict.fromkeys((master.major, master.minor)):
        how = fonts.measured(name)
        if not name:
            yield Advice("risk", "its theme names no font", "choose the theme's fonts in the slide master")
        elif not how.exact:
            wider = round(100 * (how.factor - 1))
            yield Advice("risk", f'the font "{name}" cannot be measured here', f"it is taken to be {wider} % wider than "
                         "Calibri; to use the whole width, make a house style with the font's files (README: The house style)")


def _contrasts(template: Template, layout: Layout) -> Iterator[Advice]:
    slots = template.masters[layout.master].slots
    ground = slots["bg1"]
    if colours.contrast(slots["tx1"], ground) < colours.TEXT:
        yield Advice("risk", f"its text {slots['tx1']} on its ground {ground} has a contrast of "
                     f"{colours.contrast(slots['tx1'], ground):.1f}", "4.5 is the least (rule C1): change the theme's colours")
    weak = [slot for slot in colours.ACCENTS if colours.contrast(slots[slot], ground) < colours.MARK]
    if len(weak) > 3:
        yield Advice("risk", f"{len(weak)} of its six accents have a contrast under 3 on its ground",
                     "marks that carry meaning need 3 (rule C2); they are darkened where we use them")


def _grounds(found: Matched, template: Template) -> Iterator[Advice]:
    for layout in dict.fromkeys(found.layouts.values()):
        roles = [role for role, one in found.layouts.items() if one is layout]
        if any(panelled(role, layout, template, 0.15 * template.height) for role in roles):
            yield Advice("risk", f'the layout "{layout.name}" has pictures or a background on which words are hard to read',
                         "words stand on a plain panel there; keep the middle of the slide clear to have none")


def _rest(template: Template, layout: Layout) -> Iterator[Advice]:
    if len(template.masters) > 1:
        yield Advice("note", f"it has {len(template.masters)} slide masters",
                     f'slides use the one of "{layout.name}"; to use others write in the outline: '
                     "template: {name: FILE, layouts: {content: LAYOUT}}")
    if template.slides:
        yield Advice("note", f"it has {template.slides} slides of its own", "they are left out; to have them behind ours write "
                     "in the outline: template: {name: FILE, slides: keep}")
    if template.width / template.height < 1.5:
        yield Advice("note", f"its slides are {template.width / 72:.1f} by {template.height / 72:.1f} inches",
                     "wide tables and charts have less room than on 16:9")


def _points(holder: Holder, template: Template) -> float:
    """A size of type as it would be on a slide 540 pt high."""
    return holder.size * CANVAS / template.height
