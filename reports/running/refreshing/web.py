"""An HTTP or HTTPS address, without being led astray.                                     [one of the homes of httpx]

Only hosts that schedule.yaml names are asked. A name is looked up once, its addresses are judged, and the connection goes to that
very address: what a second look-up says does not count. Every redirect is judged anew. The size is counted while reading.
"""
from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from reports import addresses
from reports.counted import counted
from reports.running import secrets
from reports.running.refreshing.model import Refresh

REDIRECTS = 5


class Unfetched(Exception):
    """Data that cannot be had now: why, and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}; {hint}" if hint else what)


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes, or None where the server says that they are the same as before; its tag for them (RFC 9110, ETag)."""

    data: bytes | None
    etag: str = ""


def get(url: str, allowed: Refresh, etag: str = "") -> Answer:
    """Raises Unfetched."""
    first = shown = _shown(url)
    for _ in range(REDIRECTS + 1):
        answer, onward = _once(url, allowed, etag, shown)
        if answer:
            return answer
        url = urljoin(url, onward)
        shown = f"{first}, led on to {addresses.named(url)},"  # where it was led may be a secret
    raise Unfetched(f"{first} was led on more than {REDIRECTS} times")


def _once(url: str, allowed: Refresh, etag: str, shown: str) -> tuple[Answer | None, str]:
    """An answer, or where the server sends us on."""
    httpx = _library()
    found = urlsplit(url)
    host, port = found.hostname or "", found.port or (443 if found.scheme == "https" else 80)
    address = judged(found.scheme, host, port, allowed)
    target = httpx.URL(url).copy_with(host=address, port=port)
    query, own = _credential(found.scheme, host, allowed)
    target = target.copy_merge_params(query) if query else target
    headers = {**own, "host": found.netloc.rpartition("@")[2], "accept-encoding": "identity", "user-agent": "chancery"}
    if etag:
        headers["if-none-match"] = etag
    try:
        with (httpx.Client(trust_env=False, timeout=allowed.timeout, follow_redirects=False) as client,
              client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as answer):
            if answer.status_code == 304 and etag:
                return Answer(None, etag), ""
            if answer.has_redirect_location:
                return None, answer.headers["location"]
            if answer.status_code != 200:
                raise Unfetched(f"{shown} answered {answer.status_code}")
            return Answer(_read(answer, allowed.most_bytes, shown), answer.headers.get("etag", "")[:200]), ""
    except httpx.TimeoutException as error:
        raise Unfetched(f"{shown} did not answer within {counted(allowed.timeout, 'second')}") from error
    except httpx.HTTPError as error:
        raise Unfetched(f"{shown} cannot be reached: {addresses.without(str(error), url)}") from error


def _credential(scheme: str, host: str, allowed: Refresh) -> tuple[dict[str, str], dict[str, str]]:
    """What a host wants to see, as (parameters of its query, headers). Raises Unfetched where that is not set or travels open."""
    name = allowed.credentials.get(host, "")
    if not name:
        return {}, {}
    value = secrets.secret(name)
    if not value:
        raise Unfetched(f'the secret {name} for host "{host}" is not set')
    if scheme != "https" and not allowed.private:
        raise Unfetched(f'host "{host}" is asked without TLS, and the secret {name} would travel open', "fetch from https://")
    if value.startswith("?"):
        return dict(parse_qsl(value[1:], keep_blank_values=True)), {}
    header, colon, words = value.partition(": ")
    return {}, {header.strip().lower(): words.strip()} if colon else {"authorization": value}


def _library() -> Any:
    try:
        import httpx
    except ModuleNotFoundError:
        raise Unfetched("web addresses need the library httpx, which is not installed",
                        "install it: python -m pip install -r requirements-data.txt") from None
    return httpx


def _read(answer: object, most: int, shown: str) -> bytes:
    parts, size = [], 0
    for part in answer.iter_bytes():  # type: ignore[attr-defined]
        size += len(part)
        if size > most:
            raise Unfetched(f"{shown} sends more than {most:,} bytes", "allow more: refresh: {most_bytes: ...}")
        parts.append(part)
    return b"".join(parts)


def judged(scheme: str, host: str, port: int, allowed: Refresh) -> str:
    """The address to connect to. Raises Unfetched for a host that is not named, or that lies in the inner network."""
    if scheme not in ("http", "https") or not host:
        raise Unfetched("only http:// and https:// addresses are fetched")
    if not any(host == name or (name.startswith(".") and host.endswith(name)) for name in allowed.hosts):
        raise Unfetched(f'host "{host}" is not allowed', "name it in schedule.yaml, refresh: {hosts: [...]}")
    try:
        looked_up = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unfetched(f'host "{host}" is not known: {error.strerror or error}') from error
    addresses = [str(entry[4][0]) for entry in looked_up]
    if not allowed.private:
        _all_public(host, addresses)
    return addresses[0]


def _all_public(host: str, addresses: Sequence[str]) -> None:
    for address in addresses:
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise Unfetched(f'host "{host}" lies in the inner network ({address})', "allow that: refresh: {private: true}")


def _shown(url: str) -> str:
    """An address without what may be secret in it."""
    found = urlsplit(url)
    return f"{found.scheme}://{found.netloc.rpartition('@')[2]}{found.path}"
