"""`kinds`: what blocks and charts there are, and what one of them takes."""
from __future__ import annotations

from collections.abc import Sequence

import click


@click.command("kinds")
@click.argument("names", nargs=-1, metavar="[KIND ...]")
def command(names: Sequence[str]) -> None:
    """List the block and chart kinds with a line of help each; or say what a KIND, or a part of the outline, takes.

    \b
    make_report.py kinds
    make_report.py kinds fan ask                  fields, their meaning, an example
    make_report.py kinds facts data report        parts of the outline
    """
    click.echo("\n".join(_page(name) for name in names) if names else _listed(), nl=False)


def _page(name: str) -> str:
    from reports import manual
    from reports.problems import did_you_mean

    try:
        return manual.page(name)
    except KeyError:
        raise click.UsageError(f'there is no kind "{name}"; {did_you_mean(name, manual.known(), "kinds")}') from None


def _listed() -> str:
    import charts
    from reports import blocks

    lines = []
    for title, registry in (("Blocks", blocks), ("Charts", charts)):
        lines.append(f"{title}:")
        for name in registry.names():
            help_lines = (registry.kind(name).__doc__ or "").strip().splitlines()
            lines.append(f"  {name:16} {help_lines[0] if help_lines else ''}")
    return "\n".join(lines) + "\n"
