"""What changed since a day: sources that came in, figures that they revised, dated steps of the plan, meetings.

A source that was added here counts from the day it was added; one that came with Peelian from the day it was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from peelian.plan.claims.verdicts import Words
from peelian.reference.periods import Period
from peelian.reference.problems import Problem

if TYPE_CHECKING:
    from peelian.facts.measures import MeasureRow
    from peelian.facts.store import Source, Store
    from peelian.plan.claims.finding import Finding

KINDS: Final[dict[str, Words]] = {
    "source": {"en": "figures came in", "cy": "daeth ffigurau i mewn"},
    "revision": {"en": "a figure was revised", "cy": "diwygiwyd ffigur"},
    "milestone": {"en": "a step of the plan", "cy": "cam o'r cynllun"},
    "event": {"en": "a meeting or publication", "cy": "cyfarfod neu gyhoeddiad"},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `on` is an ISO day; `target` is what it leads to: (kind of page, id).

    `areas`: ids of the areas it speaks of; `claims`: the claims whose working uses it. `old` and `new`: a revised
    figure's values, in the measure's unit.
    """

    id: str
    kind: str
    on: str
    title: Words
    target: tuple[str, str]
    areas: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    old: float | None = None
    new: float | None = None
    measure: str = ""
    period: str = ""
    sources: tuple[str, ...] = field(default_factory=tuple)
    when: str = ""
    """The date as it is known, to the day, the month or the year; `on` is the first day of it."""

    def kind_in(self, lang: str) -> str:
        return KINDS[self.kind][lang]


def changes(
    store: Store, findings: Iterable[Finding], *, since: date | None = None, area: str | None = None
) -> list[Change]:
    """Everything that changed on or after `since`, newest first; with `area`, what speaks of that area."""
    users = _users(findings)
    found = [*_arrivals(store, users), *_revisions(store, users), *_milestones(), *_meetings()]
    kept = [
        one
        for one in found
        if (since is None or one.on >= since.isoformat()) and (area is None or area in one.areas)
    ]
    return sorted(kept, key=lambda one: (one.on, one.id), reverse=True)


def _users(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """Source id -> the claims that use it."""
    users: dict[str, dict[str, None]] = {}
    for finding in findings:
        for source in finding.sources:
            users.setdefault(source.id, {})[finding.id] = None
    return {id_: tuple(claims) for id_, claims in users.items()}


def day_of(source: Source) -> str:
    """The day from which a source counts."""
    return source.vintage if source.packaged and source.vintage else source.added_at[:10]


def _arrivals(store: Store, users: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    for source in store.sources():
        yield Change(
            id=f"source:{source.id}",
            kind="source",
            on=day_of(source),
            title={"en": source.title, "cy": source.title},
            target=("source", source.id),
            areas=_areas(source.coverage),
            claims=users.get(source.id, ()),
            sources=(source.id,),
        )


def _areas(coverage: dict[str, Any]) -> tuple[str, ...]:
    named = [*coverage.get("areas", ()), *coverage.get("forces", ())]
    return tuple(dict.fromkeys(str(one) for one in named))


def _revisions(store: Store, users: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    """Each figure of which a later edition gives another value."""
    from peelian.facts import measures

    revised = {
        name
        for one in store.sources()
        if one.superseded != "no"
        for name in one.datasets
        if name not in _DETAIL
    }
    days = {source.id: day_of(source) for source in store.sources()}
    for measure in measures.definitions().values():
        if not revised & set(measure.datasets):
            continue
        editions: dict[tuple[Any, ...], list[MeasureRow]] = {}
        for row in measures.rows(measure.id, vintages="all", store=store):
            if row.value is not None:
                editions.setdefault((row.area_id, row.period, tuple(sorted(row.dims.items()))), []).append(
                    row
                )
        for rows in editions.values():
            yield from _revised(sorted(rows, key=lambda row: row.vintage or ""), days, users)


#: Single incidents, not published figures: a later edition of a month is told as a source that came in.
_DETAIL: Final = ("street_crime", "crime_outcomes", "stop_searches", "boundaries", "area_lookup", "postcodes")


def _revised(
    rows: list[MeasureRow], days: dict[str, str], users: dict[str, tuple[str, ...]]
) -> Iterator[Change]:
    for old, new in pairwise(rows):
        if old.value == new.value or old.basis != new.basis or old.vintage == new.vintage:
            continue
        told = f"{new.area_name}, {new.period}"
        yield Change(
            id=f"revision:{new.measure}:{new.area_id}:{new.period}:{'+'.join(new.dims.values())}:{new.vintage}",
            kind="revision",
            on=max((days.get(id_, "") for id_ in new.source_ids), default=""),
            title={"en": told, "cy": told},
            target=("measure", new.measure),
            areas=(new.area_id,),
            claims=tuple(dict.fromkeys(claim for id_ in new.source_ids for claim in users.get(id_, ()))),
            old=old.value,
            new=new.value,
            measure=new.measure,
            period=new.period,
            sources=(*old.source_ids, *new.source_ids),
        )


def _milestones() -> Iterator[Change]:
    from peelian.plan.commitments import commitments

    for one in commitments():
        for number, milestone in enumerate(one.milestones, start=1):
            yield Change(
                id=f"milestone:{one.id}:{number}",
                kind="milestone",
                on=_first_day(milestone.on),
                when=milestone.on,
                title={lang: f"{one.id} {one.title[lang]}: {milestone.text[lang]}" for lang in ("en", "cy")},
                target=("commitment", one.id),
                areas=one.areas,
                claims=one.claims,
            )


def _meetings() -> Iterator[Change]:
    from peelian.plan.registers.events import events

    for one in events().values():
        if one.on:
            yield Change(
                id=f"event:{one.id}", kind="event", on=_first_day(one.on), when=one.on, title=one.title,
                target=("event", one.id), areas=one.areas,
            )  # fmt: skip


def _first_day(when: str) -> str:
    """The first day of a date known to the day, the month or the year."""
    try:
        return Period.parse(when).start.isoformat()
    except Problem:
        return when
