"""What can go wrong with a register, in words that its author can act on."""

from peelian.plan.claims.problems import FaultsProblem
from peelian.plan.problems import PlanProblem


class BadRegisterFile(FaultsProblem):
    """A register with faults; `faults` lists every one."""

    code = "register-file"
    en = "{file} is not a register that can be read:"
    cy = "Nid yw {file} yn gofrestr y gellir ei darllen:"


class UnknownEntry(PlanProblem):
    code = "unknown-entry"
    en = "The register of {register} has no {text!r}.{hint}"
    cy = "Nid oes {text!r} yn y gofrestr {register}.{hint}"
