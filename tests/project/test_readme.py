"""What the README and the tutorial tell a reader to type is typed here."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.peelian import Ran, peelian
from tests.support.readme import CodeBlock, code_blocks
from tests.support.street_file import write_street_file

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/tutorials/first-check.md")
BLOCKS = [(page, block) for page in PAGES for block in code_blocks(REPOSITORY / page)]


def name(pair: tuple[str, CodeBlock]) -> str:
    return f"{pair[0]}:{pair[1].line}"


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Path:
    """A reader's folder: a prepared home, and a download to add."""
    folder = tmp_path / "desk"
    write_street_file(folder / "downloads")
    return folder


def typed(command: str, desk: Path, repository: Path) -> Ran:
    """Run the command in the reader's folder; what needs a shell goes through one, a make target is only resolved."""
    if command.startswith("make "):
        return shell(command.replace("make ", "make -n -o .venv/.done/assets ", 1), repository)
    if set(command) & set("|<>&;$*~`"):
        return shell(command, desk)
    return peelian(*shlex.split(command)[1:], cwd=desk)


def shell(command: str, folder: Path) -> Ran:
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("pair", BLOCKS, ids=name)
def test_a_code_block_works_as_it_stands(
    pair: tuple[str, CodeBlock], desk: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, block = pair
    if block.language == "bash":
        for command in block.commands:
            assert command.split()[0] in {"peelian", "make"}, f"nothing here knows how to test: {command}"
            done = typed(command, desk, repository)
            assert done.code == 0, f"{command}\n{done.out}{done.err}"
            assert done.out.strip()
    elif block.language == "python":
        exec(compile(block.text, block.line.__repr__(), "exec"), {"__name__": "reader"})
        assert capsys.readouterr().out.strip()
    else:
        assert block.language in {"text", "toml", "json"}


def test_the_readme_says_the_two_commands_and_has_code_to_run(repository: Path) -> None:
    typed_lines = [
        line for block in code_blocks(repository / "README.md") for line in block.text.splitlines()
    ]
    assert {"make up", "make test"} <= set(typed_lines)
    assert len(BLOCKS) >= 8


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_a_page_points_to_is_there(repository: Path, page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", (repository / page).read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (repository / target).exists()] == []


def test_the_first_check_of_the_readme_shows_what_the_text_says(desk: Path, repository: Path) -> None:
    """Home Office, Police workforce 30 September 2017, Table 1: the region -4.08%, the force -5.02%."""
    shown = typed("peelian check C09", desk, repository).out
    assert "does not hold as stated" in shown
    assert "5.0" in shown
