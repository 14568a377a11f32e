"""What no claim can be tested on, in words."""

from __future__ import annotations

from peelian.stats.results import StatsProblem


class ClaimTestProblem(StatsProblem):
    """The base of every error of the tests of claims."""

    code = "claim-test"


class UnevenPairs(ClaimTestProblem):
    """The columns are of different length."""

    code = "claim-test-uneven"
    en = "The columns differ in length ({lengths}), so that nothing says which value belongs to which. Give one value per unit, None where it is missing."
    cy = "Mae hyd y colofnau’n wahanol ({lengths}), felly nid oes dim yn dweud pa werth sy’n perthyn i ba un. Rhowch un gwerth fesul uned, None lle mae ar goll."


class RepeatedUnits(ClaimTestProblem):
    """A unit stands twice."""

    code = "claim-test-repeated"
    en = "{names} stand more than once among the units; a force must be counted once. Remove the repeats."
    cy = "Mae {names} yn ymddangos fwy nag unwaith ymhlith yr unedau; rhaid cyfrif heddlu unwaith. Tynnwch yr ailadroddion."


class BadWeights(ClaimTestProblem):
    """Weights below zero, or none above."""

    code = "claim-test-weights"
    en = "The weights must be numbers, none below zero and at least two above; {found} is not. Give each unit’s population."
    cy = "Rhaid i’r pwysau fod yn rhifau, heb un o dan sero ac o leiaf ddau uwchlaw; nid yw {found}. Rhowch boblogaeth pob uned."


class BadSetting(ClaimTestProblem):
    """A setting outside its range."""

    code = "claim-test-setting"
    en = "{name} cannot be {value}: {why}."
    cy = "Ni all {name} fod yn {value}: {why}."
