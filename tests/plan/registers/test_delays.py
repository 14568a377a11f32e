"""Late days against the published dates: the youth justice grant, and grants that came in time."""

from datetime import date
from pathlib import Path

from peelian.facts.store import open_store
from peelian.plan.registers.delays import Delay
from peelian.plan.registers.money import fund_money


def by_year(home: Path, fund: str) -> dict[str, Delay]:
    return {one.period: one for one in fund_money(fund, open_store(home)).delays}


def test_the_youth_justice_grant_of_2018_19_was_45_days_late(home: Path) -> None:
    """Needed on 1 April 2018, confirmed by 16 May 2018 (CYP Now): 29 days of April and 16 of May."""
    found = by_year(home, "youth_justice_grant")["fy_2018_19"]
    assert (found.needed_by, found.on) == ("2018-04-01", "2018-05-16")
    assert (found.days, found.sense, found.late) == (45, "exactly", True)
    assert found.in_words("en") == "45 days late"
    assert found.in_words("cy") == "45 diwrnod yn hwyr"


def test_the_next_years_was_still_waited_for_so_it_was_at_least_so_late(home: Path) -> None:
    """LocalGov, 15 May 2019: still not announced."""
    found = by_year(home, "youth_justice_grant")["fy_2019_20"]
    assert found.days == (date(2019, 5, 15) - date(2019, 4, 1)).days == 44
    assert (found.sense, found.late) == ("at least", True)
    assert found.in_words("en") == "at least 44 days late"


def test_years_without_a_known_day_have_no_delay(home: Path) -> None:
    assert set(by_year(home, "youth_justice_grant")) == {"fy_2018_19", "fy_2019_20"}


def test_a_grant_that_came_before_the_year_is_early(home: Path) -> None:
    """The Police Grant of 2025/26 was settled on 30 January 2025."""
    found = by_year(home, "police_grant")["fy_2025_26"]
    assert (found.days, found.late) == (-61, False)
    assert found.in_words("en") == "61 days early"
    assert len(found.areas) == 43


def test_the_day_of_a_published_list_proves_no_lateness(home: Path) -> None:
    """The allocations of 2023/24 are known from a list of 29 August 2023; the awards may be older."""
    found = by_year(home, "vru")["fy_2023_24"]
    assert (found.days, found.sense, found.late) == (150, "at most", False)


def test_a_fund_that_is_no_annual_grant_has_no_late_days(home: Path) -> None:
    assert by_year(home, "early_intervention_youth_fund") == {}
