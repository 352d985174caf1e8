"""`explain`: one fact from its source to its last use."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reports.counted import counted

EXAMPLES = """\b
Examples:
  make_report.py explain data/lavrov-2021 A-058     a stated fact: who said it, where, word for word
  make_report.py explain data/lavrov-2021 D-01      a derived one: formula, rounding, what it rests on
"""


@click.command("explain", epilog=EXAMPLES)
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("fact")
def command(report: Path, fact: str) -> None:
    """Print a FACT of REPORT: its value, source and phrase, what it rests on, what rests on it, and every use."""
    from reports.commands.facts import known, opened
    from reports.tracing import uses

    outline, ledger = opened(report)
    known(fact, ledger)
    found = uses.by_fact(uses.uses(outline)).get(fact, [])
    for label, words in _told(fact, ledger, outline, found):
        click.echo(f"  {label:<11} {words}" if label else words)


def _told(name: str, ledger: Any, outline: Any, found: list[Any]) -> Iterator[tuple[str, str]]:
    from reports.tracing.uses import lines

    fact = ledger[name]
    value, short = _spaced(ledger.written(name)), _spaced(ledger.written(name, "short"))
    yield "", f"{name}  {value}" + (f"  (short: {short})" if short != value else "")
    yield "place", str(fact.place)
    yield "as of", ledger.date(name) + (" (inferred: prints with a star)" if fact.inferred else "")
    yield "status", fact.status.replace("_", " ") + ("" if fact.publish else ", not to be published")
    yield from _origin(fact, ledger)
    for label in ("scope", "basis", "theme", "note"):
        if getattr(fact, label):
            yield label, getattr(fact, label)
    yield from _kin(name, ledger, outline)
    used = [u for u in found if u.how not in ("formula", "supersedes") and not u.block.startswith("conflict ")]
    yield "used", counted(len(used), "time") if used else "nowhere"
    for line in lines(used):
        yield "", f"      {line}"


def _origin(fact: Any, ledger: Any) -> Iterator[tuple[str, str]]:
    """A stated fact's voice, source and words; a derived one's formula and inputs."""
    if fact.derived:
        yield "formula", _spaced(ledger.formula_text(fact.id))
        for name in fact.inputs:
            yield "rests on", f"{name}  {_spaced(ledger.written(name))}" if name in ledger else name
        yield "from", ledger.located([fact.id])
        return
    source = ledger.sources.get(fact.source)
    title = f' “{source.title}”' if source else ""
    from reports import citation

    yield "said by", citation.vouched(fact) or "not stated"
    yield "source", ", ".join(filter(None, (f"{citation.source_name(fact.source, ledger.sources)}{title}", fact.locator)))
    yield "phrase", fact.phrase or "not recorded"


def _kin(name: str, ledger: Any, outline: Any) -> Iterator[tuple[str, str]]:
    """What rests on it, what replaces it, and where accounts differ."""
    for other in ledger.facts.values():
        if name in other.inputs:
            yield "gives", f"{other.id}  {_spaced(ledger.written(other.id))}"
    for newer in ledger.superseded_by(name):
        yield "replaced by", f"{newer}  {_spaced(ledger.written(newer))}"
    for conflict in ledger.conflicts_of(name):
        entry = outline.conflicts[conflict]
        others = ", ".join(i for i in entry.items if i != name)
        yield "conflict", f"{conflict} ({entry.verdict}{f' with {others}' if others else ''}): {entry.use}"


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
