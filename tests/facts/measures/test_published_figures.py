"""What the measures say, against the figures as their publishers printed them."""

import pytest

from peelian.facts.measures import MeasureRow, rows
from peelian.facts.store import Store


def _one(store: Store, measure: str, **ask: object) -> MeasureRow:
    (found,) = rows(measure, store=store, **ask)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("measure", "day", "fte"),
    [
        ("officers_fte", "2010-09-30", 141850.42),
        ("officers_fte", "2014-09-30", 127077.36),
        ("officers_fte", "2017-09-30", 121928.98),
        ("pcsos_fte", "2010-09-30", 16376.89),
        ("pcsos_fte", "2017-09-30", 10055.59),
    ],
)
def test_the_national_workforce_is_as_printed(published: Store, measure: str, day: str, fte: float) -> None:
    """Home Office, Police workforce England and Wales, 30 September 2017, Table 7."""
    row = _one(published, measure, by="country", periods=day)
    assert row.value == pytest.approx(fte, abs=0.005)
    assert row.state == "ok"
    assert "Derived" not in row.note


def test_march_2010_is_derived_from_the_43_and_says_so(published: Store) -> None:
    """143,734 at 31 March 2010: the same releases' national total, as quoted by the leaked paper of 2018."""
    row = _one(published, "officers_fte", by="country", periods="2010-03-31")
    assert row.value == pytest.approx(143734, abs=1)
    assert row.note.startswith("Derived: the sum of the 43 forces")


def test_25_of_43_forces_fell_in_the_year_to_september_2017(published: Store) -> None:
    """Home Office, 30 September 2017, Table 1: 25 down, 18 up."""
    held = {(r.area_id, r.period): r.value for r in rows("officers_fte", by="force", store=published,
            periods=["2016-09-30", "2017-09-30"]) if r.area_kind == "force"}  # fmt: skip
    forces = {area for area, _ in held}
    change = {one: (held[one, "2017-09-30"] or 0) - (held[one, "2016-09-30"] or 0) for one in forces}
    assert len(forces) == 43
    assert sum(value < 0 for value in change.values()) == 25
    assert sum(value > 0 for value in change.values()) == 18


def test_the_force_and_the_region_called_west_midlands_stay_apart(published: Store) -> None:
    """Home Office, 30 September 2017, Table 1: the force 6,534, the region 10,970 FTE (-5.02% and -4.08%)."""
    held = {(r.area_id, r.period): r.value or 0 for r in rows("officers_fte", store=published,
            periods=["2016-09-30", "2017-09-30"], areas=["west-midlands", "E12000005"])}  # fmt: skip
    force = held["west-midlands", "2017-09-30"] / held["west-midlands", "2016-09-30"] - 1
    region = held["E12000005", "2017-09-30"] / held["E12000005", "2016-09-30"] - 1
    assert round(force * 100, 2) == -5.02
    assert round(region * 100, 2) == -4.08


def test_greater_manchester_answered_41798_of_44491_calls_in_november_2023(published: Store) -> None:
    """The published table of November 2023: 93.9%."""
    row = _one(published, "answered_under_10s", areas="greater-manchester", periods="2023-11")
    assert (row.numerator, row.denominator) == (41798, 44491)
    assert row.value == pytest.approx(0.939, abs=0.0005)


def test_31_forces_have_a_november_2023_figure_and_12_are_listed_as_missing(published: Store) -> None:
    found = rows("answered_under_10s", by="force", periods="2023-11", store=published)
    states = [row.state for row in found if row.area_kind == "force"]
    assert (states.count("ok"), states.count("no_data")) == (31, 12)
    assert sum(row.area_id == "lancashire" for row in found) == 1


def test_the_first_table_keeps_its_percentages_and_makes_no_counts(published: Store) -> None:
    """Home Office, 31 May 2022: 71% for the United Kingdom; Humberside 2.2, Avon and Somerset 91.3."""
    held = {r.area_id: r for r in rows("answered_under_10s", periods="2021-11/P6M", store=published)}
    assert held["K02000001"].value == pytest.approx(0.71)
    assert held["humberside"].value == pytest.approx(0.022)
    assert held["avon-and-somerset"].value == pytest.approx(0.913)
    assert {(r.numerator, r.denominator) for r in held.values()} == {(None, None)}
    assert all("publisher's own percentage" in r.basis for r in held.values())


def test_cleveland_has_14_62_homicides_per_million_and_two_areas_are_not_ranked(published: Store) -> None:
    """ONS, homicide by police force area, three years from April 2020."""
    held = {r.area_id: r for r in rows("homicide_rate", by="force", periods="2020-04/P3Y", store=published)}
    assert held["cleveland"].value == pytest.approx(14.62, abs=0.005)
    ranked = {area: row.value for area, row in held.items() if row.state == "ok"}
    assert max(ranked, key=lambda area: ranked[area] or 0) == "cleveland"
    assert len(ranked) == 41
    assert (held["south-yorkshire"].state, held["city-of-london"].state) == ("not_comparable", "suppressed")
    assert "three-year sum" in held["south-yorkshire"].note
    assert held["city-of-london"].value is None


@pytest.mark.parametrize(("year", "total", "met"), [("ye_2009_03", 150174, 114316), ("ye_2017_03", 631, 392)])
def test_section_60_searches_are_as_published(published: Store, year: str, total: int, met: int) -> None:
    """Home Office stop and search open data, year ending March 2007 to 2017."""
    found = rows("section_60_searches", by="force", periods=year, store=published)
    assert sum(row.value or 0 for row in found) == total
    assert next(row.value for row in found if row.area_id == "metropolitan") == met
    assert sum(row.area_kind == "force" and row.state == "ok" for row in found) == 43


def test_three_quarters_of_2018_make_the_nine_months_and_nothing_longer(published: Store) -> None:
    quarters = rows(
        "crimes_recorded", by="country", periods=["2018-Q2", "2018-Q3", "2018-Q4"], store=published
    )
    nine = _one(published, "crimes_recorded", by="country", periods="2018-04/P9M")
    assert nine.value == sum(row.value or 0 for row in quarters)
    assert rows("crimes_recorded", by="country", periods="fy_2018_19", store=published) == []


def test_the_police_grant_sums_to_the_pound(published: Store) -> None:
    """Police grant report 2025-26: the 43 rows sum to 9,806,553,487."""
    assert _one(published, "police_grant", by="country", periods="fy_2025_26").value == 9806553487


def test_the_census_of_2011_sums_to_the_published_population(published: Store) -> None:
    """Census 2011, England and Wales usual residents: 56,075,912."""
    assert _one(published, "population", by="country", periods="2011-03-27").value == 56075912


def test_money_announced_twice_is_two_rows_and_never_added(published: Store) -> None:
    """Early Intervention Youth Fund: 11m on 9 April 2018, 22m on 30 July 2018, 17.7m awarded in November."""
    found = rows("funding", by="country", where={"fund": "early_intervention_youth_fund"}, store=published)
    held = {(row.dims["stage"], row.dims["dated"]): row.value for row in found}
    assert held["announced", "2018-04-09"] == 11e6
    assert held["announced", "2018-07-30"] == 22e6
    assert held["awarded", "2018-11-12"] == 17.7e6


def test_a_fund_without_a_published_amount_has_no_value_rather_than_none_paid(published: Store) -> None:
    found = [
        row
        for row in rows("funding", where={"fund": "adder"}, store=published)
        if row.area_kind == "district"
    ]
    assert found
    assert {(row.value, row.state) for row in found} == {(None, "no_data")}
