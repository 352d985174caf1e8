"""Messages, and the server that takes them.                                                            [home of smtplib]

One message a person: nobody sees who else got it, and each delivery is known for itself. A message's id is made of what it is
about and whom it is for, so that a server or a reader's program can drop a second copy.
"""
from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT = 30.0  # seconds
_TYPES = {"pdf": ("application", "pdf"), "csv": ("text", "csv"), "json": ("application", "json"),
          "pptx": ("application", "vnd.openxmlformats-officedocument.presentationml.presentation")}


class NotSent(Exception):
    """The server did not take a message: it was surely not sent."""


class Unsure(Exception):
    """The connection broke when the message had been given: it may have been sent."""


@dataclass(frozen=True, slots=True)
class Message:
    """Words for one person; `about` names the occasion, and with the address makes the message's id."""

    to: str
    subject: str
    text: str
    about: str
    html: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


class Post(Protocol):
    """What takes a message to its reader. Raises NotSent or Unsure."""

    def send(self, message: EmailMessage) -> None: ...


def written(message: Message, sender: str, at: datetime) -> EmailMessage:
    """A message as it travels."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, message.to, " ".join(message.subject.split())
    made["Date"] = format_datetime(at)
    domain = parseaddr(sender)[1].partition("@")[2] or "chancery.invalid"
    made["Message-ID"] = f"<{hashlib.sha256(f'{message.about} {message.to}'.encode()).hexdigest()[:32]}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices back
    made.set_content(message.text)
    if message.html:
        made.add_alternative(message.html, subtype="html")
    for name, data in sorted(message.files.items()):
        main, sub = _TYPES.get(name.rpartition(".")[2], ("application", "octet-stream"))
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made


@dataclass(frozen=True)
class Server:
    """An SMTP server: smtps:// is TLS from the start, smtp:// takes STARTTLS where it is offered, and must for a password."""

    address: str
    timeout: float = TIMEOUT

    def send(self, message: EmailMessage) -> None:
        """Hand one message over. Raises NotSent, or Unsure."""
        try:
            server = self._opened()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NotSent(_told(error)) from error
        try:
            server.send_message(message)
        except smtplib.SMTPServerDisconnected as error:
            raise Unsure(_told(error)) from error
        except TimeoutError as error:
            raise Unsure("the server did not answer in time") from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(_told(error)) from error
        finally:
            server.close()

    def _opened(self) -> smtplib.SMTP:
        found = urlsplit(self.address)
        if found.scheme not in ("smtp", "smtps") or not found.hostname:
            raise ValueError("the address of the mail server must begin with smtp:// or smtps://")
        context = ssl.create_default_context()
        if found.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(found.hostname, found.port or 465, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(found.hostname, found.port or 25, timeout=self.timeout)
        try:
            _entered(server, found, context)
        except BaseException:
            server.close()
            raise
        return server


def _entered(server: smtplib.SMTP, found: SplitResult, context: ssl.SSLContext) -> None:
    """Encrypted where the server offers it, and known to it where there is a password; which never travels open."""
    server.ehlo()
    if found.scheme == "smtp" and server.has_extn("starttls"):
        server.starttls(context=context)
    elif found.scheme == "smtp" and found.username:
        raise ValueError("the server offers no TLS, and the password would travel open")
    if found.username:
        server.login(unquote(found.username), unquote(found.password or ""))


def _told(error: Exception) -> str:
    """Why, without anything secret: servers may repeat a name or a password in what they answer."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server refuses the name or the password"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answered {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the mail server refuses the reader's address"
    if isinstance(error, OSError) and error.strerror:
        return f"the mail server cannot be reached: {error.strerror}"
    return str(error) or type(error).__name__
