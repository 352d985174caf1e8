"""`schema`: the language as JSON Schema."""
from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the outline language, for editors."""
    from reports import outline

    click.echo(json.dumps(outline.json_schema(), indent=1, ensure_ascii=False))
