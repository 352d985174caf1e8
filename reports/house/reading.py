"""A checked package to a Template (ECMA-376-1, 19.3): placeholders with what they inherit, grounds, colours, fonts."""
from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from reports.house.model import Frame, Ground, Holder, Layout, Master, Template
from reports.problems import MachineFailed

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU = 12700
Node = ElementTree.Element
_SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body", "pic": "body", "dgm": "body",
         "media": "body", "clipArt": "body"}  # whose master placeholder they inherit from
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))


@dataclass(frozen=True)
class Package:
    """The parts of a checked template."""

    archive: ZipFile

    def xml(self, name: str) -> Node:
        """A part. Raises KeyError where there is none."""
        return ElementTree.fromstring(self.archive.read(name))  # noqa: S314  # no entities: the package was looked through

    def targets(self, name: str, kind: str) -> list[tuple[str, str]]:
        """(relationship id, part name) of the relationships of one kind, in the order of their ids in the file."""
        folder, file = posixpath.split(name)
        try:
            rels = self.xml(f"{folder}/_rels/{file}.rels")
        except KeyError:
            return []
        return [(r.get("Id", ""), posixpath.normpath(posixpath.join(folder, r.get("Target", ""))).lstrip("/")
                 if not r.get("Target", "").startswith("/") else r.get("Target", "").lstrip("/"))
                for r in rels if r.get("Type", "").endswith("/" + kind)]


def read(data: bytes, name: str) -> Template:
    """The template. Raises MachineFailed when parts that it names are missing or are not what they must be."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _template(Package(archive), data)
    except (KeyError, ValueError, AttributeError, ElementTree.ParseError) as error:
        raise MachineFailed(f"the template {name} is damaged: {error}; open it in PowerPoint and save it anew") from error


def _template(package: Package, data: bytes) -> Template:
    show = package.xml("ppt/presentation.xml")
    size = show.find(f"{P}sldSz")
    if size is None:
        raise ValueError("it says no slide size")
    parts = dict(package.targets("ppt/presentation.xml", "slideMaster"))
    masters: list[Master] = []
    layouts: list[Layout] = []
    for entry in show.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        part = parts[entry.get(f"{R}id", "")]
        master = package.xml(part)
        masters.append(_master(package, part, master))
        layouts += _layouts(package, part, master, masters[-1], len(masters) - 1)
    if not masters:
        raise ValueError("it has no slide master")
    slides = len(show.findall(f"{P}sldIdLst/{P}sldId"))
    return Template(_points(size, "cx"), _points(size, "cy"), tuple(masters), tuple(layouts), slides, data)


def _points(node: Node, name: str) -> float:
    return int(node.get(name, "0")) / EMU


# ---------------------------------------------------------------- masters: colours and fonts
def _master(package: Package, part: str, master: Node) -> Master:
    theme = package.xml(package.targets(part, "theme")[0][1])
    return Master(slots(theme, master), _face(theme, "majorFont"), _face(theme, "minorFont"))


def slots(theme: Node, master: Node) -> dict[str, str]:
    """The slots of a master as its shapes name them (tx1, bg1, tx2, bg2, accent1 ...) to "#rrggbb"."""
    scheme = {slot: _srgb(theme.find(f".//{A}clrScheme/{A}{slot}")) for slot in _SLOTS}
    mapped = master.find(f"{P}clrMap")
    names = {} if mapped is None else dict(mapped.attrib)
    return {name: scheme[names.get(name, fallback)] for name, fallback in
            (("tx1", "dk1"), ("bg1", "lt1"), ("tx2", "dk2"), ("bg2", "lt2"), *((s, s) for s in _SLOTS[4:]))}


def _srgb(slot: Node | None) -> str:
    """A colour of the scheme; system colours by the value they had last."""
    if slot is None or not len(slot):
        return "#000000"
    colour = slot[0].get("lastClr") or slot[0].get("val") or "000000"
    return f"#{colour.upper()}" if len(colour) == 6 else "#FFFFFF" if colour == "window" else "#000000"


def _face(theme: Node, which: str) -> str:
    found = theme.find(f".//{A}fontScheme/{A}{which}/{A}latin")
    return found.get("typeface", "") if found is not None else ""


# ---------------------------------------------------------------- layouts
def _layouts(package: Package, part: str, master: Node, colours: Master, number: int) -> Iterator[Layout]:
    parts = dict(package.targets(part, "slideLayout"))
    for entry in master.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        name = parts[entry.get(f"{R}id", "")]
        node = package.xml(name)
        held = tuple(_holder(shape, mark, master) for shape, mark in _placeholders(node))
        shown = node.get("showMasterSp", "1") != "0"
        drawn = [*_drawn(node), *(_drawn(master) if shown else ())]
        yield Layout(f"/{name}", _called(node), node.get("type", ""), number, held, _ground(node, master, colours), tuple(drawn))


def _called(layout: Node) -> str:
    slide = layout.find(f"{P}cSld")
    return slide.get("name", "") if slide is not None else ""


def _placeholders(node: Node) -> Iterator[tuple[Node, Node]]:
    for shape in node.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None:
            yield shape, mark


def _drawn(node: Node) -> Iterator[Frame]:
    """The frames of the shapes and pictures that are no placeholders."""
    for shape in node.iterfind(f"{P}cSld/{P}spTree/*"):
        if shape.find(f".//{P}ph") is None:
            frame = _frame(shape)
            if frame:
                yield frame


def _frame(shape: Node | None) -> Frame | None:
    place = None if shape is None else next((shape.find(path) for path in (
        f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm") if shape.find(path) is not None), None)
    at, size = (None, None) if place is None else (place.find(f"{A}off"), place.find(f"{A}ext"))
    if at is None or size is None:
        return None
    return _points(at, "x"), _points(at, "y"), _points(size, "cx"), _points(size, "cy")


def _holder(shape: Node, mark: Node, master: Node) -> Holder:
    kind = mark.get("type", "obj")
    family = _SAME.get(kind, kind)
    parent = next((s for s, m in _placeholders(master) if m.get("type", "obj") == family), None)
    style = "titleStyle" if family == "title" else "bodyStyle" if family == "body" else "otherStyle"
    chain = [shape, *([parent] if parent is not None else [])]
    levels = [level for one in chain if (level := one.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")) is not None]
    levels += [level for level in (master.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr"),) if level is not None]
    runs = [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]
    bodies = [body for one in chain if (body := one.find(f"{P}txBody/{A}bodyPr")) is not None]
    named = shape.find(f"{P}nvSpPr/{P}cNvPr")
    turned = shape.find(f"{P}spPr/{A}xfrm")
    upright = (turned is None or turned.get("rot", "0") == "0") and _said(bodies, "vert", "horz") == "horz"
    return Holder(kind, int(mark.get("idx", "0")), "" if named is None else named.get("name", ""),
                  next((f for one in chain if (f := _frame(one))), None), _insets(bodies), _said(bodies, "anchor", "t"),
                  int(_said(runs, "sz", "1800")) / 100, _colour(runs), not upright, _said(runs, "b", "0") in ("1", "true"),
                  next((int(exact.get("val", "0")) / 100 for level in levels
                        if (exact := level.find(f"{A}lnSpc/{A}spcPts")) is not None), 0.0), _said(levels, "algn", "l"))


def _insets(bodies: list[Node]) -> Frame:
    left, top, right, bottom = (int(_said(bodies, name, str(usual))) / EMU for name, usual in _INSETS)
    return left, top, right, bottom


def _said(nodes: list[Node], name: str, usual: str) -> str:
    """The nearest of some nodes that says it."""
    return next((value for node in nodes if (value := node.get(name)) is not None), usual)


def _colour(runs: list[Node]) -> str:
    for run in runs:
        fill = run.find(f"{A}solidFill")
        if fill is not None and len(fill):
            value = fill[0].get("val", "tx1")
            return f"#{value.upper()}" if fill[0].tag == f"{A}srgbClr" else value
    return "tx1"


# ---------------------------------------------------------------- grounds
def _ground(layout: Node, master: Node, colours: Master) -> Ground:
    """The layout's own background, or its master's."""
    for node in (layout, master):
        found = node.find(f"{P}cSld/{P}bg")
        if found is not None:
            return _painted(found, colours)
    return Ground("solid", colours.slots["bg1"])


def _painted(ground: Node, colours: Master) -> Ground:
    own = ground.find(f"{P}bgPr")
    if own is not None:
        solid = own.find(f"{A}solidFill")
        return Ground("picture", "") if solid is None else _solid(solid, colours)
    reference = ground.find(f"{P}bgRef")
    plain = reference is not None and int(reference.get("idx", "0")) in (0, 1001)  # the first fill of a theme is plain
    return _solid(reference, colours) if plain and reference is not None else Ground("picture", "")


def _solid(holder: Node, colours: Master) -> Ground:
    colour = holder[0] if len(holder) else None
    if colour is None or len(colour):
        return Ground("picture", "")  # a changed colour: taken for one that is not known
    value = colour.get("val", "")
    known = f"#{value.upper()}" if colour.tag == f"{A}srgbClr" else colours.slots.get(_named(value), "")
    return Ground("solid", known) if known else Ground("picture", "")


def _named(slot: str) -> str:
    return {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}.get(slot, slot)
