"""The least that the same server and framework can do: a view that gives the same bytes from a dictionary."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FILE = "BENCH_BYTES"


@contextmanager
def floor(held: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, int]]:
    """The bare server's address and the process that answers."""
    from benchmarks.pages import get, serving_process
    from tests.support.site import free_port, wait_for

    file = folder / "bytes.pickle"
    file.write_bytes(pickle.dumps(dict(held)))
    port = free_port()
    # As project.supervisor starts it.
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    command += [
        "--blocking-threads",
        "4",
        "--no-ws",
        "--log-level",
        "warning",
        "benchmarks.pages_floor:application",
    ]
    settings = {FILE: str(file), "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence"}
    root = Path(__file__).resolve().parents[1]
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, cwd=root, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(port, process)
        address = f"http://127.0.0.1:{port}"
        for path, body in held.items():
            if get(address, path) != (200, body):
                sys.exit(f"the floor gives other bytes for {path}")
        yield address, serving_process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _application() -> Any:
    """Django with Peelian's settings and middleware, and one view."""
    import gzip
    from types import ModuleType

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import re_path

    held: dict[str, bytes] = pickle.loads(Path(os.environ[FILE]).read_bytes())  # our own file of a moment ago
    zipped = {path: gzip.compress(body, 5, mtime=0) for path, body in held.items()}

    def view(request: HttpRequest) -> HttpResponse:
        path = request.get_full_path()
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers = zipped[path], {"Content-Encoding": "gzip"}
        else:
            body, headers = held[path], {}
        return HttpResponse(body, headers={"Content-Length": str(len(body)), **headers})

    addresses = ModuleType("benchmarks_floor_urls")
    addresses.urlpatterns = [re_path("", view)]  # type: ignore[attr-defined]
    sys.modules[addresses.__name__] = addresses
    settings.ROOT_URLCONF = addresses.__name__
    return get_wsgi_application()


if FILE in os.environ:
    application = _application()
