"""What can go wrong when a program asks, and the one JSON shape in which it is told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from peelian.evidence.problems import EvidenceProblem
from peelian.reference.problems import Problem


class UnknownParameter(EvidenceProblem):
    """The query names something that the address does not take."""

    code = "unknown-parameter"
    en = "There is no parameter {name!r} here.{hint} It takes: {known}."
    cy = "Nid oes paramedr {name!r} yma.{hint} Mae'n derbyn: {known}."


class BadParameter(EvidenceProblem):
    """A value cannot be read."""

    code = "bad-parameter"
    en = "The parameter {name!r} cannot be read: {why}"
    cy = "Ni ellir darllen y paramedr {name!r}: {why}"


class BadWhere(EvidenceProblem):
    """A `where` is not NAME=VALUE."""

    code = "bad-where"
    en = "where={text!r} is not NAME=VALUE. Write, for example, where=fund=adder; /api/v1/measures lists the names."
    cy = (
        "Nid yw where={text!r} ar ffurf ENW=GWERTH. Ysgrifennwch, er enghraifft, where=fund=adder; "
        "mae /api/v1/measures yn rhestru'r enwau."
    )


class NotOneOf(EvidenceProblem):
    """A value that must be one of a few words is another."""

    code = "not-one-of"
    en = "{text!r} is none of its words.{hint} It may be: {known}."
    cy = "Nid yw {text!r} yn un o'i eiriau.{hint} Gall fod yn: {known}."


class TooLittle(EvidenceProblem):
    """A comparison that names too little, or too much, to be one."""

    code = "comparison-unclear"
    en = (
        "Say what to compare: two areas (a=kent&b=essex, with period or without), or one area or every force in two "
        "periods (a=kent&period=2018&then=2019)."
    )
    cy = (
        "Dywedwch beth i'w gymharu: dwy ardal (a=kent&b=essex, gyda period neu hebddo), neu un ardal neu bob heddlu mewn "
        "dau gyfnod (a=kent&period=2018&then=2019)."
    )


class NotAMethod(EvidenceProblem):
    """Only GET and HEAD are answered."""

    code = "method-not-allowed"
    en = "The API is read only: use GET or HEAD, not {method}."
    cy = "Dim ond darllen y mae'r API: defnyddiwch GET neu HEAD, nid {method}."


class OurFault(EvidenceProblem):
    """A fault of the site."""

    code = "server-error"
    en = "Something went wrong on our side. Nothing that you sent is kept. Try again in a moment."
    cy = "Aeth rhywbeth o'i le ar ein hochr ni. Ni chedwir dim a anfonoch. Rhowch gynnig arall arni ymhen ychydig."


def told(*problems: Problem) -> dict[str, Any]:
    """The body of every error: a list, for all faults of one question are told together."""
    return {
        "errors": [
            {"code": one.code, "message": {"en": one.message("en"), "cy": one.message("cy")}}
            for one in problems
        ]
    }


def refusal(status: int, *problems: Problem) -> HttpResponse:
    """The answer that tells `problems`; never kept by anybody."""
    response = JsonResponse(told(*problems), status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def for_address(request: HttpRequest) -> bool:
    """Whether an address belongs to the API, so that its errors are JSON."""
    return request.path_info.startswith("/api/")
