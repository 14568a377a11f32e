"""Who loads a site while it is killed. Each load notes a reference only when it was told that the case is there.

A load is a set of clients in threads or processes; `stop()` gives the references that they saw acknowledged.
"""

import subprocess
import sys
from dataclasses import dataclass, field
from threading import Thread
from typing import Protocol

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
    _processes: "list[subprocess.Popen[str]]" = field(default_factory=list)
    _threads: list[Thread] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def start(self, site: Site) -> None:
        """Begin to open cases, and go on until killed."""
        for _ in range(self.how_many):
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.casework.opening"],
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
