"""The wall: the one way by which anything leaves casework for the published figures.

    publish("2026-09", "2026-10", actor=…, as_of=now)

Services count (their `measures.py`, registered in `AppConfig.ready()`); what they hand over are numbers by measure,
force and month, nothing about a person or a case. Disclosure control runs here, once, over everything that is
published together. The result is a plain CSV file (layout: `peelian.facts.sources.service_measures`) that
`facts.intake` takes in like any official file. Real and made-up counts go to two files and two datasets, and are never
added. Only months that are over are published, and only by somebody who may publish for every force: two partial
publications would give away what each of them hides.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Final

from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.problems import NotAllowed
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import ACCOUNT, Stream
from peelian.casework.publish_problems import BadMonths, ForcesUnknown
from peelian.casework.records.writing import outermost
from peelian.facts.disclosure import Controlled, Count, control
from peelian.facts.home import home
from peelian.facts.sources.service_measures import COLUMNS, LAYOUT
from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.forces import forces

PERMISSION: Final = "publish.figures"
ALL_FORCES: Final = ""
"""The force of an aggregate that holds the tails of all forces together; its counts are not read."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`numerator` of `denominator` in one force and month (2026-10). `base`: among whom (see `facts.disclosure`).

    `tails`: percentile -> value in `unit`, of the `numerator` that were measured.
    """

    measure: str
    base: str
    force: str
    period: str
    numerator: int
    denominator: int
    tails: Mapping[float, float] = field(default_factory=dict)
    unit: str = "count"
    synthetic: bool = False


Months = Sequence[str]
Counting = Callable[[Months, datetime], Iterable[Aggregate]]
"""Months that are over and the moment of publishing -> aggregates. A month that is not settled yet is left out."""


@dataclass(frozen=True, slots=True)
class Published:
    """A file, and how many of its figures are shown and hidden. `loaded`: whether the store took it in."""

    path: Path
    made_up: bool
    shown: int
    hidden: int
    loaded: bool


Rows = Mapping[str, Sequence[tuple[Controlled, str]]]
"""Service -> what may be published, with the unit of its tails."""
_services: dict[str, Counting] = {}


def register(service: str, counting: Counting) -> None:
    """Have a service's aggregates published; call it from `AppConfig.ready()`."""
    _services[service] = counting


def publish(
    first: str, last: str, *, actor: Actor, as_of: datetime, dry_run: bool = False
) -> tuple[Published, ...]:
    """Publish the months from `first` to `last`, both like 2026-10. One result per file; none where nothing is counted.

    Raises NotAllowed, BadMonths, ForcesUnknown.
    """
    if not actor.reach(PERMISSION).everywhere:
        raise NotAllowed
    months = months_between(first, last, as_of)
    counted = {service: tuple(counting(months, as_of)) for service, counting in sorted(_services.items())}
    found = []
    for made_up in (False, True):
        rows = {service: controlled(aggregates, made_up) for service, aggregates in counted.items()}
        if any(rows.values()):
            draft = _drafted(rows, months, made_up=made_up, published=day_of(as_of).isoformat())
            if not dry_run:
                _note(draft, actor, as_of)
                _write(draft)
            found.append(
                Published(
                    draft.path,
                    made_up,
                    draft.figures - draft.hidden,
                    draft.hidden,
                    not dry_run and _taken_in(draft.path),
                )
            )
    return tuple(found)


def controlled(aggregates: Iterable[Aggregate], made_up: bool) -> tuple[tuple[Controlled, str], ...]:
    """The real or the made-up aggregates after disclosure control, each with its unit, and the totals."""
    rows = [one for one in aggregates if one.synthetic is made_up]
    known = {force.id for force in forces()}
    if any(one.force not in known for one in rows if one.force != ALL_FORCES):
        raise ForcesUnknown
    units = {one.measure: one.unit for one in rows}
    tails = {(one.measure, one.period): one.tails for one in rows if one.force == ALL_FORCES}
    counts = [
        Count(
            one.measure,
            one.base,
            one.force,
            one.period,
            one.numerator,
            one.denominator,
            one.tails,
            one.synthetic,
        )
        for one in rows
        if one.force != ALL_FORCES
    ]
    found = control(counts, total_area=ENGLAND_AND_WALES, total_tails=tails)
    return tuple((row, units[row.measure]) for row in found)


def as_csv(rows: Mapping[str, Sequence[tuple[Controlled, str]]], *, made_up: bool, published: str) -> str:
    """The file: one line per figure, in the order of service, measure, month and area."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    start = [LAYOUT, "yes" if made_up else "no", published]
    for service, found in rows.items():
        for row, unit in sorted(found, key=lambda pair: (pair[0].measure, pair[0].period, pair[0].area)):
            kind = "country" if row.area == ENGLAND_AND_WALES else "force"
            for item, value, in_unit in figures_of(row, unit):
                where = [service, row.measure, kind, row.area, row.period, item]
                state = "suppressed" if value is None else "ok"
                writer.writerow([*start, *where, "" if value is None else str(value), in_unit, state])
    return out.getvalue()


def figures_of(row: Controlled, unit: str) -> list[tuple[str, float | None, str]]:
    """Item, value and unit of every figure of a row."""
    counts: list[tuple[str, float | None, str]] = [
        ("numerator", row.numerator, "count"),
        ("denominator", row.denominator, "count"),
    ]
    return counts + [
        (f"p{round(share * 100)}", None if value is None else round(value, 1), unit)
        for share, value in sorted(row.tails.items())
    ]


def months_between(first: str, last: str, as_of: datetime) -> list[str]:
    """Both ends included. Raises BadMonths unless all of them are over on the day of `as_of`."""
    start, end = _month(first), _month(last)
    today = day_of(as_of)
    if start > end or end >= (today.year, today.month):
        raise BadMonths
    count = (end[0] - start[0]) * 12 + end[1] - start[1] + 1
    numbers = [start[0] * 12 + start[1] - 1 + step for step in range(count)]
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]


def _month(text: str) -> tuple[int, int]:
    try:
        found = datetime.strptime(text, "%Y-%m")
    except ValueError:
        raise BadMonths from None
    return found.year, found.month


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file before it is written."""

    path: Path
    text: str
    made_up: bool
    figures: int
    hidden: int


def _drafted(rows: Rows, months: Months, *, made_up: bool, published: str) -> _Draft:
    text = as_csv(rows, made_up=made_up, published=published)
    figures = [
        value for found in rows.values() for row, unit in found for _, value, _ in figures_of(row, unit)
    ]
    name = f"{'made-up-' if made_up else ''}service-measures-{months[0]}-{months[-1]}.csv"
    return _Draft(home() / "published" / name, text, made_up, len(figures), figures.count(None))


def _write(draft: _Draft) -> None:
    """The file is whole or not there."""
    draft.path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    beside = draft.path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as out:
        out.write(draft.text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(draft.path)


def _taken_in(path: Path) -> bool:
    from peelian.facts.home import prepare
    from peelian.facts.intake import add

    report = add([path], path=prepare().path)
    return all(one.status in {"loaded", "unchanged"} for one in report.outcomes)


def _note(draft: _Draft, actor: Actor, as_of: datetime) -> None:
    """The entry of the act, in the chain of publications."""
    uid = hashlib.sha256(b"peelian-publications").hexdigest()[:32]
    with outermost("figures.publish"):
        if not Stream.objects.filter(pk=uid).exists():
            entries.open_stream(uid, kind=ACCOUNT)
        entries.append(
            entries.lock(uid),
            action="figures.publish",
            actor=actor.code,
            facts={
                "as_of": as_of.isoformat(timespec="seconds"),
                "made_up": draft.made_up,
                "figures": draft.figures,
                "hidden": draft.hidden,
                "file_sha256": hashlib.sha256(draft.text.encode()).hexdigest(),
            },
        )
