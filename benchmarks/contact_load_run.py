"""What `contact_load` does to the databases of a site, each in a process of its own.

    python -m benchmarks.contact_load_run prepare PLAN    # databases, forces, teams, officers; records a journey
    python -m benchmarks.contact_load_run counted         # how many cases there are, and how many forms they came by
    python -m benchmarks.contact_load_run bare            # the table of the bare view

and `benchmarks.contact_load_run:application`, where BENCH_ROWS is set, is that view: it reads the same form and writes
so many rows of 200 characters in one transaction, one INSERT each.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROWS = "BENCH_ROWS"
ROW = "x" * 200
OFFICERS = 20
PAGES = ("/report", "/track", "/track/anonymous", "/track/anonymous/traced", "/cy/report", "/plan", "/")
"""The pages that anybody may read, and most do: where a report begins, where it is followed up, and the plan."""


def prepare(plan: Path) -> None:
    """Databases, the cast, officers with sessions; the fields of every step of a burglary's report."""
    from peelian.project.preparing import prepare_databases

    prepare_databases(lambda _text: None)
    from django.test import Client

    from benchmarks.open_case_run import counted_rows
    from tests.services.contact.report.filling import BURGLARY, fill, press
    from tests.support.cases import make_world

    world = make_world()
    visitor = _recording()
    page = fill(visitor, BURGLARY)
    press(visitor, page, "send")
    page = fill(Client(), BURGLARY)
    rows = counted_rows(lambda: press(Client(), page, "send") and None)
    cookies, csrf = _officers(world.force.contact_team)
    plan.write_text(
        json.dumps({"steps": visitor.posted, "cookies": cookies, "csrf": csrf, "pages": PAGES, "rows": rows})
    )


def _recording() -> Any:
    from django.test import Client

    class Recording(Client):
        """A browser that notes what it sends."""

        def __init__(self) -> None:
            super().__init__()
            self.posted: list[list[tuple[str, str]]] = []

        def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:
            self.posted.append(
                [
                    (name, value)
                    for name, values in data.items()
                    for value in ([values] if isinstance(values, str) else values)
                ]
            )
            return super().post(path, data, *args, **more)

    return Recording()


def _officers(team: Any) -> tuple[list[str], str]:
    """Twenty officers of the team, signed in: the cookie of each, and the one that every form's token fits."""
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from peelian.accounts.models import Grant, User

    cookies = []
    for number in range(OFFICERS):
        user = User.objects.create(email=f"officer{number}@example.org", name=f"Officer {number}")
        starts = datetime(2020, 1, 1, tzinfo=UTC)
        Grant.objects.create(user=user, role="officer", team=team, starts=starts, reason="new")
        client = Client()
        client.force_login(user)
        cookies.append(f"peelian-session={client.cookies['peelian-session'].value}")
    return cookies, _get_new_csrf_string()


def counted() -> dict[str, int]:
    """Cases of reports, the different forms that they came by, and what waits to be told."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name, question in {
            "cases": "SELECT count(*) FROM cases_case",
            "references": "SELECT count(DISTINCT reference) FROM cases_case",
            "forms": "SELECT count(DISTINCT digest) FROM contact_sentform",
            "cases of forms": "SELECT count(DISTINCT case_id) FROM contact_sentform",
        }.items():
            cursor.execute(question)
            found[name] = int(cursor.fetchone()[0])
    return found


def bare_model() -> Any:
    """A table of one column and its key."""
    from django.db import models

    class Bare(models.Model):
        text = models.CharField(max_length=200)

        class Meta:
            app_label = "bench"

    return Bare


def make_bare() -> None:
    """The table, in the database of the site."""
    from django.db import connection

    with connection.schema_editor() as editor:
        editor.create_model(bare_model())


def _application() -> Any:
    """Django with the site's settings and middleware, and one view."""
    from types import ModuleType

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import transaction
    from django.http import HttpRequest, HttpResponse
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    addresses = ModuleType("benchmarks_bare_urls")
    sys.modules[addresses.__name__] = addresses
    settings.ROOT_URLCONF = addresses.__name__
    application = get_wsgi_application()
    bare, rows = bare_model(), int(os.environ[ROWS])

    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        if not request.POST["q.happened"]:
            return HttpResponse(status=400)
        with transaction.atomic():
            for _ in range(rows):
                bare.objects.create(text=ROW)
        return HttpResponse("Your reference is 000 0000 0000.\n")

    addresses.urlpatterns = [path("report", view)]  # type: ignore[attr-defined]
    return application


if ROWS in os.environ:
    application = _application()

if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
    else:
        import django

        django.setup()
        if sys.argv[1] == "counted":
            print(json.dumps(counted()))
        else:
            make_bare()
