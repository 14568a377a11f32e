"""The eight words of a report without a name: how many bits they carry, and how they come out of the form's number."""

from __future__ import annotations

import hmac
import math

import pytest

from peelian.casework.sealing.ring import ring
from peelian.casework.threads import secret
from peelian.casework.threads.anonymous import WORDS, words_for

pytestmark = pytest.mark.usefixtures("db")
NUMBER = "a-form-s-number-000001"
OTHER = "a-form-s-number-000002"


# --- how strong the words are ------------------------------------------------------------------------------
def test_eight_words_carry_more_than_eighty_bits_and_a_million_cases_leave_as_much_as_six_words_have() -> (
    None
):
    """T-27: a try without a reference may fit any case of all."""
    listed = secret.words()
    assert WORDS == 8
    assert len(words_for(NUMBER).split()) == 8
    bits = 8 * math.log2(len(set(listed)))
    assert bits > 85.5
    assert len(listed) ** 8 > 2**85 > 2**80
    assert bits - math.log2(1_000_000) > 6 * math.log2(len(listed)) > 64


def test_the_words_are_digits_of_a_keyed_number_of_the_form_and_no_other_form_has_them() -> None:
    """T-27: worked out here step by step (RFC 2104 by way of the standard library)."""
    key = ring().active("mac").secret
    made = hmac.new(key, f"peelian-anonymous-words-from-1|0|{NUMBER}".encode(), "sha256").hexdigest()
    number, listed = int(made, 16), secret.words()
    assert words_for(NUMBER) == " ".join(listed[number // 1663**place % 1663] for place in range(8))
    drawn = {
        words_for(NUMBER),
        words_for(NUMBER, 1),
        words_for(NUMBER, 10),
        words_for(OTHER),
        words_for("0|" + NUMBER),
    }
    assert len(drawn) == 5
    assert not words_for(NUMBER).startswith(secret.drawn_from(NUMBER))


def test_every_word_of_the_list_comes_up_at_every_place_about_as_often() -> None:
    """T-27: chi-square of 1,663 words at 8 places over 20,000 forms; its mean is the 1,662 degrees of freedom."""
    drawn = [words_for_number(f"form {number}").split() for number in range(20_000)]
    for place in range(WORDS):
        counts = dict.fromkeys(secret.words(), 0)
        for words in drawn:
            counts[words[place]] += 1
        expected = len(drawn) / len(counts)
        chi = sum((count - expected) ** 2 / expected for count in counts.values())
        assert abs(chi - 1662) < 6 * math.sqrt(2 * 1662), place


def words_for_number(number: str) -> str:
    """As `words_for`, without asking whether a report was sent."""
    from peelian.casework.threads import anonymous

    return anonymous._drawn(ring().active("mac"), number, 0)
