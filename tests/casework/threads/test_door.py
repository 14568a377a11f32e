"""The person outside comes back to their own case and to no other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from peelian.casework.cases.models import Case
from peelian.casework.cases.references import new_reference
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.sealing.problems import DoorShut
from peelian.casework.sealing.rotation import rotate
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads import secret
from peelian.casework.threads.door import new_secret, open_thread, renew_thread, thread_again, thread_for
from peelian.casework.threads.models import Thread
from peelian.casework.threads.problems import NoSuchThread, TooManyTries
from tests.casework.threads.told import told
from tests.support.cases import NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def world() -> World:
    return make_world()


def _with_thread(world: World) -> tuple[Case, str]:
    new = new_secret()
    case = world.opened(also=lambda act, people: open_thread(act, new))
    return case, new.words


def test_reference_and_words_open_the_case_and_the_look_is_written(world: World) -> None:
    case, words = _with_thread(world)
    seen = thread_for(
        f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}", words.upper(), as_of=NOON
    )
    assert (seen.case, seen.actor.kind) == (case, "outside")
    look = looks_at(case.uid).get()
    assert (look.actor, look.purpose_code) == ("outside", "own_thread")


def test_wrong_words_another_s_words_and_an_unknown_reference_are_one_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-09: nothing tells whether a reference exists, neither the words nor the work that is done."""
    case, words = _with_thread(world)
    _, others = _with_thread(world)
    without = world.opened()
    worked: list[str] = []
    real = secret.fits
    monkeypatch.setattr(
        secret, "fits", lambda text, salt, held: worked.append(text) or real(text, salt, held)
    )
    answers = set()
    tries = [
        (case.reference, others),
        (case.reference, ""),
        (without.reference, words),
        ("48291307560", words),
        ("nonsense", words),
    ]
    for reference, typed in tries:
        with pytest.raises(NoSuchThread) as caught:
            thread_for(reference, typed, as_of=NOON)
        answers.add((str(caught.value), caught.value.message("cy")))
    assert (len(answers), len(worked)) == (1, len(tries))
    assert not looks_at(case.uid).exists()


def test_the_words_are_kept_nowhere(world: World) -> None:
    """T-09: a copy of the database opens no thread."""
    _case, words = _with_thread(world)
    row = Thread.objects.values().get()
    assert words.split()[0].encode() not in b" ".join(str(value).encode() for value in row.values())
    assert len(bytes(row["digest"])) == 32


def test_after_ten_wrong_tries_nothing_is_looked_at_for_ten_minutes(world: World) -> None:
    """T-09: guessing is slowed, for a reference that exists and one that does not, and for no other."""
    case, words = _with_thread(world)
    other, others = _with_thread(world)
    unknown = new_reference()
    for reference in (case.reference, unknown):
        for _ in range(10):
            with pytest.raises(NoSuchThread) as caught:
                thread_for(reference, others, as_of=NOON)
            assert not isinstance(caught.value, TooManyTries)
    for reference in (case.reference, unknown):
        with pytest.raises(TooManyTries):
            thread_for(reference, words, as_of=NOON + timedelta(minutes=9, seconds=59))
    assert thread_for(other.reference, others, as_of=NOON).case == other
    assert thread_for(case.reference, words, as_of=NOON + timedelta(minutes=10)).case == case


def test_right_words_forget_what_was_mistyped_before(world: World) -> None:
    case, words = _with_thread(world)
    for _ in range(3):
        for _ in range(9):
            with pytest.raises(NoSuchThread):
                thread_for(case.reference, "", as_of=NOON)
        assert thread_for(case.reference, words, as_of=NOON).case == case


def test_what_cannot_be_a_reference_is_never_tried_too_often(world: World) -> None:
    for _ in range(30):
        with pytest.raises(NoSuchThread) as caught:
            thread_for("nonsense", "", as_of=NOON)
        assert not isinstance(caught.value, TooManyTries)


def test_words_still_open_the_case_after_the_ring_got_a_new_key(world: World) -> None:
    case, words = _with_thread(world)
    rotate("mac")
    assert thread_for(case.reference, words, as_of=NOON).case == case
    newer, fresh = _with_thread(world)
    assert thread_for(newer.reference, fresh, as_of=NOON).case == newer
    assert bytes(newer.thread.digest)[1:5] != bytes(case.thread.digest)[1:5]


def test_a_session_goes_on_until_the_words_are_renewed(world: World) -> None:
    case, words = _with_thread(world)
    token = thread_for(case.reference, words, as_of=NOON).token
    assert thread_again(token, as_of=NOON).case == case
    fresh = renew_thread(case.reference, actor=world.actor("ben"), as_of=NOON, reason="words_lost")
    for gone in (token, token[:-1] + "0", f"{token.partition('.')[0]}.", "", "x.y"):
        with pytest.raises(NoSuchThread):
            thread_again(gone, as_of=NOON)
    with pytest.raises(NoSuchThread):
        thread_for(case.reference, words, as_of=NOON)
    assert thread_for(case.reference, fresh, as_of=NOON).case == case


def test_a_disposed_case_is_gone_for_the_person_too(world: World) -> None:
    case, words = _with_thread(world)
    token = thread_for(case.reference, words, as_of=NOON).token
    Case.objects.filter(pk=case.pk).update(disposed_at=NOON)
    for attempt in (
        lambda: thread_for(case.reference, words, as_of=NOON),
        lambda: thread_again(token, as_of=NOON),
    ):
        with pytest.raises(NoSuchThread):
            attempt()


def test_the_thread_s_door_does_not_lead_to_what_is_written_of_people() -> None:
    """T-06: even the person's own record opens for officers alone."""
    asha = told()
    words = renew_thread(asha.case.reference, actor=asha.world.actor("ben"), as_of=NOON, reason="words_lost")
    seen: Any = thread_for(asha.case.reference, words, as_of=NOON)
    with pytest.raises(DoorShut):
        open_sealed(asha.asha, "name", seen)
