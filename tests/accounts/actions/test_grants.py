"""T-19. Give a role and take it back: who may, and what the ledger says afterwards."""

import pytest

from peelian.accounts.actions.grants import end_grant, grant_role
from peelian.accounts.models import Grant
from peelian.accounts.problems import (
    AlreadyHeld,
    HasLeft,
    LastAdministrator,
    NotAllowed,
    NotForOneself,
    UnknownReason,
    UnknownRole,
)
from peelian.accounts.scopes import Scope, givable
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import facts_of, history
from tests.accounts.conftest import DAY, NOON


def give(people, by, to="eve", role="officer", scope=None, **more):
    return grant_role(
        getattr(people, to),
        role=role,
        scope=scope or Scope(team=people.aston),
        actor=people.actor(by),
        as_of=NOON,
        **{"reason": "joins", **more},
    )


def test_an_administrator_gives_a_role_and_the_ledger_has_one_entry(people):
    made = give(people, "gwen")
    assert people.actor("eve").may("case.see", team=people.aston.pk)
    (entry,) = history(uid_of(f"user:{people.eve.pk}"))
    assert (entry.action, entry.reason_code, entry.actor) == ("grant.give", "joins", f"user:{people.gwen.pk}")
    assert facts_of(entry)["grant"] == made.pk
    assert facts_of(entry)["scope"] == "team:aston"
    assert "eve" not in entry.facts.lower()


def test_a_supervisor_gives_the_roles_of_their_team_only(people):
    give(people, "cerys")
    with pytest.raises(NotAllowed):
        give(people, "cerys", role="supervisor")
    with pytest.raises(NotAllowed):
        give(people, "cerys", scope=Scope(team=people.edgbaston))
    with pytest.raises(NotAllowed):
        give(people, "cerys", scope=Scope(force=people.west_midlands))


@pytest.mark.parametrize("by", ["ben", "dev", "eve"])
def test_who_holds_no_such_right_gives_nothing(people, by):
    with pytest.raises(NotAllowed):
        give(people, by, to="huw")


def test_an_administrator_gives_nothing_in_another_force(people):
    for scope in (Scope(force=people.kent), Scope(team=people.maidstone), Scope(service="contact")):
        with pytest.raises(NotAllowed):
            give(people, "gwen", scope=scope)


def test_nobody_raises_themselves(people):
    with pytest.raises(NotForOneself):
        give(people, "gwen", to="gwen", role="officer")


def test_a_role_is_not_given_twice_nor_to_one_who_has_left(people):
    give(people, "gwen")
    with pytest.raises(AlreadyHeld):
        give(people, "gwen")
    people.dev.left_on = NOON.date()
    people.dev.save()
    with pytest.raises(HasLeft):
        give(people, "gwen", to="dev")


def test_a_wrong_role_or_reason_changes_nothing(people):
    with pytest.raises(UnknownRole):
        give(people, "gwen", role="king")
    with pytest.raises(UnknownReason):
        give(people, "gwen", reason="because Eve is a friend")
    assert not Grant.objects.filter(user=people.eve).exists()


def test_a_role_ends_at_once_and_stays_on_record(people):
    grant = Grant.objects.get(user=people.ben)
    end_grant(grant, actor=people.actor("gwen"), as_of=NOON, reason="no_longer_needed")
    assert not people.actor("ben").reaches
    assert people.actor("ben", NOON - DAY).may("case.see")
    end_grant(grant, actor=people.actor("gwen"), as_of=NOON + DAY, reason="no_longer_needed")
    grant.refresh_from_db()
    assert grant.ends == NOON


def test_a_force_keeps_an_administrator(people):
    grants = {one.user_id: one for one in Grant.objects.filter(role="administrator")}
    end_grant(grants[people.huw.pk], actor=people.actor("gwen"), as_of=NOON, reason="leaves")
    with pytest.raises(LastAdministrator):
        end_grant(grants[people.gwen.pk], actor=people.actor("gwen"), as_of=NOON, reason="leaves")


def test_without_a_ledger_nothing_is_changed(people, monkeypatch):
    from peelian.accounts import witness
    from peelian.accounts.problems import NoWitness

    monkeypatch.setattr(witness, "_records", [])
    with pytest.raises(NoWitness):
        give(people, "gwen")
    assert not Grant.objects.filter(user=people.eve).exists()


def test_a_role_that_would_end_later_ends_now(people):
    made = give(people, "gwen", ends=NOON + 30 * DAY)
    end_grant(made, actor=people.actor("gwen"), as_of=NOON + DAY, reason="no_longer_needed")
    made.refresh_from_db()
    assert made.ends == NOON + DAY


def test_who_administers_a_service_gives_roles_in_it_and_in_its_teams_alone(people):
    Grant.objects.create(
        user=people.eve, role="administrator", service="contact", starts=NOON - DAY, reason="joins"
    )
    eve = people.actor("eve")
    for scope in (Scope(service="contact"), Scope(team=people.maidstone)):
        assert "officer" in givable(eve, scope, NOON)
    for scope in (Scope(service="lines"), Scope(force=people.kent)):
        assert not givable(eve, scope, NOON)
