"""Whatever is typed, a decision comes or an honest "unknown": never an exception, and never a force without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.accounts.forces import prepare_forces
from peelian.services.contact.routing.deciding import decide
from peelian.services.contact.routing.definition import routing
from peelian.services.contact.routing.model import Decision
from tests.spec.routing.rows import ON

pytestmark = pytest.mark.usefixtures("db")
QUIETLY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = st.sampled_from(
    [one.name for one in routing().places] + [words for one in routing().specials for words in one.words]
)
POSTCODES = st.from_regex(r"[A-Za-z0-9OoIl]{1,4} ?[0-9OIl][A-Za-z0-9]{2}", fullmatch=True)
ODD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "🚓" * 40,
        "\u202eSL",
        "A" * 10_000,
        "%s' OR 1=1 --",
        "\ud800",
        "١٢٣",
        "ſt ſt",
        "ﬁ",
        "İ",
        "-0",
        "1e309",
        "nan",
        "inf",
        "NaN",
    ]
)
TEXT = st.one_of(st.text(max_size=200), NAMES, POSTCODES, ODD, st.lists(NAMES, max_size=8).map(" ".join))
NUMBERS = st.one_of(st.floats().map(str), st.floats(-180, 180).map(str), ODD)
PLACES = st.fixed_dictionaries(
    {},
    optional={
        "postcode": TEXT, "name": TEXT, "district": TEXT, "address": TEXT, "words": TEXT, "lat": NUMBERS, "lon": NUMBERS,
        "chosen": TEXT, "team": TEXT, "nothing of ours": TEXT,
    },
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    prepare_forces()


@QUIETLY
@given(place=PLACES, set_id=st.sampled_from(["", "lost_found", "burglary", "no such set"]))
def test_any_text_gives_a_decision_that_holds_together(place: dict[str, str], set_id: str) -> None:
    check(decide(place, on=ON, set_id=set_id))


@QUIETLY
@given(latitude=st.floats(49, 61), longitude=st.floats(-11, 3))
def test_any_point_of_these_islands_gives_one(latitude: float, longitude: float) -> None:
    found = decide({"lat": str(latitude), "lon": str(longitude)}, on=ON)
    check(found)
    assert found.candidates or found.elsewhere


def check(found: Decision) -> None:
    assert found.reason
    assert found.reason.cy
    assert (found.sure == "unknown") <= (found.force is None)
    assert (found.team is None) or found.force is not None
    ids = [one.id for one in found.candidates]
    assert len(ids) == len(set(ids))
    if found.force is not None:
        assert found.force in ids
    for one in found.candidates:
        assert one.why or one.id == ids[0], one.id
        assert (one.force is None) != (one.elsewhere is None)
