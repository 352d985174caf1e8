"""Keys: what a slide or a shape is called as long as it means the same, whatever stands before it.

A slide's key comes from its block (the writer's id, the chart it shows, else its kind), a shape's from its role on the slide.
Office keeps a number for each slide and a GUID for each shape when it saves ([MS-PPTX] and [MS-ODRAWXML], creationId); ours are
made from the keys, so that the same deck has the same ids. LibreOffice drops both and keeps the names of shapes.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from reports.page import Figure, Grid, Item, Page, Picture, Shape, TextBox

if TYPE_CHECKING:
    from reports.document import Content

_COUNT = re.compile(r"^(Figure|Table) \d+$")  # numbered through the report: the number is not the name
_NAMELESS = {Grid: "Table", Figure: "Figure", Picture: "Picture"}


def slide_key(content: Content) -> str:
    """What the slides of a block are called: its id, else its kind with the chart or the one fact that it is about."""
    exhibit = getattr(content.body, "exhibit", None)
    about = exhibit.id if exhibit else content.facts[0] if len(content.facts) == 1 else ""
    return content.id or "-".join(filter(None, (content.kind, about)))


def keyed(pages: Iterable[Page]) -> list[Page]:
    """Slides with keys that differ (the second one of a block is "key/2"), and with the keys of their items."""
    seen: dict[str, int] = {}
    made = []
    for page in pages:
        key = page.key or "slide"
        seen[key] = seen.get(key, 0) + 1
        made.append(replace(page, key=key if seen[key] == 1 else f"{key}/{seen[key]}", keys=tuple(item_keys(page.items))))
    return made


def item_keys(items: Sequence[Item]) -> list[str]:
    """One key an item: its name; the second of a name is "Name 2"."""
    seen: dict[str, int] = {}
    keys = []
    for item in items:
        name = _COUNT.sub(r"\1", name_of(item))
        seen[name] = seen.get(name, 0) + 1
        keys.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return keys


def name_of(item: Item) -> str:
    """What an item is called, where it has no name of its own by its kind."""
    if isinstance(item, TextBox):
        return item.name or item.placeholder.capitalize() or "Text"
    if isinstance(item, Shape):
        return item.name or ("Rectangle" if item.width and item.height else "Rule")
    return item.name or _NAMELESS[type(item)]


def slide_number(key: str) -> int:
    """The creation id of a slide: 1 to 2^32 - 1."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) or 1


def shape_guid(slide: str, shape: str) -> str:
    """The creation id of a shape."""
    digits = blake2b(f"{slide}\n{shape}".encode(), digest_size=16).hexdigest().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"


def keys_by_id(pages: Iterable[Page]) -> dict[str, str]:
    """Creation id -> key, of all items of some slides."""
    return {shape_guid(page.key, key): key for page in pages for key in page.keys}
