"""Web addresses, and what in them may be a secret: a password, a key in the query, a long part of the path."""
from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

STARS = "***"  # in place of what is hidden
TOKEN = 16  # letters of a part of a path that may be one
_TELLING = re.compile(r"(?:^|[_.-])(?:apikey|accesstoken|key|token|secret|password|passwd|pwd|auth|sig|signature|credentials?)"
                      r"(?:$|[_.-])", re.IGNORECASE)  # names in a query


def secret_in(address: str) -> str:
    """What in an address is a secret by its looks: "a name or password", '"token" in its query'; empty when nothing is."""
    found = _split(address)
    if found is None or "@" in found.netloc:
        return "a name or password" if found else ""
    names = (name for name, _ in parse_qsl(found.query, keep_blank_values=True) if _TELLING.search(name))
    return next((f'"{name}" in its query' for name in names), "")


def secrets_in(address: str) -> set[str]:
    """The parts of an address that may be secret, as they stand and decoded. None of a text that is no address."""
    found = _split(address)
    if found is None or not found.scheme or not found.netloc:
        return set()
    raw = [found.password or "", found.query, *(value for _, value in parse_qsl(found.query)),
           *(part for part in found.path.split("/") if len(part) >= TOKEN)]
    return {each for part in raw for each in (part, unquote(part)) if each}


def without(text: str, address: str) -> str:
    """A text that may repeat an address, without it."""
    for part in sorted({address, *secrets_in(address)}, key=len, reverse=True):
        text = text.replace(part, STARS)
    return text


def named(address: str) -> str:
    """An address as it may be written anywhere: its host, and by what it is told apart from others of that host."""
    found = _split(address)
    if found is None:
        return "an address that cannot be read"
    bare = f"{found.scheme}://{found.netloc.rpartition('@')[2]}"
    return bare if address.rstrip("/") == bare else f"{bare}/... ({hashlib.sha256(address.encode()).hexdigest()[:8]})"


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
