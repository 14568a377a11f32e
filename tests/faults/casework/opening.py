"""Opens cases, and says each reference when it is sure: `python -m tests.faults.casework.opening [HOW_MANY|act]`.

Each is Asha's question of the public form without its pages: case, person, clock, entries, event, thread, way to be
told and queued receipt, in one act. Without a number it goes on until it is killed. With `act`, Ben takes each case and
closes it, and `reference:version` is said after each act.
"""

import sys
from itertools import count
from urllib.parse import urlencode

import django


def main(how_many: str) -> None:
    """Go on until killed, or until so many cases are open."""
    from django.http import QueryDict
    from django.utils import timezone

    from peelian.accounts.actors import actor_for
    from peelian.accounts.models import User
    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import close_case
    from peelian.services.contact.actions.reporting import open_report
    from peelian.services.contact.sets.reading import set_
    from peelian.services.contact.visit.answers import read
    from tests.faults.casework.asking import answers

    ben = User.objects.get(email="ben@example.org")
    for _ in range(int(how_many)) if how_many.isdigit() else count():
        now = timezone.now()
        visit = read(QueryDict(urlencode(answers())))
        case = open_report(visit, set_("question"), as_of=now).case
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
