"""A change is a share of something, and says of what."""

import pytest

from peelian.stats.claims import BadSetting, change


def outcome(found: object, name: str) -> str:
    return next(check.outcome for check in found.checks if check.name == name)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("base", "relative"), [("before", -0.148462), ("after", -0.174345), ("both", None)])
def test_the_fall_in_officers_is_a_share_of_the_stated_base(base: str, relative: float | None) -> None:
    """143,734 officers in 2010 and 122,395 in 2018: 21,339 fewer, 14.8% of 143,734 or 17.4% of 122,395."""
    found = change(143_734, 122_395, base=base)  # type: ignore[arg-type]
    assert found.difference == -21_339
    assert found.relative == (None if relative is None else pytest.approx(relative, abs=1e-6))
    assert found.on_before == pytest.approx(-0.148462, abs=1e-6)
    assert found.on_after == pytest.approx(-0.174345, abs=1e-6)
    assert found.ratio == pytest.approx(122_395 / 143_734)


def test_when_the_sentence_names_no_base_both_are_shown() -> None:
    found = change(100, 122, base="both")
    assert outcome(found, "base") == "warn"
    assert "+22.0% of the figure before, +18.0% of the figure after" in found.checks[0].sentence
    assert "cynt" in found.checks[0].sentence.cy


@pytest.mark.parametrize(("before", "after", "base"), [(0, 5, "before"), (5, 0, "after"), (0, 5, "both")])
def test_from_zero_there_is_a_difference_but_no_share(before: float, after: float, base: str) -> None:
    found = change(before, after, base=base)  # type: ignore[arg-type]
    assert found.relative is None
    assert found.difference == after - before
    assert outcome(found, "base") == "fail"


def test_percentages_change_in_points() -> None:
    found = change(9.1, 7.8, base="before", percentages=True)
    assert found.difference == pytest.approx(-1.3)
    assert outcome(found, "points") == "warn"
    assert "percentage points" in found.checks[-1].sentence


def test_a_change_of_a_negative_figure_keeps_its_direction() -> None:
    assert change(-10, -5, base="before").relative == pytest.approx(0.5)


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_figure_makes_the_change_unknown_not_zero(missing: float) -> None:
    with pytest.raises(BadSetting, match="unknown, not zero"):
        change(missing, 5, base="before")


def test_a_base_must_be_stated() -> None:
    with pytest.raises(TypeError):
        change(1, 2)  # type: ignore[call-arg]
    with pytest.raises(BadSetting, match="before, after, or both"):
        change(1, 2, base="start")  # type: ignore[arg-type]
