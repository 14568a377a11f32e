"""What people typed is set apart, so that letters that turn the direction of writing turn nothing else on the page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils import timezone

from peelian.accounts.models import Team
from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.points import NewPoint, add_contact_point, set_contact_rule
from peelian.casework.threads.writing import write_message
from tests.support.cases import HOUR

AGO = timezone.now() - HOUR
TURN = "\u202ezorb"
"""A text that opens an override of direction and never closes it."""
VOID = {"br", "hr", "img", "input", "link", "meta"}
APART = {"peelian-typed", "peelian-as-typed"}


class Loose(HTMLParser):
    """Where the text stands outside everything that isolates it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.times = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if TURN in data:
            self.times += data.count(TURN)
            apart = any(
                tag in {"bdi", "textarea", "option"} or APART & set(given.split()) for tag, given in self.open
            )
            if not apart:
                self.found.append("/".join(tag for tag, _ in self.open))


@pytest.fixture
def case(world):
    """Everything that a person or a colleague can type, typed with an override of direction."""
    now = timezone.now()
    for user in (world.ben, world.cerys):
        user.name = f"{TURN} {user.name}"
        user.save()
    person = NewPerson(name=f"{TURN} Asha", birth_date="1992-05-31", needs=f"{TURN} lift")
    made = world.opened(parties=(NewParty("reporter", person),), as_of=AGO, text=f"{TURN} lamp")
    cerys = world.actor("cerys", now)
    assign_case(made.reference, to=world.ben, actor=cerys, as_of=now, reason="workload", note=f"{TURN} note")
    party = made.parties.select_related("person").get().person
    add_contact_point(
        made.reference,
        person=party.uid,
        new=NewPoint("post", f"{TURN} Road", "yes"),
        actor=cerys,
        as_of=now,
    )
    set_contact_rule(
        made.reference,
        person=party.uid,
        never=True,
        neutral_only=False,
        note=f"{TURN} rule",
        actor=cerys,
        as_of=now,
    )
    with acting(made.reference, action="case.change", actor=cerys, as_of=now, reason="risk") as act:
        write_message(act, text=f"{TURN} answer")
    return Case.objects.get(pk=made.pk)


@pytest.mark.parametrize(("more", "least"), [("", 12), ("/answer", 4), ("/history", 4), ("/looks", 1)])
def test_nothing_that_was_typed_turns_the_rest_of_its_line(desk, world, case, more, least):
    """T-16"""
    browser = desk("cerys")
    browser.get(f"/desk/cases/{case.reference}")
    for prefix in ("", "/cy"):
        page = Loose(browser.get(f"{prefix}/desk/cases/{case.reference}{more}").content.decode())
        assert page.times >= least and page.found == []


def test_nor_on_the_lists_of_cases_and_teams(desk, world, case):
    browser = desk("cerys")
    Team.objects.filter(pk=world.team.pk).update(name_en=f"{TURN} team")
    browser.post("/desk/filters", {"query": "view=free&team=selly-oak"})
    for address in ("/desk?view=team", "/desk/filters", "/desk/absence"):
        page = Loose(browser.get(address).content.decode())
        assert page.times and page.found == [], address


def test_the_two_classes_isolate(repository: Path):
    for file, name in (("_desk", "peelian-typed"), ("_contact", "peelian-as-typed")):
        text = (repository / f"src/peelian/ui/sass/{file}.scss").read_text(encoding="utf-8")
        assert re.search(rf"\.{name} \{{[^}}]*unicode-bidi: isolate;", text)


def test_on_the_page_of_the_person_outside_too(world):
    from django.test import Client

    from tests.services.contact.report.filling import QUESTION, secret_on, send, text_of

    given = {**QUESTION, "q.question": f"{TURN}?", "q.where.words": f"{TURN} Road"}
    words = secret_on(text_of(send(Client(), given)))
    reference = Case.objects.get().reference
    read = Client().post("/track", {"reference": reference, "words": words}).content.decode()
    page = Loose(read)
    assert page.times == 2 and page.found == []


def test_a_mistyped_reference_of_the_other_case_keeps_the_form(desk, world):
    """T-06: what is unknown and what is another team's say the same, at the field."""
    mine, theirs = world.opened(as_of=AGO), world.opened(team=world.elsewhere, as_of=AGO)
    address = f"/desk/cases/{mine.reference}/link"
    ben = desk("ben")
    said = []
    for other in ("48291307560", theirs.reference, "123"):
        got = ben.post(address, {"version": "1", "other": other, "kind": "series"})
        text = got.content.decode()
        assert got.status_code == 400
        assert f'value="{other}"' in text and 'value="series" selected' in text
        assert 'href="#other"' in text and 'aria-invalid="true"' in text
        said.append(re.search(r'id="other-error">(.*?)</p>', text, re.DOTALL).group(1))
    assert said[0] == said[1] != said[2] and "no case with this reference" in said[0]
    dev = desk("dev")
    gone = dev.post(address, {"version": "1", "other": theirs.reference, "kind": "series"})
    assert gone.status_code == 404
