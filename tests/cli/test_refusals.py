"""What the command line says when it cannot do what was typed: one line, in words, and a code."""

from pathlib import Path

import pytest

from peelian.cli.app import run
from tests.cli.peelian import peelian

OWN = ("--measure", "officers_fte", "--from", "2010-09-30", "--to", "2017-09-30")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("check", "C99"), 1, "Did you mean C49"),
        (("check", "none.toml"), 1, "There is no file none.toml"),
        (("check", "--mesure", "x"), 2, "--measure"),
        (("check", "--measure", "officer_fte", *OWN[2:], "--change", "-14%"), 1, "officers_fte"),
        (("check", *OWN), 1, "--change"),
        (("check", *OWN, "--change", "lots"), 1, "is not a figure for --change"),
        (("check", *OWN, "--change", "-14%", "--area", "West Midlands"), 1, "names more than one area"),
        (("check", *OWN, "--change", "-14%", "--area", "Thames Vally"), 1, "Thames Valley"),
        (("check", *OWN, "--change", "-14%", "--where", "x"), 1, "NAME=VALUE"),
        (
            ("check", "--measure", "funding", "--to", "2018-04/P2Y", "--where", "fund=nclc", "--value", "3"),
            1,
            "Did you mean nclcc",
        ),
        (("check", "--change", "-14%"), 1, "--measure is missing"),
        (("check", "C01", "--format", "xml"), 1, "xml"),
        (("check", "C01", "--lang", "fr"), 1, "--lang en"),
        (("check", "C99", "--lang", "cy"), 1, "Nid oes honiad"),
    ],
)
def test_bad_input_is_one_clear_line_and_a_code(
    home: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    assert run(list(arguments)) == code
    told = capfd.readouterr()
    assert told.out == ""
    (line,) = told.err.strip().splitlines()
    assert words in line
    assert line.startswith("peelian: ")


def test_bad_input_is_the_same_in_a_process_of_its_own(home: Path) -> None:
    ran = peelian("check", "C99")
    assert (ran.code, ran.out) == (1, "")
    assert "Did you mean C49" in ran.line
