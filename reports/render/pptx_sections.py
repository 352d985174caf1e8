"""The sections of a deck, as PowerPoint shows them beside its thumbnails ([MS-PPTX] 2.4.16), and the order of its slides."""
from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from reports.render.pptx_ink import NAMESPACES, attribute

_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
KEPT = "From the template"


def arranged(presentation: Any, names: Sequence[str], kept: Sequence[Any] = ()) -> None:
    """Puts slides that a template brought behind ours, and neighbours of one section under its name."""
    entries = list(presentation.sldIdLst) if presentation.sldIdLst is not None else []
    for entry in kept:  # moves it: an element has one place
        presentation.sldIdLst.append(entry)
    ours = [entry for entry in entries if entry not in kept]
    named = [*zip(names, ours), *((KEPT, entry) for entry in kept)]
    if not any(name for name, _ in named):
        return
    made = "".join(_section(name or "Slides", number, [entry.get("id") for _, entry in group])
                   for number, (name, group) in enumerate(groupby(named, key=lambda pair: pair[0])))
    presentation.append(_parsed(f'<p:extLst {NAMESPACES}><p:ext uri="{_URI}"><p14:sectionLst xmlns:p14="{_P14}">{made}'
                                "</p14:sectionLst></p:ext></p:extLst>"))


def _section(name: str, number: int, slides: Sequence[str]) -> str:
    inside = "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
    return (f'<p14:section name={attribute(name)} id="{_identity(name, number)}"><p14:sldIdLst>{inside}</p14:sldIdLst>'
            "</p14:section>")


def _identity(name: str, number: int) -> str:
    """A GUID that is the same on every build."""
    digits = sha256(f"{number} {name}".encode()).hexdigest().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}}}"


def _parsed(xml: str) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(xml)
