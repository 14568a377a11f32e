"""A case is kept, held, proposed and disposed of; afterwards nothing of anybody is left and the chain still verifies."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from peelian.accounts.actors import system_actor
from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.moving import close_case, reopen_case
from peelian.casework.cases.models import Case, CaseParty, PayloadVersion
from peelian.casework.cases.problems import NoSuchCase, NotAllowed
from peelian.casework.ledger.contents import check_contents
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.ledger.models import Detail
from peelian.casework.ledger.verify import verify
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.retention import daily, disposing, holding, proposing, reviewing
from peelian.casework.retention.models import Disposal, Review
from peelian.casework.retention.problems import (
    Held,
    NoProposal,
    NotAPerson,
    NotDue,
    ProposedAlready,
    SamePerson,
    StillOpen,
    UnknownReason,
)
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import Door, derived_key, open_sealed, seal
from peelian.casework.sealing.vault import alive
from tests.casework.retention.people import LATER, Records
from tests.support.cases import DAY, NOON

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def records() -> Records:
    return Records()


def test_after_disposal_nothing_of_the_person_is_left_and_the_chain_verifies(records: Records) -> None:
    """T-12."""
    case = records.closed_case()
    person = CaseParty.objects.get(case=case).person
    payload = PayloadVersion.objects.get(case=case)
    before = history(case.uid).count()
    assert Detail.objects.filter(stream__in=[case.uid, person.uid]).exists()
    records.propose(case)

    done = records.approve(case)

    assert not PayloadVersion.objects.filter(case=case).exists()
    assert not Detail.objects.filter(stream__in=[case.uid, person.uid]).exists()
    assert not PersonIndex.objects.filter(person=person).exists()
    assert not CaseParty.objects.filter(case=case).exists()
    left = Person.objects.get(pk=person.pk)
    assert (left.name, left.birth_date, left.needs) == (None, None, None) and left.disposed_at == LATER
    assert alive([case.key_id, person.key_id]) == set()
    for key in (case.key_id, person.key_id):
        with pytest.raises(KeyDestroyed):
            derived_key(key, "ledger")
    with pytest.raises(KeyDestroyed):
        open_sealed(payload, "sealed", Door(frozenset([case.key_id]), "test"))
    assert Case.objects.get(pk=case.pk).disposed_at == LATER
    assert history(case.uid).count() == before + 2
    last = history(case.uid).last()
    assert last is not None and last.action == "case.disposed"
    assert facts_of(last)["keys"] == 2 and facts_of(last)["persons"] == 1
    assert verify().holds
    assert list(check_contents()) == []
    certificate = json.loads(done.certificate)
    assert (certificate["proposed_by"], certificate["approved_by"]) == (
        f"user:{records.rhian.pk}",
        f"user:{records.aled.pk}",
    )
    assert "Asha" not in done.certificate


def test_messages_ways_to_reach_the_person_their_secret_and_files_go_too(records: Records) -> None:
    """T-12."""
    from peelian.casework.files.models import Attachment
    from peelian.casework.threads.models import ContactPoint, ContactTask, Message, Sending, Thread

    case = records.closed_case()
    person = CaseParty.objects.get(case=case).person
    point = ContactPoint(person=person, channel="email", starts=NOON)
    point.address = seal(point, "address", "asha@example.org")
    point.save()
    message = Message(case=case, number=1, way="in", author="outside", language="en", at=NOON)
    message.body = seal(message, "body", "they came back")
    message.save()
    sending = Sending.objects.create(
        case=case, message=message, person=person, point=point, purpose="message", next_at=NOON, made_at=NOON
    )
    ContactTask.objects.create(case=case, sending=sending, reason_code="bounced", made_at=NOON)
    Thread.objects.get_or_create(
        case=case, defaults={"salt": b"1" * 16, "digest": b"2" * 32, "made_at": NOON}
    )
    file = Attachment(case=case, message=message, by="outside", received_at=NOON, digest=b"3" * 32)
    file.name = seal(file, "name", "asha.jpg")
    file.save()
    records.propose(case)

    records.approve(case)

    for model in (Message, Sending, ContactTask, Thread):
        assert not model.objects.filter(case=case).exists(), model
    assert not ContactPoint.objects.filter(person=person).exists()
    left = Attachment.objects.get(case=case)
    assert (left.name, left.state, bytes(left.digest)) == (None, "destroyed", b"")


def test_a_disposed_case_is_not_found_any_more(records: Records) -> None:
    case = records.closed_case()
    records.propose(case)
    records.approve(case)

    with pytest.raises(NoSuchCase):
        case_for(records.world.actor("ben"), case.reference, purpose="case_work", as_of=LATER)


def test_whoever_proposed_cannot_approve_or_refuse(records: Records) -> None:
    """T-14: Rhian holds both roles, and that does not help her."""
    case = records.closed_case()
    records.propose(case)

    for decide in (proposing.approve_disposal, proposing.refuse_proposal):
        with pytest.raises(SamePerson):
            decide(case.reference, actor=records.actor("rhian"), as_of=LATER)
    assert alive([case.key_id]) == {case.key_id}


def test_the_database_too_wants_two_people(records: Records) -> None:
    """T-14."""
    case = records.closed_case()
    proposal = records.propose(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.create(
            case=case,
            proposal=proposal,
            proposed_by="user:1",
            approved_by="user:1",
            at=LATER,
            keys="[]",
            certificate="{}",
        )


def test_a_disposal_once_written_stays_written(records: Records) -> None:
    """T-02."""
    case = records.closed_case()
    records.propose(case)
    records.approve(case)

    for change in (
        lambda: Disposal.objects.update(approved_by="user:2"),
        lambda: Disposal.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize("name", ["ben", "cerys", "dev", "eve"])
def test_others_may_neither_propose_nor_approve(records: Records, name: str) -> None:
    """T-14: their roles do not hold it; outside the scope the case is not even there."""
    from peelian.accounts.actors import actor_for

    case = records.closed_case()
    actor = actor_for(getattr(records.world, name), LATER)

    with pytest.raises((NotAllowed, NoSuchCase)):
        proposing.propose_disposal(case.reference, actor=actor, as_of=LATER, reason="period_over")
    records.propose(case)
    with pytest.raises((NotAllowed, NoSuchCase)):
        proposing.approve_disposal(case.reference, actor=actor, as_of=LATER)


def test_the_system_disposes_of_nothing_by_itself(records: Records) -> None:
    """T-14."""
    case = records.closed_case()

    with pytest.raises(NotAPerson):
        proposing.propose_disposal(
            case.reference, actor=system_actor("worker", LATER), as_of=LATER, reason="period_over"
        )


def test_a_hold_beats_proposal_and_approval_until_it_is_lifted(records: Records) -> None:
    """T-14: also when it is placed between the two."""
    case = records.closed_case()
    records.propose(case)
    hold = holding.place_hold(
        case.reference,
        actor=records.actor("rhian"),
        as_of=LATER,
        reason="court",
        note="Asha’s trial",
    )

    with pytest.raises(Held, match="Court proceedings"):
        records.approve(case)
    proposing.withdraw_proposal(case.reference, actor=records.actor("rhian"), as_of=LATER)
    with pytest.raises(Held):
        records.propose(case)
    holding.lift_hold(case.reference, hold=hold.uid, actor=records.actor("rhian"), as_of=LATER)
    records.propose(case)
    assert records.approve(case).case_id == case.pk


def test_a_case_is_kept_for_its_period_and_not_disposed_of_before(records: Records) -> None:
    """Two years after it was closed at 12:00 on the day, in London: general-contact-1."""
    case = records.closed_case()
    assert case.closed_at is not None
    due = case.closed_at.replace(year=case.closed_at.year + 2)
    from peelian.accounts.actors import actor_for

    with pytest.raises(NotDue):
        proposing.propose_disposal(
            case.reference,
            actor=actor_for(records.rhian, due),
            as_of=due - timedelta(seconds=1),
            reason="period_over",
        )
    assert (
        proposing.propose_disposal(
            case.reference, actor=actor_for(records.rhian, due), as_of=due, reason="period_over"
        ).state
        == "open"
    )


def test_an_open_case_is_neither_reviewed_nor_disposed_of(records: Records) -> None:
    case = records.world.with_asha()

    with pytest.raises(StillOpen):
        records.propose(case)
    with pytest.raises(StillOpen):
        reviewing.keep_case(case.reference, actor=records.actor("rhian"), as_of=LATER, reason="linked")


def test_keeping_needs_a_reason_and_plans_the_next_review(records: Records) -> None:
    case = records.closed_case()
    reviewing.plan_reviews(as_of=LATER)
    assert [review.case_id for review in reviewing.due_reviews(records.actor("rhian"), as_of=LATER)] == [
        case.pk
    ]

    with pytest.raises(UnknownReason):
        reviewing.keep_case(case.reference, actor=records.actor("rhian"), as_of=LATER, reason="just_in_case")
    reviewing.keep_case(
        case.reference, actor=records.actor("rhian"), as_of=LATER, reason="unsolved", note="new DNA"
    )

    assert not reviewing.due_reviews(records.actor("rhian"), as_of=LATER).exists()
    assert Review.objects.get(case=case, decision="").due_at == LATER.replace(year=2031)
    with pytest.raises(NotDue):
        records.propose(case)


def test_planning_reviews_twice_plans_each_once_and_follows_a_case_that_is_opened_again(
    records: Records,
) -> None:
    case = records.closed_case()
    assert reviewing.plan_reviews(as_of=LATER) == 1
    assert reviewing.plan_reviews(as_of=LATER) == 0

    ben = records.world.actor("ben")
    reopen_case(case.reference, actor=ben, as_of=NOON + 2 * DAY)
    assert reviewing.plan_reviews(as_of=LATER) == 0
    assert not Review.objects.filter(case=case).exists()
    close_case(case.reference, actor=ben, as_of=NOON + 9 * DAY, reason="answered")
    assert reviewing.plan_reviews(as_of=LATER) == 1
    assert Review.objects.get(case=case).closed_at == NOON + 9 * DAY


def test_a_second_proposal_and_a_decision_on_nothing_are_refused(records: Records) -> None:
    case = records.closed_case()
    with pytest.raises(NoProposal):
        records.approve(case)
    records.propose(case)
    with pytest.raises(ProposedAlready):
        records.propose(case, by="aled")

    proposing.refuse_proposal(case.reference, actor=records.actor("aled"), as_of=LATER, note="keep it")

    assert Review.objects.filter(case=case, decision="").count() == 1
    assert records.propose(case, by="aled").proposed_by == f"user:{records.aled.pk}"


def test_a_person_with_another_live_case_stays_readable(records: Records) -> None:
    first, second = records.closed_case(), records.world.opened()
    person = CaseParty.objects.get(case=first).person
    CaseParty.objects.create(case=second, person=person, part="victim", starts=NOON)
    records.propose(first)
    records.approve(first)

    person.refresh_from_db()
    assert open_sealed(person, "name", Door(frozenset([person.key_id]), "test")) == "Asha Okafor"
    assert person.disposed_at is None and PersonIndex.objects.filter(person=person).exists()
    assert alive([first.key_id, person.key_id]) == {person.key_id}


def test_a_disposal_that_a_crash_interrupted_is_finished_by_the_daily_duty(records: Records) -> None:
    """T-12: the rows are gone, the keys were not destroyed yet."""
    case = records.closed_case()
    records.propose(case)

    def crash(_disposal: Disposal) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        proposing.approve_disposal(case.reference, actor=records.actor("aled"), as_of=LATER, finish=crash)
    assert alive([case.key_id]) == {case.key_id}

    assert disposing.finish_all() == 2
    assert disposing.finish_all() == 0
    assert alive([case.key_id]) == set()


def test_the_daily_duty_plans_finishes_and_ends_its_turn(records: Records) -> None:
    """What the schedule calls, with the time it gives."""
    case = records.closed_case()
    done: list[bool] = []
    turn = SimpleNamespace(as_of=LATER, done=lambda: done.append(True))

    daily.do(turn)  # type: ignore[arg-type]
    daily.do(turn)  # type: ignore[arg-type]

    assert Review.objects.filter(case=case, decision="").count() == 1
    assert done == [True, True]


def test_no_model_with_a_sealed_column_is_forgotten_by_disposal() -> None:
    """T-12: whoever adds one must say how disposal reaches it."""
    assert disposing.uncovered() == []
