"""What changed, as a letter: subject, plain text, HTML. All its words come from the edition; a reader fetches nothing."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reports import numbers
from reports.editions.content import Data
from reports.issue import Change, Issue

MOST = 40  # rows of changes in a letter; the rest is counted
_TITLES = {"fact": "Facts", "derived": "Derived figures", "conflict": "Where accounts differ", "figure": "Charts and tables",
           "source": "Sources", "table": "Data tables", "head": "The head", "file": "Files", "layout": "The look",
           "text": "Words"}
_CELL = "border-bottom:1px solid #d5d9e0;padding:4px 12px 4px 0;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Letter:
    """`subject` holds the series, the edition and the as-of date, so that editions do not gather in one thread."""

    subject: str
    text: str
    html: str


def letter(head: Data, issue: Issue, summary: str, *, most: int | None = MOST) -> Letter:
    """The letter that tells readers of an edition; `head`: of its content; `most`: how many changes are told (None: all)."""
    title, series, as_of = str(head["title"]), str(head.get("series") or ""), dated(head)
    name = f"{series}: {title}" if series else title
    subject = f"{name} - edition {issue.number}, as of {as_of}"
    if issue.correction:
        subject = f"CORRECTION: {subject}"
    told = sorted(issue.changes, key=lambda change: (not change.material, list(_TITLES).index(change.what)))[:most]
    groups, rest = _grouped(told), len(issue.changes) - len(told)
    return Letter(subject, _text(name, as_of, issue, summary, groups, rest), _html(name, as_of, issue, summary, groups, rest))


def dated(head: Data) -> str:
    """The as-of date of a content's head in words: "April 2021*"."""
    as_of = head["as_of"]
    return numbers.write_date(str(as_of["date"]), locale=str(head.get("language") or "en-GB"),
                              inferred=as_of.get("basis") == "inferred")


def numbered(text: str, html: str, copy: str) -> tuple[str, str]:
    """A letter, as text and HTML, with which copy it brings: "copy 3 of 12"."""
    words = f"Attached is {copy}, which is for you alone."
    return f"{text}\n{words}\n", html.replace("</body>", f"<p>{escape(words)}</p></body>")


def withdrawal(head: Data, number: str, reason: str, copy: str = "") -> str:
    """The notice to readers that an edition is withdrawn; `copy`: the one that this reader holds, "copy 3 of 12"."""
    held = f"You were sent {copy}. " if copy else ""
    return (f"WITHDRAWN: {head['title']}, edition {number}, as of {dated(head)}\n\n"
            f"This edition is withdrawn. {reason.rstrip('.')}.\n"
            f"{held}Please do not use it or pass it on; delete copies that you hold.\n")


def _grouped(ordered: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """Changes under their titles, what matters first."""
    material = [change for change in ordered if change.material]
    groups = [("What matters", material)] if material else []
    for what, title in _TITLES.items():
        groups.append((title, [c for c in ordered if c.what == what and not c.material]))
    return [(title, rows) for title, rows in groups if rows]


def _opening(as_of: str, issue: Issue, summary: str) -> str:
    if not issue.since:
        return f"Edition {issue.number}, as of {as_of}. It is the first."
    return f"Edition {issue.number}, as of {as_of}. Since edition {issue.since}: {summary}."


def _corrected(issue: Issue) -> str:
    if not issue.correction:
        return ""
    return f"This edition corrects edition {issue.correction.of_edition}: {issue.correction.what}"


def _line(change: Change) -> str:
    """One change in a sentence without its id."""
    was = f"was {change.was}" if change.was else ""
    now = f"now {change.now}" if change.now and change.was else change.now
    why = f" [{change.why}]" if change.why else ""
    return f"{change.how}: {'; '.join(filter(None, (was, now)))}{why}"


def _text(name: str, as_of: str, issue: Issue, summary: str, groups: Sequence[tuple[str, list[Change]]], rest: int) -> str:
    lines = [name, "", *filter(None, [_corrected(issue)]), _opening(as_of, issue, summary)]
    for title, rows in groups:
        lines += ["", title, *(f"  {change.id}  {_line(change)}" for change in rows)]
    return "\n".join([*lines, *([f"\nand {rest} more"] if rest > 0 else []), ""])


def _html(name: str, as_of: str, issue: Issue, summary: str, groups: Sequence[tuple[str, list[Change]]], rest: int) -> str:
    parts = ['<!doctype html><html><head><meta charset="utf-8"></head>'
             '<body style="font-family:Calibri,Carlito,sans-serif;font-size:15px;color:#1b2a41">',
             f'<h1 style="font-size:20px">{escape(name)}</h1>']
    if issue.correction:
        parts.append(f'<p style="border-left:4px solid #c8102e;padding-left:10px"><b>{escape(_corrected(issue))}</b></p>')
    parts.append(f"<p>{escape(_opening(as_of, issue, summary))}</p>")
    for title, rows in groups:
        parts.append(f'<h2 style="font-size:16px;margin-bottom:4px">{escape(title)}</h2><table style="border-collapse:collapse">')
        parts.append("<tr>" + "".join(f'<th style="{_CELL}">{word}</th>' for word in ("", "Was", "Now", "Why")) + "</tr>")
        parts += [_row(change) for change in rows]
        parts.append("</table>")
    more = [f"<p>and {rest} more</p>"] if rest > 0 else []
    return "".join([*parts, *more, "</body></html>\n"])


def _row(change: Change) -> str:
    cells = (f"{change.id}, {change.how}", change.was, change.now, change.why)
    return "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells) + "</tr>"
