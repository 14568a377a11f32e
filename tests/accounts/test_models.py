"""T-19. What the database itself refuses, on both engines."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from peelian.accounts.models import Absence, Enrolment, ForceSuccession, Grant, SignInEvent, TeamForce, User
from tests.accounts.conftest import DAY, NOON


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_address_belongs_to_one_person_however_it_is_written(people):
    refused(lambda: User.objects.create(email="BEN@example.org", name="Another"))


def test_a_grant_has_exactly_one_scope(people):
    common = {"user": people.eve, "role": "officer", "starts": NOON, "reason": "joins"}
    refused(lambda: Grant.objects.create(**common))
    refused(lambda: Grant.objects.create(**common, team=people.aston, force=people.kent))
    refused(lambda: Grant.objects.create(**common, team=people.aston, service="contact"))


def test_nobody_grants_to_themselves(people):
    refused(
        lambda: Grant.objects.create(
            user=people.gwen,
            granted_by=people.gwen,
            role="officer",
            team=people.aston,
            starts=NOON,
            reason="joins",
        )
    )


def test_nobody_covers_for_themselves_and_somebody_does(people):
    common = {"user": people.ben, "starts": NOON, "ends": NOON + DAY, "kind": "leave"}
    refused(lambda: Absence.objects.create(**common, cover_user=people.ben))
    refused(lambda: Absence.objects.create(**common))
    refused(lambda: Absence.objects.create(**{**common, "ends": NOON}, cover_user=people.cerys))


def test_a_team_is_in_one_force_at_a_time(people):
    refused(lambda: TeamForce.objects.create(team=people.aston, force=people.kent, starts=date(2027, 1, 1)))


def test_a_force_does_not_succeed_itself(people):
    refused(
        lambda: ForceSuccession.objects.create(
            before=people.kent, after=people.kent, on=date(2027, 4, 1), authority="-", source="-"
        )
    )


def test_a_recovery_link_needs_two_others(people):
    """T-19: one administrator alone cannot take over an account."""
    common = {
        "user": people.ben, "kind": "recovery", "digest": "d", "asked_at": NOON, "expires_at": NOON + DAY
    }  # fmt: skip
    refused(lambda: Enrolment.objects.create(**common, asked_by=people.gwen))
    refused(lambda: Enrolment.objects.create(**common, asked_by=people.gwen, approved_by=people.gwen))
    refused(lambda: Enrolment.objects.create(**common, asked_by=people.ben, approved_by=people.gwen))
    Enrolment.objects.create(**common, asked_by=people.gwen, approved_by=people.huw)


def test_what_happened_at_the_door_cannot_be_changed_or_removed(people):
    from django.db import DatabaseError

    made = SignInEvent.objects.create(user=people.ben, at=NOON, kind="wrong")
    for change in (
        lambda: SignInEvent.objects.filter(pk=made.pk).update(kind="signed_in"),
        lambda: SignInEvent.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_no_table_of_accounts_has_a_place_for_a_network_address():
    from django.apps import apps

    names = {
        field.name for model in apps.get_app_config("accounts").get_models() for field in model._meta.fields
    }
    assert not {name for name in names if "ip" in name.split("_") or "host" in name or "remote" in name}
