"""An analyst installs Peelian without the web framework: `import peelian` and `peelian check` work there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing

PROGRAMS = Path(sys.executable).parent
FRAMEWORK = ("django", "granian", "whitenoise", "csp", "jinja2")


def run(command: list[str | Path], **more: object) -> subprocess.CompletedProcess[str]:
    ours = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    environment = {key: value for key, value in os.environ.items() if key not in ours}
    environment |= {
        "UV_COMPILE_BYTECODE": "0"
    }  # few of the modules are imported here, and those are compiled once
    environment |= {str(key): str(value) for key, value in more.items()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def library(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds our wheel and the core dependencies of the lock, no extra."""
    uv = shutil.which("uv", path=os.pathsep.join([str(PROGRAMS), os.environ["PATH"]]))
    if uv is None:
        missing("no uv to make an environment with: run `make install`")
    folder = tmp_path_factory.mktemp("library")
    built = subprocess.run(
        [PROGRAMS / "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    made = run([uv, "venv", "--quiet", "--python", sys.executable, folder / "venv"])
    assert made.returncode == 0, made.stderr
    programs = folder / "venv" / PROGRAMS.name
    lock = repository / "requirements.lock"
    installed = run([uv, "pip", "install", "--quiet", "--python", programs / "python", "-c", lock, wheel])
    assert installed.returncode == 0, installed.stderr
    return programs


def test_the_environment_has_no_web_framework(library: Path) -> None:
    for module in FRAMEWORK:
        assert "ModuleNotFoundError" in run([library / "python", "-c", f"import {module}"]).stderr, module


def test_peelian_and_its_library_rooms_import(library: Path) -> None:
    rooms = "reference, law, stats, charts, facts, plan"
    done = run(
        [library / "python", "-c", f"import peelian; from peelian import {rooms}; print(peelian.__file__)"]
    )
    assert done.returncode == 0, done.stderr
    assert str(library.parent) in done.stdout


def test_peelian_check_works_on_an_empty_home(library: Path, tmp_path: Path) -> None:
    """C01: Home Office, Police workforce 30 September 2017, Table 7: 141,850.42 to 121,928.98 is -14.04%."""
    done = run([library / "peelian", "check", "--format", "json"], PEELIAN_HOME=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    verdicts = {finding["id"]: finding["verdict"] for finding in json.loads(done.stdout)}
    assert len(verdicts) >= 17
    assert verdicts["C01"] == "holds"
    assert verdicts["C09"] == "does not hold as stated"


def test_peelian_measure_gives_a_frame(library: Path, tmp_path: Path) -> None:
    words = "import peelian; print(len(peelian.measure('officers_fte', by='force')))"
    done = run([library / "python", "-c", words], PEELIAN_HOME=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 43


def test_peelian_up_says_what_to_install(library: Path, tmp_path: Path) -> None:
    done = run([library / "peelian", "up"], PEELIAN_HOME=tmp_path / "home")
    assert done.returncode != 0
    assert "web" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
