"""Looking at one file that has come in, from its first bytes to the scanner: what it is, or why it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peelian.casework.files import kinds, office, pdf, pictures, polyglots, recordings
from peelian.casework.files.kinds import FileKind
from peelian.casework.files.problems import Infected
from peelian.casework.files.scanning import Scanner, Verdict


@dataclass(frozen=True, slots=True)
class Looked:
    """What is kept: `path` is the file as it came, or a picture redrawn."""

    kind: FileKind
    path: Path
    verdict: Verdict


_CHECKS: Final[dict[str, Callable[[Path], None]]] = {
    "jpeg": polyglots.check_jpeg,
    "png": polyglots.check_png,
    "webp": polyglots.check_webp,
    "heic": lambda path: recordings.check_boxes(path, b"meta"),
    "pdf": pdf.check_pdf,
    "mp4": lambda path: recordings.check_boxes(path, b"moov"),
    "mp3": recordings.check_mp3,
    "text": recordings.check_text,
    "docx": lambda path: None,
    "xlsx": lambda path: None,
}


def look(path: Path, *, name: str, declared: str, scanner: Scanner) -> Looked:
    """Look at a whole file in a workplace. Raises a FileRefused. The scanner sees it as it came, not redrawn."""
    kind = kind_at(path)
    kinds.must_agree(kind, name, declared)
    polyglots.must_be_one_thing(path, kind.id)
    _CHECKS[kind.id](path)
    verdict = scanner.scan(path)
    if verdict == "infected":
        raise Infected
    if kind.redrawn:
        bare = path.with_name("redrawn")
        pictures.redraw(kind.id, path, bare)
        return Looked(kind, bare, verdict)
    return Looked(kind, path, verdict)


def kind_at(path: Path) -> FileKind:
    """The kind of a whole file. Raises UnknownKind and what `office.kind_of_office` raises."""
    with path.open("rb") as file:
        kind = kinds.kind_of(file.read(kinds.HEAD))
    return office.kind_of_office(path) if kind.id == "docx" else kind
