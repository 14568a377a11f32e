"""An officer's day: sign in with a passkey, take the next case, answer it, hand it over; a supervisor's; by keyboard; in Welsh."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.casework.entering import with_passkey

pytestmark = pytest.mark.browser

QUESTION = "The lamp outside the school has been out for a week. Who mends it, and when?"


@pytest.fixture
def cases(people):
    """Three questions to Aston: one late, one due soon, one new and restricted; Asha asked the late one.

    What other tests left at Aston goes to Edgbaston first, and nobody is away.
    """
    from django.utils import timezone

    from peelian.accounts.actors import actor_for, outside_actor
    from peelian.accounts.models import Absence
    from peelian.casework.cases.actions.giving import hand_over_case
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.cases.models import Case
    from peelian.casework.records.people import NewPerson
    from peelian.casework.threads.points import NewPoint, add_point

    now = timezone.now()
    Absence.objects.all().delete()
    for left in Case.objects.filter(team=people.aston, closed_at=None):
        hand_over_case(
            left.reference,
            to_team=people.edgbaston,
            actor=actor_for(people.cerys),
            as_of=now,
            reason="other_area",
        )
    asha = NewParty("reporter", NewPerson(name="Asha Okafor", birth_date="1992-05-31", language="en"))

    def opened(ago, parties=(), **more):
        at = now - ago
        return open_case(
            "general_question",
            team=people.aston,
            force="west-midlands",
            payload={"question": QUESTION, "place": "Albert Road, by the school gate", "answer_by": "email"},
            actor=outside_actor(at),
            as_of=at,
            parties=parties,
            also=lambda act, persons: [
                add_point(act, one, NewPoint("email", "asha@example.org", "yes")) for one in persons
            ],
            **more,
        )

    return [
        opened(timedelta(days=4), (asha,)),
        opened(timedelta(days=2, hours=12), language="cy"),
        opened(timedelta(hours=1), restricted=True),
    ]


def test_take_the_next_case_answer_it_and_hand_it_over(visitor, people, cases, looked_at):
    page = visitor
    with_passkey(page, people, people.ben)
    page.context.clear_cookies()
    page.goto("/account/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk")
    looked_at(page, "desk-empty")
    page.goto("/desk?view=free")
    looked_at(page, "desk-free")
    page.get_by_role("button", name="Take the next case").click()
    page.get_by_text("You have taken this case").wait_for()
    assert page.get_by_text(QUESTION).is_visible()
    assert page.get_by_text("Asha Okafor").first.is_visible()
    page.get_by_text("How this was worked out").first.click()
    looked_at(page, "case")

    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("Begin from a reviewed answer").select_option(index=1)
    page.get_by_role("button", name="Put it into the box").click()
    box = page.get_by_label("What the person reads")
    assert "Ben" in box.input_value() and "{" not in box.input_value()
    looked_at(page, "answer")
    box.fill("")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("alert").filter(has_text="There is nothing in the message").wait_for()
    looked_at(page, "answer-empty")
    page.get_by_label("What the person reads").fill("The council mends it on Thursday. I have asked them to.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("The council mends it on Thursday").wait_for()
    assert page.get_by_text("Done late").is_visible()
    looked_at(page, "case-answered")

    page.get_by_role("link", name="Hand to another team").click()
    looked_at(page, "hand-over")
    page.get_by_label("Team").select_option(label="Edgbaston")
    page.get_by_label("Reason").select_option(label="It is about another area")
    page.get_by_label("Note for colleagues").fill("The lamp stands on your side of the road.")
    page.get_by_role("button", name="Hand over").click()
    page.get_by_text("you no longer see it").wait_for()
    looked_at(page, "handed-over")


def test_somebody_else_was_first(page_of, people, cases, looked_at):
    from django.utils import timezone

    from peelian.accounts.actors import actor_for
    from peelian.casework.cases.actions.giving import assign_case

    page = page_of(people.ben)
    page.goto(f"/desk/cases/{cases[0].reference}/assign")
    page.get_by_label("Who").select_option(label="Ben")
    page.get_by_label("Reason").select_option(label="Workload")
    page.get_by_label("Note for colleagues").fill("I know the street.")
    assign_case(
        cases[0].reference,
        to=people.cerys,
        actor=actor_for(people.cerys),
        as_of=timezone.now(),
        reason="workload",
    )
    page.get_by_role("button", name="Give", exact=True).click()
    page.get_by_role("alert").filter(has_text="The case has changed").wait_for()
    assert page.get_by_label("Note for colleagues").input_value() == "I know the street."
    looked_at(page, "changed")
    page.get_by_role("button", name="Give", exact=True).click()
    page.get_by_text("I know the street.").wait_for()


def test_a_restricted_case_asks_why(page_of, people, cases, looked_at):
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{cases[2].reference}")
    looked_at(page, "restricted")
    page.get_by_role("button", name="Show the case").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "restricted-empty")
    page.get_by_label("Reason").fill("The school rang about it")
    page.get_by_role("button", name="Show the case").click()
    assert page.get_by_text(QUESTION).is_visible()


def test_supervise(page_of, people, cases, looked_at):
    page = page_of(people.cerys)
    page.get_by_role("link", name="Teams", exact=True).click()
    looked_at(page, "team")
    page.get_by_role("link", name="Aston").first.click()
    looked_at(page, "desk-team")
    page.get_by_role("link", name="Choose several cases").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("What to do with the cases").select_option(label="Give to somebody")
    looked_at(page, "desk-choosing")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who").select_option(label="Ben")
    page.get_by_label("Reason").select_option(label="Workload")
    looked_at(page, "several")
    page.get_by_role("button", name="Give to somebody").click()
    page.get_by_text("done for 3 cases").wait_for()
    looked_at(page, "several-done")
    page.get_by_role("link", name="Absence").click()
    looked_at(page, "absence")
    page.get_by_label("Who is away").select_option(label="Ben")
    today = datetime.now(UTC).date()
    page.get_by_label("First day away").fill(today.isoformat())
    page.get_by_label("Last day away").fill((today + timedelta(days=2)).isoformat())
    page.get_by_label("Kind").select_option(label="Training")
    page.get_by_label("Who answers meanwhile").select_option(label="Cerys")
    page.get_by_role("button", name="Plan").click()
    page.get_by_text("Cerys answers meanwhile").wait_for()
    looked_at(page, "absence-planned")
    page.goto("/desk?view=team")
    assert page.get_by_text("away; Cerys answers").first.is_visible()
    looked_at(page, "desk-away")
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Look for").select_option(label="Email address")
    page.get_by_label("What it is").fill("asha@example.org")
    page.get_by_role("button", name="Search").click()
    assert "asha" not in page.url
    page.get_by_role("heading", name="Found").wait_for()
    looked_at(page, "search")
    page.get_by_role("link", name=re.compile(r"^\d{3} \d{4} \d{4}$")).click()
    page.get_by_role("heading", name="Who looked").wait_for()
    looked_at(page, "case-supervisor")
    person = cases[0].parties.select_related("person").get().person
    forms = {
        "case-way": f"people/{person.uid}/ways",
        "case-asks": f"people/{person.uid}/asks",
        "case-way-end": f"ways/{person.contact_points.get().uid}/end",
    } | {f"case-{name}": name for name in ("tag", "link", "change", "history", "looks")}
    for name, address in {**forms, "case-move-close": "move/close"}.items():
        page.goto(f"/desk/cases/{cases[0].reference}/{address}")
        looked_at(page, name)
    page.goto("/desk/filters?query=view%3Dfree")
    looked_at(page, "filters")


@pytest.mark.prove
def test_note_a_safe_way_and_what_the_person_asks(page_of, people, cases, looked_at):
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{cases[0].reference}")
    page.get_by_role("link", name="Add a way to reach them").click()
    page.get_by_label("Way", exact=True).select_option(label="Text message")
    page.get_by_label("Address or number").fill("a number")
    page.get_by_label("Is it safe?").select_option(label="Safe, the person said")
    page.get_by_label("When it is safe").fill("mon-fri 09:00-15:00")
    page.get_by_label("Which way comes first").select_option(label="First")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("alert").filter(has_text="cannot be used for Text message").wait_for()
    looked_at(page, "way-wrong")
    page.get_by_label("Address or number").fill("07700 900123")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("+447700900123").first.wait_for()
    page.get_by_role("link", name="What they ask of us").click()
    page.get_by_label("They ask us to").select_option(label="Send nothing that names the police")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Nothing that names the police may be sent.").wait_for()
    looked_at(page, "case-asked")
    page.goto(page.url.split("?")[0].replace("/desk", "/cy/desk"))
    page.get_by_role("link", name="Yr hyn y maent yn ei ofyn gennym").click()
    looked_at(page, "case-asks-cy")


@pytest.mark.prove
def test_add_a_person_correct_them_and_give_new_words(page_of, people, cases, looked_at):
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{cases[0].reference}")
    page.get_by_role("link", name="Add a person").click()
    page.get_by_role("button", name="Add", exact=False).click()
    page.get_by_role("alert").first.wait_for()
    looked_at(page, "person-wrong")
    page.get_by_label("Name", exact=True).fill("Will Example")
    page.locator("select").first.select_option(index=1)
    page.get_by_role("button", name="Add", exact=False).click()
    page.get_by_text("Will Example").first.wait_for()
    looked_at(page, "case-people")
    page.get_by_role("link", name=re.compile("Correct")).first.click()
    looked_at(page, "person-correct")
    page.goto(f"/desk/cases/{cases[0].reference}")
    page.get_by_role("link", name="The person lost their six words: give them new ones").click()
    looked_at(page, "words")
    page.get_by_label("Reason").select_option(label="They lost the words")
    page.get_by_role("button", name="Draw new words").click()
    assert len(page.locator(".peelian-secret").inner_text().split()) == 6
    looked_at(page, "words-new")
    page.goto(f"/cy/desk/cases/{cases[0].reference}/words")
    looked_at(page, "words-cy")


@pytest.mark.prove
def test_join_two_records_of_one_person_and_put_them_apart(page_of, people, cases, looked_at):
    from django.utils import timezone

    from peelian.accounts.actors import outside_actor
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.records.people import NewPerson

    page, now = page_of(people.cerys), timezone.now()
    page.goto(f"/desk/cases/{cases[0].reference}")
    page.get_by_role("link", name="Other records of this person").first.click()
    page.get_by_text("No other record that you may see").wait_for()
    looked_at(page, "join-none")
    open_case(
        "general_question",
        team=people.aston,
        force="west-midlands",
        payload={"question": QUESTION, "place": "Albert Road", "answer_by": "page"},
        actor=outside_actor(now),
        as_of=now,
        parties=(NewParty("reporter", NewPerson(name="Asha Okafor", birth_date="1992-05-31")),),
    )
    page.reload()
    looked_at(page, "join")
    page.get_by_role("button", name="Join them").click()
    page.get_by_role("alert").first.wait_for()
    looked_at(page, "join-empty")
    page.get_by_label("The other record").select_option(index=1)
    page.get_by_label("Reason").select_option(label="The person said so, or proved it")
    page.get_by_role("button", name="Join them").click()
    page.get_by_text("Several records of this person are joined.").first.wait_for()
    looked_at(page, "case-joined")
    page.get_by_role("link", name="Put joined records apart").first.click()
    looked_at(page, "apart")
    page.get_by_role("button", name="Put them apart").click()
    page.get_by_role("alert").first.wait_for()
    looked_at(page, "apart-empty")
    page.goto(page.url.replace("/desk", "/cy/desk").split("?")[0])
    looked_at(page, "apart-cy")
    page.get_by_label("Rheswm").select_option(index=1)
    page.get_by_role("button", name="Eu gwahanu").click()
    page.get_by_text("Cofnodion eraill o'r person hwn").first.wait_for()
    assert page.get_by_text("Eu gwahanu").count() == 0
    page.get_by_role("link", name="Cofnodion eraill o'r person hwn").first.click()
    looked_at(page, "join-cy")


def test_keyboard_alone_takes_a_case_and_answers_it(page_of, people, cases):
    page = page_of(people.ben)

    def to(name, role="button"):
        for _ in range(60):
            page.keyboard.press("Tab")
            words = page.evaluate("document.activeElement.innerText || document.activeElement.id")
            if words.strip() == name:
                style = page.evaluate(
                    "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
                )
                assert style != "nonenone", f"nothing shows that {name} has the focus"
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    to("Take the next case")
    page.keyboard.press("Enter")
    page.get_by_text("You have taken this case").wait_for()
    to("Answer")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Answer").wait_for()
    to("text")
    page.keyboard.type("It is mended on Thursday.")
    to("Send the answer")
    page.keyboard.press("Enter")
    page.get_by_text("It is mended on Thursday.").wait_for()


def test_the_desk_in_welsh(page_of, people, cases, looked_at):
    page = page_of(people.ben)
    page.goto("/cy/desk?view=free")
    assert page.locator("html").get_attribute("lang") == "cy"
    looked_at(page, "desk-cy")
    page.get_by_role("button", name="Cymryd yr achos nesaf").click()
    page.wait_for_url("**/cy/desk/cases/**")
    looked_at(page, "case-cy")
    page.get_by_role("link", name="Ateb", exact=True).click()
    looked_at(page, "answer-cy")
    page.get_by_label("Yr hyn y mae'r person yn ei ddarllen").fill("Diolch.")
    page.get_by_role("button", name="Anfon yr ateb").click()
    page.get_by_text("Diolch.").wait_for()
    for address in ("search", "absence", "filters"):
        page.goto(f"/cy/desk/{address}")
        looked_at(page, f"{address}-cy")


@pytest.mark.prove
def test_without_javascript_everything_is_a_form(page_of, people, cases):
    page = page_of(people.ben, java_script_enabled=False)
    page.get_by_role("button", name="Take the next case").click()
    assert page.get_by_text("You have taken this case").is_visible()
