"""One worker in a process of its own: python -m tests.casework.schedule.worker_process NAME NOW [die KEY]

It says "ready", waits for a line, and works until nothing is due. With `die KEY` it is killed by its own hand in the middle of that item, after the effect
was written and before the transaction ends.
"""

import os
import signal
import sys
from datetime import datetime

import django


def main(name: str, now: str, *rest: str) -> None:
    django.setup()
    from peelian.casework.schedule import kinds
    from peelian.casework.schedule.kinds import ScheduleKind, Turn
    from peelian.casework.schedule.worker import catch_up
    from tests.casework.schedule import kinds_for_tests as made
    from tests.support.cases import question_kind

    question_kind()
    if rest[:1] == ("die",):

        def dies(turn: Turn) -> None:
            made.note(turn)
            if turn.key == rest[1]:
                os.kill(os.getpid(), signal.SIGKILL)

        kinds._KINDS[made.RUN] = ScheduleKind(made.RUN, dies)
    print("ready", flush=True)
    sys.stdin.readline()
    print(catch_up(now=datetime.fromisoformat(now), worker=name), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
