"""People outside who send whole reports of a burglary to a real server, over and over, while it is killed."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

from django.http import HttpResponse

from peelian.services.contact.numbers import new_number
from tests.faults.casework.asking import reference_in
from tests.faults.casework.site import Site
from tests.services.contact.report.filling import BURGLARY, Fields, fill, form_of

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Browser:
    """One browser with one connection at a time; as Django's test client, for who fills in a form."""

    port: int
    timeout: float = 30.0

    def get(self, path: str) -> HttpResponse:
        return self._ask("GET", path)

    def post(self, path: str, form: Fields) -> HttpResponse:
        headers = {**FORM, "Origin": f"http://localhost:{self.port}"}
        return self._ask("POST", path, urlencode(form, doseq=True), headers)

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> HttpResponse:
        connection = HTTPConnection("localhost", self.port, timeout=self.timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return HttpResponse(answer.read(), status=answer.status)
        finally:
            connection.close()


@dataclass
class Reporters:
    """A load (see `tests.faults.casework.loads`): a receipt with a reference is the acknowledgement.

    Each form goes once more after its receipt, as by somebody who presses the button twice: `again` counts those that
    were given another reference.
    """

    how_many: int = 4
    twice: bool = True
    again: list[str] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def start(self, site: Site) -> None:
        """Fill in one report by its pages, then send it over and over, each time as somebody else's."""
        fields, _ = form_of(fill(Browser(site.port), BURGLARY))  # type: ignore[arg-type]
        for _ in range(self.how_many):
            thread = Thread(target=self._report, args=(Browser(site.port), fields))
            thread.start()
            self._threads.append(thread)

    def _report(self, browser: Browser, fields: Fields) -> None:
        while not self._stop.is_set():
            sent = {**fields, "number": [new_number()], "do": ["send"]}
            reference = self._sent(browser, sent)
            if reference is None:
                time.sleep(0.05)
                continue
            self._told.append(reference)
            second = self._sent(browser, sent) if self.twice else None
            if second not in {None, reference}:
                self.again.append(f"{reference} and {second}")

    def _sent(self, browser: Browser, fields: Fields) -> str | None:
        """The reference when the whole receipt came, None when the server is gone."""
        try:
            answer = browser.post("/report", fields)
        except (OSError, HTTPException):
            return None
        return reference_in(answer.content.decode()) if answer.status_code == 200 else None

    def has_begun(self) -> bool:
        """Whether a receipt was seen."""
        return bool(self._told)

    def stop(self) -> list[str]:
        """Report no more; what was acknowledged."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        return self._told
