"""What can go wrong with the ledger while writing it. What verification finds is in `faults.py`."""

from __future__ import annotations

from typing import ClassVar

from peelian.reference.problems import Problem


class LedgerProblem(Problem):
    """The root of this folder's errors."""

    code: ClassVar[str] = "ledger"


class UnknownStream(LedgerProblem):
    """No chain has this id."""

    code = "unknown-stream"
    en = "The ledger has no stream {stream}. Open it in the action that makes its case or record."
    cy = (
        "Nid oes ffrwd {stream} yn y cyfriflyfr. Agorwch hi yn y weithred sy’n creu ei hachos neu ei chofnod."
    )


class OutsideTransaction(LedgerProblem):
    """An entry was to be written apart from what it tells of."""

    code = "outside-transaction"
    en = "An entry is written in the same transaction as the change it tells of. Call this inside transaction.atomic()."
    cy = "Ysgrifennir cofnod yn yr un trafodyn â’r newid y mae’n sôn amdano. Galwch hyn y tu mewn i transaction.atomic()."


class StreamMoved(LedgerProblem):
    """Another writer appended since the stream was read."""

    code = "stream-moved"
    en = "Stream {stream} has moved on since it was read. Lock it first (`entries.lock`), then act again."
    cy = "Mae ffrwd {stream} wedi symud ymlaen ers ei darllen. Clowch hi yn gyntaf (`entries.lock`), yna gweithredwch eto."


class NotACode(LedgerProblem):
    """A word that is not a code was to be written in clear."""

    code = "not-a-code"
    en = (
        "{field} of an entry holds codes, ids, states and counts only, and what was given looks like something else. "
        "Words about a person belong in `details`, which are sealed."
    )
    cy = (
        "Dim ond codau, dynodwyr, cyflyrau a chyfrifon sydd yn {field} cofnod, ac mae’r hyn a roddwyd yn edrych yn "
        "wahanol. Mae geiriau am berson yn perthyn i `details`, sydd wedi’u selio."
    )


class NoStreamKey(LedgerProblem):
    """Personal details for a stream that has no key to seal them under."""

    code = "no-stream-key"
    en = "Stream {stream} has no key, so it takes no personal details. Open it with the key of its case or record."
    cy = "Nid oes allwedd gan ffrwd {stream}, felly nid yw’n derbyn manylion personol. Agorwch hi ag allwedd ei hachos."


class CheckpointRefused(LedgerProblem):
    """The checkpoint files and the database tell different stories; nothing was signed."""

    code = "checkpoint-refused"
    en = (
        "No checkpoint was signed: {why}. Somebody cut or restored the database or the folder. Run `peelian ledger "
        "verify`, keep both as they are, and compare them with an exported copy."
    )
    cy = (
        "Ni lofnodwyd unrhyw bwynt gwirio: {why}. Mae rhywun wedi torri neu adfer y gronfa ddata neu’r ffolder. Rhedwch "
        "`peelian ledger verify`, cadwch y ddau fel y maent, a’u cymharu â chopi a allforiwyd."
    )


class MarkedAsSigned(LedgerProblem):
    """Streams were marked as signed that no checkpoint names; they are signed now."""

    code = "marked-as-signed"
    en = (
        "{count} chains of the ledger were marked as signed, and no checkpoint names them as they are. They are signed "
        "with the next one. Somebody changed `dirty` in the database: run `peelian ledger verify` and ask who could."
    )
    cy = (
        "Marciwyd bod {count} cadwyn o’r cyfriflyfr wedi’u llofnodi, ac nid oes pwynt gwirio yn eu henwi fel y maent. "
        "Llofnodir hwy gyda’r nesaf. Newidiodd rhywun `dirty` yn y gronfa ddata: rhedwch `peelian ledger verify` a "
        "gofynnwch pwy allai."
    )


class ExportRefused(LedgerProblem):
    """The export's folder cannot be used."""

    code = "export-refused"
    en = "Nothing was exported to {path}: {why}. Name a folder that does not exist yet or is empty."
    cy = "Ni allforiwyd dim i {path}: {why}. Enwch ffolder nad yw’n bodoli eto neu sy’n wag."


class TriggersMissing(LedgerProblem):
    """An append-only table is not guarded."""

    code = "triggers-missing"
    en = "The database does not guard {tables} against change. Run `peelian manage migrate`, which puts the guards back."
    cy = "Nid yw’r gronfa ddata yn gwarchod {tables} rhag newid. Rhedwch `peelian manage migrate`, sy’n eu rhoi yn ôl."


class NotACheckpoint(LedgerProblem):
    """The file is not a checkpoint, was changed, or is not signed by the key it names; `why` is a code."""

    code = "not-a-checkpoint"
    en = "A checkpoint file cannot be trusted ({why}). Run `peelian ledger verify`, which says which one and why."
    cy = "Ni ellir ymddiried mewn ffeil pwynt gwirio ({why}). Rhedwch `peelian ledger verify`, sy’n dweud pa un a pham."
