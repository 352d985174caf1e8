"""References to figures and themes by their ids: `{fig:trade}`, `{fig:trade|page}`, `{theme:energy}`; print adds the page."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.document import Run
from reports.inline import Atom
from reports.problems import Place, did_you_mean

if TYPE_CHECKING:
    from reports.compose import Composer


def run(composer: Composer, atom: Atom, place: Place) -> Run:
    """What a reference prints; one that leads nowhere is a problem."""
    what, _, rest = atom.text.partition(":")
    name, _, form = (part.strip() for part in rest.partition("|"))
    if form not in ("", "page"):
        composer.problem(place, f'form "{form}" of a reference is not known', "forms: page")
    if what == "theme":
        return _theme(composer, name, atom, place)
    figures = composer.figures
    if name not in figures:
        composer.problem(place, f'figure "{name}" is not in this report', did_you_mean(name, figures, "figures"))
    words = f"Figure\N{NO-BREAK SPACE}{figures.get(name, '?')}"
    return Run(words, atom.strong, atom.emphasis, target=f"fig-{name}", paged=form == "page")


def _theme(composer: Composer, name: str, atom: Atom, place: Place) -> Run:
    """A theme under its label, or its headline."""
    themes: dict[str, Any] = {entry.model.id: entry.model for entry in composer.outline.body
                              if entry.kind == "theme" and entry.model.id
                              and (not entry.model.profiles or composer.profile in entry.model.profiles)}
    if name not in themes:
        composer.problem(place, f'theme "{name}" is not in this report', did_you_mean(name, themes, "themes"))
        return Run("?")
    mentioned = len(composer.mentions)
    words = composer.words(themes[name].kicker or themes[name].headline, traced=False)
    del composer.mentions[mentioned:]  # it names the theme, and claims nothing
    return Run(words, atom.strong, atom.emphasis, target=f"theme-{name}", paged=True)
