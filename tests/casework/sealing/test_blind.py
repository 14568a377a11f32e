"""Two spellings of one thing give one digest; digests are keyed; both keys are searched while one is rotated."""

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.casework.sealing.ring import ring

SAME = [
    (
        "name",
        ["Siân O'Neill-Jones", "sian o’neill jones", "  SIAN  ONEILL   JONES ", "Sia\u0302n ONeill_Jones"],
    ),
    ("name", ["Łukasz Żak", "łukasz zak"]),
    ("phone", ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700-900-123", "447700900123"]),
    ("phone", ["+353 1 496 0000", "00353 1 4960000"]),
    ("email", ["Asha.K@Example.org", " asha.k@example.ORG "]),
    ("postcode", ["SW1A 1AA", "sw1a1aa", " Sw1a-1aA"]),
    ("name_birth_date", ["Asha Kaur|2008-05-31", "ASHA  KAUR | 2008-05-31"]),
]
DIFFERENT = [
    ("name", "Asha Kaur", "Asha Kaurs"),
    ("phone", "07700 900123", "07700 900124"),
    ("phone", "+1 770 090 0123", "0770 090 0123"),
    ("email", "a.b@example.org", "ab@example.org"),
    ("name_birth_date", "Asha Kaur|2008-05-31", "Asha Kaur|2008-05-30"),
]


@pytest.mark.parametrize(("kind", "spellings"), SAME)
def test_spellings_of_one_thing_agree(kind: blind.Kind, spellings: list[str]) -> None:
    assert len({blind.normalised(kind, one) for one in spellings}) == 1
    assert len({blind.digest(kind, one) for one in spellings}) == 1


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_two_things_stay_apart(kind: blind.Kind, one: str, other: str) -> None:
    assert blind.digest(kind, one) != blind.digest(kind, other)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("name", " - "), ("phone", "none"), ("phone", "12"), ("phone", "1" * 30), ("email", "at home"), ("email", "@x"), ("postcode", " "), ("name_birth_date", "Asha|31 May"), ("name_birth_date", "2008-05-31")],
)  # fmt: skip
def test_what_cannot_be_searched_for_is_refused_without_repeating_it(kind: blind.Kind, text: str) -> None:
    with pytest.raises(NothingToIndex) as caught:
        blind.digest(kind, text)
    assert len(text.strip()) < 3 or text.strip() not in str(caught.value)


@settings(deadline=None)
@given(text=st.text(max_size=60), kind=st.sampled_from(["name", "email", "postcode"]))
def test_normalising_twice_is_normalising_once(text: str, kind: blind.Kind) -> None:
    try:
        once = blind.normalised(kind, text)
    except NothingToIndex:
        return
    assert blind.normalised(kind, once) == once


def test_a_digest_is_the_hmac_that_is_written_down() -> None:
    """HMAC-SHA256 over kind, unit separator and normalised text, cut to 16 bytes: computed here with the stdlib."""
    key = ring().active("index")
    expected = hmac.new(key.secret, b"postcode\x1fSW1A1AA", hashlib.sha256).digest()[:16]

    assert blind.digest("postcode", "sw1a 1aa") == (key.id, expected)
    assert blind.digests("postcode", "sw1a 1aa")[0] == (key.id, expected)


def test_one_text_under_two_kinds_has_two_digests() -> None:
    """T-16: a phone column cannot be matched against another kind of column."""
    assert blind.digest("name", "sw1a1aa")[1] != blind.digest("postcode", "sw1a1aa")[1]
