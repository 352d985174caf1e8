"""Portion marks: "(U)" before every title, heading and paragraph, in schemes that have them.

Every portion carries the mark of its block, else of the block around it, else of what the head says of unmarked blocks. Cells of
tables, source lines and the names of things are no portions. A kind of block that is new gets marks wherever it holds text.
"""
from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from reports.document import Content, Exhibit, Rich, Run

_NO_PORTION = frozenset("""
    subtitle source note kicker speaker where label status who columns head questions remark cells rows sides mark value basis
    at date unit""".split())


def marked(content: Content, mark: str) -> Content:
    """The block with a mark before each of its portions. Blocks inside it have their own already."""
    if not mark:
        return content
    return replace(content, title=_before(mark, content.title), body=_body(content.body, mark))


def _before(mark: str, words: Rich) -> Rich:
    return (Run(f"{mark} "), *words) if words else words


def _body(value: Any, mark: str) -> Any:
    if isinstance(value, Content | Run):
        return value
    if isinstance(value, Exhibit):
        return replace(value, headline=_before(mark, value.headline))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _field(f.name, getattr(value, f.name), mark) for f in fields(value) if f.init})
    if isinstance(value, tuple):
        if value and all(isinstance(v, Run) for v in value):
            return _before(mark, value)
        return tuple(_body(v, mark) for v in value)
    return value


def _field(name: str, value: Any, mark: str) -> Any:
    if name in _NO_PORTION:
        return value
    if name == "words" and isinstance(value, str) and value:
        return f"{mark} {value}"
    return _body(value, mark)
