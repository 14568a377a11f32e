"""The cast is small, and each of them stands for one thing."""

from pathlib import Path

from peelian.reference.forces import force
from tests.support.cast import BEN, CAST, CERYS, DEV, FFION


def test_the_cast_is_the_one_that_the_documentation_names(repository: Path) -> None:
    page = " ".join((repository / "docs" / "explanation" / "tests.md").read_text(encoding="utf-8").split())
    assert len(CAST) == 6
    assert [person.name for person in CAST if f"{person.name} {person.part}" not in page] == []


def test_officers_serve_in_real_forces_and_dev_in_another() -> None:
    assert force(BEN.force_id or "") == force(CERYS.force_id or "")
    assert force(DEV.force_id or "") != force(BEN.force_id or "")


def test_ffion_is_a_child_and_nobody_else_is() -> None:
    assert [person for person in CAST if person.age < 18] == [FFION]
