"""A load to interrupt: two dozen small files of two forces, some with faults, committed in several batches."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support.crimes import street, street_file

FILES = 24
ROWS = 400
FAULTY = 6

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.faults.loading"])


def write_files(folder: Path) -> None:
    """24 files of 400 rows; every fourth has one row that cannot be right."""
    for number in range(FILES):
        force = "Kent Police" if number % 2 else "Norfolk Constabulary"
        month = f"20{12 + number // 12}-{number % 12 + 1:02}"
        lines = [
            street(number * ROWS + row, month=month, reported_by=force, falls_within=force)
            for row in range(ROWS)
        ]
        if number % 4 == 0:
            lines[200] = street(1, month="never")
        street_file(folder / f"{number:02}.csv", lines)


@dataclass
class Load:
    """A load in a process of its own, and the line on which it says what it did."""

    process: BaseProcess
    line: Connection

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.join()


def start(home: Path, folder: Path) -> Load:
    """A load that has just begun."""
    ours, theirs = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_load, args=(str(home), str(folder), theirs))
    process.start()
    theirs.close()
    assert ours.recv() == "go"
    return Load(process, ours)


def _load(home: str, folder: str, line: Connection) -> None:
    from tests.faults import loading

    loading.load(home, folder, line)


def finish(load: Load) -> list[int]:
    """Rows read, kept, quarantined, files loaded, files unchanged."""
    done: list[int] = load.line.recv()
    load.process.join()
    assert load.process.exitcode == 0
    return done
