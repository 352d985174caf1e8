"""Which layout of a template serves which of our slides: by the names that a theme.yaml gives, else by type and geometry."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.house.model import Layout, Template
from reports.problems import MachineFailed, did_you_mean

ROLES = ("cover", "statement", "content", "table", "quote", "blank")
_FREE = ("titleOnly", "obj", "tx", "chart", "tbl", "")  # types whose body is ours to fill, best first
_TOP = 0.45  # a headline stands in this upper part of the slide


@dataclass(frozen=True)
class Matched:
    """Role -> layout. `titled` says whether the content layout has a title placeholder that can be used."""

    layouts: Mapping[str, Layout]

    @property
    def titled(self) -> bool:
        return self.layouts["content"].holder("title", "ctrTitle") is not None


def matched(template: Template, named: Mapping[str, str], where: str) -> Matched:
    """Every role with a layout. Raises MachineFailed for a template without layouts, or a name that no layout has."""
    if not template.layouts:
        raise MachineFailed(f"the template {where} has no slide layout; add one with a title and a text")
    content = max(template.layouts, key=lambda layout: suitability(layout, template))
    same = [layout for layout in template.layouts if layout.master == content.master]
    cover = next((one for one in same if opens(one)), content)
    blank = next((one for one in same if one.purpose == "blank"), content)
    found = {"cover": cover, "statement": content, "content": content, "table": content, "quote": content, "blank": blank}
    for role, name in named.items():
        if role not in ROLES:
            raise MachineFailed(f'the template {where} names a layout for "{role}"; {did_you_mean(role, ROLES, "roles")}')
        found[role] = _called(template, name, where)
    return Matched(found)


def opens(layout: Layout) -> bool:
    """Whether a layout is a title slide, whatever its type says: a title and a subtitle, nothing else."""
    if layout.purpose == "title" or layout.holder("ctrTitle"):
        return True
    return layout.holder("title") is not None and layout.holder("subTitle") is not None and layout.body is None


def _called(template: Template, name: str, where: str) -> Layout:
    for layout in template.layouts:
        if layout.name.casefold() == name.casefold():
            return layout
    names = [layout.name for layout in template.layouts]
    raise MachineFailed(f'the template {where} has no layout "{name}"; {did_you_mean(name, names, "layouts")}')


def suitability(layout: Layout, template: Template) -> float:
    """How well a layout serves a headline over one visual; more is better."""
    title = layout.holder("title")
    if title is None or title.frame is None:
        return -2.0 if layout.holder("ctrTitle") is None else -1.0
    _, y, width, height = title.frame
    type_rank = _FREE.index(layout.purpose) if layout.purpose in _FREE else len(_FREE)
    under = max(0.0, template.height - y - height) / template.height
    high = 1.0 if y + height <= _TOP * template.height else 0.0
    plain = 1.0 if layout.ground.kind == "solid" else 0.0
    crowd = sum(h.kind not in ("title", "ftr", "sldNum", "dt") for h in layout.holders)
    return (4 * high + 2 * width / template.width + 3 * min(under, 0.8) + 0.5 * plain - 0.15 * type_rank - 0.2 * max(crowd - 1, 0)
            + (0.1 if layout.purpose == "titleOnly" else 0.0))
