"""What a template draws on a slide behind our words: its ground, its shapes and pictures, as items of a page.

For prints of the deck, which no slide program draws. Rectangles, ellipses, lines, free outlines and pictures are drawn with plain
fills and upright gradients; all else (texts, effects, patterns, turned pictures) is counted, for a print to say what it lacks.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from charts.drawing import Command, Drawing, Fill, Path, Stroke, rectangle, rectangular
from reports.cleaning import Unfit
from reports.house.inks import NONE, Paint, Palette
from reports.house.outlines import outline
from reports.house.reading import EMU, A, Node, P, Package, slots
from reports.page import Figure, Item, Picture, Shape
from reports.pictures import from_bytes

BANDS = 64  # of a gradient
_DRAWN = ("sp", "pic", "cxnSp", "grpSp", "graphicFrame")
Move = Callable[[float, float], tuple[float, float]]  # EMU of a shape's own space to points of the canvas


@dataclass(frozen=True)
class Artwork:
    """Items from back to front, in points of the canvas; `missing`: how many things of the template they lack."""

    items: tuple[Item, ...] = ()
    missing: int = 0

    @property
    def colours(self) -> frozenset[str]:
        """The colours that are no roles of the house style."""
        fills = [i.fill for i in self.items if isinstance(i, Shape)]
        marks = [m for i in self.items if isinstance(i, Figure) for m in i.drawing.marks if isinstance(m, Path)]
        paints = [*fills, *(m.fill for m in marks), *(m.stroke for m in marks)]
        return frozenset(paint.colour for paint in paints if paint)


@cache
def artwork(data: bytes, part: str, scale: float) -> Artwork:
    """Of one layout of a template; `scale`: points of the canvas a point of the template."""
    with ZipFile(BytesIO(data)) as archive:
        package, name = Package(archive), part.lstrip("/")
        above = package.targets(name, "slideMaster")[0][1]
        layout, master = package.xml(name), package.xml(above)
        show = package.xml("ppt/presentation.xml").find(f"{P}sldSz")
        size = [0.0, 0.0] if show is None else [int(show.get(side, "0")) / EMU * scale for side in ("cx", "cy")]
        part_of_theme = package.targets(above, "theme")[0][1]
        theme = package.xml(part_of_theme)
        colours = slots(theme, master)
        own, masters, themes = (Palette(colours, dict(package.targets(p, "image"))) for p in (name, above, part_of_theme))
        pen = Pen(archive.read, (size[0], size[1]), scale)
        pen.ground(layout, master, theme, (own, masters, themes))
        if layout.get("showMasterSp", "1") != "0":
            pen.tree(master.find(f"{P}cSld/{P}spTree"), masters)
        pen.tree(layout.find(f"{P}cSld/{P}spTree"), own)
    return Artwork(tuple(pen.items), pen.missing)


@dataclass
class Pen:
    """Draws shapes as items. `read`: the bytes of a part; `size` of the slide on the canvas."""

    read: Callable[[str], bytes]
    size: tuple[float, float]
    scale: float
    items: list[Item] = field(default_factory=list)
    missing: int = 0

    # ------------------------------------------------------------------ grounds
    def ground(self, layout: Node, master: Node, theme: Node, palettes: tuple[Palette, Palette, Palette]) -> None:
        """The layout's background, else its master's, else that of plain slides. `palettes`: of layout, master and theme."""
        own, above, of_theme = palettes
        for node, palette in ((layout, own), (master, above)):
            found = node.find(f"{P}cSld/{P}bg")
            if found is not None:
                self._cover(self._ground_of(found, theme, palette, of_theme))
                return
        self._cover(Paint(((0.0, above.slots["bg1"]),)))

    def _ground_of(self, ground: Node, theme: Node, palette: Palette, of_theme: Palette) -> Paint:
        own = ground.find(f"{P}bgPr")
        if own is not None:
            return palette.fill(own) or NONE
        reference = ground.find(f"{P}bgRef")
        if reference is None:
            return NONE
        number = int(reference.get("idx", "0"))
        styles = theme.find(f".//{A}{'bgFillStyleLst' if number > 1000 else 'fillStyleLst'}")
        fills = [] if styles is None else list(styles)
        at = number - 1001 if number > 1000 else number - 1
        return replace(of_theme, own=palette.colour(reference)).paint(fills[at]) if 0 <= at < len(fills) else NONE

    def _cover(self, paint: Paint) -> None:
        self._painted(rectangle(0, 0, *self.size), paint, None, "Ground")

    # ------------------------------------------------------------------ shapes
    def tree(self, tree: Node | None, palette: Palette, move: Move | None = None) -> None:
        """All that is drawn in a tree of shapes, placeholders apart."""
        def plain(x: float, y: float) -> tuple[float, float]:
            return x / EMU * self.scale, y / EMU * self.scale

        for shape in () if tree is None else tree:
            kind = shape.tag.removeprefix(P)
            if kind in _DRAWN and shape.find(f".//{P}nvPr/{P}ph") is None:
                self._shape(kind, shape, palette, move or plain)

    def _shape(self, kind: str, shape: Node, palette: Palette, move: Move) -> None:
        place = shape.find(f"{P}grpSpPr/{A}xfrm" if kind == "grpSp" else f"{P}spPr/{A}xfrm")
        if place is None:
            self.missing += kind != "grpSp"
            return
        own = _placed(place, move)
        if kind == "grpSp":
            self.tree(shape, palette, _inner(place, own))
        elif kind == "pic":
            self._pic(shape, place, palette, own)
        else:
            self._outlined(shape, place, palette, own)

    def _outlined(self, shape: Node, place: Node, palette: Palette, move: Move) -> None:
        looks, style = shape.find(f"{P}spPr"), shape.find(f"{P}style")
        assert looks is not None
        width, height = _size(place)
        made = outline(looks, width, height)
        if any((node.text or "").strip() for node in shape.iter(f"{A}t")) or made is None:
            self.missing += 1
        if made is None:
            return
        commands = [_moved(command, move) for command in made]
        fill = palette.fill(looks) or _styled(style, "fillRef", palette)
        self._painted(commands, fill, self._stroke(looks, style, palette), "Artwork")

    def _stroke(self, looks: Node, style: Node | None, palette: Palette) -> Stroke | None:
        line = looks.find(f"{A}ln")
        paint = palette.fill(line) or _styled(style, "lnRef", palette)
        width = int(line.get("w", "9525")) if line is not None else 9525
        return Stroke(paint.stops[0][1], max(width / EMU * self.scale, 0.25)) if paint.stops else None

    def _pic(self, shape: Node, place: Node, palette: Palette, move: Move) -> None:
        fill = shape.find(f"{P}blipFill")
        width, height = _size(place)
        (x1, y1), (x2, y2) = move(0, 0), move(width, height)
        if fill is None or int(place.get("rot", "0")) or x2 <= x1 or y2 <= y1:
            self.missing += 1
            return
        self._painted(rectangle(x1, y1, x2 - x1, y2 - y1), palette.picture(fill), None, "Artwork")

    # ------------------------------------------------------------------ paint
    def _painted(self, commands: Sequence[Command], paint: Paint, stroke: Stroke | None, name: str) -> None:
        self.missing += not paint.exact
        xs = [v for _, *at in commands for v in at[::2]]
        ys = [v for _, *at in commands for v in at[1::2]]
        box = (min(xs), min(ys), max(xs), max(ys))
        if paint.picture:
            self._picture(paint.picture, box, name)
        elif len(paint.stops) > 1 and paint.exact and rectangular(commands):
            self.items += _bands(paint, box, name)
        elif paint.stops or stroke:
            colour = paint.stops[len(paint.stops) // 2][1] if paint.stops else ""
            self.items.append(_figure(Path(tuple(commands), Fill(colour) if colour else None, stroke), self.size, name))

    def _picture(self, part: str, box: tuple[float, float, float, float], name: str) -> None:
        x1, y1, x2, y2 = box
        try:
            clean = from_bytes(self.read(part), part)
        except (Unfit, KeyError):
            self.missing += 1
            return
        self.items.append(Picture(x1, y1, x2 - x1, y2 - y1, clean.data, name=name))


def _figure(path: Path, size: tuple[float, float], name: str) -> Figure:
    return Figure(0, 0, *size, Drawing(*size, (path,)), name=name)


def _styled(style: Node | None, which: str, palette: Palette) -> Paint:
    """The paint that a shape takes from its style: that colour, plain."""
    reference = None if style is None else style.find(f"{A}{which}")
    colour = palette.colour(reference) if reference is not None and reference.get("idx", "0") != "0" else ""
    return Paint(((0.0, colour),)) if colour else NONE


def _bands(paint: Paint, box: tuple[float, float, float, float], name: str) -> Iterator[Shape]:
    """An upright gradient of a rectangle as bands of one colour each."""
    x1, y1, x2, y2 = box
    down, back = paint.angle % 180 == 90, paint.angle % 360 >= 180
    for n in range(BANDS):
        at = (n + 0.5) / BANDS
        fill = Fill(_between(paint.stops, 1 - at if back else at))
        if down:
            yield Shape(x1, y1 + n * (y2 - y1) / BANDS, x2 - x1, (y2 - y1) / BANDS + (n < BANDS - 1) * 0.5, fill, name=name)
        else:
            yield Shape(x1 + n * (x2 - x1) / BANDS, y1, (x2 - x1) / BANDS + (n < BANDS - 1) * 0.5, y2 - y1, fill, name=name)


def _between(stops: Sequence[tuple[float, str]], at: float) -> str:
    before = max((s for s in stops if s[0] <= at), default=stops[0])
    after = min((s for s in stops if s[0] >= at), default=stops[-1])
    part = (at - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
    mixed = (round((1 - part) * int(before[1][i:i + 2], 16) + part * int(after[1][i:i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{value:02X}" for value in mixed)


# ---------------------------------------------------------------- places
def _moved(command: Command, move: Move) -> Command:
    name, *at = command
    return (name, *(value for x, y in zip(at[::2], at[1::2]) for value in move(x, y)))


def _pair(place: Node, name: str, first: str, second: str) -> tuple[float, float]:
    node = place.find(f"{A}{name}")
    return (0.0, 0.0) if node is None else (float(node.get(first, "0")), float(node.get(second, "0")))


def _size(place: Node) -> tuple[float, float]:
    return _pair(place, "ext", "cx", "cy")


def _placed(place: Node, move: Move) -> Move:
    """From a shape's own corner: flipped and turned about its middle, then moved to its place (ECMA-376-1, 20.1.7.6)."""
    (left, top), (width, height) = _pair(place, "off", "x", "y"), _size(place)
    turn = math.radians(int(place.get("rot", "0")) / 60000)
    across, down = -1 if place.get("flipH") in ("1", "true") else 1, -1 if place.get("flipV") in ("1", "true") else 1

    def moved(x: float, y: float) -> tuple[float, float]:
        dx, dy = across * (x - width / 2), down * (y - height / 2)
        return move(left + width / 2 + dx * math.cos(turn) - dy * math.sin(turn),
                    top + height / 2 + dx * math.sin(turn) + dy * math.cos(turn))

    return moved


def _inner(place: Node, own: Move) -> Move:
    """From the space of a group's children to where the group stands."""
    (left, top), (width, height) = _pair(place, "chOff", "x", "y"), _pair(place, "chExt", "cx", "cy")
    wide, high = _size(place)
    across, down = wide / width if width else 1.0, high / height if height else 1.0
    return lambda x, y: own((x - left) * across, (y - top) * down)
