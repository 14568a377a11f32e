"""What can go wrong when the site's processes start or its databases are opened."""

from __future__ import annotations

from peelian.reference.problems import Problem


class ProjectProblem(Problem):
    """Base of this room's problems."""

    code = "project"


class NotDurable(ProjectProblem):
    """The database may forget what it has acknowledged."""

    code = "not-durable"
    en = (
        "The database “{alias}” may lose what it has acknowledged when the power fails: {found}. Peelian keeps no "
        "records there. On PostgreSQL set fsync, synchronous_commit and full_page_writes to on; an SQLite file must "
        "lie on a local disk, not on a network share."
    )
    cy = (
        "Gall y gronfa ddata “{alias}” golli’r hyn y mae wedi’i gydnabod os bydd y trydan yn methu: {found}. Nid yw "
        "Peelian yn cadw cofnodion yno. Ar PostgreSQL gosodwch fsync, synchronous_commit a full_page_writes i on; "
        "rhaid i ffeil SQLite fod ar ddisg leol, nid ar yriant rhwydwaith."
    )
