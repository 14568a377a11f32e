"""A copy of both databases that the tests of one file share: each makes chains of its own and judges only those.

Copies are dear on PostgreSQL. What one test damages stays damaged, so `verify` is asked about the test's own streams.
"""

from collections.abc import Iterator

import pytest

from tests.support.databases import Clone, clone


@pytest.fixture(scope="module")
def shared_clone(databases_of_this_process: None) -> Iterator[Clone]:
    """Like `committing_db`, for all tests of a file."""
    with clone() as made:
        yield made
