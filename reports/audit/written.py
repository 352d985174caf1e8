"""The audit as one page that needs nothing but a browser, as CSV (RFC 4180) and as JSON."""
from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from io import StringIO
from pathlib import Path
from string import Template
from typing import Any

from reports.audit.audited import Audit
from reports.audit.matching import UNMATCHED

HEADS = ("state", "file", "place", "part", "before", "number", "after", "fact", "source", "locator", "phrase")
_COLUMNS = ("State", "Where", "Words", "Fact", "Source", "Phrase or formula")
_PAGE = Path(__file__).with_name("page.html")
_MOST = 3  # facts named for one number, such as a date that many share
_LIVE = ("=", "+", "-", "@", "\t")  # a spreadsheet would take text that begins so for a formula


def files(audit: Audit) -> dict[str, bytes]:
    """File name -> bytes."""
    return {"audit.html": _html(audit), "audit.csv": _csv(audit), "audit.json": _json(audit)}


def rows(audit: Audit) -> Iterator[dict[str, str]]:
    """What is wrong first, then every occurrence in the order of the files."""
    for c in audit.changes:
        said = " → ".join((c.expected or "(nothing)", c.found or "(nothing)"))
        yield dict(zip(HEADS, ("changed", c.file, c.spot, c.part, "", said, c.words, *_origin(audit, c.facts)), strict=True))
    for one in sorted(audit.occurrences, key=lambda o: o.what != UNMATCHED):
        yield dict(zip(HEADS, (one.what, one.file, one.spot, one.part, one.before, one.text, one.after,
                               *_origin(audit, one.facts)),
                       strict=True))


def _origin(audit: Audit, names: Sequence[str]) -> tuple[str, str, str, str]:
    """Fact, source, locator and phrase; of a derived fact the formula stands for the phrase."""
    ledger = audit.known.ledger
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    facts = [ledger[name] for name in names[:_MOST] if name in ledger]
    phrase = " / ".join(dict.fromkeys(filter(None, (f.phrase or ledger.formula_text(f.id) for f in facts))))
    return (", ".join(f.id for f in facts) + more, ", ".join(dict.fromkeys(f.source for f in facts if f.source)),
            ", ".join(dict.fromkeys(f.locator for f in facts if f.locator)), phrase)


def _csv(audit: Audit) -> bytes:
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([f"'{v}" if v.startswith(_LIVE) else v for v in row.values()] for row in rows(audit))
    return made.getvalue().encode()


def _json(audit: Audit) -> bytes:
    made: dict[str, Any] = {"report": audit.known.name, "profile": audit.known.document.profile, "reconciled": audit.whole,
                            "numbers": len(audit.occurrences), "changed": len(audit.changes), "no fact": len(audit.unmatched),
                            "only in one file": [{"fact": f, "file": where} for f, where in audit.alone],
                            "occurrences": list(rows(audit))}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _html(audit: Audit) -> bytes:
    head, told = audit.known.document.head, list(rows(audit))
    states = Counter(row["state"] for row in told)
    facts = len({f for o in audit.occurrences for f in o.facts})
    tiles = [(len(audit.occurrences), "numbers read", ""), (facts, "facts behind them", ""),
             (len(audit.changes), "not as the outline gives them", "bad" if audit.changes else ""),
             (len(audit.unmatched), "without a fact", "bad" if audit.unmatched else ""),
             (len(audit.alone), "facts in one file only", "")]
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language="en", title=escape(head.title), series=escape(head.series_line or "Audit"),
        marking=f'<span class="chip">{escape(head.marking)}</span>' if head.marking else "",
        verdict="Every number is reconciled" if audit.whole else "Not every number is reconciled",
        state="good" if audit.whole else "bad", meta=escape(f"As of {head.as_of} · {audit.known.document.profile} profile"),
        tiles="".join(f'<div class="tile {tone}"><b>{n:,}</b><span>{escape(what)}</span></div>' for n, what, tone in tiles),
        states="".join(f'<option value="{escape(s)}">{escape(s)} ({n:,})</option>' for s, n in states.most_common()),
        heads="".join(_head(name, i) for i, name in enumerate(_COLUMNS)),
        rows="\n".join(map(_row, told)), total=f"{len(told):,}", alone=_alone(audit))
    return page.encode()


def _head(name: str, at: int) -> str:
    return f'<th scope="col" aria-sort="none"><button type="button" data-column="{at}">{escape(name)}</button></th>'


def _row(row: dict[str, str]) -> str:
    e = {name: escape(value) for name, value in row.items()}
    tone = {"changed": "bad", UNMATCHED: "bad", "fact": "fact"}.get(row["state"], "own")
    words = f'{e["before"]}<mark>{e["number"]}</mark>{e["after"]}'
    if row["state"] == "changed":
        words = f'<mark>{e["number"]}</mark> {e["after"]}'
    source = ", ".join(filter(None, (e["source"], e["locator"])))
    ids = re.sub(r"[A-Z]+-[0-9]+", r"<span>\g<0></span>", e["fact"])
    phrases = "".join(f"<p>{phrase}</p>" for phrase in filter(None, e["phrase"].split(" / ")))
    cells = (f'<span class="state {tone}">{e["state"]}</span>', f'<b>{e["file"]}</b>, {e["place"]}<small>{e["part"]}</small>',
             words, ids, source, phrases)
    kinds = ("", "", "words", "id", "", "phrase")
    return (f'<tr data-state="{e["state"]}" data-file="{e["file"]}" tabindex="-1">'
            + "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in zip(kinds, cells, strict=True)) + "</tr>")


def _alone(audit: Audit) -> str:
    if not audit.alone:
        return ""
    items = "".join(f"<li><b>{escape(fact)}</b> {escape(audit.known.ledger.written(fact))}: only in the {where}</li>"
                    for fact, where in audit.alone)
    return f'<section><h2>In one file only</h2><ul class="alone">{items}</ul></section>'
