"""The table of public addresses with an example of each: the walks and the browser go by it.

`examples` fails for a pattern that it does not know, so a new page is visited or the suite is red.
"""

from collections.abc import Iterator
from functools import cache

FORCES = ("west-midlands", "south-yorkshire", "btp")
FORMS = ("csv", "json", "parquet")


def _all_claims() -> list[str]:
    from peelian.plan.claims.catalogue import claim_ids

    return list(claim_ids())


def _all_measures() -> list[str]:
    from peelian.facts.measures import definitions

    return sorted(definitions())


def _some_sources() -> list[str]:
    from peelian.facts.home import prepare

    return [source.id for source in prepare().sources()][:3]


def _variants(name: str) -> list[dict[str, str]]:
    """The arguments to visit a pattern with: every claim and measure, some forces and sources."""
    things = {
        "claim": ("claim_id", _all_claims),
        "claim-file": ("claim_id", lambda: _all_claims()[:2]),
        "force": ("force_id", lambda: list(FORCES)),
        "force-file": ("force_id", lambda: list(FORCES[:1])),
        "measure": ("measure_id", _all_measures),
        "measure-file": ("measure_id", lambda: _all_measures()[:2]),
        "source": ("source_id", _some_sources),
    }
    plain = {
        "home", "search", "claims", "forces", "measures", "data", "quarantine", "missing", "method", "about",
        "accessibility", "privacy", "licence",
    }  # fmt: skip
    files = {"claims-file", "forces-file", "measures-file", "data-file", "quarantine-file", "missing-file"}
    if name in plain:
        return [{}]
    if name in files:
        return [{"form": form} for form in FORMS]
    if name not in things:
        raise AssertionError(
            f"the address pattern {name!r} is new: give tests/support/addresses.py an example"
        )
    argument, values = things[name]
    forms = FORMS if name.endswith("-file") else (None,)
    return [{argument: value, **({"form": form} if form else {})} for value in values() for form in forms]


@cache
def _table() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    from peelian.evidence.urls import PAGES

    return tuple(
        (str(one.name), tuple(sorted(kwargs.items()))) for one in PAGES for kwargs in _variants(str(one.name))
    )


def examples(language: str) -> Iterator[tuple[str, str]]:
    """(pattern name, address) of every example in one language."""
    from peelian.ui.links import url

    for name, kwargs in _table():
        yield name, url(name, language, **dict(kwargs))


def pages(language: str) -> Iterator[tuple[str, str]]:
    """The examples that are pages, not files; with the questions that change a page."""
    for name, address in examples(language):
        if not name.endswith("-file"):
            yield name, address
            if name == "search":
                yield name, address + "?q=west"
            if name == "claims":
                yield name, address + "?verdict=holds"


def for_the_browser(language: str, *, every_claim: bool) -> list[str]:
    """A representative of each pattern, all claims if asked, and the page for what is not there."""
    seen: set[str] = set()
    chosen = []
    for name, address in pages(language):
        if (name == "claim" and every_claim) or "?" in address or name not in seen:
            chosen.append(address)
        seen.add(name)
    return [*chosen, ("/cy" if language == "cy" else "") + "/no-such-page"]
