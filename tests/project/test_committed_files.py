"""What may not stand in a commit: registry hosts in locks, paths of one machine, files that have grown too long."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

LONGEST = 400
# A path that starts with the top-level folder of some machine, built so that this line does not match itself.
MACHINE_PATH = re.compile(f"(?:^|[^A-Za-z0-9_.])/(?:{'|'.join(['work', 'root', 'farm'])})/")


def committed(repository: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=repository, capture_output=True, text=True, check=True)
    return [repository / name for name in listed.stdout.splitlines() if (repository / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="ignore")


@pytest.mark.parametrize("lock", ["requirements.lock", "installer.lock"])
def test_a_python_lock_names_no_host_and_pins_everything_by_hash(repository: Path, lock: str) -> None:
    lines = text_of(repository / lock).splitlines()
    assert not [line for line in lines if re.search(r"https?://|--index|--extra-index|--find-links|@ ", line)]
    pins = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert pins
    assert all(re.match(r"[a-z0-9-]+==[^ ]+ ", pin) and pin.endswith("\\") for pin in pins), pins
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)


def test_the_npm_lock_names_no_place_to_download_from(repository: Path) -> None:
    assert '"resolved"' not in text_of(repository / "package-lock.json")
    assert '"integrity"' in text_of(repository / "package-lock.json")


def test_every_dependency_is_in_the_lock(repository: Path) -> None:
    project = tomllib.loads(text_of(repository / "pyproject.toml"))
    extras = project["project"]["optional-dependencies"]
    wanted = (
        project["project"]["dependencies"]
        + extras["web"]
        + extras["spark"]
        + project["dependency-groups"]["dev"]
    )
    names = {re.split(r"[\[<>=! ;]", line)[0].lower().replace("_", "-") for line in wanted}
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", text_of(repository / "requirements.lock")))
    assert len(names) > 20
    assert names <= locked, f"run `make lock`: {sorted(names - locked)}"


def test_no_committed_file_names_a_path_of_one_machine(repository: Path) -> None:
    files = committed(repository)
    assert len(files) > 50
    found = [path.relative_to(repository) for path in files if MACHINE_PATH.search(text_of(path))]
    assert not found


def test_the_search_for_machine_paths_finds_one() -> None:
    assert MACHINE_PATH.search("open('" + "/" + "work/main/file')")
    assert not MACHINE_PATH.search("../work/shared, a/work/b and https://example.org/homework/1")


def test_no_file_of_code_is_longer_than_the_house_allows(repository: Path) -> None:
    code = [
        path
        for path in committed(repository)
        if path.suffix == ".py" and "migrations" not in path.parts and path.parts[-2:] != ("docs", "conf.py")
    ]
    assert len(code) > 30
    long = {
        str(path.relative_to(repository)): n for path in code if (n := text_of(path).count("\n")) > LONGEST
    }
    assert not long


def test_no_name_says_that_a_file_is_a_drawer_for_odds_and_ends(repository: Path) -> None:
    words = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    odd = [
        path.relative_to(repository) for path in committed(repository) if words & set(path.stem.split("_"))
    ]
    assert not odd
