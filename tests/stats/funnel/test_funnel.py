"""What a funnel hands back, and what it refuses."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.stats.funnel import FunnelInput, FunnelTarget, NothingToCompare, funnel
from peelian.stats.results import plain, worst


def checks(found: object) -> dict[str, str]:
    return {check.name: check.outcome for check in found.checks}  # type: ignore[attr-defined]


def spread_out(units: int = 43) -> tuple[list[int], list[int]]:
    rng = np.random.default_rng(43)
    size = rng.integers(5_000, 60_000, units)
    return [int(c) for c in rng.binomial(size, np.clip(rng.normal(0.7, 0.08, units), 0, 1))], [
        int(n) for n in size
    ]


def test_widening_for_overdispersion_takes_units_off_the_list_and_says_which() -> None:
    count, size = spread_out()
    found = funnel(range(43), count, size, kind="proportion")
    before = {p.id for p in found.points if p.outside_95}
    after = {p.id for p in found.points if p.adjusted_outside_95}
    assert len(before) > 35
    assert after < before
    assert set(found.left_after_adjusting) == before - after
    assert checks(found)["overdispersion"] == "warn"
    outer = {p.id for p in found.points if p.outside_998}
    assert set(found.left_after_adjusting_998) == outer - {
        p.id for p in found.points if p.adjusted_outside_998
    }


def test_adjusting_never_makes_a_unit_more_unusual() -> None:
    """Near zero the square-root score is bolder than the exact tail: a force with no homicide where 1 is expected."""
    found = funnel("abcdef", [0, 9, 30, 14, 60, 31], [1, 10, 20, 20, 40, 30], kind="rate", target=1.0)
    nobody = found.points[0]
    assert nobody.z == pytest.approx(-2.0)
    assert not nobody.outside_95
    assert not nobody.adjusted_outside_95
    assert nobody.p_adjusted >= nobody.p == pytest.approx(2 * np.exp(-1))


def test_missing_figures_are_named_and_never_counted_as_zero() -> None:
    found = funnel("abcd", [5, None, 7, 3], [100, 100, 0, float("nan")], kind="proportion")
    assert [p.id for p in found.points] == ["a"]
    assert found.missing == ("b", "c", "d")
    assert checks(found)["missing"] == "warn"
    assert checks(found)["units"] == "fail"
    assert worst(found.checks) == "fail"


def test_every_fault_of_the_rows_is_told_at_once_in_both_languages() -> None:
    with pytest.raises(FunnelInput) as refused:
        funnel(["a", "b", "b"], [5, -1, 12], [4, 10, 20], kind="proportion")
    for part in ("a has 5 out of only 4", "b has a figure below zero", "b is there 2 times"):
        assert part in refused.value.message("en")
    assert "a 5 allan o ddim ond 4" in refused.value.message("cy")
    assert "below zero" not in refused.value.message("cy")


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(FunnelInput, match="differ in length"):
        funnel("ab", [1], [10, 10], kind="rate")


def test_text_for_a_count_is_refused_in_words() -> None:
    with pytest.raises(FunnelInput, match="no number"):
        funnel("ab", ["many", 1], [10, 10], kind="rate")


def test_nothing_to_compare_is_an_error_with_words() -> None:
    with pytest.raises(NothingToCompare):
        funnel("ab", [None, 1], [10, 0], kind="rate")
    with pytest.raises(NothingToCompare):
        funnel([], [], [], kind="rate")


@pytest.mark.parametrize(
    ("kind", "target"), [("proportion", 1.2), ("rate", -1), ("rate", float("nan")), ("rate", float("inf"))]
)
def test_a_target_that_nobody_can_have_is_refused(kind: str, target: float) -> None:
    with pytest.raises(FunnelTarget):
        funnel("ab", [1, 2], [10, 10], kind=kind, target=target)


def test_a_target_on_the_wrong_scale_is_refused_with_the_range() -> None:
    with pytest.raises(FunnelTarget, match="between 0 and 100"):
        funnel("ab", [1, 2], [10, 10], kind="proportion", target=120, scale=100)


@pytest.mark.parametrize(
    "settings_",
    [{"kind": "share"}, {"kind": "rate", "levels": (0.998, 0.95)}, {"kind": "rate", "winsorise": 0.5}],
)
def test_settings_that_do_not_fit_are_refused(settings_: dict[str, object]) -> None:
    with pytest.raises(FunnelInput, match="settings"):
        funnel("ab", [1, 2], [10, 10], **settings_)  # type: ignore[arg-type]


def test_a_rate_per_million_scales_values_target_and_lines_alike() -> None:
    plainly = funnel("abc", [3, 5, 9], [1e6, 2e6, 1e6], kind="rate")
    scaled = funnel("abc", [3, 5, 9], [1e6, 2e6, 1e6], kind="rate", scale=1e6)
    assert scaled.target == pytest.approx(plainly.target * 1e6)
    assert [p.y for p in scaled.points] == pytest.approx([3, 2.5, 9])
    assert [p.z for p in scaled.points] == [p.z for p in plainly.points]
    assert scaled.curves[0].upper == pytest.approx([u * 1e6 for u in plainly.curves[0].upper])


def test_counts_recovered_from_a_published_rate_are_rounded_and_told() -> None:
    found = funnel("abc", [3.2, 5, 9], [100, 100, 100], kind="rate")
    assert checks(found)["whole_counts"] == "warn"


def test_a_unit_between_the_drawn_line_and_the_exact_limit_is_named_and_not_called_outside() -> None:
    """Poisson, mean 10: P(R >= 17) = 0.0270 > 0.025, so 17 is inside, though the interpolated line is at 16.86."""
    found = funnel(["edge", *range(20)], [17, *[10] * 20], [10] * 21, kind="rate", target=1.0)
    assert not found.points[0].outside_95
    named = next(check for check in found.checks if check.name == "on_the_line")
    assert named.outcome == "warn"
    assert "edge" in named.sentence


def test_curves_are_ordered_and_the_outer_ones_hold_the_inner_ones() -> None:
    count, size = spread_out()
    inner, outer = funnel(range(43), count, size, kind="proportion").curves
    assert (inner.level, outer.level) == (0.95, 0.998)
    assert inner.x == outer.x == tuple(sorted(inner.x))
    assert inner.x[0] <= min(size)
    assert inner.x[-1] >= max(size)
    for within, beyond in ((inner.lower, outer.lower), (inner.adjusted_lower, outer.adjusted_lower)):
        assert all(b <= a for a, b in zip(within, beyond, strict=True))
    for within, beyond in ((inner.upper, outer.upper), (inner.adjusted_upper, outer.adjusted_upper)):
        assert all(b >= a for a, b in zip(within, beyond, strict=True))


rows = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(["rate", "proportion"]))
def test_any_rows_make_a_whole_funnel_without_a_warning_from_the_machine(
    rows: list[tuple[int, int]], kind: str
) -> None:
    count = [min(pair) if kind == "proportion" else pair[0] for pair in rows]
    size = [max(pair) if kind == "proportion" else pair[1] for pair in rows]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = funnel(range(len(rows)), count, size, kind=kind)
        except NothingToCompare:
            assert not any(size)
            return
    numbers = [v for p in found.points for v in (p.y, p.z, p.z_adjusted, p.p, p.p_adjusted)]
    numbers += [
        v
        for c in found.curves
        for line in (c.lower, c.upper, c.adjusted_lower, c.adjusted_upper)
        for v in line
    ]
    assert np.isfinite([*numbers, found.phi, found.tau2, found.target]).all()
    for point in found.points:
        assert point.outside_95 or not point.outside_998
        assert point.outside_95 or not point.adjusted_outside_95
        assert point.outside_998 or not point.adjusted_outside_998
        assert (point.side == "inside") != point.outside_95


def test_every_check_speaks_welsh_and_the_result_is_plain_json_values() -> None:
    count, size = spread_out()
    found = funnel([*range(43), "x"], [*count, None], [*size, 1], kind="proportion")
    for check in found.checks:
        assert check.sentence.cy != str(check.sentence)
    assert plain(found)["points"][0]["id"] == "0"


def test_widening_never_puts_a_unit_outside_that_the_exact_limits_hold_inside() -> None:
    # None where five are expected: exp(-5) = 0.0067 is far above 0.1%, though on the root scale it lies 4.4 errors away.
    others = [400 + 39 * (-1) ** place for place in range(20)]
    found = funnel(range(21), [0, *others], [5.0, *[400.0] * 20], kind="rate", target=1.0)
    assert found.tau2 > 0
    none = found.points[0]
    assert none.z_adjusted < -4
    assert none.adjusted_outside_95
    assert not none.adjusted_outside_998
