"""The proof that words fit their box on a slide, before they are written.

A text that does not fit steps down within the theme's sizes; what still does not fit is a problem at the outline's line that
says how many characters too many. Nothing is cut off and the host's autofit is never used.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.layout.setting import Setter, Words
from reports.page import Align, Paragraph, TextBox
from reports.problems import Place, Problem
from reports.text import fit, overflow

HANG = 34.0  # a list's text stands so far right of its label


@dataclass
class Proof:
    """`problems` collects what does not fit."""

    setter: Setter
    problems: list[Problem] = field(default_factory=list)

    def fitted(self, words: Words, role: str, x: float, y: float, width: float, height: float, place: Place, *,
               placeholder: str = "", name: str = "", colour: str = "", step: int = 0, bullet: str = "") -> TextBox:
        """One paragraph in a box of a given size, at the first of the role's sizes (from `step` on) at which it fits.

        `bullet` is the label of a list's item ("1", "–"), which hangs left of the text.
        """
        return self.fitted_all([(words, role)], x, y, width, height, place, placeholder=placeholder, name=name, colour=colour,
                               step=step, bullets=(bullet,))

    def fitted_all(self, parts: Sequence[tuple[Words, str]], x: float, y: float, width: float, height: float, place: Place,
                   *, before: float = 0.0, placeholder: str = "", name: str = "", colour: str = "", step: int = 0,
                   bullets: Sequence[str] = ()) -> TextBox:
        """Several paragraphs, each with its role; the first role's steps apply to all, in proportion."""
        first = self.setter.style(parts[0][1])
        steps = first.steps[step:]

        def paragraphs(size: float, leading: float) -> list[Paragraph]:
            return self._paragraphs(parts, size / first.size, before, colour, bullets)

        found = fit(self.setter.ruler, paragraphs, width, height, steps, self.setter.margin)
        if found:
            return self.setter.box(x, y, width, found.paragraphs, height=height, placeholder=placeholder, name=name)
        smallest = paragraphs(*steps[-1])
        excess = overflow(self.setter.ruler, smallest, width, height, self.setter.margin)
        self.too_long(" ".join(p.text for p in smallest), max(excess, 1), place)
        return self.setter.box(x, y, width, smallest, height=height, placeholder=placeholder, name=name)

    def too_long(self, text: str, excess: int, place: Place) -> None:
        """Report a text that has no room at its smallest size."""
        shown = text if len(text) <= 40 else text[:37].rstrip() + "..."
        characters = "1 character" if excess == 1 else f"{excess} characters"
        self.problems.append(Problem(place, f'"{shown}" is {characters} too long for its slide',
                                     "shorten it: the type is already at its smallest size", rule="S5"))

    def step_for(self, texts: Sequence[Words], role: str, width: float, height: float, bullet: str = "") -> int:
        """The step of the role at which all of some like texts fit, so that they are set alike."""
        style = self.setter.style(role)
        steps = []
        for words in texts:
            found = fit(self.setter.ruler, lambda size, leading, w=words: self._paragraphs(  # type: ignore[misc]
                [(w, role)], size / style.size, 0.0, "", (bullet,)), width, height, style.steps, self.setter.margin)
            steps.append(found.step if found else len(style.steps) - 1)
        return max(steps, default=0)

    def label(self, words: Words, role: str, x: float, y: float, width: float, *, height: float = 0.0, name: str = "",
              align: Align = "left", placeholder: str = "") -> TextBox:
        """A short text of the furniture on one line."""
        box = self.setter.text(x, y, width, words, role, align=align, name=name)
        return replace(box, height=height or box.height, placeholder=placeholder)

    def _paragraphs(self, parts: Sequence[tuple[Words, str]], scale: float, before: float, colour: str,
                    bullets: Sequence[str]) -> list[Paragraph]:
        made = []
        for i, (words, role) in enumerate(parts):
            bullet = bullets[i] if i < len(bullets) else ""
            style = self.setter.style(role)
            made.append(replace(self.setter.paragraph(
                words, role, before=before if i else 0.0, size=style.size * scale, leading=style.leading * scale, colour=colour,
                hang=HANG if bullet else 0.0), bullet=bullet))
        return made
