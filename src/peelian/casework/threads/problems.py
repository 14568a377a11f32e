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


class NoSuchWords(NoSuchThread):
    """No case was reported without a name under these eight words."""

    code = "no-such-words"
    en = "These eight words open nothing. Check each word, their order, and that they are the ones for this page."
    cy = "Nid yw’r wyth gair hyn yn agor dim. Gwiriwch bob gair, eu trefn, ac mai’r rhai ar gyfer y dudalen hon ydynt."


class NotEightWords(NoSuchWords):
    """What was typed cannot be anybody's words: the list is public, so this gives nothing away."""

    code = "words-not-eight"
    en = "You typed {count} words. There are eight, in the order in which they were shown."
    cy = "Teipioch {count} gair. Mae wyth, yn y drefn y dangoswyd nhw."


class UnknownWords(NoSuchWords):
    """`places`: which of the words typed stand in no list of ours, counted from 1."""

    code = "words-unknown"
    en = "This is none of our words: number {places} of those that you typed. Check how it is spelt."
    cy = "Nid yw hwn yn un o’n geiriau ni: rhif {places} o’r rhai a deipioch. Gwiriwch ei sillafiad."


class TooManyAtOnce(NoSuchWords):
    """The brake is on for everybody; nothing was looked at."""

    code = "words-too-many-at-once"
    en = (
        "Too many words are being tried at this moment, by others. Yours were not looked at and may well be right. Wait "
        "about ten seconds, then press Continue again; it may take a few tries."
    )
    cy = (
        "Mae gormod o eiriau’n cael eu rhoi ar brawf ar hyn o bryd, gan eraill. Nid edrychwyd ar eich rhai chi, a "
        "gallant fod yn gywir. Arhoswch tua deg eiliad, yna pwyswch Parhau eto; gall gymryd sawl cynnig."
    )


class NotTheWords(ThreadsProblem):
    """What was typed back is not what was shown."""

    code = "words-differ"
    en = "These are not the eight words that you were shown. Look at what you wrote down, or go back to see them again."
    cy = "Nid dyma’r wyth gair a ddangoswyd i chi. Edrychwch ar yr hyn a ysgrifennoch, neu ewch yn ôl i’w gweld eto."


class WordsGiven(ThreadsProblem):
    """The form was sent: its words are shown to nobody any more."""

    code = "words-given"
    en = "This report has been sent. Its words were shown before, and cannot be shown again."
    cy = "Mae’r adroddiad hwn wedi’i anfon. Dangoswyd ei eiriau o’r blaen, ac ni ellir eu dangos eto."


class NamedReporter(ThreadsProblem):
    """A report without a name cannot have somebody recorded as who made it."""

    code = "anonymous-named"
    en = "Whoever reported this wants to stay unknown, so nobody can be recorded as who reported it."
    cy = "Mae’r sawl a adroddodd hyn am aros yn ddienw, felly ni ellir cofnodi neb fel yr un a adroddodd."


class NobodyRenews(ThreadsProblem):
    """Words of an anonymous case are bound to nobody: whoever asks for new ones could be anybody."""

    code = "anonymous-renew"
    en = (
        "Nobody can give new words for a report without a name: there is no way to tell who made it. If the words are "
        "lost, the person can report again and say that it belongs to this."
    )
    cy = (
        "Ni all neb roi geiriau newydd ar gyfer adroddiad heb enw: nid oes modd gwybod pwy a’i gwnaeth. Os collwyd y "
        "geiriau, gall y person adrodd eto a dweud ei fod yn perthyn i hwn."
    )


class OnlyTheirPage(ThreadsProblem):
    """No way to reach an anonymous reporter may be noted."""

    code = "anonymous-contact"
    en = (
        "Whoever reported this wants to stay unknown and is reached by their own page alone. No other way can be noted. "
        "If they want to be known, they can say so in a new report, and the two can be linked."
    )
    cy = (
        "Mae’r sawl a adroddodd hyn am aros yn ddienw, a dim ond ar eu tudalen eu hunain y gellir eu cyrraedd. Ni ellir "
        "nodi ffordd arall. Os ydynt am fod yn hysbys, gallant ddweud hynny mewn adroddiad newydd, a chysylltu’r ddau."
    )


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
