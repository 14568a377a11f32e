"""What no funnel can be drawn from, in words."""

from __future__ import annotations

from peelian.stats.results import StatsProblem


class FunnelProblem(StatsProblem):
    """The base of every error of the funnel."""

    code = "funnel"


class FunnelInput(FunnelProblem):
    """The rows contradict each other; `faults` lists every one of them."""

    code = "funnel-input"
    en = (
        "These rows cannot stand in a funnel: {faults}. Mend them, or give None for a figure that is missing."
    )
    cy = "Ni all y rhesi hyn sefyll mewn twmffat: {faults}. Cywirwch nhw, neu rhowch None am ffigur sydd ar goll."


class NothingToCompare(FunnelProblem):
    """No row has both a count and a size above zero."""

    code = "funnel-nothing-to-compare"
    en = (
        "A funnel needs at least one row with both a count and a size above zero, and there is none among {rows}. "
        "Choose a period or a measure that has figures."
    )
    cy = (
        "Mae angen o leiaf un rhes â chyfrif a maint uwchlaw sero ar dwmffat, ac nid oes un ymhlith {rows}. "
        "Dewiswch gyfnod neu fesur sydd â ffigurau."
    )


class FunnelTarget(FunnelProblem):
    """A target that no unit could have."""

    code = "funnel-target"
    en = "{target} cannot be the target of a funnel of {kind}: it must lie {where}. Give another, or none for the pooled value."
    cy = "Ni all {target} fod yn darged i dwmffat o {kind}: rhaid iddo fod {where}. Rhowch un arall, neu ddim ar gyfer y gwerth cyfun."
