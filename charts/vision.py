"""Colours as eyes see them: contrast, difference, three kinds of colour blindness, greyscale. Pure arithmetic.

Colours are "#rrggbb" in sRGB (IEC 61966-2-1). Contrast is that of WCAG 2.2, colour blindness that of Machado, Oliveira and
Fernandes (2009) at full severity in linear RGB, difference is CIEDE2000 (CIE 142-2001) under D65.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Sight = Literal["normal", "protan", "deutan", "tritan", "grey"]
Triple = tuple[float, float, float]

_MACHADO: dict[str, tuple[Triple, Triple, Triple]] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))}
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)  # D65
SIGHTS: tuple[Sight, ...] = ("normal", "protan", "deutan", "tritan")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours and how far apart they are for one kind of sight."""

    first: str
    second: str
    sight: Sight
    distance: float


def linear(colour: str) -> Triple:
    """Linear RGB, 0 to 1. Raises ValueError for anything but "#rrggbb"."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f'"{colour}" is not a colour')
    red, green, blue = (_linear(int(colour[at:at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """L* of CIELAB, 0 to 100: what is left of a colour on a black-and-white printer."""
    return lab(linear(colour))[0]


def seen(colour: str, sight: Sight) -> Triple:
    """Linear RGB of a colour as a kind of sight sees it, each channel cut to 0..1."""
    rgb = linear(colour)
    if sight == "normal":
        return rgb
    if sight == "grey":
        return (luminance(colour),) * 3
    red, green, blue = (min(1.0, max(0.0, _dot(row, rgb))) for row in _MACHADO[sight])
    return red, green, blue


def _dot(row: Triple, values: Triple) -> float:
    return sum(a * b for a, b in zip(row, values))


def lab(rgb: Triple) -> Triple:
    """CIELAB of linear RGB."""
    x, y, z = (_root(_dot(row, rgb) / white) for row, white in zip(_XYZ, _WHITE))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(t: float) -> float:
    return math.cbrt(t) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29


def difference(first: str, second: str, sight: Sight = "normal") -> float:
    """CIEDE2000 between two colours for a kind of sight; about 1 is just noticeable side by side."""
    return ciede2000(lab(seen(first, sight)), lab(seen(second, sight)))


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two CIELAB colours with all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25.0**7))
    c1, c2 = math.hypot(stretch * a1, b1), math.hypot(stretch * a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn, middle = _hues(h1, h2, c1 * c2 == 0)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (1 - 0.17 * _cos(middle - 30) + 0.24 * _cos(2 * middle) + 0.32 * _cos(3 * middle + 6)
              - 0.20 * _cos(4 * middle - 63))
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    angle = 60 * math.exp(-(((middle - 275) / 25) ** 2))
    twist = -2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * math.sin(math.radians(angle))
    return math.sqrt(max(0.0, dl * dl + dc * dc + dh * dh + twist * dc * dh))


def _hues(h1: float, h2: float, grey: bool) -> tuple[float, float]:
    """From one hue to the other the short way round, and the hue between them; degrees."""
    if grey:
        return 0.0, h1 + h2
    turn = (h2 - h1 + 180) % 360 - 180
    if abs(h1 - h2) <= 180:
        return turn, (h1 + h2) / 2
    return turn, (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def closest(colours: Iterable[str], sights: Sequence[Sight] = SIGHTS) -> Pair:
    """The two colours that are hardest to tell apart, by any of some kinds of sight. Raises ValueError for fewer than two."""
    return min((Pair(a, b, sight, difference(a, b, sight)) for a, b in combinations(tuple(colours), 2) for sight in sights),
               key=lambda pair: pair.distance)


def greys(colours: Iterable[str]) -> Pair:
    """The two colours whose greys are nearest, by L*. Raises ValueError for fewer than two."""
    return min((Pair(a, b, "grey", abs(lightness(a) - lightness(b))) for a, b in combinations(tuple(colours), 2)),
               key=lambda pair: pair.distance)
