"""What can go wrong with the lane of reports that somebody looks at first."""

from __future__ import annotations

from peelian.casework.cases.problems import CasesProblem
from peelian.services.contact.problems import ContactProblem


class HoldingFaulty(ContactProblem):
    """The rules contradict themselves; whoever needs them is told every fault."""

    code = "holding-faulty"
    en = "The rules about holding reports cannot be used: {faults}. Mend definitions/holding.toml and start again."
    cy = "Ni ellir defnyddio'r rheolau am ddal adroddiadau: {faults}. Cywirwch definitions/holding.toml a dechreuwch eto."


class NotHeld(CasesProblem):
    """Somebody else has looked at the report meanwhile, or it was never held."""

    code = "not-held"
    en = "This report is no longer held: somebody has looked at it already. Open it to see what was decided."
    cy = "Nid yw'r adroddiad hwn yn cael ei ddal mwyach: mae rhywun eisoes wedi edrych arno. Agorwch ef i weld beth a benderfynwyd."
