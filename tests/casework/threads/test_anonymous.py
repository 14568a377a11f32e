"""Reports without a name: eight words open them, nothing else does, and nobody can be made of them."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.actions.recording import add_person
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.records.people import NewPerson
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.rotation import rotate
from peelian.casework.threads import brake
from peelian.casework.threads.anonymous import (
    NewWords,
    anonymous_thread_for,
    is_anonymous,
    new_words,
    open_anonymous_thread,
    retyped,
    sent_before,
    words_for,
)
from peelian.casework.threads.door import new_secret, open_thread, renew_thread, thread_again, thread_for
from peelian.casework.threads.models import ContactPoint, Sending, Thread
from peelian.casework.threads.points import NewPoint, add_contact_point
from peelian.casework.threads.problems import (
    NamedReporter,
    NobodyRenews,
    NoSuchThread,
    NoSuchWords,
    NotEightWords,
    NotTheWords,
    OnlyTheirPage,
    OnThePage,
    TooManyAtOnce,
    UnknownWords,
    WordsGiven,
)
from peelian.casework.threads.safe_contact import envelope
from peelian.casework.threads.writing import messages_of, queue_news, told_of, write_message
from tests.support.cases import NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")
NUMBER = "a-form-s-number-000001"
OTHER = "a-form-s-number-000002"


@pytest.fixture
def world() -> World:
    return make_world()


def reported(world: World, number: str = NUMBER, again: int = 0, **more: Any) -> tuple[Case, str]:
    """A report without a name, and its words."""
    words = words_for(number, again)
    new = new_words(number, words, again)
    return world.opened(also=lambda act, people: open_anonymous_thread(act, new), **more), words


# --- before it is sent -------------------------------------------------------------------------------------
def test_the_words_are_shown_again_until_the_report_is_sent_and_never_after_that(world: World) -> None:
    """T-28: the number is in the page, so nobody who finds the page gets the words from it."""
    assert words_for(NUMBER) == words_for(NUMBER)
    reported(world)
    with pytest.raises(WordsGiven):
        words_for(NUMBER)
    rotate("mac")
    with pytest.raises(WordsGiven):
        words_for(NUMBER)
    assert words_for(OTHER)


@pytest.mark.parametrize("change", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_words_are_typed_back_as_people_type(change: str) -> None:
    words = words_for(NUMBER)
    listed = words.split()
    ways = (
        words,
        words.upper(),
        "-".join(word[:4] for word in listed),
        "\n".join(f"{place}. {word}" for place, word in enumerate(listed, 1)),
    )
    assert retyped(NUMBER, change.format(*ways))
    assert new_words(NUMBER, change.format(*ways)).words == words


def test_other_words_fewer_or_in_another_order_are_not_typed_back() -> None:
    words = words_for(NUMBER).split()
    wrong = [
        "",
        " ".join(words[:7]),
        " ".join([*words, words[0]]),
        " ".join(reversed(words)),
        words_for(OTHER),
        words_for(NUMBER, 1),
    ]
    for typed in wrong:
        assert not retyped(NUMBER, typed), typed
        with pytest.raises(NotTheWords):
            new_words(NUMBER, typed)
    assert retyped(NUMBER, words_for(NUMBER, 1), 1)


def test_a_new_key_of_the_ring_between_showing_and_typing_back_takes_no_words_away(world: World) -> None:
    words = words_for(NUMBER)
    rotate("mac")
    assert words_for(NUMBER) != words
    assert retyped(NUMBER, words)
    new = new_words(NUMBER, words)
    case = world.opened(also=lambda act, people: open_anonymous_thread(act, new))
    assert anonymous_thread_for(words, as_of=NOON).case == case


# --- opening it --------------------------------------------------------------------------------------------
def test_eight_words_alone_open_the_case_and_the_look_is_written(world: World) -> None:
    case, words = reported(world)
    _, others = reported(world, OTHER)
    assert others != words
    seen = anonymous_thread_for(words.upper(), as_of=NOON)
    assert (seen.case, seen.actor.kind, seen.thread.anonymous) == (case, "outside", True)
    look = looks_at(case.uid).get()
    assert (look.actor, look.purpose_code, look.facts) == ("outside", "own_thread", "{}")
    assert thread_again(seen.token, as_of=NOON).case == case
    assert is_anonymous(case)


def test_words_that_fit_nothing_are_one_answer_and_what_cannot_be_words_says_where(world: World) -> None:
    """T-27: what is told of a try is what the public list tells."""
    _, words = reported(world)
    listed = words.split()
    for wrong in (words_for(OTHER), " ".join(reversed(listed))):
        with pytest.raises(NoSuchWords) as caught:
            anonymous_thread_for(wrong, as_of=NOON)
        assert type(caught.value) is NoSuchWords
    with pytest.raises(NotEightWords) as few:
        anonymous_thread_for(" ".join(listed[:6]), as_of=NOON)
    assert "6" in str(few.value) and "6" in few.value.message("cy")
    with pytest.raises(UnknownWords) as unknown:
        anonymous_thread_for(" ".join([*listed[:2], "qqqq", *listed[3:7], "zz"]), as_of=NOON)
    assert "number 3, 8 of" in str(unknown.value)
    assert "qqqq" not in str(unknown.value)
    assert looks_at(Case.objects.get().uid).count() == 0


def test_a_reference_with_eight_words_or_the_first_six_opens_nothing(world: World) -> None:
    case, words = reported(world)
    for typed in (words, " ".join(words.split()[:6]), " ".join(words.split()[2:])):
        with pytest.raises(NoSuchThread):
            thread_for(case.reference, typed, as_of=NOON)


def test_a_named_case_is_not_found_by_words(world: World) -> None:
    new = new_secret()
    case = world.opened(also=lambda act, people: open_thread(act, new))
    assert not is_anonymous(case)
    assert Thread.objects.get().lookup is None
    with pytest.raises(NotEightWords):
        anonymous_thread_for(new.words, as_of=NOON)
    world.opened(also=lambda act, people: open_thread(act, new_secret()))  # no two of none are the same


def test_the_words_are_kept_nowhere(world: World) -> None:
    """T-26: two keyed digests, worked out here step by step (RFC 2104); without the ring nothing fits them."""
    _, words = reported(world)
    row = Thread.objects.get()
    key = ring().active("mac")
    derived = hmac.new(key.secret, b"peelian-anonymous-words-1", "sha256").digest()
    made = hmac.new(derived, words.encode(), "sha256").digest()
    assert bytes(row.lookup or b"") == b"\x01" + bytes.fromhex(key.id) + made[:27]
    assert len(bytes(row.digest)) == 32
    assert bytes(row.digest) != bytes(row.lookup or b"")


def test_words_still_open_the_case_after_the_ring_got_new_keys(world: World) -> None:
    case, words = reported(world)
    rotate("mac")
    newer, fresh = reported(world, OTHER)
    rotate("mac")
    assert anonymous_thread_for(words, as_of=NOON).case == case
    assert anonymous_thread_for(fresh, as_of=NOON).case == newer


def test_the_same_words_open_no_second_case(world: World) -> None:
    """A form that is sent twice: the database takes its words once, and says which case it is."""
    case, words = reported(world)
    new = new_words(NUMBER, words)
    with pytest.raises(IntegrityError):
        world.opened(also=lambda act, people: open_anonymous_thread(act, new))
    assert sent_before(new) == case
    other = new_words(OTHER, words_for(OTHER))
    assert sent_before(other) is None


def test_a_disposed_case_is_gone_for_whoever_has_its_words(world: World) -> None:
    case, words = reported(world)
    Case.objects.filter(pk=case.pk).update(disposed_at=NOON)
    with pytest.raises(NoSuchWords):
        anonymous_thread_for(words, as_of=NOON)


def test_nobody_is_recorded_as_the_reporter(world: World) -> None:
    """T-26"""
    new = new_words(NUMBER, words_for(NUMBER))
    asha = NewParty("reporter", NewPerson(name="Asha Okafor"))
    with pytest.raises(NamedReporter):
        world.opened(parties=(asha,), also=lambda act, people: open_anonymous_thread(act, new))
    child = NewParty("victim", NewPerson(name="Sam"))
    case = world.opened(parties=(child,), also=lambda act, people: open_anonymous_thread(act, new))
    assert CaseParty.objects.get(case=case).part == "victim"


def test_what_stands_in_clear_about_the_report_says_nothing_of_who_made_it(world: World) -> None:
    """T-26: the entry of opening it names neither words nor number, and its actor is anybody outside."""
    from peelian.casework.ledger.entries import history

    case, words = reported(world)
    entry = history(case.uid).get()
    assert entry.actor == "outside"
    assert '"anonymous":true' in entry.facts.replace(" ", "")
    text = " ".join(str(value) for value in history(case.uid).values().get().values())
    assert NUMBER not in text
    assert " ".join(words.split()[:2]) not in text


# --- nobody reaches them another way ------------------------------------------------------------------------
def answered(world: World, case: Case) -> None:
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    answer_case(
        case.reference,
        write=lambda act: write_message(act, text="Where did you see it?") and None,
        actor=world.actor("ben"),
        as_of=NOON,
    )


def test_an_answer_waits_on_the_page_and_nobody_is_told_of_it(world: World) -> None:
    """T-29: not even a victim who is known, for the words are somebody else's."""
    victim = NewParty("victim", NewPerson(name="Sam", email="sam@example.org"))
    case, words = reported(world, parties=(victim,))
    answered(world, case)
    assert told_of(case, NOON) == []
    assert Sending.objects.count() == 0
    seen = anonymous_thread_for(words, as_of=NOON)
    assert [(one.way, one.text) for one in messages_of(seen)] == [("out", "Where did you see it?")]


def test_the_gate_lets_nothing_out_for_an_anonymous_case_whoever_asks(world: World) -> None:
    """T-29: also where a sending was queued past `told_of`, to somebody with an address that they called safe."""
    asha = NewParty("reporter", NewPerson(name="Asha"))
    known = world.opened(parties=(asha,))
    person = CaseParty.objects.get(case=known).person
    ContactPoint.objects.filter(person=person).delete()
    add_contact_point(
        known.reference,
        person=person.uid,
        new=NewPoint("email", "asha@example.org", safe="yes"),
        actor=world.actor("ben"),
        as_of=NOON,
    )
    case, _ = reported(world)
    from peelian.casework.cases.acting import acting

    def queued(of: Case) -> Sending:
        with acting(
            of.reference,
            action="contact.add",
            actor=world.actor("ben"),
            as_of=NOON,
            permission="record.change",
        ) as act:
            queue_news(act, people=[person])
        return Sending.objects.select_related("case").latest("id")

    assert envelope(queued(known), NOON)[1].channel == "email"
    with pytest.raises(OnThePage):
        envelope(queued(case), NOON)


def test_nobody_can_renew_the_words_and_the_old_ones_stay(world: World) -> None:
    """T-28"""
    case, words = reported(world)
    with pytest.raises(NobodyRenews):
        renew_thread(case.reference, actor=world.actor("ben"), as_of=NOON, reason="words_lost")
    assert anonymous_thread_for(words, as_of=NOON).case == case


def test_no_way_to_reach_who_reported_can_be_noted(world: World) -> None:
    """T-29: not even where an officer has recorded somebody as the reporter; others of the case can be reached."""
    case, _ = reported(world)
    ben, new = world.actor("ben"), NewPoint("phone", "07700 900123", "yes")
    asha = add_person(case.reference, part="reporter", person=NewPerson(name="Asha"), actor=ben, as_of=NOON)
    with pytest.raises(OnlyTheirPage):
        add_contact_point(case.reference, person=asha.uid, new=new, actor=ben, as_of=NOON)
    assert told_of(case, NOON) == []
    witness = add_person(case.reference, part="witness", person=NewPerson(name="Will"), actor=ben, as_of=NOON)
    assert add_contact_point(case.reference, person=witness.uid, new=new, actor=ben, as_of=NOON)


# --- how often they may be tried ----------------------------------------------------------------------------
def test_after_a_hundred_tries_at_once_nothing_is_looked_at_until_a_moment_has_passed(world: World) -> None:
    """T-27: for everybody alike, right words too, and for no longer than that."""
    case, words = reported(world)
    wrong = words_for(OTHER)
    for _ in range(int(brake.BURST)):
        with pytest.raises(NoSuchWords) as caught:
            anonymous_thread_for(wrong, as_of=NOON)
        assert not isinstance(caught.value, TooManyAtOnce)
    with CaptureQueriesContext(connection) as asked:
        for typed in (wrong, words):
            with pytest.raises(TooManyAtOnce):
                anonymous_thread_for(typed, as_of=NOON)
    assert not asked.captured_queries
    assert anonymous_thread_for(words, as_of=NOON + timedelta(seconds=2 / brake.RATE)).case == case


def test_what_cannot_be_words_takes_nothing_from_anybody(world: World) -> None:
    case, words = reported(world)
    for _ in range(3 * int(brake.BURST)):
        with pytest.raises((NotEightWords, UnknownWords)):
            anonymous_thread_for("apple qqqq", as_of=NOON)
    assert anonymous_thread_for(words, as_of=NOON).case == case


def test_a_wrong_try_leaves_no_row_anywhere(world: World) -> None:
    """T-27: nothing is kept of who tries, nor of what: no row more in any table, and only questions are asked."""
    reported(world)

    def rows() -> dict[str, int]:
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model._meta.managed
        }

    before = rows()
    with CaptureQueriesContext(connection) as asked, pytest.raises(NoSuchWords):
        anonymous_thread_for(words_for(OTHER), as_of=NOON)
    assert {one["sql"].split()[0] for one in asked.captured_queries} == {"SELECT"}
    assert rows() == before


def test_words_are_not_in_what_python_shows_of_them(world: World) -> None:
    new: NewWords = new_words(NUMBER, words_for(NUMBER))
    assert " ".join(new.words.split()[:2]) not in repr(new)
