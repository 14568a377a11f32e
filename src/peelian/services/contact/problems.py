"""What can go wrong with contact, in words that a person can act on. No message repeats what was typed."""

from __future__ import annotations

from peelian.reference.problems import Problem


class ContactProblem(Problem):
    """The base of every error of `peelian.services.contact`."""

    code = "contact"
    en = "This cannot be done here."
    cy = "Ni ellir gwneud hyn yma."


class NoSuchQuestion(ContactProblem):
    """The reference, the words or both are wrong: the same answer for each, because the difference would tell."""

    code = "no-such-question"
    en = (
        "The reference and the six words do not belong together, or one of them has a mistake. "
        "Check both and try again. If you have lost them, ask a new question: nobody can look the words up."
    )
    cy = (
        "Nid yw'r cyfeirnod a'r chwe gair yn perthyn i'w gilydd, neu mae camgymeriad yn un ohonynt. "
        "Gwiriwch y ddau a rhowch gynnig arall arni. Os ydych wedi'u colli, gofynnwch gwestiwn newydd: ni all neb "
        "ddod o hyd i'r geiriau."
    )


class PassExpired(ContactProblem):
    """The page was open for longer than a pass is good for."""

    code = "pass-expired"
    en = "You have been away for a while. Give your reference and your six words again; what you wrote is kept below."
    cy = (
        "Rydych wedi bod i ffwrdd am ychydig. Rhowch eich cyfeirnod a'ch chwe gair eto; mae'r hyn a ysgrifennoch "
        "wedi'i gadw isod."
    )


class NothingWritten(ContactProblem):
    """A message without words."""

    code = "nothing-written"
    en = "Write your message first."
    cy = "Ysgrifennwch eich neges yn gyntaf."


class TooLong(ContactProblem):
    """A message of more characters than fit."""

    code = "too-long"
    en = "Your message must be {most} characters or fewer. It has {length}."
    cy = "Rhaid i'ch neges fod yn {most} nod neu'n llai. Mae ganddi {length}."
