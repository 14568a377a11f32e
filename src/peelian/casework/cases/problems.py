"""What can go wrong with a case, in words that a person can act on. No message names a person or says what exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peelian.reference.problems import Problem


class CasesProblem(Problem):
    """The base of every error of `peelian.casework.cases`."""

    code = "cases"
    en = "The case cannot be worked on."
    cy = "Ni ellir gweithio ar yr achos."


class NoSuchCase(CasesProblem):
    """Unknown, or not for this actor: the same answer for both, because the difference would tell."""

    code = "no-such-case"
    en = "There is no case with this reference that you may see. Check the reference, or ask your supervisor."
    cy = (
        "Nid oes achos â’r cyfeirnod hwn y cewch ei weld. Gwiriwch y cyfeirnod, neu holwch eich goruchwyliwr."
    )


class NeedsReason(CasesProblem):
    """A restricted case is shown only to a reader who says why; what they say is kept."""

    code = "needs-reason"
    en = "Say why you need to read this before it is shown. Your reason is kept and can be checked."
    cy = "Dywedwch pam mae angen ichi ddarllen hyn cyn iddo gael ei ddangos. Cedwir eich rheswm a gellir ei wirio."


class NotAllowed(CasesProblem):
    """The actor may see the case and may not do this."""

    code = "not-allowed"
    en = "Your role does not let you do this with this case. Ask your supervisor to do it or to give you the role."
    cy = (
        "Nid yw eich rôl yn caniatáu ichi wneud hyn gyda’r achos hwn. Gofynnwch i’ch goruchwyliwr ei wneud neu "
        "roi’r rôl ichi."
    )


class NotFromHere(CasesProblem):
    """The kind has no such transition from the state that the case is in."""

    code = "not-from-here"
    en = "This cannot be done while the case is “{state}”. From there you can: {allowed}."
    cy = "Ni ellir gwneud hyn tra bo’r achos yn “{state}”. O’r fan honno gallwch: {allowed}."


class ReasonMissing(CasesProblem):
    """The act needs a reason and none, or no known one, was given."""

    code = "reason-missing"
    en = "Choose the reason for this from the list: {known}."
    cy = "Dewiswch y rheswm dros hyn o’r rhestr: {known}."


class BadReference(CasesProblem):
    """Not ten digits and their check digit."""

    code = "bad-reference"
    en = (
        "This is not a case reference: it has eleven digits, like 482 9130 7560, and the last checks the others. "
        "One digit may be wrong, or two may have changed places: read it again."
    )
    cy = (
        "Nid cyfeirnod achos yw hwn: mae ganddo un digid ar ddeg, fel 482 9130 7560, ac mae’r olaf yn gwirio’r "
        "lleill. Efallai fod un digid yn anghywir, neu fod dau wedi cyfnewid lle: darllenwch ef eto."
    )


class BadPayload(CasesProblem):
    """What was written does not fit the kind's questions; all faults together."""

    code = "bad-payload"
    en = "Some answers do not fit the questions: {faults}."
    cy = "Nid yw rhai atebion yn ffitio’r cwestiynau: {faults}."


class KindFaulty(CasesProblem):
    """A kind is registered twice or incomplete; start-up stops and lists every fault."""

    code = "kind-faulty"
    en = "The kind of case “{kind}” cannot be registered: {faults}. Mend its definition and start again."
    cy = "Ni ellir cofrestru’r math o achos “{kind}”: {faults}. Cywirwch ei ddiffiniad a dechreuwch eto."


class UnknownKind(CasesProblem):
    """No service has registered this kind."""

    code = "unknown-kind"
    en = "No service here works on cases of the kind “{kind}”. Its service may be switched off in the settings."
    cy = (
        "Nid oes gwasanaeth yma sy’n gweithio ar achosion o’r math “{kind}”. Efallai fod ei wasanaeth wedi’i "
        "ddiffodd yn y gosodiadau."
    )


class CannotOwn(CasesProblem):
    """The person has left, or has no role that lets them see cases of the team."""

    code = "cannot-own"
    en = "This person cannot be given the case: they do not work with cases of its team now. Choose another."
    cy = (
        "Ni ellir rhoi’r achos i’r person hwn: nid yw’n gweithio gydag achosion y tîm ar hyn o bryd. Dewiswch "
        "rywun arall."
    )


class TakenAlready(CasesProblem):
    """The case has an owner or is closed."""

    code = "taken-already"
    en = "Somebody has taken this case, or it is closed. Take the next one."
    cy = "Mae rhywun wedi cymryd yr achos hwn, neu mae wedi cau. Cymerwch yr un nesaf."


class TeamClosed(CasesProblem):
    """The team no longer works."""

    code = "team-closed"
    en = "This team has closed and takes no cases. Choose the team that took over from it."
    cy = "Mae’r tîm hwn wedi cau ac nid yw’n derbyn achosion. Dewiswch y tîm a’i holynodd."


class NoSuchTag(CasesProblem):
    """The tag is unknown, retired, or another force's."""

    code = "no-such-tag"
    en = "There is no such tag for this case. Choose one from the list."
    cy = "Nid oes tag o’r fath ar gyfer yr achos hwn. Dewiswch un o’r rhestr."


class UnknownLinkKind(CasesProblem):
    """Cases belong together in one of a few ways."""

    code = "unknown-link-kind"
    en = "Cases are not linked in this way. Choose from the list how they belong together."
    cy = "Ni chysylltir achosion fel hyn. Dewiswch o’r rhestr sut y maent yn perthyn i’w gilydd."


class AlreadySo(CasesProblem):
    """Nothing would change, so nothing is written."""

    code = "already-so"
    en = "The case is like this already, so nothing was changed."
    cy = "Mae’r achos fel hyn eisoes, felly ni newidiwyd dim."


class TooMany(CasesProblem):
    """A limit on what is done at once."""

    code = "too-many"
    en = "Choose at most {most} cases at once."
    cy = "Dewiswch {most} achos ar y mwyaf ar unwaith."


@dataclass(frozen=True, slots=True)
class Changed:
    """One act that happened since: `what` is the action's name, `who` as the ledger names the actor."""

    what: str
    when: datetime
    who: str


class Conflict(CasesProblem):
    """Somebody acted first. Nothing was written; `changed` tells what happened since, oldest first."""

    code = "conflict"
    en = "Somebody else has changed this case since you opened it. Look at what changed, then decide again."
    cy = (
        "Mae rhywun arall wedi newid yr achos hwn ers ichi ei agor. Edrychwch ar yr hyn a newidiodd, yna "
        "penderfynwch eto."
    )

    def __init__(self, changed: tuple[Changed, ...] = (), **fields: object) -> None:
        self.changed = changed
        super().__init__(**fields)
