"""The commitments that come with Peelian, read from their definitions."""

from functools import cache
from pathlib import Path
from typing import Final

from peelian.plan.commitments.model import Commitment
from peelian.plan.commitments.problems import UnknownCommitment
from peelian.plan.commitments.reading import read_commitment
from peelian.reference.reading import hint

FOLDER: Final = Path(__file__).parent / "definitions"
_ORDER: Final = ("P18", "M18", "P21", "C21", "X")


@cache
def commitments() -> tuple[Commitment, ...]:
    """Every commitment, the 2018 plan first, then 2021, then the further ones. Raises BadCommitmentFile."""
    return tuple(read_commitment(FOLDER / f"{id_}.toml") for id_ in commitment_ids())


@cache
def commitment_ids() -> tuple[str, ...]:
    """The ids in the order of `commitments()`, from the file names: nothing is read."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.toml")), key=_place))


def _place(id_: str) -> tuple[int, str]:
    family = id_.partition("-")[0]
    return (_ORDER.index(family) if family in _ORDER else len(_ORDER), id_)


def commitment(text: str) -> Commitment:
    """The commitment with this id, whatever its case. Raises UnknownCommitment with near ids."""
    id_ = text.strip().upper()
    if id_ not in commitment_ids():
        raise UnknownCommitment(text=text, hint=hint(text, commitment_ids()))
    return _one(id_)


@cache
def _one(id_: str) -> Commitment:
    return read_commitment(FOLDER / f"{id_}.toml")
