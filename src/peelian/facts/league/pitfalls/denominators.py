"""Pitfalls of the people a figure is set against, or should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

from peelian.facts.league.pitfalls.rows import names
from peelian.facts.league.pitfalls.seen import Seen
from peelian.facts.league.residents import Residents
from peelian.facts.league.table import Pitfall, TableRow
from peelian.facts.league.words import listed, said
from peelian.reference.periods import instant
from peelian.reference.problems import Bilingual

#: A force with fewer residents than this share of the median is policed for others than its residents.
FEW = 0.05
#: Residents counted further than this from the middle of the period are told.
LONG_AGO = 365
#: From this rank correlation with the number of residents an order is mostly one of size.
MOSTLY_SIZE = 0.5
FEWEST = 5


Base = tuple[date, str]


def population_days(seen: Seen) -> Iterator[Pitfall]:
    """Residents of several days in one table, or of a day far from the period."""
    used = _used(seen)
    if not used:
        return
    groups: dict[Base, list[TableRow]] = {}
    for row, found in used:
        groups.setdefault((found.day, found.basis), []).append(row)
    if len(groups) > 1:
        yield Pitfall(
            "populations-mixed",
            Bilingual(
                "The populations behind this table are not of one day and one kind, so the forces are not set against "
                "the same base.",
                "Nid yw'r poblogaethau y tu ôl i'r tabl hwn o un diwrnod ac un math, felly nid yw'r heddluoedd wedi'u "
                "gosod yn erbyn yr un sail.",
            ),
            listed(_of_day(found, rows) for found, rows in _grouped(used, groups)),
            tuple(row.area_id for row in min(groups.values(), key=len)),
        )
    furthest = max((found for _, found in used), key=lambda found: found.days_off)
    if furthest.days_off > LONG_AGO:
        yield Pitfall(
            "population-far",
            Bilingual(
                "The population loaded is not of the period: where people have moved since, the figure is off.",
                "Nid yw'r boblogaeth a lwythwyd o'r cyfnod: lle mae pobl wedi symud ers hynny, mae'r ffigur yn anghywir.",
            ),
            said(
                "Residents of {day}, {years:.1f} years from the middle of the period.",
                "Trigolion ar {day}, {years:.1f} blynedd o ganol y cyfnod.",
                day=_day(furthest), years=furthest.days_off / 365.25,
            ),
        )  # fmt: skip


def _used(seen: Seen) -> list[tuple[TableRow, Residents]]:
    """The ranked rows that are set against residents, with those residents."""
    side = seen.measure.denominator
    exposure = seen.rules.exposure
    by_residents = (side is not None and side.dataset == "population") or exposure is not None
    if not by_residents:
        return []
    return [(row, seen.residents[row.area_id]) for row in seen.ranked if row.area_id in seen.residents]


def _grouped(
    used: Sequence[tuple[TableRow, Residents]], groups: dict[Base, list[TableRow]]
) -> list[tuple[Residents, list[TableRow]]]:
    one = {(found.day, found.basis): found for _, found in used}
    return [(one[key], rows) for key, rows in sorted(groups.items(), key=lambda item: -len(item[1]))]


def _of_day(found: Residents, rows: Sequence[TableRow]) -> Bilingual:
    kind = _CENSUS if found.basis == "census" else _ESTIMATE
    return said(
        "{count} of {day} ({kind})", "{count} ar {day} ({kind})", count=len(rows), day=_day(found), kind=kind
    )


_CENSUS = Bilingual("census", "cyfrifiad")
_ESTIMATE = Bilingual("estimate", "amcangyfrif")


def _day(found: Residents) -> Bilingual:
    day = instant(found.day)
    return Bilingual(day.label("en"), day.label("cy"))


def few_residents(seen: Seen) -> Iterator[Pitfall]:
    """An area so small that its residents are not the people it polices."""
    if not seen.a_head:
        return
    held = {row.area_id: seen.residents[row.area_id] for row in seen.forces if row.area_id in seen.residents}
    if len(held) < FEWEST:
        return
    usual = median(found.value for found in held.values())
    few = [row for row in seen.forces if row.area_id in held and held[row.area_id].value < FEW * usual]
    if few:
        least = min(held[row.area_id].value for row in few)
        yield Pitfall(
            "few-residents",
            Bilingual(
                "A rate per resident misleads where far more people work or pass through than live.",
                "Mae cyfradd fesul preswylydd yn gamarweiniol lle mae llawer mwy'n gweithio neu'n mynd heibio nag sy'n byw.",
            ),
            said(
                "{names}: {least:,.0f} residents, where the median of the forces is {usual:,.0f}.",
                "{names}: {least:,.0f} o drigolion, lle mae canolrif yr heddluoedd yn {usual:,.0f}.",
                names=names(few), least=least, usual=usual,
            ),
            tuple(row.area_id for row in few),
        )  # fmt: skip


def follows_size(seen: Seen) -> Iterator[Pitfall]:
    """A bare count whose order is mostly the order of the forces' size."""
    if seen.a_head or seen.rules.kind not in ("count", "complete") or seen.measure.id == "population":
        return
    pairs = [
        (row.value or 0.0, seen.residents[row.area_id].value)
        for row in seen.ranked
        if row.area_id in seen.residents
    ]
    if len(pairs) < FEWEST:
        return
    from peelian.facts.league.agreement import spearman

    agreement = spearman([value for value, _ in pairs], [people for _, people in pairs])
    if agreement >= MOSTLY_SIZE:
        yield Pitfall(
            "follows-size",
            Bilingual(
                "A bare count mostly ranks forces by how large they are, not by what they do.",
                "Mae cyfrif moel yn rhestru heddluoedd yn bennaf yn ôl eu maint, nid yn ôl yr hyn a wnânt.",
            ),
            said(
                "Over {count} forces, the order agrees with the number of residents with a rank correlation of "
                "{agreement:.2f}.",
                "Dros {count} heddlu, mae'r drefn yn cytuno â nifer y trigolion â chydberthynas safleoedd o "
                "{agreement:.2f}.",
                count=len(pairs), agreement=agreement,
            ),
        )  # fmt: skip
