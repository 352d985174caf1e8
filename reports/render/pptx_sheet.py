"""What the writers of items share on one slide: shape ids and names, relationships, colours, text, the layout's slots."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from charts.native import Native
from charts.style import Style
from reports.page import Face
from reports.render.pptx_ink import Ink, attribute, emu
from reports.render.pptx_text import Inherited, Writer

if TYPE_CHECKING:
    from reports.text import Ruler

Box = tuple[int, int, int, int]  # x, y, width, height in English Metric Units
_DECORATIVE = ('<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
               'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>')
_CREATED = ('<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
            'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="%s"/></a:ext>')


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: how a slide points at it, where it stands and what its text looks like."""

    kind: str
    index: int
    box: Box
    inherited: Inherited
    anchor: str = "top"

    @property
    def reference(self) -> str:
        index = f' idx="{self.index}"' if self.index else ""
        return f'<p:ph type="{self.kind}"{index}/>'


@dataclass(frozen=True)
class Relations:
    """The three things a slide can point at; each gives the relationship's id."""

    link: Callable[[str], str]
    chart: Callable[[Native], str]
    picture: Callable[[bytes], str]


@dataclass
class Sheet:
    """One slide being written. `slots` are the layout's placeholders that no item has taken yet; `guid` is the id by which Office
    keeps the item that is written next."""

    ink: Ink
    style: Style
    ruler: Ruler
    relations: Relations
    number: int
    language: str
    slots: dict[str, Slot]
    guid: str = ""
    _last: int = 1
    _names: dict[str, int] = field(default_factory=dict)

    @cached_property
    def writer(self) -> Writer:
        return Writer(self.ink, self.language, self.relations.link, self.ruler.by_face)

    def take(self, placeholder: str) -> Slot | None:
        """A placeholder of the layout, once."""
        return self.slots.pop(placeholder, None)

    def identity(self, name: str, alt: str = "", *, decorative: bool = False, tag: str = "p:cNvPr") -> str:
        """The next id of the slide, a name used once, and the alternative text or the mark that none is needed."""
        self._last += 1
        seen = self._names[name] = self._names.get(name, 0) + 1
        label = name if seen == 1 else f"{name} {seen}"
        described = f" descr={attribute(alt)}" if alt else ""
        start = f'<{tag} id="{self._last}" name={attribute(label)}{described}'
        marks = (_CREATED % self.guid if self.guid else "") + (_DECORATIVE if decorative and not alt else "")
        self.guid = ""
        return f"{start}><a:extLst>{marks}</a:extLst></{tag}>" if marks else f"{start}/>"

    def width_of(self, text: str, size: float, face: Face) -> float:
        """How wide a line of text is, in points."""
        return self.ruler.width(text, face, size)


def box(x: float, y: float, width: float, height: float) -> Box:
    """Points to English Metric Units; edges are rounded, so that neighbours still meet."""
    left, top = emu(x), emu(y)
    return left, top, emu(x + width) - left, emu(y + height) - top


def frame(place: Box, tag: str = "a:xfrm", flip: str = "") -> str:
    """Position and size."""
    x, y, width, height = place
    return f'<{tag}{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'

