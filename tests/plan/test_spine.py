"""The plan is walkable both ways: from a promise to its ends, and from every end back to the promise."""

from pathlib import Path

import pytest

from peelian.facts.store import open_store
from peelian.plan.claims import packaged
from peelian.plan.commitments import commitments
from peelian.plan.commitments.problems import UnknownCommitment
from peelian.plan.registers.events import events
from peelian.plan.registers.funds import funds
from peelian.plan.registers.services import services
from peelian.plan.spine import REASONS, commitments_of, funded_areas, in_area, links_of
from peelian.reference.forces import forces
from tests.support.small_store import small_store

ENDS = {
    "claim": "claims",
    "measure": "measures",
    "service": "services",
    "fund": "funds",
    "event": "events",
    "related": "related",
}


@pytest.mark.parametrize("kind", ENDS)
def test_every_link_of_a_commitment_leads_back_to_it(kind: str) -> None:
    walked = 0
    for one in commitments():
        for id_ in getattr(links_of(one.id), ENDS[kind]):
            assert one.id in {each.id for each in commitments_of(kind, id_)}, (one.id, id_)
            walked += 1
    assert walked > 10


def test_a_claim_that_names_a_commitment_is_a_claim_of_it() -> None:
    named = [(claim.id, id_) for claim in packaged().values() for id_ in claim.commitments]
    assert len(named) > 50
    for claim, id_ in named:
        assert claim in links_of(id_).claims, (claim, id_)


def test_a_register_that_names_a_commitment_is_linked_from_it() -> None:
    for end, register in (("funds", funds()), ("services", services()), ("events", events())):
        named = [(one.id, id_) for one in register.values() for id_ in one.commitments]
        assert len(named) > 5, end
        for one, id_ in named:
            assert one in getattr(links_of(id_), end), (one, id_)


def test_no_link_is_there_twice() -> None:
    for one in commitments():
        links = links_of(one.id)
        for end in ENDS.values():
            ids = getattr(links, end)
            assert len(ids) == len(set(ids)), (one.id, end)


def test_from_officer_to_every_burglary_to_greater_manchester_and_claim_c31_and_back() -> None:
    links = links_of("p21-04")
    assert links.areas == ("greater-manchester",)
    assert links.services == ("attendance",)
    assert "C31" in links.claims
    assert "P21-04" in {one.id for one in commitments_of("claim", "C31")}


def test_related_commitments_know_of_each_other() -> None:
    assert "P18-01" in links_of("X-03").related
    assert "X-03" in links_of("P18-01").related


def test_an_end_that_nothing_names_has_no_commitments() -> None:
    assert commitments_of("fund", "no_such_fund") == ()


def test_an_unknown_commitment_is_refused_with_near_ids() -> None:
    with pytest.raises(UnknownCommitment):
        links_of("P18-99")


def test_greater_manchester_has_the_promise_that_names_it_first(home: Path) -> None:
    found = in_area("greater-manchester", open_store(home))
    why = {one.commitment.id: one.why for one in found}
    assert why["P21-04"] == "named"
    assert why["P18-05"] == "money", "its violence reduction unit's money"
    assert why["P18-11"] == "around", "a law for England and Wales"
    assert [one.why for one in found] == sorted((one.why for one in found), key=list(REASONS).index)


@pytest.mark.parametrize("force", forces(), ids=lambda force: force.id)
def test_every_force_has_its_part_in_the_plan(home: Path, force) -> None:  # type: ignore[no-untyped-def]
    found = {one.commitment.id for one in in_area(force.id, open_store(home))}
    assert {"P18-01", "P21-02"} <= found
    assert "P21-04" in found or force.id != "greater-manchester"


def test_a_scheme_of_england_alone_does_not_touch_a_welsh_force(home: Path) -> None:
    store = open_store(home)
    welsh = {one.commitment.id for one in in_area("gwent", store)}
    english = {one.commitment.id for one in in_area("kent", store)}
    assert "P21-08" not in welsh, "school teams: education is devolved"
    assert "P21-08" in english
    assert "P21-11" in welsh, "the alcohol tags' trial in Wales"


def test_money_needs_rows_and_nothing_else_changes_without_them(tmp_path: Path) -> None:
    store = small_store(tmp_path, {"funding": "area_id | fund\n"})
    found = {one.commitment.id: one.why for one in in_area("greater-manchester", store)}
    assert found["P21-04"] == "named"
    assert "money" not in found.values()


def test_the_areas_that_a_promises_money_names(home: Path) -> None:
    found = {one.area_id for one in funded_areas("P18-09", open_store(home))}
    # The awards in the stored lists of bids, and those of CYP Now and of MOPAC's decision PCD 522.
    assert found == {
        "W92000004", "sussex", "metropolitan", "avon-and-somerset", "cleveland", "devon-and-cornwall",
        "cambridgeshire", "cheshire", "derbyshire",
    }  # fmt: skip
