"""What a service adds to the desk's page of a case: a section of its own, and what else can be done.

    sections.register("contact", show=urgency_of, offer=offers)     # in AppConfig.ready() of the service

The desk lies below the services and knows none of them; a section brings its template and what that needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.desk.offers import Offer
from peelian.reference.problems import Bilingual


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its anchor, its heading, the template that draws it and what the template is given as `shown`."""

    id: str
    title: Bilingual
    template: str
    shown: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MenuPage:
    """A page of a service in the desk's menu, for who holds the permission anywhere; how much there `waiting` is for them."""

    name: str
    title: Bilingual
    permission: str
    waiting: Callable[[Actor], int]


Show = Callable[[SeenCase, datetime], Section | None]
MakeOffers = Callable[[Actor, Case], Sequence[Offer]]
_SHOWS: Final[dict[str, Show]] = {}
_OFFERS: Final[dict[str, MakeOffers]] = {}
_PAGES: Final[dict[str, MenuPage]] = {}


def register(service: str, *, show: Show, offer: MakeOffers) -> None:
    """Let a service show its section on the cases that have one, and offer what it can do with them."""
    _SHOWS[service] = show
    _OFFERS[service] = offer


def add_page(
    name: str, title: Bilingual, *, permission: str, waiting: Callable[[Actor], int] = lambda _actor: 0
) -> None:
    """Put a page of a service into the menu of the desk, with the number of what waits there."""
    _PAGES[name] = MenuPage(name, title, permission, waiting)


def pages_for(actor: Actor) -> list[MenuPage]:
    """The pages of services that the actor may open."""
    return [page for _, page in sorted(_PAGES.items()) if actor.may(page.permission)]


def sections_of(seen: SeenCase, now: datetime) -> list[Section]:
    """The sections of a case that was looked at."""
    found = (_SHOWS[name](seen, now) for name in sorted(_SHOWS))
    return [one for one in found if one is not None]


def offers_for(actor: Actor, case: Case) -> list[Offer]:
    """What the services offer to do with a case."""
    return [offer for name in sorted(_OFFERS) for offer in _OFFERS[name](actor, case)]
