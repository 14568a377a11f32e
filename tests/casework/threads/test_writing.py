"""Messages are kept whole, sealed, committed to, and read through a door."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import pytest

from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.moving import reply_to_case
from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import details_of, facts_of, history
from peelian.casework.sealing.sealing import Door
from peelian.casework.threads import sending, writing
from peelian.casework.threads.door import renew_thread, thread_for
from peelian.casework.threads.models import Message, Sending
from peelian.casework.threads.problems import EmptyMessage, LongMessage, TooManyMessages
from peelian.casework.threads.writing import LONGEST, cleaned, messages_of, told_of, write_message
from tests.casework.threads.told import ANSWER, Told
from tests.support.cases import DAY, HOUR, NOON

REPLY = "Diolch! It shines again: ŵ, 🙂"


def test_both_sides_read_the_same_words_in_order(asha: Told) -> None:
    asha.answer()
    words = renew_thread(asha.case.reference, actor=asha.world.actor("ben"), as_of=NOON, reason="words_lost")
    outside = thread_for(asha.case.reference, words, as_of=NOON)
    reply_to_case(
        asha.case.reference,
        write=lambda act: write_message(act, text=REPLY),
        actor=outside.actor,
        as_of=NOON + DAY,
    )
    officer = case_for(asha.world.actor("ben"), asha.case.reference, purpose="case_work", as_of=NOON)
    for door in (outside, officer):
        shown = messages_of(door)
        assert [(one.number, one.way, one.author, one.text) for one in shown] == [
            (1, "out", f"user:{asha.world.ben.pk}", ANSWER),
            (2, "in", "outside", REPLY),
        ]


def test_the_entry_commits_to_the_words_and_holds_none_of_them(asha: Told) -> None:
    """T-02: a message changed later no longer fits its entry."""
    asha.answer()
    entry = history(asha.case.uid).last()
    assert entry is not None
    facts = facts_of(entry)
    assert (facts["message"], facts["way"], facts["to_tell"]) == (1, "out", 1)
    held = details_of(entry, Door(frozenset({asha.case.key_id}), "test"))
    assert held["message_sha256"] == hashlib.sha256(ANSWER.encode()).hexdigest()
    row = Message.objects.values().get()
    assert ANSWER not in entry.facts + str(row)


def test_what_the_person_writes_is_told_to_nobody_outside(asha: Told) -> None:
    reply_to_case_ready = asha.answer()
    before = Sending.objects.count()
    reply_to_case(
        asha.case.reference,
        write=lambda act: write_message(act, text=REPLY),
        actor=asha.world.actor("outside"),
        as_of=NOON,
    )
    assert (Sending.objects.count(), reply_to_case_ready.purpose) == (before, "message")


def test_who_is_told_is_whose_matter_it_is(asha: Told) -> None:
    """T-08: a subject or a witness never hears of what is written to the victim; a part that ended neither."""
    from peelian.casework.cases.actions.recording import add_person
    from peelian.casework.cases.models import CaseParty
    from peelian.casework.records.people import NewPerson

    added = {}
    for part in ("victim", "witness", "subject"):
        added[part] = add_person(
            asha.case.reference,
            part=part,
            person=NewPerson(name=part),
            actor=asha.world.actor("ben"),
            as_of=NOON,
        )
    assert told_of(asha.case, NOON) == [asha.asha, added["victim"]]
    CaseParty.objects.filter(person=added["victim"]).update(ends=NOON + DAY)
    assert told_of(asha.case, NOON + DAY) == [asha.asha]


def test_the_news_of_each_message_is_shown_with_how_far_it_came(asha: Told) -> None:
    asha.answer()
    sending.hand_over(now=NOON)
    seen = case_for(asha.world.actor("ben"), asha.case.reference, purpose="case_work", as_of=NOON)
    (shown,) = messages_of(seen)
    assert [(one.state, one.problem_code) for one in shown.told] == [("held", "no_safe_point")]


def _written_outside(asha: Told, as_of: datetime, text: str = REPLY) -> None:
    reply_to_case(
        asha.case.reference,
        write=lambda act: write_message(act, text=text),
        actor=asha.world.actor("outside", as_of),
        as_of=as_of,
    )


def test_from_outside_come_so_many_messages_in_24_hours_and_no_more(
    asha: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-25: of each case by itself, for as long as the oldest of them is not a day old; officers write on."""
    monkeypatch.setattr(writing, "MOST_A_DAY", 3)
    for hours in (0, 5, 6):
        _written_outside(asha, NOON + hours * HOUR)
    for late in (NOON + 6 * HOUR, NOON + DAY - timedelta(seconds=1)):
        with pytest.raises(TooManyMessages) as caught:
            _written_outside(asha, late)
    assert "You have sent 3 messages within 24 hours" in str(caught.value)
    assert "after 12:00." in str(caught.value)
    assert "ar ôl 12:00." in caught.value.message("cy")
    asha.answer(NOON + 7 * HOUR)
    other = Told(asha.world, asha.world.with_asha(), asha.asha)
    _written_outside(other, NOON + 7 * HOUR)
    _written_outside(asha, NOON + DAY)
    with pytest.raises(TooManyMessages) as caught:
        _written_outside(asha, NOON + DAY)
    assert "after 17:00." in str(caught.value)
    assert [one.way for one in Message.objects.filter(case=asha.case).order_by("number")] == [
        *["in"] * 3,
        "out",
        "in",
    ]


def test_what_is_too_many_moves_nothing_and_is_told_in_london_time(
    asha: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 June 2026 10:00 UTC is 11:00 in London (BST)."""
    monkeypatch.setattr(writing, "MOST_A_DAY", 1)
    june = datetime(2026, 6, 1, 10, tzinfo=NOON.tzinfo)
    _written_outside(asha, june)
    before = Case.objects.values().get(pk=asha.case.pk)
    with pytest.raises(TooManyMessages, match=r"after 11:00\."):
        _written_outside(asha, june + HOUR)
    assert Case.objects.values().get(pk=asha.case.pk) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc ", "a\nb\nc"),
        ("a\x00b\x1bc", "abc"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("tab\there", "tab\there"),
    ],
)
def test_words_are_kept_as_they_are_without_control_signs(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_nothing_and_too_much_are_refused() -> None:
    for empty in ("", "  \n\t ", "\x00"):
        with pytest.raises(EmptyMessage):
            cleaned(empty)
    assert len(cleaned("x" * LONGEST)) == LONGEST
    with pytest.raises(LongMessage):
        cleaned("x" * (LONGEST + 1))
