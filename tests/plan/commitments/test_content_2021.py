"""What the 2021 plan's commitments and the further ones say: statuses with reasons, links that resolve, figures that were published."""

import re

import pytest

from peelian.plan.claims.catalogue import claim_ids
from peelian.plan.commitments.catalogue import commitment, commitment_ids
from peelian.plan.commitments.model import Commitment
from peelian.plan.registers.citations import citation
from peelian.plan.registers.events import events
from peelian.plan.registers.partnerships import partnerships
from peelian.plan.registers.services import services
from peelian.reference.areas import area
from peelian.reference.figures import figure_rows

IDS = [*(f"P21-{n:02}" for n in range(1, 18)), "C21-01", *(f"X-{n:02}" for n in range(1, 11))]


@pytest.fixture(params=IDS)
def one(request: pytest.FixtureRequest) -> Commitment:
    return commitment(request.param)


def test_every_id_of_the_plan_of_2021_and_of_the_further_ones_is_there() -> None:
    assert [id_ for id_ in commitment_ids() if id_.startswith(("P21", "C21", "X"))] == IDS


def test_it_links_only_to_what_exists(one: Commitment) -> None:
    from peelian.facts.measures import definitions

    assert set(one.measures) <= set(definitions())
    assert set(one.events) <= set(events())
    assert set(one.services) <= set(services())
    assert set(one.related) <= set(commitment_ids())
    assert set(one.funds) <= {row["fund"] for row in figure_rows("funding")}
    assert all(area(id_) for id_ in one.areas)


def test_the_claims_that_it_links_to_are_packaged(one: Commitment) -> None:
    assert set(one.claims) <= set(claim_ids())


def test_every_source_of_it_is_on_record(one: Commitment) -> None:
    assert all(citation(key).title for key in one.every_source)


def test_it_says_everything_in_two_different_languages(one: Commitment) -> None:
    texts = [one.title, one.words, one.done, one.owner, one.because, *one.measures_wanted, *one.unverified]
    for words in [*texts, *(milestone.text for milestone in one.milestones)]:
        assert words["en"] != words["cy"]


def test_a_figure_of_the_reason_is_the_same_in_both_languages(one: Commitment) -> None:
    """A number lost or changed in translation would show: the figures of four digits or with a pound or percent sign."""
    pattern = re.compile(r"£?\d[\d,.]*\d%?|£\d+|\d+%")
    assert sorted(pattern.findall(one.because["en"])) == sorted(pattern.findall(one.because["cy"]))


def test_it_has_at_least_one_dated_milestone_and_says_what_would_measure_it(one: Commitment) -> None:
    assert one.milestones
    assert one.measures_wanted


def test_what_is_not_evidenced_says_what_was_looked_for() -> None:
    unseen = [commitment(id_) for id_ in IDS if commitment(id_).status == "not evidenced"]
    assert {one.id for one in unseen} >= {"P21-05", "P21-16", "P21-17"}
    assert all(one.looked_for["en"] and one.looked_for["cy"] for one in unseen)


def test_the_two_meanings_of_a_named_officer_are_kept_apart() -> None:
    """The Prime Minister wrote of every victim; the plan of 27 July 2021 of neighbourhood teams."""
    done = commitment("P21-01").done["en"]
    assert "Case contact" in done
    assert "Neighbourhood officer" in done
    assert commitment("P21-01").status == "changed"


def test_one_hundred_and_sixty_six_of_a_thousand_is_not_met() -> None:
    """Freedom of information answer on the Life Chance scheme: 166 hired, 374 applicants, 293 posts; 166 is 17%."""
    found = commitment("P21-13")
    assert found.status == "not met"
    assert all(figure in found.because["en"] for figure in ("166", "374", "293", "17%"))
    assert round(100 * 166 / 1000) == 17


def test_section_60_became_permanent_after_the_plan_and_not_with_it() -> None:
    """Letter to all forces, reported 16 May 2022; the article is of 27 July 2021."""
    permanent = [
        one
        for one in commitment("P21-09").milestones
        if one.kind == "started" and "permanent" in one.text["en"]
    ]
    assert [one.on for one in permanent] == ["2022-05-16"]
    assert permanent[0].on > "2021-07-27"


def test_the_call_tables_came_on_the_days_that_were_published() -> None:
    """Home Office, 31 May 2022 (999); Cumbria Crack, 1 June 2025 (101, about the end of May)."""
    days = [one.on for one in commitment("P21-02").milestones]
    assert "2022-05-31" in days
    assert "2025-05" in days


def test_the_money_of_project_adder_adds_up_to_what_the_reason_says() -> None:
    """28 and 31 million pounds of the packaged ledger."""
    rows = [row for row in figure_rows("funding") if row["fund"] == "adder" and row["area_kind"] == "country"]
    assert sum(int(row["amount_pence"]) for row in rows) == 59_000_000_00
    assert "£59 million" in commitment("P21-14").because["en"]


def test_the_areas_of_the_tags_are_the_six_and_the_thirteen() -> None:
    """Emergency Services News, 4 October 2021: 19 forces."""
    assert len(set(commitment("P21-10").areas)) == 19


def test_the_areas_of_the_hospital_money_are_the_eighteen_units_of_2021() -> None:
    """The £17 million of 2021/22 went through the 18 units; Cleveland and Humberside joined in April 2022."""
    eighteen = {one.area for one in partnerships().values() if one.vru_since == "2019"}
    assert set(commitment("P21-07").areas) == eighteen


def test_a_critics_demand_is_not_called_a_promise() -> None:
    assert commitment("C21-01").status == "not a promise"
    assert "design" in commitment("C21-01").title["en"]
