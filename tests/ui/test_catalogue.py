"""Every text of every page has its Welsh, and Welsh that nobody has reviewed is counted."""

import re
from functools import cache

import pytest

from peelian.ui import catalogue, extraction, language

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%%")


@cache
def _texts():  # type: ignore[no-untyped-def]
    """Every text of the pages, looked for once."""
    return extraction.texts()


def _pairs():  # type: ignore[no-untyped-def]
    welsh = catalogue.read("cy")
    for message in _texts():
        if message.id:
            yield message, welsh.get(message.id)


def test_every_text_of_every_page_has_its_welsh() -> None:
    pairs = list(_pairs())
    missing = [
        message.id
        for message, found in pairs
        if found is None or not (all(found.string) if isinstance(found.string, tuple) else found.string)
    ]
    assert len(pairs) > 250, "the walk over the templates found too few texts to be whole"
    assert missing == []


def test_the_catalogue_holds_no_text_that_no_page_uses() -> None:
    used = {str(message.id) for message, _ in _pairs()}
    kept = {str(message.id) for message in catalogue.read("cy") if message.id}
    assert kept - used == set()


def test_a_translation_keeps_the_places_that_are_filled_in() -> None:
    for message, found in _pairs():
        forms = found.string if isinstance(found.string, tuple) else (found.string,)
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(english)), english


def test_a_new_text_arrives_empty_and_unreviewed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "new.html").write_text(
        '{{ _("A text that no catalogue has") }}', encoding="utf-8"
    )
    monkeypatch.setattr(extraction, "template_folders", lambda: [tmp_path / "templates"])
    added = extraction.update("cy").get("A text that no catalogue has")
    assert not added.string
    assert catalogue.UNREVIEWED_FLAG in added.flags


def test_the_compiled_catalogue_counts_the_entries_that_nobody_reviewed() -> None:
    flagged = sum(
        catalogue.UNREVIEWED_FLAG in message.flags for message in catalogue.read("cy") if message.id
    )
    assert catalogue.catalogue("cy").unreviewed == flagged
    assert catalogue.catalogue("en").unreviewed == 0


def test_english_is_its_own_catalogue_and_welsh_is_read() -> None:
    assert language.gettext("Home") == "Home"
    with language.speaking("cy"):
        assert language.gettext("Home") == "Hafan"
    assert language.gettext("Home") == "Home"


@pytest.mark.parametrize(
    ("count", "welsh"),
    [
        (1, "1 canlyniad."),
        (2, "2 ganlyniad."),
        (3, "3 chanlyniad."),
        (6, "6 chanlyniad."),
        (10, "10 canlyniad."),
    ],
)
def test_welsh_plurals_mutate_by_their_number(count: int, welsh: str) -> None:
    with language.speaking("cy"):
        assert language.ngettext("%(num)s result.", "%(num)s results.", count) % {"num": count} == welsh


def test_every_template_that_asks_for_texts_gives_some() -> None:
    """A template with a tag that the extractor does not know was once left out whole."""
    found = {file for message in _texts() for file, _line in message.locations}
    for folder in extraction.template_folders():
        for path in folder.rglob("*.html"):
            if re.search(r"(?<!\w)_\(", path.read_text(encoding="utf-8")):
                assert path.relative_to(folder.parent.parent).as_posix() in found
