"""What can go wrong with a commitment, in words that its author can act on."""

from peelian.plan.claims.problems import FaultsProblem
from peelian.plan.problems import PlanProblem


class BadCommitmentFile(FaultsProblem):
    """A commitment's definition with faults; `faults` lists every one."""

    code = "commitment-file"
    en = "{file} is not a commitment that can be followed:"
    cy = "Nid yw {file} yn ymrwymiad y gellir ei ddilyn:"


class UnknownCommitment(PlanProblem):
    code = "unknown-commitment"
    en = "There is no commitment {text!r}.{hint} `peelian plan` lists them all."
    cy = "Nid oes ymrwymiad {text!r}.{hint} Mae `peelian plan` yn eu rhestru i gyd."


class UnknownChoice(PlanProblem):
    code = "unknown-choice"
    en = "{option} {text!r} is not known.{hint} Use one of: {known}."
    cy = "Nid yw {option} {text!r} yn hysbys.{hint} Defnyddiwch un o'r rhain: {known}."
