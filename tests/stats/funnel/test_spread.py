"""Over-dispersion, recomputed here in plain Python from the formulas of Spiegelhalter 2005 (QSHC 14:347)."""

import math
import random
from statistics import quantiles

import numpy as np
import pytest
from scipy import integrate, stats

from peelian.stats.funnel import funnel
from peelian.stats.funnel.discovery import discoveries
from peelian.stats.funnel.spread import (
    kept_by_winsorising,
    overdispersion,
    returned,
    transformed,
    whole_spread,
    winsorised,
)


def by_hand(z: list[float], size: list[int], share: float) -> tuple[float, float]:
    cuts = quantiles(z, n=round(1 / share), method="inclusive")
    pulled = [min(max(score, cuts[0]), cuts[-1]) for score in z]
    units = len(z)
    phi = sum(score**2 for score in pulled) / units
    weight = [4 * n for n in size]  # s = 1 / (2 sqrt n)
    room = sum(weight) - sum(w * w for w in weight) / sum(weight)
    return phi, max(0.0, (units * phi - (units - 1)) / room)


def test_phi_and_tau2_of_rates_are_those_of_the_formulas() -> None:
    seeded = random.Random(7)
    size = [seeded.randint(200, 9000) for _ in range(43)]
    count = [round(n * 0.011 * seeded.lognormvariate(0, 0.4)) for n in size]
    target = sum(count) / sum(size)
    z = [2 * math.sqrt(n) * (math.sqrt(r / n) - math.sqrt(target)) for r, n in zip(count, size, strict=True)]
    phi, tau2 = by_hand(z, size, 0.1)
    found = funnel(range(43), count, size, kind="rate")
    assert found.target == pytest.approx(target)
    assert [point.z for point in found.points] == pytest.approx(z)
    assert found.phi == pytest.approx(phi)
    assert found.tau2 == pytest.approx(tau2)
    assert tau2 > 0
    adjusted = [score / math.sqrt(1 + tau2 * 4 * n) for score, n in zip(z, size, strict=True)]
    assert [point.z_adjusted for point in found.points] == pytest.approx(adjusted)


def test_phi_and_tau2_of_proportions_use_the_arcsine_of_the_square_root() -> None:
    seeded = random.Random(8)
    size = [seeded.randint(300, 30000) for _ in range(43)]
    count = [round(n * min(0.98, max(0.05, seeded.gauss(0.7, 0.1)))) for n in size]
    target = sum(count) / sum(size)
    z = [
        2 * math.sqrt(n) * (math.asin(math.sqrt(r / n)) - math.asin(math.sqrt(target)))
        for r, n in zip(count, size, strict=True)
    ]
    found = funnel(range(43), count, size, kind="proportion")
    assert (found.phi, found.tau2) == pytest.approx(by_hand(z, size, 0.1))


def test_units_that_differ_by_chance_alone_are_not_widened() -> None:
    found = funnel("abcdefghijkl", [50] * 6 + [52] * 6, [1000] * 12, kind="proportion")
    assert found.tau2 == 0
    assert found.phi < 1
    for line in found.curves:
        assert line.adjusted_lower == line.lower
        assert line.adjusted_upper == line.upper
    assert [p.z for p in found.points] == [p.z_adjusted for p in found.points]


def test_winsorising_pulls_in_a_tenth_at_each_end() -> None:
    z = np.arange(-10.0, 11.0)  # 21 scores: the tenth percentile of these is -8
    assert winsorised(z, 0.1).min() == -8
    assert winsorised(z, 0.1).max() == 8
    assert list(winsorised(z, 0.0)) == list(z)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.25])
def test_winsorising_takes_its_part_of_a_normal_variance(share: float) -> None:
    """Integrated here by quadrature: a tenth at each end leaves 0.68."""
    end = stats.norm.isf(share) if share else 12.0
    kept = integrate.quad(lambda z: min(z * z, end * end) * stats.norm.pdf(z), -12, 12, points=[-end, end])[0]
    assert kept_by_winsorising(share) == pytest.approx(kept, abs=1e-6)


def test_flags_are_made_from_the_whole_variance_and_limits_from_the_published_one() -> None:
    seeded = random.Random(7)
    size = [seeded.randint(2000, 9000) for _ in range(43)]
    count = [round(n * 0.05 * seeded.lognormvariate(0, 0.3)) for n in size]
    found = funnel(range(43), count, size, kind="rate")
    whole = whole_spread(found.phi, np.array(size, float), 0.1)
    assert whole > 1.3 * found.tau2 > 0
    for point, n in zip(found.points, size, strict=True):
        z = point.z / math.sqrt(1 + whole * 4 * n)
        assert point.p_adjusted == pytest.approx(max(point.p, 2 * stats.norm.sf(abs(z))))


def test_one_wild_unit_does_not_widen_the_funnel_of_all() -> None:
    calm = [round(1000 * (0.05 + 0.002 * ((i % 5) - 2))) for i in range(40)]
    phi_calm, _ = overdispersion(np.array([0.1] * 40), np.array([1000.0] * 40), 0.1)
    found = funnel(range(41), [*calm, 400], [1000] * 41, kind="proportion", target=0.05)
    assert found.tau2 == 0
    assert phi_calm < 1
    assert found.points[40].flagged


@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_the_scale_comes_back_to_the_value(kind: str) -> None:
    values = np.linspace(0, 1, 11)
    assert returned(kind, transformed(kind, values)) == pytest.approx(values)
    assert list(returned(kind, [-5.0])) == [0.0]


def test_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    """The worked example of the paper (JRSS B 57:289, section 3.2): 15 tests at 0.05, the four smallest stand."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
         0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    order = random.Random(1).sample(range(15), 15)
    found = discoveries(np.array([p[i] for i in order]), 0.05)
    assert sorted(p[i] for i, flag in zip(order, found, strict=True) if flag) == p[:4]


def test_no_tests_make_no_discoveries() -> None:
    assert discoveries(np.array([]), 0.05).size == 0
