"""The public site under load: pages from memory, pages made new, and the memory of the process that serves them.

    python -m benchmarks.pages [--rate 100] [--seconds 20] [--floor 10]

A real server, as `peelian up` starts it, over a fresh home. Before a time is taken, every page of the mix is asked for
three times and must give the same bytes.

1. Cached: a fixed mix at a fixed rate, open loop: each request has its moment, whether or not earlier ones have been
   answered, and its time counts from that moment (Tene, "How not to measure latency": a closed loop would wait, and
   hide the wait). The generator is a process of its own, on the same machine.
2. The floor, in the same run on the same machine: the same server, framework and middleware, with a view that gives
   the same bytes from a dictionary. The ratio says what Peelian's own cache costs.
3. Uncached: each page of the site first of all after a store has changed, one after another.
4. Memory: every public page and API address in both languages, then VmRSS and VmHWM of the serving process
   (ru_maxrss would count the process that started it).

Limits promised: cached p95 under 50 ms at 100 requests a second; the process under 400 MB.
"""

import argparse
import asyncio
import http.client
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.check_speed import cpu_model

LIMIT_MS, LIMIT_MB = 50.0, 400.0
MIX = (
    "/plan", "/plan/P21-04", "/league/homicide_rate?period=2020-04/P3Y", "/forces/greater-manchester", "/claims/C31",
    "/api/v1/league/homicide_rate?period=2020-04/P3Y", "/", "/cy/plan", "/money",
)  # fmt: skip
CONNECTIONS = 32
REPOSITORY = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Served:
    """A server and the process that answers."""

    address: str
    pid: int

    def memory_mb(self, name: str) -> float:
        """VmRSS or VmHWM in megabytes (10^6 bytes)."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * 1024 / 1e6

    def settle(self) -> None:
        """Until it has stopped reading ahead: a second in which it used a twentieth of a processor at most."""
        used, now = -1.0, self.cpu_s()
        while now - used > 0.05:
            time.sleep(1.0)
            used, now = now, self.cpu_s()

    def cpu_s(self) -> float:
        """Seconds of processor that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def get(address: str, path: str) -> tuple[int, bytes]:
    """One answer on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]


def serving_process(started: int) -> int:
    """The process at the end of the line that a supervisor or a server started: the one with the most memory."""
    line = [started]
    for pid in line:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        line += [int(one) for one in children]
    return max(line, key=lambda pid: Served("", pid).memory_mb("VmRSS"))


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    return {
        int(one)
        for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    }


def check_equal(served: Served) -> dict[str, bytes]:
    """Each page of the mix three times; stop the benchmark where the bytes differ or are no page."""
    held = {}
    for path in MIX:
        answers = [get(served.address, path) for _ in range(3)]
        if any(status != 200 for status, _ in answers) or len({body for _, body in answers}) != 1:
            sys.exit(f"{path}: three askings gave {[status for status, _ in answers]} or different bytes")
        held[path] = answers[0][1]
    return held


async def offer(address: str, paths: Sequence[str], rate: float, seconds: float) -> list[tuple[str, float]]:
    """The open loop: (path, milliseconds from its moment to its last byte) for every request."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    due: asyncio.Queue[tuple[str, float]] = asyncio.Queue()
    taken: list[tuple[str, float]] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        while True:
            path, moment = await due.get()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            status, head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)
            sizes = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            if b" 200 " not in status or not sizes:
                raise ConnectionError(f"{path}: {status!r}, content-length {sizes}")
            await reader.readexactly(int(sizes[0].split(b":")[1]))
            taken.append((path, 1000 * (time.perf_counter() - moment)))
            due.task_done()

    async def moments() -> None:
        started = time.perf_counter() + 0.2
        for number in range(int(rate * seconds)):
            moment = started + number / rate
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            due.put_nowait((paths[number % len(paths)], moment))
        await due.join()

    workers = [asyncio.create_task(connection()) for _ in range(CONNECTIONS)]
    all_due = asyncio.create_task(moments())
    await asyncio.wait(
        [all_due, *workers], return_when=asyncio.FIRST_COMPLETED
    )  # a worker only ends by failing
    for one in (*workers, all_due):
        if one.done():
            one.result()
        else:
            one.cancel()
    return taken


def loaded(served: Served, rate: float, seconds: float) -> list[tuple[str, float]]:
    """The load from a process of its own, after two seconds of warm-up that are not counted."""
    command = [sys.executable, "-m", "benchmarks.pages", "--offer", served.address, "--rate", str(rate)]
    for lasting in (2.0, seconds):
        done = subprocess.run(
            [*command, "--seconds", str(lasting)], capture_output=True, check=True, text=True, cwd=REPOSITORY
        )
    return [(path, float(milliseconds)) for path, milliseconds in json.loads(done.stdout)]


def told(name: str, taken: Sequence[float], cpu: float, seconds: float) -> float:
    """Print a line of the table; the p95."""
    p95 = percentile(taken, 0.95)
    print(
        f"{name:34} {percentile(taken, 0.5):8.1f} {p95:8.1f} {percentile(taken, 0.99):8.1f} {max(taken):8.1f} "
        f"{100 * cpu / seconds:6.0f} %  {len(taken):6}"
    )
    return p95


def timed_load(
    name: str, served: Served, rate: float, seconds: float
) -> tuple[float, list[tuple[str, float]]]:
    """The load and its line; the processor's share is that of the serving process."""
    before, begun = served.cpu_s(), time.perf_counter()
    taken = loaded(served, rate, seconds)
    return told(name, [one for _, one in taken], served.cpu_s() - before, time.perf_counter() - begun), taken


def every_address() -> list[str]:
    """Every page, file and feed of both languages, and every address of the API with what it may be asked."""
    from tests.support import addresses

    listed = [
        address for lang in ("en", "cy") for _, address in (*addresses.pages(lang), *addresses.examples(lang))
    ]
    return list(dict.fromkeys([*listed, *api_addresses()]))


def api_addresses() -> list[str]:
    """Every operation of the API: each claim, commitment, measure and so on, as JSON and as CSV."""
    from peelian.evidence.league.tables import leagued
    from peelian.facts.measures import definitions
    from peelian.plan.claims.catalogue import claim_ids
    from peelian.plan.commitments import commitments
    from peelian.reference.forces import forces

    lists = "forces areas measures league sources quarantine missing claims commitments money funds events partnerships services changes"
    things = {
        "forces": [one.id for one in forces()], "claims": claim_ids(), "measures": definitions(),
        "commitments": [one.id for one in commitments()], "league": [one.id for one in leagued()],
    }  # fmt: skip
    found = [f"{name}?limit=5000&format={form}" for name in lists.split() for form in ("json", "csv")]
    found += [f"{kind}/{id_}" for kind, ids in things.items() for id_ in ids]
    found += [f"measures/{id_}/figures?limit=5000" for id_ in definitions()]
    return [f"/api/v1/{one}" for one in found]


def uncached(served: Served, home: Path) -> None:
    """Each page of the site first of all after the store has changed; the slowest by name."""
    from tests.support import addresses

    paths = list(dict.fromkeys(address for _, address in addresses.pages("en")))
    add_a_figure(home)
    taken = []
    for path in paths:
        begun = time.perf_counter()
        status, _ = get(served.address, path)
        taken.append((1000 * (time.perf_counter() - begun), path, status))
    cpu = served.cpu_s()
    told("uncached, first after a change", [one for one, _, _ in taken], 0.0, 1.0)
    print(
        "  slowest: " + "; ".join(f"{path} {one:,.0f} ms" for one, path, _ in sorted(taken, reverse=True)[:5])
    )
    failed = [path for _, path, status in taken if status != 200]
    if failed or not cpu:
        sys.exit(f"not answered: {failed}")


def add_a_figure(home: Path) -> None:
    """Change the store: one figure from a file of one's own."""
    from peelian.facts.intake import add

    head = "series,area,period,value,unit,quoted,note,title,publisher,address,licence,published_on"
    file = home / "a-figure.csv"
    file.write_text(
        f"{head}\nmade_up,kent,2019,5,count,,,Made up,Nobody,https://example.org/,OGL,2020-01-01\n",
        encoding="utf-8",
    )
    add([file], path=home)


def memory(served: Served) -> None:
    """Visit everything in both languages; the memory of the serving process then, and at its highest."""
    paths = every_address()
    for path in paths:
        status, _ = get(served.address, path)
        if status not in {200, 400}:  # a league of which nothing is loaded is refused, in words
            sys.exit(f"{path}: {status}")
    now, most = served.memory_mb("VmRSS"), served.memory_mb("VmHWM")
    verdict = "within" if most < LIMIT_MB else "over"
    print(
        f"memory after {len(paths):,} addresses: {now:.0f} MB, at its highest {most:.0f} MB; "
        f"{verdict} the limit of {LIMIT_MB:.0f} MB"
    )


def benchmark(rate: float, seconds: float, floor_seconds: float) -> None:
    """All four parts, over one home."""
    import django

    from benchmarks.pages_floor import floor
    from peelian.evidence.commands import compile_queries
    from peelian.facts.home import prepare
    from tests.support.site import running_site

    with tempfile.TemporaryDirectory(prefix="peelian-bench-") as folder:
        home = Path(folder)
        compile_queries(prepare(home))
        os.environ |= {
            "PEELIAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence",
        }
        django.setup()
        print(
            f"Python {platform.python_version()}, {cpu_model()}, {os.cpu_count()} cores; one server process"
        )
        before = children()
        with running_site(home, PEELIAN_READ_AHEAD="1") as address:
            served = Served(address, serving_process((children() - before).pop()))
            held = check_equal(served)
            served.settle()
            print(
                f"equal answers: {len(MIX)} pages, three askings each; load for {seconds:g} s at {rate:g} a second"
            )
            print(
                "                                        p50      p95      p99  slowest    cpu  requests  (milliseconds)"
            )
            p95, taken = timed_load("Peelian, cached", served, rate, seconds)
            with floor(held, home) as (bare, pid):
                least, _ = timed_load(
                    "a view over a dictionary (floor)", Served(bare, pid), rate, floor_seconds
                )
            for path in MIX:
                slow = percentile([one for where, one in taken if where == path], 0.95)
                print(f"  {path:50} p95 {slow:6.1f} ms, {len(held[path]):>9,} bytes")
            verdict = "within" if p95 < LIMIT_MS else "over"
            print(
                f"cached p95 {p95:.1f} ms, {verdict} the limit of {LIMIT_MS:.0f} ms; {p95 / least:.2f} times the floor's"
            )
            uncached(served, home)
            memory(served)


def main() -> None:
    """Measure, or be the process that offers the load."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rate", type=float, default=100.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--floor", type=float, default=10.0, help="seconds of load on the floor")
    parser.add_argument("--offer", help=argparse.SUPPRESS)
    asked, _ = parser.parse_known_args()
    if asked.offer:
        print(json.dumps(asyncio.run(offer(asked.offer, MIX, asked.rate, asked.seconds))))
        return
    benchmark(asked.rate, asked.seconds, asked.floor)


if __name__ == "__main__":
    main()
