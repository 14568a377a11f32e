"""The secret that signs sessions and forms: made once, kept in the folder of keys, outside every database."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = "secret-key"


def secret_key(folder: Path) -> str:
    """The site's secret, from PEELIAN_SECRET_KEY or the folder; the first process to ask makes it (0600 in 0700)."""
    given = os.environ.get("PEELIAN_SECRET_KEY")
    if given:
        return given
    path = folder / FILE
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    """Write it whole beside its place, then link it: two processes at once agree on the first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
