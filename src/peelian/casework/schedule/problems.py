"""What can go wrong with the schedule, in words for those who run it."""

from peelian.reference.problems import Problem


class ScheduleProblem(Problem):
    """The base of every problem of the schedule."""

    code = "schedule"


class KindTwice(ScheduleProblem):
    code = "schedule-kind-twice"
    en = "Two handlers are registered for the scheduled kind {kind}. Give each kind one handler and its own name."
    cy = (
        "Mae dau driniwr wedi'u cofrestru ar gyfer y math {kind}. Rhowch un triniwr ac enw ei hun i bob math."
    )


class UnknownKind(ScheduleProblem):
    code = "schedule-kind-unknown"
    en = (
        "Scheduled items wait for kinds that nothing handles: {kinds}. Register a handler for each when its app "
        "is ready, or start the version of Peelian that made them."
    )
    cy = (
        "Mae eitemau'r amserlen yn aros am fathau nad oes dim yn eu trin: {kinds}. Cofrestrwch driniwr i bob un "
        "pan fydd ei ap yn barod, neu gychwyn y fersiwn o Peelian a'u gwnaeth."
    )


class ClaimLost(ScheduleProblem):
    """Another worker took the item over, or it was cancelled: whatever this one did is rolled back."""

    code = "schedule-claim-lost"
    en = "The scheduled item {item} is no longer held by this worker, so nothing of its effect is kept."
    cy = "Nid yw'r eitem {item} yn nwylo'r gweithiwr hwn mwyach, felly ni chedwir dim o'i heffaith."


class NotFinished(ScheduleProblem):
    code = "schedule-not-finished"
    en = "The handler of {kind} ended without finishing its item. Call turn.done() inside its transaction."
    cy = "Daeth triniwr {kind} i ben heb orffen ei eitem. Galwch turn.done() y tu mewn i'w drafodyn."


class OutsideTransaction(ScheduleProblem):
    code = "schedule-outside-transaction"
    en = "{name} was called outside a transaction. Call it inside the action that it belongs to."
    cy = "Galwyd {name} y tu allan i drafodyn. Galwch ef y tu mewn i'r weithred y mae'n perthyn iddi."


class NaiveMoment(ScheduleProblem):
    code = "schedule-naive-time"
    en = "The time of the scheduled item {key} has no time zone. Give a time with its zone, such as UTC."
    cy = "Nid oes cylchfa amser i amser yr eitem {key}. Rhowch amser gyda'i gylchfa, megis UTC."


class TooMuchInBody(ScheduleProblem):
    code = "schedule-body"
    en = "The body of the scheduled item {key} may hold only ids, codes and whole numbers: {field} is something else."
    cy = "Dim ond rhifau adnabod, codau a rhifau cyfan a gaiff corff yr eitem {key} eu dal: rhywbeth arall yw {field}."


class NothingFailed(ScheduleProblem):
    code = "schedule-nothing-failed"
    en = "No item with that key has failed. `peelian due show` lists those that have."
    cy = "Nid oes eitem â'r allwedd honno wedi methu. Mae `peelian due show` yn rhestru'r rhai sydd wedi."
