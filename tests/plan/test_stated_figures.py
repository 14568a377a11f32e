"""How precisely a figure was said decides what fits it, before anything is looked up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.plan.claims.claim import Stated
from peelian.plan.claims.figures import read_figure
from peelian.plan.claims.problems import BadFigure
from peelian.plan.claims.rounding import said, said_to, shown


def stated(text: str) -> Stated:
    figure = read_figure(text, "--change")
    return Stated("f", figure.value, "fte", figure.to, "change", figure.sense)


@pytest.mark.parametrize(
    ("text", "value", "to", "kind", "sense"),
    [
        ("-14%", "-14", "1", "percent", "rounded"),
        ("-4.1%", "-4.1", "0.1", "percent", "rounded"),
        ("-20 %", "-20", "1", "percent", "rounded"),
        ("−2.9 per cent", "-2.9", "0.1", "percent", "rounded"),
        ("-922", "-922", "1", "number", "rounded"),
        ("-21,000", "-21000", "1000", "number", "rounded"),
        ("about -21,000", "-21000", "1000", "number", "about"),
        ("tua 500", "500", "100", "number", "about"),
        (">30,000", "30000", "10000", "number", "more_than"),
        ("at least 12", "12", "1", "number", "at_least"),
        ("£3.6m", "3600000", "100000", "number", "rounded"),
        ("40 million", "40000000", "1000000", "number", "rounded"),
        ("-2.3 points", "-2.3", "0.1", "points", "rounded"),
        ("2pp", "2", "1", "points", "rounded"),
        ("0", "0", "1", "number", "rounded"),
    ],
)
def test_a_written_figure_keeps_its_precision(text: str, value: str, to: str, kind: str, sense: str) -> None:
    figure = read_figure(text, "--change")
    assert (figure.value, figure.to, figure.kind, figure.sense) == (Decimal(value), Decimal(to), kind, sense)


@pytest.mark.parametrize("text", ["", "lots", "14%%", "1,00", "--4", "£", "1e5", "4 dogs", "½", "9" * 40])
def test_what_is_no_figure_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadFigure) as caught:
        read_figure(text, "--change")
    assert "--change" in str(caught.value)
    assert "-14%" in str(caught.value)


@pytest.mark.parametrize(
    ("said_as", "found", "fits"),
    [
        ("-4.1%", -4.0809, True),
        ("-4.1%", -5.02, False),
        ("-4.1%", -4.15, True),
        ("-4.1%", -4.1501, False),
        ("-14%", -14.04, True),
        ("-922", -922.175, True),
        ("-922", -910.645, False),
        ("-7,000", -6321.3, False),
        ("-7,000", -6861.9, True),
        ("about -21,000", -21805.4, True),
        ("about -21,000", -19921.4, False),
        (">30,000", 30871.2, True),
        (">30,000", 30000.0, False),
        ("at least 30,000", 30000.0, True),
        ("<12", 12.0, False),
    ],
)
def test_a_found_value_fits_when_it_rounds_to_what_was_said(said_as: str, found: float, fits: bool) -> None:
    assert stated(said_as).fits(found) is fits


@given(st.integers(-999_999, 999_999))
def test_a_whole_number_always_fits_itself(number: int) -> None:
    figure = stated(str(number))
    assert figure.fits(float(number))
    assert not figure.fits(number + float(figure.to))


@given(st.decimals(-9999, 9999, places=2))
def test_the_precision_is_never_finer_than_the_digits_written(number: Decimal) -> None:
    assert said_to(number) == Decimal("0.01")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (-14.0439, "percent", "-14.04%"),
        (121928.97675, "fte", "121,928.98 FTE"),
        (25.0, "forces", "25 forces"),
        (16275000.0, "pounds", "£16.275m"),
        (40e6, "pounds", "£40m"),
        (0.9143, "proportion", "91.43%"),
        (-0.001, "percent", "0.00%"),
        (0.0, "percent", "0%"),
        (8.9, "percent", "8.9%"),
        (71.0, "percent", "71%"),
        (0.089, "proportion", "8.9%"),
        (16.1, "seconds", "16.1 seconds"),
        (13393.33, "searches", "13,393 searches"),
        (105.8077, "per_week", "105.8 a week"),
        (2.3810, "forces", "2.38 forces"),
        (-0.3, "correlation", "-0.30"),
        (None, "fte", "–"),
        (True, "", "yes"),
    ],
)
def test_a_found_value_is_shown_with_its_unit(value: float | None, unit: str, text: str) -> None:
    assert shown(value, unit) == text


def test_a_stated_figure_is_shown_as_it_was_said() -> None:
    assert said(Decimal("-4.1"), "percent", "rounded") == "-4.1%"
    assert said(Decimal("-21000"), "fte", "about") == "about -21,000 FTE"
    assert said(Decimal("30000"), "fte", "more_than", "cy") == "mwy na 30,000 CALl"
    assert said(Decimal("3600000"), "pounds", "rounded") == "£3.6m"
