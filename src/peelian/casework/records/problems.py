"""What can go wrong with a record. No message holds a personal value."""

from __future__ import annotations

from peelian.reference.problems import Problem


class RecordsProblem(Problem):
    """The base of every error of `peelian.casework.records`."""

    code = "records"
    en = "The record cannot be changed."
    cy = "Ni ellir newid y cofnod."


class BadBirthDate(RecordsProblem):
    """Not a date, in the future, or more than 130 years ago."""

    code = "bad-birth-date"
    en = "The date of birth is not a date like 1990-05-31 between 130 years ago and today. Check it, or leave it out."
    cy = (
        "Nid yw’r dyddiad geni yn ddyddiad fel 1990-05-31 rhwng 130 mlynedd yn ôl a heddiw. Gwiriwch ef, neu "
        "gadewch ef allan."
    )


class NotYet(RecordsProblem):
    """A time of an incident that lies ahead."""

    code = "not-yet"
    en = "This day and time have not come yet. Write when it was."
    cy = "Nid yw’r diwrnod a’r amser hwn wedi dod eto. Ysgrifennwch pryd yr oedd."


class EndsBeforeBegins(RecordsProblem):
    """An incident that would have ended before it began."""

    code = "ends-before-begins"
    en = "It cannot have ended before it began. Check both times."
    cy = "Ni all fod wedi dod i ben cyn iddo ddechrau. Gwiriwch y ddau amser."


class ReportedBefore(RecordsProblem):
    """An incident that would have been reported before it began."""

    code = "reported-before"
    en = "It cannot have been reported before it began. Check both times."
    cy = "Ni all fod wedi’i adrodd cyn iddo ddechrau. Gwiriwch y ddau amser."


class NotMergeable(RecordsProblem):
    """The two are one already, one of them was absorbed by another, or one was disposed of."""

    code = "not-mergeable"
    en = (
        "These two records cannot be joined: they are one already, one is joined to a third, or one was disposed "
        "of. Undo the other join first."
    )
    cy = (
        "Ni ellir uno’r ddau gofnod hyn: maent yn un eisoes, mae un wedi’i uno â thrydydd, neu gwaredwyd un. "
        "Dadwnewch yr uniad arall yn gyntaf."
    )


class NotMerged(RecordsProblem):
    """The join was undone already."""

    code = "not-merged"
    en = "This join was undone before. Nothing was changed."
    cy = "Dadwnaed yr uniad hwn o’r blaen. Ni newidiwyd dim."


class WrongOutcome(RecordsProblem):
    """An outcome type outside 1-22, or one that does not lead on from what stands."""

    code = "wrong-outcome"
    en = "An outcome type is a number from 1 to 22 of the Home Office's list. Choose one from the list."
    cy = "Mae math o ganlyniad yn rhif o 1 i 22 o restr y Swyddfa Gartref. Dewiswch un o’r rhestr."


class LinkEnded(RecordsProblem):
    """A link is ended once."""

    code = "link-ended"
    en = "This link has ended already. Make a new one if it holds again."
    cy = "Mae’r cysylltiad hwn wedi dod i ben eisoes. Gwnewch un newydd os yw’n dal eto."


class UnknownRelation(RecordsProblem):
    """The relation does not join these kinds of record."""

    code = "unknown-relation"
    en = "Records are not linked in this way. Choose from the list how they belong together."
    cy = "Ni chysylltir cofnodion fel hyn. Dewiswch o’r rhestr sut y maent yn perthyn i’w gilydd."


class ActionWithinAction(RecordsProblem):
    """A programmer's mistake: an action was started inside another or inside an open transaction."""

    code = "action-within-action"
    en = "The action {action} was started inside another transaction. Start it on its own."
    cy = "Dechreuwyd y weithred {action} y tu mewn i drafodyn arall. Dechreuwch hi ar ei phen ei hun."


class NoSuchRecord(RecordsProblem):
    """Unknown, or not for this actor: the same answer for both."""

    code = "no-such-record"
    en = "There is no such record that you may change. Open it again from its case."
    cy = "Nid oes cofnod o’r fath y cewch ei newid. Agorwch ef eto o’i achos."
