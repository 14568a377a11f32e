"""`peelian ledger` and `peelian keys`: what they print, and their exit codes."""

import json
import re
from types import SimpleNamespace

import pytest

from peelian.casework.ledger import checkpoints
from peelian.cli.app import run
from tests.casework.ledger.chains import some_chains
from tests.casework.ledger.tampering import owner_of
from tests.support.databases import Clone


def test_verify_export_and_keys_from_the_command_line(
    committing_db: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    uid = some_chains()
    checkpoints.checkpoint_all()

    def peelian(*arguments: str) -> SimpleNamespace:
        """Run the command line in this process, on this copy of the databases."""
        capsys.readouterr()
        code = run(list(arguments))
        said = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    good = peelian("ledger", "verify", "--contents")
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "It holds.")
    assert good.stdout.startswith("Entries: 12. Looks: 3. Chains: 6. Signed checkpoints: 1 (")
    welsh = peelian("--lang", "cy", "ledger", "verify")
    assert welsh.stdout.splitlines()[-1] == "Mae’n dal."

    with owner_of(committing_db) as owner:
        owner.run("UPDATE ledger_ledgerentry SET facts = '{}' WHERE stream = %s AND seq = 2", [uid])
    bad = peelian("ledger", "verify")
    assert bad.returncode == 3
    assert f"Ledger, stream {uid}, entry 2: it was changed after it was written" in bad.stdout
    assert bad.stdout.splitlines()[-1] == "It does not hold. Faults: 1."
    told = json.loads(peelian("ledger", "verify", "--format", "json").stdout)
    assert (told["holds"], told["faults"][0]["code"], told["faults"][0]["entry"]) == (False, "changed", 2)

    assert peelian("ledger", "verify", "--format", "xml").returncode == 2
    keys = peelian("keys", "list")
    assert keys.returncode == 0 and keys.stdout.count("in use") == 4
    tried = peelian("keys", "rotate", "kek", "--dry-run")
    assert tried.returncode == 0 and "Nothing was changed" in tried.stdout
    assert peelian("keys", "rotate", "nonsense").returncode == 2
    shown = peelian("retention", "schedules")
    assert "general-contact-1" in shown.stdout and "not verified" in shown.stdout
    assert re.search(
        r"Years from closing to the review: \d+; from each review to the next: \d+\.", shown.stdout
    )
    assert peelian("retention", "run", "--dry-run").returncode == 0
    there = committing_db.home / "export"
    assert peelian("ledger", "export", str(there)).returncode == 0
    assert peelian("ledger", "export", str(there)).returncode == 1
    made = peelian("backup", str(committing_db.home / "b"), "--keys", str(committing_db.home / "k"))
    assert made.returncode == 0, made.stderr
    assert "The key ring is in neither" in made.stdout
