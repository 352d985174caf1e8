"""`show`: one edition, with all that is known of it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.commands._editions import REPORT, desk, table
from reports.counted import counted

if TYPE_CHECKING:
    from reports.editions.manifest import Manifest
    from reports.running.desk import Desk


@click.command("show")
@REPORT
@click.argument("number", metavar="[N]", default="latest")
@click.option("--files", is_flag=True, help="Every file of it with its SHA-256.")
def command(report: Path, number: str, files: bool) -> None:
    """Show edition N of REPORT (default: the newest): its state, who approved it, what changed, where its files are."""
    with desk(report) as found:
        edition = found.edition(number)
        table(list(_rows(found, edition)))
        parts = {"What happened": list(_events(found, edition)), "Numbered copies": list(_copies(found, edition)),
                 "Words not touched for long": _old(found, edition)}
        for title, lines in parts.items():
            if lines:
                click.echo(f"\n{title}:")
                table(lines)
        if files:
            click.echo()
            table([(sha, name) for name, (_, sha) in sorted(edition.files.items())])


def _rows(found: Desk, edition: Manifest) -> Iterator[tuple[str, ...]]:
    from reports.editions import gates
    from reports.running import releasing

    policy, events = found.settings.policy, found.archive.events(edition.number)
    yield "edition", f"{edition.number}, {edition.title}"
    yield "state", releasing.state(found.archive, edition, policy)
    missing = gates.missing(edition, events, policy)
    if missing:
        yield "waits for", ", ".join(missing)
    yield "kind", edition.kind + (", material" if edition.material else "")
    yield "as of", edition.as_of
    yield "made", edition.made
    yield "published", edition.published
    yield "changes", edition.summary
    yield "warnings", str(edition.warnings)
    yield "content", edition.content
    yield "files", str(found.archive.folder(edition) / "outputs")


def _events(found: Desk, edition: Manifest) -> Iterator[tuple[str, ...]]:
    for event in found.archive.events(edition.number):
        said = (str(event.details.get(key, "")) for key in ("role", "name", "by", "reason", "target", "why"))
        yield event.at, event.kind, ", ".join(filter(None, said))


def _copies(found: Desk, edition: Manifest) -> Iterator[tuple[str, ...]]:
    """Who was sent which, with the SHA-256 of each file: by that a copy that was found is known."""
    from reports.editions import numbered

    for one in numbered.sent(found.archive, edition):
        for name, sha in one.files:
            yield one.copy.counted.lower(), one.target, f"{one.how} {one.at}", sha, name


def _old(found: Desk, edition: Manifest) -> list[tuple[str, ...]]:
    """Hand-written words that have stood as they are for some editions."""
    from reports.editions import standing

    return [(name, f"since edition {number}, {counted(ago, 'edition')} ago")
            for name, number, ago in standing.untouched(found.archive, edition)]
