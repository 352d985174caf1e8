"""Protective markings: the labels of each scheme, which covers which, and the short forms that stand before paragraphs.

TLP 2.0 (FIRST); UK Government Security Classifications Policy; US Executive Order 13526 with the banner lines of the CAPCO
register (32 CFR 2001.23). A custom scheme names its own levels, lowest first. Schemes are never mixed in one label.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.cleaning import Unfit

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")  # lowest first, as everywhere here
_GSCP = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
_US = ("UNCLASSIFIED", "SENSITIVE BUT UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET")
_US_LEVEL = {word: (0, 1, 1, 2, 3, 4)[i] for i, word in enumerate(_US)}
_CLASSIFIED = 2
_US_SHORT = {"UNCLASSIFIED": "U", "SENSITIVE BUT UNCLASSIFIED": "SBU", "CUI": "CUI", "CONFIDENTIAL": "C", "SECRET": "S",
             "TOP SECRET": "TS", "NOFORN": "NF", "ORCON": "OC", "PROPIN": "PR", "IMCON": "IMC"}
_GSCP_FORM = re.compile(rf"(?:UK )?({'|'.join(sorted(_GSCP, key=len, reverse=True))})(?: ([A-Z][A-Z /-]*[A-Z]))?")
_US_GROUP = re.compile(r"[A-Z0-9](?:[A-Z0-9 ,/&-]*[A-Z0-9])?")
_REL = re.compile(r"REL TO USA(?:, [A-Z]{3,4})+")
_FOREIGN = {"tlp": ("//",), "gscp": ("//", "TLP:"), "us": ("TLP:",), "custom": ("TLP:",)}  # what belongs to another scheme
_COLOURS = {"TLP:RED": "#FF2B2B", "TLP:AMBER": "#FFC000", "TLP:AMBER+STRICT": "#FFC000", "TLP:GREEN": "#33FF00"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. `controls` restrict further at any level; `release`: the countries of a US "REL TO", if it has one."""

    level: int
    controls: frozenset[str] = frozenset()
    release: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme as a report uses it. `levels` and `portions` are those of a custom one, in the same order."""

    name: str
    levels: tuple[str, ...] = ()
    portions: tuple[str, ...] = ()

    def read(self, text: str) -> Label:
        """The label that a text is. Raises Unfit with what is wrong and what would be right."""
        for foreign in _FOREIGN.get(self.name, ()):
            if foreign in text:
                raise Unfit(f'"{text}" mixes the scheme "{self.name}" with another', "write one marking, of one scheme")
        match self.name:
            case "tlp":
                return _listed(text, TLP, "a TLP label", f"labels: {', '.join(reversed(TLP))}")
            case "gscp":
                return _gscp(text)
            case "us":
                return _us(text)
            case "custom":
                levels = self.levels or (text,)
                return _listed(text, levels, "a level of this scheme", f"levels: {', '.join(levels)}")
            case _:
                raise Unfit(f'the scheme "none" has no label "{text}"', "leave the label out, or name its scheme")

    def covers(self, whole: str, part: str) -> bool:
        """Whether what is marked `part` may stand in what is marked `whole`; False where that cannot be known."""
        if whole == part:
            return True
        if self.name == "custom" and not self.levels:
            return False
        try:
            own, outer = self.read(part), self.read(whole)
        except Unfit:
            return False
        free = not outer.release or own.level < _CLASSIFIED or outer.release <= own.release
        return own.level <= outer.level and own.controls <= outer.controls and free

    def numbered(self, label: str) -> bool:
        """Whether each copy of what is so marked has a number and one holder: TOP SECRET, whose copies registries count, and
        TLP:RED, which is for its recipients one by one. What a custom scheme asks cannot be known."""
        try:
            highest = {"tlp": len(TLP), "gscp": len(_GSCP), "us": max(_US_LEVEL.values()) + 1}.get(self.name, 0)
            return self.read(label).level + 1 == highest
        except Unfit:
            return False

    def portion(self, label: str) -> str:
        """"(S//NF)": the mark before a paragraph; empty where the scheme has none (TLP and GSCP have none)."""
        if self.name == "us":
            first, *groups = label.split("//")
            short = [_US_SHORT.get(first, first), *(group if group.startswith("REL") else _shortened(group) for group in groups)]
            return f"({'//'.join(short)})"
        if self.name == "custom" and label in self.levels and self.portions:
            return f"({self.portions[self.levels.index(label)]})"
        return ""


def colour(label: str) -> str:
    """In what a label prints on black: the colours that TLP 2.0 fixes, white for all others."""
    return _COLOURS.get(label, "white")


def _listed(text: str, labels: Sequence[str], what: str, hint: str) -> Label:
    if text not in labels:
        raise Unfit(f'"{text}" is not {what}', hint)
    return Label(list(labels).index(text))


def _gscp(text: str) -> Label:
    """"OFFICIAL-SENSITIVE COMMERCIAL", "UK SECRET"; only a national caveat ("UK EYES ONLY") restricts further."""
    found = _GSCP_FORM.fullmatch(text)
    if not found:
        raise Unfit(f'"{text}" is not a label of the scheme "gscp"',
                    f"it is {', '.join(_GSCP)}, in capitals, then handling words: OFFICIAL-SENSITIVE COMMERCIAL")
    caveat = found[2] or ""
    return Label(_GSCP.index(found[1]), frozenset([caveat] if "EYES ONLY" in caveat else []))


def _us(text: str) -> Label:
    """"SECRET//NOFORN", "SECRET//SI/TK//REL TO USA, GBR": a level, then groups of controls."""
    first, *groups = text.split("//")
    if first not in _US_LEVEL:
        raise Unfit(f'"{text}" is not a label of the scheme "us"', f"it begins with {', '.join(_US)}, in capitals")
    controls: list[str] = []
    release: frozenset[str] = frozenset()
    for group in groups:
        if group.startswith("REL TO"):
            if not _REL.fullmatch(group):
                raise Unfit(f'"{group}" in "{text}" is no release', "write USA first, then other codes: REL TO USA, GBR")
            release = frozenset(group.removeprefix("REL TO ").split(", "))
        elif not _US_GROUP.fullmatch(group):
            raise Unfit(f'"{text}" has a group of controls "{group}"', "write capitals, // between groups: SECRET//NOFORN")
        else:
            controls += group.split("/")
    if release and "NOFORN" in controls:
        raise Unfit(f'"{text}" is for no foreigner and released to some', "write NOFORN or REL TO, not both")
    return Label(_US_LEVEL[first], frozenset(controls), release)


def _shortened(group: str) -> str:
    return "/".join(_US_SHORT.get(word, word) for word in group.split("/"))
