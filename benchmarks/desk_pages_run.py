"""The measured process of `desk_pages`: prints its figures as JSON. Run it through `benchmarks.desk_pages`."""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.many_cases import copy_to
from peelian.project.preparing import prepare_databases

Page = Callable[[], Any]


def main(cases: int, requests: int) -> dict[str, Any]:
    """Queries of each page, and with `requests` the times too."""
    held = copy_to(cases)
    make_due()
    found = {}
    for name, page in pages().items():
        for _ in range(3):
            page()
        found[name] = {"queries": queries(page), **(times(page, requests) if requests else {})}
    return {"cases": held, "pages": found}


def pages() -> dict[str, Page]:
    """Each page with the person who looks at it: the officer and the supervisor with the most open cases."""
    from peelian.accounts.models import Grant

    officer = busiest()
    team = Grant.objects.filter(user=officer, team__isnull=False).values_list("team", flat=True).first()
    supervisor = (
        Grant.objects.filter(role="supervisor", team=team).first()
        or Grant.objects.filter(role="supervisor").first()
    )
    assert supervisor is not None
    make_looks(officer)
    mine, theirs = visitor(officer), visitor(supervisor.user)
    found = {
        "queue": mine("/desk"),
        "queue, far down": further(mine, "/desk"),
        "queue in Welsh": mine("/cy/desk"),
        "queue of a supervisor": theirs("/desk"),
        "cases of several teams": theirs("/desk?view=team"),
        "cases that nobody has": theirs("/desk?view=free"),
        "cases with nothing due": theirs("/desk?view=team&due=nothing"),
        "case page": mine(f"/desk/cases/{own_case(officer)}"),
    }
    for name in ("team", "search"):
        if theirs(f"/desk/{name}", may_fail=True)() is not None:
            found[name] = theirs(f"/desk/{name}")
    reviewers = visitor(reviewer(supervisor.user))
    found["reviews"] = reviewers("/desk/reviews")
    found["reviews, far down"] = further(reviewers, "/desk/reviews")
    for by, text in (("name", "Asha Okafor"), ("postcode", "B29 6BD")):
        found[f"search by {by}"] = theirs("/desk/search", {"by": by, "text": text})
    found["search by state"] = theirs("/desk/search", {"state": "closed"})
    return found


def make_due() -> None:
    """Every closed case is due for review, as after years."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO retention_review (case_id, team_id, schedule, closed_at, due_at, decision, reason_code, "
            """"by") SELECT id, team_id, 'general-contact-1', closed_at, closed_at, '', '', '' FROM cases_case """
            "WHERE closed_at IS NOT NULL AND disposed_at IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM retention_review WHERE case_id = cases_case.id)"
        )
        cursor.execute("ANALYZE")


def reviewer(supervisor: Any) -> Any:
    """Somebody who reviews the cases of that supervisor's teams."""
    from datetime import timedelta

    from django.utils import timezone

    from peelian.accounts.actors import actor_for
    from peelian.accounts.models import Grant, User

    user, made = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Rhian"})
    for team in actor_for(supervisor).reach("case.see").teams if made else ():
        starts = timezone.now() - timedelta(days=1)
        Grant.objects.create(user=user, role="records_reviewer", team_id=team, starts=starts, reason="new")
    return user


def make_looks(officer: Any) -> None:
    """Three thousand looks by an officer, of which rules may count many."""
    from peelian.casework.cases.models import Case
    from peelian.casework.ledger import consulting
    from peelian.casework.ledger.models import AccessEntry

    actor = f"user:{officer.pk}"
    cases = Case.objects.order_by("id").values_list("uid", "key_id")[:300]
    for _ in range(10 if AccessEntry.objects.filter(actor=actor).count() < 3000 else 0):
        for number, (uid, key) in enumerate(cases):
            facts = {
                "own_case": False,
                "own_team": number % 9 > 0,
                "open": number % 3 > 0,
                "restricted": False,
            }
            consulting.look(
                actor=actor, what="case_page", purpose="case_work", subject=uid, key_id=key, facts=facts
            )


def busiest() -> Any:
    """Who owns the most open cases of the year itself."""
    from django.db.models import Count

    from peelian.accounts.models import User
    from peelian.casework.cases.models import Case

    rows = Case.objects.filter(owner__isnull=False, closed_at=None).values("owner")
    return User.objects.get(pk=rows.annotate(held=Count("id")).order_by("-held", "owner")[0]["owner"])


def own_case(officer: Any) -> str:
    from peelian.casework.cases.models import Case

    case = Case.objects.filter(owner=officer, closed_at=None, restricted=False).order_by("id").first()
    assert case is not None
    return case.reference


def visitor(user: Any) -> Callable[..., Page]:
    """address -> a page that this user fetches."""
    from django.test import Client

    client = Client()
    client.force_login(user)

    def at(address: str, form: dict[str, str] | None = None, *, may_fail: bool = False) -> Page:
        def fetch() -> Any:
            got = client.get(address) if form is None else client.post(address, form)
            if may_fail and got.status_code != 200:
                return None
            assert got.status_code == 200, (address, got.status_code)
            return got.content.decode()

        return fetch

    return at


def further(at: Callable[..., Page], address: str) -> Page:
    """Ten pages on, or as far as it goes."""
    for _ in range(10):
        found = re.search(r'href="([^"]*[?&](?:amp;)?after=[^"]+)"', at(address)())
        if found is None:
            break
        address = found[1].replace("&amp;", "&")
        address = address if address.startswith("/") else f"/desk{address}"
    return at(address)


def queries(page: Page) -> int:
    """How many questions the page asks the databases."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    page()
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["vault"]) as second,
    ):
        page()
    return len(first) + len(second)


def times(page: Page, requests: int) -> dict[str, float]:
    """Median and p95 in milliseconds."""
    taken = []
    for _ in range(requests):
        began = time.perf_counter()
        page()
        taken.append((time.perf_counter() - began) * 1000)
    return {"median": statistics.median(taken), "p95": statistics.quantiles(taken, n=20)[18]}


if __name__ == "__main__":
    prepare_databases(lambda _text: None)
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
