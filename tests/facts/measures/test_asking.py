"""Questions that cannot be answered are refused in words; those that can are answered in order."""

from pathlib import Path

import pytest

from peelian.facts.measures import definitions, rows, rows_by_place
from peelian.facts.measures.problems import BadBreakdown, NotAdditive, UnknownDimension, UnknownMeasure
from peelian.facts.store import Store
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod, UnknownArea, UnknownTerm
from tests.support.small_store import small_store


def test_an_unknown_measure_is_answered_with_the_nearest_and_all_that_exist(published: Store) -> None:
    with pytest.raises(UnknownMeasure, match=r"Did you mean 'officers_fte'\?.*section_60_searches"):
        rows("oficers_fte", store=published)


def test_an_unknown_breakdown_names_those_that_exist(published: Store) -> None:
    with pytest.raises(BadBreakdown, match="Did you mean 'force'"):
        rows("officers_fte", by="forces", store=published)


def test_an_unknown_area_is_named(published: Store) -> None:
    with pytest.raises(UnknownArea, match="west-midland"):
        rows("officers_fte", areas=["west-midland"], store=published)


def test_a_period_that_is_none_is_refused(published: Store) -> None:
    with pytest.raises(BadPeriod, match="September 2017"):
        rows("officers_fte", periods="September 2017", store=published)


def test_an_unknown_dimension_names_those_of_the_measure(published: Store) -> None:
    with pytest.raises(UnknownDimension, match="It has: offence_group"):
        rows("charge_rate", where={"group": "Robbery"}, store=published)
    with pytest.raises(UnknownDimension, match="It has none"):
        rows("officers_fte", where={"rank": "constable"}, store=published)


def test_published_scores_are_never_summed(published: Store) -> None:
    with pytest.raises(NotAdditive, match="cannot be summed"):
        rows("crime_severity", where={"offence_group": "all"}, store=published)


def test_a_crime_type_that_does_not_exist_is_refused_rather_than_counted_as_none(records: Store) -> None:
    with pytest.raises(UnknownTerm, match="Did you mean Robbery"):
        rows("street_crimes", where={"crime_type": "Robery"}, store=records)


def test_a_period_may_be_given_as_a_period(published: Store) -> None:
    day = Period.parse("2017-09-30")
    assert rows("officers_fte", periods=day, store=published) == rows(
        "officers_fte", periods=["2017-09-30"], store=published
    )


def test_a_period_that_nobody_has_gives_no_rows_at_all(published: Store) -> None:
    assert rows("officers_fte", by="force", periods="1999-09-30", store=published) == []


def test_rows_come_by_period_then_kind_then_area(published: Store) -> None:
    found = rows("officers_fte", periods=["2017-09-30", "2016-09-30"], store=published)
    kinds = [row.area_kind for row in found if row.period == "2017-09-30"]
    assert [row.period for row in found] == sorted(row.period for row in found)
    assert kinds == sorted(kinds, key=["country", "nation", "region", "force", "special"].index)


def test_one_area_that_has_no_figure_is_said_to_have_none(published: Store) -> None:
    (row,) = rows("answered_under_10s", by="force", periods="2023-11", areas="essex", store=published)
    assert (row.state, row.value, row.area_name) == ("no_data", None, "Essex")
    assert "Missing is not zero" in row.note
    assert "sero" in row.note_cy


def test_nations_are_england_and_wales_apart(published: Store) -> None:
    found = rows("homicide_rate", by="nation", periods="2020-04/P3Y", store=published)
    assert [row.area_id for row in found] == ["E92000001", "W92000004"]


def test_a_robbery_charge_rate_can_be_asked_for_by_name(published: Store) -> None:
    found = rows("charge_rate", by="country", where={"offence_group": "Robbery"}, store=published)
    assert {row.dims["offence_group"] for row in found} == {"Robbery"}
    assert all(0 < (row.value or 0) < 0.2 for row in found)


def test_city_rates_per_resident_are_never_ranked(published: Store) -> None:
    found = rows("officers_per_1000", areas="city-of-london", periods="2017-09-30", store=published)
    assert found[0].state == "not_comparable"
    assert "30 June 2019" in found[0].note


def test_every_title_reason_and_pitfall_is_written_in_both_languages() -> None:
    for measure in definitions().values():
        texts = [measure.title, measure.why, measure.basis, *measure.pitfalls]
        texts += [rule.reason for rule in measure.comparability]
        assert measure.pitfalls, f"{measure.id} names no pitfall"
        assert all(text.en and text.cy and text.en != text.cy for text in texts), measure.id


def test_every_measure_that_the_plan_needs_is_defined() -> None:
    needed = {
        "officers_fte", "officers_headcount", "pcsos_fte", "police_staff_fte", "officers_per_1000", "homicide_rate",
        "crime_severity", "crime_severity_violence", "charge_rate", "answered_under_10s", "mean_answer_time",
        "searches", "section_60_searches", "population", "police_grant", "police_grant_per_head", "funding",
        "point_figure", "street_crimes", "recorded_stop_searches",
    }  # fmt: skip
    assert needed <= definitions().keys()


NEW_WORD = """
crime_id | month   | force_id | crime_type     | placing
a        | 2026-01 | kent     | Drone offences | in_force
b        | 2026-01 | kent     | Robbery        | in_force
"""


def test_a_crime_type_newer_than_the_vocabulary_can_be_asked_for(tmp_path: Path) -> None:
    store = small_store(tmp_path, {"street_crime": NEW_WORD})
    found = rows("street_crimes", where={"crime_type": "Drone offences"}, areas="kent", store=store)
    assert [(row.dims["crime_type"], row.value) for row in found] == [("Drone offences", 1)]


def test_a_crime_type_that_neither_the_vocabulary_nor_the_data_knows_is_refused(tmp_path: Path) -> None:
    store = small_store(tmp_path, {"street_crime": NEW_WORD})
    with pytest.raises(UnknownTerm, match="Robbery"):
        rows("street_crimes", where={"crime_type": "Robberry"}, store=store)


@pytest.mark.parametrize("measure", ["officers_fte", "point_figure", "answered_under_10s", "crime_severity"])
def test_rows_by_place_are_the_rows_of_each_place_and_no_others(measure: str, published: Store) -> None:
    every = rows(measure, store=published)
    placed = rows_by_place(measure, store=published)
    assert len(every) > 50
    assert set(placed) == {(row.area_id, row.period) for row in every}
    for place, found in placed.items():
        assert found == [row for row in every if (row.area_id, row.period) == place]
    assert placed.get(("cleveland", "1066-10-14")) is None
