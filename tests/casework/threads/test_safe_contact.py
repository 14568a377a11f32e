"""The rule of safe contact as a table: what it allows in every state that a person's points can be in."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from peelian.casework.threads.hours import Hours, read_hours
from peelian.casework.threads.models import CHANNELS, SAFE
from peelian.casework.threads.safe_contact import Asked, Decision, Way, decide
from tests.support.cases import HOUR, NOON

OPEN, SHUT = read_hours("mon 09:00-17:00"), read_hours("tue 09:00-10:00")
TUESDAY = NOON + timedelta(hours=21)


def _way(id_: int, channel: str = "email", safe: str = "yes", **more: Any) -> Way:
    return Way(id_, channel, safe, **more)


@pytest.mark.parametrize(
    ("ways", "tried", "expected"),
    [
        ([], (), Decision(reason="no_safe_point")),
        ([_way(1)], (), Decision(use=1)),
        ([_way(1, safe="unknown")], (), Decision(reason="no_safe_point")),
        ([_way(1, safe="no")], (), Decision(reason="no_safe_point")),
        ([_way(1), _way(2, "sms")], (), Decision(use=1)),
        ([_way(1, "sms"), _way(2)], (), Decision(use=1)),
        ([_way(1, safe="no"), _way(2, "sms")], (), Decision(use=2)),
        ([_way(1, bounced=True), _way(2, "sms")], (), Decision(use=2)),
        ([_way(1), _way(2, "sms")], (1,), Decision(use=2)),
        ([_way(1)], (1,), Decision(reason="bounced")),
        ([_way(1, bounced=True)], (), Decision(reason="bounced")),
        ([_way(1, bounced=True), _way(2, "page", "unknown")], (), Decision(reason="bounced")),
        ([_way(1, "page", "unknown")], (), Decision(page=True)),
        ([_way(1, "page", "no")], (), Decision(reason="no_safe_point")),
        ([_way(1, "page"), _way(2)], (), Decision(use=2)),
        ([_way(1, "page"), _way(2, safe="unknown")], (), Decision(page=True)),
        ([_way(1, "phone")], (), Decision(reason="by_phone")),
        ([_way(1, "post")], (), Decision(reason="by_post")),
        ([_way(1, "phone", "unknown")], (), Decision(reason="no_safe_point")),
        ([_way(1, "phone"), _way(2)], (), Decision(reason="by_phone")),
        ([_way(1), _way(2, "phone")], (), Decision(use=1)),
        ([_way(1), _way(2, "phone")], (1,), Decision(reason="by_phone")),
        ([_way(1, hours=OPEN)], (), Decision(use=1)),
        ([_way(1, hours=SHUT)], (), Decision(until=TUESDAY)),
        ([_way(1, hours=SHUT), _way(2, "sms", hours=OPEN)], (), Decision(use=2)),
        ([_way(1, hours=None)], (), Decision(reason="no_safe_point")),
        ([_way(1, hours=None), _way(2, "sms")], (), Decision(use=2)),
    ],
)
def test_what_is_allowed(ways: list[Way], tried: tuple[int, ...], expected: Decision) -> None:
    assert decide(ways, Asked(), as_of=NOON, tried=frozenset(tried)) == expected


def test_in_every_state_only_a_safe_way_in_its_hours_that_has_not_failed_is_used() -> None:
    """T-08: every pair of points in every state. `unknown` is no; `never` beats everything."""
    states = list(product(CHANNELS, SAFE, (False, True), (Hours(), OPEN, SHUT, None)))
    looked = 0
    for first, second, never, tried in product(states, states, (False, True), ((), (1,))):
        ways = [Way(1, *first), Way(2, *second)]
        got = decide(ways, Asked(never=never), as_of=NOON, tried=frozenset(tried))
        assert sum([got.use is not None, got.until is not None, got.page, bool(got.reason)]) == 1
        if never:
            assert got == Decision(reason="asked_never")
        if got.use is not None:
            way = ways[got.use - 1]
            assert (way.channel in ("email", "sms"), way.safe, way.bounced) == (True, "yes", False)
            assert way.hours is not None
            assert way.hours.hold(NOON)
            assert way.id not in tried
        if got.until is not None:
            assert got.until > NOON + HOUR
        looked += 1
    assert looked == 4 * len(states) ** 2
