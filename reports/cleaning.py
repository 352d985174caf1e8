"""The only doors that text, numbers and file names come in through: each is clean afterwards, or a sentence says why not."""
from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DIGITS = 18  # of a number at most: what a double and a 64-bit integer hold without surprise
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_LOOKS_LIKE_NUMBER = re.compile(
    r"[+\-−]?(?:\d[\d,_ \u00a0\u202f'’]*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+|\.?(?:nan|inf|infinity))", re.IGNORECASE)


class Unfit(ValueError):
    """Something from outside that cannot be used: what is wrong and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


# ---------------------------------------------------------------- text
def unfit_characters(text: str) -> list[tuple[int, str]]:
    """(offset, character) of all that no text may hold: controls but the line feed, lone surrogates, U+FEFF, U+FFFE,
    U+FFFF and the separators U+2028 and U+2029, which editors do not count as lines."""
    return [(match.start(), match.group()) for match in _UNFIT.finditer(text)]


def joined_pairs(text: str) -> str:
    """Surrogate pairs, which JSON's escapes of characters above U+FFFF leave behind, as the one character they mean."""
    return _PAIR.sub(lambda pair: pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)


def composed(text: str) -> str:
    """Text in Unicode's Normalization Form C (UAX #15), without the wish that a character be drawn in colour or not (UTS #51)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace("\ufe0e", "").replace("\ufe0f", "")


def named(character: str) -> str:
    """How a message names a character that cannot be shown: "a tab", "control character U+0007"."""
    code = f"U+{ord(character):04X}"
    if character == "\t":
        return "a tab"
    if unicodedata.category(character) == "Cs":
        return f"half a surrogate pair, {code},"
    return f"control character {code}" if unicodedata.category(character) == "Cc" else f"character {code}"


def shown(value: Any) -> str:
    """How a message shows a value: text and numbers quoted and shortened, collections by their kind."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57].rstrip()}..."'


# ---------------------------------------------------------------- numbers
def is_number(text: str) -> bool:
    """True for a plain decimal: digits, an optional minus and fraction; no exponent, no grouping, no leading zeros."""
    return _NUMBER.fullmatch(text) is not None


def number(text: str) -> int | float:
    """The value of a plain decimal; always finite. Raises Unfit when it is none, or longer than 18 digits."""
    if not is_number(text):
        raise Unfit(f'"{text}" is not a plain number', "write digits only, with a point before decimals: 1234.5")
    digits = len(text.replace("-", "").replace(".", ""))
    if digits > DIGITS:
        raise Unfit(f"this number has {digits} digits", f"{DIGITS} at most; put quotes around it if it is text")
    return float(text) + 0.0 if "." in text else int(text)


def looks_like_number(text: str) -> bool:
    """True for text that a reader takes for a number although it is none to the program: "1,100", "012", "1e3", "+46", "NaN"."""
    return _LOOKS_LIKE_NUMBER.fullmatch(text.strip()) is not None


# ---------------------------------------------------------------- paths
def inside(folder: Path, name: str, others: Sequence[Path] = ()) -> Path:
    """The file that `name` means in the first folder that has it, with every link followed. Raises Unfit when it leads out."""
    if not name.strip() or "\0" in name:
        raise Unfit(f'"{name}" is not a file name', "name a file in the report's folder")
    if "\\" in name or Path(name).is_absolute() or re.match(r"[A-Za-z]:|~", name):
        raise Unfit(f'path "{name}" is not relative', 'name a file in the report\'s folder, with "/" between folders')
    resolved = [(root.resolve(), _resolved(root / name)) for root in (folder, *others)]
    kept = [path for root, path in resolved if path is not None and path.is_relative_to(root)]
    if kept:
        return next((path for path in kept if path.exists()), kept[0])
    raise Unfit(f'path "{name}" leads out of the report\'s folder', "copy the file into the folder and name it there")


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return None


def read_file(path: Path, limit: int, name: str = "") -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises Unfit; never waits on a pipe or a device.

    `name` is what messages call the file (default: its own name).
    """
    name = name or path.name
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise Unfit(f'there is no file "{name}"', "look at its name, or make it") from error
        raise Unfit(f'file "{name}" cannot be opened: {(error.strerror or str(error)).lower()}',
                    "look at its permissions") from error
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise Unfit(f'"{name}" is not a file', "name a regular file, not a folder or a device")
    with os.fdopen(handle, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unfit(f'file "{name}" is larger than {limit:,} bytes', "split it, or leave out what the report does not use")
    return data
