"""What can go wrong with a question of law, in words that a person can act on."""

from collections.abc import Sequence

from peelian.reference.problems import Bilingual, Problem


class LawProblem(Problem):
    """The base of every error of `peelian.law`."""

    code = "law"


class UnknownProvision(LawProblem):
    code = "unknown-provision"
    en = "There is no provision {text!r}.{hint} Use one of: {known}."
    cy = "Nid oes darpariaeth {text!r}.{hint} Defnyddiwch un o'r rhain: {known}."


class NaiveTime(LawProblem):
    code = "law-naive-time"
    en = "The time {field} has no time zone, so its day in London is not known. Give the zone, such as UTC."
    cy = (
        "Nid oes cylchfa amser i'r amser {field}, felly nid yw ei ddiwrnod yn Llundain yn hysbys. Rhowch y gylchfa, "
        "megis UTC."
    )


class NoClock(LawProblem):
    code = "law-no-clock"
    en = "The provision {provision} sets no time limit, so no clock can run by it. Ask decide() instead."
    cy = "Nid yw'r ddarpariaeth {provision} yn gosod terfyn amser, felly ni all cloc redeg. Gofynnwch i decide()."


class NotInForce(LawProblem):
    code = "law-not-in-force"
    en = "No version of {provision} is in force on {day}.{next} Nothing is worked out from a rule that does not apply."
    cy = "Nid oes fersiwn o {provision} mewn grym ar {day}.{next} Ni chyfrifir dim o reol nad yw'n gymwys."


class PauseNotAllowed(LawProblem):
    code = "law-pause-not-allowed"
    en = "{provision} may not be paused for the reason {reason!r}. Reasons it allows: {allowed}."
    cy = "Ni ellir oedi {provision} am y rheswm {reason!r}. Rhesymau a ganiateir: {allowed}."


class BackwardPause(LawProblem):
    code = "law-pause-backwards"
    en = "A pause ends at {ends}, before it begins at {starts}. Give an end that comes after the beginning."
    cy = (
        "Mae saib yn dod i ben am {ends}, cyn iddo ddechrau am {starts}. Rhowch ddiwedd sydd ar ôl y dechrau."
    )


class LawFaults(LawProblem):
    """A problem with several faults, all told at once, a line each."""

    code = "law-faults"

    def __init__(self, *, faults: Sequence[Bilingual], **fields: object) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=self.faults, **fields)

    def message(self, lang: str = "en") -> str:
        head = super().message(lang)
        lines = [fault.cy if lang == "cy" else str(fault) for fault in self.faults]
        return f"{head} {lines[0]}" if len(lines) == 1 else "\n  - ".join([head, *lines])


class BadProvisionFile(LawFaults):
    """A provisions file with faults; `faults` lists every one."""

    code = "law-provision-file"
    en = "{file} holds no provisions that can be applied:"
    cy = "Nid yw {file} yn cynnwys darpariaethau y gellir eu cymhwyso:"


class BadFacts(LawFaults):
    """The facts given do not answer what the provision asks; `faults` lists every one."""

    code = "law-facts"
    en = "{provision} cannot be decided from these facts:"
    cy = "Ni ellir penderfynu {provision} o'r ffeithiau hyn:"
