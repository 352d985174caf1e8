"""The parts of a template that are the same for every layout: theme, presentation, notes master, properties, relationships."""
from __future__ import annotations

from reports.render.pptx_ink import NAMESPACES, Ink, attribute, emu
from reports.render.pptx_sheet import frame
from reports.theme import Theme

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIRST_ID = 2_147_483_648  # ids of masters and layouts start here (ECMA-376-1, 19.7.13)
COLOUR_MAP = ('<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
              'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>')
BODY = ('<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/>'
        "</a:bodyPr>")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument."
_SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_NOTES = (6_858_000, 9_144_000)  # the notes page: Office's own size, portrait

_PICTURE = (685_800, 1_143_000, 5_486_400, 3_086_100)
Relation = tuple[str, str]  # type, target


def fixed(theme: Theme, ink: Ink, layouts: int) -> dict[str, str]:
    """Part name -> XML of everything but master and layouts."""
    master = [("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in range(1, layouts + 1)]
    files = {
        "[Content_Types].xml": _content_types(layouts), "docProps/app.xml": _app(), "docProps/core.xml": _core(theme),
        "_rels/.rels": _package_relations(), "ppt/presentation.xml": _presentation(theme, ink),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NAMESPACES}/>", "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": _table_styles(),
        "ppt/theme/theme1.xml": theme_part(theme), "ppt/theme/theme2.xml": theme_part(theme),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(ink),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations([("theme", "../theme/theme2.xml")]),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations([*master, ("theme", "../theme/theme1.xml")]),
        "ppt/_rels/presentation.xml.rels": relations([
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"), ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml")])}
    back = relations([("slideMaster", "../slideMasters/slideMaster1.xml")])
    return files | {f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels": back for i in range(1, layouts + 1)}


def tree(shapes: str) -> str:
    """A shape tree with its shapes."""
    return ('<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
            f"{shapes}</p:spTree>")


def theme_part(theme: Theme) -> str:
    """The Office theme: twelve colours, two fonts, and no effect anywhere."""
    role_of = {slot: role for role, slot in theme.office.items()} | dict(theme.office_links)
    colours = "".join(f'<a:{slot}><a:srgbClr val="{theme.colours[role_of[slot]].lstrip("#").upper()}"/></a:{slot}>'
                      for slot in (*_SLOTS, "hlink", "folHlink"))
    face = f'<a:latin typeface={attribute(theme.office_fonts["sans"])}/><a:ea typeface=""/><a:cs typeface=""/>'
    paint = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="12700" cap="flat" cmpd="sng" algn="ctr">{paint}<a:prstDash val="solid"/></a:ln>'
    name = attribute(theme.folder.name.capitalize())
    return (f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
            f"<a:clrScheme name={name}>{colours}</a:clrScheme><a:fontScheme name={name}><a:majorFont>{face}</a:majorFont>"
            f"<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name={name}>"
            f"<a:fillStyleLst>{paint * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
            f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
            f"</a:effectStyleLst><a:bgFillStyleLst>{paint * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
            "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>")


def relations(targets: list[Relation]) -> str:
    """A relationships part; ids count from rId1 in the order given."""
    made = "".join(f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
                   for i, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _package_relations() -> str:
    made = relations([("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")])
    core = (f'<Relationship Id="rId3" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>')
    return made.replace("</Relationships>", f"{core}</Relationships>")


def _content_types(layouts: int) -> str:
    kinds = {"ppt/presentation.xml": "presentationml.presentation.main",
             "ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
             "ppt/notesMasters/notesMaster1.xml": "presentationml.notesMaster", "ppt/presProps.xml": "presentationml.presProps",
             "ppt/viewProps.xml": "presentationml.viewProps", "ppt/tableStyles.xml": "presentationml.tableStyles",
             "ppt/theme/theme1.xml": "theme", "ppt/theme/theme2.xml": "theme", "docProps/app.xml": "extended-properties"}
    kinds |= {f"ppt/slideLayouts/slideLayout{i}.xml": "presentationml.slideLayout" for i in range(1, layouts + 1)}
    made = "".join(f'<Override PartName="/{name}" ContentType="{_TYPES}{kind}+xml"/>' for name, kind in kinds.items())
    return (f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{made}<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>')


def _presentation(theme: Theme, ink: Ink) -> str:
    size = (f'<p:sldSz cx="{emu(theme.slide.width)}" cy="{emu(theme.slide.height)}"/>'
            f'<p:notesSz cx="{_NOTES[0]}" cy="{_NOTES[1]}"/>')
    style = f"<p:defaultTextStyle>{other_text(ink)}</p:defaultTextStyle>"
    return (f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
            f'<p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
            f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>{size}{style}</p:presentation>')


def other_text(ink: Ink) -> str:
    """Text outside placeholders: the body font at its own line spacing, black."""
    return (f'<a:defPPr><a:defRPr lang="en-GB"/></a:defPPr><a:lvl1pPr marL="0" algn="l" rtl="0"><a:defRPr sz="1800" kern="1200">'
            f'{ink.solid("black")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
            "</a:lvl1pPr>")


def _table_styles() -> str:
    return (f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'def="{2D5ABB26-0587-4C30-8999-92F81FD0307C}"/>')


def _notes_master(ink: Ink) -> str:
    """Slide above, words below, page number at the foot."""
    picture = ('<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect='
               f'"1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{frame(_PICTURE)}'
               f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
               f'<a:ln w="9525">{ink.solid("g300")}</a:ln></p:spPr></p:sp>')
    words = _notes_text(3, "Notes", 'type="body" sz="quarter" idx="3"', (685800, 4400550, 5486400, 3600450), "")
    number = _notes_text(4, "Page number", 'type="sldNum" sz="quarter" idx="5"', (3884613, 8685213, 2287587, 458787),
                         ' algn="r"')
    level = (f'<a:lvl1pPr marL="0" algn="l"><a:spcBef><a:spcPts val="400"/></a:spcBef><a:defRPr sz="1200">{ink.solid("black")}'
             '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>')
    return (f'{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{ink.solid("white")}<a:effectLst/></p:bgPr></p:bg>'
            f"{tree(picture + words + number)}</p:cSld>{COLOUR_MAP}<p:notesStyle>{level}</p:notesStyle></p:notesMaster>")


def _notes_text(identity: int, name: str, placeholder: str, place: tuple[int, int, int, int], align: str) -> str:
    x, y, width, height = place
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr><p:spPr>{frame((x, y, width, height))}'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
            f'<a:p><a:pPr{align}/><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>')


def _app() -> str:
    """Says only that it is a presentation on a wide screen; no company, no counts, no software of the machine."""
    return (f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<TotalTime>0</TotalTime><PresentationFormat>Widescreen</PresentationFormat></Properties>")


def _core(theme: Theme) -> str:
    stamp = "2000-01-01T00:00:00Z"
    return (f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{theme.folder.name.capitalize()}: slide master</dc:title><dc:creator></dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>')
