"""What a question may hold: parameters with their bounds, and every fault of a question told at once.

The description in OpenAPI is made from these types, so what it says is what is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from peelian.evidence.api.problems import BadParameter, BadWhere, NotOneOf, UnknownParameter
from peelian.evidence.changes import day
from peelian.facts.compare import area_named
from peelian.facts.measures import definition
from peelian.facts.measures.problems import UnknownDimension
from peelian.reference.areas import area
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual, Problem
from peelian.reference.reading import hint

MOST: Final = 5_000
USUAL: Final = 500
LONGEST: Final = 200
"""Letters of a value, and values of a parameter that may be given more than once."""


class Told(ValueError):  # noqa: N818 - it carries words, and is never shown itself
    """Carries one of our problems, with both of its languages, through the framework's own validation."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def checked(check: Callable[[str], object]) -> AfterValidator:
    """A text that `check` accepts; the problem it raises is told with the others."""

    def held(text: str) -> str:
        try:
            check(text)
        except Problem as problem:
            raise Told(problem) from None
        return text

    return AfterValidator(held)


def one_of(known: Iterable[str]) -> Any:
    """The type of a text that must be one of `known`."""
    names = list(known)

    def check(text: str) -> None:
        if text not in names:
            raise NotOneOf(text=text, hint=hint(text, names), known=", ".join(names))

    return Annotated[str, checked(check), WithJsonSchema({"type": "string", "enum": names})]


def _where(text: str) -> None:
    name, equals, value = text.partition("=")
    if not (equals and name.strip() and value.strip()):
        raise BadWhere(text=text[:80])


def _day(text: str) -> date:
    """Only a day as it is written: the framework would take any number for seconds since 1970."""
    try:
        return day(text)
    except Problem as problem:
        raise Told(problem) from None


Short = Annotated[str, StringConstraints(max_length=LONGEST)]
PeriodText = Annotated[Short, checked(Period.parse)]
AreaId = Annotated[Short, checked(area)]
AreaName = Annotated[Short, checked(area_named)]
WhereText = Annotated[Short, checked(_where)]
Day = Annotated[date, BeforeValidator(_day)]


class Ask(Schema):
    """What every listing takes."""

    format: Literal["json", "csv"] = Field("json", description="JSON, or the same rows as CSV.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows in one answer.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Rows to pass over first.")


class Refused(Exception):  # noqa: N818 - named for what happened to the question
    """A question with faults: all of them."""

    def __init__(self, status: int, problems: Iterable[Problem]) -> None:
        self.status = status
        self.problems = tuple(problems)
        super().__init__(*self.problems)


def where_of(texts: list[str]) -> dict[str, str | list[str]] | None:
    """NAME=VALUE texts as a question to a measure; a name given twice asks for both values."""
    asked: dict[str, list[str]] = {}
    for text in texts:
        name, _, value = text.partition("=")
        asked.setdefault(name.strip(), []).append(value.strip())
    return {name: values[0] if len(values) == 1 else values for name, values in asked.items()} or None


def faults_of_names(request: HttpRequest, known: Iterable[str]) -> Iterator[Problem]:
    """What the query names that the address does not take, and what a measure has no dimension for."""
    names = list(known)
    for name in request.GET:
        if name not in names:
            yield UnknownParameter(name=name[:80], hint=hint(name[:80], names), known=", ".join(names) or "–")
    measure_id = (request.resolver_match.kwargs if request.resolver_match else {}).get("measure_id")
    measure_id = measure_id or (request.GET.get("measure") if "measure" in names else None)
    if measure_id and "where" in names:
        yield from _faults_of_where(str(measure_id), request.GET.getlist("where"))


def _faults_of_where(measure_id: str, texts: Iterable[str]) -> Iterator[Problem]:
    try:
        dims = [dim.name for dim in definition(measure_id).dims]
    except Problem as problem:
        yield problem
        return
    for name in dict.fromkeys(text.partition("=")[0].strip() for text in texts if "=" in text):
        if name and name not in dims:
            told = f"It has: {', '.join(dims)}." if dims else "It has none."
            yield UnknownDimension(measure=measure_id, text=name[:80], hint=hint(name[:80], dims), known=told)


def fault_of(error: Mapping[str, Any]) -> Problem:
    """One fault that the framework found, in both languages."""
    name, told = str(error["loc"][-1]), error.get("ctx", {}).get("error")
    if len(error["loc"]) > 1 and isinstance(error["loc"][-1], int):
        name = str(error["loc"][-2])
    if isinstance(told, Told):
        problem = told.problem
        if isinstance(problem, BadWhere):
            return problem
        return BadParameter(name=name, why=Bilingual(problem.message("en"), problem.message("cy")))
    words = _WORDS.get(error["type"])
    context = error.get("ctx", {})
    why = Bilingual(*(text.format_map(context) for text in words)) if words else Bilingual(error["msg"])
    return BadParameter(name=name, why=Bilingual(str(why), why.cy.replace("' or '", "' neu '")))


_WHOLE = ("give a whole number.", "rhowch rif cyfan.")
_DAY = ("write a day as 2024-03-31.", "ysgrifennwch ddiwrnod fel 2024-03-31.")
_WORDS: Final = {
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "int_type": _WHOLE,
    "greater_than_equal": ("give {ge} or more.", "rhowch {ge} neu fwy."),
    "less_than_equal": ("give {le} or less.", "rhowch {le} neu lai."),
    "literal_error": ("give {expected}.", "rhowch un o'r rhain: {expected}."),
    "string_too_long": ("give at most {max_length} letters.", "rhowch {max_length} llythyren ar y mwyaf."),
    "too_long": ("give it at most {max_length} times.", "rhowch ef {max_length} gwaith ar y mwyaf."),
    "date_from_datetime_parsing": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "missing": ("it is needed here.", "mae ei angen yma."),
}
