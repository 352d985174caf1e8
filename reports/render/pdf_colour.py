"""The colour profile that a PDF's RGB is meant in: sRGB (IEC 61966-2-1), built from its published numbers.

Built here and not taken from a colour library, because those stamp the clock into it (ICC.1:2010, clause 7.2.8).
"""
from __future__ import annotations

from functools import cache
from struct import pack

# Colorants and white point adapted to D50, and the matrix that adapts them (Bradford), as in the ICC's own sRGB v4 profile.
_WHITE = (0.96420288, 1.0, 0.82490540)
_PRIMARIES = {b"rXYZ": (0.43606567, 0.22248840, 0.01391602), b"gXYZ": (0.38514709, 0.71687317, 0.09707642),
              b"bXYZ": (0.14306641, 0.06060791, 0.71409607)}
_ADAPTATION = (1.04788208, 0.02291870, -0.05021667, 0.02958679, 0.99047852, -0.01707458, -0.00924683, 0.01507568, 0.75167847)
# Y = (aX + b)^g above d, else cX: parametric curve of type 3
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*values: float) -> bytes:
    """s15Fixed16Number."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _words(text: str) -> bytes:
    """A multiLocalizedUnicodeType with one English record."""
    data = text.encode("utf-16-be")
    return b"mluc" + pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(data), 28) + data


@cache
def srgb() -> bytes:
    """An ICC v4 display profile."""
    curve = b"para" + pack(">IHH", 0, 3, 0) + _fixed(*_CURVE)
    tags = {b"desc": _words("sRGB"), b"cprt": _words("No copyright, use freely"), b"wtpt": b"XYZ " + bytes(4) + _fixed(*_WHITE),
            b"chad": b"sf32" + bytes(4) + _fixed(*_ADAPTATION),
            **{name: b"XYZ " + bytes(4) + _fixed(*value) for name, value in _PRIMARIES.items()},
            b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, body, places = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + pack(">II", places[data], len(data))
    header = (pack(">II4s4s4s4s", start + len(body), 0, b"\x04\x20\x00\x00", b"mntr", b"RGB ", b"XYZ ")[:24]
              + pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(*_WHITE) + bytes(48))
    return header + pack(">I", len(tags)) + table + body
