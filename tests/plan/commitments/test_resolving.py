"""Every id that the plan names is there: measures, services, claims, funds, events, areas, commitments, sources."""

import pytest

from peelian.facts.measures import measure_ids
from peelian.plan.claims import packaged
from peelian.plan.commitments import Commitment, commitment_ids, commitments
from peelian.plan.registers.citations import citation
from peelian.plan.registers.events import events
from peelian.plan.registers.funds import funds, groups
from peelian.plan.registers.partnerships import partnerships
from peelian.plan.registers.services import services
from peelian.reference.areas import area
from peelian.reference.figures import figure_rows
from peelian.reference.periods import Period

EVERY = pytest.mark.parametrize("one", commitments(), ids=lambda one: one.id)


@EVERY
def test_what_a_commitment_names_is_there(one: Commitment) -> None:
    assert set(one.measures) <= set(measure_ids())
    assert set(one.services) <= set(services())
    assert set(one.claims) <= set(packaged())
    assert set(one.funds) <= set(funds())
    assert set(one.events) <= set(events())
    assert set(one.related) <= set(commitment_ids()) - {one.id}
    for id_ in one.areas:
        assert area(id_).name


@EVERY
def test_its_sources_are_on_record(one: Commitment) -> None:
    for key in one.every_source:
        assert citation(key).title
        assert citation(key).publisher


@EVERY
def test_its_milestones_have_a_date_that_can_be_read_and_a_source(one: Commitment) -> None:
    assert one.milestones
    for each in one.milestones:
        assert Period.parse(each.on)
        assert each.sources or not each.evidence


def test_the_ten_services_are_registered() -> None:
    assert list(services()) == [
        "contact", "lines", "calls", "attendance", "powers", "sales", "online", "tags", "support", "funds",
    ]  # fmt: skip


def test_the_commitments_that_registers_and_claims_name_are_there() -> None:
    named = {
        id_
        for one in (
            *services().values(),
            *funds().values(),
            *groups().values(),
            *events().values(),
            *partnerships().values(),
            *packaged().values(),
        )
        for id_ in one.commitments
    }
    assert named <= set(commitment_ids())


def test_every_fund_of_the_packaged_rows_is_registered() -> None:
    assert {row["fund"] for row in figure_rows("funding")} <= set(funds())


def test_what_a_fund_names_is_there() -> None:
    for one in funds().values():
        assert set(one.includes) <= set(funds())
        assert {part.fund for part in one.parts} <= set(funds())
        keys = [*one.sources, *(key for wait in one.waits for key in wait.sources)]
        keys += [key for total in one.stated_totals for key in total.sources]
        keys += one.largest.sources if one.largest else ()
        assert keys
        for key in keys:
            assert citation(key).title
    for group in groups().values():
        assert {part.fund for part in group.parts} <= set(funds())


def test_the_citations_of_claims_are_on_record() -> None:
    for one in packaged().values():
        for key in one.source_keys:
            assert citation(key).title, (one.id, key)
