"""What can go wrong on the public site."""

from __future__ import annotations

from peelian.reference.problems import Problem


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
