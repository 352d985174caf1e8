"""Rules about colours alone: C1 to C3, C5, C6 and C9 for the series of a chart, and for all that a house style may put together.

The measures are those of `charts.vision`. A house style is judged once, when it is read, for every chart that it can colour:
up to four series in the order of `SERIES`, or the orange of the message beside the first three.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from charts import vision
from charts.rules.chart import Chart, Finding, Level
from charts.style import MESSAGE, PALE, SERIES

WORDS = (("navy", "white"), ("g700", "white"), ("g500", "white"), ("navy", "tint"), ("g700", "tint"), ("navy", "tint_2"),
         ("navy", "peach"), ("navy", "peach_2"), ("navy", "v_tint"), ("white", "navy"), ("white", "blue"), ("white", "maroon"),
         ("navy", "slate"), ("navy", "ice"), ("white", "navy_rule"))
MARKS = (*SERIES, MESSAGE, "violet", "g500")
TEXT, LARGE, MARK = 4.5, 3.0, 3.0  # least contrasts of WCAG 2.2, 1.4.3 and 1.4.11
TOUCH = 0.75  # pt of white that part two fills
APART, WELL_APART = 15.0, 20.0  # CIEDE2000
GREY = 10.0  # L*
_ROUND = 0.005


def house(colours: Mapping[str, str], seam: float) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the colours of a house style, each finding with the role that it is about.

    `seam`: the white gap between the touching parts of its charts, in points.
    """
    for ink, ground in WORDS:
        if (ratio := vision.contrast(colours[ink], colours[ground])) < (LARGE if ground == "navy_rule" else TEXT) - _ROUND:
            yield ink, _error("C1", f'words in "{ink}" have a contrast of {ratio:.1f} on "{ground}"', f"{TEXT:g} is the least")
    for role in MARKS:
        yield from ((role, found) for found in on_white(role, colours))
    yield from red_and_green(colours)
    for roles in (SERIES, (MESSAGE, *SERIES[:-1])):
        yield from ((roles[-1], found) for found in series(roles, colours))
        yield from ((roles[-1], found) for found in touching(roles, colours, seam))


def red_and_green(colours: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """C9: series in red and in green read as bad and good, whatever they are about."""
    hues = {role: _hue(colours[role]) for role in SERIES}
    for red in (role for role, hue in hues.items() if hue == "red"):
        for green in (role for role, hue in hues.items() if hue == "green"):
            yield green, Finding("C9", "warning", f'"{red}" and "{green}" say bad and good', "take another colour for one")


def _hue(colour: str) -> str:
    """ "red" or "green" for a colour that anybody would call so, by its hue angle and chroma in CIELAB; else nothing."""
    _, a, b = vision.lab(vision.linear(colour))
    angle, chroma = math.degrees(math.atan2(b, a)) % 360, math.hypot(a, b)
    return "" if chroma < 30 else "red" if angle < 50 or angle > 350 else "green" if 120 < angle < 175 else ""


def on_white(role: str, colours: Mapping[str, str]) -> Iterator[Finding]:
    """C2: a mark that means something stands out from the page."""
    if (ratio := vision.contrast(colours[role], colours["white"])) < MARK - _ROUND:
        yield _error("C2", f'marks in "{role}" have a contrast of {ratio:.1f} on white', f"{MARK:g} is the least")


def series(roles: Sequence[str], colours: Mapping[str, str]) -> Iterator[Finding]:
    """C5 and C6: some series are told apart by every pair of eyes, and on a printer without colours."""
    if len(roles) < 2:
        return
    named = {colours[role]: role for role in roles}
    if len(named) < len(roles):
        yield _error("C5", f"of {', '.join(roles)} two are one colour", "take another for one of them")
        return
    pair, grey = vision.closest(named), vision.greys(named)
    if pair.distance < WELL_APART:
        said = f'"{named[pair.first]}" and "{named[pair.second]}" are {pair.distance:.1f} apart to {pair.sight} eyes'
        level: Level = "error" if pair.distance < APART else "warning"
        yield Finding("C5", level, said, f"{APART:g} is the least, {WELL_APART:g} is better: take another")
    if grey.distance < GREY:
        yield _error("C6", f'"{named[grey.first]}" and "{named[grey.second]}" are {grey.distance:.1f} apart in grey',
                     f"{GREY:g} is the least: make one lighter or darker")


def touching(roles: Sequence[str], colours: Mapping[str, str], seam: float) -> Iterator[Finding]:
    """C3: fills that touch are parted by contrast, or by enough white."""
    for one, other in combinations(roles, 2):
        ratio = vision.contrast(colours[one], colours[other])
        if ratio < MARK and seam < TOUCH:
            yield _error("C3", f'"{one}" touches "{other}" with a contrast of {ratio:.1f} and {seam:.2g} pt of white between',
                         f"leave {TOUCH:g} pt: a larger stroke under charts")
            return


def worn(chart: Chart) -> Iterator[list[str]]:
    """The roles that tell series of one form apart, fills and lines each for themselves; nothing where there is one series."""
    found = chart.native.series if chart.native else ()
    for paints in ([s.fill for s in found], [s.stroke for s in found if not s.fill]):
        roles = list(dict.fromkeys(paint.colour for paint in paints if paint and paint.colour not in PALE))
        if len(roles) > 1:
            yield roles


def _error(rule: str, what: str, hint: str) -> Finding:
    return Finding(rule, "error", what, hint)
