"""A Drawing as SVG text (SVG 1.1): a mark a line, colours by their roles, so that a person can read what changed.

For looking at drawings and for comparing them; the outputs have writers of their own.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from charts.drawing import Drawing, Fill, Mark, Path, Stroke, Text

_GAP = 4.0  # between the lines of a hatch, or dots; points
_FAMILIES = "Carlito, Calibri, sans-serif"


def svg(drawing: Drawing, colours: Mapping[str, str], families: str = _FAMILIES) -> str:
    """The text of an SVG file. `colours`: role to "#rrggbb"; lengths are in points, to a tenth.

    Raises KeyError for a role that has no colour.
    """
    fills = dict.fromkeys(mark.fill for mark in drawing.marks if isinstance(mark, Path) and mark.fill)
    textures = [fill for fill in fills if fill.pattern != "solid"]
    roles = sorted({role for mark in drawing.marks for role in _roles(mark)})
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(drawing.width)} {n(drawing.height)}"'
        f' width="{n(drawing.width)}pt" height="{n(drawing.height)}pt" role="img">',
        f"<title>{escape(drawing.alt)}</title>",
        "<style>",
        f"text {{ font-family: {families}; white-space: pre }}",
        *(f".{role} {{ fill: {colours[role]} }} .{role}-line {{ stroke: {colours[role]} }}" for role in roles),
        "</style>",
        *(_texture(fill) for fill in textures),
        *(_mark(mark) for mark in drawing.marks),
        "</svg>"]
    return "\n".join(lines) + "\n"


def n(value: float) -> str:
    """A length to a tenth, without a trailing zero or a minus before zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _roles(mark: Mark) -> Iterator[str]:
    """The roles of colour that a mark uses."""
    if isinstance(mark, Text):
        yield mark.colour
        return
    for part in (mark.fill, mark.stroke):
        if part:
            yield part.colour
    if mark.fill and mark.fill.ground:
        yield mark.fill.ground


def _mark(mark: Mark) -> str:
    return _text(mark) if isinstance(mark, Text) else _path(mark)


def _text(text: Text) -> str:
    looks = [f'font-size="{n(text.size)}"', *(['font-weight="bold"'] if text.bold else []),
             *(['font-style="italic"'] if text.italic else []),
             *([f'text-anchor="{text.anchor}"'] if text.anchor != "start" else []),
             *([f'font-family="{text.family}"'] if text.family != "sans" else [])]
    return f'<text class="{text.colour}" x="{n(text.x)}" y="{n(text.y)}" {" ".join(looks)}>{escape(text.text)}</text>'


def _path(path: Path) -> str:
    outline = " ".join(command[0] + ",".join(n(v) for v in command[1:]) for command in path.commands)
    classes, looks = [], []
    if path.fill is None:
        looks.append('fill="none"')
    elif path.fill.pattern == "solid":
        classes.append(path.fill.colour)
    else:
        looks.append(f'fill="url(#{_name(path.fill)})"')
    if path.stroke:
        classes.append(f"{path.stroke.colour}-line")
        looks += _pen(path.stroke)
    named = [f"data-name={quoteattr(path.name)}"] if path.name else []
    classed = [f'class="{" ".join(classes)}"'] if classes else []
    return f"<path {' '.join([*named, *classed, *looks])} d=\"{outline}\"/>"


def _pen(stroke: Stroke) -> list[str]:
    dash = [f'stroke-dasharray="{" ".join(map(n, stroke.dash))}"'] if stroke.dash else []
    return [f'stroke-width="{n(stroke.width)}"', *dash]


def _name(fill: Fill) -> str:
    return "-".join(filter(None, (fill.pattern, fill.colour, fill.ground or "")))


def _texture(fill: Fill) -> str:
    """A tile of hatch (lines that rise to the right at 45 degrees) or of dots."""
    step = _GAP * 2 ** 0.5 if fill.pattern == "hatch" else _GAP
    ground = f'<rect class="{fill.ground}" width="{n(step)}" height="{n(step)}"/>' if fill.ground else ""
    if fill.pattern == "hatch":  # the line from corner to corner, and its ends in the tiles beside
        lines = " ".join(f"M{n(x)},{n(step + x)} L{n(step + x)},{n(x)}" for x in (-step / 2, 0, step / 2))
        ink = f'<path class="{fill.colour}-line" stroke-width="0.9" d="{lines}"/>'
    else:
        ink = f'<circle class="{fill.colour}" cx="{n(step / 2)}" cy="{n(step / 2)}" r="0.45"/>'
    return (f'<pattern id="{_name(fill)}" width="{n(step)}" height="{n(step)}" patternUnits="userSpaceOnUse">'
            f"{ground}{ink}</pattern>")
