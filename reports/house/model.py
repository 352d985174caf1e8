"""What a template is to us: sizes, masters' colours and fonts, layouts with their placeholders. Lengths are points."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Frame = tuple[float, float, float, float]  # x, y, width, height


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout, with what it inherits from its master resolved. `colour` is a slot ("tx1") or "#rrggbb";
    `leading` in points, 0: that of the font."""

    kind: str
    index: int
    name: str
    frame: Frame | None
    inset: Frame = (7.2, 3.6, 7.2, 3.6)  # left, top, right, bottom: what a body without properties has
    anchor: str = "t"
    size: float = 18.0
    colour: str = "tx1"
    rotated: bool = False
    bold: bool = False
    leading: float = 0.0
    align: str = "l"

    @property
    def inner(self) -> Frame:
        """Where its text may stand. Only for placeholders that have a frame."""
        assert self.frame
        x, y, width, height = self.frame
        left, top, right, bottom = self.inset
        return x + left, y + top, max(width - left - right, 1.0), max(height - top - bottom, 1.0)


@dataclass(frozen=True)
class Ground:
    """What a layout is painted with: "solid" with its colour, or "picture" (a picture, a gradient or a pattern)."""

    kind: str
    colour: str


@dataclass(frozen=True)
class Layout:
    """One layout. `part` is its name in the package; `drawn` are the frames of what it and its master draw themselves."""

    part: str
    name: str
    purpose: str
    master: int
    holders: tuple[Holder, ...]
    ground: Ground
    drawn: tuple[Frame, ...] = ()

    def holder(self, *kinds: str) -> Holder | None:
        """The first placeholder of some kinds that has a place and stands upright."""
        return next((h for kind in kinds for h in self.holders if h.kind == kind and h.frame and not h.rotated), None)

    @property
    def body(self) -> Holder | None:
        """Its largest placeholder for content."""
        found = [h for h in self.holders if h.kind in ("obj", "body") and h.frame and not h.rotated]
        return max(found, key=lambda h: h.frame[2] * h.frame[3] if h.frame else 0.0, default=None)


@dataclass(frozen=True)
class Master:
    """Slots as shapes name them (tx1, bg1, tx2, bg2, accent1 ...) to "#rrggbb"; the fonts of headings and of text."""

    slots: Mapping[str, str]
    major: str
    minor: str


@dataclass(frozen=True)
class Template:
    """A whole template, as read."""

    width: float
    height: float
    masters: tuple[Master, ...]
    layouts: tuple[Layout, ...]
    slides: int = 0
    data: bytes = field(default=b"", repr=False)
