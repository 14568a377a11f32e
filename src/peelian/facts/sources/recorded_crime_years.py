"""ONS recorded crime by police force area: twelve months to the end of a quarter, by force and offence class.

The long CSV `rec-crime-pfa`: “12 months ending”, “PFA”, “Region”, “Offence”, “Rolling year total number of offences”. Its
twenty classes do not overlap, so they add up to the force's recorded crime. Years that overlap are kept as they are
published and never added to each other. Each class is put under its offence group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Sample, SourceFile
from peelian.facts.sources.cells import Cell, key, label, text_of
from peelian.facts.sources.crime_counts import counts, group_name, subgroup_name
from peelian.facts.sources.dates import year_ending
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.tables import FoundTable, TableRow, has_table
from peelian.facts.sources.vintages import vintage
from peelian.reference.offences import offence_groups, offence_subgroups

COLUMNS = {
    "year": wanted("12_months_ending", "twelve_months_ending", "year_ending", "12_months_to"),
    "code": wanted("pfa_code", "geo_code", "ons_code", required=False),
    "force": wanted("pfa", "police_force_area", "force_name", "police_force"),
    "offence": wanted("offence", "offence_class"),
    "count": wanted("rolling_year_total_number_of_offences", "rolling_year_total", "rolling_12_month_total"),
}
DAY_FIRST = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
VIOLENCE, THEFT = "Violence against the person", "Theft offences"
#: Classes of this table that no vocabulary of ours names, with their offence group.
GROUPS = {
    "death_or_serious_injury_caused_by_illegal_driving": VIOLENCE,
    "death_or_serious_injury_caused_by_unlawful_driving": VIOLENCE,
    "death_or_serious_injury_unlawful_driving": VIOLENCE,
    "violence_with_injury": VIOLENCE,
    "violence_without_injury": VIOLENCE,
    "homicide": VIOLENCE,
    "harassment": VIOLENCE,
    "stalking_and_harassment": VIOLENCE,
    "vehicle_offences": THEFT,
    "all_other_theft_offences": THEFT,
    "burglary": THEFT,
}


class RecordedCrimeYears(Adapter):
    id, kind = "recorded-crime-years", "recorded-crime"
    title = "Recorded crime by police force area, rolling years"
    publisher, licence = "Office for National Statistics", OGL
    address = "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/policeforceareadatatables"
    datasets = ("recorded_crime",)

    def recognises(self, sample: Sample) -> float:
        return 0.95 if has_table(sample, COLUMNS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        yield from counts(file, COLUMNS, _when, _what)


def _when(row: TableRow, table: FoundTable) -> tuple[str | None, str]:
    del table
    period = _period(row["year"])
    return period, "" if period else "year: this is not the last day of twelve months, such as 31-03-2018"


@lru_cache(maxsize=512, typed=True)
def _period(cell: Cell) -> str | None:
    text = text_of(cell)
    return year_ending(text.replace("-", "/") if DAY_FIRST.fullmatch(text) else cell)


def _what(row: TableRow) -> dict[str, str]:
    return _offence(row.text("offence"))


@lru_cache(maxsize=512)
def _offence(text: str) -> dict[str, str]:
    """The class as its own group where it is one, else as a subgroup of the group that it belongs to."""
    bare = label(text)
    if offence_groups().find_or_none(bare):
        return {
            "offence_code": "",
            "offence": bare,
            "offence_group": group_name(bare),
            "offence_subgroup": "",
        }
    term = offence_subgroups().find_or_none(bare)
    group = GROUPS.get(key(bare)) or (offence_groups()[term.group].name if term else bare)
    return {
        "offence_code": "",
        "offence": bare,
        "offence_group": group,
        "offence_subgroup": subgroup_name(bare),
    }


ADAPTERS = (RecordedCrimeYears(),)
