"""Going through the public form as a browser without JavaScript does."""

from __future__ import annotations

import re

from django.test import Client

from tests.support.forms import fields_of

TYPED = {
    "force": "west-midlands",
    "team": "selly-oak",
    "question": "Why is the park dark?\nIt was lit last year.",
    "place": "Muntz Park",
    "answer_by": "email",
    "email": "asha@example.org",
    "name": "Asha Okafor",
    "language": "en",
}
STEPS = ("force", "team", "question", "contact", "language", "check")


def walk(client: Client, typed: dict[str, str], prefix: str = "") -> tuple[str, dict[str, str]]:
    """Go through the form as a browser does, sending what each page holds; the last page and its form."""
    page = client.post(f"{prefix}/ask", {"emergency": "no"}).content.decode()
    for step in STEPS:
        form = fields_of(page, "ask")
        form.update({name: text for name, text in typed.items() if name in form})
        answer = client.post(f"{prefix}/ask/form/{step}", form)
        page = answer.content.decode()
        if answer.status_code != 200:
            break
    return page, form


def secret_on(page: str) -> str:
    found = re.search(r'peelian-secret"[^>]*><strong>([a-z ]+)</strong>', page)
    assert found, page
    return found[1]
