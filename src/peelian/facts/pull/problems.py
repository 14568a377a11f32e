"""What can go wrong while fetching, said so that a person knows what to do next."""

from __future__ import annotations

from typing import ClassVar

from peelian.facts.problems import FactsProblem


class PullProblem(FactsProblem):
    """The root of every error of a fetch."""

    code: ClassVar[str] = "pull"


class UnknownPublication(PullProblem):
    code = "unknown-publication"
    en = "There is no publication {publication!r} in the list.{hint} `peelian data pull --list` shows them all."
    cy = "Nid oes cyhoeddiad {publication!r} yn y rhestr.{hint} Mae `peelian data pull --list` yn eu dangos i gyd."


class BadPublishersList(PullProblem):
    code = "bad-publishers-list"
    en = "The list of publishers {path} cannot be used: {why}. Mend the list or leave --publishers out."
    cy = "Ni ellir defnyddio’r rhestr cyhoeddwyr {path}: {why}. Trwsiwch y rhestr neu gadewch --publishers allan."


class NeedsMonth(PullProblem):
    code = "needs-month"
    en = "{publication} is published month by month. Say which with --month, for example --month 2025-03."
    cy = "Cyhoeddir {publication} fesul mis. Dywedwch pa un gyda --month, er enghraifft --month 2025-03."


class Unreachable(PullProblem):
    code = "unreachable"
    en = (
        "{host} could not be reached: {why} Check the network; what had arrived is kept, and the same command goes on "
        "from there. Or fetch {address} by hand and run `peelian data add FILE`."
    )
    cy = (
        "Ni ellid cyrraedd {host}: {why} Gwiriwch y rhwydwaith; cedwir yr hyn a gyrhaeddodd, ac mae’r un gorchymyn yn "
        "parhau o’r fan honno. Neu lawrlwythwch {address} eich hun a rhedeg `peelian data add FFEIL`."
    )


class Refused(PullProblem):
    code = "refused"
    en = (
        "{address} answered {status}: {why} The publisher may have moved the file: look for it at {page}, then run "
        "`peelian data add FILE`."
    )
    cy = (
        "Atebodd {address} {status}: {why} Efallai fod y cyhoeddwr wedi symud y ffeil: chwiliwch amdani yn {page}, "
        "yna rhedwch `peelian data add FFEIL`."
    )


class WrongChecksum(PullProblem):
    code = "wrong-checksum"
    en = (
        "{address} sent a file whose SHA-256 is {found}, where the list of publishers says {expected}. Nothing was kept. "
        "Either the publisher has replaced the file (check at {page}) or the transfer was altered."
    )
    cy = (
        "Anfonodd {address} ffeil â SHA-256 {found}, lle mae’r rhestr yn dweud {expected}. Ni chadwyd dim. Naill ai mae’r "
        "cyhoeddwr wedi newid y ffeil (gwiriwch yn {page}) neu newidiwyd y trosglwyddiad."
    )


class KeepsChanging(PullProblem):
    code = "keeps-changing"
    en = "{address} changed while it was being fetched, {times} times. Nothing was kept. Try again later."
    cy = "Newidiodd {address} wrth iddo gael ei lawrlwytho, {times} gwaith. Ni chadwyd dim. Rhowch gynnig arall arni wedyn."


class NoAttachment(PullProblem):
    code = "no-attachment"
    en = "{address} lists no file that {publication} could use ({looked_for}). Open {page} and fetch the file by hand."
    cy = "Nid yw {address} yn rhestru ffeil i {publication} ({looked_for}). Agorwch {page} a lawrlwythwch y ffeil eich hun."


class CannotKeep(PullProblem):
    code = "cannot-keep"
    en = "{path} could not be written: {why}. Make room or permission under PEELIAN_HOME, then run the same command again."
    cy = "Ni ellid ysgrifennu {path}: {why}. Gwnewch le neu ganiatâd o dan PEELIAN_HOME, yna rhedwch yr un gorchymyn eto."
