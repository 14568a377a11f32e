"""Every look is in the log, with who, when, what and why; the words that were typed are sealed (T-05)."""

from uuid import uuid4

import pytest

from peelian.casework.ledger import consulting, entries
from peelian.casework.ledger.contents import check_contents
from peelian.casework.ledger.models import AccessEntry, Detail
from peelian.casework.ledger.problems import NotACode
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing.models import DestroyedKey
from peelian.casework.sealing.sealing import Door, destroy_key, new_key

pytestmark = pytest.mark.usefixtures("db")


def test_a_look_names_actor_subject_purpose_and_count_and_seals_the_reason() -> None:
    key, uid = new_key(), uuid4().hex

    made = consulting.look(
        actor="user:17",
        what="case_page",
        purpose="case_work",
        subject=uid,
        key_id=key,
        reason="she rang Asha",
    )

    assert (made.actor, made.what, made.purpose_code, made.subject, made.result_count) == (
        "user:17",
        "case_page",
        "case_work",
        uid,
        1,
    )
    assert [one.pk for one in consulting.looks_at(uid)] == [made.pk]
    assert [one.pk for one in consulting.looks_by("user:17")] == [made.pk]
    assert entries.details_of(made, Door(frozenset([key]), "test")) == {"reason": "she rang Asha"}
    assert "Asha" not in str(AccessEntry.objects.values_list().get())
    assert verify().holds and list(check_contents()) == []


def test_a_search_is_logged_with_its_query_sealed_and_its_number_of_results() -> None:
    """Data Protection Act 2018 s62: the query as well as the result."""
    made = consulting.look(
        actor="user:17", what="search", purpose="find_person", query="asha okafor", results=0
    )

    detail = Detail.objects.get(stream=made.stream, seq=made.seq)
    assert entries.details_of(made, Door(frozenset([detail.key_id]), "test")) == {"query": "asha okafor"}
    assert made.result_count == 0 and made.subject == ""


@pytest.mark.parametrize(
    "words",
    [{"actor": "Ben Jones"}, {"purpose": "she rang me"}, {"actor": "ben@example.org"}, {"purpose": ""}],
)
def test_words_where_a_code_belongs_are_refused_and_not_repeated(words: dict[str, str]) -> None:
    """T-11: nothing personal gets into the log in clear."""
    given = {"actor": "user:17", "what": "search", "purpose": "find_person", **words}

    with pytest.raises(NotACode) as caught:
        consulting.look(**given)  # type: ignore[arg-type]
    assert all(value not in str(caught.value) for value in words.values() if value)
    assert not AccessEntry.objects.exists()


def test_looking_at_what_was_disposed_of_is_still_logged() -> None:
    key, uid = new_key(), uuid4().hex
    consulting.look(
        actor="user:17", what="case_page", purpose="case_work", subject=uid, key_id=key, reason="first"
    )
    destroy_key(key, certificate="disposal-1")

    made = consulting.look(
        actor="user:18", what="case_page", purpose="audit", subject=uid, key_id=key, reason="second"
    )

    assert made.seq == 2
    assert verify().holds and list(check_contents()) == []
    DestroyedKey.objects.using("vault").all().delete()
    assert [fault.code for fault in check_contents()] == ["key-gone"], "nothing says why it is gone"


def test_details_that_were_swapped_deleted_or_put_where_there_were_none_are_found() -> None:
    """T-03: `verify --contents` compares what is sealed with what the entries committed to."""
    key, uid = new_key(), uuid4().hex
    for reason in ("first", "second", ""):
        consulting.look(actor="user:17", what="file", purpose="audit", subject=uid, key_id=key, reason=reason)
    stream = consulting.consult_stream(uid)
    kept = bytes(Detail.objects.get(stream=stream, seq=1).sealed)

    def found() -> list[tuple[str, object]]:
        return [(fault.code, fault.seq) for fault in check_contents()]

    assert found() == []
    Detail.objects.filter(stream=stream, seq=1).delete()
    assert found() == [("details-missing", 1)]
    from peelian.casework.sealing.fields import Sealed
    from peelian.casework.sealing.sealing import seal

    Detail.objects.create(stream=stream, seq=1, key_id=key, sealed=Sealed(kept))
    Detail.objects.filter(stream=stream, seq=2).update(sealed=Sealed(kept))
    assert found() == [("details-changed", 2)]
    other = Detail(stream=stream, seq=2, key_id=key)
    Detail.objects.filter(stream=stream, seq=2).update(sealed=seal(other, "sealed", '{"reason":"forged"}'))
    assert found() == [("details-changed", 2)]
