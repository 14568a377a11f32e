"""`peelian up`: serve the public site from this computer."""

from __future__ import annotations

import os
import socket
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.evidence import read_ahead
from peelian.evidence.problems import BadPort, PortTaken

if TYPE_CHECKING:
    from peelian.facts.store import Store


def up(
    port: Annotated[
        int | None, typer.Option(help="The port to listen on.", envvar="PEELIAN_PORT", show_default="8000")
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.", envvar="PEELIAN_HOST")] = "127.0.0.1",
) -> None:
    """Serve the site: load the published figures if needed, start, and stay in the foreground.

    Examples:

      peelian up

      PEELIAN_PORT=8080 peelian up
    """
    from peelian.facts.home import home, prepare
    from peelian.plan import check
    from peelian.ui.assets import check_built

    chosen = checked_port(port)
    check_built()
    _say(f"Preparing the data in {home()} ...")
    store = prepare()
    _say(f"Ready: {len(store.sources())} sources, version {store.version}.")
    refuse_taken(host, chosen)
    _say("Checking the claims ...")
    _say(summary(Counter(finding.verdict for finding in check(store=store))))
    compile_queries(store)
    _say("Starting the web server ...")
    # The supervisor stands above this room, so it is named and not imported; it takes this process over.
    arguments = [sys.executable, "-m", "peelian.project.supervisor", "--host", host, "--port", str(chosen)]
    os.environ["PEELIAN_HOST"] = host
    os.environ[read_ahead.SWITCH] = "1"
    os.execv(sys.executable, arguments)  # noqa: S606


def compile_queries(store: Store) -> None:
    """Have the queries of every measure in the cache, so that the web process never loads their compiler (80 MB)."""
    from peelian.facts.measures import definitions
    from peelian.facts.measures.compiled import side_sql

    for measure in definitions().values():
        side_sql(measure, store.path)


def summary(verdicts: Counter[str]) -> str:
    """How many claims have each verdict, in one line."""
    return (
        f"{verdicts.total()} claims: "
        + ", ".join(f"{count} {name}" for name, count in verdicts.items())
        + "."
    )


def checked_port(port: int | None) -> int:
    """The port, 8000 when none is given; raises BadPort outside 1 to 65535."""
    if port is None:
        return 8000
    if not 1 <= port <= 65535:
        raise BadPort(value=port)
    return port


def refuse_taken(host: str, port: int) -> None:
    """Raise PortTaken when another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(host=host, port=port) from None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201
