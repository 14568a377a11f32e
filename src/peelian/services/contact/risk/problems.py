"""What can go wrong with deciding how urgent a case is."""

from __future__ import annotations

from peelian.services.contact.problems import ContactProblem


class RiskFaulty(ContactProblem):
    """The rules or the grades contradict themselves; start-up stops and lists every fault."""

    code = "risk-faulty"
    en = "The rules about risk cannot be used: {faults}. Mend definitions/risk.toml or grades.toml and start again."
    cy = "Ni ellir defnyddio'r rheolau am risg: {faults}. Cywirwch definitions/risk.toml neu grades.toml a dechreuwch eto."


class NoSuchGrade(ContactProblem):
    """The force has no such grade on this day."""

    code = "no-such-grade"
    en = "This force has no such grade now. Choose one from the list."
    cy = "Nid oes gan yr heddlu hwn radd o'r fath nawr. Dewiswch un o'r rhestr."


class SayWhyOtherwise(ContactProblem):
    """Somebody decides otherwise than the rules suggest and gives no reason."""

    code = "say-why-otherwise"
    en = "You decided otherwise than the flags suggest. Choose why, so that a colleague can understand it."
    cy = "Penderfynoch yn wahanol i'r hyn y mae'r fflagiau'n ei awgrymu. Dewiswch pam, fel y gall cydweithiwr ei ddeall."


class SafeguardingFirst(ContactProblem):
    """A child may be at risk and nobody has decided yet how to protect them."""

    code = "safeguarding-first"
    en = "A child may be at risk. Record first what is decided to protect them; then this can be done."
    cy = "Gall plentyn fod mewn perygl. Cofnodwch yn gyntaf yr hyn a benderfynir i'w amddiffyn; yna gellir gwneud hyn."
