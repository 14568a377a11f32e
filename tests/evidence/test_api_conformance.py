"""The API answers as its OpenAPI description says, whatever it is asked; a question never becomes a fault of the site."""

import itertools
import json
import re
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.support import site

# A well-formed question for a figure that nobody published is refused, which this check takes for a contradiction.
LEFT_OUT = [positive_data_acceptance]
AS_IT_IS = {"Accept-Encoding": "identity"}
BOUNDED = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
HELD = {
    "force_id": ["kent", "south-yorkshire"],
    "measure_id": ["homicide_rate", "answered_under_10s", "officers_fte"],
    "commitment_id": ["P21-04", "p18-05", "M18-01"],
    "claim_id": ["C31", "c01", "C18"],
    "fund_id": ["adder", "serious_violence_strategy"],
    "event_id": ["serious-violence-strategy-2018"],
    "service_id": ["contact", "tags"],
    "source_id": ["figures/workforce/ho-workforce-2017-09"],
}
"""Ids of things that are held, so that more is answered than 404."""
NEEDED = {"/api/v1/compare": {"measure": "homicide_rate", "a": "kent", "b": "cleveland"}}


def described():
    """The description, read from the very WSGI application that is served."""
    site.django_client()
    from peelian.project.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture(scope="module")
def described_api(prepared_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELIAN_HOME", str(prepared_home))
        schema = described()
        # It would import each folder that a module names, and a folder of definitions would hide the function of that name.
        schema.config.analysis.constants.enabled = False
        yield schema


@pytest.mark.parametrize("examples", [1, pytest.param(30, marks=pytest.mark.prove)])
def test_a_random_question_is_answered_as_described(described_api, examples):
    # Not by `schema.parametrize`: its plugin does not know this pytest. The same strategies and checks, in a loop.
    asked = []
    for operation in (found.ok() for found in described_api.get_all_operations()):

        @settings(BOUNDED, max_examples=examples)
        @given(case=operation.as_strategy())
        def check(case):
            case.call_and_validate(excluded_checks=LEFT_OUT, headers=AS_IT_IS)
            asked.append(case.path)

        @settings(BOUNDED, max_examples=examples)
        @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        def refuse(case):
            case.call_and_validate(excluded_checks=LEFT_OUT, headers=AS_IT_IS)
            asked.append(case.path)

        check()
        if operation.query.items:
            refuse()
    assert len(set(asked)) >= 25
    assert len(asked) >= 30 * examples


def test_each_thing_that_is_held_is_answered_whole_as_described(described_api):
    asked = 0
    for operation in (found.ok() for found in described_api.get_all_operations()):
        names = [one.name for one in operation.path_parameters]
        listed = any(one.name == "format" for one in operation.query)
        for ids in itertools.product(*(HELD[name] for name in names)):
            for form in ("json", "csv") if listed else ("json",):
                query = {**NEEDED.get(operation.path, {}), **({"format": form} if listed else {})}
                case = operation.Case(
                    path_parameters=dict(zip(names, ids, strict=True)),
                    query=query | {"limit": 50} if listed else {},
                )
                answer = case.call_and_validate(excluded_checks=LEFT_OUT, headers=AS_IT_IS)
                assert answer.status_code == 200, (operation.path, ids, answer.text[:300])
                assert answer.headers["content-type"][0].startswith(
                    "text/csv" if form == "csv" else "application/json"
                )
                asked += 1
    assert asked >= 60


def test_a_key_that_the_description_does_not_name_is_never_given(described_api):
    # The shapes may grow, so a stray key would pass every check of a shape: here each object has no key but its shape's.
    raw = described_api.raw_schema
    client = site.django_client()
    seen = 0
    for path, operation in raw["paths"].items():
        names = [one["name"] for one in operation["get"]["parameters"] if one["in"] == "path"]
        address = path.format(**{name: HELD[name][0] for name in names})
        answer = client.get(address, NEEDED.get(path, {})).json()
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        seen += _only_named(answer, schema, raw, path)
    assert seen > 2_000


def _only_named(value, schema, raw, where):
    """How many objects were compared with the shapes that name their keys."""
    for _ in range(9):
        if "$ref" not in schema:
            break
        schema = raw["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        fit = [one for one in schema["anyOf"] if (one.get("type") == "null") == (value is None)]
        return _only_named(value, fit[0], raw, where)
    if isinstance(value, list):
        return sum(_only_named(one, schema.get("items", {}), raw, where) for one in value)
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"]), where
        return 1 + sum(
            _only_named(value[name], part, raw, where) for name, part in schema["properties"].items()
        )
    return 0


WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "0", "-1", "1e9", "9" * 300, "kent", "2018", "2020-04/P3Y", "9999-12/P99Y", "0000-00", "each", "all", "fund=", "=x",
         "grade=each", "sex=all", "E12000005", "west midlands", "ye_9999_99", "\x00", "%", "'; drop table x; --", "<script>", "ÿ", "√"]
    ),
)  # fmt: skip
NAMES = st.sampled_from(
    ["format", "limit", "offset", "by", "period", "area", "where", "vintages", "region", "first", "measure", "a", "b", "then",
     "status", "plan", "fund", "stage", "since", "kind", "verdict", "speaker", "source", "x"]
)  # fmt: skip
PLACES = st.sampled_from(
    ["forces", "forces/{}", "areas", "measures/{}", "measures/homicide_rate/figures", "measures/{}/figures", "league", "league/{}",
     "league/section_60_searches", "league/charge_rate", "compare", "quarantine", "missing", "claims", "claims/{}", "commitments",
     "commitments/{}", "money", "funds/{}", "events/{}", "partnerships/{}", "services/{}", "changes", "sources/{}", "{}", ""]
)  # fmt: skip


@pytest.fixture(scope="module")
def api(prepared_home, repository):
    site.build_assets_if_needed(repository)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELIAN_HOME", str(prepared_home))
        yield site.django_client()


@settings(
    max_examples=250,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=PLACES, word=WORDS, query=st.lists(st.tuples(NAMES, WORDS), max_size=4))
def test_no_question_is_a_fault_of_the_site_or_shows_a_trace(api, place, word, query):
    answer = api.get(f"/api/v1/{place.format(quote(word, safe=''))}?{urlencode(query, errors='replace')}")
    assert answer.status_code in {200, 400, 404}, answer.content[:500]
    assert b"Traceback" not in answer.content
    if answer.status_code != 200:
        for one in json.loads(answer.content)["errors"]:
            assert one["code"] and one["message"]["en"] and one["message"]["cy"]
            unfilled = re.search(r"\{\w+\}", one["message"]["en"] + one["message"]["cy"])
            assert not unfilled or "{" in place.format(word) + repr(query), one
