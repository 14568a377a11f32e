"""`peelian up` and `peelian worker`: Peelian on this computer, and the process that works without being asked."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import Annotated

import typer

EVIDENCE = "peelian.project.settings.evidence"
ALL = "peelian.project.settings.all"


def up(
    port: Annotated[
        int | None, typer.Option(help="The port to listen on.", envvar="PEELIAN_PORT", show_default="8000")
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.", envvar="PEELIAN_HOST")] = "127.0.0.1",
) -> None:
    """Serve Peelian: load the published figures and make the databases if needed, start, stay in the foreground.

    The public site, the desk and the public forms are served by one process; a worker runs beside it. With
    DJANGO_SETTINGS_MODULE=peelian.project.settings.evidence the public site is served alone, with no database.

    Examples:

      peelian up

      PEELIAN_PORT=8080 peelian up
    """
    from peelian.evidence import read_ahead
    from peelian.evidence.commands import checked_port, refuse_taken
    from peelian.ui.assets import check_built

    chosen = checked_port(port)
    check_built()
    refuse_taken(host, chosen)
    prepare_figures()
    os.environ["PEELIAN_HOST"] = host
    arguments = [sys.executable, "-m", "peelian.project.supervisor", "--host", host, "--port", str(chosen)]
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", ALL) != EVIDENCE:
        from peelian.project.preparing import prepare_casework
        from peelian.project.supervisor import address

        prepare_casework(_say, here=address(host, chosen, named=True))
        arguments.append("--worker")
    _say("Starting the web server ...")
    os.environ[read_ahead.SWITCH] = "1"
    os.execv(sys.executable, arguments)  # noqa: S606


def worker() -> None:
    """Do what nobody asks for: due work, events, messages, checkpoints. `peelian up` runs one; more may run.

    Examples:

      peelian worker
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", ALL)
    from peelian.project import worker as working

    raise typer.Exit(working.main())


def prepare_figures() -> None:
    """The store of published figures, the claims checked on it, and the queries of every measure."""
    from peelian.evidence.commands import compile_queries, summary
    from peelian.facts.home import home, prepare
    from peelian.plan import check

    _say(f"Preparing the data in {home()} ...")
    store = prepare()
    _say(f"Ready: {len(store.sources())} sources, version {store.version}.")
    _say("Checking the claims ...")
    _say(summary(Counter(finding.verdict for finding in check(store=store))))
    compile_queries(store)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201
