"""The body with what stands at its start untyped: a cover, and the correction that an edition makes."""
from __future__ import annotations

from charts.inputs import Prose
from reports import blocks
from reports.blocks._body import Entry
from reports.outline import Outline
from reports.placed import PlacedDict
from reports.problems import Place


def body(outline: Outline) -> list[Entry]:
    """The blocks in print order: the cover first, named or not, and the correction of the head after it.

    In an archive the edition decides whether it corrects anything: a correction prints once.
    """
    entries = sorted(outline.body, key=lambda entry: entry.kind != "cover")
    if not any(e.kind == "cover" for e in entries):
        head = PlacedDict(getattr(outline.report.title, "place", None) or Place("outline.yaml"))
        entries.insert(0, Entry("cover", blocks.kind("cover").Model.model_validate(head)))
    said = outline.issue.correction if outline.issue else outline.report.correction
    if said:
        words = Prose.at(said.what, getattr(outline.report.correction, "place", None))
        after = next(i for i, e in enumerate(entries) if e.kind == "cover") + 1
        entries.insert(after, Entry("correction", blocks.kind("correction").Model(text=words, of_edition=said.of_edition)))
    return entries
