"""The forces: the 43 by region, the special ones, and each with its figures and its claims."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from peelian.charts.tiles import tile_map
from peelian.evidence.claims import vocabulary
from peelian.evidence.codes import led_by_code
from peelian.evidence.figures import Series, columns_of, series_of
from peelian.evidence.groups import groups_of, highlights_of
from peelian.evidence.league.places import places_of
from peelian.evidence.pages import Context, Table, download, page
from peelian.evidence.plan.money import held as held_money
from peelian.evidence.reading import Reading
from peelian.facts.measures import definitions
from peelian.plan.registers.money import area_money
from peelian.plan.registers.partnerships import partnerships
from peelian.plan.spine import AROUND, MONEY, NAMED, in_area
from peelian.reference.areas import area, regions
from peelian.reference.forces import Force, force, forces, special_forces

if TYPE_CHECKING:
    from peelian.plan.claims.finding import Finding

FORCE_COLUMNS = ("id", "name", "name_cy", "short_name", "ons_code", "region_id", "region", "country", "kind")


@page("evidence/forces.html")
def index(reading: Reading) -> Context:
    """Every force, grouped by region."""
    grouped = [(region, [one for one in forces() if one.region_id == region.id]) for region in regions()]
    return {
        "grouped": sorted(grouped, key=lambda pair: pair[0].name),
        "special": special_forces(),
        "tiles": tile_map(),
        "total": len(forces()),
    }


@led_by_code
@page("evidence/force.html")
def one(reading: Reading, force_id: str) -> Context:
    """One force: its figures, newest first, each with its source; and the claims that name it."""
    found = force(force_id)
    held = _series(reading, found)
    present = {one.measure.id for one in held}
    touching = in_area(found.id, reading.store)
    return {
        "force": found,
        "region": area(found.region_id) if found.region_id else None,
        "groups": groups_of(held),
        "highlights": highlights_of(held),
        "absent": [one for one in definitions().values() if one.every_force and one.id not in present],
        "findings": claims_about(reading, found),
        "places": places_of(reading, found),
        "commitments": [one.commitment for one in touching if one.why == NAMED],
        "paid": [one.commitment for one in touching if one.why == MONEY],
        "everywhere": [one.commitment for one in touching if one.why == AROUND],
        "money": area_money(found.id, reading.store),
        "funds": {one.fund.id: one.fund for one in held_money(reading)},
        "partnership": partnerships().get(found.id),
        **vocabulary(),
    }


@download
def index_file(reading: Reading) -> Table:
    """Every force, a row each, the special ones too."""
    rows = [
        {**asdict(one), "region": area(one.region_id).name if one.region_id else None}
        for one in (*forces(), *special_forces())
    ]
    return Table("forces", FORCE_COLUMNS, rows)


@download
def figures_file(reading: Reading, force_id: str) -> Table:
    """Every figure of one force, every period, with its state."""
    found = force(force_id)
    rows = [row for one in _series(reading, found) for row in one.history]
    return Table(f"force-{found.id}", columns_of(rows), [row.flat() for row in rows])


def claims_about(reading: Reading, found: Force) -> list[Finding]:
    """The claims that name the force, or whose working uses a figure of it."""
    return [
        finding
        for finding in reading.findings()
        if found.id in finding.areas or any(step.area_id == found.id for step in finding.steps)
    ]


def _series(reading: Reading, found: Force) -> list[Series]:
    return [
        one
        for measure in definitions().values()
        for one in series_of(measure, reading.rows(measure.id, by="force"), found.id)
    ]
