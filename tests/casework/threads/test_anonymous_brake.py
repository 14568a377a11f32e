"""T-27: what the brake on words lets through in a flood, and how long somebody with right words waits in it.

The flood is simulated: tries come by chance (a Poisson process), as many a second as one process of the server answers
at most. What is expected is worked out here by hand: a share of RATE in what comes is let through, so the number of
presses is geometric.
"""

from __future__ import annotations

import math
import random

import pytest

from peelian.casework.threads.brake import BURST, RATE, Brake

FULL = 250.0
"""Tries a second: more than one process can answer, at some 6 ms of a processor each."""
PRESS = 10.0
"""Seconds between two presses of somebody who was told to wait for about ten, on the average: from 8 to 12."""
YEAR = 365.25 * 24 * 3600


def flood(seconds: float, rate: float, people: int, chance: random.Random) -> tuple[int, list[float]]:
    """How many of the flood were looked at, and how long each of the people waited until they were."""
    brake, looked, waits = Brake(), 0, []
    starts = sorted(chance.uniform(60, seconds) for _ in range(people))
    presses = [(start, start) for start in starts]
    now = 0.0
    while now < seconds or presses:
        now += chance.expovariate(rate)
        while presses and presses[0][0] <= now:
            at, start = presses.pop(0)
            if brake.lets(at):
                waits.append(at - start)
            else:
                presses.append((at + PRESS + chance.uniform(-2, 2), start))
                presses.sort()
        looked += brake.lets(now) and now < seconds
    return looked, waits


def test_a_flood_of_an_hour_gets_no_more_looked_at_than_the_rate() -> None:
    looked, _ = flood(3600, FULL, 0, random.Random(1663))
    assert looked <= 3600 * RATE + BURST
    assert looked > 0.99 * 3600 * RATE


def test_in_a_full_flood_half_come_in_within_forty_seconds_and_99_of_100_within_four_minutes() -> None:
    _, waits = flood(900, FULL, 1000, random.Random(85))
    assert len(waits) == 1000, "everybody comes in"
    waits.sort()
    share = RATE / FULL
    median = PRESS * (math.ceil(math.log(0.5) / math.log(1 - share)) - 1)
    late = PRESS * (math.ceil(math.log(0.01) / math.log(1 - share)) - 1)
    assert (median, late) == (30, 200)
    assert waits[500] <= 40
    assert waits[990] <= 240


def test_without_a_flood_nobody_waits() -> None:
    _, waits = flood(600, RATE / 2, 500, random.Random(7))
    assert sum(wait == 0 for wait in waits) >= 499


@pytest.mark.parametrize(("space", "years"), [(1663**8, 3.7e9), (2**80, 77e6)], ids=["eight words", "2**80"])
def test_guessing_for_the_age_of_the_earth_finds_one_of_a_million_cases(space: int, years: float) -> None:
    """Ten processes that are flooded at every moment; the mean of the first hit among so many that fit."""
    cases, processes = 1_000_000, 10
    tries = (space + 1) / (cases + 1)
    assert tries / (processes * RATE * YEAR) == pytest.approx(years, rel=0.01)


def test_a_clock_that_is_set_back_neither_fills_nor_shuts_the_bucket() -> None:
    brake = Brake(rate=1, burst=2)
    assert [brake.lets(1000.0) for _ in range(3)] == [True, True, False]
    assert not brake.lets(500.0)
    assert brake.lets(501.0), "a second of the new time is a second"
    assert not brake.lets(501.0)


def test_a_rest_fills_the_bucket_to_its_brim_and_no_further() -> None:
    brake = Brake(rate=1, burst=2)
    assert [brake.lets(at) for at in (0.0, 0.0, 1e9, 1e9, 1e9)] == [True, True, True, True, False]
