"""`schema`: the language as JSON Schema."""
from __future__ import annotations

import json

import click


@click.command("schema")
@click.option("--schedule", is_flag=True, help="That of schedule.yaml: how a report is run.")
def command(schedule: bool) -> None:
    """Print the JSON Schema of the outline language, for editors."""
    from reports import outline
    from reports.running import settings

    made = settings.json_schema() if schedule else outline.json_schema()
    click.echo(json.dumps(made, indent=1, ensure_ascii=False))
