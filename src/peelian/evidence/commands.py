"""What `peelian up` does for the public site before it is served (`peelian.project.commands`)."""

from __future__ import annotations

import socket
from collections import Counter
from typing import TYPE_CHECKING

from peelian.evidence.problems import BadPort, PortTaken

if TYPE_CHECKING:
    from peelian.facts.store import Store


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
