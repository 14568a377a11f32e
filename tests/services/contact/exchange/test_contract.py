"""The contract as data: what fits is read, what does not is told, and the published schemas say the same as the code."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.services.contact.exchange import schemas, tables
from peelian.services.contact.exchange.envelope import Message, canonical, read
from peelian.services.contact.exchange.layout import Field, layout

BOUNDED = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.just(UTC),
).map(lambda one: one.isoformat())
CODES = st.from_regex(r"[A-Z]{1,4}[-/][0-9]{1,6}", fullmatch=True)
WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,19}", fullmatch=True)


def value(field: Field) -> st.SearchStrategy[Any]:
    match field.type:
        case "uuid":
            return st.uuids().map(str)
        case "integer":
            return st.integers(field.least, field.most)
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(field.choices)
        case "moment":
            return MOMENTS
        case "text":
            return st.text(
                st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=50
            ).filter(lambda text: bool(text.strip()))
    return (CODES if field.type == "code" else WORDS).filter(
        lambda text: not field.longest or len(text) <= field.longest
    )


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    """A message that comes in and fits."""
    kind = draw(st.sampled_from(sorted(layout().kinds)))
    envelope = {one.name: draw(value(one)) for one in layout().envelope if one.name != "kind"}
    fields = layout().kinds[kind].of_way("in")
    body = {one.name: draw(value(one)) for one in fields if one.required or draw(st.booleans())}
    return {**envelope, "kind": kind, "source": "sys-" + envelope["source"][:30], "body": body}


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def agrees(raw: object) -> bool:
    """Whether the published schema takes the message."""
    checker = jsonschema.Draft202012Validator(json.loads(json.dumps(schemas.schema("in"))))
    return checker.is_valid(raw)


@BOUNDED
@given(message=messages())
def test_what_fits_is_read_and_is_the_same_in_json_and_in_csv(message: dict[str, Any]) -> None:
    found = read(message)
    assert isinstance(found, Message), found
    assert agrees(message)
    assert isinstance(again := read(json.loads(canonical(found.as_dict()))), Message)
    assert again == found
    if "\r" not in str(message["body"].get("text", "")) and not str(
        message["body"].get("text", "")
    ).startswith(("=", "+", "-", "@", "\t", "'")):
        assert list(tables.from_csv(tables.as_csv([message]))) == [message]


@BOUNDED
@given(message=messages(), data=st.data())
def test_one_thing_put_wrong_is_told_at_its_place(message: dict[str, Any], data: st.DataObject) -> None:
    places = [*(k for k in message if k != "body"), *(f"body.{k}" for k in message["body"])]
    place = data.draw(st.sampled_from(places))
    inside = place.removeprefix("body.")
    held = message["body"] if place.startswith("body.") else message
    held[inside] = data.draw(st.sampled_from([None, [], {}, -1, 1.5, "", "\x00", "Ä n"]))
    found = read(message)
    if held[inside] == "Ä n" and inside == "text":
        return
    assert not isinstance(found, Message)
    assert place in {one.place for one in found}
    assert not agrees(message)


@BOUNDED
@given(raw=ANYTHING, message=messages(), name=st.text(max_size=12))
def test_nothing_breaks_the_reader_and_no_unknown_field_gets_in(
    raw: object, message: dict[str, Any], name: str
) -> None:
    assert not isinstance(read(raw), Message)
    known = {one.name for one in layout().kinds[message["kind"]].of_way("in")}
    if name not in known:
        message["body"][name] = raw
        found = read(message)
        assert not isinstance(found, Message)
        assert all(
            name not in one.place or name in "body.*" or len(name) < 3 or one.place[5:] in _names()
            for one in found
        )
        assert not agrees(message)


def _names() -> set[str]:
    return {one.name for kind in layout().kinds.values() for one in kind.fields}


def test_nothing_personal_is_let_out_by_the_layout_and_every_text_has_its_welsh() -> None:
    for kind in layout().kinds.values():
        assert kind.title.cy != kind.title
        assert not any(one.personal or one.type == "text" for one in kind.of_way("out"))
        assert all(one.personal for one in kind.fields if one.type == "text")
        for one in (*kind.fields, *layout().envelope):
            assert one.told.cy != one.told, one.name


@pytest.mark.parametrize("name", ["JOHN SMITH", "SMITH", "O'NEIL-7", "JO@X.ORG1", "07700 900123"])
def test_a_name_does_not_pass_for_a_reference(name: str) -> None:
    field = next(one for one in layout().envelope if one.name == "reference")
    assert not field.fits(name)
