"""The axis of a timeline: a pale band on a true scale, divided by white ticks, with its units named underneath."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from charts import dates
from charts.dates import Tick
from charts.drawing import Fill, Path, rectangle
from charts.sketch import Sketch, leading
from charts.style import Style

_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days (ordinals) to points, linear: `first`..`last` map to `left`..`right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """The place of a moment; whole numbers are the beginnings of days."""
        return self.left + (day - self.first) * (self.right - self.left) / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name: it may start from `x` on, and must end before `end`."""

    x: float
    end: float
    text: str


def ground(drawn: Sketch, scale: Scale, top: float, height: float) -> None:
    """The band, as wide as the figure, with a white line where each unit begins."""
    drawn.box(0, top, drawn.width, height, "tint")
    wide = 1.2 * drawn.style.stroke
    lines = [scale.x(tick.at) for tick in dates.ticks(scale.first, scale.last)[1:]]
    if lines and (scale.right - scale.left) / len(lines) > 3 * wide:
        commands = [c for x in lines for c in rectangle(x - wide / 2, top, wide, height)]
        drawn.marks.append(Path(tuple(commands), Fill("white")))


def depth(scale: Scale, style: Style) -> float:
    """How far the names reach below the band: one line, two when months of several years are named."""
    return 2 * style.stroke + leading(style, style.sizes["axis"]) * (2 if _crosses(scale) else 1)


def names(drawn: Sketch, scale: Scale, top: float, leaders: Sequence[float]) -> None:
    """The names below the band that begins to end at `top`; a name makes way for a leader, or is left out."""
    style, y = drawn.style, top + 2 * drawn.style.stroke
    size = style.sizes["axis"]
    for name in _free(labelled(scale, drawn.width, style), leaders, style):
        drawn.text(name.x, y, name.text, size)
    if _crosses(scale):
        for name in _free(_years(scale, drawn.width, style), leaders, style):
            drawn.text(name.x, y + leading(style, size), name.text, size)


def labelled(scale: Scale, width: float, style: Style) -> list[Name]:
    """The fullest names that fit: whole words, then three letters, then only every second, fifth ... unit."""
    found = dates.ticks(scale.first, scale.last)
    ways = _ways(dates.unit_of(scale.first, scale.last))
    for way in ways:
        chosen = way(found)
        made = _named(chosen, scale, width, style)
        inner = made[1:] if len(made) > 2 else made
        if all(_fits(name, style) for name in inner):
            return [name for name in made if _fits(name, style)]
    return [name for name in made if _fits(name, style)][:1]


Way = Callable[[Sequence[Tick]], list[tuple[Tick, str]]]


def _ways(unit: dates.Unit) -> list[Way]:
    if unit == "years":
        return [partial(_every_years, step=step) for step in _YEAR_STEPS]
    if unit == "months":
        return [partial(_months, letters=letters, step=step) for letters, step in ((12, 1), (3, 1), (3, 2), (3, 3), (3, 6))]
    return [partial(_days, step=step) for step in (1, 2, 5, 7, 14)]


def _every_years(found: Sequence[Tick], step: int) -> list[tuple[Tick, str]]:
    return [(t, str(t.year)) for t in found if t.year % step == 0]


def _months(found: Sequence[Tick], letters: int, step: int) -> list[tuple[Tick, str]]:
    return [(t, dates.MONTHS[t.month - 1][:letters]) for n, t in enumerate(found) if n % step == 0]


def _days(found: Sequence[Tick], step: int) -> list[tuple[Tick, str]]:
    return [(t, f"{t.day} {dates.MONTHS[t.month - 1][:3]}" if n == 0 or t.day <= step else str(t.day))
            for n, t in enumerate(found) if n % step == 0]


def _named(chosen: Sequence[tuple[Tick, str]], scale: Scale, width: float, style: Style) -> list[Name]:
    """Each name begins a little right of its tick (the first at the figure's edge) and ends before the next."""
    ends = [scale.x(tick.at) for tick, _ in chosen[1:]] + [width]
    return [Name(scale.x(tick.at) + 3 * style.stroke if tick.at > scale.first else 0.0, end, words)
            for (tick, words), end in zip(chosen, ends)]


def _fits(name: Name, style: Style) -> bool:
    return name.x + style.measure(name.text, style.sizes["axis"], False) <= name.end + 0.01


def _crosses(scale: Scale) -> bool:
    found = dates.ticks(scale.first, scale.last)
    return found[0].month > 0 and found[0].year != found[-1].year


def _years(scale: Scale, width: float, style: Style) -> list[Name]:
    found = dates.ticks(scale.first, scale.last)
    begins = [(t, str(t.year)) for n, t in enumerate(found) if n == 0 or t.year != found[n - 1].year]
    return [name for name in _named(begins, scale, width, style) if _fits(name, style)]


def _free(wanted: Sequence[Name], leaders: Sequence[float], style: Style) -> list[Name]:
    """Names moved right of the leaders that would cross them, where that leaves room."""
    gap, kept = 3 * style.stroke, []
    apart = 0.6 * style.sizes["axis"]
    for n, name in enumerate(wanted):
        wide = style.measure(name.text, style.sizes["axis"], False)
        x = name.x
        for leader in sorted(leaders):
            if x - gap < leader < x + wide + gap:
                x = leader + gap
        if x + wide <= name.end - (apart if x > name.x and n < len(wanted) - 1 else -0.01):
            kept.append(Name(x, name.end, name.text))
    return kept
