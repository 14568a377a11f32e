"""What a file does to its case: kept once, a reply when it comes from outside, nothing to a closed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from peelian.casework.cases.access import case_for
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import close_case, pause_case
from peelian.casework.cases.models import Case
from peelian.casework.files.models import Attachment
from peelian.casework.files.problems import Empty, SentBefore, ToClosed
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.files.serving import files_of
from peelian.casework.ledger.entries import facts_of, history
from tests.casework.files import made
from tests.support.cases import NOON, World, make_world

pytestmark = pytest.mark.usefixtures("db")
TEXT = b"marmalade and lanterns\n" * 90


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Case:
    return world.opened()


def add(world: World, case: Case, data: bytes, name: str = "a.txt", who: str = "outside") -> Attachment:
    upload = Upload(name, "", ContentFile(data))
    return add_file(case.reference, upload=upload, actor=world.actor(who), as_of=NOON)


def stored(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once_in_a_case(world: World, case: Case, home: Path) -> None:
    """Whatever name they come under, and a picture too, of which other bytes are kept than came; another case keeps its own."""
    for data, name in ((TEXT, "a.txt"), (made.photo(), "a.jpg")):
        add(world, case, data, name)
        with pytest.raises(SentBefore):
            add(world, case, data, f"again-{name}", who="ben")
    add(world, world.opened(), TEXT)
    seen = case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON)
    assert ([one.name for one in files_of(seen)], len(stored(home))) == (["a.txt", "a.jpg"], 3)


def test_a_file_brings_a_case_that_waited_for_the_person_back_to_its_officer(
    world: World, case: Case
) -> None:
    """In the act that keeps it, as a message does; a refused one, or a colleague's, moves nothing."""
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    pause_case(case.reference, actor=world.actor("ben"), as_of=NOON, reason="waiting_for_person")

    def state() -> tuple[str, str]:
        held = Case.objects.get(pk=case.pk)
        return held.state, held.waiting_on

    add(world, case, TEXT, who="ben")
    with pytest.raises(Empty):
        add(world, case, b"")
    assert state() == ("waiting_for_person", "them")
    add(world, case, TEXT + b"more")
    assert state() == ("with_officer", "us")
    last = history(case.uid).last()
    assert last is not None
    assert (last.action, facts_of(last)["transition"]) == ("file.keep", "reply")


def test_to_a_closed_case_nothing_comes_from_outside(world: World, case: Case, home: Path) -> None:
    """Not either when it was closed while the file was on its way."""
    ben = world.actor("ben")
    take_case(case.reference, actor=ben, as_of=NOON)

    class Meanwhile:
        def chunks(self) -> Iterator[bytes]:
            yield TEXT
            close_case(case.reference, actor=ben, as_of=NOON, reason="answered")

    outside = world.actor("outside")
    with pytest.raises(ToClosed):
        add_file(case.reference, upload=Upload("a.txt", "", Meanwhile()), actor=outside, as_of=NOON)
    with pytest.raises(ToClosed):
        add(world, case, TEXT)
    assert [row.state for row in Attachment.objects.all()] == ["refused"]
    assert (stored(home), Case.objects.get(pk=case.pk).klass) == ([], "closed")
    assert add(world, case, TEXT, who="ben").state == "held"
