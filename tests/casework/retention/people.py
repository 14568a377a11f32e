"""The people of retention, and a closed case."""

from datetime import datetime

from peelian.accounts.actors import Actor, actor_for
from peelian.accounts.models import Grant, User
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import close_case
from peelian.casework.cases.models import Case
from peelian.casework.retention import proposing
from peelian.casework.retention.models import Disposal, Proposal
from tests.support.cases import DAY, NOON, World, make_world

LATER = datetime(2030, 1, 7, 12, tzinfo=NOON.tzinfo)
"""Years after every period of the tests."""


class Records:
    """Ben closes cases; Rhian reviews and proposes; Aled approves, and may do what Rhian may as well."""

    def __init__(self) -> None:
        self.world: World = make_world()
        self.rhian = User.objects.create_user("rhian@example.org", "Rhian")
        self.aled = User.objects.create_user("aled@example.org", "Aled")
        for user, role in (
            (self.rhian, "records_reviewer"),
            (self.aled, "records_reviewer"),
            (self.aled, "disposal_approver"),
            (self.rhian, "disposal_approver"),
        ):
            Grant.objects.create(user=user, role=role, team=self.world.team, starts=NOON - DAY, reason="new")

    def actor(self, name: str) -> Actor:
        """Somebody who acts in 2030."""
        return actor_for(getattr(self, name), LATER)

    def closed_case(self) -> Case:
        """Asha's case, taken by Ben and closed in the year of the tests."""
        case = self.world.with_asha()
        ben = self.world.actor("ben")
        take_case(case.reference, actor=ben, as_of=NOON)
        close_case(case.reference, actor=ben, as_of=NOON + DAY, reason="answered")
        return Case.objects.get(pk=case.pk)

    def propose(self, case: Case, by: str = "rhian") -> Proposal:
        """A proposal in 2030."""
        return proposing.propose_disposal(
            case.reference,
            actor=self.actor(by),
            as_of=LATER,
            reason="period_over",
        )

    def approve(self, case: Case, by: str = "aled") -> Disposal:
        """A second person's yes."""
        return proposing.approve_disposal(case.reference, actor=self.actor(by), as_of=LATER)
