"""From a promise to the force that it is kept for and back, by links alone; and no link on these pages leads nowhere."""

from __future__ import annotations

import re
from functools import cache

import pytest
from django.test import Client

from tests.support.cases import make_world

pytestmark = pytest.mark.usefixtures("db")

PAGES = ("/expect", "/expect/leicestershire", "/coverage", "/privacy/reports", "/cookies", "/accessibility/reports",
         "/maintenance")  # fmt: skip


def links(path: str) -> set[str]:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    text = answer.content.decode()
    return {one.partition("#")[0] for one in re.findall(r'href="(/[^"]*)"', text) if one.partition("#")[0]}


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_the_promises_and_the_pages_lead_to_each_other(prefix: str) -> None:
    for here, there in (
        ("/plan/P21-03", "/services/contact"),
        ("/services/contact", "/coverage"),
        ("/services/contact", "/expect"),
        ("/plan/P21-03", "/measures/report_types_online"),
        ("/coverage", "/measures/report_types_online"),
        ("/measures/report_types_online", "/plan/P21-03"),
        ("/coverage", "/plan/P21-03"),
        ("/coverage", "/expect/kent"),
        ("/expect/kent", "/coverage"),
        ("/expect/kent", "/plan/P21-01"),
        ("/expect/kent", "/forces/kent"),
        ("/forces/kent", "/expect/kent"),
        ("/privacy", "/cookies"),
        ("/accessibility", "/accessibility/reports"),
        ("/report", "/privacy/reports"),
    ):
        assert prefix + there in links(prefix + here), (here, there)


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_every_link_of_these_pages_leads_to_a_page(prefix: str) -> None:
    make_world()

    @cache
    def status(path: str) -> int:
        return Client().get(path).status_code

    found = {link for page in PAGES for link in links(prefix + page)}
    assert len(found) > 60
    assert {link: status(link) for link in found if "/static/" not in link and status(link) != 200} == {}
