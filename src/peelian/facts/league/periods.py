"""Which period a table is of: the one asked for, or the newest that enough forces have figures for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from peelian.facts.league.problems import NothingHeld, PeriodWithoutForces
from peelian.facts.league.words import said
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.facts.measures.summing import period_of
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual

#: States that say something about an area, so that a period that has them is held.
TOLD = ("ok", "provisional", "not_comparable", "suppressed")
RANKED = ("ok", "provisional")
NEAREST = 5


def middle(period: Period) -> date:
    """The day in the middle of a period."""
    return period.start + (period.end - period.start) / 2


def forces_by_period(rows: Iterable[MeasureRow]) -> Counter[str]:
    """Period -> how many forces have a figure that can be ranked."""
    return Counter(
        row.period
        for row in rows
        if row.area_kind == "force" and row.state in RANKED and row.value is not None
    )


def newest(measure: Measure, rows: Iterable[MeasureRow], forces: int) -> tuple[str, Bilingual]:
    """The newest period that at least half of the forces have a figure for, and how it was chosen.

    Where no period has so many, the one that most forces have, the newest of them. Raises NothingHeld.
    """
    held = forces_by_period(rows)
    if not held:
        raise NothingHeld(measure=measure.id)
    enough = [period for period, count in held.items() if 2 * count >= forces]
    if enough:
        chosen = max(enough, key=_newness)
        return chosen, said(
            "No period was asked for: {period} is the newest for which at least half of the forces have a figure "
            "({held} of {forces}).",
            "Ni ofynnwyd am gyfnod: {period} yw'r diweddaraf y mae gan o leiaf hanner yr heddluoedd ffigur ar ei gyfer "
            "({held} o {forces}).",
            period=label(chosen), held=held[chosen], forces=forces,
        )  # fmt: skip
    chosen = max(held, key=lambda period: (held[period], *_newness(period)))
    return chosen, said(
        "No period was asked for, and none has figures for half of the forces: {period} has the most "
        "({held} of {forces}).",
        "Ni ofynnwyd am gyfnod, ac nid oes ffigurau gan hanner yr heddluoedd ar gyfer unrhyw un: {period} sydd â'r mwyaf "
        "({held} o {forces}).",
        period=label(chosen), held=held[chosen], forces=forces,
    )  # fmt: skip


def _newness(period: str) -> tuple[date, int]:
    one = period_of(period)
    return (one.end, (one.end - one.start).days)


def label(period: str) -> Bilingual:
    """A period in words."""
    one = period_of(period)
    return Bilingual(one.label("en"), one.label("cy"))


def not_held(measure: Measure, wanted: str, rows: Iterable[MeasureRow], *, counted: bool = True) -> Exception:
    """The error for a period that no force has, with the nearest ones that some have, and with how many have it."""
    held = forces_by_period(rows)
    if not held:
        return NothingHeld(measure=measure.id)
    asked = period_of(wanted)
    near = sorted(held, key=lambda one: (abs((middle(period_of(one)) - middle(asked)).days), one))[:NEAREST]
    return PeriodWithoutForces(measure=measure.id, text=wanted, near=_near(near, held, counted))


def _near(periods: Iterable[str], held: Counter[str], counted: bool) -> Bilingual:
    if not counted:
        return Bilingual(", ".join(periods))
    listed = list(periods)
    return Bilingual(
        ", ".join(f"{one} ({held[one]} {'force' if held[one] == 1 else 'forces'})" for one in listed),
        ", ".join(f"{one} ({held[one]} heddlu)" for one in listed),
    )
