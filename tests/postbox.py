"""A real mail server on this machine, and what it took."""
from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Box:
    """What a mail server took; `refuse` answers every message with an error."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refuse = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse
        self.taken.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for people, message in self.taken if people == [address]]


@contextmanager
def serving() -> Iterator[tuple[Box, str]]:
    """The server's box, and its address."""
    found = Box()
    server = Controller(found, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield found, f"smtp://127.0.0.1:{server.port}"
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
