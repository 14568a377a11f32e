"""A rate that is a sum of its years among yearly averages: found for any force, silent for a corrected edition.

Expected values: the ONS file itself (392 rows, South Yorkshire the one known anomaly), and the same file with one rate
times three, which is what such a slip would do.
"""

import pytest

from peelian.facts.sources.comparability import reasons_against
from peelian.facts.year_sums import residents, suspicion
from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.figures import figure_rows
from peelian.reference.problems import Bilingual

Table = dict[str, dict[str, float]]
LAST, FIRST = "2020-04/P3Y", "2014-04/P3Y"
HILLSBOROUGH = ("2014-04/P3Y", "2015-04/P3Y", "2016-04/P3Y")


@pytest.fixture
def real() -> Table:
    """The ONS rates as packaged."""
    table: Table = {}
    for row in figure_rows("homicide_rates"):
        if row["value"]:
            table.setdefault(row["area_id"], {})[row["period"]] = float(row["value"])
    return table


def _against(table: Table, area: str, period: str) -> tuple[Bilingual, ...]:
    return reasons_against("homicide_rates", table, area, period)


def _found(table: Table) -> set[tuple[str, str]]:
    return {
        (area, period)
        for area in residents()
        for period in table.get(area, {})
        if _against(table, area, period)
    }


def _forces_and_country(table: Table) -> Table:
    return {area: held for area, held in table.items() if area in residents() or area == ENGLAND_AND_WALES}


def test_the_real_file_accuses_south_yorkshire_in_every_window_and_nobody_else(real: Table) -> None:
    assert _found(real) == {("south-yorkshire", period) for period in real["south-yorkshire"]}
    assert len(real["south-yorkshire"]) == 7
    assert _found(_forces_and_country(real)) == _found(real)


def test_the_reason_gives_the_numbers(real: Table) -> None:
    (told,) = _against(real, "south-yorkshire", LAST)
    # 31.311427 / 10.101599 = 3.0996; 31.311427 / 3 = 10.4371.
    assert "31.31 is 3.10 times the rate of all areas together (10.10)" in told
    assert "three-year sum" in told
    assert "it would be 10.44" in told
    assert "10.40 is published" in told
    # Residents of mid-2020: the region's 10.396802 less the other three forces' part, over South Yorkshire's.
    people, around = residents(), ("humberside", "north-yorkshire", "west-yorkshire")
    whole = sum(people[one] for one in (*around, "south-yorkshire")) * real["E12000003"][LAST]
    fitting = (whole - sum(people[one] * real[one][LAST] for one in around)) / people["south-yorkshire"]
    assert f"it would have to be {fitting:.2f}" in told
    assert fitting == pytest.approx(13.04, abs=0.005)
    assert "swm tair blynedd" in told.cy
    assert "3.10 gwaith" in told.cy


@pytest.mark.parametrize("period", HILLSBOROUGH)
def test_the_windows_to_2016_19_also_name_hillsborough(real: Table, period: str) -> None:
    looks, incident = _against(real, "south-yorkshire", period)
    assert "three-year sum" in looks
    assert "96 deaths at Hillsborough" in incident
    assert "96 o farwolaethau yn Hillsborough" in incident.cy


def test_a_window_from_2017_on_says_nothing_of_hillsborough(real: Table) -> None:
    assert not any("Hillsborough" in told for told in _against(real, "south-yorkshire", "2017-04/P3Y"))


def test_a_wholly_corrected_south_yorkshire_is_accused_of_no_sum(real: Table) -> None:
    for table in (real, _forces_and_country(real)):
        corrected = table | {"south-yorkshire": {p: v / 3 for p, v in real["south-yorkshire"].items()}}
        told = {p: _against(corrected, "south-yorkshire", p) for p in real["south-yorkshire"]}
        assert {period for period, reasons in told.items() if reasons} == set(HILLSBOROUGH)
        assert all("Hillsborough" in reasons[0] for reasons in told.values() if reasons)
        assert not any("sum" in reason for reasons in told.values() for reason in reasons)


def test_one_corrected_window_is_cleared_beside_six_that_are_not(real: Table) -> None:
    real["south-yorkshire"][LAST] /= 3
    assert _found(real) == {
        ("south-yorkshire", period) for period in real["south-yorkshire"] if period != LAST
    }


def test_west_mercia_times_three_is_accused_by_its_own_windows(real: Table) -> None:
    real["west-mercia"]["2017-04/P3Y"] *= 3
    (told,) = _against(real, "west-mercia", "2017-04/P3Y")
    # Its windows from 2015 and 2018 hold all its years: 11.354259 + 10.364577 = 21.72, the least of all such pairs.
    assert "29.73 is 2.61 times" in told
    assert "add up to only 21.72" in told


def test_any_rate_times_three_is_found_and_no_other_accused_with_it(real: Table) -> None:
    before = _found(real)
    missed = []
    for area in sorted(residents().keys() & real.keys() - {"south-yorkshire"}):
        for period in real[area]:
            slip = real | {area: real[area] | {period: real[area][period] * 3}}
            found = _found(slip) - before
            assert found <= {(area, period)}, "a slip accuses only itself"
            if not found:
                missed.append((area, period, slip[area][period] / real[ENGLAND_AND_WALES][period]))
    # One of 287, 1.2 times the country's rate: the region's rate points to a neighbour as well.
    assert [(area, period) for area, period, _ in missed] == [("north-yorkshire", "2018-04/P3Y")]


def test_without_regions_and_counts_nothing_far_above_the_country_is_missed(real: Table) -> None:
    table = _forces_and_country(real)
    for area in sorted(residents().keys() & table.keys() - {"south-yorkshire"}):
        for period in table[area]:
            value = table[area][period] * 3
            if value >= 2 * table[ENGLAND_AND_WALES][period]:
                assert _against(table | {area: table[area] | {period: value}}, area, period)


def test_a_true_high_rate_that_its_region_confirms_is_left_alone(real: Table) -> None:
    """Cleveland at three times its rate, with the North East's own rate moved by just that."""
    people, north_east = residents(), ("cleveland", "durham", "northumbria")
    real["cleveland"] = {period: 3 * value for period, value in real["cleveland"].items()}
    assert suspicion(real, "cleveland", LAST, 2.0) is not None
    for period in real["cleveland"]:
        whole = sum(people[one] * real[one][period] for one in north_east)
        real["E12000001"][period] = whole / sum(people[one] for one in north_east)
    assert suspicion(real, "cleveland", LAST, 2.0) is None


def test_one_window_of_one_force_alone_accuses_nobody(real: Table) -> None:
    assert suspicion({"kent": {LAST: 60.0}}, "kent", LAST, 2.0) is None


def test_a_rate_of_one_year_is_no_sum_of_several(real: Table) -> None:
    yearly = {area: {"ye_2023_03": held[LAST]} for area, held in real.items() if LAST in held}
    assert suspicion(yearly, "south-yorkshire", "ye_2023_03", 2.0) is None
