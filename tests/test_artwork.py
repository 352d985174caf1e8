"""What a template draws behind the words, in prints of the deck: as LibreOffice draws it, or told that it is not there."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import hosts
import house_templates as templates
import pytest
from built import HEAD
from hypothesis import given
from hypothesis import strategies as st
from test_house import BODY

from charts.drawing import Path as Outline
from charts.drawing import bounds
from reports import pipeline
from reports.house.artwork import Artwork, artwork
from reports.house.inks import Palette
from reports.house.reading import A, Node
from reports.page import Figure, Picture, Shape
from reports.problems import Problem

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time
LAYOUT = "ppt/slideLayouts/slideLayout6.xml"  # "Title Only", on which most slides stand
SLIDE = (720.0, 540.0)


ACCENT = '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
NAMED = '<p:cNvPr id="77" name="Mark"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'


def srgb(value: str) -> str:
    return f'<a:srgbClr val="{value}"/>'


def ground(fill: str) -> str:
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def shape(geometry: str, fill: str = ACCENT, place: str = "", more: str = "") -> str:
    """A shape of a layout, 144 by 72 points at (72, 396) unless a place is given."""
    place = place or '<a:xfrm><a:off x="914400" y="5029200"/><a:ext cx="1828800" cy="914400"/></a:xfrm>'
    return (f"<p:sp><p:nvSpPr>{NAMED}</p:nvSpPr><p:spPr>{place}{geometry}{fill}<a:ln><a:noFill/></a:ln></p:spPr>{more}</p:sp>")


def preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def template(*shapes: str, behind: str = "", part: str = LAYOUT) -> bytes:
    """Office's template with more on one layout."""
    def change(name: str, xml: str) -> str:
        if name != part:
            return xml
        xml = xml.replace("</p:spTree>", f"{''.join(shapes)}</p:spTree>", 1)
        return re.sub(r"(<p:cSld[^>]*>)", rf"\1{behind}", xml, count=1)

    return templates.changed(change)


def drawn(*shapes: str, behind: str = "") -> Artwork:
    return artwork(template(*shapes, behind=behind), f"/{LAYOUT}", 1.0)


def marks(art: Artwork) -> list[Outline]:
    """The outlines that are drawn over the ground."""
    figures = [i for i in art.items if isinstance(i, Figure) and i.name == "Artwork"]
    return [m for figure in figures for m in figure.drawing.marks if isinstance(m, Outline)]


# ---------------------------------------------------------------- shapes
@pytest.mark.parametrize("name", ["rect", "ellipse", "roundRect", "triangle", "rtTriangle"])
def test_a_shape_stands_in_its_place(name: str) -> None:
    mark, = marks(drawn(shape(preset(name))))
    left, top, right, bottom = (round(v) for v in bounds(mark))
    assert (left, top, right, bottom) == (72, 396, 216, 468) and mark.fill and mark.fill.colour == "#C0504D"


def test_a_free_outline_is_scaled_to_its_place() -> None:
    def steps(name: str, *points: tuple[int, int]) -> str:
        inside = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
        return f"<a:{name}>{inside}</a:{name}>"

    path = steps("moveTo", (0, 0)) + steps("lnTo", (10, 5)) + steps("cubicBezTo", (8, 8), (4, 9), (0, 10)) + "<a:close/>"
    free = f'<a:custGeom><a:pathLst><a:path w="10" h="10">{path}</a:path></a:pathLst></a:custGeom>'
    mark, = marks(drawn(shape(free)))
    assert [c[0] for c in mark.commands] == ["M", "L", "C", "Z"]
    assert [round(v) for v in mark.commands[1][1:]] == [216, 432]


def test_a_turned_and_a_flipped_shape() -> None:
    upright = '<a:off x="914400" y="5029200"/><a:ext cx="1828800" cy="914400"/>'
    quarter, = marks(drawn(shape(preset("rect"), place=f'<a:xfrm rot="5400000">{upright}</a:xfrm>')))
    assert [round(v) for v in bounds(quarter)] == [108, 360, 180, 504]
    flipped, = marks(drawn(shape(preset("rtTriangle"), place=f'<a:xfrm flipH="1">{upright}</a:xfrm>')))
    assert [round(v) for v in flipped.commands[0][1:]] == [216, 396], "its upright side is at the right"


def test_a_group_carries_its_children() -> None:
    place = ('<a:xfrm><a:off x="1270000" y="0"/><a:ext cx="2540000" cy="1270000"/><a:chOff x="0" y="0"/>'
             '<a:chExt cx="1270000" cy="1270000"/></a:xfrm>')
    named = NAMED.replace("cNvSpPr", "cNvGrpSpPr")
    group = f"<p:grpSp><p:nvGrpSpPr>{named}</p:nvGrpSpPr><p:grpSpPr>{place}</p:grpSpPr>{{}}</p:grpSp>"
    inside = shape(preset("rect"), place='<a:xfrm><a:off x="0" y="0"/><a:ext cx="635000" cy="635000"/></a:xfrm>')
    mark, = marks(drawn(group.format(inside)))
    assert [round(v) for v in bounds(mark)] == [100, 0, 200, 50]


MOTTO = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Motto</a:t></a:r></a:p></p:txBody>"
PATTERN = f'<a:pattFill prst="pct20"><a:fgClr>{srgb("FF0000")}</a:fgClr><a:bgClr>{srgb("FFFFFF")}</a:bgClr></a:pattFill>'


@pytest.mark.parametrize(("unknown", "items"), [
    (shape(preset("star5")), 0), (shape(preset("rect"), more=MOTTO), 1), (shape(preset("rect"), PATTERN), 1)],
    ids=["star", "text", "pattern"])
def test_what_cannot_be_drawn_is_counted(unknown: str, items: int) -> None:
    art = drawn(unknown)
    assert art.missing == 1 and len(marks(art)) == items
    assert drawn(shape(preset("rect"))).missing == 0


# ---------------------------------------------------------------- grounds
def test_a_plain_ground_a_picture_and_a_gradient() -> None:
    plain = drawn(behind=ground(f"<a:solidFill>{srgb('123456')}</a:solidFill>"))
    assert plain.colours == {"#123456"}
    picture, = (i for i in artwork(templates.pictures(), f"/{LAYOUT}", 1.0).items if isinstance(i, Picture))
    assert (picture.x, picture.y, picture.width, picture.height) == (0, 0, *SLIDE)
    stops = f'<a:gs pos="0">{srgb("000000")}</a:gs><a:gs pos="100000">{srgb("FFFFFF")}</a:gs>'
    shaded = drawn(behind=ground(f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>'))
    bands = [i for i in shaded.items if isinstance(i, Shape) and i.name == "Ground"]
    assert bands[0].fill and bands[-1].fill and bands[0].fill.colour < "#050505" and bands[-1].fill.colour > "#FAFAFA"
    assert bands[0].y == 0 and bands[-1].y + bands[-1].height == pytest.approx(SLIDE[1]) and shaded.missing == 0


def test_a_dark_master_has_a_dark_ground() -> None:
    assert artwork(templates.dark(), f"/{LAYOUT}", 1.0).colours == {"#000000"}


# ---------------------------------------------------------------- colours
@given(st.integers(0, 0xFFFFFF), st.lists(st.tuples(st.sampled_from(["lumMod", "lumOff", "shade", "tint", "satMod", "alpha"]),
                                                    st.integers(0, 200_000)), max_size=3))
def test_every_changed_colour_is_a_colour(base: int, changes: list[tuple[str, int]]) -> None:
    from xml.etree.ElementTree import SubElement

    fill = Node(f"{A}solidFill")
    colour = SubElement(fill, f"{A}srgbClr", {"val": f"{base:06X}"})
    for name, value in changes:
        SubElement(colour, f"{A}{name}", {"val": str(value)})
    palette = Palette({"bg1": "#FFFFFF"}, {})
    made = palette.colour(fill)
    assert re.fullmatch("#[0-9A-F]{6}", made)
    if not changes:
        assert made == f"#{base:06X}"


# ---------------------------------------------------------------- the print
def built(folder: Path, data: bytes) -> tuple[Path, list[Problem]]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house.pptx").write_bytes(data)
    (folder / "outline.yaml").write_text(HEAD.replace("report: {", "report: {template: house.pptx, ") + BODY, encoding="utf-8")
    _, problems = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), prints=("deck-pdf", "handout-2")))
    return folder / "out", problems


def test_deck_pdf_shows_it_as_libreoffice_does(tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    need_tool("soffice")
    tint = '<a:solidFill><a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr></a:solidFill>'
    low = '<a:xfrm><a:off x="0" y="6604000"/><a:ext cx="9144000" cy="254000"/></a:xfrm>'
    side = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="254000" cy="6858000"/></a:xfrm>'
    disc = '<a:xfrm><a:off x="8763000" y="0"/><a:ext cx="381000" cy="381000"/></a:xfrm>'
    data = template(shape(preset("rect"), place=low), shape(preset("rect"), tint, side), shape(preset("ellipse"), place=disc),
                    behind=ground(f"<a:solidFill>{srgb('FFF8E0')}</a:solidFill>"))
    out, problems = built(tmp_path / "visit", data)
    assert not [p for p in problems if "prints" in p.what]
    theirs = hosts.converted(out / "deck.pptx", tmp_path / "pdf")
    at = [(360, 530), (10, 200), (705, 15), (692, 2), (30, 20), (700, 300)]
    page = 3  # a chart, on that layout
    for place, mine, other in zip(at, hosts.pixels(out / "deck.pdf", page, at), hosts.pixels(theirs, page, at), strict=True):
        assert max(abs(a - b) for a, b in zip(mine, other)) <= 3, (place, mine, other)
    assert hosts.pixels(out / "deck.pdf", page, at)[0] == (192, 80, 77), "something was drawn at all"


def test_a_print_says_what_it_lacks(tmp_path: Path) -> None:
    out, problems = built(tmp_path, template(shape(preset("star5"))))
    said, = (p for p in problems if "prints" in p.what)
    assert re.search(r"lack \d things? that the template draws", said.what) and said.level == "warning"
    assert (out / "deck.pdf").is_file() and (out / "handout.pdf").is_file()


def test_a_template_without_artwork_has_no_tab_of_ours(tmp_path: Path) -> None:
    """The navy tab at the upper edge is drawn by our own master, and by no other."""
    out, _ = built(tmp_path, templates.wide())
    assert hosts.pixels(out / "deck.pdf", 3, [(60, 3)]) == [(255, 255, 255)]
