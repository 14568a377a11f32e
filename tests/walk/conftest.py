"""What the walks share: the style sheet, one home for all of them (they only read), and a client."""

import shutil
from pathlib import Path

import pytest

from tests.support import site


@pytest.fixture(scope="module")
def client(prepared_home: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory):
    """A reader over a copy of the prepared home that all walks of a file share."""
    site.build_assets_if_needed(repository)
    home = tmp_path_factory.mktemp("walked") / "home"
    shutil.copytree(prepared_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELIAN_HOME", str(home))
        yield site.django_client()
