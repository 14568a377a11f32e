"""Published figures that cannot be compared, and why: sums among yearly averages, and incidents of `comparability.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from peelian.facts.year_sums import Rates, Suspicion, suspicion
from peelian.reference.areas import ENGLAND_AND_WALES, area
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual

#: How every reason for a sum begins after the area's name.
LOOKS = "looks like a"


@dataclass(frozen=True, slots=True)
class Incident:
    """Many cases of one event, in every window that touches the days when they were recorded."""

    dataset: str
    area_id: str
    recorded_from: date
    recorded_to: date
    cases: float
    from_country_times: float
    reason: Bilingual

    def within(self, period: str) -> bool:
        """Whether the period holds the whole span in which the cases were recorded."""
        one = Period.parse(period)
        return one.start <= self.recorded_from and self.recorded_to <= one.end


@cache
def _document() -> dict[str, list[dict[str, object]]]:
    text = (files(__package__) / "comparability.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def yearly_averages() -> dict[str, float]:
    """The datasets of yearly averages over several years -> from how many times the country's rate one is suspect."""
    return {
        str(row["dataset"]): float(str(row["from_country_times"])) for row in _document()["yearly_average"]
    }


@cache
def incidents(dataset: str) -> tuple[Incident, ...]:
    """The known incidents in a dataset's figures."""
    return tuple(_incident(row) for row in _document()["incident"] if row["dataset"] == dataset)


def _incident(row: dict[str, object]) -> Incident:
    words = row["reason"]
    since, until = row["recorded_from"], row["recorded_to"]
    assert isinstance(words, dict) and isinstance(since, date) and isinstance(until, date)
    return Incident(
        dataset=str(row["dataset"]),
        area_id=str(row["area_id"]),
        recorded_from=since,
        recorded_to=until,
        cases=float(str(row["cases"])),
        from_country_times=float(str(row["from_country_times"])),
        reason=Bilingual(words["en"], words["cy"]),
    )


def reasons_against(dataset: str, rates: Rates, area_id: str, period: str) -> tuple[Bilingual, ...]:
    """Why the figure of an area and period cannot be compared, with the numbers; empty when it can.

    `rates`: every figure of the dataset at hand, area id -> period -> value, regions and the country with the forces.
    """
    value = rates.get(area_id, {}).get(period)
    times = yearly_averages().get(dataset)
    if value is None or times is None:
        return ()
    known = [one for one in incidents(dataset) if one.area_id == area_id]
    cases = {one: sum(each.cases for each in known if each.within(one)) for one in rates[area_id]}
    looks = suspicion(rates, area_id, period, times, {area_id: cases})
    country = rates.get(ENGLAND_AND_WALES, {}).get(period, 0.0)
    held = [one.reason for one in known if one.within(period) and value >= one.from_country_times * country]
    return (*([told(area_id, looks)] if looks else []), *held)


def told(area_id: str, found: Suspicion) -> Bilingual:
    """A suspicion in words, with every number that speaks for it."""
    one = area(area_id)
    en, cy = _witnesses(found)
    length = (
        ("three-year", "tair blynedd")
        if found.years == 3
        else (f"{found.years}-year", f"{found.years} blynedd")
    )
    return Bilingual(
        f"{one.name} {LOOKS} {length[0]} sum where other areas are a yearly average (our inference, not confirmed by "
        f"the publisher): {'; '.join(en)}. Divided by {found.years} it would be {found.share:,.2f}. It is not ranked.",
        f"Mae {one.name_cy or one.name} yn edrych fel swm {length[1]} lle mae ardaloedd eraill yn gyfartaledd blynyddol "
        f"(ein casgliad ni, heb ei gadarnhau gan y cyhoeddwr): {'; '.join(cy)}. O'i rannu â {found.years} byddai'n "
        f"{found.share:,.2f}. Nid yw'n cael ei restru.",
    )


def _witnesses(found: Suspicion) -> tuple[list[str], list[str]]:
    value = f"{found.value:,.2f}"
    en, cy = [], []
    if found.country:
        times = f"{found.value / found.country:.2f}"
        en.append(f"{value} is {times} times the rate of all areas together ({found.country:,.2f})")
        cy.append(
            f"mae {value} yn {times} gwaith cyfradd yr holl ardaloedd gyda'i gilydd ({found.country:,.2f})"
        )
    if found.own:
        times = f"{found.value / found.own:.2f}"
        en.append(f"{times} times the middle of its own overlapping windows ({found.own:,.2f})")
        cy.append(f"{times} gwaith canol ei gyfnodau gorgyffyrddol ei hun ({found.own:,.2f})")
    if found.covering is not None:
        en.append(f"two other windows that hold all its years add up to only {found.covering:,.2f}")
        cy.append(
            f"mae dau gyfnod arall sy'n cynnwys ei holl flynyddoedd yn rhoi dim ond {found.covering:,.2f}"
        )
    if found.region is not None and found.fitting is not None:
        published, mean, with_share = found.region
        en.append(
            f"with it the forces of its region would have {mean:,.2f} together, where {published:,.2f} is published "
            f"({with_share:,.2f} with the figure divided by {found.years}; to fit, it would have to be {found.fitting:,.2f})"
        )
        cy.append(
            f"gydag ef byddai gan heddluoedd ei ranbarth {mean:,.2f} gyda'i gilydd, lle cyhoeddir {published:,.2f} "
            f"({with_share:,.2f} gyda'r ffigur wedi'i rannu â {found.years}; i ffitio, byddai'n rhaid iddo fod yn "
            f"{found.fitting:,.2f})"
        )
    return en, cy
