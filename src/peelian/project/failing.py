"""What is answered to a request that failed: a page with the emergency numbers where the records are away."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse

from peelian.evidence.api.problems import for_address
from peelian.project import urls
from peelian.project.faults import is_of_database
from peelian.project.problems import DatabaseAway, DatabaseDamaged, NoRight, NotDurable, NotMigrated
from peelian.services.contact.views.away import away

_OF_DATABASE = (DatabaseAway, DatabaseDamaged, NoRight, NotDurable, NotMigrated)


def faulty(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours. Django calls it while it handles the error, so that is still at hand."""
    error = sys.exc_info()[1]
    if error is None or for_address(request) or not _is_away(error):
        return urls.handler500(request)
    return away(request)


def _is_away(error: BaseException) -> bool:
    """Whether the records could not be asked, rather than asked wrongly."""
    from django.db import InterfaceError, OperationalError

    if isinstance(error, _OF_DATABASE):
        return True
    return is_of_database(error) and isinstance(error, OperationalError | InterfaceError)
