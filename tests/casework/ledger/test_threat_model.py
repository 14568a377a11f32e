"""The threat model and the tests that it names agree."""

import re
from pathlib import Path

PAGE = "docs/threat-model.md"


def threats(repository: Path) -> dict[str, str]:
    """Number -> its text."""
    parts = re.split(r"^### (T-\d{2}) ", (repository / PAGE).read_text(encoding="utf-8"), flags=re.MULTILINE)
    numbers, texts = parts[1::2], parts[2::2]
    assert len(set(numbers)) == len(numbers)
    return dict(zip(numbers, texts, strict=True))


def test_each_threat_says_what_holds_it_off_what_shows_it_and_what_remains(repository: Path) -> None:
    found = threats(repository)

    assert len(found) >= 15
    for number, text in found.items():
        for word in ("**Held off by**", "**Shown by**", "**Remains**"):
            assert word in text, number


def test_each_threat_is_named_by_the_tests_that_it_is_shown_by(repository: Path) -> None:
    for number, text in threats(repository).items():
        paths = re.findall(r"`(tests/[^`]+\.py)`", text)
        assert paths, number
        for path in paths:
            assert (repository / path).is_file(), f"{number}: {path}"
            assert number in (repository / path).read_text(encoding="utf-8"), f"{number}: {path}"


def test_no_test_of_casework_names_a_threat_that_is_not_on_the_page(repository: Path) -> None:
    known = set(threats(repository))
    for path in (repository / "tests" / "casework").rglob("*.py"):
        for number in re.findall(r"\bT-\d{2}\b", path.read_text(encoding="utf-8")):
            assert number in known, f"{path.name}: {number}"
