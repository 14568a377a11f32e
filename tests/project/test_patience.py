"""How long a fallen process waits until its next start, told by a clock of the test's own."""

import pytest

from peelian.project.patience import MOST_FAILURES, SETTLED, Patience


class Life:
    """A process on a clock that starts at nine: it starts, may serve, and falls."""

    def __init__(self) -> None:
        self.now = 9.0
        self.patience = Patience()

    def lived(self, *, until_it_served: float, then: float | None = None) -> float | None:
        """How long to wait after it took so long to serve and fell so much later (`then` None: it never served)."""
        self.now += until_it_served
        if then is not None:
            self.patience.serves(self.now)
            self.patience.serves(self.now + then / 2)
            self.now += then
        wait = self.patience.fell(self.now)
        self.now += wait or 0.0
        return wait


def test_one_that_cannot_start_waits_twice_as_long_each_time_and_is_given_up() -> None:
    life = Life()
    waits = [life.lived(until_it_served=7.0) for _ in range(6)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, None]


def test_one_that_falls_as_soon_as_it_serves_is_given_up_as_well() -> None:
    life = Life()
    assert [life.lived(until_it_served=4.0, then=0.5) for _ in range(MOST_FAILURES)][-2:] == [8.0, None]


def test_one_that_served_for_a_while_is_started_at_once_however_often_it_was_killed() -> None:
    life = Life()
    assert [life.lived(until_it_served=4.0, then=SETTLED) for _ in range(50)] == [0.5] * 50


@pytest.mark.parametrize("before", range(1, MOST_FAILURES))
def test_a_while_of_service_lets_every_fall_before_be_forgotten(before: int) -> None:
    life = Life()
    for _ in range(before):
        assert life.lived(until_it_served=1.0) is not None
    assert life.lived(until_it_served=1.0, then=60.0) == 0.5
    assert life.lived(until_it_served=1.0) == 1.0


def test_service_of_the_start_before_counts_for_nothing() -> None:
    life = Life()
    life.lived(until_it_served=1.0, then=60.0)
    assert [life.lived(until_it_served=60.0) for _ in range(3)] == [1.0, 2.0, 4.0]
