"""Each cited figure decides: moved past its threshold in the store, the verdict changes."""

from pathlib import Path

import pytest

from peelian.plan import check
from peelian.plan.claims import packaged
from tests.plan.rows import add_like, change, remove, shift
from tests.support.moved import Move, fund, moved, point, unmoved

EW = "K04000001"


def officers(area: str, day: str, value: float, worker: str = "police_officers") -> Move:
    where = {"area_id": area, "as_at": day, "worker_type": worker, "basis": "fte"}
    return ("workforce", where, "value", value)


def pages(source: str, value: int) -> Move:
    return point("strategy_pages", "2018-04-09", value, source_key=source)


def homicides(month: str, value: int) -> Move:
    return point("met_homicides", month, value)


def charged(what: str, period: str, source: str, value: float) -> Move:
    return point(f"charge_rate_{what}", period, value, source_key=source)


YOUTH = "early_intervention_youth_fund"
APRIL, JULY = "2018-04-09", "2018-07-30"
MOVES: list[tuple[str, str, list[Move]]] = [
    ("C01", "does not hold as stated", [officers(EW, "2010-09-30", 150_000)]),
    ("C01", "does not hold as stated", [officers(EW, "2017-09-30", 121_928)]),
    ("C02", "does not hold as stated", [officers("cleveland", "2017-09-30", 1_300)]),
    ("C02", "does not hold as stated", [officers("durham", "2016-09-30", 1_139)]),
    ("C03", "holds", [officers(EW, "2010-09-30", 142_950)]),
    ("C03", "does not hold as stated", [officers("metropolitan", "2010-03-31", 25_000)]),
    ("C03", "does not hold as stated", [officers(EW, "2017-09-30", 130_000)]),
    ("C04", "holds", [officers(EW, "2010-09-30", 17_000, "pcsos")]),
    ("C04", "holds", [officers(EW, "2017-09-30", 9_400, "pcsos")]),
    ("C05", "does not hold as stated", [officers("metropolitan", "2017-09-30", 30_000)]),
    ("C06", "does not hold as stated", [officers("metropolitan", "2016-09-30", 31_700)]),
    ("C06", "does not hold as stated", [officers("metropolitan", "2017-09-30", 30_900)]),
    ("C07", "holds", [officers("metropolitan", "2016-09-30", 31_793.2)]),
    ("C07", "holds", [officers("metropolitan", "2017-09-30", 30_859.9)]),
    ("C08", "does not hold as stated", [officers("thames-valley", "2016-09-30", 4_203)]),
    ("C08", "does not hold as stated", [officers("thames-valley", "2017-09-30", 4_085)]),
    ("C09", "holds", [officers("west-midlands", "2016-09-30", 6_814)]),
    ("C09", "holds", [officers("west-midlands", "2017-09-30", 6_598)]),
    ("C10", "does not hold as stated", [fund("serious_violence_strategy", 41_000_000)]),
    ("C11", "does not hold as stated", [fund("nclcc", 3_500_000)]),
    ("C12", "does not hold as stated", [fund(YOUTH, 12_000_000, dated=APRIL)]),
    (
        "C12",
        "holds",
        [fund(YOUTH, 11_000_000, dated=JULY), fund(YOUTH, 11_000_000, stage="awarded", area_id=EW)],
    ),
    ("C13", "holds", [pages("leak-guard", 114), pages("svs-copy", 114)]),
    ("C13", "does not hold as stated", [pages("a18", 115), pages("svs-copy", 115)]),
    ("C14", "holds", [homicides("2018-01", 14)]),
    ("C14", "holds", [homicides("2018-02", 21)]),
    ("C14", "holds", [homicides("2018-03", 22)]),
    ("C14", "does not hold as stated", [homicides("2018-04", 2)]),
    ("C16", "does not hold as stated", [charged("robbery", "ye_2018_03", "rob18", 6.5)]),
    ("C16", "does not hold as stated", [charged("robbery", "ye_2021_12", "rob21", 9.0)]),
    ("C16", "does not hold as stated", [charged("all", "ye_2015_03", "ho-bulletin-2019", 8.0)]),
    ("C16", "does not hold as stated", [charged("all", "ye_2018_03", "rob18", 15.5)]),
    ("C16", "does not hold as stated", [charged("all", "ye_2019_03", "rob19", 9.5)]),
    ("C16", "does not hold as stated", [point("recorded_robbery", "ye_2015_03", 90_000)]),
    ("C16", "does not hold as stated", [point("recorded_robbery", "ye_2019_03", 50_000)]),
    ("C17", "holds", [officers(EW, "2014-09-30", 128_400)]),
    ("C17", "does not hold as stated", [officers("metropolitan", "2014-03-31", 25_000)]),
    ("C17", "does not hold as stated", [officers(EW, "2017-09-30", 127_000)]),
]


def test_every_claim_is_perturbed() -> None:
    """C18 on: tests/golden/test_claims_18_37.py and test_claims_38_56.py."""
    assert {claim for claim, _, _ in MOVES} | {"C15"} == {id_ for id_ in packaged() if id_ < "C18"}


@pytest.mark.parametrize(
    ("claim", "verdict", "moves"), MOVES, ids=[f"{claim}-{n}" for n, (claim, _, _) in enumerate(MOVES)]
)
def test_a_moved_figure_changes_the_verdict(
    prepared_home: Path, home: Path, claim: str, verdict: str, moves: list[Move]
) -> None:
    after, before = moved(home, claim, moves), unmoved(prepared_home)[claim]
    assert after.verdict == verdict
    assert after.verdict != before.verdict
    assert after.found != before.found


def test_c15_is_told_as_soon_as_a_record_of_ages_is_loaded(home: Path) -> None:
    like = {"series": "county_lines_youngest_age_claimed"}
    add_like(home, "point_figures", like, series="county_lines_youngest_age", period="2018", value=13.0)
    assert check(["C15"])[0].verdict == "does not hold as stated"
    change(home, "point_figures", {"series": "county_lines_youngest_age"}, "value", 12.0)
    assert check(["C15"])[0].verdict == "holds"


def test_c16_uses_the_earlier_robbery_years_once_they_are_loaded(home: Path) -> None:
    like = {"series": "charge_rate_robbery", "period": "ye_2018_03"}
    add_like(home, "point_figures", like, period="ye_2015_03", value=16.0)
    assert check(["C16"])[0].verdict == "holds with note"
    like = {"series": "recorded_robbery", "period": "ye_2015_03"}
    add_like(home, "point_figures", like, period="ye_2018_03", value=77_000.0)
    assert check(["C16"])[0].verdict == "holds"
    change(home, "point_figures", {"series": "recorded_robbery", "period": "ye_2018_03"}, "value", 49_000.0)
    assert check(["C16"])[0].verdict == "does not hold as stated"


def test_two_figures_for_one_step_of_a_packaged_claim_are_told_and_stop_nothing_else(home: Path) -> None:
    like = {"series": "charge_rate_robbery", "period": "ye_2018_03"}
    add_like(home, "point_figures", like, period="ye_2015_03", value=16.0)
    like = {"series": "charge_rate_robbery", "period": "ye_2015_03"}
    add_like(home, "point_figures", like, source_key="another", value=17.0)
    found = {one.id: one for one in check()}
    assert found["C16"].verdict == "could not tell"
    assert "2 answer" in found["C16"].because["en"]
    assert "source_key=another" in found["C16"].because["en"]
    assert found["C01"].verdict == "holds"


def test_one_force_without_a_figure_and_a_count_of_forces_is_not_told(home: Path) -> None:
    remove(home, *officers("gwent", "2017-09-30", 0)[:2])
    finding = check(["C02"])[0]
    assert finding.verdict == "could not tell"
    assert [one.area_id for one in finding.missing] == ["gwent"]
    assert "Police officers (FTE), Gwent Police, 30 September 2017 (no data)" in finding.because["en"]
    assert "'workforce'" in finding.because["en"]


def test_a_figure_taken_away_is_missing_and_never_zero(home: Path) -> None:
    remove(home, *officers("thames-valley", "2016-09-30", 0)[:2])
    finding = check(["C08"])[0]
    assert finding.verdict == "could not tell"
    assert finding.steps[0].value is None
    assert finding.found == "no data"


def test_the_explanation_of_c09_goes_when_the_region_no_longer_gives_the_figure(home: Path) -> None:
    shift(home, *officers("E12000005", "2017-09-30", 0)[:3], by=-300)
    finding = check(["C09"])[0]
    assert finding.verdict == "does not hold as stated"
    assert "region" not in finding.because["en"]
    assert any("None of the" in note.text["en"] for note in finding.notes)
