"""`peelian messages`: how messages to people outside stand, and reports of the mail server about them."""

from __future__ import annotations

import sys
from typing import Final

import typer

from peelian.reference.problems import Bilingual

app = typer.Typer(
    name="messages",
    help="See how messages to people outside stand; take reports of the mail server.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

STANDING_EXAMPLES: Final = """\b
Examples:
  peelian messages standing
"""
BOUNCE_EXAMPLES: Final = """\b
Examples:
  peelian messages bounce < report.eml
  "|peelian messages bounce"             in the mail server's aliases, for bounce+...@your.domain
"""
STATES: Final[dict[str, Bilingual]] = {
    "queued": Bilingual("waiting", "yn aros"),
    "handing": Bilingual("being handed over", "yn cael eu trosglwyddo"),
    "handed": Bilingual("handed over", "wedi’u trosglwyddo"),
    "delivered": Bilingual("delivered", "wedi’u dosbarthu"),
    "bounced": Bilingual("came back", "wedi dod yn ôl"),
    "held": Bilingual("left to a person", "wedi’u gadael i berson"),
    "failed": Bilingual("failed", "wedi methu"),
}
TASKS: Final = Bilingual(
    "{count:,} people still have to be reached.", "Mae angen cyrraedd {count:,} person o hyd."
)
FAILED: Final = Bilingual(
    "{count:,} events could not be told to their handlers.",
    "Ni ellid rhoi gwybod am {count:,} digwyddiad i’w trinwyr.",
)
TOOK: Final[dict[str, Bilingual]] = {
    "bounced": Bilingual(
        "The message goes another way, or somebody is asked to.",
        "Mae’r neges yn mynd ffordd arall, neu gofynnir i rywun.",
    ),
    "waiting": Bilingual("The mail server is still trying.", "Mae’r gweinydd post yn dal i geisio."),
    "ignored": Bilingual(
        "This is no report about a message of ours that is on its way.",
        "Nid adroddiad am neges o’n heiddo ni sydd ar ei ffordd yw hwn.",
    ),
}


@app.command(epilog=STANDING_EXAMPLES)
def standing(context: typer.Context) -> None:
    """How many messages wait, went out, came back, and how many people somebody still has to reach."""
    from peelian.casework.sealing.starting import start

    start()
    from django.db.models import Count

    from peelian.casework.outbox import standing as outbox
    from peelian.casework.threads.models import ContactTask, Sending

    lang = context.obj or "en"
    counts = dict(Sending.objects.order_by().values_list("state").annotate(Count("pk")))
    for state, words in STATES.items():
        print(f"{counts.get(state, 0):>9,}  {words.said(lang)}")  # noqa: T201
    print(TASKS.said(lang).format(count=ContactTask.objects.filter(done_at=None).count()))  # noqa: T201
    print(FAILED.said(lang).format(count=outbox.failed().count()))  # noqa: T201


@app.command(epilog=BOUNCE_EXAMPLES)
def bounce(context: typer.Context) -> None:
    """Take one report of the mail server from standard input: a message that came back goes another safe way."""
    from peelian.casework.sealing.starting import start

    start()
    from django.utils import timezone

    from peelian.casework.threads import bounces

    what = bounces.take(sys.stdin.buffer.read(bounces.LARGEST), now=timezone.now())
    print(TOOK[what].said(context.obj or "en"))  # noqa: T201
