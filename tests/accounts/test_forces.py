"""The rows of the forces, and the names of their contact teams in both languages."""

from peelian.accounts.forces import prepare_forces
from peelian.accounts.models import Force, Team


def test_each_of_the_43_forces_has_its_own_contact_team_and_is_made_once(db):
    assert (prepare_forces(), prepare_forces()) == (43, 0)
    assert Force.objects.values("contact_team").distinct().count() == Team.objects.count() == 43


def test_a_welsh_team_name_holds_no_english_force_name(db):
    prepare_forces()
    team = Team.objects.get(slug="west-midlands-contact")
    assert team.name_en == "West Midlands contact team"
    assert team.name_cy == "Tîm cyswllt Heddlu Gorllewin Canolbarth Lloegr"
    for force in Force.objects.select_related("contact_team"):
        assert force.name_cy in force.contact_team.name_cy, force.force_id
