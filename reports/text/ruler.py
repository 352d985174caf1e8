"""How wide text is: advances from the fonts themselves, with pair kerning, and a fallback for characters a font lacks.

Ligatures and every other substitution are off, so one character is one glyph and a renderer needs no shaper of its own:
it draws `parts` and moves by `advances`. Words are shaped once and remembered.                    [home of uharfbuzz]
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from reports.page import Face
from reports.problems import MachineFailed
from reports.theme import Theme

# A space splits what is shaped: no pair kerning across it, so a line is as wide as its words and spaces together.
_SPACES = " \t\n\r\u00a0\u2000-\u200a\u202f\u205f"
_SPLIT = re.compile(f"([{_SPACES}])")
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, joiners and marks of width nothing: never drawn
HYPHEN = "\ue0ad"  # the hyphen of a divided word: drawn as a hyphen, read as a soft one (ISO 32000-1, 14.8.2.2.3)
_DROP = str.maketrans("", "", DROPPED)
# What may stand for a character that a font lacks; the left one is what the writer meant, the right one looks the same.
_TWINS = {"\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u202f": " ", "\u205f": " ", "\u2010": "-", "\u2011": "-",
          "\u02bc": "\u2019", **{chr(code): " " for code in range(0x2000, 0x200B)}}
_ALWAYS = "\t\n\r\u00a0\u2011"  # drawn as their twin even where a font has them, so that text copied from paper is plain
_FEATURES = dict.fromkeys(("liga", "clig", "calt", "ccmp", "locl", "rlig", "dlig", "mark", "mkmk"), False)


# Pictures of more than one character: joined, in a tone of skin, with a tag; flags; keys. There is a glyph for each, but it would
# take a shaper to find it, and letters would not stand for it.
_PICTURE, _TONE = "[\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?", "[\U0001f3fb-\U0001f3ff]"
_JOINED = re.compile(f"{_PICTURE}{_TONE}?(?:\u200d{_PICTURE}{_TONE}?)+|{_PICTURE}{_TONE}|[\U0001f1e6-\U0001f1ff]{{1,2}}|"
                     f"[0-9#*]\ufe0f?\u20e3|{_PICTURE}[\U000e0020-\U000e007f]+")


class Word(NamedTuple):
    """A shaped stretch of text, in em: its width, each drawn character's advance, and its parts by face."""

    width: float
    advances: tuple[float, ...]
    parts: tuple[tuple[Face, str], ...]


class FontTable:
    """One font file, opened when first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _font(self) -> Any:
        import uharfbuzz

        try:
            return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))
        except Exception as error:  # the library raises its own kinds; whichever it is, the file is not a font
            raise MachineFailed(f"the font file {self.path} cannot be read") from error

    @cached_property
    def coverage(self) -> frozenset[str]:
        """The characters that the font has a glyph for."""
        return frozenset(map(chr, self._font.face.unicodes))

    @cached_property
    def descent(self) -> float:
        """How far below the baseline the font says that it reaches, em."""
        return float(-self._font.get_font_extents("ltr").descender / self._font.face.upem)

    def advances(self, text: str, kern: bool) -> list[float]:
        """Each character's advance in em; a mark that was composed into the glyph before it has 0."""
        buffer = self._shaped(text, {**_FEATURES, "kern": kern})
        found = [0.0] * len(text)
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions):
            found[glyph.cluster] += position.x_advance / self._font.face.upem
        return found

    def ligature(self, text: str) -> bool:
        """Whether a program that uses ligatures draws the characters as fewer glyphs."""
        return len(self._shaped(text, {}).glyph_infos) < len(text)

    def _shaped(self, text: str, features: dict[str, bool]) -> Any:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        uharfbuzz.shape(self._font, buffer, features)
        return buffer


@cache
def font_table(path: Path) -> FontTable:
    """The one table of a font file."""
    return FontTable(path)


class Look(dict[str, Word]):
    """All words seen so far in one face, kerned or not: `look["word"]`."""

    def __init__(self, chain: tuple[tuple[Face, FontTable], ...], kern: bool) -> None:
        super().__init__()
        self.chain, self.kern = chain, kern

    def __missing__(self, text: str) -> Word:
        advances: list[float] = []
        parts: list[tuple[Face, str]] = []
        for face, table, part in self._by_face(text.translate(_DROP)):
            for piece in _SPLIT.split(part):
                advances += table.advances(piece.replace(HYPHEN, "-"), self.kern) if piece else ()
            parts.append((face, part))
        self[text] = word = Word(sum(advances), tuple(advances), tuple(parts))
        return word

    def face_of(self, character: str) -> Face:
        """The face of the chain that draws a character."""
        return self._drawn(character)[0]

    def _by_face(self, text: str) -> Iterator[tuple[Face, FontTable, str]]:
        """Stretches of one face each, in drawn characters; as many characters as in `text`."""
        face, table = self.chain[0]
        run = ""
        for character in text:
            here, there, drawn = self._drawn(character)
            if here != face and run:
                yield face, table, run
                run = ""
            face, table, run = here, there, run + drawn
        if run:
            yield face, table, run

    def _drawn(self, character: str) -> tuple[Face, FontTable, str]:
        if character == HYPHEN:
            return *next((c for c in self.chain if "-" in c[1].coverage), self.chain[0]), character
        twin = _TWINS.get(character, character)
        for face, table in self.chain:
            if character in table.coverage and character not in _ALWAYS:
                return face, table, character
            if twin in table.coverage:
                return face, table, twin
        return *self.chain[0], character


class Ruler:
    """Measures text in a theme's fonts. Widths in points."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._looks: dict[tuple[Face, bool], Look] = {}

    def look(self, face: Face, kern: bool = True) -> Look:
        """The words of one face."""
        key = (face, kern)
        if key not in self._looks:
            self._looks[key] = Look(self._chain(face), kern)
        return self._looks[key]

    def width(self, text: str, face: Face, size: float, tracking: float = 0.0, kern: bool = True) -> float:
        """How wide a line of text is; tracking is added after every drawn character, as PDF does."""
        if tracking:
            return self.em(text, face, kern) * size + tracking * len(text.translate(_DROP))
        return self.em(text, face, kern) * size

    def em(self, text: str, face: Face, kern: bool = True) -> float:
        """The width at a size of 1, without tracking."""
        look = self.look(face, kern)
        return sum(look[piece].width for piece in _SPLIT.split(text) if piece)

    def parts(self, text: str, face: Face) -> list[tuple[Face, str]]:
        """The text as it is drawn: split by the face that has its characters, twins put in."""
        merged: list[tuple[Face, str]] = []
        look = self.look(face)
        for piece in _SPLIT.split(text):
            for part in look[piece].parts if piece else ():
                if merged and merged[-1][0] == part[0]:
                    merged[-1] = (part[0], merged[-1][1] + part[1])
                else:
                    merged.append(part)
        return merged

    def by_face(self, text: str, face: Face) -> list[tuple[Face, str]]:
        """The text as it is typed, split by the face that it is measured in; what is not drawn stays where it is."""
        look = self.look(face)
        if look.chain[0][1].coverage.issuperset(text):
            return [(face, text)]
        found: list[tuple[Face, str]] = []
        for character in text:
            here = found[-1][0] if found and character in DROPPED else look.face_of(character)
            here = face if here == look.chain[0][0] else here
            if found and found[-1][0] == here:
                found[-1] = here, found[-1][1] + character
            else:
                found.append((here, character))
        return found

    def advances(self, text: str, face: Face, kern: bool = True) -> tuple[float, ...]:
        """Each drawn character's advance in em, kerning included: what a renderer moves by."""
        look = self.look(face, kern)
        return tuple(advance for piece in _SPLIT.split(text) if piece for advance in look[piece].advances)

    def descent(self, face: Face) -> float:
        """How far below its baseline a face reaches, em."""
        return self.look(face).chain[0][1].descent

    def tied(self, pair: str, face: Face) -> bool:
        """Whether two characters are one ligature in the font that draws both."""
        chain = self.look(face).chain
        return any(table.ligature(pair) for _, table in chain if table.coverage.issuperset(pair))

    def kerns(self, text: str, face: Face) -> tuple[float, ...]:
        """What kerning adds after each drawn character, in em (negative: closer). For a PDF's TJ: times -1000."""
        plain = self.advances(text, face, kern=False)
        return tuple(round(kerned - bare, 6) for kerned, bare in zip(self.advances(text, face), plain))

    def missing(self, text: str, family: str) -> list[str]:
        """The characters that no font of the family's chain has, and pictures made of several, each once."""
        chain = self.look(Face(family)).chain
        if chain[0][1].coverage.issuperset(text):
            return []
        unknown = dict.fromkeys(c for c in _JOINED.sub("", text) if c not in chain[0][1].coverage and c not in DROPPED)
        return [*dict.fromkeys(_JOINED.findall(text)), *(c for c in unknown if not any(
            c in table.coverage or _TWINS.get(c, c) in table.coverage for _, table in chain))]

    def _chain(self, face: Face) -> tuple[tuple[Face, FontTable], ...]:
        """The face's own font, those of its fallback families, then all of these upright."""
        families = (face.family, *self.theme.fallback.get(face.family, ()))
        wanted = [replace(face, family=family, italic=italic) for italic in (face.italic, False) for family in families]
        faces = dict.fromkeys(self.theme.face(face) for face in wanted)
        return tuple((face, font_table(self.theme.fonts[face])) for face in faces)


@cache
def shared(theme: Theme) -> Ruler:
    """One ruler a theme: what layout has measured, the renderer need not measure again."""
    return Ruler(theme)
