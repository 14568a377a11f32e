"""Six words that are hard to guess, easy to type, and kept nowhere."""

from __future__ import annotations

import hmac
import math

import pytest

from peelian.casework.sealing.ring import ring
from peelian.casework.threads import secret


def test_six_words_carry_at_least_sixty_four_bits() -> None:
    """T-09: the strength that the secret is promised to have."""
    assert len(secret.draw().split()) == 6
    assert 6 * math.log2(len(secret.words())) >= 64
    assert len(secret.words()) == len(set(secret.words())) == 1663, "as the docstring says"
    assert 2**64 < 1663**6, "the number of six words"


def test_four_letters_of_a_word_are_enough_because_no_two_words_share_them() -> None:
    starts = [word[:4] for word in secret.words()]
    assert len(set(starts)) == len(starts)
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in secret.words())


@pytest.mark.parametrize(
    "typed",
    [
        "apple bridge camera desert eagle fabric",
        "Apple Bridge  CAMERA\ndesert eagle fabric",
        "apple-bridge-camera-desert-eagle-fabric",
        "appl brid came dese eagl fabr",
        "1. apple 2. bridge 3. camera 4. desert 5. eagle 6. fabric",
    ],
)
def test_words_are_read_as_people_type_them(typed: str) -> None:
    assert secret.read(typed) == "apple bridge camera desert eagle fabric"


@pytest.mark.parametrize(
    "typed", ["", "apple bridge", "apple " * 7, "apple bridge camera desert eagle qqqq", "x" * 9999]
)
def test_anything_else_is_nothing(typed: str) -> None:
    assert secret.read(typed) == ""


@pytest.mark.usefixtures("db")
def test_the_digest_depends_on_words_salt_and_ring_and_says_of_what_kind_it_is() -> None:
    """T-09: the expected bytes are worked out here step by step (RFC 2104 by way of the standard library)."""
    salt = b"1" * 16
    key = ring().active("mac")
    derived = hmac.new(key.secret, b"peelian-thread-words-1", "sha256").digest()
    wanted = b"\x01" + bytes.fromhex(key.id) + hmac.new(derived, salt + b"a b", "sha256").digest()[:27]
    assert secret.digest("a b", salt) == wanted
    assert secret.fits("a b", salt, wanted)
    for text, other, held in (
        ("a c", salt, wanted),
        ("a b", b"2" * 16, wanted),
        ("a b", salt, b"\x02" + wanted[1:]),
        ("a b", salt, wanted[:1] + b"\0\0\0\0" + wanted[5:]),
        ("a b", salt, wanted[:31]),
        ("a b", salt, bytes(32)),
    ):
        assert not secret.fits(text, other, held)


@pytest.mark.usefixtures("db")
def test_words_from_a_seed_are_the_digits_of_a_keyed_number_in_base_of_the_list() -> None:
    """T-09: worked out here step by step (RFC 2104); another seed gives other words."""
    made = hmac.new(ring().active("mac").secret, b"peelian-thread-words-from-1|a form", "sha256").hexdigest()
    number, listed = int(made, 16), secret.words()
    wanted = [listed[number // 1663**place % 1663] for place in range(6)]
    assert secret.drawn_from("a form") == " ".join(wanted)
    assert secret.drawn_from("another form") != secret.drawn_from("a form")
