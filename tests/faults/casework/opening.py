"""Opens cases, and says each reference when it is sure: `python -m tests.faults.casework.opening [HOW_MANY|act]`.

Without a number it goes on until it is killed. With `act`, Ben takes each case and closes it, and `reference:version`
is said after each act.
"""

import sys
from itertools import count

import django


def main(how_many: str) -> None:
    """Go on until killed, or until so many cases are open."""
    from django.utils import timezone

    from peelian.accounts.actors import actor_for, outside_actor
    from peelian.accounts.models import Team, User
    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import close_case
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.records.people import NewPerson
    from tests.support.cases import question_kind

    kind, team = question_kind(), Team.objects.get(slug="selly-oak")
    ben = User.objects.get(email="ben@example.org")
    asha = NewParty("reporter", NewPerson(name="Asha Okafor", phone="07700 900123"))
    for _ in range(int(how_many)) if how_many.isdigit() else count():
        now = timezone.now()
        case = open_case(
            kind.id,
            team=team,
            force="west-midlands",
            payload={"text": "Is the lamp on Raddlebarn Road known?"},
            actor=outside_actor(now),
            as_of=now,
            parties=(asha,),
        )
        print(case.reference, flush=True)
        if how_many == "act":
            actor = actor_for(ben, now)
            case = take_case(case.reference, actor=actor, as_of=now)
            print(f"{case.reference}:{case.version}", flush=True)
            case = close_case(case.reference, actor=actor, as_of=now, reason="duplicate")
            print(f"{case.reference}:{case.version}", flush=True)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1] if len(sys.argv) > 1 else "")
