"""What can go wrong with a clock, in words that an officer can act on."""

from peelian.reference.problems import Problem


class ClockProblem(Problem):
    """The base of every problem with a clock."""

    code = "clock"


class PauseHasNoEnd(ClockProblem):
    code = "clock-pause-end"
    en = (
        "A pause needs an end, or a day on which somebody looks at it again: later than its beginning, and within "
        "{days} days. Give such a time."
    )
    cy = (
        "Mae angen diwedd ar saib, neu ddiwrnod i rywun edrych arno eto: yn hwyrach na'i ddechrau, ac o fewn {days} "
        "diwrnod. Rhowch amser felly."
    )


class EndsBeforeStart(ClockProblem):
    code = "clock-before-start"
    en = "The clock started at {started}; it cannot be changed as of an earlier time. Give a time after that."
    cy = "Dechreuodd y cloc am {started}; ni ellir ei newid fel o amser cynharach. Rhowch amser ar ôl hynny."


class ActNotGiven(ClockProblem):
    code = "clock-act-not-given"
    en = "The clocks were not told how to act on a case. Call clocks.handlers.register() when the app is ready."
    cy = "Ni ddywedwyd wrth y clociau sut i weithredu ar achos. Galwch clocks.handlers.register() pan fydd yr ap yn barod."
