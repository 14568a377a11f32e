"""What can go wrong with keeping and disposing."""

from __future__ import annotations

from typing import ClassVar

from peelian.reference.problems import Problem


class RetentionProblem(Problem):
    """The root of this folder's errors."""

    code: ClassVar[str] = "retention"


class UnknownSchedule(RetentionProblem):
    """A kind of case names a schedule that no file defines."""

    code = "unknown-schedule"
    en = "There is no retention schedule {schedule!r} on {on}. Add it to retention/definitions, or correct the kind of case."
    cy = "Nid oes amserlen gadw {schedule!r} ar {on}. Ychwanegwch hi at retention/definitions, neu gywiro’r math o achos."


class BadSchedules(RetentionProblem):
    """The file of schedules has faults; all are listed."""

    code = "bad-schedules"
    en = "The retention schedules in {file} cannot be used: {faults}. Correct the file."
    cy = "Ni ellir defnyddio’r amserlenni cadw yn {file}: {faults}. Cywirwch y ffeil."


class StillOpen(RetentionProblem):
    """Only a closed case is reviewed or disposed of."""

    code = "still-open"
    en = "The case is not closed. Close it first; its time runs from then."
    cy = "Nid yw’r achos wedi’i gau. Caewch ef yn gyntaf; o hynny y mae ei amser yn rhedeg."


class NotDue(RetentionProblem):
    """The time for which the case must be kept has not passed."""

    code = "not-due"
    en = "The case must be kept until {until}. Its review is due then."
    cy = "Rhaid cadw’r achos tan {until}. Bydd ei adolygiad yn ddyledus bryd hynny."


class ReviewTooLate(RetentionProblem):
    """A case cannot be put off beyond what its schedule allows."""

    code = "review-too-late"
    en = "The next review of the case can be on {until} at the latest, by its schedule. Choose that day or an earlier one."
    cy = "Gall adolygiad nesaf yr achos fod ar {until} fan bellaf, yn ôl ei amserlen. Dewiswch y diwrnod hwnnw neu un cynharach."


class Held(RetentionProblem):
    """A hold forbids disposal."""

    code = "held"
    en = "The case is on hold ({reason}) and is not disposed of. Whoever placed the hold, or their office, must lift it first."
    cy = "Mae’r achos wedi’i atal ({reason}) ac ni chaiff ei waredu. Rhaid i’r sawl a’i hataliodd, neu ei swyddfa, godi’r ataliad yn gyntaf."


class NoSuchHold(RetentionProblem):
    """There is no such hold on the case, or it was lifted."""

    code = "no-such-hold"
    en = "The case has no such hold, or it was lifted already. Load the page again."
    cy = "Nid oes ataliad o’r fath ar yr achos, neu fe’i codwyd eisoes. Llwythwch y dudalen eto."


class NoProposal(RetentionProblem):
    """Nothing is proposed."""

    code = "no-proposal"
    en = "No disposal of this case is proposed, or somebody has decided already. Load the page again."
    cy = "Ni chynigiwyd gwaredu’r achos hwn, neu mae rhywun wedi penderfynu eisoes. Llwythwch y dudalen eto."


class ProposedAlready(RetentionProblem):
    """A disposal is proposed and waits for the second person."""

    code = "proposed-already"
    en = "The disposal of this case is proposed and waits for a second person. Withdraw that proposal first."
    cy = "Mae gwaredu’r achos hwn wedi’i gynnig ac yn aros am ail berson. Tynnwch y cynnig hwnnw yn ôl yn gyntaf."


class SamePerson(RetentionProblem):
    """Who proposed a disposal cannot decide on it."""

    code = "same-person"
    en = "You proposed this disposal. Another person, with the role of disposal approver, must decide."
    cy = "Chi a gynigiodd y gwarediad hwn. Rhaid i berson arall, â rôl cymeradwywr gwaredu, benderfynu."


class NotAPerson(RetentionProblem):
    """Keys and the system itself dispose of nothing."""

    code = "not-a-person"
    en = "Disposal is decided by people. Sign in as yourself."
    cy = "Pobl sy’n penderfynu ar waredu. Mewngofnodwch fel chi’ch hun."


class UnknownReason(RetentionProblem):
    """A code that is not on the list."""

    code = "unknown-retention-reason"
    en = "There is no reason {reason!r} here. Use one of: {known}."
    cy = "Nid oes rheswm {reason!r} yma. Defnyddiwch un o’r rhain: {known}."


class BackupRefused(RetentionProblem):
    """A backup could not be made whole."""

    code = "backup-refused"
    en = "No backup was made in {path}: {why}. Nothing that was there is changed."
    cy = "Ni wnaed copi wrth gefn yn {path}: {why}. Ni newidiwyd dim a oedd yno."
