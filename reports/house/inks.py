"""What a template paints with (ECMA-376-1, 20.1.2.3 and 20.1.8): colours with their changes, plain fills, gradients, pictures."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

from reports.house.reading import A, Node, R

_NAMED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "noFill", "grpFill")
_WHOLE = 100_000  # per cent are thousandths there


@dataclass(frozen=True)
class Paint:
    """`stops`: one colour, or the colours of a gradient with their places from 0 to 1; `angle` of it, clockwise degrees;
    `picture`: the part that holds one. Nothing of it: no paint. `exact`: whether it is all that the template asks for."""

    stops: tuple[tuple[float, str], ...] = ()
    angle: float = 0.0
    picture: str = ""
    exact: bool = True


NONE = Paint()


@dataclass(frozen=True)
class Palette:
    """The slots of a master (tx1, bg1 ...) to "#RRGGBB", and the part names of pictures by their relationship."""

    slots: Mapping[str, str]
    pictures: Mapping[str, str]
    own: str = ""  # what "the placeholder's colour" of a theme's fills stands for

    # ------------------------------------------------------------------ colours
    def colour(self, holder: Node | None) -> str:
        """The colour that a node holds; "" for none that is known."""
        node = None if holder is None else next((n for n in holder if n.tag.endswith("Clr")), None)
        if node is None:
            return ""
        name = node.get("val", "")
        if node.tag == f"{A}srgbClr":
            base = f"#{name.upper()}"
        elif node.tag == f"{A}sysClr":
            base = f"#{node.get('lastClr', '000000').upper()}"
        elif node.tag == f"{A}schemeClr":
            base = self.own if name == "phClr" else self.slots.get(_NAMED.get(name, name), "")
        else:
            base = {"white": "#FFFFFF", "black": "#000000"}.get(name, "")
        return self._changed(base, node) if base else ""

    def _changed(self, base: str, node: Node) -> str:
        red, green, blue = (int(base[i:i + 2], 16) / 255 for i in (1, 3, 5))
        for change in node:
            kind, part = change.tag.removeprefix(A), int(change.get("val", str(_WHOLE))) / _WHOLE
            hue, light, full = rgb_to_hls(red, green, blue)
            if kind in ("lumMod", "lumOff", "satMod"):
                light = min(max(light * part if kind == "lumMod" else light + part if kind == "lumOff" else light, 0.0), 1.0)
                red, green, blue = hls_to_rgb(hue, light, min(full * part, 1.0) if kind == "satMod" else full)
            elif kind in ("shade", "tint", "alpha"):
                toward = 0.0 if kind == "shade" else 1.0 if kind == "tint" else None
                ground = self.slots["bg1"]
                ends = [int(ground[i:i + 2], 16) / 255 if toward is None else toward for i in (1, 3, 5)]
                red, green, blue = (part * c + (1 - part) * end for c, end in zip((red, green, blue), ends))
        return "#" + "".join(f"{round(255 * min(max(c, 0.0), 1.0)):02X}" for c in (red, green, blue))

    # ------------------------------------------------------------------ fills
    def fill(self, holder: Node | None) -> Paint | None:
        """The fill among a node's children; None where it says nothing of one."""
        node = None if holder is None else next((n for n in holder if n.tag.removeprefix(A) in _FILLS), None)
        return None if node is None else self.paint(node)

    def paint(self, node: Node) -> Paint:
        """One fill."""
        kind = node.tag.removeprefix(A)
        if kind == "solidFill":
            colour = self.colour(node)
            return Paint(((0.0, colour),)) if colour else Paint(exact=False)
        if kind == "gradFill":
            return self._gradient(node)
        if kind == "blipFill":
            return self.picture(node)
        if kind == "pattFill":
            colour = self.colour(node.find(f"{A}bgClr"))
            return Paint(((0.0, colour),) if colour else (), exact=False)
        return NONE

    def _gradient(self, node: Node) -> Paint:
        stops = sorted(self._stops(node))
        line = node.find(f"{A}lin")
        angle = int(line.get("ang", "0")) / 60000 if line is not None else 0.0
        return Paint(tuple(stops), angle, exact=line is not None and angle % 90 == 0 and bool(stops))

    def _stops(self, node: Node) -> Iterator[tuple[float, str]]:
        for stop in node.iterfind(f"{A}gsLst/{A}gs"):
            colour = self.colour(stop)
            if colour:
                yield int(stop.get("pos", "0")) / _WHOLE, colour

    def picture(self, node: Node) -> Paint:
        """A fill with a picture, and what a picture itself shows."""
        blip = node.find(f"{A}blip")
        part = self.pictures.get(blip.get(f"{R}embed", ""), "") if blip is not None else ""
        cropped = node.find(f"{A}srcRect")
        whole = (cropped is None or not cropped.attrib) and node.find(f"{A}tile") is None and blip is not None and not len(blip)
        return Paint(picture=part, exact=bool(part) and whole)
