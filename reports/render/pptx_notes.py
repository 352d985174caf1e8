"""Speaker notes: the picture of the slide, the paragraphs to say, the number of the page."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.render.pptx_ink import attribute, text

_FIELD = "{5C4B2A61-6E3B-4A3A-8C57-2E0F3D1A9B70}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
OURS = {"sldImg": "2", "body": "3", "sldNum": "5"}  # type -> idx in the notes master of our own templates
_LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
_TEXT = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def notes_tree(paragraphs: Sequence[str], language: str, number: int, marks: Mapping[str, str]) -> str:
    """The shapes of a notes page, in the placeholders of the notes master: `marks` gives their `idx` by type."""
    words = "".join(f'<a:p><a:r><a:rPr lang={attribute(language)} dirty="0"/><a:t>{text(p)}</a:t></a:r></a:p>'
                    for p in paragraphs)
    page = (f'<a:p><a:fld id="{_FIELD}" type="slidenum"><a:rPr lang={attribute(language)}/><a:t>{number}</a:t></a:fld>'
            "</a:p>")
    made = [f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/>{_LOCKED}<p:nvPr><p:ph type="sldImg"{_idx(marks, "sldImg")}/>'
            "</p:nvPr></p:nvSpPr><p:spPr/></p:sp>"] if "sldImg" in marks else []
    made.append(_sp(3, "Notes", f'type="body"{_idx(marks, "body")}', words))
    if "sldNum" in marks:
        made.append(_sp(4, "Page number", f'type="sldNum" sz="quarter"{_idx(marks, "sldNum")}', page))
    return "".join(made)


def marks_of(notes_master: Any) -> dict[str, str]:
    """Type -> idx of the placeholders of a notes master that a notes page of ours fills."""
    found = {mark.get("type", "obj"): mark.get("idx", "") for mark in notes_master.iter(f"{_P}ph")}
    return {kind: found[kind] for kind in OURS if kind in found} or dict(OURS)


def _idx(marks: Mapping[str, str], kind: str) -> str:
    return f' idx="{marks[kind]}"' if marks.get(kind) else ""


def _sp(identity: int, name: str, placeholder: str, words: str) -> str:
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/>{_TEXT}<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>")
