"""The register of money against what was published: stages apart, the gaps between them, and the sums that are short."""

from pathlib import Path

import pytest

from peelian.facts.store import open_store
from peelian.plan.registers.amounts import amounts, lies_in
from peelian.plan.registers.money import FundMoney, area_money, fund_money, money
from peelian.plan.registers.problems import UnknownEntry
from peelian.plan.registers.stages import money_words
from peelian.plan.registers.sums import SumCheck, group_checks
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces

MILLION = 100_000_000
"""A million pounds in pence."""


def held(home: Path, id_: str) -> FundMoney:
    return fund_money(id_, open_store(home))


def one_sum(found: FundMoney, kind: str) -> SumCheck:
    (check,) = [one for one in found.sums if one.kind == kind]
    return check


def test_the_youth_fund_keeps_what_was_announced_apart_from_what_was_awarded(home: Path) -> None:
    """£11m (9 April 2018), £22m (30 July 2018), £17.7m to 29 projects (12 November 2018): Home Office, CYP Now."""
    found = held(home, "early_intervention_youth_fund")
    announced, awarded = found.stage("announced"), found.stage("awarded")
    assert announced is not None and awarded is not None
    assert [one.pence for one in announced.replaced] == [11 * MILLION]
    assert announced.total == 22 * MILLION
    assert awarded.total == 1770 * MILLION // 100
    (gap,) = found.gaps
    assert (gap.before, gap.after, gap.pence) == ("announced", "awarded", 430 * MILLION // 100)
    assert gap.shown("en") == "£4.3 million"
    assert gap.shown("cy") == "£4.3 miliwn"
    assert found.not_found == ("spent",), "no figure of what was spent is loaded, and the register says so"


def test_the_youth_fund_took_217_days_from_the_announcement_to_the_award(home: Path) -> None:
    """9 April to 12 November 2018, counted on a calendar: 21 + 31 + 30 + 31 + 31 + 30 + 31 + 12."""
    assert held(home, "early_intervention_youth_fund").days_to_award == 217


def test_shares_that_are_known_are_not_taken_for_the_whole_award(home: Path) -> None:
    check = one_sum(held(home, "early_intervention_youth_fund"), "areas")
    # 463,857 + 546,250 + 528,569 + 4.2m + 890,616 + 1,211,542
    assert check.sum == 784083400
    assert check.outcome == "gap"
    assert check.gap == 1770 * MILLION // 100 - 784083400


def test_the_strategys_parts_make_16_3_of_its_40_million(home: Path) -> None:
    """3.6 + 11 + 1 + 0.5 + 0.175: the youth fund as it stood that day, not the £22m of July."""
    check = one_sum(held(home, "serious_violence_strategy"), "funds")
    assert check.sum == 1627500000
    assert check.total == 40 * MILLION
    assert check.outcome == "gap"
    assert "£16.275 million of £40 million" in check.sentence("en")
    assert "£16.275 miliwn o £40 miliwn" in check.sentence("cy")


def test_adder_is_28_and_31_million(home: Path) -> None:
    found = held(home, "adder")
    announced = found.stage("announced")
    assert announced is not None
    assert announced.total == 59 * MILLION
    assert [part.pence for part in one_sum(found, "adds").parts] == [28 * MILLION, 31 * MILLION]
    assert len(announced.unpriced) == 13, "the thirteen areas are named, and no amount is published for one"


def test_a_running_total_is_not_added_to_what_it_holds(home: Path) -> None:
    """£65m since November 2019 holds the first £25m; £145m is for the three years after."""
    found = held(home, "county_lines_programme").stage("announced")
    assert found is not None
    assert [one.pence for one in found.standing] == [25 * MILLION, 65 * MILLION, 145 * MILLION]
    assert found.total is None


def test_the_drugs_package_holds_the_pilot_and_the_40_million_for_county_lines(home: Path) -> None:
    """£148m in January 2021, of which 28 for ADDER and 65 - 25 = 40 for county lines."""
    check = one_sum(held(home, "drugs_package_2021"), "funds")
    assert [part.pence for part in check.parts] == [28 * MILLION, 40 * MILLION]


def test_the_ten_year_drugs_strategy_is_its_three_parts(home: Path) -> None:
    """105 supply + 768 treatment + 30 demand = 903: Public Accounts Committee."""
    check = one_sum(held(home, "ten_year_drugs_strategy"), "funds")
    assert (check.outcome, check.sum) == ("equal", 903 * MILLION)


def test_ten_of_the_largest_school_grants_would_be_more_than_the_fund(home: Path) -> None:
    """10 x £3,377,550 = £33,775,500 > £30m, so the figure is a maximum."""
    check = one_sum(held(home, "safe_taskforces"), "largest")
    assert (check.sum, check.outcome, check.areas) == (3377550000, "largest", 10)
    assert "a maximum, not what each got" in check.sentence("en")


def test_over_45_million_for_schools_is_30_and_15(home: Path) -> None:
    (check,) = group_checks(amounts(open_store(home)), "P21-08")
    assert (check.sum, check.total, check.outcome) == (45 * MILLION, 45 * MILLION, "said_more")


def test_the_units_shares_of_2020_21_are_held_against_the_35_million_announced(home: Path) -> None:
    """ITV News, 29 December 2019: £35m for 18 areas; the printed grants sum to £33.18m, several being "more than"."""
    checks = {check.title["en"]: check for check in held(home, "vru").sums}
    check = checks["allocated, financial year 2020/21"]
    assert (check.sum, check.total) == (3318000000, 35 * MILLION)


def test_an_annual_grant_has_no_total_over_its_years(home: Path) -> None:
    for id_ in ("vru", "youth_justice_grant", "police_grant"):
        assert all(stage.total is None for stage in held(home, id_).stages), id_


def test_every_amount_of_the_rows_is_in_the_register_once(home: Path) -> None:
    store = open_store(home)
    found = [one for each in money(store) for one in each.amounts]
    rows = figure_rows("funding")
    assert len(found) == len(rows)
    assert sum(one.pence or 0 for one in found) == sum(int(row["amount_pence"] or 0) for row in rows)
    assert all(one.source_ids for one in found)


@pytest.mark.parametrize("force", forces(), ids=lambda force: force.id)
def test_every_force_has_its_police_grant_and_never_a_share_of_the_countrys_money(home: Path, force) -> None:  # type: ignore[no-untyped-def]
    found = area_money(force.id, open_store(home))
    assert [one.fund for one in found].count("police_grant") == 1
    assert not any(one.whole for one in found)


def test_a_force_has_its_districts_money_and_its_regions(home: Path) -> None:
    store = open_store(home)
    merseyside = {one.recipient for one in area_money("merseyside", store) if one.fund == "adder"}
    assert merseyside == {"Knowsley", "Liverpool City", "Wirral"}
    gwent = {(one.fund, one.area_id) for one in area_money("gwent", store)}
    assert ("early_intervention_youth_fund", "W92000004") in gwent


def test_what_lies_in_what() -> None:
    assert lies_in("merseyside", "merseyside")
    assert lies_in("E08000011", "merseyside"), "Knowsley"
    assert lies_in("gwent", "W92000004")
    assert not lies_in("W92000004", "gwent")
    assert not lies_in("west-midlands", "merseyside")
    assert not lies_in("", "merseyside")


@pytest.mark.parametrize(
    ("pence", "precision", "lang", "words"),
    [
        (1770000000, "rounded", "en", "£17.7 million"),
        (1770000000, "rounded", "cy", "£17.7 miliwn"),
        (3000000000, "up_to", "en", "up to £30 million"),
        (3000000000, "up_to", "cy", "hyd at £30 miliwn"),
        (46385700, "exact", "en", "£463,857"),
        (147930616, "exact", "en", "£1,479,306.16"),
        (50000000, "rounded", "en", "£500,000"),
        (784083400, "about", "cy", "tua £7.84 miliwn"),
        (0, "exact", "en", "£0"),
        (-50000000, "rounded", "en", "-£500,000"),
        (None, "exact", "en", "–"),
    ],
)
def test_an_amount_in_words(pence: int | None, precision: str, lang: str, words: str) -> None:
    assert money_words(pence, precision, lang) == words


def test_an_unknown_fund_gets_the_nearest_ones(home: Path) -> None:
    with pytest.raises(UnknownEntry, match="Did you mean") as caught:
        held(home, "early_intervention_youth")
    assert "Ai " in caught.value.message("cy")
