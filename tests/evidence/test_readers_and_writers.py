"""The store's readers never block a writer: loads and 200 page reads a second run together, and both come through.

No time is asserted: the rate is kept by pacing, and what is checked is that every read is answered, that every load
ends, and that the pages then show what was loaded.
"""

import http.client
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.peelian import peelian
from tests.support import site
from tests.support.street_file import HEADER

RATE = 200
READERS = 4
MONTHS = 8
ROWS = 2_000
PAGES = (
    "/",
    "/claims",
    "/claims/C09",
    "/forces/kent",
    "/cy/claims/C01",
    "/data",
    "/measures/street_crimes",
    "/claims.csv",
)


def write_month(folder: Path, year: int, month: int) -> None:
    """One street file of Kent with made rows, each with its own crime id."""
    name = f"{year}-{month:02}"
    rows = (
        f"{year}{month:02}{row:06x},{name},Kent Police,Kent Police,0.5219,51.2720,On or near High Street,"
        "E01024397,Maidstone 009C,Bicycle theft,Under investigation,"
        for row in range(ROWS)
    )
    (folder / f"{name}-kent-street.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


class Readers:
    """Reads pages in turn at a set rate from several threads until told to stop, and keeps every answer."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.answers: list[tuple[str, int]] = []
        self.faults: list[str] = []
        self.stop = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(place,)) for place in range(READERS)]

    def __enter__(self) -> "Readers":
        self.started = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join()
        self.took = time.monotonic() - self.started

    def _read(self, place: int) -> None:
        connection = http.client.HTTPConnection(self.host)
        due = time.monotonic() + place / RATE
        turn = place
        while not self.stop.is_set():
            time.sleep(max(0.0, due - time.monotonic()))
            due += READERS / RATE
            path = PAGES[turn % len(PAGES)]
            turn += 1
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as fault:
                self.faults.append(f"{path}: {fault!r}")
                connection.close()
                continue
            self.answers.append((path, answer.status))
            if not body:
                self.faults.append(f"{path}: an empty answer")
        connection.close()


def add_from_another_process(folder: Path) -> None:
    command = [sys.executable, "-m", "peelian.cli.app", "data", "add", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.prove
@pytest.mark.parametrize("loads", [1, 3])
def test_loads_and_two_hundred_reads_a_second_come_through_together(home, tmp_path, record_property, loads):
    with site.running_site(home) as address, readers_of(address) as readers:
        before = json.loads(http_get(address, "/healthz"))["store"]
        for load in range(loads):
            folder = tmp_path / f"load-{load}"
            folder.mkdir()
            for month in range(1, MONTHS + 1):
                write_month(folder, 2020 + load, month)
            add_from_another_process(folder)
        while len(readers.answers) < 2 * RATE and not readers.faults:
            time.sleep(0.05)
        after = json.loads(http_get(address, "/healthz"))["store"]
        while after not in (shown := http_get(address, "/data")):
            time.sleep(0.05)
    print(f"{len(readers.answers) / readers.took:.0f} reads a second over {readers.took:.0f} s")
    record_property("reads_a_second", round(len(readers.answers) / readers.took))
    assert readers.faults == []
    assert {status for _, status in readers.answers} == {200}
    assert {path for path, _ in readers.answers} == set(PAGES)
    assert before != after
    loaded = peelian("data", "list", "--format", "json").json
    street = next(row for row in loaded if row["kind"] == "street")
    assert street["rows_kept"] == loads * MONTHS * ROWS
    assert f"{sum(row['rows_kept'] for row in loaded):,}" in shown
    assert peelian("data", "verify").code == 0


def readers_of(address: str) -> Readers:
    """Readers of pages that somebody has opened before."""
    for path in PAGES:
        http_get(address, path)
    return Readers(address)


def http_get(address: str, path: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path)
    body = connection.getresponse().read().decode()
    connection.close()
    return body
