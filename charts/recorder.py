"""The drawing engine without a file: a matplotlib renderer that keeps what it is told as marks of a Drawing.

matplotlib calls a renderer with paths and with single lines of text, in display units (here points, y upward). Paths
come out as commands, text stays text, colours go back to the roles they came from. There is no raster and no font:
widths are those of the style's own ruler. A chart that needs an image, a slope, a transparency or a colour outside
the house style cannot be recorded and is refused with a sentence, since none of these would print well.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.text import Text as Words
from matplotlib.transforms import BboxBase, Transform

from charts.drawing import Anchor, Command, Fill, Mark, Path, Pattern, Stroke, Text
from charts.style import Style

PATTERNS: dict[str, Pattern] = {"/": "hatch", ".": "dots"}
ANCHORS: dict[str, tuple[Anchor, float]] = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
ASCENT, DESCENT = 0.75, 0.25  # of the size: the line box that matplotlib aligns by when asked for anything but baselines
SLACK = 0.01  # points outside matplotlib's clip rectangle that are not worth cutting
Clip = tuple[float, float, float, float]  # left, bottom, right, top, y upward
DIGITS = 3  # a thousandth of a point: finer than any printer, coarser than the noise of turning y over


def record(figure: Figure, style: Style) -> tuple[Mark, ...]:
    """Everything the figure draws, in order of painting. Raises ValueError for what a Drawing cannot hold."""
    width, height = figure.get_size_inches() * 72
    recorder = Recorder(float(width), float(height), style)
    with np.errstate(invalid="ignore"):  # what is not finite is refused below, with a sentence
        figure.draw(recorder)
    return tuple(recorder.marks)


class Recorder(RendererBase):
    """`marks` grows with every call. Origin of the marks: top left, y downward, points."""

    def __init__(self, width: float, height: float, style: Style) -> None:
        super().__init__()
        self.width, self.height, self.style = width, height, style
        self.marks: list[Mark] = []
        self._roles: dict[str, str] = {}
        self._names: list[str] = []
        for role, value in style.colours.items():
            self._roles.setdefault(to_hex(value), role)

    # ------------------------------------------------------------------ what matplotlib asks about the page
    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def flipy(self) -> Literal[True]:
        """Text arrives with y already downward."""
        return True

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: object = False) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        return self.style.measure(s, size, _bold(prop)), (ASCENT + DESCENT) * size, DESCENT * size

    # ------------------------------------------------------------------ what matplotlib draws
    def open_group(self, s: str, gid: str | None = None) -> None:
        self._names.append(gid or "")

    def close_group(self, s: str) -> None:
        self._names.pop()

    def draw_path(self, gc: GraphicsContextBase, path: Outline, transform: Transform, rgbFace: Any = None) -> None:  # noqa: N803
        placed = path.transformed(transform)
        if not np.isfinite(np.asarray(placed.vertices, float)).all():
            raise ValueError("a mark of the chart has a place that is not a finite number")
        commands = tuple(self._commands(*_clipped(placed, gc.get_clip_rectangle(), rgbFace is not None)))
        fill, stroke = self._fill(gc, rgbFace), self._stroke(gc)
        if len(commands) > 1 and (fill or stroke):
            self.marks.append(Path(commands, fill, stroke, self._names[-1] if self._names else ""))

    def draw_text(self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
                  ismath: object = False, mtext: Words | None = None) -> None:
        if angle % 360:
            raise ValueError(f'the text "{s}" is turned by {angle:g} degrees; all text in a chart is horizontal')
        anchor, share = ANCHORS[mtext.get_horizontalalignment()] if mtext is not None else ANCHORS["left"]
        size = prop.get_size_in_points()
        x += share * self.style.measure(s, size, _bold(prop))
        family = "serif" if prop.get_family()[:1] == ["serif"] else "sans"
        self.marks.append(Text(_tidy(x), _tidy(y), s, _tidy(size), self._role(gc.get_rgb(), s), _bold(prop),
                               prop.get_style() != "normal", anchor, family))

    def draw_image(self, *args: Any, **kwargs: Any) -> None:
        raise ValueError("a chart draws an image; figures are paths and text only")

    def draw_gouraud_triangles(self, *args: Any, **kwargs: Any) -> None:
        raise ValueError("a chart draws a gradient; figures are flat")

    # ------------------------------------------------------------------ from matplotlib's terms to ours
    def _commands(self, path: Outline, clip: Clip | None) -> Iterator[Command]:
        """The path as SVG-like commands; a quadratic curve becomes the cubic that is equal to it."""
        here: tuple[float, float] = (0.0, 0.0)
        for vertices, code in path.iter_segments(clip=clip, simplify=False, curves=True):
            points = self._points(vertices.tolist())
            if code == Outline.CLOSEPOLY:
                yield ("Z",)
                continue
            if code == Outline.CURVE3:
                points = _cubic(here, *points)
            here = points[-1]
            name = {Outline.MOVETO: "M", Outline.LINETO: "L"}.get(code, "C")
            yield (name, *(_tidy(v) for point in points for v in point))

    def _points(self, flat: list[float]) -> list[tuple[float, float]]:
        return [(x, self.height - y) for x, y in zip(flat[0::2], flat[1::2])]

    def _fill(self, gc: GraphicsContextBase, face: Any) -> Fill | None:
        ground = self._role(face, "a fill") if face is not None and _opaque(face) else None
        hatch = gc.get_hatch()
        if not hatch:
            return Fill(ground) if ground else None
        if hatch[0] not in PATTERNS:
            raise ValueError(f'hatch "{hatch}" is not one of the house: "/" for lines, "." for dots')
        return Fill(self._role(gc.get_hatch_color(), "a hatch"), PATTERNS[hatch[0]], ground)

    def _stroke(self, gc: GraphicsContextBase) -> Stroke | None:
        width, colour = gc.get_linewidth(), gc.get_rgb()
        if not width or not _opaque(colour):
            return None
        dash = np.atleast_1d(gc.get_dashes()[1] or ()).tolist()
        return Stroke(self._role(colour, "a line"), _tidy(width), tuple(map(_tidy, dash)))

    def _role(self, colour: Any, what: str) -> str:
        rgba = to_rgba(colour)
        if rgba[3] < 1:
            raise ValueError(f"{what} of the chart is transparent; use a paler colour of the house style")
        found = self._roles.get(to_hex(rgba))
        if found is None:
            raise ValueError(f'{what} of the chart has the colour "{to_hex(rgba)}", which is not in the house style')
        return found


def _clipped(path: Outline, box: BboxBase | None, filled: bool) -> tuple[Outline, Clip | None]:
    """The part of a filled path inside matplotlib's clip rectangle; for a line, the rectangle to cut it at."""
    vertices = np.asarray(path.vertices, float)
    if box is None or not len(vertices):
        return path, None
    low, high = np.array(box.min) - SLACK, np.array(box.max) + SLACK
    if (vertices >= low).all() and (vertices <= high).all():
        return path, None
    inset = 1 - SLACK  # matplotlib cuts lines one unit outside the rectangle that it is given
    return (path.clip_to_bbox(box.frozen()), None) if filled else \
        (path, (box.x0 + inset, box.y0 + inset, box.x1 - inset, box.y1 - inset))


def _tidy(value: float) -> float:
    """Rounded; never minus zero, which prints differently from zero."""
    return round(float(value), DIGITS) + 0.0


def _cubic(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> list[tuple[float, float]]:
    """The control points of the cubic that equals the quadratic curve a, b, c."""
    return [(a[0] + (b[0] - a[0]) * 2 / 3, a[1] + (b[1] - a[1]) * 2 / 3),
            (c[0] + (b[0] - c[0]) * 2 / 3, c[1] + (b[1] - c[1]) * 2 / 3), c]


def _opaque(colour: Any) -> bool:
    """Whether there is anything to see."""
    return bool(to_rgba(colour)[3] > 0)


def _bold(prop: FontProperties) -> bool:
    weight = prop.get_weight()
    return weight in ("bold", "heavy", "extra bold", "black", "semibold", "demibold", "demi") if isinstance(weight, str) else \
        weight >= 600
