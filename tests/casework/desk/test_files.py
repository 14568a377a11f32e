"""Files on the page of a case: a colleague adds one, and opens one, to be saved and never to be shown."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from peelian.casework.files import kinds, uploading
from peelian.casework.files.models import Attachment
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.ledger.entries import history
from tests.casework.desk.sending import path, sent
from tests.casework.files import made

LETTER = b"The lamp is dark.\n" * 40


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def case(world):
    return world.with_asha()


def chosen(name="letter.txt", data=LETTER, kind="text/plain"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, kind)


def read(answer):
    return answer.content.decode().replace("&#39;", "'")


def test_an_officer_adds_a_file_and_finds_it_on_the_page_of_the_case(desk, world, case):
    ben = desk("ben")
    page = read(ben.get(path(case)))
    assert "No files." in page
    assert f'href="{path(case, "/files")}"' in page
    answer = sent(ben, path(case, "/files"), file=chosen())
    assert (answer.status_code, answer["Location"]) == (303, path(case) + "?done=done")
    page = read(ben.get(path(case)))
    row = Attachment.objects.get()
    assert f'href="{path(case, f"/files/{row.uid}")}"' in page
    assert ">letter.txt<" in page.replace("<bdi>", ">").replace("</bdi>", "<")
    assert "Not scanned: open with care" in page
    assert [entry.action for entry in history(case.uid)][-2:] == ["file.receive", "file.keep"]
    assert row.by == f"user:{world.ben.pk}"


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_the_form_says_what_is_taken_in_the_language_of_the_page(desk, case, prefix):
    page = read(desk("ben").get(prefix + path(case, "/files")))
    assert 'enctype="multipart/form-data"' in page
    for kind in kinds.KINDS.values():
        assert (kind.title.cy if prefix else kind.title) in page
    assert ("Caiff ei gwirio cyn ei chadw" if prefix else "It is checked before it is kept") in page


@pytest.mark.parametrize(
    ("file", "said", "in_welsh"),
    [
        (None, "There is nothing in the file", "Does dim byd yn y ffeil"),
        (("a.jpg", b"<html></html>" * 50, ""), "This kind of file cannot be taken", "Ni ellir derbyn"),
        (("a.png", made.photo(), ""), "name says that it is something else", "yn rhywbeth arall"),
        (("a.txt", b"a" * (2**20 + 1), ""), "at most 1 MB for this kind", "1 MB ar y mwyaf ar gyfer"),
    ],
    ids=["none chosen", "a page as a picture", "another ending", "too large"],
)
def test_what_is_refused_is_told_at_the_field_and_can_be_sent_again_at_once(desk, case, file, said, in_welsh):
    """A refusal is an act of its own: the form that comes back carries the version after it."""
    ben = desk("ben")
    for prefix, told in (("", said), ("/cy", in_welsh)):
        more = {"file": chosen(*file)} if file else {}
        answer = sent(ben, prefix + path(case, "/files"), **more)
        page = read(answer)
        assert answer.status_code == 400
        assert page.count(told) == 2, "in the summary and at the field"
        assert 'href="#file"' in page
        assert 'aria-describedby="file-error" aria-invalid="true"' in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    again = ben.post(path(case, "/files"), {"version": version, "file": chosen()})
    assert again.status_code == 303


def test_who_comes_second_is_told_what_was_done_and_nothing_is_kept(desk, case):
    ben, cerys = desk("ben"), desk("cerys")
    version = re.search(r'name="version" value="(\d+)"', read(ben.get(path(case, "/files"))))[1]
    sent(cerys, path(case, "/files"), file=chosen())
    answer = ben.post(
        path(case, "/files"), {"version": version, "file": chosen("other.txt", LETTER + b"Other")}
    )
    assert answer.status_code == 409
    assert "File added" in read(answer)
    assert Attachment.objects.count() == 1


def test_the_same_bytes_that_the_person_sent_are_kept_once_and_told(desk, world, case):
    now = timezone.now()
    upload = Upload("hers.txt", "text/plain", chosen())
    add_file(case.reference, upload=upload, actor=world.actor("outside", now), as_of=now)
    answer = sent(desk("ben"), path(case, "/files"), file=chosen())
    assert (answer.status_code, "We have this very file already" in read(answer)) == (400, True)
    assert read(desk("ben").get(path(case))).count("/files/") == 1


def test_a_file_is_handed_out_to_be_saved_after_the_look_is_written(desk, case):
    """T-22: whatever its kind, a browser neither draws nor runs nor keeps it."""
    ben = desk("ben")
    sent(ben, path(case, "/files"), file=chosen("lamp.jpg", made.photo(), "image/jpeg"))
    row = Attachment.objects.get()
    answer = ben.get(path(case, f"/files/{row.uid}"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''lamp.jpg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    data = b"".join(answer.streaming_content)
    assert (len(data), made.GPS in data) == (row.bytes, False)
    look = looks_at(case.uid)[0]
    assert (look.what, look.actor) == ("file", row.by)


def test_who_may_add_no_file_is_offered_none_and_refused(desk, world, case, client):
    from peelian.accounts.models import Grant

    Grant.objects.filter(user=world.ben).update(role="records_reviewer")
    ben = desk("ben")
    assert "Add a file" not in read(ben.get(path(case)))
    for browser, status in ((ben, {403}), (desk("dev"), {404}), (client, {302})):
        answer = browser.post(path(case, "/files"), {"version": "1", "file": chosen()})
        assert answer.status_code in status
    assert Attachment.objects.count() == 0


def test_of_somebody_who_is_not_signed_in_no_file_is_read(case, client, home, monkeypatch):
    """They are sent to sign in; more than a form can be is not even waited for."""
    monkeypatch.setattr(uploading, "incoming", None)
    assert client.post(path(case, "/files"), {"file": chosen()}).status_code == 302
    big = {"file": chosen("a.mp4", made.film() + bytes(uploading.FORM))}
    assert client.post(path(case, "/files"), big).status_code in {302, 400, 413}
