"""Every commitment of the domain's list is there, says what its status rests on, and speaks both languages."""

import pytest

from peelian.plan.commitments import commitment, commitment_ids, commitments
from peelian.plan.commitments.problems import UnknownCommitment

# The ids of the domain's list of commitments: two plans, the facts to follow, a critic, and the further ones.
EXPECTED = (
    *(f"P18-{number:02d}" for number in range(1, 18)),
    *(f"M18-{number:02d}" for number in range(1, 8)),
    *(f"P21-{number:02d}" for number in range(1, 18)),
    "C21-01",
    *(f"X-{number:02d}" for number in range(1, 11)),
)


def test_every_commitment_of_the_list_is_there_and_no_other() -> None:
    assert commitment_ids() == EXPECTED
    assert tuple(one.id for one in commitments()) == EXPECTED


def test_one_without_evidence_says_in_both_languages_what_was_looked_for() -> None:
    found = [one for one in commitments() if one.status == "not evidenced"]
    assert {"P18-06", "P18-16"} <= {one.id for one in found}
    for one in found:
        assert all(len(one.looked_for[lang]) > 60 for lang in ("en", "cy")), one.id


def test_only_facts_and_the_critic_are_not_promises() -> None:
    others = {one.id for one in commitments() if one.status == "not a promise"}
    facts = {id_ for id_ in EXPECTED if id_.startswith("M18")}
    assert others == facts | {"P18-17", "C21-01"}


def test_no_welsh_text_is_its_english_one() -> None:
    for one in commitments():
        for words in (one.words, one.done, one.because, *(each.text for each in one.milestones)):
            assert words["en"] != words["cy"], one.id


def test_no_welsh_text_claims_that_somebody_reviewed_it() -> None:
    assert not any(one.reviewed for one in commitments())


def test_no_status_is_dated_after_it_was_checked() -> None:
    """It may be older than the promise: what was promised anew can be done already."""
    for one in commitments():
        assert one.checked_on is not None
        assert one.status_on <= one.checked_on, one.id


def test_no_milestone_is_dated_after_the_commitment_was_checked() -> None:
    for one in commitments():
        assert all(each.on <= str(one.checked_on) for each in one.milestones), one.id


@pytest.mark.parametrize("text", ["P18-09", "p18-09", " P18-09 "])
def test_an_id_is_found_whatever_its_case(text: str) -> None:
    assert commitment(text).id == "P18-09"


def test_an_unknown_id_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownCommitment) as caught:
        commitment("P18-9")
    assert "Did you mean" in str(caught.value)
    assert "Ai " in caught.value.message("cy")


@pytest.mark.parametrize(
    ("id_", "status", "day"),
    [
        ("P18-08", "delivered in part", "2018-09-21"),  # NCLCC said to be fully operational, not fed by all
        ("P18-10", "changed", "2022-04-06"),  # SI 2022/418: home delivery with an age check is no breach
        ("P18-11", "delivered", "2021-07-14"),  # Offensive Weapons Act 2019 s46 in force
        ("P18-12", "delivered", "2022-04-06"),  # s1
        ("P18-14", "delivered", "2022-04-06"),  # s45
        ("P18-02", "delivered", "2023-10-26"),  # Online Safety Act 2023
    ],
)
def test_a_promise_kept_by_law_is_dated_by_the_law(id_: str, status: str, day: str) -> None:
    one = commitment(id_)
    assert (one.status, one.status_on.isoformat()) == (status, day)
    assert day in {each.on for each in one.milestones}
