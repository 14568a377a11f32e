"""Whatever is asked of these addresses, by their own description or at random, is no fault of the site."""

from __future__ import annotations

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.contact.exchange.systems import ADDRESS, System

BOUNDED = settings(
    derandomize=True, deadline=None, database=None, max_examples=15, suppress_health_check=list(HealthCheck)
)
TOLD = {200, 201, 400, 401, 403, 404, 405, 409, 422}


@pytest.mark.parametrize("examples", [5, pytest.param(60, marks=pytest.mark.prove)])
def test_a_random_question_is_answered_and_in_words_where_it_is_refused(
    system: System, examples: int
) -> None:
    described = schemathesis.openapi.from_dict(system.get("/api/exchange/v1/openapi.json"))
    described.config.analysis.constants.enabled = False
    asked = set()
    for operation in (found.ok() for found in described.get_all_operations()):

        @settings(BOUNDED, max_examples=examples)
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            body = case.body if isinstance(case.body, dict | list) else None
            got = system.client.generic(
                case.method,
                case.formatted_path,
                json.dumps(body) if body is not None else "",
                content_type="application/json",
                headers=system.headers(),
                query_params={name: str(value) for name, value in (case.query or {}).items()},
            )
            assert got.status_code in TOLD, got.content
            assert b"Traceback" not in got.content
            if got.status_code >= 400:
                assert got.json().get("errors") or got.json().get("faults")
            asked.add((case.method, case.operation.path))

        check()
    assert len(asked) == 6


def test_random_bytes_are_refused_in_words(system: System) -> None:
    @BOUNDED
    @given(
        raw=st.one_of(
            st.binary(max_size=60), st.text(max_size=60).map(lambda text: json.dumps([text]).encode())
        )
    )
    def check(raw: bytes) -> None:
        got = system.client.post(ADDRESS, raw, content_type="application/json", headers=system.headers())
        assert got.status_code in {200, 400, 422}, got.content
        if got.status_code == 200:
            assert {one["status"] for one in got.json()["results"]} == {422}

    check()
