"""Files that no scanner could look at when they came are looked at again, once there is one."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import Final

from peelian.accounts.actors import system_actor
from peelian.casework.cases.acting import acting
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.files.models import Attachment
from peelian.casework.files.problems import FileBroken, Infected
from peelian.casework.files.scanning import NoScanner, Scanner, Verdict, scanner
from peelian.casework.files.sealing_bytes import open_stream
from peelian.casework.files.store import store, workplace
from peelian.casework.sealing.problems import SealingProblem

BATCH: Final = 50
log = logging.getLogger("peelian.files")


def scan_again(now: datetime, *, limit: int = BATCH) -> int:
    """Look at the oldest files that are `held`; how many are settled now. An infected one is deleted at once."""
    found = scanner()
    if isinstance(found, NoScanner):
        return 0
    rows = (
        Attachment.objects.filter(state="held", case__disposed_at=None).select_related("case").order_by("id")
    )
    return sum(_again(row, found, now) for row in rows[:limit])


def _again(row: Attachment, found: Scanner, now: datetime) -> int:
    try:
        with workplace() as place:
            verdict = _scanned(row, found, place / "again")
        if verdict == "unknown":
            return 0
        _settle(row, verdict, now)
    except (FileBroken, FileNotFoundError, SealingProblem, NoSuchCase) as error:
        log.warning("file %s could not be looked at again: %s", row.pk, type(error).__name__)
        return 0
    return 1


def _scanned(row: Attachment, found: Scanner, path: Path) -> Verdict:
    with store().open(row.uid) as source, path.open("xb") as target:
        target.writelines(open_stream(row.key_id, row.uid, source))
    return found.scan(path)


def _settle(row: Attachment, verdict: Verdict, now: datetime) -> None:
    clean = verdict == "clean"
    with acting(
        row.case.reference,
        action="file.scan",
        actor=system_actor("files", now),
        as_of=now,
        permission="case.change",
    ) as act:
        values = {"state": "clean"} if clean else {"state": "refused", "problem_code": Infected.code}
        Attachment.objects.filter(pk=row.pk, state="held").update(**values)
        act.fact(file=row.pk, file_state=values["state"])
    if not clean:
        store().delete(row.uid)
