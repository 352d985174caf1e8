"""Roles of colour as references to the Office theme, fills and lines in DrawingML (ECMA-376-1, 20.1).

A role that is one of the twelve slots is that slot. A derived role is its base slot with a change of saturation and
luminance, so that a theme changed in PowerPoint changes the tint as well. All functions give XML text.
"""
from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from charts.drawing import Fill, Stroke
from reports.theme import Theme

EMU = 12700  # English Metric Units in a point
NAMESPACES = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
              'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
              'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"')
NO_FILL = "<a:noFill/>"
NO_LINE = "<a:ln><a:noFill/></a:ln>"

# Shapes name the slots through the master's colour map: text and background instead of dark and light.
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_PATTERNS = {"hatch": "wdUpDiag", "dots": "pct10"}
_FULL = 100_000  # DrawingML percentages count thousandths of a percent

Change = tuple[str, int]
ColourKey = tuple[str, tuple[Change, ...]]


def emu(points: float) -> int:
    """A length in points as whole English Metric Units."""
    return round(points * EMU)


def text(value: str) -> str:
    """Character data."""
    return escape(value)


def attribute(value: str) -> str:
    """An attribute value with its quotes."""
    return quoteattr(value)


def changes(base: str, wanted: str) -> tuple[Change, ...]:
    """What turns one "#rrggbb" into another: saturation, then luminance.

    A lighter colour keeps white where it is (lumMod + lumOff = 100 %), a darker one keeps black, as PowerPoint's own tints do.
    """
    (_, light, full), (_, light_wanted, full_wanted) = _hls(base), _hls(wanted)
    made: list[Change] = []
    if full and abs(full_wanted - full) > 0.002:
        made.append(("satMod", round(_FULL * full_wanted / full)))
    if light_wanted > light:
        factor = round(_FULL * (1 - light_wanted) / (1 - light))
        made += [("lumMod", factor), ("lumOff", _FULL - factor)]
    elif light_wanted < light:
        made.append(("lumMod", round(_FULL * light_wanted / light)))
    return tuple(made)


def changed(base: str, steps: tuple[Change, ...]) -> str:
    """The "#rrggbb" that the changes make of a base colour, as a host computes it."""
    hue, light, full = _hls(base)
    for name, value in steps:
        part = value / _FULL
        full = min(1.0, full * part) if name == "satMod" else full
        light = light * part if name == "lumMod" else light + part if name == "lumOff" else light
    return "#" + "".join(f"{round(255 * c):02X}" for c in hls_to_rgb(hue, min(1.0, light), full))


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    return rgb_to_hls(red, green, blue)


class Ink:
    """The colours of one theme as DrawingML."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    @cached_property
    def keys(self) -> dict[str, ColourKey]:
        """Role -> (slot as shapes name it, changes). Every role is one of the slots or derived from one."""
        colours, office, derived = self.theme.colours, self.theme.office, self.theme.derived
        keys: dict[str, ColourKey] = {}
        for role, colour in colours.items():
            base = role if role in office else derived[role]
            slot = office[base]
            keys[role] = (_MAPPED.get(slot, slot), changes(colours[base], colour) if base != role else ())
        return keys

    @cached_property
    def _solid(self) -> dict[str, str]:
        return {role: f"<a:solidFill>{self.colour(role)}</a:solidFill>" for role in self.keys}

    def colour(self, role: str) -> str:
        """A colour reference; "#rrggbb", which a standard fixes, as it is. KeyError for a role that the theme lacks."""
        if role.startswith("#"):
            return f'<a:srgbClr val="{role[1:]}"/>'
        slot, steps = self.keys[role]
        inner = "".join(f'<a:{name} val="{value}"/>' for name, value in steps)
        return f'<a:schemeClr val="{slot}">{inner}</a:schemeClr>' if inner else f'<a:schemeClr val="{slot}"/>'

    def solid(self, role: str) -> str:
        """A plain fill."""
        return self._solid.get(role) or f"<a:solidFill>{self.colour(role)}</a:solidFill>"

    def fill(self, fill: Fill | None) -> str:
        """The fill of a shape, a cell or a bar; None: see-through."""
        if fill is None:
            return NO_FILL
        if fill.pattern == "solid":
            return self.solid(fill.colour)
        return (f'<a:pattFill prst="{_PATTERNS[fill.pattern]}"><a:fgClr>{self.colour(fill.colour)}</a:fgClr>'
                f'<a:bgClr>{self.colour(fill.ground or "white")}</a:bgClr></a:pattFill>')

    def line(self, stroke: Stroke | None, tag: str = "a:ln") -> str:
        """An outline or a border. Dashes keep their lengths: DrawingML counts them in line widths."""
        if stroke is None or stroke.width <= 0:
            return f"<{tag}>{NO_FILL}</{tag}>"
        join = '<a:miter lim="800000"/>'
        return (f'<{tag} w="{emu(stroke.width)}" cap="flat">{self.solid(stroke.colour)}{_dash(stroke)}{join}</{tag}>')


def _dash(stroke: Stroke) -> str:
    """An odd list of lengths is walked twice, as in SVG."""
    if not stroke.dash:
        return '<a:prstDash val="solid"/>'
    lengths = stroke.dash if len(stroke.dash) % 2 == 0 else stroke.dash * 2
    parts = [round(_FULL * length / stroke.width) for length in lengths]
    stops = "".join(f'<a:ds d="{on}" sp="{off}"/>' for on, off in zip(parts[0::2], parts[1::2], strict=True))
    return f"<a:custDash>{stops}</a:custDash>"
