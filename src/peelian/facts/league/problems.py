"""What can go wrong when a league table or a comparison is asked for."""

from __future__ import annotations

from peelian.facts.problems import FactsProblem


class LeagueProblem(FactsProblem):
    """Base of every error about league tables and comparisons."""

    code = "league"
    en = "No table can be made: {why}"
    cy = "Ni ellir gwneud tabl: {why}"


class NotRanked(LeagueProblem):
    """Each area has several figures at once; a table needs one."""

    code = "league-several-figures"
    en = (
        "{measure!r} holds several figures for each area, so it cannot be ranked as it stands. "
        "Name one value with where: {known}"
    )
    cy = (
        "Mae gan {measure!r} sawl ffigur ar gyfer pob ardal, felly ni ellir ei restru fel y mae. "
        "Enwch un gwerth gyda where: {known}"
    )


class NothingHeld(LeagueProblem):
    """No force has a figure of the measure in any period."""

    code = "league-nothing-held"
    en = "The data loaded holds no figure of {measure!r} for any force. Add a file with `peelian data add PATH`."
    cy = (
        "Nid oes ffigur o {measure!r} ar gyfer unrhyw heddlu yn y data a lwythwyd. "
        "Ychwanegwch ffeil gyda `peelian data add LLWYBR`."
    )


class PeriodWithoutForces(LeagueProblem):
    """No force has a figure for the period asked for."""

    code = "league-period-not-held"
    en = "No force has a figure of {measure!r} for {text!r}. The nearest periods held: {near}."
    cy = "Nid oes gan unrhyw heddlu ffigur o {measure!r} ar gyfer {text!r}. Y cyfnodau agosaf sydd ar gael: {near}."


class BadFirst(LeagueProblem):
    """`first` is neither highest nor lowest."""

    code = "league-bad-first"
    en = "Rank 1 cannot go to the {text!r}. Use 'highest' or 'lowest'."
    cy = "Ni all safle 1 fynd i'r {text!r}. Defnyddiwch 'highest' (uchaf) neu 'lowest' (isaf)."


class NoForces(LeagueProblem):
    """The areas asked for hold no force."""

    code = "league-no-forces"
    en = "{text!r} holds no police force to rank. Name forces, or a region such as 'South West'."
    cy = "Nid oes heddlu i'w restru yn {text!r}. Enwch heddluoedd, neu ranbarth megis 'South West'."
