"""The places of a team on its page: what is there, what is refused, what stays typed nowhere."""

import pytest

from peelian.accounts.models import TeamArea

ADD, END, PAGE = "/account/teams/aston/places/add", "/account/teams/aston/places/end", "/account/teams/aston"


def test_an_administrator_adds_a_place_sees_it_by_its_name_and_takes_it_away(people, signed_in):
    gwen = signed_in("gwen")
    assert gwen.post(ADD, {"kind": "district", "area": "Birmingham"})["Location"] == PAGE
    assert "Birmingham (Council district)" in gwen.get(PAGE).content.decode()
    row = TeamArea.objects.get()
    assert (row.area, row.ends) == ("E08000025", None)
    assert gwen.post(END, {"area": str(row.pk)})["Location"] == PAGE
    row.refresh_from_db()
    assert row.ends is not None
    assert "Birmingham (Council district)" not in gwen.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "given", [{}, {"kind": "outcode"}, {"kind": "outcode", "area": "Leeds"}, {"kind": "planet", "area": "B6"}]
)
def test_what_is_no_place_is_refused_in_words(people, signed_in, given):
    answer = signed_in("gwen").post(ADD, given)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert not TeamArea.objects.exists()


@pytest.mark.parametrize("given", [{}, {"area": "0"}, {"area": "x"}, {"area": "9" * 40}])
def test_a_place_that_the_team_does_not_have_cannot_be_taken_away(people, signed_in, given):
    assert signed_in("gwen").post(END, given).status_code == 400


def test_the_place_of_another_team_stays(people, signed_in):
    other = TeamArea.objects.create(team=people.maidstone, kind="outcode", area="ME14", starts="2026-01-01")
    assert signed_in("gwen").post(END, {"area": str(other.pk)}).status_code == 400
    other.refresh_from_db()
    assert other.ends is None


def test_the_page_speaks_welsh(people, signed_in):
    gwen = signed_in("gwen")
    gwen.post(ADD, {"kind": "outcode", "area": "b6"})
    shown = gwen.get("/cy" + PAGE).content.decode()
    assert "Hanner cyntaf cod post" in shown and "Ychwanegu lle" in shown
