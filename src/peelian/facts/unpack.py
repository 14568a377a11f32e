"""From what a person typed to files: folders are walked, ZIP archives are opened within limits.

A member's name is never used as a path on the disk, so no archive can write outside the work folder; a bomb stops at
the limit on what one archive may unfold to.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peelian.facts.problems import CHECK_PATH, FETCH_AGAIN, FileProblem
from peelian.reference.problems import Bilingual

UNFOLDED_LIMIT = 16 * 1024**3
RATIO_LIMIT = 300
MEMBER_LIMIT = 50_000
_NOWHERE = Bilingual("there is no such file or folder.", "nid oes ffeil na ffolder o’r fath.")
_DAMAGED = Bilingual("the ZIP archive is damaged.", "mae’r archif ZIP wedi’i difrodi.")
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file on the disk and what to call it; `problem` when it could not be reached."""

    path: Path
    name: str
    problem: FileProblem | None = None


def walk(paths: list[Path]) -> Iterator[Candidate]:
    """Every file under the paths, in name order. What cannot be reached comes with its problem."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield Candidate(path, str(path))
        else:
            problem = FileProblem(path=path, why=_NOWHERE, mend=CHECK_PATH)
            yield Candidate(path, str(path), problem)


def _folder(path: Path) -> Iterator[Candidate]:
    problems: list[Candidate] = []

    def denied(error: OSError) -> None:
        where = Path(error.filename or path)
        why = f"the folder cannot be read ({error.strerror})."
        problems.append(
            Candidate(where, str(where), FileProblem(path=where, why=why, mend="Check its permissions."))
        )

    for folder, inside, names in os.walk(path, onerror=denied):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Candidate(Path(folder) / name, str(Path(folder) / name))
    yield from problems


def unzip(path: Path, name: str, work: Path) -> Iterator[Candidate]:
    """The members of an archive, unfolded into `work` under names of our own."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise FileProblem(path=name, why=_DAMAGED, mend=FETCH_AGAIN) from None
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _clutter(one.filename)]
        _check_size(members, name)
        for number, member in enumerate(members):
            target = work / f"{path.stat().st_ino}-{number:06}"
            label = f"{name}/{member.filename.lstrip('/')}"
            yield _unfold(archive, member, target, label)


def _clutter(name: str) -> bool:
    return name.startswith(_SKIPPED) or name.endswith(_SKIPPED)


def _check_size(members: list[zipfile.ZipInfo], name: str) -> None:
    whole = sum(one.file_size for one in members)
    packed = max(1, sum(one.compress_size for one in members))
    if (
        len(members) > MEMBER_LIMIT
        or whole > UNFOLDED_LIMIT
        or (whole > 2**27 and whole / packed > RATIO_LIMIT)
    ):
        why = f"the ZIP archive would unfold to {whole:,} bytes in {len(members):,} files, which is not plausible."
        raise FileProblem(path=name, why=why, mend="Unzip it yourself if you trust it, and add the folder.")


def _unfold(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, label: str) -> Candidate:
    if member.flag_bits & 1:
        problem = FileProblem(path=label, why="the member is encrypted.", mend="Unzip it and add the file.")
        return Candidate(target, label, problem)
    left = member.file_size
    try:
        with archive.open(member) as source, target.open("wb") as out:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise zipfile.BadZipFile
                out.write(chunk)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
        problem = FileProblem(path=label, why="the member of the archive is damaged.", mend=FETCH_AGAIN)
        return Candidate(target, label, problem)
    return Candidate(target, label)
