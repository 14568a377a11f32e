"""The table of public addresses with an example of each: the walks and the browser go by it.

`examples` fails for a pattern that it does not know, so a new page is visited or the suite is red.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest

FORCES = ("west-midlands", "south-yorkshire", "city-of-london", "btp")
FORMS = ("csv", "json", "parquet")
WELSH_WALKS = ("cy-some", pytest.param("cy", marks=pytest.mark.prove))
WALKS = ("en", *WELSH_WALKS)
"""The suite walks every English page and some of each kind in Welsh, the long proof every Welsh one."""
LEAGUES = ("answered_under_10s", "homicide_rate", "officers_fte", "section_60_searches")
TRENDS = (
    ("west-midlands", "homicide_rate"),
    ("humberside", "answered_under_10s"),
    ("greater-manchester", "charge_rate"),
    ("metropolitan", "officers_fte"),
    ("btp", "section_60_searches"),
)
PLAIN = frozenset(
    [
        "home", "search", "claims", "forces", "measures", "data", "quarantine", "missing", "plan", "money", "events",
        "partnerships", "services", "leagues", "compare", "changes", "feed", "api", "method", "about",
        "accessibility", "privacy", "licence",
    ]
)  # fmt: skip
FILES = frozenset(
    [
        "claims-file", "forces-file", "measures-file", "data-file", "quarantine-file", "missing-file", "plan-file",
        "money-file", "events-file", "partnerships-file", "services-file", "compare-file", "changes-file",
    ]
)  # fmt: skip
MAIN = (
    "home", "search", "claim", "force", "league", "compare", "trend", "commitment", "fund", "events", "data",
    "quarantine", "claims", "changes",
)  # fmt: skip
QUESTIONS = {
    "/search": ("q=west", "q=burglary"),
    "/claims": ("verdict=holds",),
    "/plan": (
        "status=not+evidenced",
        "plan=2018&kind=promise",
        "theme=county+lines+and+drugs",
        "status=delivered&kind=critique",
    ),
    "/events": ("held=not+evidenced", "kind=summit"),
    "/changes": (
        "since=2023-11-01",
        "area=greater-manchester",
        "kind=revision",
        "since=2018-04-09&kind=milestone",
    ),
    "/league/answered_under_10s": ("period=2021-11%2FP6M", "period=2023-11"),
    "/league/mean_answer_time": ("period=2021-11%2FP6M",),
    "/league/homicide_rate": ("period=2020-04%2FP3Y", "region=E12000007", "first=lowest"),
    "/league/section_60_searches": ("period=ye_2009_03", "period=ye_2017_03"),
    "/compare": (
        "measure=homicide_rate",
        "a=kent",
        "measure=homicide_rate&a=kent&b=cleveland",
        "measure=homicide_rate&a=kent&b=south-yorkshire&period=2020-04%2FP3Y",
        "measure=answered_under_10s&a=humberside&b=lancashire",
        "measure=charge_rate&a=cleveland&period=2018-Q2&then=2018-Q4",
        "measure=homicide_rate&a=all&period=2014-04%2FP3Y&then=2020-04%2FP3Y",
    ),
}
"""The questions that change a page, by the English address of the page."""


def _all_claims() -> list[str]:
    from peelian.plan.claims.catalogue import claim_ids

    return list(claim_ids())


def _all_measures() -> list[str]:
    from peelian.facts.measures import definitions

    return sorted(definitions())


def _every_league() -> list[str]:
    from peelian.evidence.league.tables import leagued

    return [measure.id for measure in leagued()]


def _all_commitments() -> list[str]:
    from peelian.plan.commitments import commitments

    return [one.id for one in commitments()]


def _all_services() -> list[str]:
    from peelian.plan.registers.services import services

    return list(services())


def _all_funds() -> list[str]:
    from peelian.facts.home import prepare
    from peelian.plan.registers.money import money

    return [one.fund.id for one in money(prepare())]


def _some_sources() -> list[str]:
    from peelian.facts.home import prepare

    return [source.id for source in prepare().sources()][:3]


def _arguments() -> dict[str, tuple[str, Callable[[], Sequence[str]]]]:
    """Pattern name -> the name of its argument and what to visit it with."""
    return {
        "claim": ("claim_id", _all_claims),
        "claim-file": ("claim_id", lambda: _all_claims()[:2]),
        "claim-feed": ("claim_id", lambda: [_all_claims()[0], "C31", _all_claims()[-1]]),
        "commitment": ("commitment_id", _all_commitments),
        "commitment-file": ("commitment_id", lambda: ["P18-01", "P21-04"]),
        "force": ("force_id", lambda: [*FORCES, "greater-manchester"]),
        "force-file": ("force_id", lambda: FORCES[:1]),
        "force-feed": ("force_id", lambda: FORCES),
        "fund": ("fund_id", _all_funds),
        "fund-file": ("fund_id", lambda: _all_funds()[:2]),
        "league": ("measure_id", _every_league),
        "league-file": ("measure_id", lambda: LEAGUES[:2]),
        "measure": ("measure_id", _all_measures),
        "measure-file": ("measure_id", lambda: _all_measures()[:2]),
        "service": ("service_id", _all_services),
        "source": ("source_id", _some_sources),
    }


def _variants(name: str) -> list[dict[str, str]]:
    """The arguments to visit a pattern with: all there are where they are few, else some that differ."""
    if name in PLAIN:
        return [{}]
    if name in FILES:
        return [{"form": form} for form in FORMS]
    if name == "trend":
        return [{"force_id": force, "measure_id": measure} for force, measure in TRENDS]
    things = _arguments()
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


def pages(walk: str) -> Iterator[tuple[str, str]]:
    """The examples that are pages, not files or feeds; with the questions that change a page.

    `walk` is one of `WALKS`: a language, or "cy-some", which is two pages of each kind and every question.
    """
    language = walk[:2]
    prefix = "/cy" if language == "cy" else ""
    seen: Counter[str] = Counter()
    for name, address in examples(language):
        if not name.endswith(("-file", "feed")):
            seen[name] += 1
            if walk == language or seen[name] <= 2:
                yield name, address
            for question in QUESTIONS.get(address.removeprefix(prefix), ()):
                yield name, f"{address}?{question}"


def pairs(walk: str) -> Iterator[tuple[str, str]]:
    """(English address, Welsh address) of each page of a Welsh walk."""
    for _, welsh in pages(walk):
        yield welsh.removeprefix("/cy") or "/", welsh


def feeds(language: str) -> Iterator[str]:
    """The examples that are Atom feeds."""
    return (address for name, address in examples(language) if name.endswith("feed"))


def for_the_browser(language: str, *, every: bool = False) -> list[str]:
    """A representative of each pattern and the page for what is not there; with `every`, all claims and questions."""
    seen: set[str] = set()
    chosen = []
    for name, address in pages(language):
        if (every and (name == "claim" or "?" in address)) or name not in seen:
            chosen.append(address)
        seen.add(name)
    return [*chosen, ("/cy" if language == "cy" else "") + "/no-such-page"]


def of_the_main_kinds() -> list[str]:
    """A page of each kind that is built unlike the others, every other one in Welsh: what the suite shows the browser."""
    english, welsh = (dict(reversed(list(pages(language)))) for language in ("en", "cy"))
    return [(welsh if place % 2 else english)[name] for place, name in enumerate(MAIN)]
