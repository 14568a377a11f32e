"""The documentation builds without a warning, its generated pages are fresh, and every setting is in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import PAGES

SETTING = re.compile(r"\bPEELIAN_[A-Z_]+\b")


def settings_in(files: list[Path]) -> set[str]:
    return {
        name for path in files for name in SETTING.findall(path.read_text(encoding="utf-8", errors="ignore"))
    }


@pytest.fixture(scope="module")
def generated(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as the code writes them now, in a process that no other test has configured."""
    folder = tmp_path_factory.mktemp("reference")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PEELIAN_")}
    subprocess.run(
        [sys.executable, "-m", "docs.generate", folder],
        cwd=repository,
        env=environment,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_as_the_code_says(repository: Path, generated: Path, name: str) -> None:
    written = (repository / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == (generated / name).read_text(encoding="utf-8"), "run `make reference`"


def test_every_setting_is_documented_and_every_documented_setting_exists(repository: Path) -> None:
    code = [path for part in ("src", "tests", "benchmarks") for path in (repository / part).rglob("*.py")]
    used = settings_in([*code, repository / "Makefile", repository / ".ci" / "run"])
    documented = settings_in([repository / "docs" / "reference" / "settings.md"])
    assert len(used) >= 6
    assert documented == used


@pytest.mark.prove
def test_the_documentation_builds_and_a_warning_is_an_error(repository: Path, tmp_path: Path) -> None:
    quietly = ["-W", "--keep-going", "-q", "-b", "html", "-d", tmp_path / "trees"]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *quietly, repository / "docs", tmp_path / "html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = [path.relative_to(tmp_path / "html") for path in (tmp_path / "html").rglob("*.html")]
    assert len(pages) >= 20
    assert Path("tutorials/first-check.html") in pages


def test_a_built_page_asks_no_other_house_for_scripts_or_fonts(repository: Path) -> None:
    configuration = (repository / "docs" / "conf.py").read_text(encoding="utf-8")
    assert "https://" not in configuration


def test_every_recipe_names_only_paths_that_are_there_or_says_what_is_not(repository: Path) -> None:
    recipes = sorted((repository / "docs" / "how-to").glob("add-a*.md"))
    assert len(recipes) >= 5
    for recipe in recipes:
        text = recipe.read_text(encoding="utf-8")
        if "Not there yet." in text:
            continue
        paths = [
            path.split("<")[0].rpartition("/")[0] for path in re.findall(r"`((?:src|tests|docs)/[^`]*)", text)
        ]
        missing = [path for path in paths if not (repository / path).exists()]
        assert not missing, recipe.name
