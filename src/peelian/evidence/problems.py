"""What can go wrong on the public site."""

from __future__ import annotations

from typing import Final

from peelian.facts.problems import StoreProblem
from peelian.reference.problems import Problem

NOT_FOUND: Final = ("unknown", "no-such")
ASKED_WRONGLY: Final = ("unknown-dimension", "unknown-value", "unknown-term", "unknown-parameter")


def status_of(problem: Problem) -> int:
    """503 when the store cannot be read, 404 for a name in the address that is not known, else 400."""
    if isinstance(problem, StoreProblem):
        return 503
    code = problem.code.replace("_", "-")
    return 404 if code.startswith(NOT_FOUND) and code not in ASKED_WRONGLY else 400


class EvidenceProblem(Problem):
    """Base of this room's problems."""

    code = "evidence"


class NoSuchPage(EvidenceProblem):
    """The address has the form of a page, and names nothing that is held."""

    code = "no-such-page"
    en = "There is no page for “{name}”."
    cy = "Nid oes tudalen ar gyfer “{name}”."


class BadPort(EvidenceProblem):
    """PEELIAN_PORT is no port number."""

    code = "bad-port"
    en = "PEELIAN_PORT is {value!r}. Give a whole number from 1 to 65535, for example 8000."
    cy = "Gwerth PEELIAN_PORT yw {value!r}. Rhowch rif cyfan o 1 i 65535, er enghraifft 8000."


class PortTaken(EvidenceProblem):
    """Another program already listens on the address."""

    code = "port-taken"
    en = "Port {port} on {host} is in use. Stop the other program, or set PEELIAN_PORT to a free port."
    cy = "Mae porth {port} ar {host} mewn defnydd. Stopiwch y rhaglen arall, neu gosodwch PEELIAN_PORT i borth rhydd."


class BadDay(EvidenceProblem):
    """`since` is no day."""

    code = "bad-day"
    en = "“{text}” is not a day. Write it as 2024-03-31."
    cy = "Nid yw “{text}” yn ddiwrnod. Ysgrifennwch ef fel 2024-03-31."
