"""The places that a team answers for: who may give them, and what the ledger keeps."""

import pytest

from peelian.accounts.actions.areas import add_area, end_area
from peelian.accounts.models import TeamArea
from peelian.accounts.problems import NoSuchPlace, NotAllowed, TeamInUse
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import history
from tests.accounts.conftest import DAY, NOON


def add(people, by="gwen", kind="outcode", area="b6", as_of=NOON):
    return add_area(people.aston, kind, area, actor=people.actor(by), as_of=as_of)


def test_an_administrator_gives_a_team_a_place_once_and_the_ledger_says_so(people):
    first, again = add(people), add(people, area=" B6 ")
    assert (first.pk, first.area, first.starts) == (again.pk, "B6", NOON.date())
    (entry,) = history(uid_of(f"team:{people.aston.pk}"))
    assert entry.action == "team.area" and '"B6"' in entry.facts


def test_a_place_that_was_taken_away_can_be_given_again(people):
    row = end_area(add(people), actor=people.actor("gwen"), as_of=NOON + DAY)
    assert row.ends == (NOON + DAY).date()
    assert end_area(row, actor=people.actor("gwen"), as_of=NOON + 2 * DAY).ends == (NOON + DAY).date()
    add(people, as_of=NOON + 3 * DAY)
    assert TeamArea.objects.filter(team=people.aston).count() == 2
    assert len(history(uid_of(f"team:{people.aston.pk}"))) == 3


@pytest.mark.parametrize("name", ["ben", "dev", "eve"])
def test_nobody_else_may(people, name):
    row = add(people)
    with pytest.raises(NotAllowed):
        add(people, by=name, area="B7")
    with pytest.raises(NotAllowed):
        end_area(row, actor=people.actor(name), as_of=NOON)


def test_no_such_place_and_no_closed_team(people):
    with pytest.raises(NoSuchPlace):
        add(people, kind="district", area="Atlantis")
    people.aston.closes = NOON.date()
    with pytest.raises(TeamInUse):
        add(people)
    assert not TeamArea.objects.exists()
