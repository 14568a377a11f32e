"""The page of one's own report: the door, where it stands, and everything that one can do there (threat T-09)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from peelian.accounts.models import Absence
from peelian.casework.cases.actions import rights
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, move_case
from peelian.casework.cases.models import CaseRight
from peelian.casework.threads.models import Message
from peelian.casework.threads.writing import write_message
from peelian.services.contact.visit.ended import end
from tests.services.contact.tracking.reports import Report
from tests.support.cases import World
from tests.support.forms import fields_of

pytestmark = pytest.mark.usefixtures("db")

Make = Callable[..., Report]


@pytest.fixture
def now():  # type: ignore[no-untyped-def]
    return timezone.now()


@pytest.fixture
def burglary(report: Make, now) -> Report:  # type: ignore[no-untyped-def]
    return report(as_of=now - timedelta(hours=1))


def does(world: World, made: Report, name: str, reason: str = "") -> None:
    at = timezone.now()
    ben = world.actor("ben", at)
    if name == "take":
        take_case(made.reference, actor=ben, as_of=at)
    elif name == "answer":
        answer_case(
            made.reference,
            write=lambda act: write_message(act, text="There was nothing to follow up.") and None,
            actor=ben,
            as_of=at,
        )
    else:
        move_case(made.reference, transition=name, actor=ben, as_of=at, reason=reason)


def decided_against(world: World, made: Report) -> None:
    does(world, made, "take")
    does(world, made, "no_investigation", "no_line_of_enquiry")
    does(world, made, "answer")


def steps(made: Report) -> list[tuple[str, str]]:
    return list(CaseRight.objects.filter(case=made.case).order_by("seq").values_list("right", "step"))


# --- the door ----------------------------------------------------------------------------------------------
def test_the_reference_alone_opens_nothing_nor_does_the_link_alone(burglary: Report) -> None:
    answer = Client().post("/track", {"reference": burglary.reference, "words": ""})
    assert answer.status_code == 400 and "clocks" not in answer.content.decode()
    link = f"/track/private/{burglary.case.uid}"
    door = Client().get(link)
    assert door.status_code == 200
    text = door.content.decode()
    assert burglary.reference[:3] + " " not in text and "Asha" not in text
    empty = Client().post("/track", {**fields_of(text, "ask"), "words": ""})
    assert empty.status_code == 400 and "clocks" not in empty.content.decode()


def test_the_private_link_opens_with_the_words(burglary: Report) -> None:
    door = Client().get(f"/track/private/{burglary.case.uid}").content.decode()
    page = Client().post("/track", {**fields_of(door, "ask"), "words": burglary.words}).content.decode()
    assert "What you are owed, and by when" in page


def test_a_link_to_no_case_gets_the_same_door_and_the_same_answer(burglary: Report) -> None:
    answers = set()
    for link in (burglary.case.uid, "0" * 32):
        door = Client().get(f"/track/private/{link}").content.decode()
        answer = Client().post("/track", {**fields_of(door, "ask"), "words": "one two three four five six"})
        text = answer.content.decode().replace(link, "").replace(fields_of(door, "ask")["number"], "")
        assert answer.status_code == 400
        answers.add(text)
    assert len(answers) == 1
    assert Client().get("/track/private/nonsense").status_code == 404


def test_no_page_sets_a_cookie_or_may_be_kept(burglary: Report) -> None:
    answer = Client().post("/track", {"reference": burglary.reference, "words": burglary.words})
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    for page in (answer, Client().get("/track"), Client().get(f"/track/private/{'0' * 32}")):
        allowed = page["Content-Security-Policy"]
        assert "script-src 'self'" in allowed, "the exit by the keyboard"
        assert "form-action 'self' https://www.bbc.co.uk" in allowed, "the exit without a script"


def test_after_the_exit_the_same_page_sent_again_shows_nothing(burglary: Report) -> None:
    door = Client().get("/track").content.decode()
    typed = {**fields_of(door, "ask"), "reference": burglary.reference, "words": burglary.words}
    page = Client().post("/track", typed).content.decode()
    held = fields_of(page, "ask")
    end(held["number"], as_of=timezone.now())
    for again in (typed, {**held, "message": "secret words"}):
        text = Client().post("/track", again).content.decode()
        assert "That visit has ended" in text
        assert "What you are owed" not in text and "secret words" not in text
    assert Message.objects.count() == 0


def test_what_was_typed_waits_at_the_door_when_the_pass_has_run_out(burglary: Report) -> None:
    held = fields_of(burglary.opened(burglary.entered(), "needs"), "ask")
    answer = Client().post(
        "/track", {**held, "pass": "gone", "grounds": ["afraid"], "more": "Call in the morning"}
    )
    door = answer.content.decode()
    assert answer.status_code == 400 and "You have been away for a while" in door
    typed = fields_of(door, "ask")
    page = (
        Client()
        .post("/track", {**typed, "reference": burglary.reference, "words": burglary.words})
        .content.decode()
    )
    assert "Call in the morning" in page and 'value="afraid" checked' in page


def test_the_other_language_at_the_door_is_no_try_at_the_words(burglary: Report) -> None:
    door = Client().get("/track").content.decode()
    typed = {**fields_of(door, "ask"), "reference": burglary.reference, "words": "", "switch": "1"}
    for _ in range(12):
        answer = Client().post("/cy/track", typed)
        assert answer.status_code == 200
    assert burglary.reference in answer.content.decode()
    assert "What you are owed" in burglary.entered(), "ten wrong tries would have shut it"


# --- where it stands ---------------------------------------------------------------------------------------
def test_a_new_report_names_the_team_the_state_and_each_clock(burglary: Report) -> None:
    page = burglary.entered()
    assert "Nobody has started to work on it yet" in page
    assert "No officer is named yet" in page and "selly-oak" in page
    assert "Record a crime, or say why not" in page
    assert "Pass you on to a service that supports victims" in page
    assert "Confirm your report in writing" in page and "Done in time" in page
    assert "our target, not law" in page
    assert "Nobody has checked this time against the rule itself yet." in page


def test_the_officer_is_named_and_who_covers_for_them(world: World, burglary: Report, now) -> None:  # type: ignore[no-untyped-def]
    does(world, burglary, "take")
    assert "Ben" in burglary.entered()
    Absence.objects.create(
        user=world.ben,
        starts=now - timedelta(hours=1),
        ends=now + timedelta(days=1),
        kind="leave",
        cover_user=world.cerys,
    )
    page = burglary.entered()
    assert "Cerys" in page and "while your officer is away" in page


def test_a_late_clock_is_told_as_late_and_a_paused_one_with_its_reason(
    world: World, report: Make, now
) -> None:  # type: ignore[no-untyped-def]
    made = report(as_of=now - timedelta(days=3))
    page = made.entered()
    assert "That time has passed. It counts as late in the published figures." in page
    does(world, made, "take")
    does(world, made, "investigate")
    does(world, made, "suspect_event", "arrested")
    does(world, made, "wait_as_asked", "person_asked_to_wait")
    page = made.entered()
    assert "It stands still until" in page and "Why: You asked us to wait." in page


def test_a_witness_is_shown_no_rights_of_victims(report: Make, now) -> None:  # type: ignore[no-untyped-def]
    page = report(part="witness", as_of=now).entered()
    assert "Your rights as a victim" not in page


def test_in_welsh_nothing_of_the_page_is_left_in_english(burglary: Report) -> None:
    page = burglary.entered("/cy")
    assert "Mae eich adroddiad gyda ni." in page
    assert "Cofnodi trosedd, neu ddweud pam ddim" in page
    for english in ("Your rights", "What you are owed", "Done in time", "Nobody has"):
        assert english not in page


def test_what_was_reported_is_read_back_in_the_words_of_the_form(report: Make, now) -> None:  # type: ignore[no-untyped-def]
    from peelian.services.contact.sets.reading import set_

    asked = {question.id: question for page in set_("burglary").pages for question in page.questions}
    choice = next(one for one in asked.values() if one.kind == "choice" and one.holds == "case")
    payload = {
        choice.id: choice.choices[0].id,
        "when": "exact",
        "when_from": "2026-11-20",
        "when_from_time": "night",
        "where_name": "Selly <Oak>",
    }
    page = report(as_of=now, payload=payload).entered()
    assert str(choice.choices[0].label) in page
    assert "20 November 2026, at night, from midnight to 6am" in page
    assert "Selly &lt;Oak&gt;" in page


# --- what one can do ---------------------------------------------------------------------------------------
def test_a_message_and_a_file_come_to_the_team(burglary: Report) -> None:
    page = burglary.entered()
    photo = SimpleUploadedFile("note.txt", b"The window at the back.", "text/plain")
    answer = burglary.sent(page, message="They came back.", file=photo)
    text = answer.content.decode()
    assert "They came back." in text
    assert "Your message and your file are with the team" in text


def test_saying_that_the_update_is_wrong_leaves_it_where_it_is(world: World, burglary: Report) -> None:
    decided_against(world, burglary)
    page = burglary.opened(burglary.entered(), "wrong")
    answer = burglary.sent(page, message="Nobody asked my neighbour.")
    assert "We have what you say is wrong" in answer.content.decode()
    assert burglary.case.state == "closed_no_further_action"
    assert Message.objects.filter(template="says_wrong@1", way="in").count() == 1


def test_an_empty_form_is_told_and_nothing_is_done(burglary: Report) -> None:
    version = burglary.case.version
    for part in ("wrong", "needs"):
        answer = burglary.sent(burglary.opened(burglary.entered(), part))
        assert answer.status_code == 400, part
        assert "There is a problem" in answer.content.decode()
    assert burglary.case.version == version


def test_a_victim_who_withdraws_a_crime_is_told_that_an_officer_decides(burglary: Report) -> None:
    page = burglary.opened(burglary.entered(), "withdraw")
    assert "If somebody makes you withdraw, you do not have to." in page
    text = burglary.sent(page).content.decode()
    assert "An officer must decide whether it can be closed" in text
    assert burglary.case.klass == "open"


def test_a_question_that_is_withdrawn_is_closed_with_that_reason(report: Make, now) -> None:  # type: ignore[no-untyped-def]
    made = report("question", part="reporter", as_of=now)
    text = made.sent(made.opened(made.entered(), "withdraw"), message="It is settled.").content.decode()
    assert made.case.state == "closed"
    assert "You told us that you no longer want us to go on" in text


def test_a_review_can_be_asked_of_a_decision_and_no_clock_is_made_up(world: World, burglary: Report) -> None:
    assert "Ask for a review" not in burglary.entered()
    decided_against(world, burglary)
    page = burglary.entered()
    assert "You can ask for the decision to be reviewed" in page
    text = burglary.sent(burglary.opened(page, "review"), message="There is a camera.").content.decode()
    assert "We have your request for a review" in text
    assert "We know of no time in law by which you must be answered" in text
    assert "You have waited 0 days." in text
    assert burglary.case.state == "review_asked"
    assert ("review", "asked") in steps(burglary)
    again = burglary.sent(page, do="review", at="review", message="Once more.")
    assert again.status_code == 400, "it is asked once"


def test_what_a_report_does_not_have_now_cannot_be_opened_or_done(burglary: Report) -> None:
    page = burglary.opened(burglary.entered(), "review")
    assert "Where it stands" in page, "the part is not there: one's own page is shown"
    assert burglary.sent(burglary.entered(), do="review", message="x").status_code == 400
    assert burglary.sent(burglary.entered(), do="reopen", message="x").status_code == 400
    assert burglary.case.state == "new"


def test_a_needs_assessment_comes_to_the_officer_and_waits_for_a_decision(burglary: Report) -> None:
    page = burglary.opened(burglary.entered(), "needs")
    typed = {"safe": "no", "grounds": ["afraid", "forged"], "help": ["interpreter"], "more": "Not on Mondays"}
    text = burglary.sent(page, **typed).content.decode()
    assert "Somebody must decide whether you have enhanced rights" in text
    assert "I am afraid of somebody who is part of this" in text and "Not on Mondays" in text
    assert "forged" not in text
    assert steps(burglary) == [("needs", "asked")]


def test_enhanced_rights_are_told_with_their_ground_and_the_shorter_times(
    world: World, burglary: Report
) -> None:
    at = timezone.now()
    ben = world.actor("ben", at)
    rights.decide_enhanced(burglary.reference, granted=True, reason="intimidated", actor=ben, as_of=at)
    page = burglary.entered()
    assert "You have enhanced rights" in page and "Intimidated" in page
    assert "This is the shorter time of enhanced rights." in page


def test_a_personal_statement_and_support_are_asked_for_once(burglary: Report) -> None:
    for right in ("statement", "support"):
        page = burglary.opened(burglary.entered(), right)
        text = burglary.sent(page, message="Write to me first.").content.decode()
        assert "We have your request" in text
        assert f'value="open.{right}"' not in text
    assert steps(burglary) == [("statement", "asked"), ("support", "asked")]
    assert Message.objects.filter(way="in").count() == 2


def test_the_language_is_changed_for_the_case_and_for_the_news_of_it(burglary: Report) -> None:
    page = burglary.opened(burglary.entered(), "language")
    text = burglary.sent(page, language="cy").content.decode()
    assert "The language is changed" in text
    case = burglary.case
    assert (case.language, case.parties.get().person.language) == ("cy", "cy")
    assert burglary.sent(page, language="fr").status_code == 400


def test_who_is_no_victim_cannot_ask_for_the_rights_of_victims(report: Make, now) -> None:  # type: ignore[no-untyped-def]
    made = report(part="witness", as_of=now)
    for do in ("needs", "statement", "support"):
        made.sent(made.entered(), do=do, at=do, safe="no", message="x")
    assert steps(made) == [] and Message.objects.count() == 0


def test_a_form_sent_twice_asks_once(burglary: Report) -> None:
    page = burglary.opened(burglary.entered(), "statement")
    for _ in range(2):
        assert burglary.sent(page, message="Write to me first.").status_code == 200
    assert steps(burglary) == [("statement", "asked")]


def test_words_about_safety_stand_in_english_beside_their_welsh(burglary: Report) -> None:
    page = burglary.opened(burglary.entered("/cy"), "withdraw", "/cy")
    assert "Os oes rhywun yn eich gorfodi i dynnu" in page
    assert "If somebody makes you withdraw, you do not have to." in page


def test_a_closed_report_is_opened_again_with_the_reason(world: World, burglary: Report) -> None:
    does(world, burglary, "take")
    does(world, burglary, "close", "not_a_crime")
    page = burglary.entered()
    assert "Closed does not mean that the matter itself is put right" in page
    assert "What was reported is not a crime in law" in page
    assert "It is open again" in burglary.sent(page, message="There is something new.").content.decode()
    assert burglary.case.klass == "open"


def test_while_somebody_is_to_be_made_safe_a_withdrawal_is_not_offered(report: Make, now) -> None:  # type: ignore[no-untyped-def]
    page = report("child_exploitation", part="reporter", as_of=now).entered()
    assert "somebody decides whether anyone needs to be kept safe" in page
    assert 'value="open.withdraw"' not in page


# --- questions of before -----------------------------------------------------------------------------------
@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_a_question_asked_by_the_first_form_is_opened_by_its_old_address_too(
    report: Make, now, prefix: str
) -> None:  # type: ignore[no-untyped-def]
    """Its message named /ask/read: the reference and the words typed there, and a page left open, lead here."""
    asked = {"question": "Why is the park dark?", "place": "Muntz Park", "answer_by": "page"}
    made = report("general_question", part="reporter", as_of=now, payload=asked)
    assert Client().get(f"{prefix}/ask/read")["Location"] == f"{prefix}/track"
    typed = {"reference": made.reference, "words": made.words}
    page = Client().post(f"{prefix}/ask/read", typed, follow=True).content.decode()
    assert "Why is the park dark?" in page and "Muntz Park" in page
    left_open = {"pass": fields_of(page, "ask")["pass"], "message": "It is dark again."}
    kept = Client().post(f"{prefix}/ask/write", left_open, follow=True).content.decode()
    assert fields_of(kept, "ask")["message"] == "It is dark again." and not Message.objects.exists()
    assert made.sent(kept, prefix).status_code == 200
    assert Message.objects.get().way == "in"


@pytest.mark.parametrize("prefix", ["", "/cy"])
@pytest.mark.parametrize("path", ["/ask", "/ask/emergency", "/ask/form/question"])
def test_the_first_form_leads_to_the_question_for_good(path: str, prefix: str) -> None:
    answer = Client().get(prefix + path)
    assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/report?about=question")
    sent = Client().post(prefix + path, {"question": "Why is the park dark?"})
    assert (sent.status_code, sent["Location"]) == (308, f"{prefix}/report?about=question")
