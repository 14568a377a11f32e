"""What can go wrong between the person outside and us. No message repeats an address, a name or a word of a message."""

from __future__ import annotations

from datetime import datetime

from peelian.reference.problems import Problem


class ThreadsProblem(Problem):
    """The base of every problem of threads."""

    code = "threads"
    en = "The message could not be dealt with."
    cy = "Ni ellid delio â’r neges."


class NoSuchThread(ThreadsProblem):
    """Reference and words do not belong together, or there is no such reference: one answer for both."""

    code = "no-such-thread"
    en = "The reference and the six words do not belong together. Check both, and that no word is missing."
    cy = "Nid yw’r cyfeirnod a’r chwe gair yn perthyn i’w gilydd. Gwiriwch y ddau, ac nad oes gair ar goll."


class TooManyTries(NoSuchThread):
    """The same for a reference that exists and one that does not."""

    code = "thread-too-many-tries"
    en = "Wrong words were given for this reference too often. Wait {minutes} minutes, then try again."
    cy = "Rhoddwyd geiriau anghywir ar gyfer y cyfeirnod hwn yn rhy aml. Arhoswch {minutes} munud, yna ceisiwch eto."


class EmptyMessage(ThreadsProblem):
    code = "message-empty"
    en = "There is nothing in the message. Write what you want to say."
    cy = "Does dim byd yn y neges. Ysgrifennwch yr hyn yr hoffech ei ddweud."


class LongMessage(ThreadsProblem):
    code = "message-long"
    en = "The message is too long: at most {most} characters. Make it shorter or send it in two parts."
    cy = "Mae’r neges yn rhy hir: {most} nod ar y mwyaf. Byrhewch hi neu anfonwch hi mewn dwy ran."


class TooManyMessages(ThreadsProblem):
    """The person outside has written as much within a day as one case takes. `when`: the time of the day in London."""

    code = "messages-many"
    en = (
        "You have sent {most} messages within 24 hours, which is as many as can be sent about one matter. This one was "
        "not sent. It is kept here: copy it, and send it after {when}. If somebody is in danger now, call 999."
    )
    cy = (
        "Rydych wedi anfon {most} neges o fewn 24 awr, sef cynifer ag y gellir eu hanfon am un mater. Ni anfonwyd hon. "
        "Fe’i cedwir yma: copïwch hi, a’i hanfon ar ôl {when}. Os oes rhywun mewn perygl nawr, ffoniwch 999."
    )


class BadAddress(ThreadsProblem):
    """Not an e-mail address, not a telephone number, or no address at all."""

    code = "contact-address"
    en = "This address cannot be used for {channel}. Check it, or choose another way."
    cy = "Ni ellir defnyddio’r cyfeiriad hwn ar gyfer {channel}. Gwiriwch ef, neu dewiswch ffordd arall."


class BadHours(ThreadsProblem):
    code = "contact-hours"
    en = "The safe hours cannot be read. Write them like “mon-fri 09:00-15:00; sat 10:00-12:00”."
    cy = "Ni ellir darllen yr oriau diogel. Ysgrifennwch nhw fel “mon-fri 09:00-15:00; sat 10:00-12:00”."


class NoSuchPoint(ThreadsProblem):
    code = "no-such-contact-point"
    en = "This way to reach the person is not on the case any more. Look at the case again."
    cy = "Nid yw’r ffordd hon o gyrraedd y person ar yr achos mwyach. Edrychwch ar yr achos eto."


class NoSuchTask(ThreadsProblem):
    code = "no-such-contact-task"
    en = "Somebody has dealt with this already, or it is not on this case. Look at the case again."
    cy = "Mae rhywun wedi delio â hyn eisoes, neu nid yw ar yr achos hwn. Edrychwch ar yr achos eto."


class UnknownAnswer(ThreadsProblem):
    code = "answer-unknown"
    en = "There is no reviewed answer called {answer} for this kind of case. Choose one from the list."
    cy = "Nid oes ateb adolygedig o’r enw {answer} ar gyfer y math hwn o achos. Dewiswch un o’r rhestr."


class BadBook(ThreadsProblem):
    """A file of answers or notices is faulty; all faults together."""

    code = "texts-faulty"
    en = "The texts in {file} cannot be used: {faults}. Mend the file and start again."
    cy = "Ni ellir defnyddio’r testunau yn {file}: {faults}. Cywirwch y ffeil a dechreuwch eto."


class BadProvider(ThreadsProblem):
    code = "provider-settings"
    en = "The setting {setting} does not say how messages are sent: {why}. The documentation of settings shows examples."
    cy = "Nid yw’r gosodiad {setting} yn dweud sut yr anfonir negeseuon: {why}. Mae’r ddogfennaeth yn dangos enghreifftiau."


class NotSafe(ThreadsProblem):
    """There is no safe way to tell the person: somebody must decide. `reason` is a code."""

    code = "contact-not-safe"
    en = "There is no safe way to tell the person of this. Somebody has to decide."
    cy = "Nid oes ffordd ddiogel o roi gwybod i’r person am hyn. Rhaid i rywun benderfynu."

    def __init__(self, reason: str = "no_safe_point", **fields: object) -> None:
        self.reason = reason
        super().__init__(reason=reason, **fields)


class NotNow(ThreadsProblem):
    """Outside the hours that the person called safe."""

    code = "contact-not-now"
    en = "It is outside the hours that the person called safe. The message waits."
    cy = "Mae y tu allan i’r oriau y dywedodd y person eu bod yn ddiogel. Mae’r neges yn aros."

    def __init__(self, until: datetime | None = None, **fields: object) -> None:
        self.until = until
        super().__init__(**fields)


class OnThePage(ThreadsProblem):
    """The person looks at the page themselves and wants nothing sent."""

    code = "contact-on-page"
    en = "The person reads messages on the page and wants nothing sent."
    cy = "Mae’r person yn darllen negeseuon ar y dudalen ac nid yw am i ddim gael ei anfon."


class OutcomeUnknown(ThreadsProblem):
    """The line broke after the words had left: nobody knows yet whether they arrived."""

    code = "outcome-unknown"
    en = "It is not known whether the message went out. It is asked before it is tried again."
    cy = "Nid yw’n hysbys a aeth y neges allan. Gofynnir cyn rhoi cynnig arall arni."
