"""`kinds`: what blocks and charts there are."""
from __future__ import annotations

import click


@click.command("kinds")
def command() -> None:
    """List the block and chart kinds with a line of help each."""
    import charts
    from reports import blocks

    for title, registry in (("Blocks", blocks), ("Charts", charts)):
        click.echo(f"{title}:")
        for name in registry.names():
            lines = (registry.kind(name).__doc__ or "").strip().splitlines()
            click.echo(f"  {name:16} {lines[0] if lines else ''}")
