"""Families: every set is a kind with plain words in both languages, and what is wrong in a file is told all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from peelian.casework.cases import registry
from peelian.services.contact import families
from peelian.services.contact.problems import FamilyFaulty
from peelian.services.contact.sets.reading import sets

VICTIMS_CODE = {
    "victims_code.support_referral": ("open_case", "not_spam", "add_victim"),
    "victims_code.suspect_event": ("suspect_event",),
    "victims_code.no_investigation": ("no_investigation",),
    "victims_code.charge_decision": ("charged", "another_way", "no_further_action"),
    "victims_code.court_outcome": ("court_outcome",),
    "victims_code.written_confirmation": ("open_case",),
}
"""What begins each clock, after the events that the Victims' Code names (VC-GOV, VC-R6); what was set aside as spam by mistake
begins anew."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(families.FOLDER, tmp_path / "families"))


def changed(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_set_that_is_sent_here_is_a_registered_kind() -> None:
    known = {kind.id for kind in registry.kinds()}
    assert {one.id for one in sets().values() if one.online} <= known
    assert {one.family for one in sets().values()} <= set(families.families())


def test_no_closed_state_says_that_the_matter_is_put_right() -> None:
    for family in families.families().values():
        closed = [state for state in family.states if state.klass == "closed"]
        assert closed
        for state in closed:
            assert "does not mean that" in state.told, (family.id, state.id)
            assert "Nid yw" in state.told.cy, (family.id, state.id)


def test_whoever_follows_the_transitions_reaches_an_end_from_every_state() -> None:
    for family in families.families().values():
        ends = {state.id for state in family.states if state.klass == "closed"}
        reach = set(ends)
        while True:
            more = {
                source for each in family.transitions if each.to in reach for source in each.from_
            } | reach
            if more == reach:
                break
            reach = more
        assert {state.id for state in family.states} == reach, family.id


def test_from_the_decision_about_protection_leads_only_that_decision() -> None:
    for family in families.families().values():
        out = {
            each.name
            for each in family.transitions
            if "safeguarding_first" in each.from_ and each.to != "safeguarding_first"
        }
        assert out in ({"safeguarding_decide"}, set()), family.id


def test_an_exploited_child_begins_with_that_decision() -> None:
    assert registry.kind("child_exploitation").initial == "safeguarding_first"
    assert registry.kind("weapon_concern").initial == "new"


def test_the_clocks_of_the_victims_code_are_for_victims_of_crime_alone() -> None:
    for kind in registry.kinds():
        if kind.id not in sets():
            continue
        found = {use.provision: use for use in kind.clocks if use.provision.startswith("victims_code.")}
        if sets()[kind.id].family != "crime":
            assert not found, kind.id
            continue
        assert {name: use.starts_on for name, use in found.items()} == VICTIMS_CODE
        assert all(use.parts == ("victim",) for use in found.values())


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    changed(folder, "crime.toml", 'klass = "closed"', 'klass = "mended"')
    changed(folder, "crime.toml", 'does = "take"', 'does = "grab"')
    changed(folder, "question.toml", 'retention = "general-contact-1"', 'retention = "for-ever"')
    changed(folder, "_of_all.toml", "returned = { en = ", "returned = { fr = ")
    (folder / "feedback.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(FamilyFaulty) as told:
        families.read(folder)
    text = told.value.message()
    for fault in (
        "crime.toml: states.closed_no_further_action: klass mended is none of open, waiting, closed",
        "crime.toml: transition 1 does grab, which is not in _of_all.toml",
        "question.toml: there is no retention schedule for-ever",
        "_of_all.toml: reason.returned is not in English and Welsh",
        "feedback.toml: ",
    ):
        assert fault in text, text
    assert "Ni ellir" in told.value.message("cy")


def test_a_clock_that_law_does_not_know_stops_the_reading(folder: Path) -> None:
    changed(folder, "crime.toml", "victims_code.court_outcome", "victims_code.tea")
    with pytest.raises(FamilyFaulty, match=r"law knows no provision victims_code\.tea"):
        families.read(folder)
