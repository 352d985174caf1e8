"""The shape of theme.yaml: what a house style must say before it is used. Every error names its line.

Number lists and looks are written as one plain scalar ("48 30 648 14", "sans bold 20/24 navy"): readable beside a
design, and quick to load.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from charts.rules import palette
from charts.style import SEAM, SMALLEST
from reports.page import Face, Weight
from reports.problems import Failed, Place, Problem, errors, in_order
from reports.theme import DENSE, ROOMY, TypeStyle


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What the house's code asks a theme for, by name.
COLOURS = _names("""
    black white navy blue orange peach peach_2 tint tint_2 violet v_tint maroon slate g700 g500 g300 g200 ice navy_rule""")
PRINT = _names("""
    title subtitle series region meta kicker bottom_line h1 h2 body lead basis numeral tile_value tile_label tile_status
    tile_status_word figure_no figure_head figure_sub source source_word box_kicker box_title box_text box_label quote speaker
    speaker_name th row_label td mark note note_no header header_series footer footer_page chip watch_date watch_text ask_text
    ask_no cover_kicker""")
SLIDE = _names("""
    cover_title cover_subtitle cover_series cover_region bottom_line quote speaker speaker_name tile_value tile_label
    tile_status tile_status_word headline subtitle hero label date list list_no body th row_label td note source source_word
    kicker footer footer_title chip""")
CHARTS = _names("value label axis small big stroke")
SLOTS = _names("dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6")

# The smallest steps of the type over figures and in tables, by rule.
_LEAST: tuple[tuple[str, str, dict[str, float]], ...] = (
    ("F2", "print", {"figure_head": 10.0, "figure_sub": 8.5}), ("F8", "slide", {"th": 14.0, "td": 14.0, "row_label": 14.0}))
DIRECT = 18.0  # of direct labels on slides

_LOOK = re.compile(
    r"(?P<family>[a-z]+)(?: (?P<weight>semibold|bold))?(?P<italic> italic)?(?P<steps>(?: [\d.]+/[\d.]+)+)"
    r" (?P<colour>[a-z]\w*)(?P<caps> caps)?(?: \+(?P<tracking>[\d.]+)em)?")


def parse_type(text: str) -> TypeStyle:
    """`family [weight] [italic] size/leading [smaller steps] colour [caps] [+tracking em]` as a TypeStyle. Raises ValueError."""
    match = _LOOK.fullmatch(str(text))
    if not match:
        raise ValueError(f'"{text}" is not a look such as "sans bold 20/24 navy"')
    steps = tuple((float(size), float(leading)) for size, leading in (step.split("/") for step in match["steps"].split()))
    if any(smaller >= larger for (larger, _), (smaller, _) in pairwise(steps)) or steps[-1][0] <= 0:
        raise ValueError(f'the steps of "{text}" do not get smaller')
    weights: dict[str | None, Weight] = {"semibold": "semibold", "bold": "bold"}
    face = Face(match["family"], weights.get(match["weight"], "regular"), bool(match["italic"]))
    tracking = round(float(match["tracking"] or 0) * steps[0][0], 4)
    return TypeStyle(face, *steps[0], match["colour"], bool(match["caps"]), tracking, steps)


def _numbers(text: Any) -> tuple[float, ...]:
    return tuple(float(word) for word in text.split()) if isinstance(text, str) else text


Length = Annotated[float, Field(ge=0, le=5000, allow_inf_nan=False)]
Look = Annotated[TypeStyle, BeforeValidator(parse_type)]
Pair = Annotated[tuple[Length, Length], BeforeValidator(_numbers)]
Box = Annotated[tuple[Length, Length, Length, Length], BeforeValidator(_numbers)]
Lengths = Annotated[tuple[Length, ...], BeforeValidator(_numbers)]
Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
FontFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w-]*\.(ttf|otf)$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FontFamily(_Strict):
    """One family: the font's own name, the name the deck's theme carries, its files by style, where else to look."""

    name: str
    office: str
    fallback: list[str] = []
    faces: dict[str, FontFile] = Field(min_length=1)


class PageNumbers(_Strict):
    """Paper; the last four are distances from the lower edge."""

    papers: dict[str, Pair] = Field(min_length=1)
    columns: int
    column: Length
    gutter: Length
    baseline: Annotated[float, Field(gt=0)]
    top: Length
    header_y: Length
    header_chip_y: Length
    header_rule_y: Length
    masthead: Length
    series_y: Length
    title_y: Length
    subtitle_y: Length
    meta_rule_y: Length
    meta_y: Length
    tab: Pair
    below_text: Length
    footer_rule: Length
    footer_text: Length
    footer_chip: Length


class SlideNumbers(_Strict):
    """Slide size, margins and columns; `two_lines` is the leading that a second headline line costs."""

    width: Length
    height: Length
    margin: Length
    columns: int
    column: Length
    gutter: Length
    two_lines: Length


class ThemeFile(_Strict):
    """All of theme.yaml."""

    colours: dict[str, Hex]
    office: dict[str, str]
    office_links: dict[str, str]
    derived: dict[str, str]
    on_navy: dict[str, str] = {}
    fonts: dict[str, FontFamily]
    print: dict[str, Look]
    slide: dict[str, Look]
    charts: dict[str, dict[str, Length]]
    page: PageNumbers
    slide_page: SlideNumbers
    regions: dict[str, Box]
    spaces: Lengths
    measures: dict[str, dict[str, Length]]

    @model_validator(mode="after")
    def _complete(self) -> ThemeFile:
        """Every role the house's code asks for is there, and every colour and family that is named exists."""
        faults = [*_absent("colours", COLOURS, self.colours), *_absent("print", PRINT, self.print),
                  *_absent("slide", SLIDE, self.slide), *_absent("fonts", ("sans", "serif"), self.fonts),
                  *_absent("office", SLOTS, set(self.office.values()))]
        for medium in ("print", "slide", *({DENSE, ROOMY} & set(self.charts))):
            faults += _absent(f"charts.{medium}", CHARTS, self.charts.get(medium, {}))
        looks = [*self.print.items(), *self.slide.items()]
        faults += [f'"{role}" has the unknown colour "{look.colour}"' for role, look in looks if look.colour not in self.colours]
        faults += [f'"{role}" has the unknown family "{look.face.family}"'
                   for role, look in looks if look.face.family not in self.fonts]
        faults += [f'colour "{role}" is neither in office nor in derived'
                   for role in self.colours if role not in self.office and role not in self.derived]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _absent(where: str, wanted: Iterable[str], there: Mapping[str, Any] | set[str]) -> list[str]:
    names = [name for name in wanted if name not in there]
    return [f"{where} lacks {', '.join(names)}"] if names else []


def validated(data: Mapping[str, Any], name: str,
              place_of: Callable[[Any, tuple[Any, ...]], Place]) -> tuple[ThemeFile, tuple[Problem, ...]]:
    """theme.yaml's data as a ThemeFile, and warnings about its colours. Raises Failed with every problem at its place."""
    try:
        file = ThemeFile.model_validate(data)
        return file, _seen(file, data, place_of)
    except ValidationError as error:
        hint = "compare with templates/chancery/theme.yaml"
        raise Failed([Problem(place_of(data, e["loc"]) if e["loc"] else Place(name), _said(e), hint) for e in error.errors()]
                     ) from None


def _seen(file: ThemeFile, data: Mapping[str, Any], place_of: Callable[[Any, tuple[Any, ...]], Place]) -> tuple[Problem, ...]:
    """The colours judged for all eyes: the warnings. Raises Failed with every pair that some of them cannot tell apart."""
    seam = SEAM * min(sizes["stroke"] for sizes in file.charts.values())
    found = {Problem(place_of(data, ("colours", role)), one.what, one.hint, level=one.level, rule=one.rule)
             for role, one in palette.house(file.colours, seam)}
    found |= {Problem(place_of(data, path), f'"{path[-1]}" is set in {size:g} pt', f"{least:g} pt are the least", rule=rule)
              for rule, path, size, least in _small(file)}
    if wrong := errors(found):
        raise Failed(in_order(wrong))
    return tuple(in_order(found))


def _small(file: ThemeFile) -> Iterator[tuple[str, tuple[str, str] | tuple[str, str, str], float, float]]:
    """Type in and over figures that is smaller than anybody should have to read: rule, path, size, least size."""
    for rule, medium, roles in _LEAST:
        looks: Mapping[str, TypeStyle] = getattr(file, medium)
        for role, least in roles.items():
            if (size := looks[role].steps[-1][0]) < least:
                yield rule, (medium, role), size, least
    for rule, medium, least in (("F3", "print", SMALLEST["print"]), ("F8", "slide", SMALLEST["slide"]),
                                ("F8", DENSE, SMALLEST["slide"]), ("F8", ROOMY, SMALLEST["slide"])):
        for role, size in file.charts.get(medium, {}).items():
            if role == "label" and medium != "print" and size < DIRECT:
                yield "F7", ("charts", medium, role), size, DIRECT
            elif role != "stroke" and size < least:
                yield rule, ("charts", medium, role), size, least


def _said(error: Any) -> str:
    where = ".".join(map(str, error["loc"]))
    message = error["msg"].removeprefix("Value error, ")
    return f"{where}: {message[:1].lower()}{message[1:]}" if where else message
