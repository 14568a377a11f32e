"""A fault in the routing tables stops the reading, and every fault is told with its place."""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from peelian.reference.reading import table
from peelian.services.contact.routing.definition import RoutingFaulty, read

PACKAGE = "peelian.services.contact"
Tables = dict[str, Any]


def tables() -> Tables:
    text = (files(PACKAGE) / "definitions" / "routing.toml").read_text(encoding="utf-8")
    special, places = (table(f"definitions/routing_{name}", PACKAGE) for name in ("special", "places"))
    return {"toml": tomllib.loads(text), "special": special, "places": places}


def row(given: Tables, name: str, id_: str) -> dict[str, str]:
    return next(one for one in given[name] if id_ in (one.get("id"), one.get("name")))


def change(name: str, id_: str, **values: str) -> Callable[[Tables], None]:
    return lambda given: row(given, name, id_).update(values)


def test_the_tables_as_they_are_hold_together() -> None:
    given = tables()
    made = read(given["toml"], given["special"], given["places"])
    assert len(made.specials) > 140
    assert len(made.places) > 400


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (change("special", "heathrow", kind="spaceport"), "heathrow: no kind is called spaceport"),
        (
            change("special", "heathrow", districts="E99999999"),
            "heathrow: no current district has the code E99999999",
        ),
        (
            change("special", "heathrow", districts="E07000026"),
            "heathrow: no current district has the code E07000026",
        ),
        (change("special", "heathrow", forces="london"), "heathrow: no force is called london"),
        (change("special", "heathrow", elsewhere="nobody"), "heathrow: nobody is called nobody"),
        (change("special", "heathrow", words=""), "heathrow: it has no words to be known by"),
        (change("special", "heathrow", certainty="surely"), "heathrow: give the certainty"),
        (change("special", "heathrow", source=""), "heathrow: give the certainty"),
        (change("special", "heathrow", name_cy=""), "heathrow: the Welsh name is missing"),
        (change("special", "gatwick", id="heathrow"), "heathrow: the id is there twice"),
        (change("places", "Taunton", kind="village"), "Taunton: no kind is called village"),
        (change("places", "Taunton", districts=""), "Taunton: it has neither a district nor a force"),
        (change("places", "Taunton", forces="somerset"), "Taunton: no force is called somerset"),
        (change("places", "Taunton", source=""), "Taunton: give the source"),
        (lambda given: given["toml"]["areas"][0].update(elsewhere="nobody"), "nobody is called nobody"),
        (lambda given: given["toml"]["elsewhere"][0].update(source=""), "btp: give the certainty"),
        (lambda given: given["toml"]["elsewhere"][0]["title"].update(cy=""), "btp: the Welsh is missing"),
    ],
)
def test_each_mistake_is_told_at_its_place(spoil: Callable[[Tables], None], told: str) -> None:
    given = tables()
    spoil(given)
    with pytest.raises(RoutingFaulty) as caught:
        read(given["toml"], given["special"], given["places"])
    assert told in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    given = tables()
    change("special", "heathrow", kind="spaceport")(given)
    change("places", "Taunton", source="")(given)
    with pytest.raises(RoutingFaulty) as caught:
        read(given["toml"], given["special"], given["places"])
    assert "heathrow" in str(caught.value)
    assert "Taunton" in str(caught.value)
