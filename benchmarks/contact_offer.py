"""The people who load a site for `contact_load`: a process of its own, told what to do on its standard input.

Reports, journeys and page reads are an open loop: each has its moment, whether or not earlier ones were answered, and
its time counts from that moment. Officers are people: they read one page, pause, and go on. Prints what was seen as JSON.
"""

import asyncio
import json
import random
import re
import secrets
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

REFERENCE = re.compile(rb"\b(\d{3}) (\d{4}) (\d{4})\b")
STEP = re.compile(rb'name="at" value="([^"]*)"')
CASE = re.compile(rb'href="(/desk/cases/\d{11})"')
TAKE = re.compile(
    rb'action="(/desk/cases/\d{11}/take)"><input type="hidden" name="csrfmiddlewaretoken" value="([^"]+)">'
    rb'<input type="hidden" name="version" value="(\d+)">'
)
BETWEEN_STEPS, BETWEEN_PAGES = 1.0, 5.0
"""Seconds that somebody needs for a page of the report, and an officer for a page of the desk."""
PATIENCE = 60.0

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Seen:
    """Milliseconds by what was asked, the references acknowledged, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    told: list[str] = field(default_factory=list)
    sent: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


@dataclass
class Site:
    """The site as somebody outside reaches it; connections that are free are used again."""

    host: str
    port: int
    free: list[Connection] = field(default_factory=list)

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Status and body."""
        reader, writer = self.free.pop() if self.free else await asyncio.open_connection(self.host, self.port)
        head = {"Host": f"{self.host}:{self.port}", **headers}
        if method == "POST":
            head |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
                "Origin": f"http://{self.host}:{self.port}",
            }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        try:
            writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
            status, answer = await asyncio.wait_for(_answer(reader), PATIENCE)
        except BaseException:
            writer.close()
            raise
        self.free.append((reader, writer))
        return status, answer


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    first, *rest = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
    status = int(first.split()[1])
    size = next((line.split(b":")[1] for line in rest if line.startswith(b"content-length:")), None)
    if size is not None:
        return status, await reader.readexactly(int(size))
    if not any(line.startswith(b"transfer-encoding:") for line in rest):
        return status, b""
    parts = []
    while True:
        long = int(await reader.readuntil(b"\r\n"), 16)
        parts.append(await reader.readexactly(long))
        await reader.readexactly(2)
        if not long:
            return status, b"".join(parts)


@dataclass
class People:
    """Everybody who uses the site. `plan`: what `contact_load_run prepare` has recorded."""

    site: Site
    plan: Mapping[str, Any]
    until: float
    seen: Seen = field(default_factory=Seen)
    chance: random.Random = field(default_factory=lambda: random.Random(20))

    def _body(self, step: int, number: str, who: int) -> bytes:
        """A recorded form with a number and a sender of its own."""
        fields = [
            (
                name,
                number
                if name == "number"
                else value.replace("asha@", f"asha{who}@").replace("Asha", f"Asha {who}"),
            )
            for name, value in self.plan["steps"][step]
        ]
        return urlencode(fields, quote_via=quote_plus).encode()

    async def report(self, who: int, moment: float) -> None:
        """The last page of a report, sent."""
        await self._sent("report sent", who, secrets.token_urlsafe(16), moment)

    async def _sent(self, kind: str, who: int, number: str, moment: float) -> None:
        self.seen.sent += 1
        status, page = await self.site.ask("POST", "/report", self._body(-1, number, who))
        self._took(kind, moment)
        found = REFERENCE.search(page)
        if status != 200 or found is None:
            self.seen.wrong[f"{kind}: {status}"] += 1
        else:
            self.seen.told.append(b"".join(found.groups()).decode())

    async def journey(self, who: int, moment: float) -> None:
        """A report from its first question to its receipt."""
        await self.site.ask("GET", "/report")
        self._took("page of a journey", moment)
        number = secrets.token_urlsafe(16)
        expected = [dict(fields).get("at", "") for fields in self.plan["steps"]]
        for step in range(len(expected) - 1):
            await asyncio.sleep(BETWEEN_STEPS)
            asked = time.perf_counter()
            status, page = await self.site.ask("POST", "/report", self._body(step, number, who))
            self._took("page of a journey", asked)
            shown = STEP.search(page)
            if status != 200 or shown is None or shown[1].decode() != expected[step + 1]:
                self.seen.wrong[f"journey after {expected[step]}: {status}"] += 1
                return
        await asyncio.sleep(BETWEEN_STEPS)
        await self._sent("journey sent", who, number, time.perf_counter())

    async def read(self, who: int, moment: float) -> None:
        """A page that anybody may read."""
        pages = self.plan["pages"]
        path = pages[who % len(pages)]
        status, _ = await self.site.ask("GET", path)
        self._took("page read", moment)
        if status != 200:
            self.seen.wrong[f"{path}: {status}"] += 1

    async def officer(self, cookie: str) -> None:
        """Looks through what nobody has, opens a case, takes it, and opens another."""
        await asyncio.sleep(self.chance.uniform(0, BETWEEN_PAGES))
        while time.perf_counter() < self.until:
            listed = await self._desk("queue", "GET", "/desk?view=free", cookie)
            cases = CASE.findall(listed)
            if not cases:
                continue
            page = await self._desk("case", "GET", self.chance.choice(cases).decode(), cookie)
            take = TAKE.search(page)
            if take is None:
                continue
            path, token, version = (one.decode() for one in take.groups())
            body = urlencode({"csrfmiddlewaretoken": token, "version": version}).encode()
            await self._desk("take", "POST", path, cookie, body)

    async def _desk(self, kind: str, method: str, path: str, cookie: str, body: bytes = b"") -> bytes:
        asked = time.perf_counter()
        status, page = await self.site.ask(
            method, path, body, Cookie=f"{cookie}; peelian-csrf={self.plan['csrf']}"
        )
        self._took(f"desk: {kind}", asked)
        if status not in {200, 302, 303, 409}:  # 409: a colleague was quicker
            self.seen.wrong[f"desk: {kind}: {status}"] += 1
        await asyncio.sleep(max(0.0, BETWEEN_PAGES * self.chance.uniform(0.5, 1.5)))
        return page

    def _took(self, kind: str, since: float) -> None:
        self.seen.taken[kind].append(round(1000 * (time.perf_counter() - since), 2))

    async def guarded(self, kind: str, one: Awaitable[None]) -> None:
        """Whatever goes wrong is counted; nothing stops the others."""
        try:
            await one
        except (TimeoutError, OSError, EOFError) as problem:
            self.seen.wrong[f"{kind}: {type(problem).__name__}"] += 1

    async def every(self, kind: str, do: Callable[[int, float], Awaitable[None]], rate: float) -> None:
        """So many a second until the end, and then until all are answered."""
        running: set[asyncio.Task[None]] = set()
        begun, number = time.perf_counter(), 0
        while rate and (moment := begun + number / rate) < self.until:
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            task = asyncio.create_task(self.guarded(kind, do(number, moment)))
            running.add(task)
            task.add_done_callback(running.discard)
            number += 1
        while running:
            await asyncio.wait(set(running))


async def offer(asked: Mapping[str, Any], plan: Mapping[str, Any]) -> dict[str, Any]:
    """Load the site as asked; what was seen."""
    people = People(Site("localhost", asked["port"]), plan, time.perf_counter() + asked["seconds"])
    officers = [
        people.guarded("officer", people.officer(one)) for one in plan["cookies"][: asked["officers"]]
    ]
    await asyncio.gather(
        people.every("report", people.report, asked["reports"]),
        people.every("journey", people.journey, asked["journeys"]),
        people.every("read", people.read, asked["reads"]),
        *officers,
    )
    seen = people.seen
    return {"taken": seen.taken, "told": seen.told, "sent": seen.sent, "wrong": seen.wrong}


if __name__ == "__main__":
    _asked = json.load(sys.stdin)
    _plan = json.loads(Path(_asked["plan"]).read_text(encoding="utf-8"))
    print(json.dumps(asyncio.run(offer(_asked, _plan))))
