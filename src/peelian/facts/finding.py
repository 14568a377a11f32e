"""From paths to files whose kind is known: walked, unzipped, read once, matched with an adapter."""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from peelian.facts import sources
from peelian.facts.examine import Examined, examine
from peelian.facts.problems import FETCH_AGAIN, FileProblem, NotRecognised
from peelian.facts.sources.base import Adapter
from peelian.facts.unknown_files import not_recognised
from peelian.facts.unpack import Candidate, unzip, walk
from peelian.reference.problems import Bilingual

Progress = Callable[[str, int, int], None]
_AHEAD = 64
_EMPTY_ZIP = Bilingual("the ZIP archive holds no file.", "nid oes ffeil yn yr archif ZIP.")
_MEND_HEADING = Bilingual(
    "Mend the heading, or fetch the file again.", "Trwsiwch y pennawd, neu nôl y ffeil eto."
)
_NUMBERS = itertools.count()


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its adapter, or the problem with it."""

    name: str
    examined: Examined | None = None
    adapter: Adapter | None = None
    problem: FileProblem | None = None


def find(paths: list[Path], work: Path, *, kind: str | None, progress: Progress) -> Iterator[Found]:
    """Every file under `paths`, in order, ZIP members included; `kind` insists on one kind of adapter."""
    candidates = list(walk(paths))
    for done, (candidate, result) in enumerate(_examined(candidates, work), start=1):
        progress("Reading", done, len(candidates))
        if isinstance(result, FileProblem):
            yield Found(candidate.name, problem=result)
        elif result.file.container == "zip":
            yield from _members(candidate, work, kind)
        else:
            yield _matched(result, kind)


def _examined(candidates: list[Candidate], work: Path) -> Iterator[tuple[Candidate, Examined | FileProblem]]:
    """Files read on every core, in their order, a few ahead of the reader."""
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        waiting: deque[tuple[Candidate, Future[Examined | FileProblem]]] = deque()
        for candidate in candidates:
            unfold = work / f"unfolded-{next(_NUMBERS)}"
            waiting.append((candidate, pool.submit(_examine, candidate, unfold)))
            if len(waiting) > _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


def _examine(candidate: Candidate, unfold: Path) -> Examined | FileProblem:
    if candidate.problem:
        return candidate.problem
    try:
        return examine(candidate.path, candidate.name, unfold)
    except FileProblem as problem:
        return problem


def _members(archive: Candidate, work: Path, kind: str | None) -> Iterator[Found]:
    try:
        members = list(unzip(archive.path, archive.name, work))
    except FileProblem as damaged:
        yield Found(archive.name, problem=damaged)
        return
    if not members:
        empty = FileProblem(path=archive.name, why=_EMPTY_ZIP, mend=FETCH_AGAIN)
        yield Found(archive.name, problem=empty)
    for member, result in _examined(members, work):
        yield (
            Found(member.name, problem=result) if isinstance(result, FileProblem) else _matched(result, kind)
        )


def _matched(examined: Examined, kind: str | None) -> Found:
    name, sample = examined.file.name, examined.sample
    adapter = sources.best(sample, kind)
    if adapter:
        return Found(name, examined, adapter)
    if why := sources.near_miss(sample, kind):
        missed = NotRecognised(path=name, why=why, mend=_MEND_HEADING)
        return Found(name, examined, problem=missed)
    return Found(name, examined, problem=not_recognised(examined, kind, ", ".join(sources.kinds())))
