"""The measured process of `ledger_verify`: prints its figures as JSON. Run it through `benchmarks.ledger_verify`."""

import json
import os
import secrets
import sys
import time
from typing import Any
from uuid import uuid4

from peelian.project.preparing import prepare_databases

EACH = 10
"""Entries of one chain."""
BATCH = 2_000
"""Chains written at once."""


def main(entries: int, runs: int) -> dict[str, Any]:
    """Build, verify, spoil, verify again."""
    from peelian.casework.ledger.verify import verify

    build(entries // EACH)
    rates, found = [], verify()
    for _ in range(runs):
        began = time.perf_counter()
        found = verify()
        rates.append(found.entries / (time.perf_counter() - began))
        assert found.holds, found.faults
        assert found.entries == entries // EACH * EACH
    began = time.perf_counter()
    verify(processes=1)
    alone = found.entries / (time.perf_counter() - began)
    spoil()
    again = verify()
    assert not again.holds, "a changed column was not found"
    return {
        "entries": found.entries,
        "streams": found.streams,
        "checkpoints": found.checkpoints,
        "processes": os.cpu_count(),
        "rates": rates,
        "alone": alone,
    }


def build(chains: int) -> None:
    """So many chains, and the checkpoints that sign them."""
    from django.db import transaction

    from peelian.casework.ledger.checkpoints import checkpoint_all
    from peelian.casework.ledger.models import LedgerEntry, Stream
    from peelian.casework.sealing.ring import ring

    mac = ring().active("mac").secret
    for first in range(0, chains, BATCH):
        made = [one_chain(mac) for _ in range(min(BATCH, chains - first))]
        with transaction.atomic():
            LedgerEntry.objects.bulk_create([entry for _, held in made for entry in held], batch_size=BATCH)
            Stream.objects.bulk_create([stream for stream, _ in made], batch_size=BATCH)
        checkpoint_all()


def one_chain(mac: bytes) -> tuple[Any, list[Any]]:
    """A stream and its entries, as ten acts would leave them."""
    from peelian.casework.ledger import chain
    from peelian.casework.ledger.entries import columns_of, tag_of
    from peelian.casework.ledger.models import LedgerEntry, Stream

    uid, key, head = secrets.token_hex(16), secrets.token_bytes(32), bytes(32)
    at, held = time.time_ns() // 1000, []
    for seq in range(1, EACH + 1):
        entry = LedgerEntry(
            stream=uid,
            seq=seq,
            at=at + seq,
            action="case.note",
            actor="user:17",
            reason_code="workload",
            facts=chain.canonical_facts({"owner": "user:18", "state": "with_officer", "number": seq}),
        )
        columns = [getattr(entry, name) for name in columns_of(LedgerEntry)]
        link = chain.link(tag_of(LedgerEntry), columns, prev=head, mac=mac, key=key, details='{"note":"x"}')
        entry.commitment, entry.nonce, entry.prev = link.commitment, link.nonce, link.prev
        entry.hash, entry.seal = link.hash, link.seal
        held.append(entry)
        head = link.hash
    stream = Stream(
        uid=uid, kind="record", key_id=uuid4(), seq=EACH, head=head, last_at=at + EACH, dirty=True
    )
    return stream, held


def spoil() -> None:
    """Change one word of one entry, with the triggers taken off and put back."""
    from django.db import connection

    from peelian.casework.ledger import triggers

    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_ledgerentry SET reason_code = 'worklaod' WHERE seq = 5 AND stream = "
            "(SELECT min(stream) FROM ledger_ledgerentry)"
        )
        assert cursor.rowcount == 1
    triggers.install(connection)


if __name__ == "__main__":
    prepare_databases(lambda _text: None)
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
