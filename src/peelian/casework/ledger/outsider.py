"""Verify an exported ledger: `python3 verify.py [--lang cy] [--key HEX]…`. It needs Python 3.11 and nothing else.

It checks that every file is the one the manifest names, that manifest and checkpoints are signed by keys of keys.json,
that checkpoints follow one another, that each entry's hash fits its columns and follows the entry before it, and that
every signed head is in its chain. Compare keys.json with the public keys that the force has published elsewhere, or
give them with --key: who can change the whole export could change keys.json too.
Exit code: 0 it holds, 3 it does not hold, 1 it could not be read.
"""

import base64
import hashlib
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TAGS = {"ledger": b"peelian-ledger-1", "access": b"peelian-access-1"}
START = "0" * 64
SAID = {
    "file": ("{0} is not the file that was exported.", "Nid {0} yw’r ffeil a allforiwyd."),
    "unlisted": (
        "{0} was not exported; it is not looked at.",
        "Ni chafodd {0} ei hallforio; nid edrychir arni.",
    ),
    "manifest": (
        "The manifest is not signed by a key of keys.json.",
        "Nid yw’r maniffest wedi’i lofnodi gan allwedd yn keys.json.",
    ),
    "key": ("Key {0} is not one that you gave.", "Nid yw allwedd {0} yn un a roesoch."),
    "checkpoint": ("Checkpoint {0}: {1}.", "Pwynt gwirio {0}: {1}."),
    "changed": ("{0}, stream {1}, entry {2}: changed.", "{0}, ffrwd {1}, cofnod {2}: newidiwyd."),
    "order": (
        "{0}, stream {1}, entry {2}: does not follow the one before it.",
        "{0}, ffrwd {1}, cofnod {2}: nid yw’n dilyn yr un o’i flaen.",
    ),
    "signed": (
        "Stream {0}, entry {1}: not what checkpoint {2} signed.",
        "Ffrwd {0}, cofnod {1}: nid yr hyn a lofnododd pwynt gwirio {2}.",
    ),
    "holds": (
        "It holds: {0} entries in {1} chains, {2} checkpoints.",
        "Mae’n dal: {0} cofnod mewn {1} cadwyn, {2} pwynt gwirio.",
    ),
    "broken": ("It does not hold. Faults: {0}.", "Nid yw’n dal. Namau: {0}."),
    "unreadable": ("It could not be read: {0}.", "Ni ellid ei ddarllen: {0}."),
}

# --- Ed25519 (RFC 8032, section 5.1.7), for checking signatures only -----------------------------------------
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_I = pow(2, (_P - 1) // 4, _P)


def _add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    three, four = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(count: int, point: tuple[int, ...]) -> tuple[int, ...]:
    made: tuple[int, ...] = (0, 1, 1, 0)
    while count:
        if count & 1:
            made = _add(made, point)
        point, count = _add(point, point), count >> 1
    return made


def _point(held: bytes) -> tuple[int, ...] | None:
    y = int.from_bytes(held, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _I % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is good."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, first = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or first is None or _BASE is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    left, right = _times(s, _BASE), _add(first, _times(h, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


# --- the export ----------------------------------------------------------------------------------------------
class Check:
    """One run over an export."""

    def __init__(self, folder: Path, lang: str, trusted: list[str]) -> None:
        self.folder, self.lang, self.trusted = folder, lang, trusted
        self.faults = 0
        self.entries = 0
        self.chains = 0
        self.keys: dict[str, bytes] = {}
        self.wanted: dict[tuple[str, int], tuple[str, int]] = {}

    def say(self, what: str, *words: object) -> None:
        """Print one line in the reader's language."""
        print(SAID[what][self.lang == "cy"].format(*words))  # noqa: T201 - a program of its own

    def fault(self, what: str, *words: object) -> None:
        """Say what is wrong, and count it."""
        self.faults += 1
        if self.faults <= 200:
            self.say(what, *words)

    def run(self) -> int:
        """The exit code."""
        self.files()
        checkpoints = self.checkpoints()
        for log in TAGS:
            self.log(log)
        for (stream, seq), (_, number) in self.wanted.items():
            self.fault("signed", stream, seq, number)
        if self.faults:
            self.say("broken", self.faults)
            return 3
        self.say("holds", self.entries, self.chains, checkpoints)
        return 0

    def files(self) -> None:
        """Keys, manifest, and the digest of each file."""
        held = (self.folder / "manifest.json").read_bytes()
        manifest = json.loads(held)
        self.keys = {
            name: bytes.fromhex(key)
            for name, key in json.loads((self.folder / "keys.json").read_text()).items()
        }
        for key in self.keys.values():
            if self.trusted and key.hex() not in self.trusted:
                self.fault("key", key.hex())
        signature = base64.b64decode((self.folder / "manifest.sig").read_text())
        if not signed(self.keys.get(manifest["key"], b""), held, signature):
            self.fault("manifest")
        for name, digest in manifest["files"].items():
            path = self.folder / name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                self.fault("file", name)
        for path in sorted(self.folder.glob("*/*.jsonl")):
            if path.relative_to(self.folder).as_posix() not in manifest["files"]:
                self.fault("unlisted", path.name)

    def checkpoints(self) -> int:
        """Each checkpoint's digest, signature and place; its heads are wanted from the chains."""
        previous = START
        number = 0
        for path in sorted((self.folder / "checkpoints").glob("*.jsonl"), key=lambda one: int(one.stem)):
            number += 1
            body, _, tail = path.read_bytes().rstrip(b"\n").rpartition(b"\n")
            first, *lines = [json.loads(line) for line in body.splitlines()]
            end = json.loads(tail)
            digest = hashlib.sha256(body + b"\n").hexdigest()
            parts = ["peelian-checkpoint-1", str(number), str(first["at"]), str(len(lines)), previous, digest]
            if digest != end["sha256"] or not signed(
                self.keys.get(first["key"], b""), "\x1f".join(parts).encode(), bytes.fromhex(end["signature"])
            ):
                self.fault("checkpoint", path.stem, "signature, order / llofnod, trefn")
            previous = digest
            self.wanted.update({(stream, seq): (head, number) for stream, seq, head in lines})
        return number

    def log(self, log: str) -> None:
        """Every chain of one log."""
        stream, before, head = None, 0, START
        for path in sorted((self.folder / "entries").glob(f"{log}-*.jsonl")):
            with path.open(encoding="ascii") as file:
                for line in file:
                    row = json.loads(line)
                    if row[0] != stream:
                        stream, before, head = row[0], 0, START
                        self.chains += 1
                    self.entry(log, row, before, head)
                    before, head = row[1], row[-1]

    def entry(self, log: str, row: list[Any], before: int, head: str) -> None:
        """One entry against its columns, the one before it, and what was signed."""
        self.entries += 1
        *columns, commitment, nonce, prev, hashed = row
        text = "\x1f".join([*map(str, columns), ""]).encode()
        fixed = bytes.fromhex(commitment + nonce + prev)
        if len(fixed) != 80 or hashlib.sha256(TAGS[log] + b"\x1f" + text + fixed).hexdigest() != hashed:
            self.fault("changed", log, row[0], row[1])
        if row[1] != before + 1 or prev != head:
            self.fault("order", log, row[0], row[1])
        wanted = self.wanted.pop((row[0], row[1]), None)
        if wanted and wanted[0] != hashed:
            self.fault("signed", row[0], row[1], wanted[1])


def main(arguments: list[str]) -> int:
    """Run over the folder that this file lies in."""
    given = list(pairwise(arguments))
    lang = "cy" if ("--lang", "cy") in given else "en"
    trusted = [value.lower() for word, value in given if word == "--key"]
    check = Check(Path(__file__).resolve().parent, lang, trusted)
    try:
        return check.run()
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        check.say("unreadable", type(error).__name__)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
