"""What the lint of finished decks finds: each fault put into a sound deck, and nothing in the sound one."""
from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from built import Made
from house_templates import packed, parts_of, picture

from reports.render.pptx_lint import faults

Parts = dict[str, bytes]
CHART, SLIDE, RELS = "ppt/charts/chart1.xml", "ppt/slides/slide2.xml", "ppt/slides/_rels/slide2.xml.rels"
BOOK = "ppt/embeddings/chart1.xlsx"
KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def swapped(name: str, old: bytes, new: bytes) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old in parts[name]
        return parts | {name: parts[name].replace(old, new, 1)}

    return change


def related(kind: bytes, target: bytes, outside: bool = True) -> Callable[[Parts], Parts]:
    mode = b' TargetMode="External"' if outside else b""
    entry = b'<Relationship Id="rX" Type="' + KIND + kind + b'" Target="' + target + b'"' + mode + b"/></Relationships>"
    return swapped(RELS, b"</Relationships>", entry)


def valued(text: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {CHART: re.sub(rb"(<c:numCache>.*?<c:v>)[^<]*", rb"\g<1>" + text, parts[CHART], count=1,
                                                flags=re.DOTALL)}


def counted(parts: Parts) -> Parts:
    return parts | {CHART: re.sub(rb'<c:ptCount val="\d+"', b'<c:ptCount val="0"', parts[CHART], count=1)}


def twice(parts: Parts) -> Parts:
    return parts | {SLIDE: re.sub(rb'(<p:cNvPr id=")\d+"', rb'\g<1>7"', parts[SLIDE])}


def far(parts: Parts) -> Parts:
    return parts | {SLIDE: re.sub(rb'<a:off x="\d+"', b'<a:off x="1000000000000"', parts[SLIDE], count=1)}


def pictured(parts: Parts) -> Parts:
    return related(b"image", b"../media/photo.png", outside=False)(parts) | {"ppt/media/photo.png": picture()[:-6]}


def without_theme(parts: Parts) -> Parts:
    return {name: data for name, data in parts.items() if name != "ppt/theme/theme1.xml"}


FAULTS: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "a value that is no number": (valued(b"NaN"), 'has the value "NaN"'),
    "a value that is a word": (valued(b"True"), 'has the value "True"'),
    "points not counted": (counted, "counts 0 points"),
    "a shape id twice": (twice, "has the shape id 7 twice"),
    "a picture cut off": (pictured, "photo.png is cut off"),
    "a workbook cut off": (lambda p: p | {BOOK: p[BOOK][:200]}, "chart1.xlsx does not open"),
    "a script as a link": (related(b"hyperlink", b"javascript:alert(1)"), 'the address "javascript:'),
    "an address that is none": (related(b"hyperlink", b"https://exa mple.org"), "the address"),
    "an address with a wrong escape": (related(b"hyperlink", b"https://example.org/a b%zz"), "the address"),
    "a macro": (lambda p: p | {"ppt/vbaProject.bin": b"x"}, "is a macro part"),
    "a name that climbs": (lambda p: p | {"ppt/../../evil.xml": b"<x/>"}, "leads out of the package"),
    "no theme": (without_theme, "has no theme"),
    "a shape far away": (far, "far off the slide"),
    "a picture from elsewhere": (related(b"image", b"file://host/x.png"), "takes its image from outside"),
    "a part that is not there": (related(b"image", b"../media/none.png", outside=False), "which is not there"),
    "an animation": (swapped(SLIDE, b"</p:sld>", b"<p:timing/></p:sld>"), "S13"),
    "a transition": (swapped(SLIDE, b"</p:sld>", b"<p:transition/></p:sld>"), "S13"),
    "film": (swapped(SLIDE, b"</p:sld>", b'<a:videoFile r:link="rId9"/></p:sld>'), "S13"),
    "sound": (swapped(SLIDE, b"</p:sld>", b'<a:audioFile r:link="rId9"/></p:sld>'), "S13"),
    "data from elsewhere": (related(b"package", b"file://host/data.xlsx"), "takes its package from outside"),
    "entities": (swapped(SLIDE, b"<p:sld ", b"<!DOCTYPE p><p:sld "), "declares entities"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case: str, gallery: Made) -> None:
    change, said = FAULTS[case]
    found = faults(packed(change(parts_of(gallery.deck.read_bytes()))))
    assert [fault for fault in found if said in fault], found


@pytest.mark.parametrize("report", ["lavrov", "minimum", "gallery"])
def test_a_sound_deck_has_none(report: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(report)
    assert faults(made.deck.read_bytes()) == []


def test_a_part_there_twice_and_no_package_at_all(gallery: Made) -> None:
    data = BytesIO(gallery.deck.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(data, "a") as archive:
        archive.writestr(SLIDE, b"<x/>")
    assert any("there twice" in fault for fault in faults(data.getvalue()))
    assert "does not open" in faults(b"PK")[0]
