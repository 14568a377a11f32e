"""The forms on a case: what they do, what they refuse, and what they say when somebody else was first."""

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.marking import tag_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case, CaseTag, Tag
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.models import Message
from tests.casework.desk.sending import path, sent
from tests.support.cases import DAY, HOUR

AN_HOUR_AGO = timezone.now() - HOUR


@pytest.fixture
def case(world):
    """Asha's question, with Ben."""
    asha = NewParty("reporter", NewPerson(name="Asha Okafor", birth_date="1992-05-31"))
    made = world.opened(parties=(asha,), as_of=AN_HOUR_AGO)
    assign_case(
        made.reference, to=world.ben, actor=world.actor("cerys"), as_of=AN_HOUR_AGO, reason="workload"
    )
    made.refresh_from_db()
    return made


def now(case):
    return Case.objects.get(pk=case.pk)


def test_give_it_to_a_colleague(desk, world, case):
    got = sent(desk("ben"), path(case, "/assign"), to=str(world.cerys.uid), reason="welsh", note="she asked")
    assert (got.status_code, got.headers["Location"]) == (303, path(case) + "?done=done")
    assert now(case).owner == world.cerys


def test_somebody_of_another_team_cannot_be_chosen(desk, world, case):
    got = sent(desk("ben"), path(case, "/assign"), to=str(world.dev.uid), reason="welsh", note="kept words")
    assert got.status_code == 400 and b"kept words" in got.content
    assert now(case).owner == world.ben


def test_hand_it_to_another_team_and_lose_sight_of_it(desk, world, case):
    ben = desk("ben")
    got = sent(ben, path(case, "/hand-over"), team="harborne", reason="wrong_team", note="")
    assert got.headers["Location"] == "/desk?done=gone"
    assert ben.get(path(case)).status_code == 404
    assert (now(case).team, now(case).owner) == (world.other, None)


def test_wait_with_a_reason_and_go_on(desk, world, case):
    ben = desk("ben")
    assert sent(ben, path(case, "/move/pause"), reason="", note="").status_code == 400
    assert (
        sent(ben, path(case, "/move/pause"), reason="waiting_for_person", until="yesterday").status_code
        == 400
    )
    got = sent(
        ben,
        path(case, "/move/pause"),
        reason="waiting_for_person",
        until=f"{timezone.now() + 30 * DAY:%d/%m/%Y}",
    )
    assert got.status_code == 303, got.content.decode().split("error-summary")[-1][:900]
    assert now(case).state == "waiting_for_person"
    page = ben.get(path(case)).content.decode()
    assert "Paused" in page
    assert sent(ben, path(case, "/move/resume")).status_code == 303
    assert now(case).state == "with_officer"


def test_close_and_open_again(desk, world, case):
    ben = desk("ben")
    assert sent(ben, path(case, "/move/close"), reason="duplicate", note="").status_code == 303
    assert now(case).klass == "closed"
    assert "Open again" not in ben.get(path(case)).content.decode()
    assert "reopen" in ben.get(path(case)).content.decode()
    assert sent(ben, path(case, "/move/reopen"), note="").status_code == 303
    assert now(case).klass == "open"


@pytest.mark.parametrize("name", ["reply", "take", "assign", "nothing", "answer"])
def test_only_transitions_without_a_form_of_their_own_are_moved(desk, world, case, name):
    ben = desk("ben")
    assert ben.get(path(case, f"/move/{name}")).status_code == 404
    assert ben.post(path(case, f"/move/{name}"), {"version": case.version}).status_code == 404


def test_tag_and_untag(desk, world, case):
    Tag.objects.create(slug="lamps", name_en="Street lighting", name_cy="Goleuadau stryd")
    ben = desk("ben")
    assert sent(ben, path(case, "/tag"), tag="put:lamps").status_code == 303
    assert "Street lighting" in ben.get(path(case)).content.decode()
    assert sent(ben, path(case, "/tag"), tag="take:lamps").status_code == 303
    assert not CaseTag.objects.filter(case=case).exists()


def test_link_and_unlink(desk, world, case):
    other = world.opened()
    ben = desk("ben")
    assert sent(ben, path(case, "/link"), other="123", kind="series").status_code == 400
    shown = f"{other.reference[:3]} {other.reference[3:7]} {other.reference[7:]}"
    assert sent(ben, path(case, "/link"), other=shown, kind="series").status_code == 303
    assert path(other) in ben.get(path(case)).content.decode()
    assert (
        sent(ben, path(case, "/unlink"), link=f"{other.reference}:series", reason="settled").status_code
        == 303
    )
    assert path(other) not in ben.get(path(case)).content.decode()


def test_an_answer_too_long_is_refused_whole_and_never_sent_cut(desk, world, case):
    ben = desk("ben")
    got = sent(ben, path(case, "/answer"), text="x" * 20_000 + " the end", then="answer", language="en")

    assert got.status_code == 400 and "the end" in got.content.decode()
    assert not Message.objects.filter(case=case).exists()


def test_answer_and_ask_for_more(desk, world, case):
    ben = desk("ben")
    got = sent(ben, path(case, "/answer"), text="", then="answer", language="en")
    assert got.status_code == 400
    got = sent(ben, path(case, "/answer"), text="Which street is it?", then="pause", language="en")
    assert got.status_code == 303 and now(case).state == "waiting_for_person"
    got = sent(ben, path(case, "/answer"), text="Diolch.", then="answer", language="cy")
    assert got.headers["Location"] == path(case) + "?done=answered"
    assert [(one.way, one.language) for one in Message.objects.order_by("number")] == [
        ("out", "en"),
        ("out", "cy"),
    ]
    page = ben.get(path(case)).content.decode()
    assert "Which street is it?" in page and 'lang="cy">Diolch.' in page


def test_who_comes_second_is_told_what_changed_and_keeps_what_they_typed(desk, world, case):
    Tag.objects.create(slug="a-word", name_en="A word", name_cy="Gair")
    ben = desk("ben")
    seen = {"version": str(case.version)}
    tag_case(case.reference, tag="a-word", actor=world.actor("cerys"), as_of=AN_HOUR_AGO)
    for form, typed in (
        ("/answer", {"text": "a long answer <i>", "then": "answer", "language": "en", "note": "for you"}),
        ("/move/close", {"reason": "duplicate", "note": "a long answer <i>"}),
        ("/assign", {"to": str(world.cerys.uid), "reason": "welsh", "note": "a long answer <i>"}),
        ("/hand-over", {"team": "harborne", "reason": "other_area", "note": "a long answer <i>"}),
    ):
        got = ben.post(path(case, form), seen | typed)
        text = got.content.decode()
        assert got.status_code == 409, form
        assert "Tagged" in text and "Cerys" in text and "a long answer &lt;i&gt;" in text, form
        assert f'name="version" value="{case.version + 1}"' in text, form
    assert now(case).version == case.version + 1
    got = ben.post(
        path(case, "/move/close"), {"version": case.version + 1, "reason": "duplicate", "note": ""}
    )
    assert got.status_code == 303


def test_two_who_take_the_same_case(desk, world):
    free = world.opened()
    ben, cerys = desk("ben"), desk("cerys")
    assert ben.post(path(free, "/take"), {"version": "1"}).status_code == 303
    late = cerys.post(path(free, "/take"), {"version": "1"})
    assert late.status_code == 409 and "Taken" in late.content.decode() and "Ben" in late.content.decode()
    assert now(free).owner == world.ben


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "\x00"])
def test_a_form_without_its_version_does_nothing(desk, world, case, version):
    got = desk("ben").post(path(case, "/move/close"), {"version": version, "reason": "duplicate", "note": ""})
    assert got.status_code == 409 and now(case).klass == "open"


def test_every_page_stands_in_welsh(desk, world, case):
    ben = desk("ben")
    for more in (
        "",
        "/history",
        "/assign",
        "/hand-over",
        "/move/pause",
        "/move/close",
        "/answer",
        "/tag",
        "/link",
    ):
        got = ben.get("/cy" + path(case, more))
        assert got.status_code == 200 and '<html lang="cy"' in got.content.decode(), more
        assert "no-store" in got.headers["Cache-Control"]


def test_what_was_typed_is_carried_past_the_question_for_a_reason(desk, world):
    """T-05"""
    case = world.opened(restricted=True, as_of=AN_HOUR_AGO)
    assign_case(
        case.reference, to=world.ben, actor=world.actor("cerys"), as_of=AN_HOUR_AGO, reason="workload"
    )
    ben = desk("ben")
    typed = {"version": "1", "text": "a long answer <i>", "then": "answer", "language": "en"}
    asked = ben.post(path(case, "/answer"), typed)
    assert b"Say why you need to read this" in asked.content
    assert 'name="text" value="a long answer &lt;i&gt;"' in asked.content.decode()
    shown = ben.post(path(case, "/answer"), typed | {"look_reason": "answering it"})
    assert "a long answer &lt;i&gt;</textarea>" in shown.content.decode()
    assert not Message.objects.exists()


def test_make_it_urgent_and_restrict_it(desk, world, case):
    ben = desk("ben")
    assert sent(ben, path(case, "/change"), what="urgent", reason="risk", note="").status_code == 303
    assert sent(ben, path(case, "/change"), what="lift", reason="risk", note="").status_code == 400
    assert sent(ben, path(case, "/change"), what="restrict", reason="sensitive", note="").status_code == 303
    assert (now(case).priority, now(case).restricted) == (1, True)
    assert "Urgent" in ben.get("/desk").content.decode()
