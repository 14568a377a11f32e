"""One broken file of provisions per mistake, and the words that its author reads."""

from pathlib import Path

import pytest

from peelian.law.problems import BadProvisionFile
from tests.law.books import SEARCH, SEARCH_RULES, write
from tests.spec.law.changes import book

GOOD = book("shorter")

MISTAKES = {
    "not_toml": ("[[provisions", "it is not TOML"),
    "nothing_in_it": ("", "there is no [[provisions]]"),
    "an_unknown_table": ('titel = "x"\n' + GOOD, "titel: not known here"),
    "an_unknown_key": (GOOD.replace("enhanced =", "enhansed ="), "'enhansed' is not known here"),
    "an_id_without_a_group": (GOOD.replace("made_up.tell", "tell"), "has not the form group.name"),
    "no_welsh": (GOOD.replace(', cy = "Dweud"', ""), "give both languages"),
    "no_versions": (GOOD.split("[[provisions.versions]]")[0], "there is no [[versions]]"),
    "no_source": (GOOD.replace('citations = ["VC-R6"]', "citations = []"), "name at least one source"),
    "no_first_day": (GOOD.replace("from = 2026-01-01", ""), "from which day it applies"),
    "a_day_as_text": (GOOD.replace("from = 2026-01-01", 'from = "2026"'), "give a date such as 2021-04-01"),
    "a_time_for_a_day": (GOOD.replace("from = 2026-01-01", "from = 2026-01-01T00:00:00"), "give a date such"),
    "an_end_before_the_start": (GOOD.replace("to = 2026-11-11", "to = 2025-11-11"), "'to' lies before 'from'"),
    "versions_that_overlap": (GOOD.replace("to = 2026-11-11", "to = 2026-11-12"), "has not ended when"),
    "a_version_that_never_ends": (GOOD.replace("to = 2026-11-11", ""), "has not ended when"),
    "an_unknown_unit": (GOOD.replace("working_days", "weeks"), "use one of working_days, hours"),
    "an_unknown_transition": (GOOD.replace('"shorter"', '"longer"'), "use one of keep, move, shorter"),
    "a_negative_span": (GOOD.replace("standard = 5", "standard = -5"), "a whole number, nought or more"),
    "a_span_that_is_true": (GOOD.replace("standard = 5", "standard = true"), "a whole number, nought or more"),
    "enhanced_longer_than_standard": (GOOD.replace("enhanced = 1", "enhanced = 9"), "longer than 'standard'"),
    "a_certainty_of_its_own": (GOOD.replace('"sourced"', '"probable"'), "use one of sourced, unverified"),
    "an_unknown_pause": (GOOD.replace("standard = 5", 'standard = 5\npauses = ["busy"]'), "'pauses' holds 'busy'"),
    "a_rule_without_its_function": (SEARCH.replace('"authorise"', '"allow"'), "the rule 'allow' is not a function"),
    "a_choice_without_choices": (SEARCH.replace('"choice"', '"text"'), "give choices with kind"),
    "the_same_provision_twice": (GOOD + GOOD, "is there twice"),
    "two_versions_of_one_id": (SEARCH.replace('id = "pilot"', 'id = "all-forces"'), "two versions share an id"),
    "versions_that_are_no_list": (GOOD.split("[[provisions.versions]]")[0] + "versions = 5\n", "a list of tables"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_is(mistake: str, tmp_path: Path) -> None:
    text, words = MISTAKES[mistake]
    with pytest.raises(BadProvisionFile) as refused:
        write(tmp_path, text, SEARCH_RULES)
    assert words in refused.value.message()
    assert "made_up.toml" in refused.value.message("cy")


def test_all_mistakes_of_a_file_are_told_together(tmp_path: Path) -> None:
    text = GOOD.replace("working_days", "weeks").replace('"sourced"', '"probable"')
    with pytest.raises(BadProvisionFile) as refused:
        write(tmp_path, text)
    assert len(refused.value.faults) == 4
    assert "provisions.made_up.tell.versions.1:" in refused.value.message()


def test_a_file_without_mistakes_is_read(tmp_path: Path) -> None:
    assert set(write(tmp_path, GOOD).provisions) == {"made_up.tell"}


def test_the_same_provision_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(BadProvisionFile, match="twice"):
        write(tmp_path, GOOD, name="other")
