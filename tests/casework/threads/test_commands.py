"""`peelian messages`: what it prints, in both languages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from peelian.cli.app import run
from tests.casework.threads.told import told
from tests.support.databases import Clone


def _said(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run(list(arguments)) == 0
    return capfd.readouterr().out.splitlines()


def test_how_messages_stand_is_told_in_both_languages(
    committing_db: Clone, capfd: pytest.CaptureFixture[str]
) -> None:
    told().answer()
    lines = _said(capfd, "messages", "standing")
    assert [line.split(maxsplit=1) for line in lines[:2]] == [["1", "waiting"], ["0", "being handed over"]]
    assert lines[-2:] == [
        "0 people still have to be reached.",
        "0 events could not be told to their handlers.",
    ]
    assert _said(capfd, "--lang", "cy", "messages", "standing")[0].split(maxsplit=1) == ["1", "yn aros"]


def test_a_stray_letter_is_read_from_standard_input_and_passed_over(committing_db: Clone) -> None:
    command = [sys.executable, "-m", "peelian.cli.app", "messages", "bounce"]
    done = subprocess.run(
        command,
        env=committing_db.environment,
        input="To: a@b.c\n\nhello",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("This is no report about a message of ours"), done.stderr
