"""`peelian messages`: what it prints, in both languages."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.casework.threads.told import told
from tests.support.databases import Clone


def _peelian(clone: Clone, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = clone.environment | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    command = [sys.executable, "-m", "peelian.cli.app", *arguments]
    return subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)


def test_how_messages_stand_and_what_a_stray_letter_does(committing_db: Clone) -> None:
    told().answer()
    said = _peelian(committing_db, "messages", "standing")
    assert (said.returncode, said.stdout.splitlines()[0].split()) == (0, ["1", "waiting"]), said.stderr
    assert "0 people still have to be reached." in said.stdout
    assert "yn aros" in _peelian(committing_db, "--lang", "cy", "messages", "standing").stdout
    stray = _peelian(committing_db, "messages", "bounce", given="To: a@b.c\n\nhello")
    assert stray.stdout.startswith("This is no report about a message of ours")
