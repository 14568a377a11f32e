"""An outsider verifies an export with Python alone: no Django, no database, none of our packages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peelian.casework.ledger.export import export
from peelian.casework.ledger.problems import ExportRefused
from tests.casework.ledger.chains import some_chains
from tests.support.databases import Clone


def verified(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the exported verifier, isolated from every installed package."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_outsider_verifies_an_export_and_finds_what_was_changed(
    committing_db: Clone, tmp_path: Path
) -> None:
    """T-15."""
    uid = some_chains()
    to = tmp_path / "export"
    counts = export(to)
    assert counts == {"ledger": 12, "access": 3, "checkpoints": 1}

    good = verified(to)
    assert (good.returncode, good.stdout) == (0, "It holds: 15 entries in 6 chains, 1 checkpoints.\n")
    assert "Mae’n dal" in verified(to, "--lang", "cy").stdout

    public = next(iter(json.loads((to / "keys.json").read_text()).values()))
    assert verified(to, "--key", public).returncode == 0
    assert verified(to, "--key", "00" * 32).returncode == 3

    entries = to / "entries" / "ledger-0001.jsonl"
    kept = entries.read_text()
    lines = kept.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if uid in line and json.loads(line)[1] == 2)
    for name, changed in {
        "changed": [*lines[:at], lines[at].replace("user:17", "user:99"), *lines[at + 1 :]],
        "deleted": lines[:at] + lines[at + 1 :],
        "cut": lines[: at + 1] + lines[at + 3 :],
    }.items():
        entries.write_text("".join(changed))
        found = verified(to)
        assert found.returncode == 3 and uid in found.stdout, name
    entries.write_text(kept)

    checkpoint = to / "checkpoints" / "000001.jsonl"
    kept_file = checkpoint.read_text()
    checkpoint.write_text(kept_file.replace(",4,", ",3,", 1))
    assert verified(to).returncode == 3
    checkpoint.write_text(kept_file)
    (to / "manifest.json").write_text(
        (to / "manifest.json").read_text().replace('"layout": 1', '"layout":  1')
    )
    assert verified(to).returncode == 3
    (to / "manifest.json").unlink()
    assert verified(to).returncode == 1


def test_an_export_holds_no_secret_of_the_ring_and_nothing_personal(db: None, tmp_path: Path) -> None:
    """T-15, T-11."""
    from peelian.casework.sealing.ring import ring

    some_chains()
    export(tmp_path / "export")
    everything = b"".join(path.read_bytes() for path in (tmp_path / "export").rglob("*") if path.is_file())

    assert b"she rang" not in everything
    for key in ring().keys:
        assert key.secret not in everything and key.secret.hex().encode() not in everything


def test_an_export_never_overwrites(db: None, tmp_path: Path) -> None:
    (tmp_path / "something").touch()

    with pytest.raises(ExportRefused, match="does not exist yet or is empty"):
        export(tmp_path)


def test_the_verifiers_own_ed25519_agrees_with_another_implementation() -> None:
    """Against `cryptography`, on good and damaged signatures."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from peelian.casework.ledger.checkpoint_files import public_key
    from peelian.casework.ledger.outsider import signed

    for number in range(6):
        secret = bytes([number + 1]) * 32
        message = b"checkpoint" * number
        signature = Ed25519PrivateKey.from_private_bytes(secret).sign(message)
        assert signed(public_key(secret), message, signature)
        assert not signed(public_key(secret), message + b"x", signature)
        assert not signed(public_key(b"\x09" * 32), message, signature)
        assert not signed(
            public_key(secret), message, signature[:40] + bytes([signature[40] ^ 1]) + signature[41:]
        )
        assert not signed(public_key(secret), message, signature[:-1])
