"""What verification can find: one fault per thing that is wrong, naming the stream, the entry and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from peelian.reference.problems import Bilingual

_NAME: Final = re.compile(r"[0-9a-z_-]{0,64}")
_SHORT: Final = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding. `log` is ledger, access or checkpoint; `seq` is the entry's or the checkpoint's number."""

    code: str
    log: str
    stream: str = ""
    seq: int | str | None = None
    fields: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What stands where a stream's name or a number belongs may be anything: it is told short and in ASCII."""
        if not (isinstance(self.stream, str) and _NAME.fullmatch(self.stream)):
            object.__setattr__(self, "stream", ascii(self.stream)[:_SHORT])
        if not (self.seq is None or isinstance(self.seq, int)):
            object.__setattr__(self, "seq", ascii(self.seq)[:_SHORT])

    def message(self, lang: str = "en") -> str:
        """One line that says which stream, which entry, what is wrong."""
        text = FAULTS[self.code]
        log = _LOGS[self.log]
        words = {"log": log.cy if lang == "cy" else str(log), "stream": self.stream, "seq": self.seq}
        return (text.cy if lang == "cy" else str(text)).format(**words, **self.fields)


_LOGS: Final = {
    "ledger": Bilingual("Ledger", "Cyfriflyfr"),
    "access": Bilingual("Access log", "Log mynediad"),
    "checkpoint": Bilingual("Checkpoints", "Pwyntiau gwirio"),
}

FAULTS: Final = {
    "changed": Bilingual(
        "{log}, stream {stream}, entry {seq}: it was changed after it was written (its hash does not fit its columns).",
        "{log}, ffrwd {stream}, cofnod {seq}: fe’i newidiwyd ar ôl ei ysgrifennu (nid yw ei stwnsh yn cyd-fynd).",
    ),
    "missing": Bilingual(
        "{log}, stream {stream}, entry {seq}: it is missing (the next that is there is {next}).",
        "{log}, ffrwd {stream}, cofnod {seq}: mae ar goll (y nesaf sydd yno yw {next}).",
    ),
    "unlinked": Bilingual(
        "{log}, stream {stream}, entry {seq}: it does not follow the entry before it (swapped, or one was replaced).",
        "{log}, ffrwd {stream}, cofnod {seq}: nid yw’n dilyn y cofnod o’i flaen (cyfnewidiwyd, neu disodlwyd un).",
    ),
    "unsealed": Bilingual(
        "{log}, stream {stream}, entry {seq}: it was not sealed with this site's key (the chain was recomputed).",
        "{log}, ffrwd {stream}, cofnod {seq}: ni chafodd ei selio ag allwedd y safle hwn (ailgyfrifwyd y gadwyn).",
    ),
    "old-seal": Bilingual(
        "{log}, stream {stream}, entry {seq}: it bears the seal of a key that had been retired by then.",
        "{log}, ffrwd {stream}, cofnod {seq}: mae’n dwyn sêl allwedd a oedd wedi’i thynnu’n ôl erbyn hynny.",
    ),
    "backwards": Bilingual(
        "{log}, stream {stream}, entry {seq}: its time is before that of the entry before it.",
        "{log}, ffrwd {stream}, cofnod {seq}: mae ei amser cyn amser y cofnod o’i flaen.",
    ),
    "cut": Bilingual(
        "{log}, stream {stream}: {expected} entries were written, and the chain ends at {seq}. Its tail was cut off.",
        "{log}, ffrwd {stream}: ysgrifennwyd {expected} cofnod, ac mae’r gadwyn yn gorffen yn {seq}. Torrwyd ei chynffon.",
    ),
    "longer": Bilingual(
        "{log}, stream {stream}: the chain has {seq} entries, and its stream knows of {expected} only.",
        "{log}, ffrwd {stream}: mae {seq} cofnod yn y gadwyn, a dim ond am {expected} y gŵyr ei ffrwd.",
    ),
    "head": Bilingual(
        "{log}, stream {stream}, entry {seq}: it is not the last entry that the stream remembers.",
        "{log}, ffrwd {stream}, cofnod {seq}: nid hwn yw’r cofnod olaf y mae’r ffrwd yn ei gofio.",
    ),
    "no-stream": Bilingual(
        "{log}, stream {stream}: it has entries, and its row of streams is gone or of another kind.",
        "{log}, ffrwd {stream}: mae ganddi gofnodion, ac mae ei rhes ffrydiau wedi mynd neu o fath arall.",
    ),
    "stream": Bilingual(
        "{log}, stream {stream}: its row of streams was changed: its kind, its key or its last time is not what it was.",
        "{log}, ffrwd {stream}: newidiwyd ei rhes ffrydiau: nid yw ei math, ei hallwedd na’i hamser olaf fel yr oeddent.",
    ),
    "unsigned-though-old": Bilingual(
        "{log}, stream {stream}, entry {seq}: it is over an hour old and no checkpoint signed it. A checkpoint was taken "
        "away, the stream was marked as signed, or no worker ran.",
        "{log}, ffrwd {stream}, cofnod {seq}: mae dros awr oed ac ni lofnododd unrhyw bwynt gwirio ef. Tynnwyd pwynt "
        "gwirio ymaith, marciwyd bod y ffrwd wedi’i llofnodi, neu nid oedd gweithiwr yn rhedeg.",
    ),
    "unreadable": Bilingual(
        "{log}, behind stream {stream}, entry {seq}: the database could not give what follows; it is damaged there. "
        "What lies behind was not verified.",
        "{log}, ar ôl ffrwd {stream}, cofnod {seq}: ni allai’r gronfa ddata roi’r hyn sy’n dilyn; mae wedi’i difrodi yno. "
        "Ni wiriwyd yr hyn sydd ar ei ôl.",
    ),
    "version": Bilingual(
        "Case of stream {stream}: it stands at version {version}, and its chain at {expected}.",
        "Achos ffrwd {stream}: mae ar fersiwn {version}, a’i gadwyn ar {expected}.",
    ),
    "no-chain": Bilingual(
        "Case of stream {stream}: it has no chain.",
        "Achos ffrwd {stream}: nid oes ganddo gadwyn.",
    ),
    "signed-cut": Bilingual(
        "{log}, stream {stream}: signed checkpoint {checkpoint} names entry {seq}, which is not there. The tail was cut off.",
        "{log}, ffrwd {stream}: mae pwynt gwirio {checkpoint} yn enwi cofnod {seq}, nad yw yno. Torrwyd y gynffon.",
    ),
    "signed-other": Bilingual(
        "{log}, stream {stream}, entry {seq}: signed checkpoint {checkpoint} knew another entry here (recomputed).",
        "{log}, ffrwd {stream}, cofnod {seq}: gwyddai pwynt gwirio {checkpoint} am gofnod arall yma (ailgyfrifwyd).",
    ),
    "file-missing": Bilingual(
        "Checkpoint {seq}: its file is missing.", "Pwynt gwirio {seq}: mae ei ffeil ar goll."
    ),
    "file-damaged": Bilingual(
        "Checkpoint {seq}: its file is damaged.", "Pwynt gwirio {seq}: mae ei ffeil wedi’i difrodi."
    ),
    "file-changed": Bilingual(
        "Checkpoint {seq}: its file was changed after it was signed.",
        "Pwynt gwirio {seq}: newidiwyd ei ffeil ar ôl ei llofnodi.",
    ),
    "file-unknown-key": Bilingual(
        "Checkpoint {seq}: it is signed with a key that is not in this ring.",
        "Pwynt gwirio {seq}: fe’i llofnodwyd ag allwedd nad yw yn y cylch hwn.",
    ),
    "file-signature": Bilingual(
        "Checkpoint {seq}: its signature is not by the key it names.",
        "Pwynt gwirio {seq}: nid yr allwedd a enwir a wnaeth ei lofnod.",
    ),
    "file-order": Bilingual(
        "Checkpoint {seq}: it does not follow the one before it (left out, reordered or replaced).",
        "Pwynt gwirio {seq}: nid yw’n dilyn yr un o’i flaen (gadawyd allan, aildrefnwyd neu disodlwyd).",
    ),
    "row-differs": Bilingual(
        "Checkpoint {seq}: its row in the database differs from its signed file.",
        "Pwynt gwirio {seq}: mae ei res yn y gronfa ddata yn wahanol i’w ffeil lofnodedig.",
    ),
    "rows-unreadable": Bilingual(
        "Checkpoints: the database could not give their rows; it is damaged there.",
        "Pwyntiau gwirio: ni allai’r gronfa ddata roi eu rhesi; mae wedi’i difrodi yno.",
    ),
    "row-missing": Bilingual(
        "Checkpoint {seq}: its row in the database is missing.",
        "Pwynt gwirio {seq}: mae ei res yn y gronfa ddata ar goll.",
    ),
    "unguarded": Bilingual(
        "Table {table}: the database does not guard it against change. `peelian manage migrate` puts the guards back.",
        "Tabl {table}: nid yw’r gronfa ddata yn ei warchod rhag newid. Mae `peelian manage migrate` yn rhoi’r rhain yn ôl.",
    ),
    "details-changed": Bilingual(
        "{log}, stream {stream}, entry {seq}: its sealed details are not those it committed to.",
        "{log}, ffrwd {stream}, cofnod {seq}: nid ei fanylion seliedig yw’r rhai yr ymrwymodd iddynt.",
    ),
    "details-unreadable": Bilingual(
        "{log}, stream {stream}, entry {seq}: what is kept of its sealed details cannot be read.",
        "{log}, ffrwd {stream}, cofnod {seq}: ni ellir darllen yr hyn a gedwir o’i fanylion seliedig.",
    ),
    "key-gone": Bilingual(
        "{log}, stream {stream}: its key is not in the vault, and no disposal took it. The vault is missing, older than "
        "the records, or somebody destroyed the key: restore the newest vault.",
        "{log}, ffrwd {stream}: nid yw ei hallwedd yn y gladdgell, ac ni chymerodd unrhyw warediad hi. Mae’r gladdgell ar "
        "goll, yn hŷn na’r cofnodion, neu dinistriodd rhywun yr allwedd: adferwch y gladdgell ddiweddaraf.",
    ),
    "details-missing": Bilingual(
        "{log}, stream {stream}, entry {seq}: its sealed details are gone, and its case was not disposed of.",
        "{log}, ffrwd {stream}, cofnod {seq}: mae ei fanylion seliedig wedi mynd, ac ni waredwyd ei achos.",
    ),
}
