"""A copy of both databases that the tests of one file share: each makes chains of its own and judges only those.

Copies are dear on PostgreSQL. What one test damages stays damaged, so `verify` is asked about the test's own streams.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import databases
from tests.support.databases import Clone


@pytest.fixture(scope="module")
def shared_clone(databases_of_this_process: None) -> Iterator[Clone]:
    """Like `committing_db`, for all tests of a file."""
    stem = f"shared_{os.getpid()}_{next(databases._numbers)}"
    names = databases._named(stem)
    databases._copy(names)
    home = Path(os.environ[databases.RUN]) / stem / "home"
    home.mkdir(parents=True, exist_ok=True)
    before = databases._use(names)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PEELIAN_HOME", str(home))
            yield Clone(str(databases.engine()), names, home)
    finally:
        databases._use(before)
        databases._remove(names)
