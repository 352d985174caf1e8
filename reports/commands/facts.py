"""`facts`: the ledger to look through: what it holds, and where a fact is used."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from reports.commands._shared import ROOT, folders, show

EXAMPLES = """\b
Examples:
  make_report.py facts data/lavrov-2021                     every fact, one a line
  make_report.py facts data/lavrov-2021 --find pipeline     those that hold the word, in any field
  make_report.py facts data/lavrov-2021 --find "lavrov doses"
  make_report.py facts data/lavrov-2021 --where A-058       every place that uses it
  make_report.py facts data/lavrov-2021 --unused            facts that nothing uses
  make_report.py facts data/lavrov-2021 --json              for another program
"""


@click.command("facts", epilog=EXAMPLES)
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--find", metavar="WORDS", help="Only facts that hold all the words.")
@click.option("--where", metavar="ID", help="All places that use a fact: file, line, block, figure.")
@click.option("--unused", is_flag=True, help="Only facts that nothing uses.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(report: Path, find: str | None, where: str | None, unused: bool, as_json: bool) -> None:
    """List the facts of REPORT, find some, or say where one is used."""
    from reports.tracing import uses

    outline, ledger = opened(report)
    found = uses.by_fact(uses.uses(outline))
    if where:
        known(where, ledger)
        rows: list[Any] = [_use(u) for u in found.get(where, [])]
        _told(rows, as_json, list(uses.lines(found.get(where, []))) or [f"{where} is not used"])
        return
    names = uses.found_in(ledger, find) if find else list(ledger)
    names = [n for n in names if not unused or n not in found]
    rows = [_row(n, ledger, len(found.get(n, []))) for n in names]
    _told(rows, as_json, _table(rows) or [f'no fact holds "{find}"' if find else "no facts"])
    sys.exit(0 if names or not find else 1)


def opened(report: Path) -> tuple[Any, Any]:
    """The outline and the ledger of a report; its problems are told, and errors of the outline end the command."""
    from reports import facts, outline
    from reports.problems import errors

    (folder,) = folders([report])
    read, problems = outline.read(folder, ROOT / "build" / ".cache")
    if read is None or errors(problems):
        show(problems)
        sys.exit(1)
    return read, facts.ledger(read)[0]


def known(name: str, ledger: Any) -> None:
    """End the command where there is no such fact, with the ids near it."""
    if name not in ledger:
        click.echo(f'fact "{name}" is not in the ledger\n    hint: {ledger.near(name)}', err=True)
        sys.exit(1)


def _row(name: str, ledger: Any, count: int) -> dict[str, Any]:
    fact = ledger[name]
    return {"id": name, "value": _spaced(ledger.written(name)), "as_of": ledger.date(name),
            "status": fact.status.replace("_", " "), "used": count,
            "source": ", ".join(filter(None, (fact.source, fact.locator))) or "derived",
            "phrase": fact.phrase or _spaced(ledger.formula_text(name))}


def _table(rows: list[dict[str, Any]]) -> list[str]:
    """Columns as wide as they need to be, the phrase last and cut to the line."""
    if not rows:
        return []
    heads = ["id", "value", "as_of", "status", "source", "used"]
    shown = [{**r, "used": f"{r['used']}×" if r["used"] else "–", "value": _cut(r["value"], 44)} for r in rows]
    width = {h: max(len(h), *(len(str(r[h])) for r in shown)) for h in heads}
    line = [*(h.replace("_", " ").ljust(width[h]) for h in heads), "phrase"]
    return ["  ".join(line), *("  ".join([*(str(r[h]).ljust(width[h]) for h in heads), _cut(r["phrase"], 70)]).rstrip()
                               for r in shown)]


def _use(use: Any) -> dict[str, Any]:
    return {"file": use.place.file, "line": use.place.line, "column": use.place.column, "block": use.block, "how": use.how,
            "figure": use.figure or None, "profiles": list(use.profiles)}


def _told(rows: list[Any], as_json: bool, lines: list[str]) -> None:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
