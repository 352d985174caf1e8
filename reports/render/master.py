"""Makes the slide master of a house style from its theme.yaml: `python -m reports.render.master templates/chancery`.

The master, its layouts and the notes master are written as XML here, from nothing, so that master.pptx holds what the
theme says and nothing else: no picture of a preview, no printer, no effects, no autofit. The same theme gives the same bytes.
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from charts.drawing import Fill, Stroke
from reports.house.package import write_entry
from reports.render import master_parts as parts
from reports.render.pptx_ink import NAMESPACES, Ink, attribute
from reports.render.pptx_sheet import box, frame
from reports.theme import Region, Theme, TypeStyle, load

_FOOT = 18.0  # height of the boxes of the footer
_NUMBER = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
_DECORATIVE = ('<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
               'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>')


@dataclass(frozen=True)
class Holder:
    """A placeholder: its type, its index (0: none written), its name, its region, its type of text, what it prompts for."""

    kind: str
    index: int
    name: str
    region: Region
    look: TypeStyle
    prompt: str
    align: str = "l"
    levels: bool = False  # keeps the master's list levels
    anchor: str = "t"


@dataclass(frozen=True)
class Layout:
    """A layout: Office's name for its purpose ("": none), placeholders, and whether it stands on navy with its own furniture."""

    name: str
    purpose: str
    holders: tuple[Holder, ...]
    dark: bool = False


def layouts(theme: Theme) -> tuple[Layout, ...]:
    """The layouts that the slides of the deck name."""
    region, look = theme.slide.region, partial(theme.type, "slide")
    headline = Holder("title", 0, "Title", region("headline"), look("headline"), "One sentence: what this slide says")
    subtitle = Holder("body", 13, "Subtitle", region("subtitle"), look("subtitle"), "What is shown, its unit and its time")
    body = Holder("body", 1, "Body", region("content"), look("body"), "Text", levels=True)
    opening = Holder("title", 0, "Title", region("cover_title"), look("cover_title"), "Title")
    under = Holder("subTitle", 1, "Subtitle", region("cover_subtitle"), look("cover_subtitle"), "Subtitle")
    statement = Holder("title", 0, "Title", _inset(theme), look("bottom_line"), "The bottom line")
    words = Holder("title", 0, "Title", region("quote"), look("quote"), "“The words”")
    speaker = Holder("body", 1, "Speaker", region("quote_speaker"), look("speaker"), "Who said it, where and when")
    light, dark = _foot(theme, dark=False), _foot(theme, dark=True)
    return (Layout("Cover", "title", (opening, under, *dark), True), Layout("Statement", "", (statement, *light)),
            Layout("Content", "obj", (headline, subtitle, body, *light)),
            Layout("Table", "titleOnly", (headline, subtitle, *light)), Layout("Compared", "", (headline, *light)),
            Layout("Quote", "", (words, speaker, *dark), True),
            Layout("Closing", "", (opening, under, *dark), True), Layout("Blank", "blank", light))


def _inset(theme: Theme) -> Region:
    """The statement stands right of its orange bar."""
    region, inset = theme.slide.region("statement"), theme.measures["slide"]["inset"]
    return Region(region.x + inset, region.y, region.width - inset, region.height)


def _foot(theme: Theme, dark: bool) -> tuple[Holder, ...]:
    """Footer text on the left, the slide number before the room of the marking."""
    region, look = theme.slide.region("footer"), theme.type("slide", "footer")
    if dark:
        look = theme.type("slide", "cover_region")
    number = Holder("sldNum", 12, "Slide number", theme.slide.region("number"), look, _NUMBER, "r")
    return Holder("ftr", 11, "Footer", region, look, ""), number


class MasterWriter:
    """Writes master and layouts of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme, self.ink = theme, Ink(theme)
        self._last = 1

    def layout(self, layout: Layout) -> str:
        """One layout; a dark one has its own ground and furniture instead of the master's."""
        self._last = 1
        purpose = f' type="{layout.purpose}"' if layout.purpose else ""
        shown = ' showMasterSp="0"' if layout.dark else ""
        ground = f"<p:bg><p:bgPr>{self.ink.solid('navy')}<a:effectLst/></p:bgPr></p:bg>" if layout.dark else ""
        shapes = (self._furniture(True) if layout.dark else "") + "".join(self.holder(h) for h in layout.holders)
        return (f'{parts.HEAD}<p:sldLayout {NAMESPACES}{purpose} preserve="1"{shown}><p:cSld name={attribute(layout.name)}>'
                f"{ground}{parts.tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>")

    def master(self, count: int) -> str:
        """The master: furniture, one placeholder of each type, the text styles that everything inherits."""
        self._last = 1
        ids = "".join(f'<p:sldLayoutId id="{parts.FIRST_ID + 1 + i}" r:id="rId{1 + i}"/>' for i in range(count))
        ground = f"<p:bg><p:bgPr>{self.ink.solid('white')}<a:effectLst/></p:bgPr></p:bg>"
        shapes = self._furniture(False) + "".join(self.holder(h) for h in self._master_holders())
        return (f"{parts.HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{ground}{parts.tree(shapes)}</p:cSld>{parts.COLOUR_MAP}"
                f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>'
                f"{self.level(1, self._look('headline'), '+mj-lt')}</p:titleStyle>"
                f"<p:bodyStyle>{self._list_styles()}</p:bodyStyle><p:otherStyle>{parts.other_text(self.ink)}</p:otherStyle></p:txStyles></p:sldMaster>")

    def _look(self, role: str) -> TypeStyle:
        return self.theme.type("slide", role)

    def _master_holders(self) -> tuple[Holder, ...]:
        region = self.theme.slide.region
        chip = region("chip_top")
        date = Region(region("kicker").right, chip.y, chip.x - region("kicker").right - 8, _FOOT)
        return (Holder("title", 0, "Title", region("headline"), self._look("headline"), "Title"),
                Holder("body", 1, "Body", region("content"), self._look("body"), "Text", levels=True),
                Holder("dt", 10, "Date", date, self._look("footer"), "", "r"), *_foot(self.theme, dark=False))

    # ------------------------------------------------------------------ text styles
    def level(self, number: int, look: TypeStyle, face: str = "+mn-lt", *, align: str = "l", bullet: str = "",
              before: float = 0.0) -> str:
        """One level: exact leading, no autofit, real list label at a hang of 20 pt for each level."""
        hang = 254_000
        indents = f' marL="{hang * number}" indent="-{hang}"' if bullet else ' marL="0" indent="0"'
        label = (f'<a:buClr>{self.ink.colour("blue")}</a:buClr><a:buFont typeface="+mj-lt"/><a:buChar char="{bullet}"/>'
                 if bullet else "<a:buNone/>")
        bold, italic = int(look.face.weight != "regular"), int(look.face.italic)
        return (f'<a:lvl{number}pPr{indents} algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
                f'hangingPunct="1">'
                f'<a:lnSpc><a:spcPts val="{round(look.leading * 100)}"/></a:lnSpc>'
                f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{label}<a:defRPr sz="{round(look.size * 100)}" '
                f'b="{bold}" i="{italic}" kern="1200">{self.ink.solid(look.colour)}<a:latin typeface="{face}"/>'
                f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>')

    def _list_styles(self) -> str:
        """Body text: a first level with dashes, deeper ones smaller; nine, because PowerPoint has nine."""
        looks = [self._look("list"), self._look("body"), *[self._look("subtitle")] * 7]
        return "".join(self.level(i, look, bullet="–" if i % 2 else "•", before=6.0) for i, look in enumerate(looks, 1))

    # ------------------------------------------------------------------ shapes
    def holder(self, holder: Holder) -> str:
        """One placeholder with its place and the look of its text."""
        index = f' idx="{holder.index}"' if holder.index else ""
        size = ' sz="quarter"' if holder.kind in ("dt", "ftr", "sldNum") else ""
        face = "+mj-lt" if holder.kind == "title" else "+mn-lt"
        style = "" if holder.levels else self.level(1, holder.look, face, align=holder.align)
        run = holder.prompt if holder.prompt.startswith("<") else f'<a:r><a:rPr lang="en-GB"/><a:t>{holder.prompt}</a:t></a:r>'
        words = run if holder.prompt else '<a:endParaRPr lang="en-GB"/>'
        region = holder.region
        return (f"<p:sp><p:nvSpPr>{self._identity(holder.name)}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
                f'<p:nvPr><p:ph type="{holder.kind}"{size}{index}/></p:nvPr></p:nvSpPr>'
                f"<p:spPr>{frame(box(region.x, region.y, region.width, region.height))}"
                f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>{parts.BODY.format(anchor=holder.anchor)}'
                f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>")

    def _furniture(self, dark: bool) -> str:
        """The tab at the upper edge and the rule over the footer."""
        tab, foot = self.theme.slide.region("tab_cover" if dark else "tab"), self.theme.slide.region("footer_rule")
        fill, width = Fill("orange" if dark else "navy"), self.theme.measures["slide"]["hairline"]
        line = self.ink.line(Stroke("navy_rule" if dark else "g300", width))
        return (f'<p:sp><p:nvSpPr>{self._identity("Tab", decorative=True)}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
                f'{frame(box(tab.x, tab.y, tab.width, tab.height))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                f"{self.ink.fill(fill)}{self.ink.line(None)}</p:spPr></p:sp>"
                f'<p:cxnSp><p:nvCxnSpPr>{self._identity("Footer rule", decorative=True)}<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
                f'</p:nvCxnSpPr><p:spPr>{frame(box(foot.x, foot.y, foot.width, 0))}<a:prstGeom prst="line"><a:avLst/>'
                f"</a:prstGeom>{line}</p:spPr></p:cxnSp>")

    def _identity(self, name: str, *, decorative: bool = False) -> str:
        self._last += 1
        start = f"<p:cNvPr id=\"{self._last}\" name={attribute(name)}"
        return f"{start}>{_DECORATIVE}</p:cNvPr>" if decorative else f"{start}/>"


def master(theme: Theme) -> bytes:
    """The template as bytes: one master, its layouts, a notes master, no slides."""
    made, writer = layouts(theme), MasterWriter(theme)
    files = parts.fixed(theme, writer.ink, len(made))
    files["ppt/slideMasters/slideMaster1.xml"] = writer.master(len(made))
    for number, layout in enumerate(made, 1):
        files[f"ppt/slideLayouts/slideLayout{number}.xml"] = writer.layout(layout)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
            write_entry(archive, name, files[name].encode())
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Writes master.pptx into the folder of the house style."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m reports.render.master templates/NAME\n")
        return 2
    folder = Path(arguments[0])
    (folder / "master.pptx").write_bytes(master(load(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
