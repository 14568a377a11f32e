"""What can go wrong when figures are published."""

from __future__ import annotations

from peelian.reference.problems import Problem


class PublishProblem(Problem):
    """The base of every problem of `peelian.casework.publish`."""

    code = "publish"
    en = "The figures cannot be published."
    cy = "Ni ellir cyhoeddi'r ffigurau."


class BadMonths(PublishProblem):
    code = "publish-months"
    en = "Give the first and the last month like 2026-09; the last one must be over."
    cy = "Rhowch y mis cyntaf a'r mis olaf fel 2026-09; rhaid i'r olaf fod wedi dod i ben."


class ForcesUnknown(PublishProblem):
    code = "publish-forces"
    en = "A service counted for a force that is not one of the 43, so nothing was published. Report this."
    cy = "Cyfrifodd gwasanaeth ar gyfer heddlu nad yw'n un o'r 43, felly ni chyhoeddwyd dim. Rhowch wybod am hyn."
