"""What schedule.yaml allows a refresh to ask. Where data come from, the outline says: `data: {x: {fetch: ...}}`."""
from __future__ import annotations

from typing import Annotated

from pydantic import Field

from charts.inputs import Node
from reports.leaves import Age, Words
from reports.running.secrets import Name


class Refresh(Node):
    """`hosts`: the web hosts that may be asked ("stats.example.org", or ".example.org" for all of a domain); `private`: hosts of
    the inner network as well; `commands`: programs may be run; `folders`: from where files may be copied.

    `credentials`: by host, the name of the secret that it wants to see: "?key=...", to be added to the query, "Name: ...", a
    header, or else the value of the header Authorization.

    `error_after`: how old data may be that could not be fetched anew; then a run fails.
    """

    hosts: list[Words] = []
    private: bool = False
    credentials: dict[str, Name] = {}
    commands: bool = False
    folders: list[Words] = []
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    most_bytes: Annotated[int, Field(gt=0, le=100_000_000)] = 20_000_000
    error_after: Age = "7d"
