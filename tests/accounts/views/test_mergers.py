"""A merger on pages: questions, a check of the answers, the record; for who administers every force that it is about."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from peelian.accounts.models import Force, ForceSuccession, Grant
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import history
from tests.accounts.conftest import DAY, NOON
from tests.support.forms import fields_of

PAGE = "/account/mergers"
ORDER = "The Midlands Police <Merger> Order 2027"


@pytest.fixture
def gwen(people, signed_in):
    """Gwen administers Kent and Essex too."""
    for force in ("kent", "essex"):
        Grant.objects.create(
            user=people.gwen,
            role="administrator",
            force=Force.objects.get(force_id=force),
            starts=NOON - 300 * DAY,
            reason="joins",
        )
    return signed_in("gwen")


def answers(**more):
    on = timezone.localdate() + timedelta(days=90)
    given = {"before": ["kent", "essex"], "after": "west-midlands", "on": on.isoformat()}
    return {**given, "authority": ORDER, "source": "https://www.legislation.example/uksi/2027/1", **more}


def test_answers_are_checked_and_then_recorded_once(gwen, people):
    checked = gwen.post(PAGE, answers(step="check")).content.decode()
    assert "Kent Police, Essex Police" in checked and "The Midlands Police &lt;Merger&gt; Order" in checked
    assert not ForceSuccession.objects.exists()
    sent = {**fields_of(checked, ""), "before": re.findall(r'name="before" value="([^"]+)"', checked)}
    assert gwen.post(PAGE, {**sent, "step": "record"})["Location"] == PAGE
    made = ForceSuccession.objects.order_by("before__force_id").values_list(
        "before__force_id", "after__force_id", "authority"
    )
    assert list(made) == [("essex", "west-midlands", ORDER), ("kent", "west-midlands", ORDER)]
    (entry,) = history(uid_of("force:west-midlands"))
    assert (entry.action, entry.actor) == ("force.succeed", f"user:{people.gwen.pk}")
    listed = gwen.get(PAGE).content.decode()
    assert "West Midlands Police takes over from Kent Police" in listed
    assert gwen.post(PAGE, {**sent, "step": "record"}).status_code == 400
    assert ForceSuccession.objects.count() == 2


def test_going_back_to_change_keeps_every_answer(gwen):
    page = gwen.post(PAGE, answers(step="change")).content.decode()
    assert set(re.findall(r'value="([a-z-]+)" checked', page)) == {"kent", "essex"}
    kept = fields_of(page)
    assert {name: kept[name] for name in ("after", "on", "authority")} == {
        name: value for name, value in answers().items() if name in {"after", "on", "authority"}
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"before": []},
        {"before": ["west-midlands"]},
        {"before": ["kent", "kent"]},
        {"before": ["surrey"]},
        {"after": "surrey"},
        {"after": ""},
        {"on": "2020-01-01"},
        {"on": "tomorrow"},
        {"authority": " "},
        {"source": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("step", ["check", "record", ""])
def test_what_does_not_fit_is_told_and_nothing_is_recorded(gwen, wrong, step):
    told = gwen.post(PAGE, answers(step=step, **wrong))
    assert told.status_code == 400 and "There is a problem" in told.content.decode()
    assert not ForceSuccession.objects.exists() and not Force.objects.exclude(closes=None).exists()


def test_one_who_administers_a_single_force_is_told_what_it_takes(people, signed_in):
    huw = signed_in("huw")
    page = huw.get(PAGE).content.decode()
    assert "administers every force" in page and 'name="before"' not in page
    assert huw.post(PAGE, answers(step="record")).status_code == 400
    assert signed_in("cerys").get(PAGE).status_code == 403


def test_the_pages_are_welsh_too(gwen):
    page = gwen.get("/cy" + PAGE).content.decode()
    assert "Uno heddluoedd" in page and "Heddlu Caint" in page and "Record a merger" not in page
    checked = gwen.post("/cy" + PAGE, answers(step="check")).content.decode()
    assert "Gwiriwch eich atebion" in checked and "Heddlu Caint, Heddlu Essex" in checked
    assert "cannot be taken back" not in checked


def test_a_force_that_has_closed_gets_neither_teams_nor_keys(gwen):
    Force.objects.filter(force_id="essex").update(closes=timezone.localdate())
    for page in ("/account/teams", "/account/keys"):
        offered = re.findall(r'<option value="([a-z-]+)"', gwen.get(page).content.decode())
        assert "kent" in offered and "essex" not in offered, page
    assert "a key opens nothing" in gwen.get("/account/keys").content.decode()
