"""Where everything lies: one folder, PEELIAN_HOME, and how an empty one gets the published figures."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from peelian.facts.problems import StoreProblem

if TYPE_CHECKING:
    from peelian.facts.store import Store


def home() -> Path:
    """PEELIAN_HOME, or the platform's folder for a user's data; made when it is absent. Raises StoreProblem."""
    given = os.environ.get("PEELIAN_HOME")
    path = (Path(given).expanduser() if given else _user_folder() / "peelian").absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        mend = "Set PEELIAN_HOME to a folder that you may write to."
        raise StoreProblem(
            path=path, why=f"the folder cannot be made ({error.strerror}).", mend=mend
        ) from None
    return path


def _user_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def prepare(path: Path | None = None) -> Store:
    """Open the store of `path` (default `home()`), first loading the packaged figures if absent or changed.

    When nothing is to do it costs one fingerprint check. Raises StoreProblem or StoreBusy.
    """
    from peelian.facts.packaged_fingerprint import figures_fingerprint
    from peelian.facts.store import open_store

    root = (path or home()).absolute()
    store = open_store(root)
    fingerprint = figures_fingerprint()
    if store.manifest.figures != fingerprint:
        from peelian.facts.packaged import load_figures

        load_figures(root, fingerprint)
        store = open_store(root)
    return store
