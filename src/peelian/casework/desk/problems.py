"""What can go wrong on the desk itself, in words that a person can act on."""

from __future__ import annotations

from peelian.reference.problems import Problem


class DeskProblem(Problem):
    """The base of every problem of the desk."""

    code = "desk"
    en = "This could not be done on the desk."
    cy = "Ni ellid gwneud hyn ar y ddesg."


class ChooseFromList(DeskProblem):
    """A choice is missing, or is none that the page offers."""

    code = "choose-from-list"
    en = "Choose one of the list: {field}."
    cy = "Dewiswch un o’r rhestr: {field}."


class WriteSomething(DeskProblem):
    """A field that must be filled in is empty."""

    code = "write-something"
    en = "Write something here: {field}."
    cy = "Ysgrifennwch rywbeth yma: {field}."


class MomentUnreadable(DeskProblem):
    """A day with its time that cannot be read."""

    code = "moment-unreadable"
    en = "Write the day and the time, like 30/11/2026 14:30."
    cy = "Ysgrifennwch y diwrnod a’r amser, fel 30/11/2026 14:30."


class PostcodeUnreadable(DeskProblem):
    """What is no whole postcode."""

    code = "postcode-unreadable"
    en = "This is no whole postcode like B29 6BD. Correct it, or write what you know of the place in words."
    cy = "Nid yw hwn yn god post cyfan fel B29 6BD. Cywirwch ef, neu ysgrifennwch yr hyn a wyddoch am y lle mewn geiriau."


class DayUnreadable(DeskProblem):
    """A day that cannot be read, or one that is past."""

    code = "day-unreadable"
    en = "Write a day that is still to come, like 30/11/2026."
    cy = "Ysgrifennwch ddiwrnod sydd eto i ddod, fel 30/11/2026."


class NoOtherCase(DeskProblem):
    """The reference of the other case is well formed, but no case that the actor sees has it."""

    code = "no-other-case"
    en = "There is no case with this reference, or you may not see it. Check the digits: what you typed is still here."
    cy = "Nid oes achos â’r cyfeirnod hwn, neu ni chewch ei weld. Gwiriwch y digidau: mae’r hyn a deipiwyd gennych yma o hyd."


class TooManyFilters(DeskProblem):
    """Nobody keeps more filters than they can look over."""

    code = "too-many-filters"
    en = "You have {most} saved filters, and no more can be kept. Remove one first."
    cy = "Mae gennych {most} hidlydd wedi’u cadw, ac ni ellir cadw mwy. Tynnwch un yn gyntaf."


class ChooseCases(DeskProblem):
    """No case was chosen, or what came is no choice of this page."""

    code = "choose-cases"
    en = "Choose the cases first: tick the box before each."
    cy = "Dewiswch yr achosion yn gyntaf: ticiwch y blwch o flaen pob un."


class SearchTooLittle(DeskProblem):
    """Nothing was typed to search for."""

    code = "search-empty"
    en = "Write what you look for: a reference, or a name, telephone number, email address or postcode in full."
    cy = (
        "Ysgrifennwch yr hyn rydych yn chwilio amdano: cyfeirnod, neu enw, rhif ffôn, cyfeiriad e-bost neu god "
        "post yn llawn."
    )
