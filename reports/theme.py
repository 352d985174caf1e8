"""theme.yaml to Theme: roles of colour and type, page and slide shapes, fonts. The house style has no other home.

All lengths are points, origin top left, y downward. Roles are names ("navy", "body"); what they look like is the
designer's business in `templates/<name>/theme.yaml`, and that they are all there is checked here.
"""
from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charts.style import Medium, Style
from reports.house.model import Layout
from reports.page import Face, Span, Weight
from reports.problems import Failed, MachineFailed, Place, Problem

if TYPE_CHECKING:
    from reports.theme_model import ThemeFile

INNER, OUTER = 25 * 72 / 25.4, 20 * 72 / 25.4  # margins of a bound page, points
Steps = tuple[tuple[float, float], ...]
ROOMY = "roomy"  # the larger type of drawn figures that leave room on their slide otherwise
DENSE = "dense"  # the smaller type of figures that have no room on their slide otherwise
_WEIGHTS: tuple[Weight, ...] = ("regular", "semibold", "bold")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one role is set. `steps`: (size, leading) as designed, then the allowed smaller ones, in order; points."""

    face: Face
    size: float
    leading: float
    colour: str
    caps: bool = False
    tracking: float = 0.0
    steps: Steps = ()

    def at(self, size: float, leading: float) -> TypeStyle:
        """The same look at another size; tracking grows with the size."""
        return replace(self, size=size, leading=leading, tracking=round(self.tracking * size / self.size, 4))

    def span(self, text: str, **changes: Any) -> Span:
        """A run of text in this look, in capitals where the role asks for it; `changes` are fields of Span."""
        look: dict[str, Any] = {"face": self.face, "size": self.size, "colour": self.colour, "tracking": self.tracking}
        return Span(text.upper() if self.caps else text, **(look | changes))


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a slide or page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def down(self, dy: float) -> Region:
        """Moved down by `dy`, its lower edge kept where it was."""
        return replace(self, y=self.y + dy, height=self.height - dy)


@dataclass(frozen=True, slots=True)
class PageShape:
    """Paper: six columns between equal margins, text area `top` to `bottom` on a baseline grid, running head and foot."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    columns: int
    column: float
    gutter: float
    baseline: float
    header_y: float
    header_chip_y: float
    header_rule_y: float
    footer_rule_y: float
    footer_y: float
    footer_chip_y: float
    masthead: float
    series_y: float
    title_y: float
    subtitle_y: float
    meta_rule_y: float
    meta_y: float
    tab: tuple[float, float]
    bound: bool = False  # printed on both sides: the inner margin is wider, and changes sides

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.left + self.content

    @property
    def content(self) -> float:
        """The width of all columns."""
        return self.span(self.columns)

    @property
    def lines(self) -> int:
        """How many baselines the text area holds."""
        return int((self.bottom - self.top + 0.01) // self.baseline)

    def bound_in(self) -> PageShape:
        """The right-hand page of a bound print: 25 mm inside, 20 mm at least outside (rule P4), the columns as wide as fits."""
        room = self.width - INNER - OUTER
        column = min(self.column, (room - (self.columns - 1) * self.gutter) / self.columns)
        return replace(self, left=round(INNER, 4), column=round(column, 4), bound=True)

    def x(self, column: int) -> float:
        """The left edge of a column, counted from 0."""
        return round(self.left + column * (self.column + self.gutter), 4)

    def span(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        return round(columns * self.column + (columns - 1) * self.gutter, 4)

    def on_grid(self, y: float) -> float:
        """The first line top of the baseline grid at or below `y`."""
        steps = -(-(y - self.top - 0.01) // self.baseline)
        return self.top + max(0.0, steps) * self.baseline


@dataclass(frozen=True, slots=True)
class SlideShape:
    """A slide: twelve columns between equal margins, and its regions by name."""

    width: float
    height: float
    margin: float
    columns: int
    column: float
    gutter: float
    two_lines: float
    regions: Mapping[str, Region]

    @property
    def content(self) -> float:
        return self.span(self.columns)

    def x(self, column: int) -> float:
        """The left edge of a column, counted from 0."""
        return self.margin + column * (self.column + self.gutter)

    def span(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        return columns * self.column + (columns - 1) * self.gutter

    def region(self, name: str, headline_lines: int = 1) -> Region:
        """A region; under a headline of two lines it starts lower by one leading of the headline."""
        return self.regions[name].down(self.two_lines) if headline_lines > 1 else self.regions[name]


@dataclass(frozen=True, eq=False)
class House:
    """An organisation's own template of the deck: the bytes of a .pptx, the factor from our canvas to its slides, its layouts
    by role, whether its own slides stay, and the roles whose words need a plain panel under them."""

    data: bytes = field(repr=False)
    factor: float
    layouts: Mapping[str, Layout]
    keep: bool = False
    panels: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Theme:
    """One house style. Mappings are keyed by role (colours), family (fallback, names) or medium (types, measures)."""

    folder: Path
    colours: Mapping[str, str]
    office: Mapping[str, str]
    office_links: Mapping[str, str]
    derived: Mapping[str, str]
    on_navy: Mapping[str, str]
    fonts: Mapping[Face, Path]
    names: Mapping[str, str]
    office_fonts: Mapping[str, str]
    fallback: Mapping[str, tuple[str, ...]]
    types: Mapping[str, Mapping[str, TypeStyle]]
    charts: Mapping[str, Mapping[str, float]]
    measures: Mapping[str, Mapping[str, float]]
    spaces: tuple[float, ...]
    papers: Mapping[str, PageShape]
    slide: SlideShape
    doubts: tuple[Problem, ...] = ()  # warnings about the colours
    loose: float = 1.0           # how much wider the deck's font may set a line than the one it is measured with
    house: House | None = None   # of a deck on an organisation's template
    deck: Theme | None = None    # the theme of the deck, where it is another
    _faces: dict[Face, Face] = field(default_factory=dict, repr=False)

    @property
    def page(self) -> PageShape:
        """The first paper of the theme."""
        return next(iter(self.papers.values()))

    def on(self, paper: str, bound: bool = False) -> Theme:
        """The same house on another of its papers, printed on both sides if `bound`; KeyError for a paper that it has not."""
        shape = self.papers[paper]
        return replace(self, papers={paper: shape.bound_in() if bound else shape})

    def type(self, medium: Medium, role: str) -> TypeStyle:
        """The look of a role of type; KeyError for a role that does not exist."""
        return self.types[medium][role]

    def face(self, face: Face) -> Face:
        """The face itself, or the nearest one for which there is a font: bolder before lighter, upright as a last resort."""
        if face not in self._faces:
            self._faces[face] = next((f for f in _nearest(face) if f in self.fonts), next(iter(self.fonts)))
        return self._faces[face]

    def style(self, medium: Medium) -> Style:
        """What a drawing may know of this house; its `measure` is the text engine's ruler."""
        return self._styled(medium, self.charts[medium])

    def styles(self, medium: Medium, roomy: bool = False) -> Iterator[Style]:
        """That style; then, for slides, a denser one for what does not fit in it (rules F7, F8); `roomy`: first a larger one."""
        if roomy and medium == "slide" and ROOMY in self.charts:
            yield self._styled(medium, self.charts[ROOMY])
        yield self.style(medium)
        if medium == "slide" and DENSE in self.charts:
            yield self._styled(medium, self.charts[DENSE])

    def _styled(self, medium: Medium, said: Mapping[str, float]) -> Style:
        sizes = {role: size for role, size in said.items() if role != "stroke"}
        return Style(medium, self.colours, sizes, _measure(self, medium), said["stroke"])


def _nearest(face: Face) -> list[Face]:
    here = _WEIGHTS.index(face.weight)
    weights = (*_WEIGHTS[here:], *reversed(_WEIGHTS[:here]))
    slants = (face.italic, not face.italic)
    return [Face(face.family, weight, italic) for italic in slants for weight in weights]


@functools.cache
def _measure(theme: Theme, medium: Medium) -> Callable[[str, float, bool], float]:
    from reports.text import Ruler

    ruler = Ruler(theme)
    faces = (Face("sans"), Face("sans", "bold"))
    loose = theme.loose if medium == "slide" else 1.0

    def measure(text: str, size: float, bold: bool) -> float:
        return loose * ruler.width(text, faces[bold], size, kern=medium == "print")

    return measure


def load(folder: Path, cache: Path | None = None) -> Theme:
    """The theme of a template folder. Raises Failed for a wrong theme.yaml, MachineFailed if it or a font is missing.

    `cache` is a folder in which parsed files are remembered.
    """
    path = folder.resolve() / "theme.yaml"
    try:
        stamp = path.stat()
    except OSError as error:
        raise MachineFailed(f"the house style {path} cannot be read: {error.strerror or error}") from error
    return _load(path, stamp.st_mtime_ns, stamp.st_size, cache)


@functools.cache
def _load(path: Path, _modified: int, _size: int, cache: Path | None) -> Theme:
    from reports import loader

    data, problems = loader.load(path, path.name, cache)
    if problems or data is None:
        raise Failed(problems or [Problem(Place(path.name), "the house style is empty", "restore theme.yaml")])
    from reports.theme_model import validated

    file, doubts = validated(data, path.name, loader.place_of)
    return _theme(file, path.parent, doubts)


def _theme(file: ThemeFile, folder: Path, doubts: tuple[Problem, ...]) -> Theme:
    return Theme(
        folder=folder, doubts=doubts, colours=file.colours, office=file.office, office_links=file.office_links,
        derived=file.derived, on_navy=file.on_navy, fonts=_fonts(file, folder / "fonts"),
        names={family: fonts.name for family, fonts in file.fonts.items()},
        office_fonts={family: fonts.office for family, fonts in file.fonts.items()},
        fallback={family: tuple(fonts.fallback) for family, fonts in file.fonts.items()},
        types={"print": file.print, "slide": file.slide}, charts=file.charts, measures=file.measures, spaces=file.spaces,
        papers={name: _paper(file, *size) for name, size in file.page.papers.items()},
        slide=SlideShape(**dict(file.slide_page), regions={name: Region(*box) for name, box in file.regions.items()}))


def _fonts(file: ThemeFile, folder: Path) -> dict[Face, Path]:
    fonts = {}
    for family, entry in file.fonts.items():
        for style, name in entry.faces.items():
            weight = next((w for w in _WEIGHTS[1:] if w in style.split()), _WEIGHTS[0])
            fonts[Face(family, weight, "italic" in style.split())] = folder / name
    absent = [path for path in fonts.values() if not path.is_file()]
    if absent:
        raise MachineFailed(f"the font file {absent[0]} is missing; restore the template's fonts folder")
    return fonts


def _paper(file: ThemeFile, width: float, height: float) -> PageShape:
    page = file.page
    content = page.columns * page.column + (page.columns - 1) * page.gutter
    same = page.model_dump(exclude={"papers", "below_text", "footer_rule", "footer_text", "footer_chip"})
    up = partial(_from_foot, height)
    return PageShape(
        width=width, height=height, left=round((width - content) / 2, 4), bottom=up(page.below_text),
        footer_rule_y=up(page.footer_rule), footer_y=up(page.footer_text), footer_chip_y=up(page.footer_chip), **same)


def _from_foot(height: float, distance: float) -> float:
    return round(height - distance, 4)
