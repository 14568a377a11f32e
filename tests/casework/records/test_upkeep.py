"""Ages and digests are kept up by the schedule."""

from __future__ import annotations

from datetime import datetime

import pytest

from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.finding import Search, find_cases
from peelian.casework.cases.models import CaseParty
from peelian.casework.ledger.entries import history
from peelian.casework.records.ages import recheck_ages
from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.records.people import NewPerson, index_more
from peelian.casework.records.reindexing import _sources, add_source, old_digests_left, reindex
from peelian.casework.sealing import ring as rings
from peelian.casework.sealing.rotation import rotate
from tests.support.cases import DAY, NOON, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _ffion(world: World) -> Person:
    """Eighteen on 25 November 2026."""
    ffion = NewPerson(name="Ffion Rees", birth_date="2008-11-25")
    case = world.opened(parties=(NewParty("reporter", ffion),))
    return CaseParty.objects.get(case=case).person


@pytest.mark.parametrize(("when", "child"), [(NOON + DAY, True), (NOON + 2 * DAY, False)])
def test_who_has_come_of_age_is_unmarked_once_with_an_entry(
    world: World, when: datetime, child: bool
) -> None:
    person = _ffion(world)
    assert recheck_ages(when) == int(not child)
    assert recheck_ages(when) == 0
    person.refresh_from_db()
    assert person.may_be_child is child
    assert [entry.action for entry in history(person.uid)] == ["person.add", *["person.age"] * (not child)]


def test_somebody_without_a_date_of_birth_stays_marked(world: World) -> None:
    world.opened(parties=(NewParty("witness", NewPerson(name="Nobody Known")),))
    assert recheck_ages(NOON + 9000 * DAY) == 0
    assert Person.objects.get().may_be_child


@pytest.fixture
def own_ring(tmp_path, settings_keys):  # type: ignore[no-untyped-def]
    return settings_keys(tmp_path)


@pytest.fixture
def settings_keys(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A ring of this test's own: rotating the run's would change it for other tests."""
    from django.conf import settings

    return lambda folder: monkeypatch.setattr(settings, "PEELIAN_KEYS", str(folder / "keys"))


def test_after_a_rotation_everyone_is_still_found_and_the_old_digests_go(
    own_ring: None, world: World
) -> None:
    case = world.with_asha()
    person = CaseParty.objects.get(case=case).person
    before = set(PersonIndex.objects.values_list("kind", "digest"))
    rotate("index")
    assert len(rings.ring().of("index")) == 2
    assert old_digests_left() == 4

    def found(detail: str, text: str) -> bool:
        search = Search(detail=detail, text=text)
        return list(find_cases(world.actor("ben"), search, purpose="find_case", as_of=NOON)) == [case]

    assert found("name", "Asha Okafor")
    assert reindex() == 1
    assert old_digests_left() == 2, "telephone and e-mail are indexed from words that only a source keeps"
    add_source(_source := lambda one: [("phone", "07700 900123"), ("email", "asha@example.org")])
    try:
        reindex()
    finally:
        _sources.remove(_source)
    assert old_digests_left() == 0
    assert found("name", "Asha Okafor")
    assert found("phone", "07700 900123")
    assert before.isdisjoint(PersonIndex.objects.values_list("kind", "digest"))
    index_more(person, [("name", "Asha Okafor")])
    assert PersonIndex.objects.filter(person=person).count() == 4
