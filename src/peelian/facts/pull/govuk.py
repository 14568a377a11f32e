"""The files that a GOV.UK page offers, from the page's entry in the content API (`/api/content/...`).

The API answers JSON with `details.attachments`, each with `url`, `title` and `filename`:
https://content-api.publishing.service.gov.uk/
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from peelian.facts.pull.asking import get_json
from peelian.facts.pull.problems import NoAttachment
from peelian.facts.pull.publishers import Publication, file_name_of

if TYPE_CHECKING:
    import httpx


def api_address(page: str) -> str:
    """The content API's address of a page."""
    split = urlsplit(page)
    return urlunsplit((split.scheme, split.netloc, f"/api/content{split.path}", "", ""))


def attachment(one: Publication, client: httpx.Client, *, attempts: int = 5, wait: float = 0.5) -> str:
    """The address of the publication's file: the first attachment that fits the first pattern that fits any.

    Raises `NoAttachment`, `Unreachable`, `Refused`.
    """
    address = api_address(one.address)
    document = get_json(address, client=client, page=one.page or one.address, attempts=attempts, wait=wait)
    offered = _attachments(document)
    for pattern in one.pick or ("*",):
        for listed in offered:
            if fnmatch(file_name_of(listed, "").lower(), pattern.lower()):
                return urljoin(one.address, listed)
    raise NoAttachment(
        address=address, publication=one.id, looked_for=", ".join(one.pick), page=one.page or one.address
    )


def _attachments(document: Any) -> list[str]:
    """The addresses of the page's attachments, in its own order."""
    details = document.get("details") if isinstance(document, dict) else None
    listed = details.get("attachments") if isinstance(details, dict) else None
    return [str(one["url"]) for one in listed or [] if isinstance(one, dict) and one.get("url")]
