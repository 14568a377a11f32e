"""For machines: can casework read and write its databases?"""

from __future__ import annotations

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from peelian.project.settings.database import ALIASES
from peelian.reference.problems import Problem


@require_safe
def healthz_casework(_request: HttpRequest) -> HttpResponse:
    """200 when both databases answer as durable ones, 503 with a code when one does not."""
    state = {alias: _state(alias) for alias in ALIASES}
    well = set(state.values()) == {"ok"}
    answer = {"status": "ok" if well else "failing", **state}
    response = JsonResponse(answer, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response


def _state(alias: str) -> str:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
    except Problem as problem:
        return problem.code
    except DatabaseError:
        return "unreachable"
    return "ok"
