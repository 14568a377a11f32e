"""An adapter for a record system that can only write a CSV export: it turns the export into messages of the contract.

    python adapter.py export.csv > outgoing/messages.jsonl
    peelian exchange check --files outgoing/

It knows the contract from docs/how-to/connect-a-record-system.md alone and needs nothing but Python. Run it on every
export: ids come from what they name, so a message that was sent before is known again, and nothing is taken in twice.
The column `mo` holds words about people and places. It is not read.
"""

import csv
import json
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SOURCE = "command-and-control"
IDS = uuid.UUID("7d7f1a52-41d6-4f0c-8f0e-1a5b7c1c2d10")
KINDS = {"BURG": "burglary", "ASB": "antisocial_behaviour", "CDAM": "criminal_damage"}
OFFENCES = {"28E": "domestic_burglary", "58C": "criminal_damage"}


def moment(text: str) -> str:
    """The export's local time with its zone."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZoneInfo("Europe/London")).isoformat()


def message(kind: str, row: dict[str, str], version: int, when: str, body: dict[str, Any]) -> dict[str, Any]:
    """One message; the same line of an export always makes the same one."""
    told = json.dumps([row["log_no"], kind, version, body], sort_keys=True)
    return {
        "id": str(uuid.uuid5(IDS, told)),
        "kind": kind,
        "version": version,
        "made_at": moment(when),
        "source": SOURCE,
        "reference": row["log_no"],
        "body": body,
    }


def messages(row: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What one line of the export tells, in the order in which it happened."""
    kind = KINDS.get(row["type"])
    if kind is None:
        return
    opened = row["opened"]
    yield message("case.received", row, 1, opened, {"case_kind": kind, "received_at": moment(opened)})
    if row["oic"]:
        body = {"collar": row["oic"], "assigned_at": moment(opened)}
        yield message("officer.assigned", row, version_of(opened), opened, body)
    if row["crime_ref"]:
        crimed = row["crimed"]
        body = {"crime": row["crime_ref"], "offence": OFFENCES[row["hooc"]], "recorded_at": moment(crimed)}
        yield message("crime.recorded", row, version_of(crimed), crimed, body)
    if row["outcome"]:
        when = row["outcome_date"]
        result = {"crime": row["crime_ref"], "outcome": int(row["outcome"]), "set_at": moment(when)}
        yield message("outcome.set", row, version_of(when), when, result)


def version_of(when: str) -> int:
    """The export has no versions: the minute of the change rises as one must."""
    return int(datetime.fromisoformat(moment(when)).timestamp()) // 60


def main(export: Path) -> None:
    """Write a line of JSON for each message."""
    with export.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for one in messages(row):
                sys.stdout.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
