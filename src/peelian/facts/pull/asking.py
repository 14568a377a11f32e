"""A small JSON document over HTTP, with the same patience and the same words as a file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from peelian.facts.pull.fetch import TRY_AGAIN, in_words, pause, why_refused
from peelian.facts.pull.problems import Refused, Unreachable

if TYPE_CHECKING:
    import httpx


def get_json(address: str, *, client: httpx.Client, page: str, attempts: int = 5, wait: float = 0.5) -> Any:
    """The document at `address`; raises `Unreachable` or `Refused`."""
    import httpx

    why, outcome = "", ""
    for number in range(1, attempts + 1):
        try:
            response = client.get(address, headers={"Accept": "application/json"})
        except (httpx.RequestError, httpx.InvalidURL) as error:
            why, outcome = in_words(error), "broken"
        else:
            if response.status_code == 200:
                return _document(response, address, page)
            if response.status_code not in TRY_AGAIN:
                why = why_refused(response.status_code)
                raise Refused(address=address, status=response.status_code, why=why, page=page)
            outcome = f"{response.status_code} after {response.headers.get('Retry-After', '')}"
            why = f"it answered {response.status_code}."
        if number < attempts:
            time.sleep(pause(outcome, wait, number))
    raise Unreachable(host=urlsplit(address).netloc, address=page, why=why)


def _document(response: httpx.Response, address: str, page: str) -> Any:
    try:
        return response.json()
    except ValueError:
        raise Refused(
            address=address, status=200, why="it is not the JSON that was asked for.", page=page
        ) from None
