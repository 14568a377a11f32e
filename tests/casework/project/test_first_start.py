"""A new Peelian shows one link that opens, until it has been used; then none."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from peelian.accounts.actions.enrolments import enrolment_for
from peelian.accounts.actors import actor_for
from peelian.accounts.models import Enrolment, Grant, User
from peelian.project.first_start import first_secret
from peelian.project.preparing import say_first_link
from peelian.reference.forces import forces
from tests.support.cases import make_world

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_first_administrator_gets_a_link_and_manages_every_force(db: None) -> None:
    found = first_secret(NOW)
    assert found is not None
    link = enrolment_for(found[1], NOW)
    assert link is not None
    actor = actor_for(link.user, NOW)
    assert all(actor.may("account.manage", force=force.id) for force in forces())
    assert not actor.may("case.see"), "who runs accounts reads no case"


def test_a_link_that_was_lost_is_replaced_at_the_next_start_and_no_longer_opens(db: None) -> None:
    first, second = first_secret(NOW), first_secret(NOW + timedelta(hours=1))
    assert first is not None
    assert second is not None
    assert enrolment_for(first[1], NOW + timedelta(hours=2)) is None
    assert enrolment_for(second[1], NOW + timedelta(hours=2)) is not None
    assert User.objects.count() == 1


def test_a_link_that_was_used_is_the_last(db: None) -> None:
    first_secret(NOW)
    Enrolment.objects.update(used_at=NOW)
    assert first_secret(NOW + timedelta(days=1)) is None


def test_made_up_people_or_others_without_an_administrator_do_not_stand_in_for_one(db: None) -> None:
    """`peelian demo` first, `peelian up` afterwards: somebody must still be able to sign in."""
    make_world()
    found = first_secret(NOW)
    assert found is not None
    link = enrolment_for(found[1], NOW)
    assert link is not None
    assert link.user.email == "administrator@localhost"
    Enrolment.objects.filter(pk=link.pk).update(used_at=NOW)
    assert first_secret(NOW + timedelta(hours=1)) is None


def test_an_administrator_who_can_sign_in_or_has_left_is_told_apart(db: None) -> None:
    world = make_world()
    Grant.objects.create(
        user=world.ben,
        role="administrator",
        force=world.force,
        starts=NOW - timedelta(days=9),
        reason="joins",
    )
    assert first_secret(NOW)[0] == world.ben.email  # type: ignore[index]
    world.ben.set_password("three unrelated words")
    world.ben.save()
    assert first_secret(NOW) is None
    Grant.objects.filter(role="administrator").update(ends=NOW - timedelta(days=1))
    assert first_secret(NOW)[0] == "administrator@localhost"  # type: ignore[index]


def test_the_printed_address_opens_the_page(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELIAN_ADMINISTRATOR", "cerys@example.org")
    said: list[str] = []
    say_first_link(said.append, "http://localhost:8000/")
    assert "cerys@example.org" in said[-2]
    address = said[-1].strip()
    assert address.startswith("http://localhost:8000/account/set-up?code=")
    answer = Client().get(address.removeprefix("http://localhost:8000"))
    assert (answer.status_code, answer["Location"]) == (303, "/account/set-up/choose")
    assert "no-store" in answer["Cache-Control"]
