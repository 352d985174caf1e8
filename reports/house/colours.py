"""The roles of colour on a template's own slots: references stay references, and every text keeps its contrast (rules C1, C2).

A role is a slot where the slot has the contrast that the role needs on the template's ground, else a tint of one that is
darkened or lightened until it has. On a dark ground everything turns round by itself, because roles are sought from there.
"""
from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_UNMAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
TEXT, HEADING, MARK = 4.5, 7.0, 3.0  # contrasts
# role -> (base role, lightness on a light ground, on a dark one, part of the base's saturation)
_TINTS = {"tint": ("white", 0.955, 0.14, 1.0), "tint_2": ("blue", 0.88, 0.24, 0.9), "peach": ("orange", 0.93, 0.2, 1.0),
          "peach_2": ("orange", 0.91, 0.24, 1.0), "v_tint": ("violet", 0.93, 0.22, 0.9), "g700": ("black", 0.32, 0.8, 1.0),
          "g500": ("black", 0.42, 0.68, 1.0), "g300": ("black", 0.72, 0.42, 1.0), "g200": ("black", 0.85, 0.3, 1.0),
          "ice": ("navy", 0.83, 0.83, 0.6), "navy_rule": ("navy", 0.42, 0.5, 0.5)}


@dataclass(frozen=True)
class Roles:
    """`colours`: role -> "#rrggbb"; `office`: role -> slot; `derived`: role -> the role that it is a tint of."""

    colours: Mapping[str, str]
    office: Mapping[str, str]
    derived: Mapping[str, str]


def roles(slots: Mapping[str, str], base: Mapping[str, str], tinted: Mapping[str, str]) -> Roles:
    """The roles of our drawings and texts on the slots of a template. `base` are the colours of the house style that is changed,
    `tinted` says which of them are tints of which: those that are not named here keep their lightness."""
    ground = slots["bg1"]
    dark = luminance(ground) < 0.18
    colours, office = {"black": slots["tx1"], "white": ground}, {"black": "dk1", "white": "lt1"}
    derived: dict[str, str] = {}
    taken: set[str] = set()

    def role(name: str, wanted: float, slots_in_order: tuple[str, ...]) -> None:
        free = [s for s in slots_in_order if s not in taken] or list(slots_in_order)
        best = next((s for s in free if contrast(slots[s], ground) >= wanted and _apart(slots[s], colours, taken)), None)
        base = best or free[0]
        taken.add(base)
        if best:
            colours[name], office[name] = slots[base], _UNMAPPED.get(base, base)
            return
        colours[f"{name}_base"], office[f"{name}_base"] = slots[base], _UNMAPPED.get(base, base)
        colours[name], derived[name] = readable(slots[base], ground, wanted), f"{name}_base"

    role("navy", HEADING, ("tx2", "tx1"))
    role("blue", TEXT, ACCENTS[:1])
    role("orange", MARK, (*ACCENTS[1:], ACCENTS[0]))
    role("violet", MARK, ACCENTS)
    role("maroon", MARK, ACCENTS)
    for name, (origin, light, deep, part) in _TINTS.items():
        colours[name], derived[name] = _tinted(colours[origin], deep if dark else light, part), origin
    for name in [n for n in base if n not in colours]:
        light = _hls(base[name])[1]
        origin = tinted.get(name, "black") if tinted.get(name) in colours else "black"
        colours[name], derived[name] = _tinted(colours[origin], 1 - light if dark else light, 1.0), origin
    for name, wanted in (("g700", HEADING), ("g500", TEXT)):
        colours[name] = readable(colours[name], ground, wanted)
    return Roles(colours, office, {name: _slot_behind(name, derived) for name in derived})


def _slot_behind(name: str, derived: Mapping[str, str]) -> str:
    """The role with a slot of its own that a tint, or a tint of a tint, comes from."""
    while name in derived:
        name = derived[name]
    return name


def _apart(colour: str, colours: Mapping[str, str], taken: set[str]) -> bool:
    """Whether a colour differs in hue or lightness from those that have a role already."""
    hue, light, _ = _hls(colour)
    for name in ("navy", "blue", "orange", "violet"):
        if name in colours:
            other_hue, other_light, _ = _hls(colours[name])
            near = min(abs(hue - other_hue), 1 - abs(hue - other_hue)) < 0.06
            if near and abs(light - other_light) < 0.18:
                return False
    return True


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def readable(colour: str, ground: str, wanted: float) -> str:
    """The colour, darkened or lightened until it has the contrast."""
    hue, light, full = _hls(colour)
    step = -0.01 if luminance(ground) >= 0.18 else 0.01
    while contrast(colour, ground) < wanted and 0.0 < light < 1.0:
        light = min(1.0, max(0.0, light + step))
        colour = _hex(hue, light, full)
    return colour


def _tinted(colour: str, light: float, part: float) -> str:
    hue, _, full = _hls(colour)
    return _hex(hue, light, full * part)


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    return rgb_to_hls(red, green, blue)


def _hex(hue: float, light: float, full: float) -> str:
    return "#" + "".join(f"{round(255 * c):02X}" for c in hls_to_rgb(hue, light, full))
