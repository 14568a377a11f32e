"""The plan's spine, walkable both ways: promise, area, money, service, measure, claim, event.

A link that either end names holds from both: a claim that names a commitment is a claim of that commitment, and the
other way round.

    links_of("P21-04").claims               # ("C31", "C32", "C33", "C34")
    commitments_of("claim", "C31")          # the commitments that the claim is about
    in_area("greater-manchester")           # the commitments that touch a force, and why
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments import Commitment, commitment, commitments
from peelian.plan.registers.amounts import lies_in
from peelian.plan.registers.events import events
from peelian.plan.registers.funds import funds, groups
from peelian.plan.registers.services import services
from peelian.reference.areas import ENGLAND, ENGLAND_AND_WALES, GREAT_BRITAIN, UNITED_KINGDOM, WALES
from peelian.reference.forces import force
from peelian.reference.problems import UnknownForce

if TYPE_CHECKING:
    from peelian.facts.store import Store
    from peelian.plan.registers.amounts import Amount

NAMED: Final = "named"
MONEY: Final = "money"
AROUND: Final = "around"

REASONS: Final[dict[str, Words]] = {
    NAMED: {"en": "names this area or a place in it", "cy": "yn enwi'r ardal hon neu le ynddi"},
    MONEY: {"en": "its money names this area", "cy": "mae ei arian yn enwi'r ardal hon"},
    AROUND: {
        "en": "made for the whole country or region",
        "cy": "wedi'i wneud ar gyfer y wlad neu'r rhanbarth cyfan",
    },
}


@dataclass(frozen=True, slots=True)
class Links:
    """The ids of everything that a commitment touches, each once, what it names itself first."""

    areas: tuple[str, ...]
    funds: tuple[str, ...]
    services: tuple[str, ...]
    measures: tuple[str, ...]
    claims: tuple[str, ...]
    events: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InArea:
    """A commitment that touches an area, and why: named, money or around."""

    commitment: Commitment
    why: str

    def why_in(self, lang: str) -> str:
        return REASONS[self.why][lang]


def links_of(id_: str) -> Links:
    """What a commitment touches. Raises UnknownCommitment with near ids."""
    return _links()[commitment(id_).id]


def commitments_of(kind: str, id_: str) -> tuple[Commitment, ...]:
    """The commitments that touch a claim, measure, service, fund, event or commitment ("related"), in their order.

    An id that nothing names gives none. `kind` is the singular: claim, measure, service, fund, event, related.
    """
    take = _ENDS[kind]
    return tuple(one for one in commitments() if id_ in take(_links()[one.id]))


def in_area(area_id: str, store: "Store | None" = None) -> tuple[InArea, ...]:
    """The commitments that touch a force or a region: those that name it first, then by money, then all around it.

    With a store, the areas of a fund's loaded rows count as well.
    """
    rich = _funded(area_id, store) if store is not None else set()
    found = []
    for one in commitments():
        why = _why(one, area_id, rich)
        if why:
            found.append(InArea(one, why))
    return tuple(sorted(found, key=lambda each: list(REASONS).index(each.why)))


def funded_areas(id_: str, store: "Store") -> "tuple[Amount, ...]":
    """The loaded amounts of a commitment's funds that name an area below the country, in the order of the funds."""
    from peelian.plan.registers.amounts import amounts

    wanted = links_of(id_).funds
    held = [one for one in amounts(store) if one.fund in wanted and not one.whole]
    return tuple(sorted(held, key=lambda one: wanted.index(one.fund)))


_ENDS: Final[dict[str, Callable[[Links], tuple[str, ...]]]] = {
    "claim": lambda links: links.claims,
    "measure": lambda links: links.measures,
    "service": lambda links: links.services,
    "fund": lambda links: links.funds,
    "event": lambda links: links.events,
    "related": lambda links: links.related,
}


@cache
def _links() -> dict[str, Links]:
    every = commitments()
    back = {
        "claims": _back(_claims()),
        "funds": _back((one.id, one.commitments) for one in funds().values()),
        "services": _back((one.id, one.commitments) for one in services().values()),
        "events": _back((one.id, one.commitments) for one in events().values()),
        "related": _back((one.id, one.related) for one in every),
    }
    for group in groups().values():
        for id_ in group.commitments:
            back["funds"].setdefault(id_, []).extend(part.fund for part in group.parts)
    return {one.id: _of(one, back) for one in every}


def _of(one: Commitment, back: dict[str, dict[str, list[str]]]) -> Links:
    return Links(
        areas=one.areas,
        measures=one.measures,
        funds=_once(one.funds, back["funds"].get(one.id, ())),
        services=_once(one.services, back["services"].get(one.id, ())),
        claims=_once(one.claims, back["claims"].get(one.id, ())),
        events=_once(one.events, back["events"].get(one.id, ())),
        related=_once(one.related, back["related"].get(one.id, ())),
    )


def _once(own: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*own, *other]))


def _claims() -> list[tuple[str, tuple[str, ...]]]:
    from peelian.plan.claims import packaged

    return [(claim.id, claim.commitments) for claim in packaged().values()]


def _back(ends: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Commitment id -> the ids of those that name it."""
    found: dict[str, list[str]] = {}
    for id_, named in ends:
        for each in named:
            found.setdefault(each, []).append(id_)
    return found


def _why(one: Commitment, area_id: str, rich: set[str]) -> str:
    if any(lies_in(named, area_id) for named in one.areas):
        return NAMED
    if rich & set(_links()[one.id].funds):
        return MONEY
    return AROUND if set(one.areas) & _around(area_id) else ""


def _funded(area_id: str, store: "Store") -> set[str]:
    from peelian.plan.registers.money import area_money

    return {one.fund for one in area_money(area_id, store)}


def _around(area_id: str) -> set[str]:
    """The region, nation and countries that a force or region lies in; none for an area outside England and Wales."""
    try:
        placed = force(area_id)
    except UnknownForce:
        region = area_id
    else:
        region = placed.region_id
    if region == WALES:
        return {WALES, ENGLAND_AND_WALES, GREAT_BRITAIN, UNITED_KINGDOM}
    if region.startswith("E12"):
        return {region, ENGLAND, ENGLAND_AND_WALES, GREAT_BRITAIN, UNITED_KINGDOM}
    return set()
