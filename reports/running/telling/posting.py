"""A webhook: what happened, as JSON, signed. Says which edition and how much changed; never what it says."""
from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from reports import addresses
from reports.running.telling.mail import TIMEOUT, NotSent, Unsure


def post(url: str, body: Mapping[str, Any], key: str, about: str, timeout: float = TIMEOUT) -> None:
    """POST once; no redirect is followed. Raises NotSent, or Unsure when the answer did not come.

    The signature is HMAC-SHA256 over the body, in hex; `about` is the idempotency key.
    """
    try:
        import httpx
    except ModuleNotFoundError:
        raise NotSent("webhooks need the library httpx: python -m pip install -r requirements-data.txt") from None
    data = json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
    headers = {"content-type": "application/json", "idempotency-key": hashlib.sha256(about.encode()).hexdigest()[:32]}
    if key:
        headers["x-chancery-signature"] = "sha256=" + hmac.new(key.encode(), data, hashlib.sha256).hexdigest()
    try:
        answer = httpx.post(url, content=data, headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise NotSent(f"cannot be reached: {addresses.without(str(error), url)}") from error
    except httpx.HTTPError as error:
        raise Unsure(f"gave no answer: {addresses.without(str(error), url)}") from error
    if answer.is_error or answer.is_redirect:
        raise NotSent(f"answered {answer.status_code}")
