"""What can go wrong with keys and sealed text. No message holds a personal value, a key or a path of a key's file."""

from __future__ import annotations

from typing import ClassVar

from peelian.reference.problems import Problem


class SealingProblem(Problem):
    """The root of this folder's errors."""

    code: ClassVar[str] = "sealing"


class KeyDestroyed(SealingProblem):
    """The key was destroyed by a disposal, or never was in this vault."""

    code = "key-destroyed"
    en = (
        "What was sealed under key {key_id} can no longer be read: its key is not in the vault. It was disposed of, or "
        "the vault is older than the records; then restore the newest vault."
    )
    cy = (
        "Ni ellir darllen yr hyn a seliwyd o dan allwedd {key_id}: nid yw’r allwedd yn y gladdgell. Cafodd ei gwaredu, "
        "neu mae’r gladdgell yn hŷn na’r cofnodion; os felly, adferwch y gladdgell ddiweddaraf."
    )


class SealBroken(SealingProblem):
    """The bytes are not what was sealed in this row and column."""

    code = "seal-broken"
    en = (
        "The sealed {column} of {table} {row} was changed, or belongs to another row. Nothing was shown. Run `peelian "
        "ledger verify` and restore the row from a backup."
    )
    cy = (
        "Newidiwyd {column} seliedig {table} {row}, neu mae’n perthyn i res arall. Ni ddangoswyd dim. Rhedwch `peelian "
        "ledger verify` ac adfer y rhes o gopi wrth gefn."
    )


class DoorShut(SealingProblem):
    """Somebody asked for plain text with a door that does not lead there."""

    code = "door-shut"
    en = "This text is opened only by the door that its case was read through. Ask the case's access function for one."
    cy = "Dim ond y drws y darllenwyd yr achos drwyddo sy’n agor y testun hwn. Gofynnwch i swyddogaeth mynediad yr achos."


class NothingSealed(SealingProblem):
    """A column that was never filled."""

    code = "nothing-sealed"
    en = "Nothing is sealed in {column} of {table}. Look for None before opening it."
    cy = "Nid oes dim wedi’i selio yn {column} yn {table}. Chwiliwch am None cyn ei agor."


class NoRing(SealingProblem):
    """The file of keys is absent, unreadable or open to others."""

    code = "no-ring"
    en = "The key ring cannot be used: {why}. {mend}"
    cy = "Ni ellir defnyddio’r cylch allweddi: {why}. {mend}"


class UnknownRingKey(SealingProblem):
    """Something was sealed under a key that this machine's ring does not hold."""

    code = "unknown-ring-key"
    en = (
        "This machine's key ring holds no {purpose} key {key_id}. Copy the ring of the machine that keys were last "
        "rotated on."
    )
    cy = (
        "Nid oes allwedd {purpose} {key_id} yng nghylch allweddi’r peiriant hwn. Copïwch gylch y peiriant y cafodd yr "
        "allweddi eu newid arno ddiwethaf."
    )


class VaultDoesNotFit(SealingProblem):
    """The vault holds none of the keys of the records."""

    code = "vault-does-not-fit"
    en = (
        "The vault holds none of the keys that the records are sealed under: it is missing, empty or another site's. "
        "Nothing was started or changed. Put back the newest copy of the vault (`backup --keys` made it), or say with "
        "PEELIAN_HOME or PEELIAN_VAULT_DATABASE where it lies."
    )
    cy = (
        "Nid yw’r gladdgell yn dal yr un o’r allweddi y seliwyd y cofnodion odanynt: mae ar goll, yn wag neu’n perthyn i "
        "safle arall. Ni ddechreuwyd na newid dim. Rhowch y copi diweddaraf o’r gladdgell yn ôl (`backup --keys` a’i "
        "gwnaeth), neu dywedwch â PEELIAN_HOME neu PEELIAN_VAULT_DATABASE ble y mae."
    )


class VaultLacksKeys(SealingProblem):
    """The vault holds some of the keys of the records and lacks others that no disposal took."""

    code = "vault-lacks-keys"
    en = (
        "The vault lacks {lacking} of {asked} keys of the records that were looked for, and no disposal took them: it is "
        "older than the records, or damaged. Put back the newest copy of it; `peelian ledger verify --contents` says which."
    )
    cy = (
        "Nid oes gan y gladdgell {lacking} o’r {asked} allwedd o’r cofnodion y chwiliwyd amdanynt, ac ni chymerodd unrhyw "
        "warediad hwy: mae’n hŷn na’r cofnodion, neu wedi’i difrodi. Rhowch y copi diweddaraf ohoni yn ôl; mae `peelian "
        "ledger verify --contents` yn dweud pa rai."
    )


class NothingToIndex(SealingProblem):
    """A text of which nothing remains once it is normalised."""

    code = "nothing-to-index"
    en = "Nothing of this {kind} can be searched for: no letter or digit of the right form is left. Check what was typed."
    cy = "Ni ellir chwilio am ddim o’r {kind} hwn: nid oes llythyren na digid o’r ffurf gywir. Gwiriwch yr hyn a deipiwyd."


class NotACertificate(SealingProblem):
    """A key was to be destroyed without naming the disposal that orders it."""

    code = "not-a-certificate"
    en = "A key is destroyed only for a disposal that two people made. Give the disposal's id as the certificate."
    cy = "Dim ond ar gyfer gwarediad gan ddau berson y dinistrir allwedd. Rhowch ddynodwr y gwarediad yn dystysgrif."
