"""What else a person can change in a deck, beyond words, places and colours: none of it is kept over builds, all of it is told.

A trait is a kind and what is said of it, as it stands in the file: programs that keep our ids leave it as it is when they save.
"""
from __future__ import annotations

import posixpath
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from reports.adopting.seen import Trait
from reports.render.names import P14, A, C, P, R

_PLOTS = ("barChart", "lineChart", "pieChart", "doughnutChart", "areaChart", "scatterChart", "bubbleChart", "radarChart",
          "bar3DChart", "line3DChart", "pie3DChart", "area3DChart", "stockChart", "surfaceChart", "ofPieChart")
_PARTS = ("title", "legend", "barDir", "grouping", "max", "min", "orientation", "delete", "logBase")


def of_shape(part: Any, element: Any, chart: Any = None) -> tuple[Trait, ...]:
    """The traits of a shape that lies on the slide `part`; `chart`: the root of its chart."""
    head = element.find(f"*/{P}cNvPr")
    found: list[Trait] = [("alternative", _mark(head.get("descr", "")))]
    found += [("hidden", "yes")] if head.get("hidden") in ("1", "true") else []
    found += _turned(element)
    links = [_target(part, e) for e in element.iter(f"{A}hlinkClick", f"{A}hlinkMouseOver")]
    found += [("links", _mark(*links)), ("aligned", _mark(*(p.get("algn", "l") for p in element.iter(f"{A}pPr"))))]
    blips = [e.get(f"{R}embed", "") for e in element.iter(f"{A}blip")]
    found += [("pictures", _mark(*(_digest(part, rid) for rid in blips))),
              ("crop", _mark(*map(_said, element.iter(f"{A}srcRect"))))]
    found += _tabled(element) if element.find(f"{A}graphic") is not None else ()
    found += [("charted", _mark(*_charted(chart)))] if chart is not None else []
    return tuple(sorted(trait for trait in found if trait[1]))


def of_slide(slide: Any) -> tuple[Trait, ...]:
    """The traits of a slide: its layout, a ground of its own, movement, comments."""
    root, part = slide.element, slide.part
    found = [("layout", slide.slide_layout.name or "")]
    ground = root.cSld.find(f"{P}bg")
    found += [("ground", _mark(*map(_said, ground.iter())))] if ground is not None else []
    moving = sorted({_tag(e) for e in root.iter(f"{P}transition", f"{P}timing")})
    found += [("movement", " ".join(moving)),
              ("comments", _mark(*(r.reltype for r in part.rels.values() if r.reltype.endswith("/comments"))))]
    return tuple(sorted(trait for trait in found if trait[1]))


def of_deck(deck: Any) -> tuple[Trait, ...]:
    """The traits of the whole: its sections, its size, and what master and layouts have where."""
    sections = [e.get("name", "") for e in deck.element.iter(f"{P14}section")]
    sheets = [sheet for master in deck.slide_masters for sheet in (master, *master.slide_layouts)]
    placed = [_said(e) for sheet in sheets for e in sheet.element.cSld.spTree.iter(f"{A}off", f"{A}ext") if e.get("uri") is None]
    return (("master", _mark(*placed)), ("sections", _mark(*sections)),
            ("size", f"{round(deck.slide_width / 12700)} x {round(deck.slide_height / 12700)}"))


# ---------------------------------------------------------------- one shape
def _turned(element: Any) -> Iterator[Trait]:
    place = next((e for e in element.iter(f"{A}xfrm", f"{P}xfrm")), None)
    if place is not None:
        said = [f"{name} {place.get(name)}" for name in ("rot", "flipH", "flipV") if place.get(name, "0") not in ("0", "false")]
        yield "turned", " ".join(said)


def _tabled(element: Any) -> Iterator[Trait]:
    """Of a table: how its width is shared out, which cells are joined, and what they are filled with."""
    widths = [int(e.get("w", 0)) for e in element.iter(f"{A}gridCol")]
    yield "columns", " ".join(f"{width / sum(widths):.2f}" for width in widths) if sum(widths) else ""
    cells = list(element.iter(f"{A}tc"))
    yield "joined", _mark(*(f"{n} {name}" for n, cell in enumerate(cells) for name in ("gridSpan", "rowSpan", "hMerge", "vMerge")
                            if cell.get(name)))
    yield "filled", _mark(*(_said(e) for cell in cells for e in cell.iterfind(f"{A}tcPr/{A}solidFill/*")))


def _charted(root: Any) -> Iterator[str]:
    """What kind of chart it is, and which parts it has, without its numbers, names and colours."""
    for element in root.iter(*(f"{C}{name}" for name in (*_PLOTS, *_PARTS))):
        yield f"{_tag(element)} {element.get('val', '')}"
    for title in root.iter(f"{C}title"):
        yield "".join(e.text or "" for e in title.iter(f"{A}t"))


# ---------------------------------------------------------------- what stands for it
def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: Any) -> str:
    """An element without its children: its name and what it says, in a fixed order."""
    if not isinstance(element.tag, str):
        return ""
    return f"{_tag(element)} {sorted(element.attrib.items())}"


def _mark(*said: str) -> str:
    """A digest; nothing for nothing."""
    return blake2b("\n".join(said).encode(), digest_size=6).hexdigest() if any(said) else ""


def _target(part: Any, link: Any) -> str:
    """Where a link leads: its address, or the place in the package without the numbers that programs give anew."""
    relation = part.rels.get(link.get(f"{R}id", ""))
    if relation is None:
        return str(link.get("action", ""))
    return str(relation.target_ref) if relation.is_external else posixpath.dirname(str(relation.target_part.partname))


def _digest(part: Any, rid: str) -> str:
    """Of the bytes of a picture; programs that compress pictures on saving make others of them."""
    relation = part.rels.get(rid)
    return "" if relation is None or relation.is_external else blake2b(relation.target_part.blob, digest_size=6).hexdigest()
