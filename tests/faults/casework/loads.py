"""Who loads a site while it is killed. Each load notes a reference only when it was told that the case is there.

A load is a set of clients in threads or processes; `stop()` gives the references that they saw acknowledged.
"""

import subprocess
import sys
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Protocol

from tests.faults.casework.asking import Visitor
from tests.faults.casework.site import REPOSITORY, Site


class Load(Protocol):
    """Clients of a site."""

    def start(self, site: Site) -> None: ...

    def has_begun(self) -> bool: ...

    def stop(self) -> list[str]: ...


@dataclass
class Writers:
    """Processes of their own that open cases by the action, and say each reference when the action has ended."""

    how_many: int = 2
    then_act: bool = False
    """Take and close each case too, and say its version after each."""
    _processes: "list[subprocess.Popen[str]]" = field(default_factory=list)
    _threads: list[Thread] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def start(self, site: Site) -> None:
        """Begin to open cases, and go on until killed."""
        for _ in range(self.how_many):
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.casework.opening", *(["act"] if self.then_act else [])],
                cwd=REPOSITORY,
                env=site.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            reader = Thread(target=self._read, args=(process,))
            reader.start()
            self._processes.append(process)
            self._threads.append(reader)

    def has_begun(self) -> bool:
        """Whether each of them has opened a case, or fails when one ended before."""
        assert all(process.poll() is None for process in self._processes), "a writer fell by itself"
        return bool(self._told)

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                self._told.append(line.strip())

    def stop(self) -> list[str]:
        """kill -9 on the writers; what they had told until then."""
        for process in self._processes:
            process.kill()
            process.wait()
        for thread in self._threads:
            thread.join()
        return self._told


@dataclass
class Askers:
    """People outside who send the public form, over and over; a receipt with a reference is the acknowledgement."""

    how_many: int = 4
    answer_by: str = "email"
    _stop: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def start(self, site: Site) -> None:
        """Begin to ask."""
        for _ in range(self.how_many):
            thread = Thread(target=self._ask, args=(Visitor(site.port, self.answer_by),))
            thread.start()
            self._threads.append(thread)

    def _ask(self, visitor: Visitor) -> None:
        while not self._stop.is_set():
            reference = visitor.ask()
            if reference:
                self._told.append(reference)

    def has_begun(self) -> bool:
        """Whether a receipt was seen."""
        return bool(self._told)

    def stop(self) -> list[str]:
        """Ask no more; what was acknowledged."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        return self._told


@dataclass
class Both:
    """Askers at the form and writers beside them."""

    parts: tuple[Load, ...] = field(default_factory=lambda: (Askers(2), Writers(1)))

    def start(self, site: Site) -> None:
        """All begin."""
        for part in self.parts:
            part.start(site)

    def has_begun(self) -> bool:
        """Whether each has had an answer."""
        return all(part.has_begun() for part in self.parts)

    def stop(self) -> list[str]:
        """All that was told to any of them."""
        return [reference for part in self.parts for reference in part.stop()]
