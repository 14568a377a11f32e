"""The bytes of a case's files go with its disposal. Retention calls it after the keys are destroyed; it may be repeated."""

from __future__ import annotations

from peelian.casework.files.models import Attachment
from peelian.casework.files.store import store


def delete_files(case: int) -> int:
    """Delete what lies in the store for the case with this row number; how many files it had."""
    uids = list(Attachment.objects.filter(case=case).values_list("uid", flat=True))
    for uid in uids:
        store().delete(uid)
    return len(uids)
