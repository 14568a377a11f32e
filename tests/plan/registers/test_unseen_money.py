"""Money that nobody has seen yet: other funds, stages, years and areas than those that come with Peelian."""

from pathlib import Path

from peelian.plan.registers.money import area_money, fund_money, money
from tests.support.small_store import small_store

ROWS = """
    area_kind | area_id    | recipient  | period    | fund                | stage     | amount_pence | precision | dated      | note
    country   | K04000001  | Everyone   | fy_2026_27| new_fund            | announced | 100000000    | rounded   | 2026-02-01 | -
    country   | K04000001  | Everyone   | fy_2026_27| new_fund            | awarded   | 90000000     | rounded   | 2026-05-01 | -
    country   | K04000001  | Everyone   | fy_2026_27| new_fund            | spent     | 40000000     | exact     | -          | -
    force     | kent       | Kent       | fy_2026_27| new_fund            | awarded   | 60000000     | exact     | 2026-05-01 | -
    district  | E06000035  | Medway     | fy_2026_27| new_fund            | awarded   | 20000000     | exact     | 2026-05-01 | -
    force     | essex      | Essex      | fy_2026_27| new_fund            | awarded   | 30000000     | exact     | 2026-05-01 | -
    country   | K04000001  | Teams      | fy_2026_27| youth_justice_grant | allocated | 7000000000   | rounded   | 2026-04-02 | -
    country   | K04000001  | Teams      | fy_2027_28| youth_justice_grant | allocated | 7000000000   | rounded   | 2027-03-31 | -
"""


def test_a_fund_that_the_register_does_not_know_is_shown_all_the_same(tmp_path: Path) -> None:
    found = fund_money("new_fund", small_store(tmp_path, {"funding": ROWS}))
    assert not found.fund.registered
    assert found.fund.title["en"] == "new fund"
    assert [one.stage for one in found.stages] == ["announced", "awarded", "spent"]
    assert found.not_found == ()
    assert [(one.before, one.after, one.pence) for one in found.gaps] == [
        ("announced", "awarded", 10000000),
        ("awarded", "spent", 50000000),
    ]
    assert found.days_to_award == 89


def test_a_district_inside_a_listed_force_is_not_counted_twice(tmp_path: Path) -> None:
    """Medway lies in Kent: 600,000 + 300,000 make the 900,000, and Medway's 200,000 are not added."""
    found = fund_money("new_fund", small_store(tmp_path, {"funding": ROWS}))
    (check,) = found.sums
    assert (check.sum, check.outcome) == (90000000, "equal")


def test_a_new_year_of_an_annual_grant_gets_its_days(tmp_path: Path) -> None:
    found = fund_money("youth_justice_grant", small_store(tmp_path, {"funding": ROWS}))
    days = {one.period: one for one in found.delays}
    assert (days["fy_2026_27"].days, days["fy_2026_27"].in_words("en")) == (1, "1 day late")
    assert (days["fy_2027_28"].days, days["fy_2027_28"].in_words("en")) == (-1, "1 day early")
    assert days["fy_2019_20"].sense == "at least", "the wait on record stays"


def test_an_empty_store_has_every_fund_and_no_amount(tmp_path: Path) -> None:
    store = small_store(tmp_path, {"funding": "area_id | fund\n"})
    every = money(store)
    assert every
    assert all(not one.amounts and not one.stages for one in every)
    assert all("announced" in one.not_found for one in every)
    assert area_money("kent", store) == ()


def test_a_force_is_given_what_names_it_or_a_district_inside_it(tmp_path: Path) -> None:
    store = small_store(tmp_path, {"funding": ROWS})
    assert [one.recipient for one in area_money("kent", store)] == ["Medway", "Kent"]
