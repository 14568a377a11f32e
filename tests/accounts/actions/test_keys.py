"""T-21. Keys for programs: scoped, dated, shown once, and never more than their maker could give."""

import pytest

from peelian.accounts.actions.grants import end_grant
from peelian.accounts.actions.keys import make_key, revoke_key
from peelian.accounts.api_keys import actor_for_key, key_of
from peelian.accounts.models import ApiKey, Grant
from peelian.accounts.problems import BadKey, NotAllowed, UnknownPermission, WrongTimes
from tests.accounts.conftest import DAY, NOON


def make(people, by="gwen", scopes=("case.open", "case.see"), force=None, days=30):
    return make_key(
        name="Import",
        scopes=list(scopes),
        force=force or people.west_midlands,
        expires_at=NOON + days * DAY,
        actor=people.actor(by),
        as_of=NOON,
    )


def test_a_key_may_what_it_says_in_its_force_and_nothing_else(people):
    key, text = make(people)
    actor = actor_for_key(text, NOON)
    assert actor.code == f"key:{key.prefix}"
    assert actor.may("case.open", team=people.aston.pk)
    assert not actor.may("case.open", team=people.maidstone.pk)
    assert not actor.may("case.close", team=people.aston.pk)
    assert actor.user is None and not actor.own_teams


def test_the_secret_is_kept_nowhere(people):
    key, text = make(people)
    secret = text.split("_", 2)[2]
    stored = ApiKey.objects.filter(pk=key.pk).values_list().get()
    assert secret not in repr(stored) and secret.encode() not in bytes(key.digest)


@pytest.mark.parametrize("change", ["one sign", "other secret", "prefix only", "empty", "long"])
def test_a_wrong_key_opens_nothing(people, change):
    _, one = make(people)
    _, other = make(people)
    wrong = {
        "one sign": one[:-1] + ("A" if one[-1] != "A" else "B"),
        "other secret": one[:19] + other[19:],
        "prefix only": one[:18],
        "empty": "",
        "long": "peelian_" + "a" * 10_000,
    }[change]
    with pytest.raises(BadKey):
        actor_for_key(wrong, NOON)


def test_a_key_ends_by_time_by_hand_and_with_its_makers_right(people):
    key, text = make(people)
    with pytest.raises(BadKey):
        actor_for_key(text, NOON + 30 * DAY)
    actor_for_key(text, NOON + 30 * DAY - DAY / 2)
    grant = Grant.objects.get(user=people.gwen)
    end_grant(grant, actor=people.actor("huw"), as_of=NOON + DAY, reason="moves")
    with pytest.raises(BadKey):
        actor_for_key(text, NOON + DAY)
    key, text = make(people, by="huw")
    revoke_key(key, actor=people.actor("huw"), as_of=NOON)
    with pytest.raises(BadKey):
        actor_for_key(text, NOON)


def test_nobody_makes_a_key_that_is_stronger_than_what_they_may_give(people):
    for by, scopes in (
        ("ben", ["case.see"]),
        ("gwen", ["account.manage"]),
        ("gwen", ["key.manage"]),
        ("gwen", ["retention.approve"]),
        ("gwen", ["case.restricted"]),
        ("gwen", []),
    ):
        with pytest.raises(NotAllowed):
            make(people, by=by, scopes=scopes)
    with pytest.raises(NotAllowed):
        make(people, force=people.kent)
    with pytest.raises(UnknownPermission):
        make(people, scopes=["case.burn"])
    with pytest.raises(WrongTimes):
        make(people, days=400)


def test_a_key_is_read_from_the_header_only():
    from django.test import RequestFactory

    ask = RequestFactory()
    assert key_of(ask.get("/", headers={"Authorization": "Bearer abc"})) == "abc"
    assert key_of(ask.get("/?key=abc&Authorization=Bearer+abc")) is None
    assert key_of(ask.get("/", headers={"Authorization": "Basic abc"})) is None
