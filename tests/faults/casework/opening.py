"""Opens cases until it is killed, and says each reference when it is sure: `python -m tests.faults.casework.opening`."""

import django

if __name__ == "__main__":
    django.setup()

    from django.utils import timezone

    from peelian.accounts.actors import outside_actor
    from peelian.accounts.models import Team
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.records.people import NewPerson
    from tests.support.cases import question_kind

    kind, team = question_kind(), Team.objects.get(slug="selly-oak")
    asha = NewParty("reporter", NewPerson(name="Asha Okafor", phone="07700 900123"))
    while True:
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
