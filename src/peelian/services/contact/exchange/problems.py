"""What can go wrong between Peelian and a record system. No message repeats what was sent."""

from __future__ import annotations

from peelian.services.contact.problems import ContactProblem


class MessageFaulty(ContactProblem):
    """A message does not fit the contract; its faults are told beside it."""

    code = "exchange-faulty"
    en = "This message does not fit the contract. Mend each fault and send it again with the same id."
    cy = "Nid yw'r neges hon yn cyd-fynd â'r contract. Cywirwch bob nam a'i hanfon eto gyda'r un id."


class NotMessages(ContactProblem):
    """What was posted is no message and no list of them, or too much."""

    code = "exchange-unreadable"
    en = (
        "Post one message, or a list of at most {most} messages, as JSON of at most {largest:,} bytes in UTF-8. Nothing was "
        "kept."
    )
    cy = (
        "Postiwch un neges, neu restr o {most} neges ar y mwyaf, fel JSON o {largest:,} beit ar y mwyaf mewn UTF-8. Ni "
        "chadwyd dim."
    )


class BadQuestion(ContactProblem):
    """A parameter of the feed cannot be read."""

    code = "exchange-parameter"
    en = "{name} cannot be read: give {wanted}."
    cy = "Ni ellir darllen {name}: rhowch {wanted}."


class SameIdOtherWords(ContactProblem):
    """The id was used for another message."""

    code = "exchange-same-id"
    en = "A message with this id was accepted before, and it says something else. Both are below. Give a new message a new id."
    cy = (
        "Derbyniwyd neges gyda'r id hwn o'r blaen, ac mae'n dweud rhywbeth arall. Mae'r ddwy isod. Rhowch id newydd i neges "
        "newydd."
    )


class NotNewer(ContactProblem):
    """A newer or equal version of the same fields was accepted already."""

    code = "exchange-not-newer"
    en = (
        "A message with this version or a newer one was accepted for the same fields. Both are below. Send what holds now "
        "with a higher version."
    )
    cy = (
        "Derbyniwyd neges gyda'r fersiwn hwn neu un mwy newydd ar gyfer yr un meysydd. Mae'r ddwy isod. Anfonwch yr hyn sy'n "
        "dal nawr gyda fersiwn uwch."
    )


class HeldOtherwise(ContactProblem):
    """The case is in a state from which the message does not lead, or in that state already."""

    code = "exchange-held-otherwise"
    en = (
        "The case stands otherwise here, and what the message tells cannot follow from that. Both are below. Read the feed, "
        "then send what holds now; what asks for a person's judgement is done at the desk."
    )
    cy = (
        "Mae'r achos yn sefyll fel arall yma, ac ni all yr hyn a ddywed y neges ddilyn o hynny. Mae'r ddwy isod. Darllenwch "
        "y ffrwd, yna anfonwch yr hyn sy'n dal nawr; gwneir yr hyn sy'n gofyn am farn person wrth y ddesg."
    )


class NoSuchOfficer(ContactProblem):
    """No officer, or more than one, with this number can work on the case."""

    code = "exchange-officer"
    en = "No single officer with this number can work on the case. Check the number, and that the officer belongs to its team."
    cy = "Ni all unrhyw swyddog unigol â'r rhif hwn weithio ar yr achos. Gwiriwch y rhif, a bod y swyddog yn perthyn i'w dîm."


class NoSuchOffence(ContactProblem):
    """The offence is not of the vocabulary."""

    code = "exchange-offence"
    en = "This offence is not in the vocabulary of offence subgroups."
    cy = "Nid yw'r drosedd hon yng ngeirfa'r is-grwpiau troseddau."


class NoSuchCrime(ContactProblem):
    """The case has no crime of this number."""

    code = "exchange-crime"
    en = "The case has no crime with this number. Send crime.recorded first."
    cy = "Nid oes gan yr achos drosedd â'r rhif hwn. Anfonwch crime.recorded yn gyntaf."


class NoSuchTeam(ContactProblem):
    """No team of this name can take the case."""

    code = "exchange-team"
    en = "No team of your force has this name. Leave it out and the contact team answers."
    cy = "Nid oes gan eich heddlu dîm o'r enw hwn. Gadewch ef allan a bydd y tîm cyswllt yn ateb."


class NotTakenIn(ContactProblem):
    """Cases of this kind are not taken in from record systems."""

    code = "exchange-kind"
    en = "Cases of this kind are not taken in from record systems. The contract lists the kinds."
    cy = "Ni dderbynnir achosion o'r math hwn gan systemau cofnodi. Mae'r contract yn rhestru'r mathau."


class WrongTime(ContactProblem):
    """A time that is still to come, or before the case began."""

    code = "exchange-time"
    en = "The time is still to come, or before the case began. Check the clock of your system and the zone."
    cy = "Mae'r amser eto i ddod, neu cyn i'r achos ddechrau. Gwiriwch gloc eich system a'r cylch amser."
