"""Reviews of what is kept: due cases, holds, and a disposal by two people, as they are done on the pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from peelian.accounts.actors import actor_for
from peelian.accounts.models import Grant, User
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.moving import close_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import history
from peelian.casework.records.people import NewPerson
from peelian.casework.retention import proposing, reviewing
from peelian.casework.retention.models import Disposal, Hold, Proposal, Review
from tests.casework.desk.sending import path, sent
from tests.support.cases import DAY, HOUR, WORD
from tests.support.plans import plan_of

AGO = timezone.now() - HOUR
ASHA = NewPerson(name="Asha Okafor", birth_date="1992-05-31")


@pytest.fixture
def records(world, desk):
    """Rhian reviews, Aled approves, Mair may do both; a function gives their browsers."""
    from django.test import Client

    held = {
        "rhian": ("records_reviewer",),
        "aled": ("disposal_approver",),
        "mair": ("records_reviewer", "disposal_approver"),
    }
    for name, roles in held.items():
        user = User.objects.create_user(f"{name}@example.org", name.title())
        for role in roles:
            Grant.objects.create(user=user, role=role, team=world.team, starts=AGO - DAY, reason="new")

    def browser(name):
        client = Client()
        client.force_login(User.objects.get(name=name.title()))
        return client

    return browser


def closed(world, **more):
    """A closed case whose review is due since yesterday."""
    case = world.opened(parties=(NewParty("reporter", ASHA),), as_of=AGO - 3 * DAY, **more)
    cerys = world.actor("cerys", AGO)
    assign_case(case.reference, to=world.ben, actor=cerys, as_of=AGO - 2 * DAY, reason="workload")
    close_case(case.reference, actor=cerys, as_of=AGO - 2 * DAY, reason="answered")
    case = Case.objects.get(pk=case.pk)
    Review.objects.create(case=case, schedule="general-contact-1", closed_at=case.closed_at, due_at=AGO - DAY)
    return case


def test_what_is_due_is_listed_for_those_who_review_it(world, records, desk):
    mine, _open = closed(world), world.opened(as_of=AGO)
    for name in ("rhian", "aled"):
        text = records(name).get("/desk/reviews").content.decode()
        assert re.findall(r'/desk/cases/(\d{11})"', text) == [mine.reference]
        assert WORD not in text and "Asha" not in text
    assert "/keep" in text and "/disposal/propose" not in text, "an approver does not propose"
    assert desk("ben").get("/desk/reviews").status_code == 403
    assert desk("ben").get(path(mine, "/keep")).status_code == 403
    assert "/desk/reviews" not in desk("ben").get("/desk").content.decode()


def test_keep_with_a_reason_and_a_day(world, records):
    case, rhian = closed(world), records("rhian")
    address = path(case, "/keep")
    assert sent(rhian, address, reason="because").status_code == 400
    past = sent(rhian, address, reason="linked", next_on="2020-01-01")
    assert past.status_code == 400 and 'href="#next_on"' in past.content.decode()
    late = sent(rhian, address, reason="linked", next_on="2099-01-01")
    assert late.status_code == 400 and "at the latest" in late.content.decode()
    day = timezone.localdate() + timedelta(days=40)
    got = sent(rhian, address, reason="linked", next_on=str(day), note="the other one is live")
    assert got.headers["Location"] == "/desk/reviews?done=kept"
    again = Review.objects.get(case=case, decision="")
    assert timezone.localtime(again.due_at).date() == day
    assert path(case) not in rhian.get("/desk/reviews").content.decode()
    text = rhian.get(path(case)).content.decode()
    assert "Reviewed: kept" in text and "Another live case depends on it" in text and "is live" in text


def test_two_people_dispose_of_a_case(world, records):
    """T-12"""
    case, mair, aled = closed(world), records("mair"), records("aled")
    assert aled.get(path(case, "/disposal/propose")).status_code == 403
    got = sent(mair, path(case, "/disposal/propose"), reason="period_over")
    assert got.headers["Location"] == "/desk/reviews?done=proposed"
    text = mair.get("/desk/reviews").content.decode()
    assert "Another person must decide" in text and "/disposal/approve" not in text
    for verb in ("approve", "refuse"):
        assert mair.get(path(case, f"/disposal/{verb}")).status_code == 400
        same = mair.post(path(case, f"/disposal/{verb}"), {"version": "4", "reason": "period_over"})
        assert same.status_code == 400
    assert Proposal.objects.get().state == "open"
    assert "Mair" in aled.get("/desk/reviews").content.decode()
    got = sent(aled, path(case, "/disposal/approve"), reason="period_over")
    assert got.headers["Location"] == "/desk/reviews?done=disposed"
    assert "is disposed of" in aled.get(got.headers["Location"]).content.decode()
    assert aled.get(path(case)).status_code == 404
    done = Disposal.objects.get()
    assert {done.proposed_by, done.approved_by} == {
        f"user:{User.objects.get(name=name).pk}" for name in ("Mair", "Aled")
    }


def test_a_second_person_refuses_and_the_first_may_withdraw(world, records):
    case, rhian, aled = closed(world), records("rhian"), records("aled")
    sent(rhian, path(case, "/disposal/propose"), reason="no_longer_needed")
    assert sent(aled, path(case, "/disposal/refuse"), reason="").status_code == 400
    got = sent(aled, path(case, "/disposal/refuse"), reason="still_needed", note="a civil claim")
    assert got.headers["Location"] == "/desk/reviews?done=refused"
    text = rhian.get(path(case)).content.decode()
    assert "a civil claim" in text and "The case is still needed" in text
    assert path(case, "/disposal/propose") in rhian.get("/desk/reviews").content.decode()
    sent(rhian, path(case, "/disposal/propose"), reason="no_longer_needed")
    got = sent(rhian, path(case, "/disposal/withdraw"), reason="proposed_by_mistake")
    assert got.headers["Location"] == "/desk/reviews?done=withdrawn"
    assert rhian.get(path(case, "/disposal/withdraw")).status_code == 400
    assert not Proposal.objects.filter(state="open").exists()


def test_whoever_comes_second_is_told_what_changed(world, records):
    case, rhian, aled, mair = closed(world), records("rhian"), records("aled"), records("mair")
    typed = {"version": str(case.version), "reason": "linked", "note": "kept by the second"}
    sent(rhian, path(case, "/disposal/propose"), reason="period_over")
    second = mair.post(path(case, "/keep"), typed)
    assert second.status_code == 409
    assert "Disposal proposed" in second.content.decode() and "kept by the second" in second.content.decode()
    version = str(Case.objects.get(pk=case.pk).version)
    sent(aled, path(case, "/disposal/refuse"), reason="still_needed")
    second = mair.post(path(case, "/disposal/approve"), {"version": version, "reason": "period_over"})
    assert second.status_code == 409 and "Disposal refused" in second.content.decode()
    assert not Disposal.objects.exists()


def test_a_hold_stops_a_disposal_until_it_is_lifted(world, records, desk):
    case, rhian, aled = closed(world), records("rhian"), records("aled")
    sent(rhian, path(case, "/disposal/propose"), reason="period_over")
    cerys = desk("cerys")
    day = timezone.localdate() + timedelta(days=30)
    got = sent(cerys, path(case, "/hold"), reason="inquiry", review_on=str(day), note="ask <b>legal</b>")
    assert got.headers["Location"] == path(case) + "?done=done"
    hold = Hold.objects.get()
    assert hold.review_on == day
    text = cerys.get(path(case)).content.decode()
    assert "Public inquiry or inquest" in text and "ask &lt;b&gt;legal" in text and "/lift" in text
    assert "/lift" not in desk("ben").get(path(case)).content.decode()
    listed = aled.get("/desk/reviews").content.decode()
    assert "Legal hold" in listed and "/disposal/approve" not in listed
    stopped = sent(aled, path(case, "/disposal/approve"), reason="period_over")
    assert stopped.status_code == 400 and "on hold" in stopped.content.decode()
    lift = path(case, f"/hold/{hold.uid}/lift")
    assert desk("ben").get(lift).status_code == 403
    assert sent(cerys, lift).status_code == 400
    assert sent(rhian, lift, reason="matter_over").status_code == 303
    assert Hold.objects.get().lifted_at is not None
    again = sent(cerys, lift, reason="matter_over")
    assert again.status_code == 400 and "lifted already" in again.content.decode()
    assert cerys.get(path(case, "/hold/ffff/lift")).status_code == 404
    assert "What it was placed for is over" in cerys.get(path(case)).content.decode()
    assert [one.action for one in history(case.uid)][-2:] == ["retention.place_hold", "retention.lift_hold"]


def test_nothing_is_told_to_who_may_not_see_the_case(world, records, desk):
    """T-06"""
    theirs = world.opened(team=world.elsewhere, as_of=AGO)
    mair = records("mair")
    for more in ("/keep", "/hold", "/hold/ffff/lift", "/disposal/propose", "/disposal/withdraw"):
        assert mair.get(path(theirs, more)).status_code == 404, more
    for more in ("/disposal/approve", "/disposal/refuse"):
        assert mair.post(path(theirs, more), {"reason": "period_over"}).status_code == 404, more


def test_the_pages_are_welsh_too(world, records):
    case, rhian = closed(world), records("rhian")
    text = rhian.get("/cy/desk/reviews").content.decode()
    assert "Cynnig gwaredu" in text and "Reviews that are due" not in text
    assert "Ei gadw" in rhian.get("/cy" + path(case, "/keep")).content.decode()


def test_the_price_of_the_page_does_not_grow(world, records, queries):
    case = closed(world)
    mair = records("mair")
    mair.get("/desk/reviews")
    few = queries(lambda: mair.get("/desk/reviews"))
    for number in range(60):
        case.pk, case.uid, case.reference = None, f"{number:032x}", f"{number:011d}"
        case.save(force_insert=True)
        Review.objects.create(
            case=case, schedule="general-contact-1", closed_at=case.closed_at, due_at=AGO - DAY
        )
    many = queries(lambda: mair.get("/desk/reviews"))
    assert len(many) == len(few) <= 14, "\n".join(many)
    first = mair.get("/desk/reviews").content.decode()
    after = re.search(r"\?after=([^\"]+)\"", first).group(1)
    second = mair.get(f"/desk/reviews?after={after}").content.decode()
    one, two = (set(re.findall(r'/desk/cases/(\d{11})"', text)) for text in (first, second))
    assert len(one) == len(two) == 25 and not one & two


def listed(browser, name, address="/desk/reviews"):
    """The references of one list of the page, over all its pages; each page holds at most 25."""
    found = []
    while address:
        text = browser.get(address).content.decode()
        section = re.search(rf'aria-labelledby="{name}">.*?</section>', text, re.S)
        here = re.findall(r'/desk/cases/(\d{11})"', section.group()) if section else []
        assert len(here) <= 25
        found += here
        more = re.search(r'href="([^"]+)" rel="next"', section.group()) if section else None
        address = more.group(1).replace("&amp;", "&") if more else ""
    return found


def test_every_page_of_every_list_is_reached_in_order_and_nothing_twice(world, records):
    """Two teams, some at the very same moment, in one list all of them; the order is worked out from the rows that were written."""
    mair, case = User.objects.get(name="Mair"), closed(world)
    for role in ("records_reviewer", "disposal_approver"):
        Grant.objects.create(user=mair, role=role, team=world.other, starts=AGO - DAY, reason="new")
    Review.objects.filter(case=case).delete()
    written = {"due": [], "waiting": [], "own": []}
    for number in range(180):
        team = (world.team, world.other, world.elsewhere)[number % 3]
        case.pk, case.uid, case.reference, case.team = None, f"{number:032x}", f"{number:011d}", team
        case.save(force_insert=True)
        for name in ("due", "waiting", "own"):
            at = AGO - DAY - (0 if name == "own" else number * 7 % 13) * HOUR
            if name == "due":
                Review.objects.create(case=case, schedule="x", closed_at=case.closed_at, due_at=at)
            elif (name == "own") == (number % 2 == 0):
                review = Review.objects.get(case=case)
                who = f"user:{mair.pk}" if name == "own" else "user:99999"
                Proposal.objects.create(
                    case=case, review=review, reason_code="period_over", proposed_by=who, at=at
                )
            else:
                continue
            if team != world.elsewhere:
                written[name].append((at, number, case.reference))
    for name, rows in written.items():
        assert len(rows) >= 60
        assert listed(records("mair"), name) == [reference for *_, reference in sorted(rows)], name


def test_a_case_that_another_team_has_now_is_listed_there_and_not_here(world, records):
    """The review remembers its team for the index; who may see it is the case's team's matter."""
    case = closed(world)
    user = User.objects.create_user("eirlys@example.org", "Eirlys")
    Grant.objects.create(user=user, role="records_reviewer", team=world.other, starts=AGO - DAY, reason="new")
    assert listed(records("eirlys"), "due") == []
    Case.objects.filter(pk=case.pk).update(team=world.other)
    assert listed(records("rhian"), "due") == []
    reviewing.plan_reviews(as_of=timezone.now())
    assert listed(records("rhian"), "due") == []
    assert listed(records("eirlys"), "due") == [case.reference]
    assert Review.objects.get(case=case).due_at == AGO - DAY


def test_the_lists_are_read_by_their_indexes(world, records):
    actor = actor_for(User.objects.get(name="Mair"))
    due = plan_of(reviewing.due_reviews(actor, as_of=AGO)[:26])
    assert "retention_team_due" in due.indexes and not due.scanned, due.text
    waiting = plan_of(proposing.open_proposals(actor)[:26])
    assert "retention_team_proposed" in waiting.indexes and not waiting.scanned, waiting.text
