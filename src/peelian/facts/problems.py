"""What can go wrong with files and the store, each said in one line that a person can act on."""

from __future__ import annotations

from typing import ClassVar

from peelian.reference.problems import Bilingual, Problem

FETCH_AGAIN = Bilingual("Fetch it again.", "Nôl hi eto.")
CHECK_PATH = Bilingual("Check the path.", "Gwiriwch y llwybr.")


class FactsProblem(Problem):
    """The root of this room's errors."""

    code: ClassVar[str] = "facts"


class StoreProblem(FactsProblem):
    """The store could not be opened or read."""

    code = "store"
    en = "The store at {path} cannot be used: {why} {mend}"
    cy = "Ni ellir defnyddio’r storfa yn {path}: {why} {mend}"


class StoreBusy(FactsProblem):
    """Another writer holds the store, and waiting did not help."""

    code = "store-busy"
    en = (
        "The store at {path} is being written by {holder}. Waited {seconds} s. Try again when that has ended."
    )
    cy = "Mae’r storfa yn {path} yn cael ei hysgrifennu gan {holder}. Arhoswyd {seconds} eiliad. Rhowch gynnig arall arni wedyn."


class UnknownDataset(FactsProblem):
    """A dataset id that does not exist."""

    code = "unknown-dataset"
    en = "There is no dataset {dataset!r}. The datasets are: {known}."
    cy = "Nid oes set ddata {dataset!r}. Y setiau data yw: {known}."


class UnknownSource(FactsProblem):
    """A source id that is not in the store."""

    code = "unknown-source"
    en = "There is no source {source!r} in the store. `peelian data list --by source` shows the ids.{hint}"
    cy = "Nid oes ffynhonnell {source!r} yn y storfa. Mae `peelian data list --by source` yn dangos y rhai sydd.{hint}"


class PackagedSource(FactsProblem):
    """Someone asked to remove packaged figures."""

    code = "packaged-source"
    en = "{source} is part of Peelian’s own figures and cannot be removed. A newer file supersedes it."
    cy = "Mae {source} yn rhan o ffigurau Peelian ei hun ac ni ellir ei dynnu. Mae ffeil fwy newydd yn ei ddisodli."


class UnknownKind(FactsProblem):
    """A kind of file that no adapter reads."""

    code = "unknown-kind"
    en = "There is no kind of file called {kind!r}. Known kinds: {known}."
    cy = "Nid oes math o ffeil o’r enw {kind!r}. Y mathau hysbys: {known}."


class EmptyPath(FactsProblem):
    """A path that was typed is empty, as when a variable of the shell is not set."""

    code = "empty-path"
    en = "A path is empty, so nothing was loaded. Check the variable it came from; write . for the folder you are in."
    cy = (
        "Mae llwybr yn wag, felly ni lwythwyd dim. Gwiriwch y newidyn y daeth ohono; "
        "ysgrifennwch . am y ffolder yr ydych ynddi."
    )


class FileProblem(FactsProblem):
    """One file could not be taken in. `path`, `why`, `mend`."""

    code = "file"
    en = "{path}: {why} {mend}"
    cy = "{path}: {why} {mend}"


class NotRecognised(FileProblem):
    """No adapter knows the file's content."""

    code = "not-recognised"


class NothingLoaded(FactsProblem):
    """A load ended with no row kept from any file."""

    code = "nothing-loaded"
    en = "Nothing was loaded: {why}"
    cy = "Ni lwythwyd dim: {why}"
