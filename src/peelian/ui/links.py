"""Addresses of pages in the language of the page being made."""

from __future__ import annotations

from django.urls import reverse

from peelian.ui.language import Language, current


def url(name: str, language: Language | None = None, /, **kwargs: str) -> str:
    """The address of the page `name`: `/claims/C01`, or `/cy/claims/C01` on a Welsh page."""
    return reverse(f"{language or current()}:{name}", kwargs=kwargs or None)
