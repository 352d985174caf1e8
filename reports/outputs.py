"""The two outputs by name: which layout makes the pages, which renderer writes them, where drawings come from."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from charts.drawing import Drawing
from charts.inputs import Refused
from charts.style import Medium
from reports.document import Document, Exhibit
from reports.page import Pages
from reports.problems import Place, Problem
from reports.text import shared
from reports.theme import Theme

if TYPE_CHECKING:
    from reports.pipeline import Options

FILES = {"brief": "brief.pdf", "deck": "deck.pptx"}


def lay_out(document: Document, theme: Theme, options: Options) -> tuple[dict[str, Pages], list[Problem]]:
    """The pages of each wanted output, and what does not fit or cannot be printed."""
    from reports.layout import brief, deck

    problems: list[Problem] = []
    sheets: dict[str, Pages] = {}
    draw = Artist(theme, options)
    for name, layout in (("brief", brief.lay_out), ("deck", deck.lay_out)):
        if name in options.only:
            options.say(f"laying out the {name}")
            sheets[name], more = layout(document, theme, draw)
            problems += more
    return sheets, [*problems, *draw.problems]


def render(sheets: dict[str, Pages], theme: Theme, options: Options) -> dict[str, bytes]:
    """The finished bytes by file name."""
    files: dict[str, bytes] = {}
    for name, pages in sheets.items():
        options.say(f"writing {FILES[name]}")
        if name == "brief":
            from reports.render import pdf

            files[FILES[name]] = pdf.render(pages, theme, shared(theme))
        else:
            from reports.render import pptx

            files[FILES[name]] = pptx.render(pages, theme, theme.folder / "master.pptx")
    return files


def strictly(problems: Iterable[Problem], strict: bool) -> list[Problem]:
    """Under --strict every warning stops the build."""
    return [replace(p, level="error") if strict else p for p in problems]


class Artist:
    """Draws figures, or finds them in the cache: only then is matplotlib not needed at all.

    A figure that cannot be drawn in the room it gets is a problem at its place, and stays empty.
    """

    def __init__(self, theme: Theme, options: Options) -> None:
        self.theme, self.options = theme, options
        self.problems: list[Problem] = []

    def __call__(self, exhibit: Exhibit, width: float, height: float | None, medium: Medium) -> Drawing:
        from charts import cache

        try:
            return cache.drawn(self.options.cache, exhibit.kind, exhibit.plan, width, height, self.theme.style(medium))
        except Refused as refused:
            place = refused.place if isinstance(refused.place, Place) else exhibit.place
            self.problems.append(Problem(place, refused.what, refused.hint, rule=refused.rule))
            return Drawing(width, height or 1.0, ())


