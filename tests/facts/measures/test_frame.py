"""What a notebook gets."""

from pathlib import Path

import pandas as pd
import pytest

import peelian
from peelian.facts.measures.problems import PeriodNotHeld, UnknownMeasure, UnknownValue
from peelian.reference.problems import AmbiguousArea, UnknownArea


def test_a_frame_has_states_sources_and_nullable_numbers(home: Path) -> None:
    table = peelian.measure("answered_under_10s", by="force", period="2023-11")
    assert table["state"].dtype == pd.CategoricalDtype(
        ["ok", "provisional", "not_comparable", "suppressed", "no_data"]
    )
    assert str(table["value"].dtype) == "Float64"
    assert table["value"].isna().sum() == 12
    row = table.set_index("area_id").loc["greater-manchester"]
    assert (row["numerator"], row["denominator"]) == (41798, 44491)
    assert row["source_ids"] == ("figures/call_answering/calls-nov23",)


def test_the_attributes_say_what_the_frame_is_and_where_it_is_from(home: Path) -> None:
    table = peelian.measure("officers_fte", by="force", period=["2016-09-30", "2017-09-30"])
    assert table.attrs["title"] == "Police officers (FTE)"
    assert "43 forces" in table.attrs["basis"]
    assert table.attrs["store_version"]
    (source,) = table.attrs["sources"]
    assert source["address"].startswith("http")
    assert len(table) == 86 + (table["area_kind"] == "special").sum()


def test_names_are_taken_as_people_write_them(home: Path) -> None:
    table = peelian.measure(
        "officers_fte", by="force", period="2017-09-30", areas=["Avon & Somerset", "West Midlands"]
    )
    assert list(table["area_id"]) == ["avon-and-somerset", "west-midlands"]


def test_a_bare_west_midlands_is_refused_until_the_breakdown_says_which(home: Path) -> None:
    with pytest.raises(AmbiguousArea, match="region"):
        peelian.measure("officers_fte", areas="West Midlands")
    region = peelian.measure("officers_fte", by="region", period="2017-09-30", areas="West Midlands")
    assert list(region["area_id"]) == ["E12000005"]


def test_dimensions_are_columns_of_their_own(home: Path) -> None:
    assert "offence_group" in peelian.measure("crime_severity", by="country").columns
    people = peelian.measure("population", by="country")
    assert list(people["population_basis"].astype(str)) == ["census", "estimate", "estimate"]
    assert people["basis"].iloc[0].startswith("Usual residents")


def test_a_period_that_is_not_held_is_refused_with_those_that_are(home: Path) -> None:
    with pytest.raises(PeriodNotHeld, match=r"2017-09-30.*peelian data add"):
        peelian.measure("officers_fte", by="force", period="2030-09-30")


def test_a_value_that_no_row_has_is_refused_with_those_that_exist(home: Path) -> None:
    with pytest.raises(UnknownValue, match="Did you mean 'Robbery'"):
        peelian.measure("charge_rate", where={"offence_group": "Robery"})


def test_unknown_names_are_answered_with_suggestions(home: Path) -> None:
    with pytest.raises(UnknownMeasure, match="Did you mean 'homicide_rate'"):
        peelian.measure("homicide_rates")
    with pytest.raises(UnknownArea, match="Cleveland"):
        peelian.measure("officers_fte", by="force", areas="Clevland")


def test_an_empty_answer_still_has_its_columns(home: Path) -> None:
    table = peelian.measure("street_crimes", by="force")
    assert len(table) == 0
    assert {"area_id", "value", "state", "source_ids"} <= set(table.columns)


def test_measures_and_forces_can_be_listed(home: Path) -> None:
    assert "officers_fte" in peelian.measures()
    assert len(peelian.forces()) == 43


def test_claims_can_be_checked_from_the_top(home: Path) -> None:
    """Claim C01: officers down 14% from September 2010 to September 2017 (-14.04%)."""
    (finding,) = peelian.check(["C01"])
    assert (finding.id, finding.verdict) == ("C01", "holds")
