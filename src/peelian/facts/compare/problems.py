"""What can go wrong when two figures are to be compared."""

from __future__ import annotations

from peelian.facts.league.problems import LeagueProblem


class SameTwice(LeagueProblem):
    """The same area or period was named twice."""

    code = "compare-same-twice"
    en = "{text} cannot be compared with itself. Name two different areas, or two different periods."
    cy = "Ni ellir cymharu {text} â'i hun. Enwch ddwy ardal wahanol, neu ddau gyfnod gwahanol."


class NoCommonPeriod(LeagueProblem):
    """No period has figures of both areas."""

    code = "compare-no-common-period"
    en = "No period loaded has a figure of {measure!r} for both: {areas}. Name a period with --period to see what is missing."
    cy = (
        "Nid oes gan unrhyw gyfnod a lwythwyd ffigur o {measure!r} ar gyfer y ddau: {areas}. Enwch gyfnod gyda --period "
        "i weld beth sydd ar goll."
    )


class WhatToCompare(LeagueProblem):
    """The command was given neither two areas nor two periods."""

    code = "compare-what"
    en = (
        "Name two areas (peelian compare MEASURE kent essex --period 2018-Q4) or two periods "
        "(peelian compare MEASURE --area kent --periods 2018-Q2 2018-Q4)."
    )
    cy = (
        "Enwch ddwy ardal (peelian compare MESUR kent essex --period 2018-Q4) neu ddau gyfnod "
        "(peelian compare MESUR --area kent --periods 2018-Q2 2018-Q4)."
    )
