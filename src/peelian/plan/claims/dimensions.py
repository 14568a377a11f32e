"""The dimensions that a claim of one's own names, held against its measure: a misspelt value is not a missing figure."""

from typing import TYPE_CHECKING, Final

from peelian.plan.claims.book import Book
from peelian.plan.claims.claim import Claim, LookUp
from peelian.reference.reading import hint
from peelian.reference.vocabulary import vocabulary

if TYPE_CHECKING:
    from peelian.facts.measures.model import Dimension

_MOST: Final = 12


def mind_dimensions(claim: Claim, book: Book) -> None:
    """Raises UnknownDimension or UnknownValue, with near names, for what the claim's measures do not have.

    A value counts as known when a loaded row of the measure has it, or when the vocabulary of the
    dimension does. Where nothing of the measure is loaded, its values cannot be known and all pass.
    """
    for step in claim.steps:
        if isinstance(step, LookUp):
            for name, value in step.dims.items():
                _mind(step, name, value, book)


def _mind(step: LookUp, name: str, value: str, book: Book) -> None:
    from peelian.facts.measures.problems import UnknownValue

    dimension = _dimension(step.measure, name)
    held = {row.dims.get(name, "") for rows in book.rows(step.measure, (name,)).values() for row in rows}
    terms = vocabulary(dimension.vocabulary).values() if dimension.vocabulary else ()
    known = sorted(filter(None, held | {term.name for term in terms}))
    if known and value not in known:
        told = ", ".join(known[:_MOST]) + (", …" if len(known) > _MOST else "")
        raise UnknownValue(
            measure=step.measure, dimension=name, text=value, hint=hint(value, known), known=told
        )


def _dimension(measure: str, name: str) -> "Dimension":
    from peelian.facts import measures
    from peelian.facts.measures.problems import UnknownDimension

    found = {one.name: one for one in measures.definition(measure).dims}
    if name not in found:
        known = f"It has: {', '.join(found)}." if found else "It has none."
        raise UnknownDimension(measure=measure, text=name, hint=hint(name, list(found)), known=known)
    return found[name]
