"""New words for somebody who lost theirs: shown once, the old ones end, and nothing of them is kept to be read."""

import re

import pytest
from django.utils import timezone

from peelian.casework.ledger.entries import history
from peelian.casework.threads.door import new_secret, open_thread, thread_for
from peelian.casework.threads.problems import NoSuchThread
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR

AGO = timezone.now() - HOUR


@pytest.fixture
def asked(world):
    """A question of somebody who has words, and the words."""
    secret = new_secret()
    return world.opened(as_of=AGO, also=lambda act, _: open_thread(act, secret)), secret.words


def drawn(page):
    return re.search(r"peelian-secret[^>]*><strong>([a-z ]+)</strong>", page.content.decode()).group(1)


def test_the_officer_reads_new_words_out_and_the_old_ones_open_nothing_any_more(desk, asked):
    """T-09"""
    case, old = asked
    ben = desk("ben")
    assert path(case, "/words") in ben.get(path(case)).content.decode()
    page = sent(ben, path(case, "/words"), reason="words_lost")
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    assert not re.search(r"<a [^>]*hreflang", page.content.decode()), "a link would lose the words"
    new = drawn(page)
    assert len(new.split()) == 6 and new != old
    now = timezone.now()
    assert thread_for(case.reference, new, as_of=now).case == case
    with pytest.raises(NoSuchThread):
        thread_for(case.reference, old, as_of=now)
    told = ben.get(path(case)).content.decode()
    assert new not in told and "They lost the words" in told


def test_the_words_stand_in_no_entry(desk, asked):
    """T-09"""
    case, _ = asked
    new = drawn(sent(desk("ben"), path(case, "/words"), reason="words_seen"))
    written = " ".join(str(one) for one in history(case.uid).values_list())
    assert "thread.renew" in written and "words_seen" in written
    assert not any(word in written.split() for word in new.split())


def test_sent_twice_the_second_changes_nothing(desk, asked):
    case, _ = asked
    ben = desk("ben")
    page = ben.get(path(case, "/words")).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    typed = {"version": version, "reason": "words_lost"}
    new = drawn(ben.post(path(case, "/words"), typed))
    assert ben.post(path(case, "/words"), typed).status_code == 409
    assert thread_for(case.reference, new, as_of=timezone.now()).case == case


def test_without_a_reason_there_are_no_new_words(desk, asked):
    case, old = asked
    page = sent(desk("ben"), path(case, "/words"), reason="")
    assert page.status_code == 400 and "peelian-secret" not in page.content.decode()
    assert thread_for(case.reference, old, as_of=timezone.now()).case == case
