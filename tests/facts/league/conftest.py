"""A store with the published figures, opened once, and small stores written in a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peelian.facts.store import Store, open_store
from tests.support.small_store import small_store


@pytest.fixture(scope="session")
def published(prepared_home: Path) -> Store:
    """The packaged figures as a first start loads them."""
    return open_store(prepared_home)


@pytest.fixture
def store_of(tmp_path: Path) -> Callable[..., Store]:
    """Makes a store from ASCII tables: `store_of(call_answering=TABLE)`."""

    def make(**tables: str) -> Store:
        return small_store(tmp_path, tables)

    return make
