"""The words of the report's head as they print: title, dates, edition, marking."""
from __future__ import annotations

from reports import copies, inline, numbers
from reports.document import Head, Stamp
from reports.head import Report
from reports.outline import Outline

MM = 72 / 25.4  # points


def head(outline: Outline) -> Head:
    """The furniture's words."""
    report = outline.report
    date = numbers.write_date(report.as_of.date, locale=report.language, inferred=report.as_of.basis == "inferred")
    return Head(
        series=report.series or "", number=str(report.number or ""), region=report.region or "", title=_portioned(report),
        subtitle=plain_text(report.subtitle or ""), as_of=date, inferred=report.as_of.basis == "inferred",
        edition=_edition(outline), made_from=report.made_from or "",
        marking="" if report.marking.scheme == "none" else report.marking.label, scheme=report.marking.scheme,
        draft=_draft(outline), language=report.language, authors=tuple(a.name for a in report.authors),
        date=report.as_of.date, page=report.page.paper, bound=report.page.sides == "two",
        bleed=float(report.page.bleed.removesuffix("mm")) * MM, crops=report.page.crop_marks,
        data_to=_dated("Data to", report.data_cutoff, report.language),
        valid=_dated("Valid until", report.valid_until, report.language),
        contact=plain_text(report.contact or ""), disclaimer=plain_text(report.disclaimer or ""),
        footnotes=report.notes == "footnotes", contents=report.contents, decimal=numbers.decimal_mark(report.language),
        handling=tuple(report.marking.handling), stamps=stamps(outline),
        in_file_name=report.marking.in_file_name, readers=copies.readers((r.to, r.copies) for r in report.distribution))


def _portioned(report: Report) -> str:
    """The title, behind its portion mark where the scheme has them."""
    return f"{report.marking.ways.portion(report.marking.ground)} {plain_text(report.title)}".strip()


def stamps(outline: Outline) -> tuple[Stamp, ...]:
    """The states that a report prints on every page, in its own words; the archive may know of one that the writer does not."""
    report, issue = outline.report, outline.issue
    made = [Stamp("draft", "Draft")] if _draft(outline) else []
    if report.status == "superseded" or (issue and issue.stamp == "superseded"):
        by = (issue.superseded_by if issue else "") or report.superseded_by
        made.append(Stamp("superseded", f"Superseded by {by}" if by else "Superseded"))
    until = issue.embargo if issue else report.embargo.until if report.embargo else ""
    if until:
        words = report.embargo.text if report.embargo else None
        made.append(Stamp("embargoed", words or f"Embargoed until {numbers.write_instant(until, locale=report.language)}"))
    return tuple(made)


def _edition(outline: Outline) -> str:
    """"Edition 2, made 8 May 2021": the day of an archived edition is told, and told apart from its as-of date."""
    if not outline.issue:
        return f"Edition {outline.report.edition}"
    made = numbers.write_date(outline.issue.made, locale=outline.report.language) if outline.issue.made else ""
    return ", made ".join(filter(None, (f"Edition {outline.issue.number}", made)))


def _dated(words: str, date: str | None, language: str) -> str:
    return f"{words} {numbers.write_date(date, locale=language)}" if date else ""


def _draft(outline: Outline) -> bool:
    """An edition's state is the archive's to say; outside an archive the writer's."""
    return outline.issue.stamp == "draft" if outline.issue else outline.report.status == "draft"


def plain_text(text: str) -> str:
    """Words without markup or references, for places that hold plain text only."""
    return "".join(a.text for a in inline.atoms(text))
