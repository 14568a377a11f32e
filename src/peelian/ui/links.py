"""Addresses of pages in the language of the page being made."""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, reverse

from peelian.ui.language import Language, current


def url(name: str, language: Language | None = None, /, **kwargs: str) -> str:
    """The address of the page `name`: `/claims/C01`, or `/cy/claims/C01` on a Welsh page."""
    return _address(f"{language or current()}:{name}", tuple(kwargs.items()), get_script_prefix())


def is_there(name: str) -> bool:
    """Whether this site has the page: one of evidence alone has none of the rooms that keep records."""
    try:
        url(name)
    except NoReverseMatch:
        return False
    return True


@lru_cache(maxsize=8192)
def _address(name: str, given: tuple[tuple[str, str], ...], _prefix: str) -> str:
    """A page holds the same hundreds of links as the page before it: Django looks each up again every time."""
    return reverse(name, kwargs=dict(given) or None)
