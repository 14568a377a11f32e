"""What every answer carries: a strict policy for content, no cookie, no word to other sites."""

import pytest

PAGES = ["/", "/cy/", "/claims/C01", "/claims.csv", "/no-such-page", "/healthz", "/robots.txt"]


@pytest.mark.parametrize("path", PAGES)
def test_the_content_policy_allows_nothing_unsafe_and_no_script_at_all(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert "unsafe" not in policy
    assert "script-src" not in rules
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"


@pytest.mark.parametrize("path", PAGES)
def test_no_answer_sets_a_cookie(client, path):
    answer = client.get(path)
    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_keeps_its_address_and_the_device_to_itself(client, path):
    answer = client.get(path)
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    for feature in ("camera", "geolocation", "microphone"):
        assert f"{feature}=()" in answer["Permissions-Policy"]


def test_a_built_asset_may_be_kept_for_ever_and_a_page_must_be_asked_for_again(client):
    from peelian.ui.assets import asset

    assert "immutable" in client.get(asset("peelian.css"))["Cache-Control"]
    assert "must-revalidate" in client.get("/claims")["Cache-Control"]
