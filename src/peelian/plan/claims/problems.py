"""What can go wrong with a claim, in words that its author can act on."""

from collections.abc import Sequence

from peelian.plan.claims.faults import Fault
from peelian.plan.problems import PlanProblem


class ClaimProblem(PlanProblem):
    """The base of every problem with a claim."""

    code = "claim"


class FaultsProblem(ClaimProblem):
    """A problem with several faults, all told at once, a line each."""

    code = "claim_faults"

    def __init__(self, *, faults: Sequence[Fault], **fields: object) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=self.faults, **fields)

    def message(self, lang: str = "en") -> str:
        head = super().message(lang)
        lines = [fault.text(lang) for fault in self.faults]
        return f"{head} {lines[0]}" if len(lines) == 1 else "\n  - ".join([head, *lines])


class BadExpression(FaultsProblem):
    """An expression that uses something outside the language."""

    code = "claim_expression"
    en = "The expression '{text}' cannot be used:"
    cy = "Ni ellir defnyddio'r mynegiad '{text}':"


class BadClaimFile(FaultsProblem):
    """A claim definition with faults; `faults` lists every one."""

    code = "claim_file"
    en = "{file} is not a claim that can be checked:"
    cy = "Nid yw {file} yn honiad y gellir ei wirio:"


class UnknownClaim(ClaimProblem):
    code = "unknown_claim"
    en = "There is no claim {text!r}.{hint} `peelian check` without a name checks them all."
    cy = "Nid oes honiad {text!r}.{hint} Mae `peelian check` heb enw yn gwirio pob un."


class NoClaimFile(ClaimProblem):
    code = "no_claim_file"
    en = "There is no file {path}. Give the path of a claim file (.toml) or a claim's id, such as C01."
    cy = "Nid oes ffeil {path}. Rhowch lwybr ffeil honiad (.toml) neu rif honiad, megis C01."


class BadFigure(ClaimProblem):
    code = "claim_figure"
    en = "{text!r} is not a figure for {option}. Write for example {examples}."
    cy = "Nid yw {text!r} yn ffigur ar gyfer {option}. Ysgrifennwch er enghraifft {examples}."


class BadTolerance(ClaimProblem):
    code = "claim_tolerance"
    en = "The tolerance {text!r} is below zero, and nothing fits within that. Give zero or more, such as 0.5."
    cy = "Mae'r goddefiant {text!r} yn is na sero, ac ni all dim ffitio o fewn hynny. Rhowch sero neu fwy, megis 0.5."


class BadQuestion(ClaimProblem):
    code = "claim_question"
    en = "The claim cannot be checked as asked: {why_en}"
    cy = "Ni ellir gwirio'r honiad fel y gofynnwyd: {why_cy}"
