"""Speaker notes: the picture of the slide, the paragraphs to say, the number of the page."""
from __future__ import annotations

from collections.abc import Sequence

from reports.render.pptx_ink import attribute, text

_FIELD = "{5C4B2A61-6E3B-4A3A-8C57-2E0F3D1A9B70}"
_NOTES, _NUMBER = 'type="body" idx="3"', 'type="sldNum" sz="quarter" idx="5"'
_LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
_TEXT = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def notes_tree(paragraphs: Sequence[str], language: str, number: int) -> str:
    """The shapes of a notes page, in the placeholders of the notes master."""
    words = "".join(f'<a:p><a:r><a:rPr lang={attribute(language)} dirty="0"/><a:t>{text(p)}</a:t></a:r></a:p>'
                    for p in paragraphs)
    page = (f'<a:p><a:fld id="{_FIELD}" type="slidenum"><a:rPr lang={attribute(language)}/><a:t>{number}</a:t></a:fld>'
            "</a:p>")
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/>{_LOCKED}<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr/></p:sp>{_sp(3, 'Notes', _NOTES, words)}{_sp(4, 'Page number', _NUMBER, page)}")


def _sp(identity: int, name: str, placeholder: str, words: str) -> str:
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/>{_TEXT}<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>")
