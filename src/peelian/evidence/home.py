"""The front page: what this is, a search, and the findings that readers ask for first."""

from __future__ import annotations

from collections import Counter

from peelian.evidence.claims import vocabulary
from peelian.evidence.pages import Context, page
from peelian.evidence.reading import Reading
from peelian.plan.claims.verdicts import VERDICTS
from peelian.plan.commitments import commitments
from peelian.plan.commitments.vocabulary import STATUSES
from peelian.reference.forces import forces
from peelian.ui.language import current

HEADLINES = ("C01", "C02", "C09", "C04", "C07")


@page("evidence/home.html")
def front(reading: Reading) -> Context:
    """Counts and a few findings, all from the store as it is now."""
    findings = reading.findings()
    chosen = [finding for name in HEADLINES for finding in findings if finding.id == name]
    return {
        "headlines": chosen or list(findings[:5]),
        "total": len(findings),
        "counts": {verdict: sum(one.verdict == verdict for one in findings) for verdict in VERDICTS},
        "forces": len(forces()),
        "promises": sum(one.kind == "promise" for one in commitments()),
        "statuses": _statuses(),
        "sources": len(reading.sources()),
        "rows": sum(source.rows_kept for source in reading.sources()),
        **vocabulary(),
    }


def _statuses() -> list[tuple[str, str, int]]:
    """Each status of a promise: its name, its words and how many have it."""
    counts = Counter(one.status for one in commitments() if one.kind == "promise")
    return [(status, words[current()], counts[status]) for status, words in STATUSES.items()]
