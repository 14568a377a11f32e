"""What these tests share: the built style sheet. The site itself is in tests/support/site.py."""

from pathlib import Path

import pytest

from tests.support import site


@pytest.fixture(scope="session", autouse=True)
def assets(repository: Path) -> None:
    """The style sheet, built once when this tree has none."""
    site.build_assets_if_needed(repository)
