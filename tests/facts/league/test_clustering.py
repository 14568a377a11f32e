"""The design effect: seen in the shorter periods held, assumed where they are too few, and told either way."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from peelian.facts.league import league_table
from peelian.facts.league.clustering import FEWEST, design_effect, measured, sub_periods
from peelian.facts.measures import MeasureRow, definition, rows
from peelian.facts.measures.model import Clustering, Text
from peelian.facts.store import Store
from tests.facts.league.calls import counted, table

STORE = Callable[..., Store]
MONTHS = [f"2023-{month:02}" for month in range(1, 13)]
FORCES = ("kent", "essex", "surrey", "sussex", "dorset", "durham", "cumbria", "gwent", "cheshire", "norfolk")
ASSUMED = Clustering(Text("why", "pam"), Text("where", "ble"), 60.0)
DAILY = Clustering(Text("why", "pam"), Text("where", "ble"), within_day=0.061)


def _months(phi: float, seed: int = 20181109) -> str:
    """A year of months of ten forces whose shares swing `phi` times as much as independent calls would."""
    random = np.random.default_rng(seed)
    n, parts = 10_000, []
    for month in MONTHS:
        shares = random.normal(0.9, np.sqrt(phi * 0.9 * 0.1 / n), len(FORCES))
        parts.append(
            counted(month, **{one: (round(n * share), n) for one, share in zip(FORCES, shares, strict=True)})
        )
    return table(*parts)


@pytest.mark.parametrize("phi", [4.0, 30.0])
def test_the_effect_that_was_put_in_is_found(store_of: STORE, phi: float) -> None:
    tested = league_table("answered_under_10s", "2023", store=store_of(call_answering=_months(phi)))
    (check,) = [one for one in tested.checks if one.name == "design-effect"]
    # 110 degrees of freedom: a standard error of about 13%.
    assert check.number == pytest.approx(phi, rel=0.4)
    assert check.outcome == "pass"
    assert "12 shorter periods" in check.sentence


def test_all_forces_together_swing_by_pearsons_chi_squared_over_its_degrees_of_freedom(
    store_of: STORE,
) -> None:
    store = store_of(call_answering=_months(9.0))
    parts = sub_periods("2023", rows("answered_under_10s", by="force", store=store))
    found = measured("proportion", parts, FORCES)
    # The same from numpy on the counts: force by month.
    y = np.array([[part[one].numerator for part in parts] for one in FORCES], float)
    n = np.array([[part[one].denominator for part in parts] for one in FORCES], float)
    p = (y.sum(1) / n.sum(1))[:, None]
    freedom = len(FORCES) * (len(MONTHS) - 1)
    expected = ((y - n * p) ** 2 / (n * p * (1 - p))).sum() / freedom
    assert found is not None
    assert (found.swing, found.freedom) == pytest.approx((expected, freedom))


def test_a_force_is_widened_by_its_own_size_and_one_that_lacks_months_by_what_the_others_show(
    store_of: STORE,
) -> None:
    """Calls of one month go along with each other by 0.01: 1 + (n - 1) 0.01 (Kish 1965)."""
    random = np.random.default_rng(20181109)
    sizes = {one: 2_000 * (place + 1) for place, one in enumerate(FORCES)}
    tables = []
    for month in MONTHS:
        shares = random.normal(0.9, np.sqrt(0.01 * 0.9 * 0.1), len(FORCES)).clip(0, 1)
        calls = {
            one: (round(sizes[one] * share), sizes[one]) for one, share in zip(FORCES, shares, strict=True)
        }
        if month > "2023-04":
            calls.pop("kent")
        tables.append(counted(month, **calls))
    held = rows("answered_under_10s", by="force", store=store_of(call_answering=table(*tables)))
    factors = design_effect("proportion", "2023", held, _ranked(held), None).factors
    assert factors["kent"] == pytest.approx(1 + 1_999 * 0.01, rel=0.5)
    assert factors["norfolk"] == pytest.approx(1 + 19_999 * 0.01, rel=0.5)
    assert factors["kent"] < factors["cumbria"] < factors["norfolk"]


def test_counts_are_judged_after_the_seasons_common_to_all() -> None:
    def part(month: int) -> dict[str, MeasureRow]:
        season = 1 + 0.5 * (month % 2)
        return {one: _row(one, month, 1000 * season * (place + 1)) for place, one in enumerate(FORCES)}

    found = measured("count", [part(month) for month in range(12)], FORCES)
    assert found is not None
    assert found.swing == pytest.approx(0.0, abs=1e-9)
    assert set(found.factors.values()) == {1.0}
    assert found.freedom == pytest.approx((12 - 1) * (len(FORCES) - 1)), (
        "the seasons are found in the same counts"
    )


def _row(area: str, month: int, value: float) -> MeasureRow:
    return MeasureRow(
        measure="x", area_kind="force", area_id=area, area_name=area, period=f"2023-{month + 1:02}", dims={}, value=value,
        numerator=value, denominator=None, unit="count", basis="", as_at=None, vintage=None, state="ok", note="",
        source_ids=(),
    )  # fmt: skip


def test_too_few_periods_leave_the_assumption_and_none_leaves_a_warning(store_of: STORE) -> None:
    few = table(*(counted(month, kent=(90, 100), essex=(80, 100)) for month in MONTHS[: FEWEST - 1]))
    held = rows("answered_under_10s", by="force", store=store_of(call_answering=few))
    period = f"2023-01/P{FEWEST - 1}M"
    ranked = _ranked(held)
    assumed = design_effect("proportion", period, held, ranked, ASSUMED)
    assert (assumed.factors["kent"], assumed.assumed, assumed.check.outcome) == (60.0, True, "warn")
    none = design_effect("proportion", period, held, ranked, None)
    assert (none.factors["kent"], none.widens, none.check.outcome) == (1.0, False, "warn")
    assert "No design effect is known" in none.check.sentence


def test_months_more_alike_than_chance_allows_show_nothing(store_of: STORE) -> None:
    """Equal months were smoothed or made up: they say nothing of the days, and never narrow an interval."""
    steady = table(*(counted(month, kent=(9000, 10000), essex=(8000, 10000)) for month in MONTHS))
    held = rows("answered_under_10s", by="force", store=store_of(call_answering=steady))
    found = design_effect("proportion", "2023", held, _ranked(held), ASSUMED)
    assert (found.factors["kent"], found.seen, found.assumed) == (60.0, False, True)
    none = design_effect("proportion", "2023", held, _ranked(held), None)
    assert none.factors["kent"] == 1.0


def test_few_forces_over_few_months_do_not_undo_the_assumption_and_many_do(store_of: STORE) -> None:
    """Two forces over twelve months are 22 degrees of freedom, ten are 110: a standard error of 30% and of 13%."""
    held = rows("answered_under_10s", by="force", store=store_of(call_answering=_months(4.0)))
    ranked = _ranked(held)
    few = [row for row in ranked if row.area_id in ("kent", "essex")]
    assert design_effect("proportion", "2023", held, few, ASSUMED).factors["kent"] == 60.0
    many = design_effect("proportion", "2023", held, ranked, ASSUMED)
    assert many.seen
    assert many.factors["kent"] == pytest.approx(4.0, rel=0.4)


def test_a_force_with_more_calls_a_day_has_the_larger_effect(store_of: STORE) -> None:
    # docs/explanation/league-tables.md: 667 calls a day and a correlation of 0.061 make 42; 5,000 a month make 11.
    calls = counted("2023-11", kent=(18000, 20000), essex=(4500, 5000), surrey=(9, 10))
    held = rows("answered_under_10s", by="force", store=store_of(call_answering=table(calls)))
    found = design_effect("proportion", "2023-11", held, _ranked(held), DAILY)
    assert found.factors["kent"] == pytest.approx(42, abs=0.5)
    assert found.factors["essex"] == pytest.approx(11, abs=0.5)
    assert found.factors["surrey"] == 1.0
    assert "0.061" in found.check.sentence


def _ranked(held: list[MeasureRow]) -> list[MeasureRow]:
    """One row for each force that has a figure."""
    return list({row.area_id: row for row in held if row.value is not None}.values())


def test_periods_that_leave_a_gap_are_no_sub_periods(store_of: STORE) -> None:
    months = [month for month in MONTHS if month != "2023-06"]
    held = rows(
        "answered_under_10s", by="force",
        store=store_of(call_answering=table(*(counted(month, kent=(90, 100)) for month in months))),
    )  # fmt: skip
    assert sub_periods("2023", held) == []


def test_every_assumed_effect_says_why_and_where_it_was_measured() -> None:
    for name in ("answered_under_10s", "section_60_searches", "searches", "charge_rate"):
        league = definition(name).league
        assert league is not None
        assert league.clustering is not None
        assert league.clustering.factor > 1 or league.clustering.within_day
        assert league.clustering.source.en
        assert replace(league.clustering.reason, en="").cy
