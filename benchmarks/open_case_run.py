"""The measured process of `open_case`: prints its rounds as JSON. Run it through `benchmarks.open_case`."""

import json
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from peelian.project.preparing import prepare_databases

ROW = "x" * 200
WARM = 10


def main(rounds: int, requests: int) -> dict[str, list[float]]:
    """Rows of one case, then cases and bare answers a second, round by round."""
    from django.db import connection
    from django.test import Client

    from tests.faults.casework.asking import FORM, answers, reference_in
    from tests.support.cases import make_world

    make_world()
    client = Client()
    lamps = count(1)  # the same words again and again would be held for a look

    def case() -> None:
        got = client.post(
            FORM, answers(question=f"Is lamp {next(lamps)} on Raddlebarn Road known to be out?")
        )
        assert got.status_code == 200, got.status_code
        assert reference_in(got.content.decode())

    def asked_of(address: str) -> Callable[[], None]:
        def ask() -> None:
            typed = answers(question=f"Is lamp {next(lamps)} on Raddlebarn Road known to be out?")
            assert client.post(address, typed).status_code == 200

        return ask

    for _ in range(WARM):
        case()
    rows = counted_rows(case)
    lay_views(connection, rows)
    bare, act = asked_of("/bare"), asked_of("/act")
    for _ in range(WARM):
        bare()
        act()
    assert counted_rows(bare) == rows
    assert counted_rows(act) == rows
    found: dict[str, list[float]] = {"rows": [rows], "form": [], "act": [], "bare": []}
    for _ in range(rounds):
        found["form"].append(rate(case, requests))
        found["act"].append(rate(act, requests))
        found["bare"].append(rate(bare, requests))
    return found


def rate(do: Callable[[], None], times: int) -> float:
    """How often a second."""
    began = time.perf_counter()
    for _ in range(times):
        do()
    return times / (time.perf_counter() - began)


def counted_rows(do: Callable[[], None]) -> int:
    """How many rows are inserted or changed, as the database itself reports it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        before = connection.connection.total_changes
        do()
        return int(connection.connection.total_changes - before)
    count = 0

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE")):
            count += max(0, context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(look):
        do()
    return count


def lay_views(connection: Any, rows: int) -> None:
    """`/bare`: plain Django over a table of one column and its key. `/act`: the same answers opened as a case."""
    from django.db import models, transaction
    from django.http import HttpRequest, HttpResponse
    from django.urls import clear_url_caches, path
    from django.utils import timezone

    from peelian.project import urls_casework
    from peelian.services.contact.actions.reporting import open_report
    from peelian.services.contact.visit import answers as visits
    from peelian.services.contact.visit.walking import set_of

    class Bare(models.Model):
        text = models.CharField(max_length=200)

        class Meta:
            app_label = "bench"

    with connection.schema_editor() as editor:
        editor.create_model(Bare)

    def bare(request: HttpRequest) -> HttpResponse:
        assert request.POST["q.question"]
        with transaction.atomic():
            for _ in range(rows):
                Bare.objects.create(text=ROW)
        return HttpResponse("Thank you.\n")

    def act(request: HttpRequest) -> HttpResponse:
        visit = visits.read(request.POST)
        asked = set_of(visit)
        assert asked is not None
        reported = open_report(visit, asked, as_of=timezone.now())
        return HttpResponse(f"{reported.case.reference} {reported.words}\n")

    urls_casework.urlpatterns[:0] = [path("bare", bare), path("act", act)]
    clear_url_caches()


if __name__ == "__main__":
    prepare_databases(lambda _text: None)
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
