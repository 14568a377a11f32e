"""From a publication to rows in the store: find the address, fetch the file, take it in, drop the download."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peelian.facts.pull.fetch import Fetched, Progress, fetch
from peelian.facts.pull.publishers import Publication, file_name_of

if TYPE_CHECKING:
    import httpx

    from peelian.facts.report import Report

FALLBACK = "download"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did: where it fetched from, the file, and the intake's report (None when it was only fetched)."""

    publication: Publication
    address: str
    fetched: Fetched
    report: Report | None


def client(timeout: float = 30.0) -> httpx.Client:
    """An HTTP client with our name, redirects followed, and a limit on every wait."""
    import httpx

    from peelian import __version__

    return httpx.Client(
        follow_redirects=True, timeout=timeout, headers={"User-Agent": f"peelian/{__version__}"}
    )


def downloads(home: Path) -> Path:
    """Where downloads lie until they are taken in; a broken one waits there to be continued."""
    return home / "cache" / "downloads"


def pull(
    one: Publication,
    *,
    home: Path,
    http: httpx.Client,
    month: str | None = None,
    keep: bool = False,
    load: bool = True,
    attempts: int = 5,
    wait: float = 0.5,
    progress: Progress | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Pulled:
    """Fetch a publication and add it to the store of `home`.

    The download is dropped once it is loaded unless `keep`. Raises `PullProblem` and what intake raises; a broken
    download stays and the next pull of the same address continues it.
    """
    from peelian.facts.pull.govuk import attachment

    address = one.address_for(month)
    if one.kind == "govuk":
        say(f"asking {one.address} for its files")
        address = attachment(one, http, attempts=attempts, wait=wait)
    target = downloads(home) / one.id / (one.file_name or file_name_of(address, FALLBACK))
    say(f"fetching {address}")
    fetched = fetch(
        address, target, client=http, sha256=one.checksum_for(month), page=one.page or one.address, attempts=attempts,
        wait=wait, progress=progress,
    )  # fmt: skip
    if not load:
        return Pulled(one, address, fetched, None)
    from peelian.facts.intake import add

    say(f"taking in {fetched.path.name} ({fetched.bytes:,} bytes)")
    report = add([fetched.path], path=home)
    if not keep and _all_well(report):
        shutil.rmtree(target.parent, ignore_errors=True)
    return Pulled(one, address, fetched, report)


def _all_well(report: Report) -> bool:
    return all(outcome.status in {"loaded", "unchanged"} for outcome in report.outcomes)
