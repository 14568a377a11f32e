"""Claims as data: what was said, by whom, the executable check, and the rule fixed before the check runs.

from peelian.plan import check
check(["C09"])[0].verdict        # "does not hold as stated"
"""

from collections.abc import Iterable
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from peelian.plan.claims.catalogue import packaged, packaged_claim
from peelian.plan.claims.claim import Claim, RankTest
from peelian.plan.claims.finding import Finding, Note, Reading, RuleLine, Step

if TYPE_CHECKING:
    from peelian.facts.store import Store

__all__ = ["Claim", "Finding", "Note", "Reading", "RuleLine", "Step", "check", "packaged", "packaged_claim"]


def check(
    ids: Iterable[str] | None = None,
    *,
    store: "Store | None" = None,
    claims: Iterable[Claim] | None = None,
) -> list[Finding]:
    """The findings on packaged claims (all, or those of `ids`) and on `claims` of one's own.

    Reads the rows of `store`; without one, the store of PEELIAN_HOME, prepared first if it is empty.
    With `claims` and no `ids`, only those claims are checked. Raises UnknownClaim; for a claim of
    one's own BadQuestion when it does not choose one figure, UnknownDimension and UnknownValue.
    """
    from peelian.plan.claims.book import Book
    from peelian.plan.claims.checking import check_own, check_packaged

    own = list(claims or ())
    if ids is not None:
        chosen = [packaged_claim(text) for text in ids]
    else:
        chosen = [] if claims is not None else list(packaged().values())
    _read_ahead((*chosen, *own))
    if store is None:
        from peelian.facts.home import prepare

        store = prepare()
    book = Book(store)
    return [check_packaged(claim, book) for claim in chosen] + [
        (check_own if claim.own else check_packaged)(claim, book) for claim in own
    ]


def _read_ahead(claims: Iterable[Claim]) -> None:
    """Bring in the tests over forces while the figures are read, if any claim has one."""
    if any(isinstance(step, RankTest) for claim in claims for step in claim.steps):
        Thread(target=import_module, args=("peelian.stats.claims",)).start()
