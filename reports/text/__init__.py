"""The text engine: how wide words are and where lines break, the same for print and slides.

`ruler` measures over the fonts' own tables, `chunks` finds where a paragraph may break, `breaks` chooses where it does
(optimum fit for paper, first fit as slide programs do), `setting` places the lines, `fitting` proves that a text fits a box.
"""
from reports.text.fitting import Fitted, fit, lines_that_stay, overflow
from reports.text.ruler import HYPHEN, Ruler, shared
from reports.text.setting import first_baseline, set_box, set_lines

__all__ = ["HYPHEN", "Fitted", "Ruler", "first_baseline", "fit", "lines_that_stay", "overflow", "set_box", "set_lines", "shared"]
