"""What a person outside does with a report of theirs that is open to them: write, send a file, ask to open it again."""

from __future__ import annotations

from datetime import datetime

from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.moving import move_case, reply_to_case
from peelian.casework.cases.models import Case
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.writing import cleaned, write_message
from peelian.services.contact.holding.deciding import SPAM


def write_back(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """The person writes to the officer. Raises EmptyMessage, LongMessage."""
    return reply_to_case(
        seen.case.reference,
        write=lambda act: _written(act, text),
        actor=seen.actor,
        as_of=as_of,
    )


def send_file(seen: SeenThread, upload: Upload, text: str, *, as_of: datetime) -> None:
    """The person sends a file, which comes to the officer as a message does. Raises FilesProblem, LongMessage.

    `text`: a message that is to go with it; if that cannot be sent, neither is the file.
    """
    if text:
        cleaned(text)
    add_file(seen.case.reference, upload=upload, actor=seen.actor, as_of=as_of)


def ask_to_reopen(seen: SeenThread, text: str, *, as_of: datetime) -> Case:
    """The person says why their closed report is not settled, and it is opened again. Raises as `write_back`."""
    return move_case(
        seen.case.reference,
        transition="not_spam" if seen.case.state == SPAM else "reopen",
        actor=seen.actor,
        as_of=as_of,
        also=lambda act: _written(act, text),
    )


def _written(act: Act, text: str) -> None:
    write_message(act, text=text)
