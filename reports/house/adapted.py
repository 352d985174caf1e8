"""The house style changed to a template: its slide, its placeholders, its fonts, its colours; paper stays as it was.

Slides are laid out on a canvas 540 pt high, since sizes of type are meant for that height. A headline stands where the
template's title stands, and is measured there; what is shown goes where its text would go, down to its footer.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from reports.house import colours, fonts
from reports.house.matching import Matched, opens
from reports.house.model import Frame, Holder, Layout, Template
from reports.theme import House, Region, SlideShape, Theme, TypeStyle

CANVAS = 540.0          # points: the height for which sizes of type are meant
MARGIN = 36.0           # half an inch
HEAD = 24.0             # points kept free at the upper edge, for the marking
TITLE = 84.0            # the height of a headline's box at most: two lines and air
LEAST, LARGEST = 24.0, 28.0
ENOUGH = 290.0          # points under the headline: a visual, a note and a source line
GAP, SUBTITLE, SOURCE, NOTE = 8.0, 24.0, 30.0, 37.0
SMALL = ("source", "source_word", "footer", "footer_title", "kicker")  # never below 10 pt on the template's own slide
_COLUMNS, _GUTTER = 12, 18.0


@dataclass(frozen=True)
class _Plan:
    """The content layout in points of the canvas."""

    width: float
    title: Frame
    body: Frame
    foot: float  # where footers begin


def adapted(base: Theme, template: Template, found: Matched, *, keep: bool = False) -> Theme:
    """The theme of the deck: `base` with the template's slide, fonts and colours. Roles of print are not touched."""
    scale = CANVAS / template.height
    content = found.layouts["content"]
    master = template.masters[content.master]
    slots = colours.roles(master.slots, base.colours, base.derived)
    plan = _plan(template, content, scale)
    loose = max(fonts.measured(name).factor for name in (master.major, master.minor))
    panels = frozenset(role for role, layout in found.layouts.items() if panelled(role, layout, template, plan.body[1] / scale))
    house = House(template.data, 1 / scale, dict(found.layouts), keep, panels)
    return replace(base, colours={**base.colours, **slots.colours}, office=slots.office, derived=slots.derived, on_navy={},
                   types={**base.types, "slide": _types(base, scale, content)}, loose=loose, house=house, office_links={},
                   slide=SlideShape(plan.width, CANVAS, plan.body[0], _COLUMNS, (plan.body[2] - 11 * _GUTTER) / _COLUMNS, _GUTTER,
                                    0.0, _regions(base, plan, found, scale)))


def panelled(role: str, layout: Layout, template: Template, top: float) -> bool:
    """Whether words need a plain panel under them: over a picture, over what the template draws where we write (from `top`
    down), or on a ground that text of its theme is not read on. A title slide of its own is as its designer wants it."""
    if role == "cover" and opens(layout) and layout.holder("subTitle"):
        return False
    slots = template.masters[layout.master].slots
    if layout.ground.kind != "solid" or colours.contrast(layout.ground.colour, slots["tx1"]) < colours.TEXT:
        return True
    room = (MARGIN, top, template.width - MARGIN, 0.9 * template.height)
    return any(shared(frame, room) > 0.02 * template.width * template.height for frame in layout.drawn if min(frame[2:]) > 3)


def shared(frame: Frame, room: Frame) -> float:
    """The area of a frame that lies in a room (left, top, right, bottom)."""
    x, y, width, height = frame
    return max(0.0, min(x + width, room[2]) - max(x, room[0])) * max(0.0, min(y + height, room[3]) - max(y, room[1]))


# ---------------------------------------------------------------- where things go
def _plan(template: Template, layout: Layout, scale: float) -> _Plan:
    width = template.width * scale
    title = _title(layout, width, scale)
    foot = min([CANVAS - 32.0, *(h.frame[1] * scale for h in layout.holders
                                 if h.kind in ("ftr", "sldNum", "dt") and h.frame and h.frame[1] > template.height / 2)])
    ours = _place_for_title(width)
    tried = [_Plan(width, place, _body(template, layout, scale, place, end), end)
             for place, end in ((title, foot), (ours, foot), (ours, CANVAS - 32.0))]
    return next((plan for plan in tried if plan.body[3] >= ENOUGH), tried[-1])  # its own places may leave no room for a visual


def _place_for_title(width: float) -> Frame:
    return MARGIN, MARGIN, width - 2 * MARGIN, 66.0


def _title(layout: Layout, width: float, scale: float) -> Frame:
    """The inner box of the title placeholder; a place for it where there is none that can be used."""
    holder = layout.holder("title", "ctrTitle")
    if holder is None or not usable(holder, width / scale, CANVAS / scale):
        return _place_for_title(width)
    x, y, wide, high = (part * scale for part in holder.inner)
    left, right = max(x, 12.0), min(x + wide, width - 12.0)
    top = max(y, HEAD)  # the marking and the tabs stand above
    return left, top, right - left, min(max(y + high - top, 33.0), TITLE)


def usable(title: Holder, width: float, height: float) -> bool:
    """Whether a title placeholder can hold a sentence over a visual: half the slide wide, in its upper part."""
    _, y, wide, high = title.frame or (0.0, 0.0, 0.0, 0.0)
    return wide >= 0.5 * width and y + high <= 0.45 * height


def _body(template: Template, layout: Layout, scale: float, title: Frame, foot: float) -> Frame:
    """The room under the title: as wide as the layout's text, or the text of a like layout, from the title to the footer."""
    same = [layout, *(one for one in template.layouts if one.master == layout.master and one.purpose in ("obj", "tx"))]
    holder = next((h for one in same if (h := one.body) and h.frame and h.frame[2] > 0.5 * template.width), None)
    x, wide = title[0], title[2]
    top = title[1] + title[3] + GAP
    if holder is not None:
        inner = [part * scale for part in holder.inner]
        x, wide = inner[0], inner[2]
        top = max(top, min(inner[1], top + 24.0))
    width = template.width * scale
    left, right = max(x, MARGIN), min(x + wide, width - MARGIN)
    return left, top, right - left, foot - 6.0 - top


def _regions(base: Theme, plan: _Plan, found: Matched, scale: float) -> dict[str, Region]:
    x, top, wide, high = plan.body
    bottom = top + high
    source = Region(x, bottom - SOURCE, wide, SOURCE)
    note = Region(x, source.y - 3.0 - NOTE, wide, NOTE)
    end = note.y - GAP
    size, title = base.slide.region("chip_top"), Region(*plan.title)
    chip = Region(plan.width - 12.0 - size.width, 4.0, size.width, size.height)
    kicker = Region(title.x, title.y - 18.0, 0.7 * wide, 14.0)
    made = {
        "headline": title, "subtitle": Region(x, top, wide, 22.0), "bare": Region(x, top, wide, end - top),
        "kicker": kicker if title.y >= HEAD + 18.0 else replace(kicker, height=0.0),
        "table": Region(x, top, wide, end - top), "content": Region(x, top + SUBTITLE, wide, end - top - SUBTITLE),
        "note": note, "source": source, "statement": Region(x, title.y, wide, min(210.0, 322.0 - title.y)),
        "quote": Region(x, max(title.y, 96.0), wide - 44, 200.0), "chip_top": chip,
        **_foot(base, plan, found.layouts["content"], scale), **_cover(plan, found.layouts["cover"], scale)}
    return {**base.slide.regions, **{name: _on_slide(region, plan.width) for name, region in made.items()}}


def _on_slide(region: Region, width: float) -> Region:
    """A template's placeholder may reach over the edge."""
    x, y = min(max(region.x, 0.0), width - 1), min(max(region.y, 0.0), CANVAS - 1)
    return Region(x, y, max(min(region.right, width) - x, 1.0), max(min(region.bottom, CANVAS) - y, 0.0))


def _foot(base: Theme, plan: _Plan, layout: Layout, scale: float) -> dict[str, Region]:
    """Number at the template's place where that is in a corner; the marking, then the footer in what is left of the row."""
    held = {kind: Region(*(v * scale for v in h.inner)) for kind in ("ftr", "sldNum", "dt") if (h := layout.holder(kind))}
    size = base.slide.region("chip")
    rows = [r.y for r in held.values() if r.y > CANVAS / 2]
    y = min(min(rows, default=CANVAS - 28.0), CANVAS - 24.0)
    number = held.get("sldNum")
    if number is None or number.width < 40.0 or number.y < CANVAS / 2:
        number = Region(plan.width - MARGIN - 80.0, y, 80.0, 18.0)
    left = number.right < plan.width / 2  # some houses number at the left
    chip_x = plan.width - MARGIN - size.width if left else number.x - 10.0 - size.width
    start = number.right + 10.0 if left else MARGIN
    footer = held.get("ftr")
    if footer is None or footer.x < start - 1 or footer.right > chip_x - 8 or footer.width < 380 or footer.y < CANVAS / 2:
        footer = Region(start, y, chip_x - 10.0 - start, 20.0)
    return {"footer": footer, "number": number, "chip": Region(chip_x, y, size.width, size.height)}


def _cover(plan: _Plan, layout: Layout, scale: float) -> dict[str, Region]:
    title, under = layout.holder("ctrTitle", "title"), layout.holder("subTitle", "body", "obj")
    top = Region(*(v * scale for v in title.inner)) if title else Region(MARGIN, 140.0, plan.width - 2 * MARGIN, 136.0)
    if top.y < 26.0:  # clear of the marking
        top = replace(top, y=26.0, height=max(top.bottom - 26.0, 60.0))
    if top.width < 0.5 * plan.width or top.height < 60.0:
        top = Region(MARGIN, min(max(top.y, 60.0), 250.0), plan.width - 2 * MARGIN, max(top.height, 130.0))
    low = Region(top.x, min(top.bottom + 10.0, CANVAS - 130.0), top.width, 70.0)
    if under and under.frame:
        low = Region(*(v * scale for v in under.inner))
    return {"cover_title": top, "cover_subtitle": low}


# ---------------------------------------------------------------- type
def _types(base: Theme, scale: float, content: Layout) -> dict[str, TypeStyle]:
    """The house's roles; a headline in the template's size where sentences fit it; on a light slide nothing is white."""
    types = dict(base.types["slide"])
    size = _headline(content.holder("title", "ctrTitle"), scale)
    steps = tuple((s, round(s * 1.18, 1)) for s in dict.fromkeys((size, max(LEAST, size - 2), LEAST)))
    types["headline"] = replace(types["headline"], size=steps[0][0], leading=steps[0][1], steps=steps)
    for role, colour in (("quote", "navy"), ("speaker", "black"), ("speaker_name", "navy"), ("cover_title", "navy"),
                         ("cover_subtitle", "g700"), ("cover_series", "navy"), ("cover_region", "g700")):
        types[role] = replace(types[role], colour=colour)
    for role, sizes in (("cover_title", (54.0, 44.0, 36.0, 28.0)), ("cover_subtitle", (24.0, 20.0, 18.0))):
        steps = tuple((s, round(s * 1.1)) for s in sizes)
        types[role] = replace(types[role], size=steps[0][0], leading=steps[0][1], steps=steps)
    larger = max(1.0, scale)
    for role in (*SMALL, "chip"):
        style = types[role]
        least = (10.0 if role in SMALL else 12.0) * larger
        if style.size < least:
            grown = least / style.size
            types[role] = replace(style, size=least, leading=style.leading * grown, tracking=style.tracking * grown,
                                  steps=((least, style.leading * grown),))
    return types


def _headline(holder: Holder | None, scale: float) -> float:
    return min(max(round(holder.size * scale, 1), LEAST), LARGEST) if holder else LARGEST
