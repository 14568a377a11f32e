"""What every method hands back: checks, provenance, and both as plain values."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from peelian import stats
from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, Interval, Provenance, StatsProblem, plain, worst


@dataclass(frozen=True)
class Result:
    value: object
    interval: Interval
    checks: tuple[Check, ...]
    provenance: Provenance


def check(outcome: str) -> Check:
    return Check("size", outcome, 3.0, Bilingual("Too few.", "Rhy ychydig."))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [([], "pass"), (["pass"], "pass"), (["warn", "pass"], "warn"), (["warn", "fail", "pass"], "fail")],
)
def test_the_worst_of_the_checks_speaks_for_the_result(outcomes: list[str], expected: str) -> None:
    assert worst(tuple(check(outcome) for outcome in outcomes)) == expected


def test_a_result_becomes_plain_values_that_json_can_hold_in_both_languages() -> None:
    result = Result(np.float64(1.5), Interval(1, 2), (check("warn"),), Provenance("method", seed=7))
    told = json.loads(json.dumps(plain(result)))
    assert told["value"] == 1.5
    assert told["interval"] == {"lower": 1, "upper": 2, "level": 0.95}
    assert told["checks"][0]["sentence"] == {"en": "Too few.", "cy": "Rhy ychydig."}
    assert told["checks"][0]["outcome"] == "warn"
    assert told["provenance"]["seed"] == 7


def test_a_result_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(AttributeError):
        check("pass").outcome = "fail"  # type: ignore[misc]


def test_plain_values_reach_into_dictionaries_and_lists() -> None:
    told = plain({"a": [Interval(0, 1), Bilingual("yes", "ie")], "b": (np.int64(3),)})
    assert told == {"a": [{"lower": 0, "upper": 1, "level": 0.95}, {"en": "yes", "cy": "ie"}], "b": [3]}


def below(kind: type[StatsProblem]) -> Iterator[type[StatsProblem]]:
    for fault in kind.__subclasses__():
        yield fault
        yield from below(fault)


def test_every_fault_of_the_room_has_a_code_and_both_languages() -> None:
    for module in pkgutil.walk_packages(stats.__path__, "peelian.stats."):
        importlib.import_module(module.name)
    faults = list(below(StatsProblem))
    assert len({fault.code for fault in faults}) == len(faults) > 15, "a code stands for one fault"
    for fault in faults:
        assert fault.en and fault.cy and fault.en != fault.cy, fault
        assert "_" not in fault.code
