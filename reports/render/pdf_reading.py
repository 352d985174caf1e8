"""A finished PDF read back: the operators of its pages, and every piece of text with the place where it stands.

For checks of our own files before they are published. Content streams are read as ISO 32000-1 says in 7.2, 7.8 and 9;
fonts are the simple TrueType fonts that the press writes. What it does not know is a fault, never passed over.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pikepdf import Array, Name, Page

_WHITE, _REGULAR = rb"[\0\t\n\f\r ]", rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(rb"(?:" + _WHITE + rb"|%[^\r\n]*)*(?:(?P<string>\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\))"
                    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?!" + _REGULAR + rb"))|(?P<word>" + _REGULAR + rb"+)"
                    rb"|(?P<bracket>[\[\]])|(?P<name>/" + _REGULAR + rb"*)|(?P<dict><<|>>)"
                    rb"|(?P<hex><[0-9A-Fa-f\s\0]*>)|(?P<end>$))")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\n")
OPERATORS = frozenset(b"""b B b* B* BDC BMC BT c cm CS cs d d0 d1 Do DP EMC ET f F f* G g gs h i j J K k l m M MP n q Q re RG rg
    ri S s SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"""".split())
Matrix = tuple[float, float, float, float, float, float]
Operand = Any  # float, bytes (a string), str (a name), list of these, or None for what carries no meaning here
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Unreadable(ValueError):
    """A content stream that no reader could follow; the message says where."""


class Shown(NamedTuple):
    """Text on a page: its words and its box (left, bottom, right, top) in the page's coordinates."""

    text: str
    box: tuple[float, float, float, float]


def operations(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Operators with their operands. Raises Unreadable."""
    operands: list[Operand] = []
    lists: list[list[Operand]] = []
    at = 0
    for found in _TOKEN.finditer(content):
        if found.start() != at:
            break
        at, kind = found.end(), found.lastgroup
        match kind:
            case "number":
                operands.append(float(found[kind]))
            case "word":
                token = found[kind]
                if token not in OPERATORS:
                    raise Unreadable(f'"{token[:20].decode("latin-1")}" is no operator')
                yield token, operands
                operands = []
            case "bracket":
                operands = _bracket(found[kind], operands, lists)
            case "string" | "name" | "hex" | "dict":
                operands.append(_value(kind, found[kind]))
    if at < len(content):
        raise Unreadable(f"byte {at} of a content stream is no token")
    if operands or lists:
        raise Unreadable("a content stream ends within an operation")


def _bracket(token: bytes, operands: list[Operand], lists: list[list[Operand]]) -> list[Operand]:
    """Begins or ends an array; gives the operands that what follows belongs to."""
    if token == b"[":
        lists.append(operands)
        return []
    if not lists:
        raise Unreadable("an array ends that never began")
    outer = lists.pop()
    outer.append(operands)
    return outer


def _value(kind: str, token: bytes) -> Operand:
    """A string as bytes, a name as text; the marks of a dictionary mean nothing here."""
    match kind:
        case "string":
            return _ESCAPE.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]
        case "name":
            return token.decode("latin-1")
        case "hex":
            digits = bytes(c for c in token[1:-1] if c > 32)
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        case _:
            return None


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 0xFF]) if code[:1].isdigit() else _ESCAPED.get(code, code)


# ---------------------------------------------------------------- fonts
class Font:
    """Codes of one font to characters and advances."""

    def __init__(self, font: Any) -> None:
        first = int(font.get("/FirstChar", 0))
        self._widths = {first + i: float(w) / 1000 for i, w in enumerate(font.get("/Widths", []))}
        mapped = _MAPPED.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
        self._characters = {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be", "replace") for code, to in mapped}

    def read(self, codes: bytes) -> tuple[str, float]:
        """The characters, and their advance in ems."""
        return ("".join(self._characters.get(c, "\ufffd") for c in codes), sum(self._widths.get(c, 0.0) for c in codes))


# ---------------------------------------------------------------- the page
@dataclass
class State:
    """The part of the graphics state that says where text stands."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    tracking: float = 0.0
    spacing: float = 0.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass
class Reader:
    """Follows the operators of one page; `shown` fills with its text. Raises Unreadable."""

    fonts: dict[int, Font]  # of the whole file, by object number
    shown: list[Shown] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _saved: list[State] = field(default_factory=list)
    _open: list[bytes] = field(default_factory=list)
    _line: Matrix = _UNIT
    _text: Matrix = _UNIT

    def page(self, page: Page) -> list[Shown]:
        """All text of a page, in the order in which it was drawn."""
        contents: Any = page.obj.get("/Contents", [])
        streams = contents if isinstance(contents, Array) else [contents] if contents else []
        self.content(b"\n".join(s.read_bytes() for s in streams), page.obj.get("/Resources", {}))
        return self.shown

    def content(self, data: bytes, resources: Any) -> None:
        """One stream; it must leave everything closed that it opened."""
        saved, opened = len(self._saved), len(self._open)
        for operator, operands in operations(data):
            self._do(operator, operands, resources, saved)
        if len(self._saved) != saved:
            raise Unreadable(f"{len(self._saved) - saved} q without its Q")
        if len(self._open) != opened:
            raise Unreadable(f"{self._open[-1].decode()} without its end")

    def _do(self, operator: bytes, operands: list[Operand], resources: Any, floor: int) -> None:
        state = self._state
        match operator:
            case b"q":
                self._saved.append(State(**vars(state)))
            case b"Q":
                if len(self._saved) <= floor:
                    raise Unreadable("Q without its q")
                self._state = self._saved.pop()
            case b"cm":
                state.matrix = _times(_matrix(operands), state.matrix)
            case b"BT" | b"ET" | b"BMC" | b"BDC" | b"EMC":
                self._bracket(operator)
            case b"Tf":
                state.font, state.size = self._font(operands, resources), _numbers(operands[1:], 1)[0]
            case b"Tc" | b"Tw" | b"TL" | b"Ts":
                name = {b"Tc": "tracking", b"Tw": "spacing", b"TL": "leading", b"Ts": "rise"}[operator]
                setattr(state, name, _numbers(operands, 1)[0])
            case b"Td" | b"TD" | b"Tm" | b"T*":
                self._move(operator, operands)
            case b"Tj" | b"TJ":
                self._show(operands)
            case b"'" | b'"':
                raise Unreadable(f"{operator.decode()} is not an operator that the press writes")
            case b"Do":
                self._painted(operands, resources)

    def _bracket(self, operator: bytes) -> None:
        """BT and ET, BMC or BDC and EMC: each closes what it opened, in order."""
        if operator in (b"BT", b"BMC", b"BDC"):
            if operator == b"BT":
                if b"BT" in self._open:
                    raise Unreadable("BT within BT")
                self._line = self._text = _UNIT
            self._open.append(b"BT" if operator == b"BT" else b"BMC")
            return
        wanted = b"BT" if operator == b"ET" else b"BMC"
        if not self._open or self._open.pop() != wanted:
            raise Unreadable(f"{operator.decode()} without its {wanted.decode()}")

    def _font(self, operands: list[Operand], resources: Any) -> Font:
        named = resources.get("/Font", {}).get(operands[0]) if operands else None
        if named is None:
            raise Unreadable(f"a font {operands[:1]} that the page does not have")
        key = named.objgen[0] or id(named)
        if key not in self.fonts:
            self.fonts[key] = Font(named)
        return self.fonts[key]

    def _move(self, operator: bytes, operands: list[Operand]) -> None:
        if operator == b"Tm":
            self._line = _matrix(operands)
        else:
            x, y = _numbers(operands, 2) if operator != b"T*" else (0.0, -self._state.leading)
            self._line = _times((1, 0, 0, 1, x, y), self._line)
            if operator == b"TD":
                self._state.leading = -y
        self._text = self._line

    def _show(self, operands: list[Operand]) -> None:
        state = self._state
        if state.font is None or b"BT" not in self._open:
            raise Unreadable("text outside BT and ET, or without a font")
        words, advance = [], 0.0
        for piece in operands[0] if operands and isinstance(operands[0], list) else operands:
            if isinstance(piece, bytes):
                text, width = state.font.read(piece)
                words.append(text)
                advance += width * state.size + state.tracking * len(piece) + state.spacing * piece.count(b" ")
            else:
                advance -= _numbers([piece], 1)[0] / 1000 * state.size
        self.shown.append(Shown("".join(words), self._box("".join(words), advance)))
        self._text = _times((1, 0, 0, 1, advance, 0), self._text)

    def _box(self, words: str, advance: float) -> tuple[float, float, float, float]:
        """Around what is inked: from the baseline (descenders may hang) to the height of small letters, blanks aside."""
        matrix = _times(self._text, self._state.matrix)
        blank = (len(words) - len(words.rstrip())) / max(len(words), 1) * advance
        low, high = self._state.rise, self._state.rise + 0.5 * self._state.size
        corners = [_at(matrix, x, y) for x in (0.0, advance - blank) for y in (low, high)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _painted(self, operands: list[Operand], resources: Any) -> None:
        """An XObject: a picture, or a form whose content is read in its place."""
        found = resources.get("/XObject", {}).get(operands[0]) if operands else None
        if found is None:
            raise Unreadable(f"an XObject {operands[:1]} that the page does not have")
        if found.get("/Subtype") != Name.Form:
            return
        before = State(**vars(self._state))
        if "/Matrix" in found:
            self._state.matrix = _times(_matrix([float(v) for v in found.Matrix]), self._state.matrix)
        self.content(found.read_bytes(), found.get("/Resources", resources))
        self._state = before


def _numbers(operands: Sequence[Operand], count: int) -> list[float]:
    found = list(operands[:count])
    if len(found) < count or not all(isinstance(v, float) for v in found):
        raise Unreadable(f"an operator that needs {count} numbers has {operands}")
    return found


def _matrix(operands: Sequence[Operand]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands, 6)
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n (ISO 32000-1, 8.3.4)."""
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5])


def _at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]
