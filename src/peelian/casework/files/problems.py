"""Why a file is not taken, in words for the person who sent it. No message repeats the file's name."""

from __future__ import annotations

from peelian.reference.problems import Problem


class FilesProblem(Problem):
    """The base of every problem with files."""

    code = "files"
    en = "The file could not be dealt with."
    cy = "Ni ellid delio â’r ffeil."


class FileRefused(FilesProblem):
    """The base of every reason for which a file is not kept."""

    code = "file-refused"


class UnknownKind(FileRefused):
    code = "file-kind"
    en = "This kind of file cannot be taken. Send a photo, a PDF, a video (MP4), a sound (MP3), plain text, Word or Excel."
    cy = "Ni ellir derbyn y math hwn o ffeil. Anfonwch lun, PDF, fideo (MP4), sain (MP3), testun plaen, Word neu Excel."


class NamesDisagree(FileRefused):
    code = "file-name"
    en = "The file’s name says that it is something else than it is ({kind}). Give it its right ending and send it again."
    cy = "Mae enw’r ffeil yn dweud ei bod yn rhywbeth arall ({kind} ydyw). Rhowch y terfyniad cywir iddi a’i hanfon eto."


class TooLarge(FileRefused):
    code = "file-large"
    en = "The file is too large: at most {most} MB for this kind. Send a smaller one."
    cy = "Mae’r ffeil yn rhy fawr: {most} MB ar y mwyaf ar gyfer y math hwn. Anfonwch un llai."


class Empty(FileRefused):
    code = "file-empty"
    en = "There is nothing in the file. Choose it again."
    cy = "Does dim byd yn y ffeil. Dewiswch hi eto."


class Damaged(FileRefused):
    code = "file-damaged"
    en = "The file is damaged or not complete. Open it on your own device, save it anew and send that."
    cy = "Mae’r ffeil wedi’i difrodi neu’n anghyflawn. Agorwch hi ar eich dyfais, cadwch hi o’r newydd ac anfonwch honno."


class HiddenData(FileRefused):
    code = "file-hidden"
    en = "Something else is hidden in the file. Open it on your own device, save it anew and send that."
    cy = "Mae rhywbeth arall wedi’i guddio yn y ffeil. Agorwch hi ar eich dyfais, cadwch hi o’r newydd ac anfonwch honno."


class Active(FileRefused):
    code = "file-active"
    en = "The file holds something that runs or opens by itself. Print it to a PDF, or take a picture of it, and send that."
    cy = (
        "Mae’r ffeil yn cynnwys rhywbeth sy’n rhedeg neu’n agor ohono’i hun. Argraffwch hi i PDF, neu tynnwch lun ohoni, "
        "ac anfonwch hynny."
    )


class Locked(FileRefused):
    code = "file-locked"
    en = "The file is protected by a password, so it cannot be checked. Save it without one and send that."
    cy = "Mae’r ffeil wedi’i diogelu â chyfrinair, felly ni ellir ei gwirio. Cadwch hi heb un ac anfonwch honno."


class TooMuchInside(FileRefused):
    code = "file-bomb"
    en = "What is packed in the file is far too large. Send a smaller one."
    cy = "Mae’r hyn sydd wedi’i bacio yn y ffeil yn llawer rhy fawr. Anfonwch un llai."


class Infected(FileRefused):
    code = "file-infected"
    en = "The file holds something harmful, so it was not kept."
    cy = "Mae’r ffeil yn cynnwys rhywbeth niweidiol, felly ni chafodd ei chadw."


class SentBefore(FileRefused):
    """The same bytes lie in the case: they are kept once."""

    code = "file-again"
    en = "We have this very file already: it was sent before and is kept. You need not send it again."
    cy = "Mae'r union ffeil hon gennym eisoes: fe'i hanfonwyd o'r blaen ac mae wedi'i chadw. Nid oes angen ei hanfon eto."


class ToClosed(FileRefused):
    """The person outside adds to a case that nobody works on."""

    code = "file-closed"
    en = (
        "Your question is closed, so nobody would see the file. Say what is not settled to open it again; then send "
        "the file."
    )
    cy = (
        "Mae eich cwestiwn ar gau, felly ni fyddai neb yn gweld y ffeil. Dywedwch beth sydd heb ei ddatrys er mwyn ei "
        "ailagor; yna anfonwch y ffeil."
    )


class TooMany(FilesProblem):
    code = "files-many"
    en = "There are {most} files already, which is as many as can be sent. Tell us in a message what else you have."
    cy = "Mae {most} ffeil yno eisoes, sef cynifer ag y gellir eu hanfon. Dywedwch wrthym mewn neges beth arall sydd gennych."


class NoSuchFile(FilesProblem):
    """Unknown, not for this reader, or not kept: one answer."""

    code = "no-such-file"
    en = "There is no such file here that you may open."
    cy = "Nid oes ffeil o’r fath yma y cewch ei hagor."


class FileBroken(FilesProblem):
    """What lies in the store is not what was put there."""

    code = "file-broken"
    en = "The kept file {file} is damaged: it does not open with its key. Restore the files from a backup."
    cy = "Mae’r ffeil a gadwyd {file} wedi’i difrodi: nid yw’n agor â’i hallwedd. Adferwch y ffeiliau o gopi wrth gefn."


class BadScanner(FilesProblem):
    code = "file-scanner"
    en = "The setting {setting} names no scanner: write clamd://host:port, or leave it empty."
    cy = "Nid yw’r gosodiad {setting} yn enwi sganiwr: ysgrifennwch clamd://host:port, neu gadewch ef yn wag."
