"""What can go wrong with the made-up year."""

from __future__ import annotations

from peelian.reference.problems import Problem


class DemoProblem(Problem):
    """The base of the problems of the demo."""

    code = "demo"
    en = "The made-up cases cannot be written."
    cy = "Ni ellir ysgrifennu'r achosion ffug."


class RealCases(DemoProblem):
    """There are cases of real people here."""

    code = "demo-beside-real-cases"
    en = (
        "This database holds real cases, so nothing made up is written into it. Use another home: "
        "PEELIAN_HOME=/some/other/folder peelian demo --cases 300"
    )
    cy = (
        "Mae'r gronfa ddata hon yn dal achosion go iawn, felly ni ysgrifennir dim ffug iddi. Defnyddiwch gartref "
        "arall: PEELIAN_HOME=/rhyw/ffolder/arall peelian demo --cases 300"
    )


class NotYetOver(DemoProblem):
    """A made-up year that ends today or later: its cases would lie in the future."""

    code = "demo-not-yet-over"
    en = "The year cannot end on {day}: that day is not over, and no case may lie in the future. Choose {last} or earlier."
    cy = (
        "Ni all y flwyddyn ddod i ben ar {day}: nid yw'r diwrnod hwnnw ar ben, ac ni chaiff yr un achos fod yn y dyfodol. "
        "Dewiswch {last} neu gynharach."
    )


class TooEarly(DemoProblem):
    """A made-up year that begins before the rule by which its questions are counted."""

    code = "demo-too-early"
    en = (
        "The year cannot end on {day}: it would begin before {began}, the first day of the pledge that its questions "
        "are answered by. Choose {first} or later."
    )
    cy = (
        "Ni all y flwyddyn ddod i ben ar {day}: byddai'n dechrau cyn {began}, diwrnod cyntaf yr addewid yr atebir ei "
        "chwestiynau yn unol ag ef. Dewiswch {first} neu'n hwyrach."
    )
