"""Whatever goes wrong, a reader gets a page in their language with a way on, and never a stack trace."""

import pytest

from tests.support.markup import Page


@pytest.mark.parametrize(
    "path",
    [
        "/nothing-here",
        "/claims/C99",
        "/claims/C99/working.csv",
        "/forces/atlantis",
        "/forces/atlantis/figures.json",
        "/measures/no_such_measure",
        "/data/sources/no/such/source",
        "/claims.xlsx",
    ],
)
@pytest.mark.parametrize(
    ("prefix", "language", "heading"),
    [("", "en", "Page not found"), ("/cy", "cy", "Ni chafwyd hyd i’r dudalen")],
)
def test_what_is_not_there_is_said_in_both_languages(client, path, prefix, language, heading):
    answer = client.get(prefix + path)
    page = Page(answer.content.decode())
    assert answer.status_code == 404
    assert heading in page.text_of("h1")
    assert page.faults == []
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "Traceback" not in page.text
    assert any(link in {"/", "/cy/"} for link in page.links)


@pytest.mark.parametrize(
    ("name", "status"), [("bad_request", 400), ("refused", 403), ("not_found", 404), ("server_error", 500)]
)
@pytest.mark.parametrize("path", ["/x", "/cy/x"])
def test_each_error_page_is_whole_in_both_languages(client, name, status, path):
    from django.test import RequestFactory

    from peelian.evidence import errors

    answer = getattr(errors, name)(RequestFactory().get(path))
    page = Page(answer.content.decode())
    assert answer.status_code == status
    assert page.faults == []
    assert len(page.text_of("h1")) > 5
    assert answer["Cache-Control"] == "no-store"


def test_a_fault_of_ours_is_a_page_without_a_trace(client, monkeypatch):
    from django.core.signals import got_request_exception

    from peelian.evidence import answers

    def broken(*_arguments):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(answers, "current_reading", broken)
    heard = []
    got_request_exception.connect(lambda **found: heard.append(found), weak=False, dispatch_uid="test")
    try:
        answer = client.get("/claims")
    finally:
        got_request_exception.disconnect(dispatch_uid="test")
    assert answer.status_code == 500
    assert heard
    assert "Something went wrong here" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_no_page_repeats_the_host_that_it_was_asked_by(client):
    for path in ("/", "/claims", "/nothing-here"):
        assert (
            "elsewhere.example"
            not in client.get(path, headers={"host": "elsewhere.example"}).content.decode()
        )


@pytest.mark.parametrize(
    ("typed", "meant"), [("/cy", "/cy/"), ("/claims/", "/claims"), ("/cy/forces/kent/", "/cy/forces/kent")]
)
def test_one_slash_too_many_or_too_few_leads_to_the_page(client, typed, meant):
    answer = client.get(typed)
    assert (answer.status_code, answer["Location"]) == (301, meant)
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize("typed", ["//elsewhere.example/", "/nothing/", "///"])
def test_a_slash_never_leads_to_another_site(client, typed):
    answer = client.get("http://testserver" + typed)
    assert answer.status_code == 404 or not answer["Location"].startswith("//")
