"""The words of the report's head as they print: title, dates, edition, marking."""
from __future__ import annotations

from reports import inline, numbers
from reports.document import Head
from reports.outline import Outline


def head(outline: Outline) -> Head:
    """The furniture's words."""
    report = outline.report
    date = numbers.write_date(report.as_of.date, locale=report.language, inferred=report.as_of.basis == "inferred")
    return Head(
        series=report.series or "", number=str(report.number or ""), region=report.region or "", title=plain_text(report.title),
        subtitle=plain_text(report.subtitle or ""), as_of=date, inferred=report.as_of.basis == "inferred",
        edition=f"Edition {outline.issue.number if outline.issue else report.edition}", made_from=report.made_from or "",
        marking="" if report.marking.scheme == "none" else report.marking.label, scheme=report.marking.scheme,
        draft=_draft(outline), language=report.language, authors=tuple(a.name for a in report.authors),
        date=report.as_of.date, page=report.page, decimal=numbers.decimal_mark(report.language))


def _draft(outline: Outline) -> bool:
    """An edition's state is the archive's to say; outside an archive the writer's."""
    return outline.issue.stamp == "draft" if outline.issue else outline.report.status == "draft"


def plain_text(text: str) -> str:
    """Words without markup or references, for places that hold plain text only."""
    return "".join(a.text for a in inline.atoms(text))
