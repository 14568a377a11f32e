"""The arithmetic of a chain, once more and by itself, from the rule that is written down."""

import hashlib

from tests.casework.ledger.tampering import Owner

SEP = b"\x1f"


def recompute(owner: Owner, uid: str, mac: bytes) -> None:
    """Forge the actor of entry 2 and make every hash from there on fit; seal with `mac`."""
    owner.run("UPDATE ledger_ledgerentry SET actor = 'user:999' WHERE stream = %s AND seq = 2", [uid])
    prev = owner.rows("SELECT hash FROM ledger_ledgerentry WHERE stream = %s AND seq = 1", [uid])[0][0]
    rows = owner.rows(
        "SELECT stream, seq, at, action, actor, reason_code, facts, commitment, nonce FROM ledger_ledgerentry "
        "WHERE stream = %s AND seq > 1 ORDER BY seq",
        [uid],
    )
    for *columns, commitment, nonce in rows:
        text = b"".join(str(one).encode() + SEP for one in columns)
        made = hashlib.sha256(b"peelian-ledger-1" + SEP + text + commitment + nonce + prev).digest()
        sealed = hashlib.blake2b(made, digest_size=16, key=mac).digest()
        owner.run(
            "UPDATE ledger_ledgerentry SET prev = %s, hash = %s, seal = %s WHERE stream = %s AND seq = %s",
            [prev, made, sealed, uid, columns[1]],
        )
        prev = made
    owner.run("UPDATE ledger_stream SET head = %s WHERE uid = %s", [prev, uid])
