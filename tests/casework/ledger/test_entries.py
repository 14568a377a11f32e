"""Writing: one entry per act, in its transaction, in order, holding codes only."""

import hashlib
import threading
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.casework.ledger import chain, entries
from peelian.casework.ledger.models import Detail, LedgerEntry, Stream
from peelian.casework.ledger.problems import (
    NoStreamKey,
    NotACode,
    OutsideTransaction,
    StreamMoved,
    UnknownStream,
)
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing.ring import ring
from tests.casework.ledger.chains import a_case_chain, act
from tests.support.databases import Clone


def test_the_hash_is_the_one_that_is_written_down(db: None) -> None:
    """Computed here from the rule in ledger/chain.py with hashlib alone."""
    uid = a_case_chain(entries=2).uid
    one, two = entries.history(uid)
    sep = "\x1f"
    columns = [two.stream, two.seq, two.at, two.action, two.actor, two.reason_code, two.facts]
    text = "peelian-ledger-1" + sep + "".join(f"{column}{sep}" for column in columns)

    made = hashlib.sha256(text.encode() + bytes(two.commitment) + bytes(two.nonce) + bytes(one.hash)).digest()

    assert bytes(two.hash) == made and bytes(two.prev) == bytes(one.hash) and bytes(one.prev) == b"\0" * 32
    mac = ring().active("mac").secret
    assert bytes(two.seal) == hashlib.blake2b(made, digest_size=16, key=mac).digest()


def test_an_entry_and_its_stream_move_together_or_not_at_all(db: None) -> None:
    stream = a_case_chain(entries=1)

    with pytest.raises(RuntimeError), transaction.atomic():
        act(entries.lock(stream.uid), 2)
        raise RuntimeError

    assert LedgerEntry.objects.filter(stream=stream.uid).count() == 1
    assert Stream.objects.get(pk=stream.uid).seq == 1
    assert verify().holds


def test_nothing_is_written_outside_a_transaction(committing_db: Clone) -> None:
    stream = a_case_chain(entries=1)

    for attempt in (lambda: act(stream, 2), lambda: entries.lock(stream.uid)):
        with pytest.raises(OutsideTransaction):
            attempt()


def test_an_entry_is_never_earlier_than_the_one_before_it(db: None) -> None:
    """The server's clock was set back an hour."""
    stream = a_case_chain(entries=1)
    later = stream.last_at + 3_600_000_000
    Stream.objects.filter(pk=stream.uid).update(seq=1, last_at=later)
    with transaction.atomic():
        act(entries.lock(stream.uid), 2)

    assert entries.history(stream.uid).last().at == later  # type: ignore[union-attr]


def test_a_writer_with_an_old_copy_of_the_stream_is_refused(db: None) -> None:
    stream = a_case_chain(entries=1)
    old = Stream.objects.get(pk=stream.uid)
    with transaction.atomic():
        act(entries.lock(stream.uid), 2)

    with pytest.raises((StreamMoved, DatabaseError)), transaction.atomic():
        act(old, 2)
    assert verify().holds


def test_many_writers_at_once_leave_one_whole_chain(committing_db: Clone) -> None:
    """Forty acts by four threads on one stream."""
    uid = a_case_chain(entries=1).uid
    failures: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    act(entries.lock(uid), 2, details=False)
        except Exception as error:  # noqa: BLE001 - told by the test itself
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert failures == []
    assert [entry.seq for entry in entries.history(uid)] == list(range(1, 42))
    assert verify().holds


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Asha Okafor"},
        {"phone": "07700900123"},
        {"phone": "+447700900123"},
        {"email": "asha@example.org"},
        {"text": "she-rang\nagain"},
        {"list": ["ok", "Asha Okafor"]},
        {"list": [["nested"]]},
        {"money": 1.5},
        {"deep": {"a": 1}},
        {"Bad key": 1},
        {"a\x1fb": 1},
        {"sep": "a\x1fb"},
        {"long": "a" * 200},
    ],
)
def test_facts_that_may_be_about_a_person_are_refused_and_not_repeated(
    db: None, facts: dict[str, object]
) -> None:
    """T-11."""
    stream = a_case_chain(entries=1)

    with pytest.raises(NotACode) as caught, transaction.atomic():
        entries.append(stream, action="case.note", actor="user:17", facts=facts)  # type: ignore[arg-type]
    assert "Asha" not in str(caught.value) and "7700" not in str(caught.value)
    assert Stream.objects.get(pk=stream.uid).seq == 1


@pytest.mark.parametrize("uid", ["", "x" * 32, "A" * 32, "a" * 31, "a" * 33, "a" * 16 + "'; DROP TABLE"])
def test_a_stream_is_named_by_32_hexadecimal_digits(db: None, uid: str) -> None:
    with pytest.raises(NotACode):
        entries.open_stream(uid)


def test_an_unknown_stream_and_details_without_a_key_are_told(db: None) -> None:
    with pytest.raises(UnknownStream), transaction.atomic():
        entries.lock(uuid4().hex)
    stream = entries.open_stream(uuid4().hex, kind="account")
    with pytest.raises(NoStreamKey), transaction.atomic():
        entries.append(stream, action="account.leave", actor="user:1", details={"why": "moved away"})
    assert not Detail.objects.exists()


_CODES = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.:/+|-]{0,20}", fullmatch=True).filter(
    lambda text: not text.lstrip("+").isdigit()
)
_FACTS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True),
    st.one_of(_CODES, st.integers(), st.booleans(), st.none(), st.lists(st.integers(), max_size=3)),
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(_CODES, _FACTS, st.dictionaries(_CODES, st.text(), max_size=2)), max_size=4))
def test_whatever_is_appended_verifies_and_comes_back(db: None, acts: list[tuple[str, dict, dict]]) -> None:  # type: ignore[type-arg]
    stream = a_case_chain(entries=1)
    with transaction.atomic():
        for action, facts, details in acts:
            entries.append(stream, action=action, actor="user:17", facts=facts, details=details)

    written = list(entries.history(stream.uid))[1:]
    assert [(one.action, entries.facts_of(one)) for one in written] == [
        (action, facts) for action, facts, _ in acts
    ]
    assert all(chain.canonical(entries.facts_of(one)) == one.facts for one in written)
    assert not [fault for fault in verify().faults if fault.stream == stream.uid]
