"""What no chart over time can be made from, in words."""

from __future__ import annotations

from peelian.stats.results import StatsProblem


class TrendProblem(StatsProblem):
    """The base of every error of the charts over time."""

    code = "trend"


class UnevenSeries(TrendProblem):
    """Not one value per period."""

    code = "trend-uneven"
    en = "There are {periods} periods and {values} values. Give one value per period, None where it is missing."
    cy = "Mae {periods} cyfnod a {values} gwerth. Rhowch un gwerth fesul cyfnod, None lle mae ar goll."


class MixedPeriods(TrendProblem):
    """Months beside years, or the like."""

    code = "trend-mixed-periods"
    en = "A chart over time needs periods of one kind; here are {kinds}. Keep one of them."
    cy = "Mae angen cyfnodau o un math ar siart dros amser; dyma {kinds}. Cadwch un ohonynt."


class RepeatedPeriods(TrendProblem):
    """A period stands twice."""

    code = "trend-repeated-period"
    en = "{names} stand twice in the series, and nothing says which value holds. Keep one value per period."
    cy = "Mae {names} yn ymddangos ddwywaith yn y gyfres, ac nid oes dim yn dweud pa werth sy’n dal. Cadwch un gwerth fesul cyfnod."


class NoValues(TrendProblem):
    """No value at all."""

    code = "trend-no-values"
    en = "No period has a value, so there is nothing to draw. Choose a place or a measure that has figures."
    cy = (
        "Nid oes gan unrhyw gyfnod werth, felly nid oes dim i’w lunio. Dewiswch le neu fesur sydd â ffigurau."
    )


class RebaseWithoutReason(TrendProblem):
    """Limits may be worked out afresh only for a reason that is written down."""

    code = "trend-rebase-reason"
    en = (
        "The limits cannot start afresh at {at} without a reason. Say what changed (a new system, a new definition, a "
        "new service) in `reason`; a chart that is rebased because it looks bad hides what it should show."
    )
    cy = (
        "Ni all y terfynau ddechrau o’r newydd yn {at} heb reswm. Dywedwch beth newidiodd (system newydd, diffiniad newydd, "
        "gwasanaeth newydd) yn `reason`; mae siart sy’n cael ei ailosod am ei fod yn edrych yn wael yn cuddio’r hyn y dylai ei ddangos."
    )


class RebaseWithoutDate(TrendProblem):
    """A rebase must say when."""

    code = "trend-rebase-date"
    en = "The limits can start afresh only at a date or a period of the series, and {at} is none. {why} Give the day of the change."
    cy = "Dim ond ar ddyddiad neu gyfnod yn y gyfres y gall y terfynau ddechrau o’r newydd, ac nid yw {at} yn un. {why} Rhowch ddiwrnod y newid."


class BadTrendSetting(TrendProblem):
    """A setting outside its range."""

    code = "trend-setting"
    en = "{name} cannot be {value}: {why}."
    cy = "Ni all {name} fod yn {value}: {why}."
