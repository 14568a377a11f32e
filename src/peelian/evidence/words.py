"""Pages of words: how the verdicts are reached, and what this site is and is not."""

from __future__ import annotations

from peelian.evidence.claims import vocabulary
from peelian.evidence.pages import Context, page
from peelian.evidence.reading import Reading


@page("evidence/method.html")
def method(reading: Reading) -> Context:
    """How a claim is checked and what the words mean."""
    return vocabulary()


@page("evidence/programs.html")
def programs(reading: Reading) -> Context:
    """The API for programs: what it answers, with examples."""
    from peelian.evidence.api.urls import operations

    return {"operations": operations()}


@page("evidence/about.html")
def about(reading: Reading) -> Context:
    """What Peelian is."""
    return {}


@page("evidence/accessibility.html")
def accessibility(reading: Reading) -> Context:
    """The accessibility statement."""
    return {}


@page("evidence/privacy.html")
def privacy(reading: Reading) -> Context:
    """Privacy and cookies."""
    return {}


@page("evidence/licence.html")
def licence(reading: Reading) -> Context:
    """Licences of the software and of the data."""
    licences = sorted({source.licence for source in reading.sources() if source.licence})
    return {"licences": licences}
