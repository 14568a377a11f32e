"""The claims that come with Peelian, read from their definitions."""

from functools import cache
from pathlib import Path
from typing import Final

from peelian.plan.claims.claim import Claim
from peelian.plan.claims.problems import UnknownClaim
from peelian.plan.claims.reading import read_claim
from peelian.reference.reading import hint

FOLDER: Final = Path(__file__).parent / "definitions"


@cache
def packaged() -> dict[str, Claim]:
    """Every packaged claim by id, in id order. Raises BadClaimFile for the first file with faults."""
    return {id_: _read(id_) for id_ in claim_ids()}


@cache
def _read(id_: str) -> Claim:
    return read_claim(FOLDER / f"{id_}.toml")


@cache
def claim_ids() -> tuple[str, ...]:
    """The ids of the packaged claims, from their file names: nothing is read."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def packaged_claim(text: str) -> Claim:
    """The packaged claim with this id, whatever its case; no other is read. Raises UnknownClaim with near names."""
    id_ = text.strip().upper()
    if id_ not in claim_ids():
        raise UnknownClaim(text=text, hint=hint(text, claim_ids()))
    return _read(id_)
