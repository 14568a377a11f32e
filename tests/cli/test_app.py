"""The door itself: help, suggestions, laziness, and rooms that are not installed."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from peelian.cli.app import run, take_language
from peelian.cli.rooms import COMMANDS, missing_extra
from peelian.plan.commands import CHECK_EXAMPLES, FORCE_EXAMPLES
from tests.cli.peelian import COMMAND, installed, peelian

HEAVY = (
    "_duckdb",
    "duckdb",
    "ibis",
    "pandas",
    "pyarrow",
    "django",
    "numpy",
    "numpy.ma",
    "scipy",
    "numba",
    "rich",
    "shapely",
)


def loaded_after(statement: str, *blocked: str) -> set[str]:
    """Which heavy packages a fresh interpreter holds after a statement."""
    code = "\n".join(
        [
            "import sys",
            *(f"sys.modules[{name!r}] = None" for name in blocked),
            statement,
            f"print(*[n for n in {HEAVY!r} if sys.modules.get(n)])",
        ]
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import peelian", "import peelian.plan", "import peelian.cli.app", "import peelian.plan.commands"],
)
def test_importing_costs_no_engine_and_no_web_framework(statement: str) -> None:
    assert loaded_after(statement) == set()


def test_listing_the_commands_imports_no_room() -> None:
    statement = (
        "from peelian.cli.app import run\n"
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])\n"
        "assert not [n for n in sys.modules if n.startswith(('peelian.facts', 'peelian.evidence', 'peelian.plan'))]"
    )
    assert loaded_after(statement) == set()


def warm_check(*arguments: str) -> set[str]:
    """What a check loads on a home that is prepared, as `home` is."""
    statement = (
        "from peelian.cli.app import run\n"
        "import contextlib, io\n"
        f"with contextlib.redirect_stdout(io.StringIO()): code = run({['check', *arguments]!r})\n"
        "assert code == 0"
    )
    return loaded_after(statement)


def test_a_warm_check_needs_neither_ibis_nor_pandas_nor_pyarrow(home: Path) -> None:
    """numpy is there for the tests over forces, of which the claims have two; its masked arrays are not.

    Of DuckDB only its own module is: the package around it would take a fifth of the whole check.
    """
    assert warm_check() == {"_duckdb", "rich", "numpy"}


@pytest.mark.parametrize("claim", ["C01", "C09", "C33"])
def test_a_claim_without_a_test_over_forces_needs_no_numpy(home: Path, claim: str) -> None:
    assert warm_check(claim) == {"_duckdb", "rich"}


def test_check_works_where_django_is_not_installed(home: Path) -> None:
    statement = (
        "import os\n"
        "from peelian.cli.app import run\n"
        "assert run(['check', '--format', 'json', '-o', os.devnull]) == 0"
    )
    assert "django" not in loaded_after(statement, "django", "granian", "jinja2", "whitenoise", "csp")


def test_a_room_whose_extra_is_missing_says_how_to_install_it() -> None:
    code = "import sys; sys.modules['django'] = None; from peelian.cli.app import main; main(['up'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == (
        "peelian: `peelian up` needs django, which is not installed. Install it with: pip install 'peelian[web]'\n"
    )


def test_a_package_that_is_missed_later_gets_the_same_advice() -> None:
    assert "peelian[spark]" in str(missing_extra(ModuleNotFoundError(name="pyspark.sql"), "data"))
    other = ModuleNotFoundError(name="somebody_elses")
    assert missing_extra(other, "data") is other


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "C01", "C09", "--format", "json"), 0),
        (("force", "met"), 0),
        (("check", "C01", "--format", "xml"), 1),
        (("chek",), 2),
    ],
)
def test_the_installed_program_answers_as_the_call_does(
    home: Path, arguments: tuple[str, ...], code: int
) -> None:
    ran = installed(*arguments)
    assert ran.code == code
    assert ran.out or ran.err
    assert ran == peelian(*arguments)


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_help_lists_every_command_with_examples(arguments: tuple[str, ...]) -> None:
    ran = peelian(*arguments)
    assert (ran.code, ran.err) == (0, "")
    for name in COMMANDS:
        assert name in ran.out
    assert "Examples:" in ran.out


@pytest.mark.parametrize(
    ("typed", "given", "lang"),
    [
        (["check", "C01", "--lang", "cy"], ["check", "--lang", "cy", "C01"], "cy"),
        (["--lang=cy", "check"], ["check", "--lang", "cy"], "cy"),
        (["data", "show", "x", "--lang", "cy"], ["data", "show", "x"], "cy"),
        (["check", "--lang", "fr"], ["check", "--lang", "fr"], "en"),
        (["check", "--", "--lang"], ["check", "--", "--lang"], "en"),
        (["check"], ["check"], "en"),
    ],
)
def test_the_language_may_be_asked_anywhere(typed: list[str], given: list[str], lang: str) -> None:
    assert take_language(typed) == (given, lang)


def test_a_room_without_the_option_still_tells_its_problems_in_welsh(home: Path) -> None:
    english = peelian("data", "show", "nothing")
    welsh = peelian("data", "show", "nothing", "--lang", "cy")
    assert english.code == welsh.code == 1
    assert english.line != welsh.line


def test_a_room_without_a_command_shows_its_help() -> None:
    ran = peelian("data")
    assert (ran.code, ran.err) == (0, "")
    assert "list" in ran.out


@pytest.mark.parametrize("name", ["check", "force", "version"])
def test_each_command_has_help_with_examples(name: str) -> None:
    ran = peelian(name, "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out
    assert f"peelian {name}" in ran.out


@pytest.mark.parametrize(
    ("typed", "meant"), [("chek", "check"), ("forse", "force"), ("dta", "data"), ("versoin", "version")]
)
def test_a_mistyped_command_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    ran = peelian(typed)
    assert ran.code == 2
    assert ran.out == ""
    assert f"Did you mean {meant}" in ran.line, "the nearest comes first"


def test_a_mistyped_option_is_answered_with_the_nearest() -> None:
    ran = peelian("check", "--formt", "json")
    assert ran.code == 2
    assert "--format" in ran.line


def test_version_says_the_version_and_where_the_data_lies(tmp_path: Path) -> None:
    from peelian import __version__

    ran = peelian("version", PEELIAN_HOME=str(tmp_path))
    assert ran.code == 0
    assert f"peelian {__version__}" in ran.out
    assert str(tmp_path) in ran.out
    (shown,) = peelian("--version", "--format", "json", PEELIAN_HOME=str(tmp_path)).json
    assert shown["peelian"] == __version__


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    ran = subprocess.run(
        f"'{COMMAND}' check --format json | head -c 10",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("not a folder", encoding="utf-8")
    ran = peelian("check", "C01", PEELIAN_HOME=str(path))
    assert ran.code == 1
    assert "PEELIAN_HOME" in ran.line


def _examples(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("peelian ")]


EXAMPLES = _examples(CHECK_EXAMPLES) + _examples(FORCE_EXAMPLES)


def test_there_are_examples_to_run() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_works(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    example: str,
) -> None:
    (tmp_path / "my-claim.toml").write_text(
        '[check]\nmeasure = "officers_fte"\nfrom = "2010-09-30"\nto = "2017-09-30"\nchange = "-14%"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(example)[1:]) == 0
    told = capfd.readouterr()
    assert told.err == ""
    assert told.out or (tmp_path / "findings.csv").is_file()


@pytest.mark.parametrize(
    ("typed", "english", "welsh"),
    [
        (
            ["check", "--formt", "x"],
            "Did you mean --format",
            "Ai --format neu --from oedd gennych mewn golwg?",
        ),
        (["chek"], "Did you mean check?", "Ai check oedd gennych mewn golwg?"),
        (["data", "shw"], "Did you mean show?", "Ai show oedd gennych mewn golwg?"),
        (["qqq"], "There are: check", "Y gorchmynion yw: check"),
        (["check", "--working=3"], "takes no value", "Nid yw’r opsiwn --working yn cymryd gwerth."),
        (["check", "--measure"], "needs a value", "Mae angen gwerth ar yr opsiwn --measure."),
        (["force"], "NAME is missing", "Mae NAME ar goll."),
        (["version", "x"], "There is no place for x", "Nid oes lle i x."),
        (
            ["up", "--port", "abc"],
            "must be a whole number, not 'abc'",
            "Rhaid i --port (PEELIAN_PORT) fod yn rhif cyfan",
        ),
    ],
)
def test_what_was_mistyped_is_told_in_the_language_asked_for(
    typed: list[str], english: str, welsh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(typed) == 2
    assert english in capsys.readouterr().err
    assert run([*typed, "--lang", "cy"]) == 2
    told = capsys.readouterr().err
    assert welsh in told
    assert "Gweler `peelian" in told
    assert "Did you mean" not in told


def test_the_faults_of_a_claim_file_offer_near_names_in_welsh_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('[check]\nmesure = "x"\nto = "2017"\nvalue = "3"\n', encoding="utf-8")
    assert run(["check", str(path), "--lang", "cy"]) == 1
    told = capsys.readouterr().err
    assert "Ai measure oedd gennych mewn golwg?" in told
    assert "Did you mean" not in told
