"""`peelian`: one door to the commands that the rooms bring, with plain words for whatever goes wrong."""

import os
import sys
from contextlib import suppress
from typing import Any

import typer

from peelian.cli.group import EPILOG, Rooms
from peelian.cli.problems import Unexpected
from peelian.cli.rooms import COMMANDS, missing_extra
from peelian.cli.usage import told
from peelian.reference.problems import Problem

REFUSED = 1
MISUSED = 2
INTERRUPTED = 130

# Typer carries its own copy of click from 0.22 on, so its exceptions are found through Typer.
_UsageProblem: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")

app = Rooms(
    name="peelian",
    help="Check the claims behind a crime plan on official figures, and serve the evidence.",
    epilog=EPILOG,
    rich_markup_mode=None,
)


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 refused with one line that says why, 2 mistyped."""
    _leave(run(list(sys.argv[1:] if argv is None else argv)))


def _leave(code: int) -> None:
    """End the process; at once where nobody has anything to tidy up, for taking all apart takes 0.1 s."""
    if "django" not in sys.modules:
        with suppress(OSError):  # what cannot be written is told by the usual end
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def run(argv: list[str]) -> int:
    """The exit code of a command line; problems go to standard error, in Welsh with `--lang cy`."""
    argv, lang = take_language(argv)
    if argv[:1] in (["--version"], ["-V"]):
        argv = ["version", *argv[1:]]
    try:
        return _code(app.main(argv or ["--help"], prog_name="peelian", standalone_mode=False, obj=lang))
    except Problem as problem:
        return _refuse(problem.message(lang), REFUSED)
    except _UsageProblem as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            typer.echo(problem.format_message())
            return 0
        return _refuse(told(problem, lang), MISUSED)
    except typer.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - nothing reads it any more
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last door: no stack trace is shown to a reader
        return _unforeseen(error, argv, lang)


def _code(answer: object) -> int:
    return answer if isinstance(answer, int) else 0


def take_language(argv: list[str]) -> tuple[list[str], str]:
    """The command line with `--lang` where its command expects it, and the language to tell problems in.

    `--lang cy` may stand anywhere. A command without the option of its own is told nothing of it.
    """
    rest: list[str] = []
    lang: str | None = None
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            lang = next(words, "")
        elif word.startswith("--lang="):
            lang = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if lang is not None and rest and rest[0] in COMMANDS and COMMANDS[rest[0]].speaks:
        rest[1:1] = ["--lang", lang]
    return rest, "cy" if lang == "cy" else "en"


def _unforeseen(error: Exception, argv: list[str], lang: str) -> int:
    if os.environ.get("PEELIAN_DEBUG"):
        raise error
    if isinstance(error, ModuleNotFoundError):
        error = missing_extra(error, argv[0])
    error = _of_database(error)
    if not isinstance(error, Problem):
        error = Unexpected(
            kind=type(error).__name__, why=str(error).splitlines()[0][:200] if str(error) else "-"
        )
    return _refuse(error.message(lang), REFUSED)


def _of_database(error: Exception) -> Exception:
    """A database's error in words of ours; one of which nothing is known without its words, which may quote a record."""
    if "django.db" not in sys.modules:
        return error
    from peelian.project.faults import foreseen, is_of_database

    if not is_of_database(error):
        return error
    return foreseen(error) or Unexpected(kind=type(error).__name__, why="-")


def _refuse(text: str, code: int) -> int:
    print(f"peelian: {text}", file=sys.stderr)  # noqa: T201 - this is where the command line speaks
    return code


if __name__ == "__main__":
    main()
